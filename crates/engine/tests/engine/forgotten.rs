//! What was taken back, hidden, discarded or has disappeared is nowhere on the device's disk: in no row, no
//! freed page and no journal, for somebody who has the key of the database.

// The test looks at files; the engine does not.
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};

use crate::disk::{connect, is_in_pages, journal_of, tables_with};
use crate::support::{World, wait};
use corridor_engine::Location;
use corridor_engine::command::{
    AnnouncementCommand, Answer, Command, FileToSend, PollToSend, ProfileToShow, TextToSend,
};
use corridor_engine::kinds::AboutFile;
use corridor_engine::view::{LocalId, RoomId};
use corridor_sealing::room_link::RoomLink;
use corridor_sealing::room_state::Role;

const HOUR: u64 = 60 * 60 * 1000;

#[test]
fn the_look_at_the_disk_sees_what_was_freed() {
    let folder = tempfile::tempdir().unwrap();
    for (name, is_secure, is_emptied) in
        [("careless", false, true), ("careful", true, true), ("journal", true, false)]
    {
        let path = folder.path().join(name);
        let connection = connect(&path);
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;
                 CREATE TABLE kept (text TEXT); CREATE TABLE gone (text TEXT);",
            )
            .unwrap();
        let secure = if is_secure { "ON" } else { "OFF" };
        connection.execute_batch(&format!("PRAGMA secure_delete = {secure}")).unwrap();
        connection.execute("INSERT INTO kept VALUES ('kept-marker')", []).unwrap();
        // Small ones in a page, and large ones on pages of their own.
        for length in (1..200).chain([9000, 90_000]) {
            let text = "freed-marker".repeat(length / 12 + 1);
            connection.execute("INSERT INTO gone VALUES (?1)", [text]).unwrap();
        }
        connection.execute_batch("DELETE FROM gone").unwrap();
        if is_emptied {
            let busy =
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
            assert_eq!(busy, Ok(0));
            assert_eq!(std::fs::metadata(journal_of(&path)).unwrap().len(), 0);
        }
        assert!(is_in_pages(&path, "kept-marker"));
        assert_eq!(is_in_pages(&path, "freed-marker"), !is_secure || !is_emptied, "{name}");
    }
}

/// Two people whose devices keep their databases in files, and who have said much else.
struct Devices {
    world: World,
    paths: [PathBuf; 2],
    room: RoomId,
    _folder: tempfile::TempDir,
}

const ALICE: usize = 0;
const BOB: usize = 1;

impl Devices {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut world = World::new(seed);
        let paths = ["alice", "bob"].map(|name| folder.path().join(name));
        for (path, name) in paths.iter().zip(["alice", "bob"]) {
            let client = world.add_client(Location::File(path.clone()));
            world.join_with(client, name);
        }
        let room = world.room(ALICE, "On disk", &[BOB]);
        world.run();
        for client in [ALICE, BOB] {
            world.look(client, &room);
        }
        let mut devices = Self { world, paths, room, _folder: folder };
        devices.chat(60);
        devices
    }

    /// Other messages, of all lengths, so that pages are split and joined.
    fn chat(&mut self, count: usize) {
        for number in 0..count {
            let by = number % 2;
            let text = format!("kept-{number}-").repeat(1 + number * number % 190);
            self.world.say(by, &self.room, &text);
            if number % 10 == 0 {
                self.world.run();
            }
        }
        self.world.run();
    }

    fn order(&mut self, by: usize, command: Command) -> LocalId {
        match self.world.command(by, command).unwrap() {
            Answer::Queued(local_id) => local_id,
            _ => 0,
        }
    }

    fn say(&mut self, by: usize, text: &str) -> LocalId {
        let command = Command::SendText { room: self.room, text: text.into(), seen: None };
        self.order(by, command)
    }

    /// Announced by Alice, and acknowledged by Bob.
    fn announce(&mut self, text: &str) -> LocalId {
        let (room, people) = (self.room, vec![self.world.account(BOB)]);
        let command = Command::Announcement(AnnouncementCommand::Announce {
            room,
            text: text.to_owned(),
            people,
            seen: None,
        });
        let announced = self.order(ALICE, command);
        self.world.run();
        let local_id = self.at_bob(text);
        self.order(BOB, Command::Announcement(AnnouncementCommand::Acknowledge { local_id }));
        self.world.run();
        announced
    }

    fn send_file(&mut self, by: usize, marker: &str) -> LocalId {
        let file = file(marker);
        self.order(by, Command::SendFile { room: self.room, file, seen: None })
    }

    fn edit(&mut self, by: usize, local_id: LocalId, text: &str) {
        let text = text.to_owned();
        self.order(by, Command::Edit { local_id, text, is_markdown: false });
    }

    /// The same message at the other one's.
    fn at_bob(&self, text: &str) -> LocalId {
        let items = self.world.timeline(BOB, &self.room);
        let is_it = |item: &&corridor_engine::view::TimelineItem| {
            item.text == text || item.file.as_ref().is_some_and(|file| file.name == text)
        };
        items.iter().find(is_it).unwrap_or_else(|| panic!("no {text}")).local_id
    }

    fn fetch(&mut self, name: &str) {
        let local_id = self.at_bob(name);
        self.order(BOB, Command::FetchFile { local_id });
        self.world.run();
        assert!(self.world.clients[BOB].engine.file_content(local_id).unwrap().is_some());
    }

    fn is_on_disk(&self, client: usize, marker: &str) -> bool {
        let path: &Path = &self.paths[client];
        let tables = tables_with(path, marker);
        let is_there = is_in_pages(path, marker);
        assert!(is_there || tables.is_empty(), "the look at the pages does not see {tables:?}");
        is_there
    }

    fn expect_at(&self, client: usize, is_there: bool, marker: &str) {
        let tables = tables_with(&self.paths[client], marker);
        assert_eq!(
            self.is_on_disk(client, marker),
            is_there,
            "{marker} at {client}, in {tables:?}"
        );
    }

    fn expect(&self, is_there: bool, marker: &str) {
        for client in [ALICE, BOB] {
            self.expect_at(client, is_there, marker);
        }
    }
}

