//! Nudges: phrases that wait five seconds, go through the gate as texts do, and look alike to a relay.

use crate::support::program::invite_as_bob;
use crate::support::{World, refused, requests, until, wait};
use corridor_content::{Cardinality, Message};
use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::kinds::{Nudge, Phrase};
use corridor_engine::output::Undone;
use corridor_engine::view::{
    Delivery, ItemKind, LocalId, RoomId, RosterMark, Sought, TimelineItem,
};
use corridor_sealing::room_state::Role;
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::encode;

const ALICE: usize = 0;
const BOB: usize = 1;

fn room_of(seed: u64, people: usize) -> (World, RoomId) {
    let mut world = World::new(seed);
    let people: Vec<_> = (0..people).map(|number| world.join(&format!("p{number}"))).collect();
    let room = world.room(ALICE, "Delegation", &people[1..]);
    world.run();
    for person in people {
        world.look(person, &room);
    }
    (world, room)
}

fn nudge(phrase: Phrase, subject: &str) -> Nudge {
    Nudge { phrase, subject: subject.to_owned() }
}

fn ask(
    world: &mut World,
    by: usize,
    room: RoomId,
    nudge: Nudge,
    reply_to: Option<LocalId>,
) -> Result<LocalId, CommandError> {
    let command = Command::SendNudge { room, nudge, reply_to, seen: None };
    let Answer::Queued(local_id) = world.command(by, command)? else { panic!("nothing queued") };
    Ok(local_id)
}

fn nudges(world: &World, client: usize, room: &RoomId) -> Vec<TimelineItem> {
    let items = world.timeline(client, room).into_iter();
    items.filter(|item| item.kind == ItemKind::Nudge).collect()
}

fn is_append(request: &Request) -> bool {
    matches!(request, Request::Append(_))
}

#[test]
fn each_phrase_arrives_as_itself_five_seconds_after_it_was_tapped() {
    let (mut world, room) = room_of(700, 3);
    for phrase in Phrase::ALL {
        let said = match phrase {
            Phrase::Own => nudge(*phrase, "Coffee?"),
            Phrase::Speak => nudge(*phrase, "article 4"),
            _ => nudge(*phrase, ""),
        };
        let now = world.now;
        ask(&mut world, ALICE, room, said.clone(), None).unwrap();
        let waiting = nudges(&world, ALICE, &room).pop().unwrap();
        assert_eq!((waiting.send_at, waiting.delivery), (Some(now + 5_000), Delivery::Queued));
        assert_eq!(waiting.about.nudge, Some(said.clone()));
        assert!(world.clients[ALICE].engine.poll_wake().is_some_and(|wake| wake <= now + 5_000));
        wait(&mut world, ALICE, 4_999);
        assert!(!requests(&world, ALICE).iter().any(|(_, request)| is_append(request)));
        wait(&mut world, ALICE, 1);
        world.run();
        for other in [BOB, 2] {
            let item = nudges(&world, other, &room).pop().unwrap();
            assert_eq!(item.about.nudge, Some(said.clone()));
            assert_eq!((item.text, item.sent_at), (said.subject.clone(), now + 5_000));
        }
        let own = nudges(&world, ALICE, &room).pop().unwrap();
        assert_eq!((own.send_at, own.delivery), (None, Delivery::Delivered));
    }
    assert_eq!(nudges(&world, BOB, &room).len(), Phrase::ALL.len());
    let engine = &world.clients[BOB].engine;
    assert_eq!(engine.room(&room).unwrap().unwrap().unread, Phrase::ALL.len());
    let kinds = vec![ItemKind::Nudge];
    let found = engine.search(&Sought { kinds, ..Sought::default() }, 99).unwrap();
    assert_eq!(found.len(), Phrase::ALL.len());
    let text = "coffee".to_owned();
    assert_eq!(engine.search(&Sought { text, ..Sought::default() }, 9).unwrap().len(), 1);
}

