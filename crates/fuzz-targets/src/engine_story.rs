//! Bob's device as it was left, and what has happened in his room since: the true log that a relay,
//! honest or not, has to show him. Made once in a thread by real engines over the real relay core.

use std::fs;
use std::path::{Path, PathBuf};

use corridor_engine::command::Command;
use corridor_engine::view::RoomId;
use corridor_engine::{DatabaseKey, Engine, Location};
use corridor_sealing::room_state::Role;
use corridor_store::{KeyRange, MemoryStore, SpaceName, View};
use corridor_wire::id::{AccountId, LogId};
use corridor_wire::relay_frame::Entry;

use crate::engine_world::World;

pub struct Story {
    folder: tempfile::TempDir,
    pub room: RoomId,
    pub inbox: LogId,
    pub account: AccountId,
    /// The room's log, from its first entry on.
    pub log: Vec<Entry>,
    /// What is in Bob's inbox: another room, to which he was invited meanwhile.
    pub letters: Vec<Entry>,
    /// What Bob's timeline says in the end, if nobody lies to him.
    pub texts: Vec<String>,
    pub now: u64,
}

const DATABASE: &str = "bob.sqlite";

pub fn key() -> DatabaseKey {
    DatabaseKey::from_bytes([1; 32])
}

/// In memory where there is such a folder: a database is synced after every input.
pub fn fast_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a folder")
}

/// Everything that the relay has of a log.
fn entries(store: &MemoryStore, log: &LogId) -> Vec<Entry> {
    let name = SpaceName::new("entries");
    let days = store.days(name).expect("memory reads");
    let range = KeyRange::prefix(log.as_bytes());
    days.into_iter()
        .flat_map(|day| store.range(corridor_store::Space::of_day(name, day), &range))
        .flatten()
        .map(|row| corridor_wire::decode(&row.value, row.value.len()).expect("an entry"))
        .collect()
}

impl Story {
    fn new() -> Self {
        let folder = fast_folder();
        let path = folder.path().join(DATABASE);
        let mut world = World::new(77);
        let alice = world.join("alice");
        let bob = world.add_client(Location::File(path.clone()));
        world.join_with(bob, "bob");
        let carol = world.join("carol");
        let room = world.room(alice, "Story", &[bob]);
        world.run();
        world.say(alice, &room, "one");
        world.run();
        world.look(bob, &room);
        world.say(bob, &room, "two");
        world.run();
        let account = world.account(bob);
        let device = world.clients[bob].engine.account().expect("it reads").expect("he has joined");
        let inbox = LogId::inbox_of(&device.device);
        world.disconnect(bob);
        // Closed, so that all of it is in the one file.
        world.clients[bob].engine = Engine::open(&Location::Memory, &key()).expect("memory opens");
        fs::copy(&path, folder.path().join("left.sqlite")).expect("the folder takes files");

        world.look(alice, &room);
        world.say(alice, &room, "three");
        let rename = Command::Rename { room, title: "A longer story".to_owned() };
        world.command(alice, rename).expect("she is the owner");
        let carols = world.account(carol);
        let add = Command::AddPeople { room, people: vec![carols.clone()] };
        world.command(alice, add).expect("she is the owner");
        world.run();
        world.look(alice, &room);
        world.look(carol, &room);
        world.say(carol, &room, "four");
        let promote = Command::SetRole { room, person: carols.clone(), role: Role::Admin };
        world.command(alice, promote).expect("she is the owner");
        world.run();
        world.say(alice, &room, "five");
        let remove = Command::RemovePeople { room, people: vec![carols] };
        world.command(alice, remove).expect("she is the owner");
        world.run();
        world.say(alice, &room, "six");
        let found =
            Command::CreateRoom { title: "Another".to_owned(), with: vec![account.clone()] };
        world.command(alice, found).expect("anybody may found a room");
        world.run();
        let (log, letters) = (entries(&world.store, &room), entries(&world.store, &inbox));
        assert!(!letters.is_empty() && log.len() > 8, "{} and {}", letters.len(), log.len());

        world.restart(bob);
        world.connect(bob);
        world.run();
        let texts = world.texts(bob, &room);
        assert_eq!(texts, ["one", "two", "three", "four", "five", "six"]);
        Self { folder, room, inbox, account, log, letters, texts, now: world.now }
    }

    /// A copy of Bob's database as he left it.
    pub fn left(&self) -> PathBuf {
        let path = self.folder.path().join("copy.sqlite");
        for end in ["-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(self.folder.path().join(format!("copy.sqlite{end}")));
        }
        fs::copy(self.folder.path().join("left.sqlite"), &path).expect("the folder takes files");
        path
    }
}

thread_local! {
    static STORY: Story = Story::new();
}

pub fn with<R>(act: impl FnOnce(&Story) -> R) -> R {
    STORY.with(act)
}
