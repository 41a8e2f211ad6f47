//! What a room agrees on beside its people: description, who may write; and what one device sets for it.

use crate::support::program::invite;
use crate::support::{World, recover, wait};
use corridor_content::Message;
use corridor_engine::Location;
use corridor_engine::command::{Answer, Command, CommandError, FileToSend, PollToSend, TextToSend};
use corridor_engine::kinds::AboutFile;
use corridor_engine::output::{Change, Undone};
use corridor_engine::view::{ItemKind, LocalId, RoomId, RoomView};
use corridor_sealing::room_state::{Role, RoomState};
use corridor_wire::id::AccountId;

fn view(world: &World, client: usize, room: &RoomId) -> RoomView {
    world.clients[client].engine.room(room).unwrap().unwrap()
}

/// Alice owns the room, Bob is an admin of it, Carol a member, Dan a guest.
fn four(seed: u64) -> (World, [usize; 4], RoomId) {
    let mut world = World::new(seed);
    let people = ["alice", "bob", "carol", "dan"].map(|name| world.join(name));
    let room = world.room(people[0], "Plenary", &people[1..]);
    world.run();
    for (person, role) in [(people[1], Role::Admin), (people[3], Role::Guest)] {
        let person = world.account(person);
        world.command(people[0], Command::SetRole { room, person, role }).unwrap();
    }
    world.run();
    for person in people {
        world.look(person, &room);
    }
    (world, people, room)
}

fn last(world: &World, client: usize, room: &RoomId) -> (ItemKind, String) {
    let item = world.timeline(client, room).pop().unwrap();
    (item.kind, item.text)
}

fn is_refused(answer: &Result<Answer, CommandError>) -> bool {
    matches!(answer, Err(CommandError::NotAllowed(_)))
}

#[test]
fn an_owner_describes_the_room_and_everybody_is_told() {
    let (mut world, people, room) = four(200);
    let text = "Fisheries, article 7.\nDrafts by Monday.".to_owned();
    let describe = |text: &str| Command::SetDescription { room, text: text.to_owned() };
    for other in &people[1..] {
        assert!(is_refused(&world.command(*other, describe("Mine"))));
        assert!(!view(&world, *other, &room).may_configure);
    }
    assert!(view(&world, people[0], &room).may_configure);
    for text in ["a\tb".to_owned(), "d".repeat(1025)] {
        let refused = world.command(people[0], describe(&text)).unwrap_err();
        assert_eq!(refused.name(), "description");
    }
    world.command(people[0], describe(&"d".repeat(1024))).unwrap();
    world.command(people[0], describe(&text)).unwrap();
    world.run();
    for person in people {
        assert_eq!(view(&world, person, &room).description, text);
        assert_eq!(last(&world, person, &room), (ItemKind::Described, text.clone()));
        assert_eq!(view(&world, person, &room).unread, 0, "nobody has said anything");
    }
    // The same again is nothing new; an empty one takes it away.
    let count = world.timeline(people[1], &room).len();
    world.command(people[0], describe(&text)).unwrap();
    world.run();
    assert_eq!(world.timeline(people[1], &room).len(), count);
    world.command(people[0], describe("")).unwrap();
    world.run();
    assert_eq!(last(&world, people[1], &room), (ItemKind::Described, String::new()));
    assert_eq!(view(&world, people[1], &room).description, "");
}

