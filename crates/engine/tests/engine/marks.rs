//! Marks on pictures: everybody sees one page, pins keep their numbers, and all of it goes when the picture goes.

use crate::disk::is_in_pages;
use crate::support::{World, refused, wait};
use corridor_engine::Location;
use corridor_engine::command::{Answer, Command, CommandError, FileToSend};
use corridor_engine::kinds::{AboutFile, Mark, MarkCount, MarkPoint, MarkShape};
use corridor_engine::view::{Delivery, ItemKind, LocalId, RoomId, RosterMark};
use corridor_sealing::room_state::Role;
use proptest::prelude::*;

const HOUR: u64 = 60 * 60 * 1000;

fn page(name: &str) -> FileToSend {
    FileToSend {
        name: name.to_owned(),
        media_type: "image/webp".to_owned(),
        content: vec![7; 900],
        preview: None,
        caption: name.to_owned(),
        about: AboutFile::default(),
    }
}

fn mark(shape: MarkShape, text: &str) -> Mark {
    let points = match shape {
        MarkShape::Arrow => vec![MarkPoint { x: 0, y: 9 }, MarkPoint { x: 65_535, y: 300 }],
        _ => vec![MarkPoint { x: 5_000, y: 60_000 }],
    };
    Mark { shape, points, text: text.to_owned() }
}

/// Alice owns a room with Bob and Carol, and has sent a page to it.
fn three(seed: u64) -> (World, RoomId) {
    let mut world = World::new(seed);
    let people = ["alice", "bob", "carol"].map(|name| world.join(name));
    let room = world.room(people[0], "Delegation", &people[1..]);
    world.run();
    for person in people {
        world.look(person, &room);
    }
    send(&mut world, 0, &room, page("page")).unwrap();
    world.run();
    (world, room)
}

fn send(
    world: &mut World,
    by: usize,
    room: &RoomId,
    file: FileToSend,
) -> Result<LocalId, CommandError> {
    let command = Command::SendFile { room: *room, file, seen: None };
    let Answer::Queued(local_id) = world.command(by, command)? else { panic!("nothing queued") };
    Ok(local_id)
}

/// The picture in the timeline of one of them.
fn picture(world: &World, client: usize, room: &RoomId) -> LocalId {
    let items = world.timeline(client, room);
    items.iter().find(|item| item.kind == ItemKind::File).expect("a picture").local_id
}

fn draw(world: &mut World, by: usize, room: &RoomId, mark: Mark) -> Result<LocalId, CommandError> {
    let local_id = picture(world, by, room);
    let command = Command::SendMark { local_id, mark, seen: None };
    let Answer::Queued(local_id) = world.command(by, command)? else { panic!("nothing queued") };
    Ok(local_id)
}

/// Author, shape, words and number of each.
type Seen = Vec<(String, MarkShape, String, Option<u32>)>;

fn seen(world: &World, client: usize, room: &RoomId) -> Seen {
    let local_id = picture(world, client, room);
    let marks = world.clients[client].engine.marks(local_id).unwrap();
    marks
        .into_iter()
        .map(|view| (view.author.name().to_owned(), view.mark.shape, view.mark.text, view.number))
        .collect()
}

fn own(world: &World, client: usize, room: &RoomId, text: &str) -> LocalId {
    let local_id = picture(world, client, room);
    let marks = world.clients[client].engine.marks(local_id).unwrap();
    marks.iter().find(|view| view.mark.text == text).expect("a mark").local_id
}

fn one(author: &str, shape: MarkShape, text: &str, number: Option<u32>) -> Seen {
    vec![(author.to_owned(), shape, text.to_owned(), number)]
}