#[test]
fn a_nudge_is_taken_back_while_it_waits_and_withdrawn_once_it_has_gone() {
    let (mut world, room) = room_of(701, 2);
    let first = ask(&mut world, ALICE, room, nudge(Phrase::Interrupt, ""), None).unwrap();
    wait(&mut world, ALICE, 4_999);
    let command = Command::Discard { local_id: first };
    world.command(ALICE, command.clone()).unwrap();
    wait(&mut world, ALICE, 60_000);
    world.run();
    for client in [ALICE, BOB] {
        assert!(nudges(&world, client, &room).is_empty());
    }
    assert_eq!(world.command(ALICE, command).unwrap_err().name(), "not_queued");

    let second = ask(&mut world, ALICE, room, nudge(Phrase::Speak, "us"), None).unwrap();
    let edit = Command::Edit { local_id: second, text: "them".to_owned(), is_markdown: false };
    world.run();
    assert_eq!(world.command(ALICE, edit).unwrap_err().name(), "not_allowed");
    let forward = Command::Forward { local_id: second, room, seen: None };
    assert_eq!(world.command(ALICE, forward).unwrap_err().name(), "no_message");
    world.command(ALICE, Command::Discard { local_id: second }).unwrap_err();
    world.command(ALICE, Command::Withdraw { local_id: second }).unwrap();
    world.run();
    for client in [ALICE, BOB] {
        let item = nudges(&world, client, &room).pop().unwrap();
        assert!(item.withdrawn_by.is_some() && item.text.is_empty() && item.about.nudge.is_none());
    }
}

#[test]
fn who_has_no_line_nudges_when_it_is_there_again() {
    let (mut world, room) = room_of(702, 2);
    world.disconnect(ALICE);
    ask(&mut world, ALICE, room, nudge(Phrase::CallMe, ""), None).unwrap();
    let dropped = ask(&mut world, ALICE, room, nudge(Phrase::Wait, ""), None).unwrap();
    wait(&mut world, ALICE, 60_000);
    world.command(ALICE, Command::Discard { local_id: dropped }).unwrap();
    world.connect(ALICE);
    world.run();
    let heard: Vec<_> = nudges(&world, BOB, &room).into_iter().map(|one| one.about.nudge).collect();
    assert_eq!(heard, [Some(nudge(Phrase::CallMe, ""))]);
}

#[test]
fn an_answer_names_the_nudge_in_the_readers_language_too() {
    let (mut world, room) = room_of(703, 2);
    let first = ask(&mut world, ALICE, room, nudge(Phrase::Speak, "article 4"), None).unwrap();
    let early = ask(&mut world, ALICE, room, nudge(Phrase::Wait, ""), Some(first));
    assert!(matches!(early, Err(CommandError::NotSentYet)), "{early:?}");
    world.run();
    let asked = nudges(&world, BOB, &room).pop().unwrap();
    ask(&mut world, BOB, room, nudge(Phrase::Yes, ""), Some(asked.local_id)).unwrap();
    world.run();
    let answer = nudges(&world, ALICE, &room).pop().unwrap();
    assert_eq!(answer.about.nudge, Some(nudge(Phrase::Yes, "")));
    let quote = answer.reply_to.unwrap();
    assert_eq!((quote.local_id, quote.kind), (Some(first), Some(ItemKind::Nudge)));
    assert_eq!((quote.phrase, quote.text.as_str()), (Some(Phrase::Speak), "article 4"));
    // Who blocks its author is told nothing of what was asked.
    world.command(BOB, Command::Block { person: world.account(ALICE), is_blocked: true }).unwrap();
    let answer = nudges(&world, BOB, &room).pop().unwrap();
    assert_eq!(
        answer.reply_to.map(|quote| (quote.phrase, quote.text)),
        Some((None, String::new()))
    );
    assert!(nudges(&world, BOB, &room)[0].is_blocked);
    ask(&mut world, ALICE, room, nudge(Phrase::CallMe, ""), None).unwrap();
    world.run();
    let view = world.clients[BOB].engine.room(&room).unwrap().unwrap();
    assert_eq!((nudges(&world, BOB, &room).len(), view.unread), (3, 0));
}