#[test]
fn the_expiry_has_bounds_and_is_an_owners_or_in_a_direct_room_eithers() {
    let (mut world, people, room) = four(201);
    let expiry = |room, seconds| Command::SetExpiry { room, seconds };
    for other in &people[1..] {
        assert!(is_refused(&world.command(*other, expiry(room, Some(3600)))));
    }
    for seconds in [0, 1, 299, 7_776_001, u32::MAX] {
        let refused = world.command(people[0], expiry(room, Some(seconds))).unwrap_err();
        assert_eq!(refused.name(), "expiry");
    }
    for (seconds, text) in [(Some(300), "300"), (Some(7_776_000), "7776000"), (None, "")] {
        world.command(people[0], expiry(room, seconds)).unwrap();
        world.run();
        for person in people {
            assert_eq!(view(&world, person, &room).expiry_seconds, seconds);
            let event = (ItemKind::ExpiryChanged, text.to_owned());
            assert_eq!(last(&world, person, &room), event);
        }
    }
    let with = world.account(people[2]);
    let answer = world.command(people[3], Command::OpenDirectRoom { with }).unwrap();
    let Answer::Room(direct) = answer else { panic!("{answer:?}") };
    world.run();
    for (person, seconds) in [(people[2], Some(600)), (people[3], Some(900)), (people[2], None)] {
        world.command(person, expiry(direct, seconds)).unwrap();
        world.run();
        for either in [people[2], people[3]] {
            assert_eq!(view(&world, either, &direct).expiry_seconds, seconds);
        }
    }
    let posting = Command::SetPosting { room: direct, role: Role::Owner };
    let description = Command::SetDescription { room: direct, text: "Ours".to_owned() };
    for command in [posting, description] {
        let refused = world.command(people[2], command).unwrap_err();
        assert_eq!(refused.name(), "direct_room");
    }
}

#[test]
fn a_setting_that_loses_a_race_is_made_again() {
    let (mut world, people, room) = four(202);
    let person = world.account(people[1]);
    world.command(people[0], Command::SetRole { room, person, role: Role::Owner }).unwrap();
    world.run();
    // Both at once: neither has read the other's commit.
    let text = "Described".to_owned();
    world.command(people[0], Command::SetDescription { room, text }).unwrap();
    world.command(people[1], Command::SetExpiry { room, seconds: Some(3600) }).unwrap();
    world.command(people[1], Command::SetPosting { room, role: Role::Member }).unwrap();
    world.run();
    for person in people {
        let view = view(&world, person, &room);
        assert_eq!((view.description.as_str(), view.expiry_seconds), ("Described", Some(3600)));
        assert_eq!(view.post_role, Role::Member);
    }
    // Who is no owner any more when its turn comes is told.
    world.disconnect(people[1]);
    let command = Command::SetDescription { room, text: "Late".to_owned() };
    world.command(people[1], command).unwrap();
    let person = world.account(people[1]);
    world.command(people[0], Command::SetRole { room, person, role: Role::Admin }).unwrap();
    world.run();
    world.connect(people[1]);
    world.run();
    let is_told = |change: &Change| matches!(change, Change::Refused { what: Undone::Describe, room: Some(of), .. } if *of == room);
    assert!(world.clients[people[1]].changes.iter().any(is_told));
    assert_eq!(view(&world, people[2], &room).description, "Described");
}

fn said(world: &World, client: usize, room: &RoomId, text: &str) -> LocalId {
    let items = world.timeline(client, room);
    items.iter().find(|item| item.text == text).unwrap().local_id
}