/// The marker is in everything about it.
fn file(marker: &str) -> FileToSend {
    FileToSend {
        name: format!("name-{marker}"),
        media_type: format!("application/{marker}"),
        content: format!("content-{marker}-").repeat(3000).into_bytes(),
        preview: Some(
            [&[0xff, 0xd8, 0xff][..], format!("preview-{marker}").repeat(40).as_bytes()].concat(),
        ),
        caption: format!("caption-{marker}"),
        about: AboutFile::default(),
    }
}

fn poll(marker: &str) -> PollToSend {
    PollToSend {
        question: format!("question-{marker}"),
        options: vec![format!("one-{marker}"), format!("two-{marker}")],
        is_multiple: false,
        is_open: false,
        deadline: None,
    }
}

#[test]
fn what_was_taken_back_is_on_nobodys_disk() {
    let mut devices = Devices::new(250);
    let text = devices.say(ALICE, "withdrawn-one");
    let sent = devices.send_file(ALICE, "withdrawn-two");
    let asked = poll("withdrawn-three");
    let room = devices.room;
    let poll = devices.order(ALICE, Command::SendPoll { room, poll: asked, seen: None });
    devices.world.run();
    devices.edit(ALICE, text, "withdrawn-four");
    devices.edit(ALICE, sent, "withdrawn-five");
    devices.chat(40);
    devices.edit(ALICE, text, &"withdrawn-six".repeat(100));
    devices.world.run();
    devices.fetch("name-withdrawn-two");
    let announced = devices.announce("withdrawn-seven");
    let markers = ["one", "two", "three", "four", "five", "six", "seven"];
    for marker in markers {
        devices.expect(true, &format!("withdrawn-{marker}"));
    }
    for local_id in [text, sent, poll, announced] {
        devices.order(ALICE, Command::Withdraw { local_id });
    }
    devices.world.run();
    for marker in markers {
        devices.expect(false, &format!("withdrawn-{marker}"));
    }
    devices.expect(true, "kept-7-");
    assert!(devices.world.blobs.len() <= 1);
}

#[test]
fn what_was_hidden_is_not_on_the_disk_of_who_hid_it() {
    let mut devices = Devices::new(251);
    let text = devices.say(ALICE, "hidden-one");
    devices.send_file(ALICE, "hidden-two");
    devices.world.run();
    devices.edit(ALICE, text, "hidden-three");
    devices.chat(20);
    devices.fetch("name-hidden-two");
    let markers = ["hidden-one", "hidden-two", "hidden-three"];
    for marker in markers {
        devices.expect(true, marker);
    }
    for shown in ["hidden-three", "name-hidden-two"] {
        let local_id = devices.at_bob(shown);
        devices.order(BOB, Command::Hide { local_id });
    }
    for marker in markers {
        assert!(!devices.is_on_disk(BOB, marker), "{marker}");
        assert!(devices.is_on_disk(ALICE, marker), "{marker}");
    }
    // Nor does a further edit bring it back.
    devices.edit(ALICE, text, "hidden-four");
    devices.world.run();
    assert!(!devices.is_on_disk(BOB, "hidden-four"));
}

