//! What a screen asks for that shows a room in parts: pages, dates, search, drafts; and short names.

use crate::support::{World, recover};
use corridor_engine::command::{Command, CommandError, FileToSend};
use corridor_engine::kinds::AboutFile;
use corridor_engine::view::{Page, RoomId, Sought, Span};

fn sought(text: &str, room: Option<RoomId>) -> Sought {
    Sought { text: text.to_owned(), room, ..Sought::default() }
}

/// Two people, and ten messages a second apart.
fn ten(seed: u64) -> (World, usize, usize, RoomId) {
    let mut world = World::new(seed);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Pages", &[ben]);
    world.run();
    for number in 0..10 {
        world.now += 1_000;
        world.say(ann, &room, &format!("Said {number}"));
        world.run();
    }
    (world, ann, ben, room)
}

fn page(world: &World, client: usize, room: &RoomId, span: Span, limit: usize) -> Page {
    world.clients[client].engine.timeline_page(room, span, limit).unwrap()
}

fn texts(page: &Page) -> Vec<&str> {
    page.items.iter().map(|item| item.text.as_str()).collect()
}

#[test]
fn pages_follow_on_each_other_and_say_whether_there_is_more() {
    let (mut world, ann, ben, room) = ten(100);
    let newest = page(&world, ben, &room, Span::Newest, 4);
    assert_eq!(texts(&newest), ["Said 6", "Said 7", "Said 8", "Said 9"]);
    assert_eq!((newest.has_earlier, newest.has_later), (true, false));
    let first = newest.items[0].seq.unwrap();
    let before = page(&world, ben, &room, Span::Before(first), 3);
    assert_eq!(texts(&before), ["Said 3", "Said 4", "Said 5"]);
    assert_eq!((before.has_earlier, before.has_later), (true, true));
    let back = page(&world, ben, &room, Span::After(before.items[0].seq.unwrap()), 2);
    assert_eq!(texts(&back), ["Said 4", "Said 5"]);
    assert_eq!((back.has_earlier, back.has_later), (true, true));
    // At either end there is nothing more, and it is said which end it is.
    let all = page(&world, ben, &room, Span::Before(first), 100);
    assert_eq!((all.items.len(), all.has_earlier, all.has_later), (7, false, true));
    let start = all.items[0].seq.unwrap();
    let nothing = page(&world, ben, &room, Span::Before(start), 5);
    assert_eq!((texts(&nothing).len(), nothing.has_earlier, nothing.has_later), (0, false, true));
    let last = newest.items[3].seq.unwrap();
    let nothing = page(&world, ben, &room, Span::After(last), 5);
    assert_eq!((texts(&nothing).len(), nothing.has_earlier, nothing.has_later), (0, true, false));
    // What is queued stands at the end, and nowhere else.
    world.disconnect(ben);
    world.look(ben, &room);
    world.say(ben, &room, "queued");
    assert_eq!(texts(&page(&world, ben, &room, Span::Newest, 1)), ["Said 9", "queued"]);
    assert_eq!(texts(&page(&world, ben, &room, Span::After(last), 5)), ["queued"]);
    assert_eq!(texts(&page(&world, ben, &room, Span::Before(last), 1)), ["Said 8"]);
    assert_eq!(texts(&page(&world, ben, &room, Span::After(first), 1)), ["Said 7"]);
    // A room that is not there has no page and no end.
    let other = RoomId::from_bytes([1; 16]);
    let none = page(&world, ann, &other, Span::Newest, 5);
    assert_eq!((none.items.len(), none.has_earlier, none.has_later), (0, false, false));
}

#[test]
fn a_timeline_is_the_newest_of_what_came_after_a_place() {
    let (world, _, ben, room) = ten(101);
    let engine = &world.clients[ben].engine;
    let newest = engine.timeline(&room, None, 3).unwrap();
    let shown = |items: &[corridor_engine::view::TimelineItem]| -> Vec<String> {
        items.iter().map(|item| item.text.clone()).collect()
    };
    assert_eq!(shown(&newest), ["Said 7", "Said 8", "Said 9"]);
    let after = engine.timeline(&room, newest[0].seq, 10).unwrap();
    assert_eq!(shown(&after), ["Said 8", "Said 9"]);
}

#[test]
fn a_date_leads_to_the_first_that_was_said_from_then_on() {
    let (world, ann, ben, room) = ten(102);
    let engine = &world.clients[ben].engine;
    for item in world.timeline(ann, &room).iter().filter(|item| item.text == "Said 5") {
        let since = |at: u64| engine.first_seq_since(&room, at).unwrap();
        assert_eq!(since(item.sent_at), item.seq);
        assert_eq!(since(item.sent_at - 999), item.seq);
        assert_eq!(since(item.sent_at + 1), since(item.sent_at + 1_000));
        assert!(since(item.sent_at + 1) > item.seq);
    }
    assert_eq!(engine.first_seq_since(&room, world.now + 1_000_000).unwrap(), None);
}

