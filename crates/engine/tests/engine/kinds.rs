//! Voice notes, files that are opened once, albums, described links, contacts and places; galleries, and
//! making room.

use crate::support::program::invite_as_bob;
use crate::support::{World, recover};
use corridor_content::{Details, ExtensionKey, ExternalPart, File, Message, uri};
use corridor_engine::command::{Answer, Command, CommandError, FileToSend, TextToSend};
use corridor_engine::kinds::{AboutFile, Contact, GalleryKind, Link, Place, ViewOnce, Voice};
use corridor_engine::output::TransferResult;
use corridor_engine::view::{Delivery, FileState, ItemKind, LocalId, RoomId, TimelineItem};

fn two(seed: u64) -> (World, [usize; 2], RoomId) {
    let mut world = World::new(seed);
    let people = ["alice", "bob"].map(|name| world.join(name));
    let room = world.room(people[0], "Delegation", &people[1..]);
    world.run();
    for person in people {
        world.look(person, &room);
    }
    (world, people, room)
}

fn file(name: &str, media_type: &str, about: AboutFile) -> FileToSend {
    FileToSend {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        content: name.repeat(500).into_bytes(),
        preview: None,
        caption: format!("about {name}"),
        about,
    }
}

fn send(world: &mut World, by: usize, command: Command) -> Result<LocalId, CommandError> {
    let Answer::Queued(local_id) = world.command(by, command)? else { panic!("nothing queued") };
    world.run();
    Ok(local_id)
}

fn send_file(world: &mut World, by: usize, room: &RoomId, file: FileToSend) -> LocalId {
    send(world, by, Command::SendFile { room: *room, file, seen: None }).unwrap()
}

fn last(world: &World, client: usize, room: &RoomId) -> TimelineItem {
    world.timeline(client, room).pop().unwrap()
}

fn voice() -> Voice {
    Voice { duration_ms: 12_345, levels: vec![0, 90, 255] }
}

fn link() -> Link {
    Link {
        url: "https://example.org/4".to_owned(),
        title: "Article 4".to_owned(),
        description: None,
    }
}

fn open_once(world: &mut World, client: usize, item: LocalId) -> Result<Vec<u8>, CommandError> {
    let (now, entropy) = (world.now, world.entropy());
    let opened = world.clients[client].engine.open_once(now, entropy, item);
    world.run();
    opened.map(|content| content.to_vec())
}

#[test]
fn a_voice_note_and_an_album_arrive_as_what_they_are() {
    let (mut world, [alice, bob], room) = two(300);
    let about = AboutFile { voice: Some(voice()), ..AboutFile::default() };
    let note = send_file(&mut world, alice, &room, file("note", "audio/ogg", about));
    for (client, delivery) in [(alice, Delivery::Delivered), (bob, Delivery::Received)] {
        let item = last(&world, client, &room);
        assert_eq!((item.kind, item.delivery), (ItemKind::File, delivery));
        assert_eq!(item.about.voice, Some(voice()));
    }
    for name in ["one.jpg", "two.jpg"] {
        let about = AboutFile { album: Some([7; 16]), ..AboutFile::default() };
        send_file(&mut world, alice, &room, file(name, "image/jpeg", about));
        assert_eq!(last(&world, bob, &room).about.album, Some("07".repeat(16)));
    }
    // Said again in another room, it is a voice note still.
    let other = world.room(alice, "Other", &[bob]);
    world.run();
    send(&mut world, alice, Command::Forward { local_id: note, room: other, seen: None }).unwrap();
    assert_eq!(last(&world, bob, &other).about.voice, Some(voice()));
}