#[test]
fn what_has_disappeared_is_on_nobodys_disk() {
    let mut devices = Devices::new(252);
    let room = devices.room;
    devices.order(ALICE, Command::SetExpiry { room, seconds: Some(3600) });
    devices.world.run();
    let text = devices.say(ALICE, "expired-one");
    devices.send_file(ALICE, "expired-two");
    let asked = poll("expired-three");
    devices.order(ALICE, Command::SendPoll { room, poll: asked, seen: None });
    devices.world.run();
    devices.edit(ALICE, text, "expired-four");
    devices.chat(30);
    devices.fetch("name-expired-two");
    let local_id = devices.at_bob("expired-four");
    let reaction = "expired-five".to_owned();
    devices.order(BOB, Command::React { local_id, reaction, is_on: true });
    devices.order(BOB, Command::Star { local_id, is_on: true });
    devices.announce("expired-announced");
    devices.world.run();
    let markers = ["one", "two", "three", "four", "five", "announced"];
    for marker in markers {
        devices.expect(true, &format!("expired-{marker}"));
    }
    // One of them has a connection, the other has not.
    devices.world.disconnect(BOB);
    // Written without one, and never sent.
    devices.say(BOB, "expired-six");
    devices.send_file(BOB, "expired-seven");
    wait(&mut devices.world, ALICE, 2 * HOUR);
    wait(&mut devices.world, BOB, 0);
    for marker in markers.into_iter().chain(["six", "seven"]) {
        devices.expect(false, &format!("expired-{marker}"));
    }
    // What was said under the expiry is all gone, what was said before is not.
    devices.expect(true, "kept-59-");
}

#[test]
fn what_was_never_sent_is_not_on_the_disk_once_it_was_discarded() {
    let mut devices = Devices::new(253);
    let room = devices.room;
    devices.world.disconnect(ALICE);
    let queued = devices.say(ALICE, "discarded-one");
    let later =
        TextToSend { send_at: Some(devices.world.now + HOUR), ..TextToSend::from("discarded-two") };
    let later = devices.order(ALICE, Command::SendText { room, text: later, seen: None });
    let sent = devices.send_file(ALICE, "discarded-three");
    let written = devices.say(ALICE, "discarded-four");
    devices.edit(ALICE, written, "kept-edit");
    let engine = &mut devices.world.clients[ALICE].engine;
    engine.set_draft(&room, "discarded-five").unwrap();
    engine.set_draft(&room, &"discarded-six".repeat(200)).unwrap();
    let is_there = |devices: &Devices, marker: &str| devices.is_on_disk(ALICE, marker);
    for marker in ["one", "two", "three", "six"] {
        assert!(is_there(&devices, &format!("discarded-{marker}")), "{marker}");
    }
    for local_id in [queued, later, sent] {
        devices.order(ALICE, Command::Discard { local_id });
    }
    devices.world.clients[ALICE].engine.set_draft(&room, "").unwrap();
    for marker in ["one", "two", "three", "four", "five", "six"] {
        assert!(!is_there(&devices, &format!("discarded-{marker}")), "{marker}");
    }
    devices.world.connect(ALICE);
    devices.world.run();
    devices.expect(true, "kept-edit");
    assert!(!is_there(&devices, "discarded-four"));
}

#[test]
fn who_is_killed_before_the_journal_is_emptied_empties_it_later() {
    let mut devices = Devices::new(254);
    let text = devices.say(ALICE, "journalled");
    devices.world.run();
    devices.expect(true, "journalled");
    // Somebody reads, so that it cannot be emptied.
    let reader = connect(&devices.paths[ALICE]);
    reader.execute_batch("BEGIN; SELECT count(*) FROM item;").unwrap();
    devices.order(ALICE, Command::Withdraw { local_id: text });
    devices.world.run();
    assert!(devices.is_on_disk(ALICE, "journalled"));
    drop(reader);
    devices.world.restart(ALICE);
    wait(&mut devices.world, ALICE, 1);
    assert!(!devices.is_on_disk(ALICE, "journalled"));
}

#[test]
fn what_was_opened_once_is_on_nobodys_disk() {
    let mut devices = Devices::new(255);
    let room = devices.room;
    let file = FileToSend {
        preview: None,
        about: AboutFile { is_view_once: true, ..AboutFile::default() },
        ..file("once")
    };
    devices.order(ALICE, Command::SendFile { room, file, seen: None });
    devices.expect_at(ALICE, true, "content-once");
    devices.world.run();
    // She has sent it, and can open it no more than anybody who finds her disk.
    for marker in ["content-once", "name-once", "application/once"] {
        devices.expect_at(ALICE, false, marker);
    }
    let local_id = devices.at_bob("name-once");
    devices.order(BOB, Command::FetchFile { local_id });
    devices.world.run();
    devices.expect_at(BOB, true, "content-once");
    let (now, entropy) = (devices.world.now, devices.world.entropy());
    let opened = devices.world.clients[BOB].engine.open_once(now, entropy, local_id).unwrap();
    assert!(opened.starts_with(b"content-once"));
    for marker in ["content-once", "name-once", "application/once"] {
        devices.expect_at(BOB, false, marker);
    }
    // What was said with it stays, and that it was there.
    devices.expect(true, "caption-once");
}

