//! Announcements: who may, whom they reach although a room is muted, and what their announcer is shown of them.

use crate::support::program::invite;
use crate::support::{World, recover, refused, wait};
use corridor_content::{self as content, Message};
use corridor_engine::command::{AnnouncementCommand, Answer, Command, CommandError};
use corridor_engine::kinds::{Announcement, Reach, Tally};
use corridor_engine::output::Undone;
use corridor_engine::view::{ItemKind, RoomId, Sought, TimelineItem};
use corridor_sealing::room_state::{Role, RoomState};
use corridor_wire::id::AccountId;
use proptest::collection::vec;
use proptest::prelude::*;

const ALICE: usize = 0;
const BOB: usize = 1;
const CAROL: usize = 2;
const TEXT: &str = "The vote is at four.\nSpeak for article 4.";

/// Alice owns the room; the others are members of it.
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

fn announce(
    world: &mut World,
    by: usize,
    room: RoomId,
    people: &[usize],
) -> Result<Answer, CommandError> {
    let people = people.iter().map(|person| world.account(*person)).collect();
    let command = Command::Announcement(AnnouncementCommand::Announce {
        room,
        text: TEXT.to_owned(),
        people,
        seen: None,
    });
    let answer = world.command(by, command);
    world.run();
    answer
}

fn item(world: &World, client: usize, room: &RoomId) -> TimelineItem {
    let mut items = world.timeline(client, room);
    items.retain(|item| item.kind == ItemKind::Announcement);
    items.pop().expect("an announcement")
}

fn shown(world: &World, client: usize, room: &RoomId) -> Announcement {
    item(world, client, room).about.announcement.unwrap()
}

fn tally(world: &World, client: usize, room: &RoomId) -> Tally {
    shown(world, client, room).tally.unwrap()
}

fn counts(tally: &Tally) -> (usize, usize, Option<usize>) {
    (tally.seen, tally.all, tally.undelivered)
}

fn acknowledge(world: &mut World, by: usize, room: &RoomId) -> Result<Answer, CommandError> {
    let local_id = item(world, by, room).local_id;
    world.now += 1_000;
    let answer =
        world.command(by, Command::Announcement(AnnouncementCommand::Acknowledge { local_id }));
    world.run();
    answer
}

/// Lets receipts that wait to be sent together go.
fn settle(world: &mut World, client: usize) {
    wait(world, client, 10_000);
    world.run();
}

#[test]
fn its_announcer_sees_who_has_seen_it_and_to_whom_it_has_not_come() {
    let (mut world, room) = room_of(800, 4);
    world.disconnect(3);
    announce(&mut world, ALICE, room, &[]).unwrap();
    for client in [BOB, CAROL] {
        settle(&mut world, client);
    }
    assert_eq!(counts(&tally(&world, ALICE, &room)), (0, 3, Some(1)));
    acknowledge(&mut world, BOB, &room).unwrap();
    let at = shown(&world, BOB, &room).acknowledged_at.unwrap();
    let told = tally(&world, ALICE, &room);
    assert_eq!(counts(&told), (1, 3, Some(1)));
    let reached: Vec<_> =
        told.people.iter().map(|person| (person.reach, person.acknowledged_at)).collect();
    let expected = [(Reach::Seen, Some(at)), (Reach::Delivered, None), (Reach::Undelivered, None)];
    assert_eq!(reached, expected);
    // Again is the same again.
    let before = world.timeline(ALICE, &room).len();
    acknowledge(&mut world, BOB, &room).unwrap();
    assert_eq!(shown(&world, BOB, &room).acknowledged_at, Some(at));
    assert_eq!(world.timeline(ALICE, &room).len(), before);
    // Nobody else is shown anything of the others.
    for other in [BOB, CAROL] {
        let shown = shown(&world, other, &room);
        assert_eq!((shown.for_me, shown.tally), (true, None));
    }
    assert_eq!(shown(&world, CAROL, &room).acknowledged_at, None);
    assert!(!shown(&world, ALICE, &room).for_me);
    world.connect(3);
    world.run();
    settle(&mut world, 3);
    acknowledge(&mut world, 3, &room).unwrap();
    acknowledge(&mut world, CAROL, &room).unwrap();
    assert_eq!(counts(&tally(&world, ALICE, &room)), (3, 3, Some(0)));
    let kinds = vec![ItemKind::Announcement];
    let found = world.clients[BOB].engine.search(&Sought { kinds, ..Sought::default() }, 9);
    assert_eq!(found.unwrap().len(), 1);
}

