//! Messages that disappear: when, with what, and that no clock and no relay keeps or brings back more.

use crate::support::program::invite;
use crate::support::{World, answer, refused, until, wait};
use corridor_content::{Expiration, Message, MessageId, uri};
use corridor_engine::Location;
use corridor_engine::command::{Command, FileToSend, PollToSend, TextToSend};
use corridor_engine::kinds::AboutFile;
use corridor_engine::output::{Change, TransferResult, Undone};
use corridor_engine::view::{ItemKind, LocalId, RoomId, TimelineItem};
use corridor_sealing::room_state::RoomState;
use corridor_wire::client_frame::Request;
use corridor_wire::id::AccountId;
use corridor_wire::relay_frame::Response;

const HOUR: u64 = 60 * 60 * 1000;

fn expire_after(world: &mut World, by: usize, room: RoomId, seconds: Option<u32>) {
    world.command(by, Command::SetExpiry { room, seconds }).unwrap();
    world.run();
}

/// Alice owns a room with Bob in which everything disappears after an hour.
fn two(seed: u64) -> (World, usize, usize, RoomId) {
    let mut world = World::new(seed);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Hour", &[bob]);
    world.run();
    for client in [alice, bob] {
        world.look(client, &room);
    }
    expire_after(&mut world, alice, room, Some(3600));
    (world, alice, bob, room)
}

fn item(world: &World, client: usize, room: &RoomId, text: &str) -> TimelineItem {
    let items = world.timeline(client, room);
    let found = items.iter().find(|item| item.text == text);
    found.unwrap_or_else(|| panic!("no {text}: {items:?}")).clone()
}

fn local(world: &World, client: usize, room: &RoomId, text: &str) -> LocalId {
    item(world, client, room, text).local_id
}

/// Lets the time come for these clients, connected or not.
fn come_to(world: &mut World, at: u64, clients: &[usize]) {
    let far = at - world.now;
    wait(world, clients[0], far);
    for client in &clients[1..] {
        wait(world, *client, 0);
    }
}

fn poll() -> PollToSend {
    PollToSend {
        question: "Agreed?".to_owned(),
        options: vec!["yes".to_owned(), "no".to_owned()],
        is_multiple: false,
        is_open: true,
        deadline: None,
    }
}

fn file(name: &str) -> FileToSend {
    FileToSend {
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        content: vec![1; 5000],
        preview: None,
        caption: String::new(),
        about: AboutFile::default(),
    }
}

#[test]
fn what_is_said_disappears_at_everybodys_at_the_time_its_author_named() {
    let (mut world, alice, bob, room) = two(220);
    world.say(alice, &room, "for an hour");
    let said_at = world.now;
    world.run();
    // Bob hears of it later, and keeps it no longer.
    let at = (said_at / 1000 + 3600) * 1000;
    for client in [alice, bob] {
        assert_eq!(item(&world, client, &room, "for an hour").expires_at, Some(at));
        assert_eq!(world.clients[client].engine.poll_wake(), Some(at));
    }
    world.disconnect(bob);
    assert_eq!(world.clients[bob].engine.poll_wake(), Some(at));
    come_to(&mut world, at - 1, &[alice, bob]);
    for client in [alice, bob] {
        assert_eq!(world.texts(client, &room), ["for an hour"]);
        assert_eq!(world.clients[client].engine.poll_wake(), Some(at));
    }
    assert_eq!(world.clients[bob].engine.room(&room).unwrap().unwrap().unread, 1);
    world.clients[bob].changes.clear();
    come_to(&mut world, at, &[alice, bob]);
    for client in [alice, bob] {
        assert!(world.texts(client, &room).is_empty());
        // Nothing waits for the clock any more.
        assert_eq!(world.clients[client].engine.poll_wake(), None);
    }
    assert_eq!(world.clients[bob].changes, [Change::Timeline(room)]);
    assert_eq!(world.clients[bob].engine.room(&room).unwrap().unwrap().unread, 0);
    assert!(refused(&world, alice).is_empty(), "it was sent");
}