#[test]
fn pictures_of_an_album_arrive_in_the_order_in_which_they_were_chosen() {
    let (mut world, [alice, bob], room) = two(309);
    world.disconnect(alice);
    let of = |album| AboutFile { album, ..AboutFile::default() };
    let pictures = ["one", "two", "three", "four"];
    let ids = pictures.map(|name| {
        send_file(&mut world, alice, &room, file(name, "image/jpeg", of(Some([7; 16]))))
    });
    send_file(&mut world, alice, &room, file("other", "image/jpeg", of(Some([8; 16]))));
    send_file(&mut world, alice, &room, file("alone", "image/jpeg", of(None)));
    world.command(alice, Command::PauseFile { local_id: ids[1] }).unwrap();
    // The first breaks off and goes on; the second is stopped by hand, and then not wanted.
    world.broken.push_back(TransferResult::Interrupted);
    world.connect(alice);
    world.run();
    let names = |world: &World, client| -> Vec<_> {
        let files = world.timeline(client, &room).into_iter().filter_map(|item| item.file);
        files.map(|file| file.name).collect()
    };
    assert_eq!(names(&world, bob), ["other", "alone", "one"], "what is in no album goes past it");
    world.command(alice, Command::Discard { local_id: ids[1] }).unwrap();
    world.run();
    assert_eq!(names(&world, bob), ["other", "alone", "one", "three", "four"]);
    assert_eq!(names(&world, alice), names(&world, bob));
}

#[test]
fn what_breaks_the_rules_of_its_kind_is_not_sent() {
    let (mut world, [alice, _], room) = two(301);
    let long = Voice { duration_ms: 0, levels: Vec::new() };
    let loud = Voice { duration_ms: 1, levels: vec![0; 65] };
    let once = AboutFile { is_view_once: true, ..AboutFile::default() };
    let shown = FileToSend {
        preview: Some(vec![0xff, 0xd8, 0xff]),
        ..file("shown.jpg", "image/jpeg", once)
    };
    let of = |voice| AboutFile { voice: Some(voice), ..AboutFile::default() };
    for file in [
        file("a", "audio/ogg", of(long)),
        file("b", "audio/ogg", of(loud)),
        file("c", "image/jpeg", of(voice())),
        shown,
    ] {
        let refused = world.command(alice, Command::SendFile { room, file, seen: None });
        assert_eq!(refused.unwrap_err().name(), "kind");
    }
    let contact = |account: &str| Contact { account: account.to_owned(), name: String::new() };
    let place = |latitude| Place { latitude, longitude: 0, accuracy: None, label: String::new() };
    let elsewhere = TextToSend { link: Some(link()), ..TextToSend::from("no link here") };
    let untitled = Link { title: String::new(), ..link() };
    let untitled = TextToSend { link: Some(untitled), ..TextToSend::from("https://example.org/4") };
    for (name, command) in [
        ("name", Command::SendContact { room, contact: contact("nobody"), seen: None }),
        ("kind", Command::SendPlace { room, place: place(90_000_001), seen: None }),
        ("kind", Command::SendText { room, text: elsewhere, seen: None }),
        ("kind", Command::SendText { room, text: untitled, seen: None }),
    ] {
        assert_eq!(world.command(alice, command).unwrap_err().name(), name);
    }
    assert_eq!(world.clients[alice].engine.room(&room).unwrap().unwrap().queued, 0);
}