#[test]
fn whom_it_names_it_reaches_although_the_room_is_muted_and_nobody_else() {
    let (mut world, room) = room_of(801, 4);
    let quiet = |world: &mut World, client| {
        world.command(client, Command::Mute { room, until: Some(u64::MAX) }).unwrap();
        world.command(client, Command::Archive { room, is_archived: true }).unwrap();
    };
    for client in [BOB, CAROL, 3] {
        quiet(&mut world, client);
    }
    let let_through =
        |is_on| Command::Announcement(AnnouncementCommand::LetThrough { room, is_on });
    world.command(CAROL, let_through(false)).unwrap();
    let view = |world: &World, client: usize| world.clients[client].engine.room(&room).unwrap();
    assert!(!view(&world, CAROL).unwrap().lets_announcements_through);
    assert!(view(&world, BOB).unwrap().lets_announcements_through);
    announce(&mut world, ALICE, room, &[BOB, CAROL]).unwrap();
    for (client, is_for, reaches) in [(BOB, true, true), (CAROL, true, false), (3, false, false)] {
        let view = view(&world, client).unwrap();
        assert_eq!(view.mentions, usize::from(reaches), "{client}");
        assert_eq!(view.is_archived, !reaches, "{client}");
        assert_eq!(item(&world, client, &room).mentions_me, reaches, "{client}");
        assert_eq!(shown(&world, client, &room).for_me, is_for, "{client}");
        let answer = acknowledge(&mut world, client, &room);
        let is_refused = matches!(answer, Err(CommandError::NotAllowed(_)));
        assert_eq!(is_refused, !is_for, "{answer:?}");
    }
    assert_eq!(counts(&tally(&world, ALICE, &room)), (2, 2, Some(0)));
    // Whoever lets them through again hears the next one.
    world.command(CAROL, let_through(true)).unwrap();
    announce(&mut world, ALICE, room, &[]).unwrap();
    assert_eq!(view(&world, CAROL).unwrap().mentions, 1);
    // Who is blocked breaks through nowhere.
    let person = world.account(ALICE);
    world.command(3, Command::Block { person, is_blocked: true }).unwrap();
    let before = view(&world, 3).unwrap().mentions;
    announce(&mut world, ALICE, room, &[]).unwrap();
    assert!(view(&world, 3).unwrap().mentions <= before);
    assert!(!item(&world, 3, &room).mentions_me);
}

#[test]
fn headquarters_are_admins_and_owners_and_two_need_none() {
    let (mut world, room) = room_of(802, 3);
    for client in [ALICE, BOB] {
        let view = world.clients[client].engine.room(&room).unwrap().unwrap();
        assert_eq!(view.may_announce, client == ALICE);
    }
    let refused = announce(&mut world, BOB, room, &[]).unwrap_err();
    assert_eq!(refused.name(), "not_allowed");
    let with = world.account(BOB);
    let Answer::Room(direct) = world.command(ALICE, Command::OpenDirectRoom { with }).unwrap()
    else {
        panic!("a room")
    };
    world.run();
    assert_eq!(announce(&mut world, ALICE, direct, &[]).unwrap_err().name(), "direct_room");
    let stranger = world.join("p9");
    for (people, name) in [(vec![stranger], "not_a_member"), (vec![ALICE], "kind")] {
        assert_eq!(announce(&mut world, ALICE, room, &people).unwrap_err().name(), name);
    }
    let blank = Command::Announcement(AnnouncementCommand::Announce {
        room,
        text: " \n".to_owned(),
        people: Vec::new(),
        seen: None,
    });
    assert_eq!(world.command(ALICE, blank).unwrap_err().name(), "kind");
}