#[test]
fn everybody_sees_one_page_and_a_pin_keeps_its_number() {
    let (mut world, room) = three(900);
    draw(&mut world, 0, &room, mark(MarkShape::Pin, "first")).unwrap();
    let waiting = world.clients[0].engine.marks(picture(&world, 0, &room)).unwrap();
    assert_eq!((waiting[0].delivery, waiting[0].number), (Delivery::Queued, Some(1)));
    world.run();
    draw(&mut world, 1, &room, mark(MarkShape::Arrow, "")).unwrap();
    draw(&mut world, 1, &room, mark(MarkShape::Pin, "second")).unwrap();
    world.run();
    draw(&mut world, 2, &room, mark(MarkShape::Note, "two\nlines")).unwrap();
    draw(&mut world, 2, &room, mark(MarkShape::Pin, "third")).unwrap();
    world.run();
    let all = [
        one("alice", MarkShape::Pin, "first", Some(1)),
        one("bob", MarkShape::Arrow, "", None),
        one("bob", MarkShape::Pin, "second", Some(2)),
        one("carol", MarkShape::Note, "two\nlines", None),
        one("carol", MarkShape::Pin, "third", Some(3)),
    ]
    .concat();
    for client in 0..3 {
        assert_eq!(seen(&world, client, &room), all);
        let items = world.timeline(client, &room);
        assert!(items.iter().all(|item| item.kind != ItemKind::Mark), "it is no message");
        let shown = items.iter().find(|item| item.kind == ItemKind::File).unwrap();
        assert_eq!(shown.about.marks, Some(MarkCount { marks: 5, people: 3 }));
    }
    // The picture alone is unread.
    let room_of_carol = world.clients[2].engine.room(&room).unwrap().unwrap();
    assert_eq!(room_of_carol.unread, 1);

    // Bob takes his pin back: from his screen at once, and the number is nobody's.
    let pin = own(&world, 1, &room, "second");
    world.command(1, Command::Withdraw { local_id: pin }).unwrap();
    let left = [&all[..2], &all[3..]].concat();
    assert_eq!(seen(&world, 1, &room), left);
    world.run();
    for client in 0..3 {
        assert_eq!(seen(&world, client, &room), left);
    }
    // Carol is no admin, and Alice is one.
    let first = own(&world, 2, &room, "first");
    let not_hers = world.command(2, Command::Withdraw { local_id: first });
    assert!(matches!(not_hers, Err(CommandError::NotAllowed(_))), "{not_hers:?}");
    let note = own(&world, 0, &room, "two\nlines");
    world.command(0, Command::Withdraw { local_id: note }).unwrap();
    world.run();
    for client in 0..3 {
        assert_eq!(seen(&world, client, &room), [&all[..2], &all[4..]].concat());
    }
}

#[test]
fn only_a_picture_that_stays_is_drawn_on_and_only_by_who_may_write() {
    let (mut world, room) = three(901);
    let text = FileToSend { media_type: "text/plain".to_owned(), ..page("text") };
    let text = send(&mut world, 0, &room, text).unwrap();
    let about = AboutFile { is_view_once: true, ..AboutFile::default() };
    let once = send(&mut world, 0, &room, FileToSend { about, ..page("once") }).unwrap();
    world.run();
    let pin = mark(MarkShape::Pin, "a");
    for local_id in [text, once] {
        let command = Command::SendMark { local_id, mark: pin.clone(), seen: None };
        let outcome = world.command(0, command);
        assert!(matches!(outcome, Err(CommandError::NoFile)), "{outcome:?}");
    }
    for broken in [mark(MarkShape::Pin, ""), mark(MarkShape::Pen, "words")] {
        let outcome = draw(&mut world, 1, &room, broken);
        assert!(matches!(outcome, Err(CommandError::Kind(_))), "{outcome:?}");
    }
    world.command(0, Command::SetPosting { room, role: Role::Admin }).unwrap();
    world.run();
    let outcome = draw(&mut world, 1, &room, pin.clone());
    assert!(matches!(outcome, Err(CommandError::NotAllowed(_))), "{outcome:?}");
    draw(&mut world, 0, &room, pin).unwrap();
    world.run();
    assert_eq!(seen(&world, 1, &room).len(), 1);
}

