//! Three people write 2,000 messages to a room while the relay is killed with SIGKILL a hundred
//! times and more, people join and leave, roles change, and the room is renamed.
//!
//! Each round lets everybody write a few messages and kills the relay while they do. At the end
//! everybody has the same timeline: nothing lost, nothing doubled, nothing that could not be read.

mod conversation;
mod timeline;
mod visitor;
mod writer;

use std::sync::Arc;
use std::time::{Duration, Instant};

use corridor_end_to_end::chance::Chance;
use corridor_end_to_end::{Person, World};

use conversation::Conversation;
use visitor::Visitor;
use writer::Writer;

const ROUNDS: usize = 100;

/// 20 a round, so 2,000 messages.
const EACH_ROUND: [usize; 3] = [7, 7, 6];

/// In every tenth round the relay is killed again while it reads its journal.
const KILLED_TWICE: usize = 10;

#[test]
fn two_thousand_messages_outlive_a_hundred_kills() {
    let began = Instant::now();
    let mut world = World::new();
    let [alice, bob, carol, dave] = world.people(["alice", "bob", "carol", "dave"]);
    let room = alice.new_room("Round 0", &[&bob, &carol]);
    for person in [&bob, &carol] {
        person.sync();
        person.acknowledge(&room);
    }
    let conversation = Arc::new(Conversation::new(room.clone()));
    let writers = [alice, bob, carol].into_iter().zip(EACH_ROUND).map(|(person, messages)| {
        let conversation = conversation.clone();
        std::thread::spawn(move || Writer::new(person, conversation, messages).write())
    });
    let writers: Vec<_> = writers.collect();
    let visitor = {
        let conversation = conversation.clone();
        std::thread::spawn(move || Visitor::new(dave, conversation).visit())
    };

    let mut chance = Chance(20_261_123);
    let mut kills = 0;
    for round in 0..ROUNDS {
        conversation.begin(round);
        std::thread::sleep(Duration::from_millis(chance.below(180)));
        world.relay.kill();
        conversation.killed(round);
        kills += 1;
        if round % KILLED_TWICE == 0 {
            world.relay.launch();
            std::thread::sleep(Duration::from_millis(chance.below(60)));
            world.relay.kill();
            kills += 1;
        }
        world.relay.start();
        conversation.wait_for_everybody(round);
    }
    conversation.end();
    let written: Vec<_> = writers.into_iter().map(|thread| thread.join().unwrap()).collect();
    let visits = visitor.join().unwrap();
    let talked = began.elapsed();

    // Twice, because what the one sends in the first is for the others in the second.
    for _ in 0..2 {
        for writer in &written {
            settle(&writer.person, &room);
        }
    }
    let timeline = timeline::compare(&written, &room);
    let in_flight = conversation.kills_in_flight();
    println!(
        "endurance: {} messages of 3 people, {kills} kills ({in_flight} of {ROUNDS} rounds with \
         messages on their way), {} by `corridor send`, {timeline}, {visits} lines of a visitor, \
         {} rosters acknowledged; 0 lost, 0 doubled, 0 undecryptable; {:.0} s of talk, {:.0} s in all",
        written.iter().map(|writer| writer.texts.len()).sum::<usize>(),
        written.iter().map(|writer| writer.by_command).sum::<usize>(),
        written.iter().map(|writer| writer.acknowledged).sum::<usize>(),
        talked.as_secs_f64(),
        began.elapsed().as_secs_f64(),
    );
    assert!(kills >= 100);
    assert!(in_flight * 2 > ROUNDS, "most kills hit a relay that is busy: {in_flight} of {ROUNDS}");
}

/// Nothing left to send, to receive, or to look at.
fn settle(person: &Person, room: &str) {
    for _ in 0..5 {
        person.sync();
        let view = person.room(room);
        if view["held"] == 0 && view["queued"] == 0 {
            return;
        }
        person.acknowledge(room);
    }
    panic!("{} does not settle: {}", person.name(), person.room(room));
}