#[test]
fn what_was_said_before_and_after_stays() {
    let mut world = World::new(221);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Now and then", &[bob]);
    world.run();
    world.look(bob, &room);
    world.say(bob, &room, "before");
    world.run();
    expire_after(&mut world, alice, room, Some(3600));
    world.say(bob, &room, "while it is on");
    world.run();
    expire_after(&mut world, alice, room, None);
    world.say(bob, &room, "after");
    world.run();
    let later = world.now + 2 * HOUR;
    come_to(&mut world, later, &[alice, bob]);
    for client in [alice, bob] {
        assert_eq!(world.texts(client, &room), ["before", "after"]);
        assert_eq!(item(&world, client, &room, "after").expires_at, None);
    }
}

#[test]
fn what_was_done_to_a_message_goes_with_it_and_an_answer_stays() {
    let (mut world, alice, bob, room) = two(222);
    world.say(alice, &room, "frist");
    world.command(alice, Command::SendPoll { room, poll: poll(), seen: None }).unwrap();
    world.command(alice, Command::SendFile { room, file: file("plan.pdf"), seen: None }).unwrap();
    world.run();
    assert_eq!(world.blobs.len(), 1);
    let at = item(&world, bob, &room, "frist").expires_at.unwrap();
    world.now += HOUR / 2;
    let first = local(&world, alice, &room, "frist");
    let edit = Command::Edit { local_id: first, text: "first".to_owned(), is_markdown: false };
    world.command(alice, edit).unwrap();
    world.run();
    let shown = item(&world, bob, &room, "first");
    assert_eq!((shown.edits, shown.expires_at), (1, Some(at)), "an edit does not prolong it");
    let reaction = "👍".to_owned();
    let first = shown.local_id;
    world.command(bob, Command::React { local_id: first, reaction, is_on: true }).unwrap();
    let asked = local(&world, bob, &room, "Agreed?");
    world.command(bob, Command::Vote { local_id: asked, choices: vec![1] }).unwrap();
    let reply = TextToSend { reply_to: Some(first), ..TextToSend::from("second") };
    world.command(bob, Command::SendText { room, text: reply, seen: None }).unwrap();
    let sent = world.timeline(bob, &room).into_iter().find(|item| item.file.is_some()).unwrap();
    world.command(bob, Command::FetchFile { local_id: sent.local_id }).unwrap();
    world.run();
    assert!(world.clients[bob].engine.file_content(sent.local_id).unwrap().is_some());
    let quote = item(&world, alice, &room, "second").reply_to.unwrap();
    assert_eq!(quote.text, "first");

    come_to(&mut world, at, &[alice, bob]);
    for client in [alice, bob] {
        let said: Vec<_> = world
            .timeline(client, &room)
            .into_iter()
            .filter(|item| matches!(item.kind, ItemKind::Text | ItemKind::File | ItemKind::Poll))
            .collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(said[0].text, "second");
        let quote = said[0].reply_to.clone().unwrap();
        assert_eq!((quote.local_id, quote.text.as_str()), (None, ""));
    }
    assert!(world.clients[bob].engine.file_content(sent.local_id).unwrap().is_none());
    assert!(world.clients[bob].engine.history(first).unwrap().is_empty());
    // A reaction to something that is gone comes to nothing, and what comes later is shown as ever.
    world.say(alice, &room, "third");
    world.run();
    assert_eq!(world.texts(bob, &room), ["second", "third"]);
}

#[test]
fn an_edit_in_a_room_that_forgets_takes_the_older_message_with_it() {
    let mut world = World::new(223);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Later", &[bob]);
    world.run();
    world.say(alice, &room, "kept");
    world.say(alice, &room, "edited");
    world.run();
    expire_after(&mut world, alice, room, Some(3600));
    let local_id = local(&world, alice, &room, "edited");
    let text = "said anew".to_owned();
    world.disconnect(bob);
    world.command(alice, Command::Edit { local_id, text, is_markdown: false }).unwrap();
    world.run();
    let at = item(&world, alice, &room, "said anew").expires_at.unwrap();
    // Bob reads the edit when its time is over already: neither form of it is shown.
    come_to(&mut world, at, &[alice]);
    assert_eq!(world.texts(alice, &room), ["kept"]);
    assert_eq!(world.texts(bob, &room), ["kept", "edited"]);
    world.connect(bob);
    world.run();
    assert_eq!(world.texts(bob, &room), ["kept"]);
}