#[test]
fn whoever_may_not_write_is_refused_but_reacts_and_votes() {
    let (mut world, people, room) = four(203);
    world.say(people[2], &room, "before");
    world.run();
    world.command(people[0], Command::SetPosting { room, role: Role::Admin }).unwrap();
    world.run();
    for (person, may) in people.into_iter().zip([true, true, false, false]) {
        let view = view(&world, person, &room);
        assert_eq!((view.post_role, view.may_post), (Role::Admin, may));
        let event = (ItemKind::PostingChanged, "admin".to_owned());
        assert_eq!(last(&world, person, &room), event);
    }
    let poll = PollToSend {
        question: "Agreed?".to_owned(),
        options: vec!["yes".to_owned(), "no".to_owned()],
        is_multiple: false,
        is_open: true,
        deadline: None,
    };
    let file = FileToSend {
        name: "plan.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        content: vec![1; 100],
        preview: None,
        caption: String::new(),
        about: AboutFile::default(),
    };
    world.command(people[1], Command::SendPoll { room, poll: poll.clone(), seen: None }).unwrap();
    world.say(people[0], &room, "announced");
    world.run();
    let own = said(&world, people[2], &room, "before");
    let later = TextToSend { send_at: Some(world.now + 60_000), ..TextToSend::from("later") };
    for command in [
        Command::SendText { room, text: "mine".into(), seen: None },
        Command::SendText { room, text: later, seen: None },
        Command::SendPoll { room, poll, seen: None },
        Command::SendFile { room, file, seen: None },
        Command::Edit { local_id: own, text: "after".to_owned(), is_markdown: false },
        Command::Forward { local_id: own, room, seen: None },
    ] {
        assert!(is_refused(&world.command(people[2], command)));
    }
    // Reactions and votes are everybody's, and one takes back what one has said.
    let announced = said(&world, people[3], &room, "announced");
    let reaction = "👍".to_owned();
    let react = Command::React { local_id: announced, reaction, is_on: true };
    world.command(people[3], react).unwrap();
    let asked = said(&world, people[2], &room, "Agreed?");
    world.command(people[2], Command::Vote { local_id: asked, choices: vec![0] }).unwrap();
    world.command(people[2], Command::Withdraw { local_id: own }).unwrap();
    world.run();
    for person in people {
        let items = world.timeline(person, &room);
        let announced = items.iter().find(|item| item.text == "announced").unwrap();
        assert_eq!(announced.reactions.len(), 1);
        let poll = items.iter().find_map(|item| item.poll.as_ref()).unwrap();
        assert_eq!(poll.options[0].votes, Some(1));
        assert!(items.iter().any(|item| item.withdrawn_by.is_some()));
        assert_eq!(world.texts(person, &room), ["", "announced"]);
    }
}

#[test]
fn what_waits_when_its_writer_may_write_no_longer_is_told_and_not_sent() {
    let (mut world, people, room) = four(204);
    world.disconnect(people[2]);
    world.say(people[2], &room, "too late");
    world.command(people[0], Command::SetPosting { room, role: Role::Admin }).unwrap();
    world.run();
    world.connect(people[2]);
    world.run();
    let is_told = |change: &Change| {
        let Change::Refused { what: Undone::SendText { text: Some(text) }, .. } = change else {
            return false;
        };
        text == "too late"
    };
    assert_eq!(world.clients[people[2]].changes.iter().filter(|one| is_told(one)).count(), 1);
    for person in people {
        assert!(world.texts(person, &room).is_empty());
    }
    // With the right to write it goes on.
    let person = world.account(people[2]);
    world.command(people[0], Command::SetRole { room, person, role: Role::Admin }).unwrap();
    world.run();
    world.say(people[2], &room, "in time");
    world.run();
    assert_eq!(world.texts(people[3], &room), ["in time"]);
}

#[test]
fn what_a_strange_program_says_where_it_may_not_is_shown_and_counted_nowhere() {
    for (post, is_shown) in [(Role::Owner, false), (Role::Admin, true)] {
        let mut world = World::new(205);
        let (alice, mallory) = (world.join("alice"), world.join("mallory"));
        world.join("bob");
        let founded = |bob: &AccountId, _: &AccountId| RoomState::room("News", bob).unwrap();
        let mut program = invite(&mut world, mallory, alice, founded, |state, bob, alice| {
            state.set_role(alice, Role::Owner);
            state.set_role(bob, Role::Admin);
            state.set_post(post);
        });
        world.run();
        let room = program.log;
        let before = world.timeline(alice, &room).len();
        let text = Message::text([1; 16], "smuggled");
        program.say(&mut world, mallory, &text);
        // What a later version may mean by it, nobody here knows.
        let mut unknown = Message::text([2; 16], "smuggled");
        unknown.topic = b"topic".to_vec();
        if let corridor_content::Cardinality::Single(part) = &mut unknown.part.cardinality {
            part.content_type = "application/vnd.later".to_owned();
        }
        program.say(&mut world, mallory, &unknown);
        let shown = world.timeline(alice, &room).len() - before;
        assert_eq!(
            (shown, view(&world, alice, &room).unread),
            if is_shown { (2, 2) } else { (0, 0) }
        );
        assert_eq!(view(&world, alice, &room).skipped, 0);
    }
}