#[test]
fn search_finds_words_whatever_their_case_and_files_by_their_names() {
    let (mut world, ann, ben, room) = ten(103);
    let other = world.room(ann, "Other", &[ben]);
    world.run();
    world.look(ann, &room);
    world.say(ann, &other, "sa\u{cf}d elsewhere, said 5 times");
    let file = FileToSend {
        name: "\u{dc}bersicht.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        content: vec![1; 100],
        preview: None,
        caption: String::new(),
        about: AboutFile::default(),
    };
    world.command(ann, Command::SendFile { room, file, seen: None }).unwrap();
    world.run();
    let engine = &world.clients[ben].engine;
    let found = |text: &str, room: Option<&RoomId>, limit: usize| -> Vec<(RoomId, String)> {
        let hits = engine.search(&sought(text, room.copied()), limit).unwrap();
        hits.into_iter().map(|(room, item)| (room, item.text)).collect()
    };
    assert_eq!(found("sAiD 5", Some(&room), 10), [(room, "Said 5".to_owned())]);
    assert_eq!(found("said 5", None, 10).len(), 2);
    assert_eq!(found("said 5", None, 10)[1], (room, "Said 5".to_owned()));
    let newest = [(room, "Said 9".to_owned()), (room, "Said 8".to_owned())];
    assert_eq!(found(" Said ", Some(&room), 2), newest);
    assert_eq!(found("\u{ef}d ELSE", None, 10)[0].0, other);
    assert_eq!(engine.search(&sought("\u{fc}berSICHT", None), 10).unwrap().len(), 1);
    for nothing in ["", "   ", "never said", "Pages"] {
        assert_eq!(found(nothing, None, 10), [], "{nothing:?}");
    }
}

#[test]
fn a_draft_is_kept_replaced_and_taken_away() {
    let (mut world, ann, ben, room) = ten(104);
    let draft = |world: &World, client: usize| {
        world.clients[client].engine.room_aside(&room).unwrap().unwrap().draft
    };
    assert_eq!(draft(&world, ann), "");
    for text in ["half a", "half a sentence", ""] {
        world.clients[ann].engine.set_draft(&room, text).unwrap();
        assert_eq!((draft(&world, ann).as_str(), draft(&world, ben).as_str()), (text, ""));
    }
    let longest = "x".repeat(64 * 1024);
    world.clients[ann].engine.set_draft(&room, &longest).unwrap();
    let refused = world.clients[ann].engine.set_draft(&room, &format!("{longest}x"));
    let limit = 64 * 1024;
    assert!(
        matches!(refused, Err(CommandError::TextLength { limit: at, actual }) if (at, actual) == (limit, limit + 1))
    );
    assert_eq!(draft(&world, ann), longest);
    let other = RoomId::from_bytes([1; 16]);
    let refused = world.clients[ann].engine.set_draft(&other, "nowhere");
    assert!(matches!(refused, Err(CommandError::NoRoom)));
    assert!(world.clients[ann].engine.room_aside(&other).unwrap().is_none());
}

#[test]
fn what_is_unread_is_counted_until_it_is_read_and_never_more_than_there_is() {
    let (mut world, ann, ben, room) = ten(105);
    let unread = |world: &World, client: usize| {
        world.clients[client].engine.room(&room).unwrap().unwrap().unread
    };
    assert_eq!((unread(&world, ann), unread(&world, ben)), (0, 10));
    let said = world.said(ben, &room);
    let read = |world: &mut World, through_seq: u64| {
        world.command(ben, Command::MarkRead { room, through_seq }).unwrap();
        world.clients[ben].engine.room_aside(&room).unwrap().unwrap().read_seq
    };
    assert_eq!(read(&mut world, said[3].0), said[3].0);
    assert_eq!(unread(&world, ben), 6);
    // It does not go back.
    assert_eq!(read(&mut world, said[1].0), said[3].0);
    assert_eq!(unread(&world, ben), 6);
    let end = world.clients[ben].engine.room(&room).unwrap().unwrap().cursor;
    assert_eq!(read(&mut world, u64::MAX), end);
    assert_eq!(unread(&world, ben), 0);
}

#[test]
fn each_device_of_a_person_is_listed_once_however_many_rooms_it_is_in() {
    let mut world = World::new(106);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let phone = recover(&mut world, ann);
    for title in ["One", "Two", "Three"] {
        world.room(ann, title, &[ben]);
    }
    world.run();
    let device = |client: usize| world.clients[client].engine.account().unwrap().unwrap().device;
    let mut expected = [device(ann), device(phone)];
    expected.sort();
    for client in [ann, phone] {
        let listed = world.clients[client].engine.devices().unwrap();
        let mut listed: Vec<_> = listed.into_iter().map(|view| view.device).collect();
        listed.sort();
        assert_eq!(listed, expected);
    }
    assert_eq!(world.clients[ben].engine.devices().unwrap().len(), 1);
}