/// What a message says of its end, the room's period, and when it goes.
type Case<'a> = (&'a dyn Fn(u32) -> Option<Expiration>, Option<u32>, Option<u64>);

#[test]
fn no_clock_keeps_anything_longer_than_the_room_says() {
    // Whole seconds since the beginning of the second in which the message comes.
    let at = |seconds: u32| move |now: u32| Some(Expiration::At { unix_seconds: now + seconds });
    let after_reading = |_| Some(Expiration::AfterReading { seconds: 1 });
    let cases: [Case<'_>; 10] = [
        // None named, never, in a day, after reading: an hour from when it came.
        (&|_| None, Some(3600), Some(3600)),
        (&|_| Some(Expiration::At { unix_seconds: u32::MAX }), Some(3600), Some(3600)),
        (&at(3601), Some(3600), Some(3600)),
        (&after_reading, Some(3600), Some(3600)),
        // Earlier is the author's to say, in any room.
        (&at(3599), Some(3600), Some(3599)),
        (&at(600), None, Some(600)),
        (&|_| Some(Expiration::At { unix_seconds: 0 }), Some(3600), Some(0)),
        (&|_| Some(Expiration::At { unix_seconds: 0 }), None, Some(0)),
        (&|_| None, None, None),
        (&after_reading, None, None),
    ];
    for (number, (expires, seconds, keeps_for)) in cases.into_iter().enumerate() {
        let mut world = World::new(224);
        let (alice, mallory) = (world.join("alice"), world.join("mallory"));
        world.join("bob");
        let direct = |bob: &AccountId, alice: &AccountId| RoomState {
            expiry_seconds: seconds,
            ..RoomState::direct(bob, alice)
        };
        let mut program = invite(&mut world, mallory, alice, direct, |_, _, _| {});
        world.run();
        let room = program.log;
        let now = world.now / 1000;
        let expires = expires(u32::try_from(now).unwrap());
        program.say(&mut world, mallory, &Message { expires, ..Message::text([1; 16], "text") });
        assert_eq!(world.now / 1000, now, "it came within that second");
        let shown = world.timeline(alice, &room).pop().filter(|item| item.text == "text");
        match keeps_for {
            Some(0) => assert!(shown.is_none(), "{number}"),
            keeps_for => {
                let at = keeps_for.map(|seconds| (now + seconds) * 1000);
                assert_eq!(shown.unwrap().expires_at, at, "{number}");
            }
        }
    }
}

#[test]
fn a_clock_that_is_wrong_shortens_but_never_prolongs() {
    for skew in [-24 * 60 * 60 * 1000, 24 * 60 * 60 * 1000] {
        let (mut world, alice, bob, room) = two(225);
        world.clients[alice].skew = skew;
        world.say(alice, &room, "by a wrong clock");
        world.run();
        let came_at = world.now / 1000 * 1000;
        if skew > 0 {
            let at = item(&world, bob, &room, "by a wrong clock").expires_at.unwrap();
            assert!((came_at..=came_at + HOUR).contains(&at), "{at} {came_at}");
        } else {
            // Its own time was over long before it came.
            assert!(world.texts(bob, &room).is_empty());
        }
    }
}

