//! What people do to messages: the same at everybody, offline too, and nothing by those who may not.

mod polls;
mod rights;
mod said_otherwise;
mod words;

use crate::support::World;
use corridor_engine::Location;
use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::view::{LocalId, RoomId, TimelineItem};

/// Alice, who founded the room, and Bob and Carol, who have all looked at each other.
struct Three {
    world: World,
    room: RoomId,
    /// Where their databases are, in worlds in which a process ends.
    _folder: Option<tempfile::TempDir>,
}

const ALICE: usize = 0;
const BOB: usize = 1;
const CAROL: usize = 2;

impl Three {
    fn new(seed: u64) -> Self {
        Self::with(seed, None)
    }

    fn on_disk(seed: u64) -> Self {
        Self::with(seed, Some(tempfile::tempdir().unwrap()))
    }

    fn with(seed: u64, folder: Option<tempfile::TempDir>) -> Self {
        let mut world = World::new(seed);
        for name in ["alice", "bob", "carol"] {
            let file = folder.as_ref().map(|folder| folder.path().join(name));
            let client = world.add_client(file.map_or(Location::Memory, Location::File));
            world.join_with(client, name);
        }
        let room = world.room(ALICE, "Delegation", &[BOB, CAROL]);
        world.run();
        for client in [ALICE, BOB, CAROL] {
            world.look(client, &room);
        }
        Self { world, room, _folder: folder }
    }

    fn say(&mut self, by: usize, text: &str) {
        let room = self.room;
        self.world.now += 1_000;
        self.world.say(by, &room, text);
        self.world.run();
    }

    /// Gives a command about the one message that says `text`, and lets all devices hear of it.
    fn on(
        &mut self,
        by: usize,
        text: &str,
        command: impl FnOnce(LocalId) -> Command,
    ) -> Result<Answer, CommandError> {
        let item = self.item(by, text);
        self.world.now += 1_000;
        let answer = self.world.command(by, command(item.local_id));
        self.world.run();
        answer
    }

    fn item(&self, client: usize, text: &str) -> TimelineItem {
        let mut items = self.world.timeline(client, &self.room);
        items.retain(|item| item.text == text);
        assert_eq!(items.len(), 1, "{text:?} stands once at {client}");
        items.remove(0)
    }

    /// What `look` sees of the message, which is the same at all three.
    fn alike<T: PartialEq + std::fmt::Debug>(
        &self,
        text: &str,
        look: impl Fn(&TimelineItem) -> T,
    ) -> T {
        let seen = [ALICE, BOB, CAROL].map(|client| look(&self.item(client, text)));
        assert_eq!(seen[0], seen[1]);
        assert_eq!(seen[0], seen[2]);
        let [first, ..] = seen;
        first
    }

    fn texts(&self, client: usize) -> Vec<String> {
        self.world.timeline(client, &self.room).into_iter().map(|item| item.text).collect()
    }
}

fn react(reaction: &str, is_on: bool) -> impl FnOnce(LocalId) -> Command {
    let reaction = reaction.to_owned();
    move |local_id| Command::React { local_id, reaction, is_on }
}

fn edit(text: &str) -> impl FnOnce(LocalId) -> Command {
    let text = text.to_owned();
    move |local_id| Command::Edit { local_id, text, is_markdown: false }
}

fn withdraw(local_id: LocalId) -> Command {
    Command::Withdraw { local_id }
}

fn pin(is_on: bool) -> impl FnOnce(LocalId) -> Command {
    move |local_id| Command::Pin { local_id, is_on }
}