#[test]
fn a_file_is_opened_once_and_is_gone_at_both_ends() {
    let (mut world, [alice, bob], room) = two(302);
    let tablet = recover(&mut world, alice);
    world.run();
    for client in [alice, bob] {
        world.look(client, &room);
    }
    let once = AboutFile { is_view_once: true, ..AboutFile::default() };
    let sent = send_file(&mut world, alice, &room, file("once.jpg", "image/jpeg", once));
    // Whoever has sent it has it no longer, and their other device never had it.
    for client in [alice, tablet] {
        let item = last(&world, client, &room);
        assert_eq!(item.about.view_once, Some(ViewOnce::Opened), "{client}");
        assert!(item.file.is_none() && item.text == "about once.jpg", "{client}");
        assert!(open_once(&mut world, client, item.local_id).is_err());
    }
    let other = world.room(alice, "Other", &[bob]);
    let forward = Command::Forward { local_id: sent, room: other, seen: None };
    assert_eq!(world.command(alice, forward).unwrap_err().name(), "not_allowed");

    let item = last(&world, bob, &room);
    assert_eq!(item.about.view_once, Some(ViewOnce::Closed));
    assert!(open_once(&mut world, bob, item.local_id).is_err(), "it is not here yet");
    send_file_here(&mut world, bob, item.local_id);
    let engine = &world.clients[bob].engine;
    // It is opened in no other way.
    assert!(engine.file_content(item.local_id).unwrap().is_none());
    assert!(engine.file_part(item.local_id, 0).unwrap().is_none());
    assert!(engine.gallery(&room, GalleryKind::Pictures, None, 9).unwrap().is_empty());
    let content = open_once(&mut world, bob, item.local_id).unwrap();
    assert_eq!(content, "once.jpg".repeat(500).into_bytes());
    let item = last(&world, bob, &room);
    assert_eq!((item.about.view_once, item.file.is_none()), (Some(ViewOnce::Opened), true));
    assert!(matches!(open_once(&mut world, bob, item.local_id), Err(CommandError::NoFile)));
    let fetch = Command::FetchFile { local_id: item.local_id };
    assert!(matches!(world.command(bob, fetch), Err(CommandError::NoFile)));
}

fn send_file_here(world: &mut World, client: usize, local_id: LocalId) {
    world.command(client, Command::FetchFile { local_id }).unwrap();
    world.run();
}

#[test]
fn contacts_and_places_are_said_found_forwarded_and_taken_back() {
    let (mut world, [alice, bob], room) = two(303);
    let account = world.account(bob).to_string();
    let contact = Contact { account, name: "Bob of the annex".to_owned() };
    let place = Place {
        latitude: -46_226_500,
        longitude: 6_140_200,
        accuracy: Some(25),
        label: "Hall".into(),
    };
    let asked = Command::SendContact { room, contact: contact.clone(), seen: None };
    let card = send(&mut world, alice, asked).unwrap();
    let item = last(&world, bob, &room);
    assert_eq!((item.kind, item.text.as_str()), (ItemKind::Contact, "Bob of the annex"));
    assert_eq!(item.about.contact, Some(contact.clone()));
    let there =
        send(&mut world, alice, Command::SendPlace { room, place: place.clone(), seen: None });
    let item = last(&world, bob, &room);
    assert_eq!((item.kind, item.text.as_str()), (ItemKind::Place, "Hall"));
    assert_eq!(item.about.place, Some(place.clone()));
    assert_eq!(world.clients[bob].engine.room(&room).unwrap().unwrap().unread, 2);

    let other = world.room(alice, "Other", &[bob]);
    world.run();
    for (local_id, is_place) in [(card, false), (there.unwrap(), true)] {
        send(&mut world, alice, Command::Forward { local_id, room: other, seen: None }).unwrap();
        let item = last(&world, bob, &other);
        let expected = if is_place { (None, Some(&place)) } else { (Some(&contact), None) };
        assert_eq!((item.about.contact.as_ref(), item.about.place.as_ref()), expected);
        assert!(item.is_forwarded);
        let text = "otherwise".to_owned();
        let edit = Command::Edit { local_id, text, is_markdown: false };
        assert_eq!(world.command(alice, edit).unwrap_err().name(), "not_allowed");
        world.command(alice, Command::Withdraw { local_id }).unwrap();
        world.run();
    }
    for client in [alice, bob] {
        for item in world.timeline(client, &room).iter().rev().take(2) {
            assert!(item.withdrawn_by.is_some() && item.text.is_empty());
            assert!(item.about.contact.is_none() && item.about.place.is_none());
        }
    }
}