#[test]
fn what_was_never_sent_is_told_when_its_time_is_over() {
    let (mut world, alice, bob, room) = two(226);
    world.say(alice, &room, "base");
    world.run();
    let base = local(&world, alice, &room, "base");
    world.disconnect(alice);
    world.now += HOUR / 2;
    world.say(alice, &room, "queued");
    let later = TextToSend { send_at: Some(world.now + HOUR), ..TextToSend::from("later") };
    world.command(alice, Command::SendText { room, text: later, seen: None }).unwrap();
    world.command(alice, Command::SendFile { room, file: file("plan.pdf"), seen: None }).unwrap();
    world.command(alice, Command::SendPoll { room, poll: poll(), seen: None }).unwrap();
    let reaction = "👍".to_owned();
    world.command(alice, Command::React { local_id: base, reaction, is_on: true }).unwrap();
    let text = "unsent edit".to_owned();
    world.command(alice, Command::Edit { local_id: base, text, is_markdown: false }).unwrap();
    // With the message, what was to be done to it.
    let at = world.now + HOUR / 2;
    come_to(&mut world, at, &[alice]);
    let mut told = refused(&world, alice);
    told.sort_by_key(|what| format!("{what:?}"));
    assert_eq!(told, [Undone::Act, Undone::Edit { text: "unsent edit".to_owned() }]);
    world.clients[alice].changes.clear();
    let at = world.now + HOUR / 2;
    come_to(&mut world, at, &[alice]);
    let mut told = refused(&world, alice);
    told.sort_by_key(|what| format!("{what:?}"));
    let text = |text: &str| Undone::SendText { text: Some(text.to_owned()) };
    let name = "plan.pdf".to_owned();
    assert_eq!(told, [Undone::SendFile { name }, text("Agreed?"), text("queued")]);
    assert_eq!(world.texts(alice, &room), ["later"], "its hour begins when it is sent");
    world.clients[alice].changes.clear();
    world.connect(alice);
    world.run();
    assert_eq!(world.texts(bob, &room), ["later"]);
    assert!(world.clients[alice].engine.pending(world.now).unwrap().is_settled());
    assert!(refused(&world, alice).is_empty(), "once is enough");
    assert!(world.blobs.is_empty());
}

#[test]
fn what_was_under_way_when_its_time_was_over_is_told_unless_the_relay_had_it() {
    for is_answered in [false, true] {
        let (mut world, alice, bob, room) = two(227);
        let cursor = world.clients[alice].engine.room(&room).unwrap().unwrap().cursor;
        world.say(alice, &room, "under way");
        let is_append = |request: &Request| matches!(request, Request::Append(_));
        let (id, _) = until(&mut world, alice, is_append);
        if is_answered {
            answer(&mut world, alice, id, Response::Appended { seq: cursor + 1 });
        }
        world.disconnect(alice);
        let at = world.now + HOUR;
        come_to(&mut world, at, &[alice]);
        assert!(world.texts(alice, &room).is_empty());
        let text = Undone::SendText { text: Some("under way".to_owned()) };
        assert_eq!(refused(&world, alice), if is_answered { vec![] } else { vec![text] });
        // It comes into the log all the same, and nobody shows it.
        world.connect(alice);
        world.run();
        for client in [alice, bob] {
            assert!(world.texts(client, &room).is_empty());
            let view = world.clients[client].engine.room(&room).unwrap().unwrap();
            assert_eq!((view.cursor, view.skipped, view.queued), (cursor + 1, 0, 0));
        }
        assert!(world.clients[alice].engine.pending(world.now).unwrap().is_settled());
    }
}

#[test]
fn an_upload_whose_time_is_over_is_stopped() {
    let (mut world, alice, bob, room) = two(228);
    world.broken.push_back(TransferResult::Interrupted);
    world.command(alice, Command::SendFile { room, file: file("late.pdf"), seen: None }).unwrap();
    let is_room = |request: &Request| matches!(request, Request::CreateBlob { .. });
    until(&mut world, alice, is_room);
    world.step();
    world.commit_relay();
    let at = world.now + HOUR;
    come_to(&mut world, at, &[alice]);
    let name = "late.pdf".to_owned();
    assert_eq!(refused(&world, alice), [Undone::SendFile { name }]);
    let items = world.timeline(bob, &room);
    assert!(items.iter().all(|item| item.file.is_none()));
    assert!(world.clients[alice].engine.pending(world.now).unwrap().is_settled());
}