#[test]
fn a_newcomer_in_the_five_seconds_holds_it_until_they_were_seen() {
    let (mut world, room) = room_of(704, 2);
    let (cid, dan) = (world.join("cid"), world.join("dan"));
    ask(&mut world, BOB, room, nudge(Phrase::MeetOutside, ""), None).unwrap();
    let people = vec![world.account(cid)];
    world.command(ALICE, Command::AddPeople { room, people }).unwrap();
    world.run();
    assert_eq!(nudges(&world, BOB, &room)[0].delivery, Delivery::Held);
    for other in [ALICE, cid] {
        assert!(nudges(&world, other, &room).is_empty());
    }
    world.look(BOB, &room);
    world.run();
    for other in [ALICE, cid] {
        assert_eq!(nudges(&world, other, &room).len(), 1);
    }
    let people = vec![world.account(dan)];
    world.command(ALICE, Command::AddPeople { room, people }).unwrap();
    world.run();
    let closed = ask(&mut world, BOB, room, nudge(Phrase::Wait, ""), None);
    assert_eq!(closed.unwrap_err().name(), "roster_changed");
    let mark = world.clients[BOB].engine.roster(&room).unwrap().unwrap().mark;
    let nudge = nudge(Phrase::Wait, "");
    let seen = Some(RosterMark(mark.0));
    world.command(BOB, Command::SendNudge { room, nudge, reply_to: None, seen }).unwrap();
    world.run();
    assert_eq!(nudges(&world, dan, &room).len(), 1);
}

#[test]
fn who_may_not_write_does_not_nudge_and_is_told_where_that_came_to_be_in_between() {
    let (mut world, room) = room_of(705, 2);
    ask(&mut world, BOB, room, nudge(Phrase::CallMe, ""), None).unwrap();
    world.command(ALICE, Command::SetPosting { room, role: Role::Admin }).unwrap();
    world.run();
    for client in [ALICE, BOB] {
        assert!(nudges(&world, client, &room).is_empty());
    }
    assert_eq!(refused(&world, BOB), [Undone::SendText { text: None }]);
    let refused = ask(&mut world, BOB, room, nudge(Phrase::CallMe, ""), None);
    assert_eq!(refused.unwrap_err().name(), "not_allowed");
    ask(&mut world, ALICE, room, nudge(Phrase::CallMe, ""), None).unwrap();
    world.run();
    assert_eq!(nudges(&world, BOB, &room).len(), 1);
}

#[test]
fn what_breaks_the_rules_of_nudges_is_not_sent_and_a_later_phrase_is_kept() {
    let mut world = World::new(706);
    let (alice, mallory) = (world.join("alice"), world.join("mallory"));
    world.join("bob");
    let mut program = invite_as_bob(&mut world, mallory, alice);
    world.run();
    let room = program.log;
    for (phrase, subject) in
        [(Phrase::Own, String::new()), (Phrase::Wait, "us".into()), (Phrase::Speak, "x".repeat(65))]
    {
        let nudge = Nudge { phrase, subject };
        let command = Command::SendNudge { room, nudge, reply_to: None, seen: None };
        assert_eq!(world.command(alice, command).unwrap_err().name(), "kind");
    }
    let known = corridor_content::Nudge::new(corridor_content::Phrase::No, String::new()).unwrap();
    let mut later = Message::nudge([0; 16], &known);
    if let Cardinality::Single(single) = &mut later.part.cardinality {
        single.content = vec![0x82, 12, 0x60];
    }
    for (message, kind) in
        [(later, ItemKind::Unknown), (Message::nudge([1; 16], &known), ItemKind::Nudge)]
    {
        program.say(&mut world, mallory, &message);
        assert_eq!(world.timeline(alice, &room).pop().unwrap().kind, kind);
    }
}