#[test]
fn what_was_freed_is_not_on_the_disk() {
    let mut devices = Devices::new(256);
    devices.send_file(ALICE, "freed");
    devices.world.run();
    devices.fetch("name-freed");
    devices.expect_at(BOB, true, "content-freed");
    let local_id = devices.at_bob("name-freed");
    devices.order(BOB, Command::FreeFiles { rooms: Vec::new(), items: vec![local_id] });
    devices.expect_at(BOB, false, "content-freed");
    devices.expect(true, "preview-freed");
    devices.fetch("name-freed");
    devices.expect_at(BOB, true, "content-freed");
}

impl Devices {
    /// A new link of Alice's or Bob's, and its secret.
    fn link(&mut self, by: usize) -> (i64, String, [u8; 32]) {
        let (room, expires_at) = (self.room, self.world.now + HOUR);
        let made = self.world.command(by, Command::MakeLink { room, expires_at, most: 9 }).unwrap();
        let Answer::Link(id) = made else { panic!() };
        let links = self.world.clients[by].engine.links(&room).unwrap();
        let text = links.into_iter().find(|link| link.id == id).unwrap().text;
        let secret = *RoomLink::parse(&text).unwrap().secret.expose();
        assert!(is_in_pages(&self.paths[by], secret));
        (id, text, secret)
    }

    /// Somebody new knocks with a word; answers the knock's number at Alice's.
    fn knock(&mut self, name: &str, link: &str, word: &str) -> i64 {
        let client = self.world.join(name);
        let command = Command::Knock { link: link.to_owned(), word: word.to_owned() };
        self.world.command(client, command).unwrap();
        self.world.run();
        let knocks = self.world.clients[ALICE].engine.knocks(None).unwrap();
        self.expect_at(ALICE, true, word);
        knocks.into_iter().find(|knock| knock.word == word).unwrap().id
    }
}

#[test]
fn what_was_said_at_a_door_goes_with_the_answer_and_a_link_with_its_end() {
    let mut devices = Devices::new(257);
    let (id, link, secret) = devices.link(ALICE);
    let away = devices.knock("carol", &link, "word-turned-away");
    let let_in = devices.knock("dana", &link, "word-let-in");
    let blocked = devices.knock("erin", &link, "word-of-the-blocked");
    devices.knock("fay", &link, "word-of-the-revoked");
    devices.order(ALICE, Command::TurnAway { knock: away });
    devices.order(ALICE, Command::LetIn { knock: let_in });
    let knocks = devices.world.clients[ALICE].engine.knocks(None).unwrap();
    let person = knocks.into_iter().find(|knock| knock.id == blocked).unwrap().account;
    devices.order(ALICE, Command::Block { person, is_blocked: true });
    for word in ["word-turned-away", "word-let-in", "word-of-the-blocked"] {
        devices.expect_at(ALICE, false, word);
    }
    devices.expect_at(ALICE, true, "word-of-the-revoked");
    devices.order(ALICE, Command::RevokeLink { link: id });
    devices.expect_at(ALICE, false, "word-of-the-revoked");
    assert!(!is_in_pages(&devices.paths[ALICE], secret));
}

#[test]
fn with_the_room_go_its_links_and_the_faces_of_those_in_it() {
    let mut devices = Devices::new(258);
    for (by, name) in [(ALICE, "alice"), (BOB, "bob")] {
        let face = format!("face-{name}").repeat(900);
        let picture = [&[0xff, 0xd8, 0xff][..], face.as_bytes()];
        let profile = ProfileToShow {
            name: format!("called-{name}"),
            status: format!("status-{name}"),
            picture: Some(picture.concat()),
        };
        devices.order(by, Command::SetProfile { profile });
        devices.order(by, Command::ShareProfile { room: devices.room, is_on: true });
    }
    let (room, person) = (devices.room, devices.world.account(BOB));
    devices.order(ALICE, Command::SetRole { room, person: person.clone(), role: Role::Admin });
    devices.world.run();
    let (.., secret) = devices.link(BOB);
    for what in ["called", "status", "face"] {
        devices.expect(true, &format!("{what}-alice"));
        devices.expect(true, &format!("{what}-bob"));
    }
    devices.order(ALICE, Command::RemovePeople { room, people: vec![person] });
    devices.world.run();
    assert!(!is_in_pages(&devices.paths[BOB], secret));
    for what in ["called", "status", "face"] {
        devices.expect_at(BOB, false, &format!("{what}-alice"));
        devices.expect_at(BOB, true, &format!("{what}-bob"));
        devices.expect_at(ALICE, false, &format!("{what}-bob"));
        devices.expect_at(ALICE, true, &format!("{what}-alice"));
    }
}