#[test]
fn the_period_at_the_place_in_the_log_counts_for_what_was_queued_before() {
    let (mut world, alice, bob, room) = two(229);
    // Written under an hour, sent under five minutes.
    world.disconnect(bob);
    world.say(bob, &room, "shorter");
    expire_after(&mut world, alice, room, Some(300));
    world.now += 60_000;
    world.connect(bob);
    world.run();
    let at = item(&world, alice, &room, "shorter").expires_at.unwrap();
    assert!(at <= world.now + 300_000 && at > world.now + 200_000, "{at} {}", world.now);
    assert_eq!(item(&world, bob, &room, "shorter").expires_at, Some(at));
    // Written under five minutes, sent under none: the promise to its writer holds.
    world.disconnect(bob);
    world.say(bob, &room, "promised");
    let promised = item(&world, bob, &room, "promised").expires_at;
    assert!(promised.is_some());
    expire_after(&mut world, alice, room, None);
    // And written under none, sent under an hour, its hour begins then.
    world.connect(bob);
    world.run();
    assert_eq!(item(&world, alice, &room, "promised").expires_at, promised);
    world.disconnect(bob);
    world.say(bob, &room, "old");
    world.now += 24 * HOUR;
    expire_after(&mut world, alice, room, Some(3600));
    world.connect(bob);
    world.run();
    let at = item(&world, alice, &room, "old").expires_at.unwrap();
    assert!(at > world.now + HOUR - 60_000 && at <= world.now + HOUR);
    assert!(refused(&world, bob).is_empty());
}

#[test]
fn a_device_wakes_for_what_disappears_after_a_restart_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::new(230);
    let alice = world.add_client(Location::File(folder.path().join("alice")));
    world.join_with(alice, "alice");
    let bob = world.join("bob");
    let room = world.room(alice, "Restarted", &[bob]);
    world.run();
    expire_after(&mut world, alice, room, Some(300));
    world.say(alice, &room, "five minutes");
    world.run();
    let at = item(&world, alice, &room, "five minutes").expires_at;
    world.restart(alice);
    assert_eq!(world.clients[alice].engine.poll_wake(), at);
    // It was switched off when the time came.
    let late = at.unwrap() + HOUR;
    world.now = late;
    world.restart(alice);
    assert_eq!(world.texts(alice, &room), ["five minutes"]);
    wait(&mut world, alice, 0);
    assert!(world.texts(alice, &room).is_empty());
    assert_eq!(world.clients[alice].engine.poll_wake(), None);
}

#[test]
fn a_message_that_borrows_an_id_takes_nothing_of_another_with_it() {
    let mut world = World::new(232);
    let (alice, mallory) = (world.join("alice"), world.join("mallory"));
    world.join("bob");
    let mut program = invite(&mut world, mallory, alice, RoomState::direct, |_, _, _| {});
    world.run();
    let room = program.log;
    world.look(alice, &room);
    let said = Message::text([1; 16], "of bob");
    program.say(&mut world, mallory, &said);
    let of_bob = local(&world, alice, &room, "of bob");
    let reaction = "👍".to_owned();
    world.command(alice, Command::React { local_id: of_bob, reaction, is_on: true }).unwrap();
    // The same id again, for something that is over at once.
    let bytes = said.encode().unwrap();
    let (sender, hub) = (uri::account("bob@relay.example"), "relay.example");
    let place = uri::room(hub, &room.to_string());
    let id = MessageId::derive(&sender, &place, &bytes, &said.salt).unwrap();
    let mut borrowed = Message::text([2; 16], "borrowed");
    borrowed.expires = Some(Expiration::At { unix_seconds: 0 });
    borrowed.extensions.set_first_id(&id).unwrap();
    program.say(&mut world, mallory, &borrowed);
    let kept = item(&world, alice, &room, "of bob");
    assert_eq!((kept.reactions.len(), kept.seq.is_some()), (1, true));
    // It is the id that was borrowed: without the first, nothing is left of what was done to it.
    world.now += 1;
    let mut again = Message::text([3; 16], "of bob");
    again.extensions.set_first_id(&id).unwrap();
    program.say(&mut world, mallory, &again);
    assert_eq!(item(&world, alice, &room, "of bob").reactions.len(), 1);
}