#[test]
fn a_link_is_described_by_its_sender_while_it_stands_in_the_text() {
    let (mut world, [alice, bob], room) = two(304);
    let text =
        TextToSend { link: Some(link()), ..TextToSend::from("See https://example.org/4 today") };
    let local_id = send(&mut world, alice, Command::SendText { room, text, seen: None }).unwrap();
    assert_eq!(last(&world, bob, &room).about.link, Some(link()));
    let found = world.clients[bob].engine.gallery(&room, GalleryKind::Links, None, 9).unwrap();
    assert_eq!(found.len(), 1);
    let text = "See another day".to_owned();
    send(&mut world, alice, Command::Edit { local_id, text, is_markdown: false }).unwrap();
    assert_eq!(last(&world, bob, &room).about.link, None);
}

#[test]
fn a_gallery_has_each_kind_apart_and_goes_on_from_where_it_was() {
    let (mut world, [alice, bob], room) = two(305);
    let spoken = AboutFile { voice: Some(voice()), ..AboutFile::default() };
    for number in 0..5 {
        let picture = file(&format!("{number}.jpg"), "image/jpeg", AboutFile::default());
        send_file(&mut world, alice, &room, picture);
        let paper = file(&format!("{number}.pdf"), "application/pdf", AboutFile::default());
        send_file(&mut world, alice, &room, paper);
        let note = file(&format!("{number}.ogg"), "audio/ogg", spoken.clone());
        send_file(&mut world, alice, &room, note);
    }
    let engine = &world.clients[bob].engine;
    for (kind, ending) in
        [(GalleryKind::Pictures, "jpg"), (GalleryKind::Files, "pdf"), (GalleryKind::Voice, "ogg")]
    {
        let mut names = Vec::new();
        let mut before = None;
        loop {
            let page = engine.gallery(&room, kind, before, 2).unwrap();
            let Some(item) = page.last() else { break };
            before = Some(item.local_id);
            names.extend(page.into_iter().map(|item| item.file.unwrap().name));
        }
        let expected: Vec<_> = (0..5).rev().map(|number| format!("{number}.{ending}")).collect();
        assert_eq!(names, expected);
    }
}

#[test]
fn what_is_freed_is_fetched_again_while_the_relay_has_it() {
    let (mut world, [alice, bob], room) = two(306);
    send_file(&mut world, alice, &room, file("plan", "text/plain", AboutFile::default()));
    let item = last(&world, bob, &room).local_id;
    assert!(world.clients[bob].engine.storage().unwrap().is_empty());
    let free = |items| Command::FreeFiles { rooms: Vec::new(), items };
    // What is not here cannot be freed.
    assert!(matches!(world.command(bob, free(vec![item])), Err(CommandError::NoFile)));
    send_file_here(&mut world, bob, item);
    let taken = world.clients[bob].engine.storage().unwrap();
    assert_eq!((taken.len(), taken[0].files), (1, 1));
    assert_eq!((taken[0].bytes, taken[0].freeable), (2000, 2000));
    assert_eq!(taken[0].room, room.to_string());
    for client in [bob, alice] {
        let all = Command::FreeFiles { rooms: vec![room], items: Vec::new() };
        world.command(client, all).unwrap();
        let local_id = last(&world, client, &room).local_id;
        let engine = &world.clients[client].engine;
        assert!(engine.storage().unwrap().is_empty());
        assert!(engine.file_content(local_id).unwrap().is_none());
        let file = last(&world, client, &room).file.unwrap();
        assert_eq!((file.state, file.bytes_done), (FileState::Elsewhere, 0));
        send_file_here(&mut world, client, local_id);
        let content = world.clients[client].engine.file_content(local_id).unwrap().unwrap();
        assert_eq!(*content, "plan".repeat(500).into_bytes());
    }
}

#[test]
fn what_is_on_its_way_is_not_freed() {
    let (mut world, [alice, _], room) = two(307);
    world.disconnect(alice);
    let file = file("plan", "text/plain", AboutFile::default());
    let queued = Command::SendFile { room, file, seen: None };
    let Answer::Queued(local_id) = world.command(alice, queued).unwrap() else { panic!() };
    let free = Command::FreeFiles { rooms: vec![room], items: Vec::new() };
    world.command(alice, free).unwrap();
    let free = Command::FreeFiles { rooms: Vec::new(), items: vec![local_id] };
    assert!(matches!(world.command(alice, free), Err(CommandError::NoFile)));
    assert_eq!(world.clients[alice].engine.storage().unwrap()[0].freeable, 0);
    world.connect(alice);
    world.run();
    assert_eq!(last(&world, alice, &room).file.unwrap().state, FileState::Sent);
}