#[test]
fn the_right_to_write_goes_by_the_place_in_the_log_at_every_device() {
    let (mut world, people, room) = four(206);
    let second = recover(&mut world, people[3]);
    world.run();
    world.disconnect(second);
    let mut expected = Vec::new();
    for round in 0..4 {
        let role = if round % 2 == 0 { Role::Guest } else { Role::Admin };
        world.command(people[0], Command::SetPosting { room, role }).unwrap();
        world.run();
        for person in people {
            world.look(person, &room);
            let text = format!("{round} of {person}");
            let command = Command::SendText { room, text: text.as_str().into(), seen: None };
            if world.command(person, command).is_ok() {
                expected.push(text);
            }
            world.run();
        }
    }
    assert_eq!(expected.len(), 4 + 2 + 4 + 2);
    // Who reads all of it at once finds the same.
    world.connect(second);
    world.run();
    for device in people.into_iter().chain([second]) {
        assert_eq!(world.texts(device, &room), expected);
    }
}

#[test]
fn mute_and_archive_are_this_devices_and_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::new(207);
    let alice = world.join("alice");
    let bob = world.add_client(Location::File(folder.path().join("bob")));
    world.join_with(bob, "bob");
    let room = world.room(alice, "Aside", &[bob]);
    world.run();
    world.look(alice, &room);
    let at = |view: RoomView| (view.muted_until, view.is_archived);
    assert_eq!(at(view(&world, bob, &room)), (None, false));
    let until = world.now + 3_600_000;
    world.command(bob, Command::Mute { room, until: Some(until) }).unwrap();
    world.command(bob, Command::Archive { room, is_archived: true }).unwrap();
    assert!(world.clients[bob].changes.contains(&Change::Room(room)));
    world.run();
    world.restart(bob);
    world.connect(bob);
    world.run();
    assert_eq!(at(view(&world, bob, &room)), (Some(until), true));
    assert_eq!(at(view(&world, alice, &room)), (None, false));

    // It stays away whatever is said in it, by others or oneself, until somebody means this person.
    world.say(alice, &room, "to whom it may concern");
    world.look(bob, &room);
    world.say(bob, &room, "noted");
    world.run();
    assert_eq!(at(view(&world, bob, &room)), (Some(until), true));
    let mentions = vec![world.account(bob)];
    let text = TextToSend { mentions, ..TextToSend::from("bob?") };
    world.command(alice, Command::SendText { room, text, seen: None }).unwrap();
    world.run();
    assert_eq!(at(view(&world, bob, &room)), (Some(until), false));
    assert_eq!(view(&world, bob, &room).mentions, 1);

    world.command(bob, Command::Mute { room, until: Some(u64::MAX) }).unwrap();
    assert_eq!(view(&world, bob, &room).muted_until, Some((1 << 53) - 1));
    world.command(bob, Command::Mute { room, until: None }).unwrap();
    assert_eq!(view(&world, bob, &room).muted_until, None);
    // A room that is over can be put away too; one that there is not cannot.
    world.command(bob, Command::Leave { room }).unwrap();
    world.run();
    wait(&mut world, alice, 10_000);
    world.run();
    world.command(bob, Command::Archive { room, is_archived: true }).unwrap();
    assert!(view(&world, bob, &room).is_archived);
    let nowhere = RoomId::from_bytes([9; 16]);
    for command in [
        Command::Archive { room: nowhere, is_archived: true },
        Command::Mute { room: nowhere, until: None },
    ] {
        assert!(matches!(world.command(bob, command), Err(CommandError::NoRoom)));
    }
}
