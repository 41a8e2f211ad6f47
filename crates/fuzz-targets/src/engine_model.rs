//! Two people's engines and the real relay core beside a model of what they have said: any order of
//! texts, commands, lost lines, killed processes, killed relays and frames that are under way.
//!
//! The model is a list. What a device has accepted is in everybody's timeline once, in one order,
//! when all have been online; what was taken back is nowhere; what is held waits until its writer has
//! looked at who joined.

use std::collections::BTreeSet;

use corridor_engine::command::{Answer, Command};
use corridor_engine::view::{ItemKind, LocalId, RoomId, RoomStatus};
use corridor_engine::{Engine, Location};

use crate::choices::Choices;
use crate::engine_story::fast_folder;
use crate::engine_world::World;

const MOST_STEPS: usize = 60;

/// A text that a device has accepted.
struct Said {
    client: usize,
    local_id: LocalId,
    text: String,
    taken_back: bool,
}

struct Run {
    world: World,
    room: RoomId,
    /// Alice, Bob, and Carol, who is added when somebody thinks of it.
    clients: [usize; 3],
    carol_asked_for: bool,
    said: Vec<Said>,
    titles: BTreeSet<String>,
    _folder: tempfile::TempDir,
}

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let mut run = Run::new();
    for _ in 0..MOST_STEPS {
        if choices.is_over() {
            break;
        }
        run.step(&mut choices);
    }
    run.come_to_rest();
    run.check();
}

impl Run {
    fn new() -> Self {
        let folder = fast_folder();
        let mut world = World::new(5);
        let clients = ["alice", "bob", "carol"].map(|name| {
            let location = Location::File(folder.path().join(format!("{name}.sqlite")));
            let client = world.add_client(location);
            world.join_with(client, name);
            client
        });
        let room = world.room(clients[0], "Model", &[clients[1]]);
        world.run();
        let titles = BTreeSet::from(["Model".to_owned()]);
        let mut run = Self {
            world,
            room,
            clients,
            carol_asked_for: false,
            said: Vec::new(),
            titles,
            _folder: folder,
        };
        run.look();
        run
    }

    fn look(&mut self) {
        for client in self.clients {
            self.world.look(client, &self.room);
        }
    }

    fn step(&mut self, choices: &mut Choices<'_>) {
        let step = choices.below(16);
        let client = self.clients[choices.below(3)];
        let room = self.room;
        match step {
            0..=3 => self.say(client),
            4..=6 => {
                for _ in 0..=choices.below(16) {
                    self.world.step();
                }
            }
            7 => self.world.commit_relay(),
            8 => self.world.connect(client),
            9 => self.world.disconnect(client),
            10 => self.world.restart(client),
            11 => self.world.kill_relay(),
            12 => self.take_back(choices),
            13 => {
                let title = format!("Model {}", self.titles.len());
                let command = Command::Rename { room, title: title.clone() };
                if self.world.command(client, command).is_ok() {
                    self.titles.insert(title);
                }
            }
            14 => {
                let people = vec![self.world.account(self.clients[2])];
                let command = Command::AddPeople { room, people };
                self.carol_asked_for |= self.world.command(client, command).is_ok();
            }
            _ => self.world.look(client, &room),
        }
    }

    fn say(&mut self, client: usize) {
        let text = format!("text {}", self.said.len());
        let command = Command::SendText { room: self.room, text: text.clone().into(), seen: None };
        if let Ok(Answer::Queued(local_id)) = self.world.command(client, command) {
            self.said.push(Said { client, local_id, text, taken_back: false });
        }
    }

    fn take_back(&mut self, choices: &mut Choices<'_>) {
        if self.said.is_empty() {
            return;
        }
        let at = choices.below(self.said.len());
        let (client, local_id) = (self.said[at].client, self.said[at].local_id);
        if self.world.command(client, Command::Discard { local_id }).is_ok() {
            self.said[at].taken_back = true;
        }
    }

    /// Everybody comes online and looks at who is there, until nobody has anything left to do.
    fn come_to_rest(&mut self) {
        for _ in 0..4 {
            for client in self.clients {
                self.world.connect(client);
            }
            self.world.run();
            self.look();
            self.world.run();
        }
        for client in self.clients {
            let engine: &Engine = &self.world.clients[client].engine;
            let pending = engine.pending(self.world.now).expect("it reads");
            assert!(pending.is_settled() && pending.held == 0, "{client}: {pending:?}");
        }
    }

    fn check(&self) {
        let kept = || self.said.iter().filter(|said| !said.taken_back);
        let alices = self.world.said(self.clients[0], &self.room);
        let mut texts: Vec<&str> = alices.iter().map(|(_, _, text)| text.as_str()).collect();
        let mut expected: Vec<&str> = kept().map(|said| said.text.as_str()).collect();
        for client in self.clients {
            let own = || kept().filter(|said| said.client == client).map(|said| said.text.as_str());
            let account = self.world.account(client);
            let seen = alices.iter().filter(|(_, sender, _)| sender == account.as_str());
            assert!(own().eq(seen.map(|(_, _, text)| text.as_str())), "one writer's own order");
        }
        texts.sort_unstable();
        expected.sort_unstable();
        assert_eq!(texts, expected, "what was accepted is said once, and nothing else is");
        self.is_alike(self.clients[1], &alices);
        if self.carol_asked_for {
            let carols = self.world.said(self.clients[2], &self.room);
            assert!(alices.ends_with(&carols), "who joins later reads from there on");
            assert_eq!(self.world.people(self.clients[2], &self.room).len(), 3);
        } else {
            assert!(self.world.timeline(self.clients[2], &self.room).is_empty());
        }
        let view = self.world.clients[self.clients[0]].engine.room(&self.room);
        let view = view.expect("it reads").expect("it is there");
        assert_eq!((view.status, view.skipped), (RoomStatus::Active, 0));
        assert!(self.titles.contains(&view.title));
        assert_eq!(view.contradiction, None, "an honest relay contradicts nobody");
    }

    fn is_alike(&self, client: usize, alices: &[(u64, String, String)]) {
        assert_eq!(self.world.said(client, &self.room), alices, "one timeline for all");
        let events = |client| {
            let items = self.world.timeline(client, &self.room).into_iter();
            let events = items.filter(|item| item.kind == ItemKind::Renamed);
            events.map(|item| (item.seq, item.text)).collect::<Vec<_>>()
        };
        assert_eq!(events(client), events(self.clients[0]));
        assert_eq!(
            self.world.people(client, &self.room),
            self.world.people(self.clients[0], &self.room)
        );
    }
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let named: [(&str, &[u8]); 5] = [
        ("talk", &[0, 0, 0, 1, 4, 0, 15, 0, 0, 7, 0, 0, 1]),
        ("lost_line", &[0, 0, 4, 0, 1, 9, 0, 0, 0, 8, 0, 4, 0, 15]),
        ("killed", &[0, 0, 4, 0, 2, 10, 0, 0, 1, 11, 0, 8, 0, 8, 1, 4, 0, 15]),
        ("newcomer", &[14, 0, 0, 1, 4, 0, 15, 7, 0, 0, 1, 4, 0, 15, 0, 2]),
        ("renamed_at_once", &[13, 0, 0, 0, 14, 0, 0, 1, 12, 0, 0, 4, 0, 9]),
    ];
    let named = named.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    named.into_iter().chain(crate::drawn_stories("engine model", 6, 160)).collect()
}
