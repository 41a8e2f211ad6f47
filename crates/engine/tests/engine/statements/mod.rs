//! Statements: whose words they are, what is suggested, who has signed, and what silence means.

mod any_order;
mod erased;
mod silence;
mod words;

use crate::support::World;
use corridor_content::VersionHash;
use corridor_engine::command::{
    Affiliation, Answer, Command, CommandError, StatementCommand, SuggestedChange,
};
use corridor_engine::kinds::Statement;
use corridor_engine::view::{ItemKind, LocalId, RoomId};
use corridor_sealing::affiliation::OrganisationSecret;

const MONA: usize = 0;
const ALI: usize = 1;
const WEI: usize = 2;
const MINUTE: u64 = 60_000;
const DAY_SECONDS: u64 = 86_400;

/// Mona holds the pen; Ali and Wei are in the room. All have looked.
struct Table {
    world: World,
    room: RoomId,
}

impl Table {
    fn new(seed: u64) -> Self {
        let mut world = World::new(seed);
        for name in ["mona", "ali", "wei"] {
            world.join(name);
        }
        Self::around(world)
    }

    fn around(mut world: World) -> Self {
        let room = world.room(MONA, "Drafting", &[ALI, WEI]);
        world.run();
        for client in [MONA, ALI, WEI] {
            world.look(client, &room);
        }
        Self { world, room }
    }

    fn give(&mut self, by: usize, command: StatementCommand) -> Result<LocalId, CommandError> {
        self.world.now += 1_000;
        let answer = self.world.command(by, Command::Statement(command));
        self.world.run();
        match answer? {
            Answer::Queued(local_id) => Ok(local_id),
            _ => Ok(0),
        }
    }

    fn propose(&mut self) {
        let paragraphs = ["We met.", "We agreed on all points.", "We meet again."];
        let command = StatementCommand::Propose {
            room: self.room,
            title: "Communiqué".to_owned(),
            paragraphs: paragraphs.map(str::to_owned).to_vec(),
            seen: None,
        };
        self.give(MONA, command).unwrap();
    }

    fn item(&self, client: usize) -> LocalId {
        let items = self.world.timeline(client, &self.room);
        items.iter().find(|item| item.kind == ItemKind::Statement).expect("a statement").local_id
    }

    fn shown(&self, client: usize) -> Statement {
        self.world.clients[client].engine.statement(self.item(client)).unwrap().unwrap()
    }

    fn texts(&self, client: usize) -> Vec<String> {
        let present = self.shown(client).versions.pop().unwrap();
        present.paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
    }

    /// What somebody has before them, as every command names it.
    fn before(&self, client: usize) -> (LocalId, VersionHash) {
        let shown = self.shown(client);
        let hash = VersionHash::parse(&shown.versions.last().unwrap().hash).unwrap();
        (shown.local_id, hash)
    }

    fn suggest(
        &mut self,
        by: usize,
        number: usize,
        change: SuggestedChange,
    ) -> Result<LocalId, CommandError> {
        let (local_id, version) = self.before(by);
        let reason = "It was not all.".to_owned();
        self.give(by, StatementCommand::Suggest { local_id, version, number, change, reason })
    }

    /// What Mona makes of suggestions, by their places.
    fn settle(&mut self, taken: &[usize], declined: &[usize]) -> Result<LocalId, CommandError> {
        let (local_id, version) = self.before(MONA);
        let shown = self.shown(MONA);
        let items = |places: &[usize]| {
            places.iter().map(|place| shown.suggestions[*place].local_id).collect()
        };
        let (taken, declined) = (items(taken), items(declined));
        let words = None;
        self.give(MONA, StatementCommand::Revise { local_id, version, words, taken, declined })
    }

    fn write(&mut self, words: &[&str]) -> Result<LocalId, CommandError> {
        let (local_id, version) = self.before(MONA);
        let words = words.iter().map(|text| (*text).to_owned()).collect();
        let words = Some(("Communiqué".to_owned(), words));
        let (taken, declined) = (Vec::new(), Vec::new());
        self.give(MONA, StatementCommand::Revise { local_id, version, words, taken, declined })
    }

    fn sign(&mut self, by: usize) -> Result<LocalId, CommandError> {
        let (local_id, version) = self.before(by);
        self.give(by, StatementCommand::SignOff { local_id, version })
    }

    fn silence(&mut self, by: usize, minutes: u64) -> Result<LocalId, CommandError> {
        let (local_id, version) = self.before(by);
        let deadline = self.world.now + minutes * MINUTE;
        self.give(by, StatementCommand::Silence { local_id, version, deadline })
    }

    fn object(&mut self, by: usize) -> Result<LocalId, CommandError> {
        let (local_id, version) = self.before(by);
        let reason = "Not without article 4.".to_owned();
        self.give(by, StatementCommand::Object { local_id, version, reason })
    }

    /// Ali speaks for Atlantis and Wei for Mu, by a key that all believe.
    fn affiliate(&mut self) {
        let ministry = OrganisationSecret::from_bytes(&[9; 32]);
        for (client, delegation) in [(ALI, "Atlantis"), (WEI, "Mu")] {
            let account = self.world.clients[client].engine.account().unwrap().unwrap();
            let signed = ministry.sign(Affiliation {
                account_key: account.account_key,
                name: "A delegate".to_owned(),
                title: "Secretary".to_owned(),
                affiliation: delegation.to_owned(),
                since: self.world.now / 1000,
                until: self.world.now / 1000 + 30 * DAY_SECONDS,
            });
            let signed = Some(signed.unwrap());
            self.world.command(client, Command::SetAffiliation { signed }).unwrap();
        }
        for client in [MONA, ALI, WEI] {
            let (key, name) = (ministry.key(), Some("The Ministry".to_owned()));
            self.world.command(client, Command::TrustOrganisation { key, name }).unwrap();
        }
        self.world.run();
    }
}

fn replaced() -> SuggestedChange {
    SuggestedChange::Replace("We agreed on most points.".to_owned())
}

fn is_refused(answer: &Result<LocalId, CommandError>, name: &str) {
    assert_eq!(answer.as_ref().map_err(CommandError::name), Err(name));
}