#[test]
fn a_mark_goes_through_the_roster_gate() {
    let (mut world, room) = three(902);
    let dora = world.join("dora");
    let person = world.account(dora);
    world.command(0, Command::AddPeople { room, people: vec![person] }).unwrap();
    world.run();
    let outcome = draw(&mut world, 1, &room, mark(MarkShape::Note, "not for her"));
    let Err(CommandError::RosterChanged { mark: RosterMark(to), .. }) = outcome else {
        panic!("{outcome:?}")
    };
    let local_id = picture(&world, 1, &room);
    let mark = mark(MarkShape::Note, "for all");
    let seen_roster = Some(RosterMark(to));
    world.command(1, Command::SendMark { local_id, mark, seen: seen_roster }).unwrap();
    world.run();
    assert_eq!(seen(&world, 2, &room).len(), 1);
    assert!(refused(&world, 1).is_empty());
}

#[test]
fn marks_go_with_their_picture_and_nothing_of_them_stays_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bob.db");
    let mut world = World::new(903);
    let alice = world.join("alice");
    let bob = world.add_client(Location::File(path.clone()));
    world.join_with(bob, "bob");
    let room = world.room(alice, "Hour", &[bob]);
    world.run();
    for client in [alice, bob] {
        world.look(client, &room);
    }
    let words = "KEINE-SPUR-DAVON";
    for way in ["withdrawn", "hidden", "expired"] {
        if way == "expired" {
            world.command(alice, Command::SetExpiry { room, seconds: Some(3_600) }).unwrap();
            world.run();
        }
        let sent = send(&mut world, alice, &room, page(way)).unwrap();
        world.run();
        let at_bob = |world: &World| {
            let items = world.timeline(bob, &room);
            items.iter().find(|item| item.text == way).map(|item| item.local_id)
        };
        let local_id = at_bob(&world).unwrap();
        for by in [alice, bob] {
            let local_id = if by == alice { sent } else { local_id };
            let mark = mark(MarkShape::Note, words);
            world.command(by, Command::SendMark { local_id, mark, seen: None }).unwrap();
        }
        world.run();
        assert_eq!(world.clients[bob].engine.marks(local_id).unwrap().len(), 2);
        assert!(is_in_pages(&path, words), "the search can find it");
        let act = match way {
            "withdrawn" => Some((alice, Command::Withdraw { local_id: sent })),
            "hidden" => Some((bob, Command::Hide { local_id })),
            _ => None,
        };
        match act {
            Some((by, command)) => {
                world.command(by, command).unwrap();
            }
            None => wait(&mut world, bob, HOUR),
        }
        world.run();
        assert_eq!(world.clients[bob].engine.marks(local_id).unwrap(), []);
        assert!(!is_in_pages(&path, words), "{way}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Who draws what, who takes back what, and who is away meanwhile: in the end all see the same page.
    #[test]
    fn whoever_draws_in_whatever_order_all_see_the_same_page(
        steps in prop::collection::vec((0usize..3, 0u8..6, any::<bool>()), 1..24),
        seed in 1_000u64..2_000,
    ) {
        let (mut world, room) = three(seed);
        for (number, (by, what, is_run)) in steps.into_iter().enumerate() {
            match what {
                0 => world.disconnect(by),
                1 => world.connect(by),
                2 => {
                    let local_id = picture(&world, by, &room);
                    let marks = world.clients[by].engine.marks(local_id).unwrap();
                    if let Some(own) = marks.iter().find(|view| view.is_own) {
                        world.command(by, Command::Withdraw { local_id: own.local_id }).unwrap();
                    }
                }
                3 => {
                    draw(&mut world, by, &room, mark(MarkShape::Arrow, "")).unwrap();
                }
                _ => {
                    let pin = mark(MarkShape::Pin, &number.to_string());
                    draw(&mut world, by, &room, pin).unwrap();
                }
            }
            if is_run {
                world.run();
            }
        }
        for client in 0..3 {
            world.connect(client);
        }
        world.run();
        let all = seen(&world, 0, &room);
        for client in 1..3 {
            prop_assert_eq!(&seen(&world, client, &room), &all);
        }
        let numbers: Vec<u32> = all.iter().filter_map(|mark| mark.3).collect();
        prop_assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", numbers);
    }
}