#[test]
fn own_phrases_stay_on_their_device_in_their_order() {
    let (mut world, _) = room_of(709, 1);
    let kept = |world: &World| world.clients[ALICE].engine.own_phrases().unwrap();
    assert!(kept(&world).is_empty());
    let longest = "ш".repeat(32);
    let phrases = vec!["Coffee?".to_owned(), longest.clone(), "Article 4 now".to_owned()];
    world.command(ALICE, Command::KeepPhrases { phrases: phrases.clone() }).unwrap();
    assert_eq!(kept(&world), phrases);
    for broken in
        [vec![String::new()], vec!["two\nlines".into()], vec![longest + "x"], vec!["x".into(); 13]]
    {
        let refused = world.command(ALICE, Command::KeepPhrases { phrases: broken });
        assert_eq!(refused.unwrap_err().name(), "kind");
        assert_eq!(kept(&world), phrases);
    }
    world.command(ALICE, Command::KeepPhrases { phrases: Vec::new() }).unwrap();
    assert!(kept(&world).is_empty());
}

/// The frame that is on its way when a nudge has waited: its record, and all of it.
fn on_the_wire(
    world: &mut World,
    room: RoomId,
    nudge: Nudge,
    reply_to: Option<LocalId>,
    is_sealed_twice: bool,
) -> (usize, usize) {
    ask(world, ALICE, room, nudge, reply_to).unwrap();
    wait(world, ALICE, 5_000);
    if is_sealed_twice {
        // Somebody's commit comes first, so it is sealed again and says what its id was.
        until(world, ALICE, is_append);
        world.disconnect(ALICE);
        world.command(BOB, Command::SetExpiry { room, seconds: Some(7_776_000) }).unwrap();
        world.run();
        world.connect(ALICE);
    }
    let (request_id, request) = until(world, ALICE, is_append);
    let Request::Append(append) = &request else { panic!("an append") };
    let record = append.record.len();
    let frame = encode(&ClientFrame { request_id, request }).len();
    world.run();
    (record, frame)
}

#[test]
fn every_nudge_is_as_large_as_every_other_and_below_a_kibibyte() {
    for (seed, people) in [(707, 2), (708, 9)] {
        let (mut world, room) = room_of(seed, people);
        let longest = "ш".repeat(32);
        let mut records = Vec::new();
        let mut measure = |world: &mut World, nudge, reply_to, is_sealed_twice| {
            let (record, frame) = on_the_wire(world, room, nudge, reply_to, is_sealed_twice);
            assert!(frame <= 1024, "{frame} bytes");
            records.push(record);
        };
        for is_late in [false, true] {
            if is_late {
                let person = world.account(BOB);
                world.command(ALICE, Command::SetRole { room, person, role: Role::Owner }).unwrap();
                world.command(ALICE, Command::SetExpiry { room, seconds: Some(300) }).unwrap();
                world.run();
            }
            for phrase in Phrase::ALL {
                let subjects = match phrase {
                    Phrase::Own => vec!["x", &longest],
                    Phrase::Speak => vec!["", &longest],
                    _ => vec![""],
                };
                for subject in subjects {
                    let nudge = nudge(*phrase, subject);
                    measure(&mut world, nudge.clone(), None, false);
                    let asked = nudges(&world, ALICE, &room).pop().unwrap().local_id;
                    measure(&mut world, nudge, Some(asked), false);
                }
            }
        }
        let asked = nudges(&world, ALICE, &room).pop().unwrap().local_id;
        measure(&mut world, nudge(Phrase::Own, &longest), Some(asked), true);
        assert_eq!(records, vec![552; records.len()], "one size for all");
    }
}
