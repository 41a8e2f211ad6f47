//! What others can make of a huddle's end: by a forged way back, by leaving, by keeping, and by a relay that is busy.

use crate::disk::{is_in_pages, tables_with};
use crate::huddles::{DAY, HOUR, MINUTE, form, is_there, keep, pass, three, view};
use crate::support::program::invite_back;
use crate::support::{World, answer, refusal, requests, until, wait};
use corridor_engine::Location;
use corridor_engine::command::{Command, SoundingCommand, SoundingToSend};
use corridor_engine::view::{ItemKind, RoomStatus};
use corridor_sealing::room_state::{Huddle, Role, RoomState};
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;

#[test]
fn a_forged_way_back_makes_no_huddle_of_a_room_and_no_room_of_a_huddle() {
    let mut world = World::new(712);
    let [alice, bob, carol, mallory] =
        ["alice", "bob", "carol", "mallory"].map(|name| world.join(name));
    let room = world.room(bob, "Plenary", &[alice]);
    world.run();
    world.say(alice, &room, "for the record");
    world.run();
    world.command(alice, Command::Leave { room }).unwrap();
    world.run();
    let ends_at = (world.now + MINUTE) / 1000;
    invite_back(&mut world, mallory, alice, room, |owner, _| {
        let mut state = RoomState::room("Plenary", owner).unwrap();
        state.set_huddle(Some(&Huddle::until(ends_at).unwrap()));
        state
    });
    world.run();
    assert_eq!(view(&world, alice, &room).unwrap().status, RoomStatus::Left);
    pass(&mut world, HOUR);
    assert!(world.texts(alice, &room).contains(&"for the record".to_owned()));

    let huddle = form(&mut world, alice, &[carol], 60);
    world.run();
    world.say(alice, &huddle, "in confidence");
    world.run();
    world.command(carol, Command::Leave { room: huddle }).unwrap();
    world.run();
    let later = (world.now + DAY) / 1000;
    invite_back(&mut world, mallory, carol, huddle, |owner, _| {
        let mut state = RoomState::room("Caucus", owner).unwrap();
        state.set_huddle(Some(&Huddle::until(later).unwrap()));
        state
    });
    world.run();
    assert_eq!(view(&world, carol, &huddle).unwrap().status, RoomStatus::Left);
    // One that was kept meanwhile may be: what she knew of it before goes at once.
    invite_back(&mut world, mallory, carol, huddle, |owner, _| {
        RoomState::room("Caucus", owner).unwrap()
    });
    world.run();
    assert!(world.texts(carol, &huddle).is_empty());
}

#[test]
fn whoever_has_left_it_or_would_keep_it_deletes_no_log() {
    for leaves in [true, false] {
        let (mut world, people, room) = three(713);
        let [alice, bob, carol] = people;
        if leaves {
            let person = world.account(bob);
            world.command(alice, Command::SetRole { room, person, role: Role::Owner }).unwrap();
            world.run();
            world.command(alice, Command::Leave { room }).unwrap();
            world.run();
        } else {
            keep(&mut world, alice, room, true);
            // Her clock is ahead: the others choose when it is over for her.
            world.clients[alice].skew = i64::try_from(HOUR + MINUTE).unwrap();
            pass(&mut world, 0);
            assert!(!is_there(&world, alice, &room));
            let person = vec![world.account(alice)];
            let may = world.command(bob, Command::RemovePeople { room, people: person });
            assert!(may.is_err(), "a member removes nobody");
        }
        keep(&mut world, bob, room, true);
        keep(&mut world, carol, room, true);
        pass(&mut world, HOUR + MINUTE);
        world.now += DAY;
        wait(&mut world, alice, 0);
        let asked = requests(&world, alice).into_iter().map(|(_, request)| request);
        let is_delete = |one: &Request| matches!(one, Request::DeleteLog { .. });
        assert_eq!(asked.filter(is_delete).count(), 0, "leaves: {leaves}");
        world.run();
        if leaves {
            world.say(bob, &room, "still here");
            world.run();
            assert_eq!(world.texts(carol, &room), ["still here"]);
        }
    }
}

#[test]
fn a_relay_that_cannot_delete_the_log_is_asked_again() {
    let (mut world, people, _) = three(714);
    let alice = people[0];
    pass(&mut world, HOUR);
    world.now += DAY;
    wait(&mut world, alice, 0);
    let is_delete = |one: &Request| matches!(one, Request::DeleteLog { .. });
    let (asked, _) = until(&mut world, alice, is_delete);
    answer(&mut world, alice, asked, refusal(ErrorCode::RateLimited, Some(1_000)));
    let count = |world: &World| {
        requests(world, alice).iter().filter(|(_, request)| is_delete(request)).count()
    };
    wait(&mut world, alice, 9 * MINUTE);
    let before = count(&world);
    wait(&mut world, alice, MINUTE);
    assert_eq!(count(&world), before + 1);
}

#[test]
fn what_was_answered_alone_to_its_question_goes_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::new(715);
    let names = ["alice", "bob", "carol", "dan", "emil", "frank"];
    let paths = names.map(|name| folder.path().join(name));
    for (path, name) in paths.iter().zip(names) {
        let client = world.add_client(Location::File(path.clone()));
        world.join_with(client, name);
    }
    let room = form(&mut world, 0, &[1, 2, 3, 4, 5], 60);
    world.run();
    for client in 0..6 {
        world.look(client, &room);
    }
    let sounding = SoundingToSend {
        question: "Would you sign?".to_owned(),
        answers: Vec::new(),
        is_free: true,
        deadline: None,
    };
    let ask = SoundingCommand::AskRoom { room, sounding, seen: None };
    world.command(0, Command::Sounding(ask)).unwrap();
    world.run();
    let question =
        world.timeline(1, &room).into_iter().find(|item| item.kind == ItemKind::Sounding);
    let (local_id, text) = (question.unwrap().local_id, "marked-answer".to_owned());
    let answer = SoundingCommand::Answer { local_id, choice: None, text };
    world.command(1, Command::Sounding(answer)).unwrap();
    world.run();
    for path in &paths[..2] {
        assert!(is_in_pages(path, "marked-answer"));
    }
    pass(&mut world, HOUR);
    for path in &paths[..2] {
        assert!(!is_in_pages(path, "marked-answer"), "{:?}", tables_with(path, "marked"));
    }
}