#[test]
fn who_is_no_longer_of_headquarters_when_it_would_go_out_is_told() {
    let (mut world, room) = room_of(803, 3);
    let person = world.account(BOB);
    world
        .command(ALICE, Command::SetRole { room, person: person.clone(), role: Role::Admin })
        .unwrap();
    world.run();
    world.disconnect(BOB);
    announce(&mut world, BOB, room, &[]).unwrap();
    world.command(ALICE, Command::SetRole { room, person, role: Role::Member }).unwrap();
    world.run();
    world.connect(BOB);
    world.run();
    assert_eq!(refused(&world, BOB), [Undone::SendText { text: Some(TEXT.to_owned()) }]);
    for client in [ALICE, BOB, CAROL] {
        assert!(world.texts(client, &room).is_empty());
    }
}

#[test]
fn what_a_strange_program_announces_without_the_role_is_a_text() {
    for (role, is_announced) in [(Role::Member, false), (Role::Admin, true)] {
        let mut world = World::new(804);
        let (alice, mallory) = (world.join("alice"), world.join("mallory"));
        world.join("bob");
        let founded = |bob: &AccountId, _: &AccountId| RoomState::room("News", bob).unwrap();
        let mut program = invite(&mut world, mallory, alice, founded, |state, bob, alice| {
            state.set_role(alice, Role::Owner);
            state.set_role(bob, role);
        });
        world.run();
        let room = program.log;
        world.command(alice, Command::Mute { room, until: Some(u64::MAX) }).unwrap();
        let text = content::Announcement::new("Now".to_owned(), Vec::new()).unwrap();
        program.say(&mut world, mallory, &Message::announcement([1; 16], &text));
        let item = world.timeline(alice, &room).pop().unwrap();
        let expected = if is_announced { ItemKind::Announcement } else { ItemKind::Text };
        assert_eq!((item.kind, item.text.as_str()), (expected, "Now"));
        assert_eq!(item.mentions_me, is_announced);
        let view = world.clients[alice].engine.room(&room).unwrap().unwrap();
        assert_eq!((view.unread, view.mentions), (1, usize::from(is_announced)));
    }
}

#[test]
fn who_has_left_is_named_and_not_counted_and_who_came_later_neither() {
    let (mut world, room) = room_of(805, 4);
    announce(&mut world, ALICE, room, &[]).unwrap();
    acknowledge(&mut world, BOB, &room).unwrap();
    let people = vec![world.account(BOB), world.account(CAROL)];
    world.command(ALICE, Command::RemovePeople { room, people }).unwrap();
    world.run();
    let later = world.join("p9");
    let people = vec![world.account(later)];
    world.command(ALICE, Command::AddPeople { room, people }).unwrap();
    world.run();
    let told = tally(&world, ALICE, &room);
    assert_eq!((told.seen, told.all), (0, 1));
    let reached: Vec<_> = told.people.iter().map(|person| person.reach).collect();
    assert_eq!(reached[..2], [Reach::Gone, Reach::Gone]);
    assert!(told.people[0].acknowledged_at.is_some() && told.people.len() == 3);
}