/// A file as a member's own program may send it.
fn forged(media_type: &str, size: u64, bend: impl FnOnce(&mut Message)) -> Message {
    let external = ExternalPart {
        content_type: media_type.to_owned(),
        url: uri::blob("relay.example", &"0a".repeat(16), &"0b".repeat(32)),
        expires: 0,
        size,
        encryption_algorithm: if size > 16 * 1024 * 1024 { 32797 } else { 29 },
        key: vec![1; 32],
        nonce: vec![2; if size > 16 * 1024 * 1024 { 7 } else { 12 }],
        aad: Vec::new(),
        hash_algorithm: 1,
        content_hash: vec![3; 32],
        description: String::new(),
        filename: "plan".to_owned(),
    };
    let preview = Some(("image/jpeg".to_owned(), vec![0xff, 0xd8, 0xff]));
    let mut message = Message::file([9; 16], File { external, preview, caption: String::new() });
    bend(&mut message);
    message
}

fn set(message: &mut Message, name: &str, value: &[u8]) {
    message.extensions.set(&ExtensionKey::named(name), value.to_vec()).unwrap();
}

#[test]
fn what_lies_about_itself_or_is_newer_is_kept_as_unknown() {
    let mut world = World::new(308);
    let (alice, mallory) = (world.join("alice"), world.join("mallory"));
    world.join("bob");
    let mut program = invite_as_bob(&mut world, mallory, alice);
    world.run();
    let room = program.log;
    let note = [0x82, 1, 0x40];
    let mut place =
        Message::place([0; 16], &corridor_content::Place::new(1, 2, None, String::new()).unwrap());
    if let corridor_content::Cardinality::Single(single) = &mut place.part.cardinality {
        single.content = vec![0x84, 0x1a, 5, 0x5d, 0x4a, 0x81, 0, 0xf6, 0x60];
    }
    let stranger = corridor_content::Contact::new("@relay".to_owned(), String::new()).unwrap();
    let long = 17 * 1024 * 1024;
    for message in [
        forged("image/png", 1000, |message| set(message, "corridor.voice", &note)),
        forged("audio/ogg", 1000, |message| set(message, "corridor.voice", &[0x83, 1, 0x40, 0])),
        forged("image/png", 1000, |message| set(message, "corridor.view_once", &[1])),
        forged("image/png", long, |message| set(message, "corridor.view_once", &[0xf5])),
        forged("image/png", 1000, |message| set(message, "corridor.album", &[0x41, 1])),
        place,
        Message::contact([0; 16], &stranger),
    ] {
        program.say(&mut world, mallory, &message);
        let item = last(&world, alice, &room);
        assert_eq!(item.kind, ItemKind::Unknown, "{item:?}");
    }
    // A preview would show what is to be opened once.
    let once = forged("image/png", 1000, |message| set(message, "corridor.view_once", &[0xf5]));
    program.say(&mut world, mallory, &once);
    let item = last(&world, alice, &room);
    assert_eq!(item.about.view_once, Some(ViewOnce::Closed));
    assert!(!item.file.unwrap().has_preview);
    // A link that is described and not there is a text.
    let mut text = Message::text([0; 16], "nothing to see");
    let link = corridor_content::LinkPreview::new("https://a".into(), "A bank".into(), None).ok();
    text.extensions.set_details(&Details { link, ..Details::default() }).unwrap();
    program.say(&mut world, mallory, &text);
    let item = last(&world, alice, &room);
    assert_eq!((item.kind, item.about.link), (ItemKind::Text, None));
}