#[test]
fn it_is_what_it_was_and_goes_with_what_was_done_to_it() {
    let (mut world, room) = room_of(806, 3);
    announce(&mut world, ALICE, room, &[]).unwrap();
    acknowledge(&mut world, BOB, &room).unwrap();
    let local_id = item(&world, ALICE, &room).local_id;
    let edit = Command::Edit { local_id, text: "At five.".to_owned(), is_markdown: false };
    assert_eq!(world.command(ALICE, edit).unwrap_err().name(), "not_allowed");
    world.command(ALICE, Command::Withdraw { local_id }).unwrap();
    world.run();
    for client in [ALICE, BOB, CAROL] {
        let mut items = world.timeline(client, &room);
        items.retain(|item| item.kind == ItemKind::Announcement);
        assert!(items[0].withdrawn_by.is_some() && items[0].text.is_empty());
        assert_eq!(items[0].about.announcement, None);
    }
    // With a room in which everything disappears it goes of itself.
    world.command(ALICE, Command::SetExpiry { room, seconds: Some(3600) }).unwrap();
    world.run();
    announce(&mut world, ALICE, room, &[]).unwrap();
    acknowledge(&mut world, BOB, &room).unwrap();
    wait(&mut world, ALICE, 3_700_000);
    for client in [BOB, CAROL] {
        wait(&mut world, client, 0);
    }
    for client in [ALICE, BOB, CAROL] {
        let mut items = world.timeline(client, &room);
        items.retain(|item| item.kind == ItemKind::Announcement);
        assert_eq!(items.len(), 1, "the one that was withdrawn");
    }
}

#[test]
fn a_large_room_tells_nothing_of_delivery_but_whom_it_names_does() {
    let (mut world, room) = room_of(807, 34);
    world.disconnect(CAROL);
    announce(&mut world, ALICE, room, &[]).unwrap();
    settle(&mut world, BOB);
    let told = tally(&world, ALICE, &room);
    assert_eq!(counts(&told), (0, 33, None));
    assert!(told.people.iter().all(|person| person.reach == Reach::Unknown));
    announce(&mut world, ALICE, room, &[BOB, CAROL]).unwrap();
    settle(&mut world, BOB);
    assert_eq!(counts(&tally(&world, ALICE, &room)), (0, 2, Some(1)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Bob acknowledges on either of two devices, Carol on one, on lines that come and go: the first of each in
    /// the log counts, and everybody who is shown it is shown the same.
    #[test]
    fn both_devices_of_each_show_the_first_of_every_persons_acknowledgements(
        steps in vec((0..5usize, 0..4u8), 1..24),
    ) {
        let (mut world, room) = room_of(808, 3);
        let (alice_too, bob_too) = (recover(&mut world, ALICE), recover(&mut world, BOB));
        world.run();
        let clients = [ALICE, BOB, CAROL, alice_too, bob_too];
        for client in clients {
            world.look(client, &room);
        }
        announce(&mut world, ALICE, room, &[]).unwrap();
        let (mut bob, mut carol) = (false, false);
        for (place, step) in steps {
            let client = clients[place];
            world.now += 1_000;
            match step {
                0 => world.disconnect(client),
                1 => world.connect(client),
                2 if place % 3 != 0 => {
                    let local_id = item(&world, client, &room).local_id;
                    let command = Command::Announcement(AnnouncementCommand::Acknowledge { local_id });
                    world.command(client, command).unwrap();
                    bob |= client != CAROL;
                    carol |= client == CAROL;
                }
                _ => {
                    for _ in 0..4 {
                        world.step();
                    }
                }
            }
        }
        for client in clients {
            world.connect(client);
        }
        world.run();
        for client in clients {
            settle(&mut world, client);
        }
        let told = tally(&world, ALICE, &room);
        prop_assert_eq!(&told, &tally(&world, alice_too, &room));
        let at = |client| shown(&world, client, &room).acknowledged_at;
        prop_assert_eq!(at(BOB), at(bob_too));
        let of = |place: usize| told.people[place].acknowledged_at;
        prop_assert_eq!((of(0), of(1)), (at(BOB), at(CAROL)));
        prop_assert_eq!((of(0).is_some(), of(1).is_some()), (bob, carol));
        prop_assert_eq!(counts(&told), (usize::from(bob) + usize::from(carol), 2, Some(0)));
    }
}
