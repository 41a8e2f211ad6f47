//! A relay and its people, in one folder that goes when the test is over.

use std::path::Path;

use tempfile::TempDir;

use crate::person::Person;
use crate::relay::Relay;

pub struct World {
    pub relay: Relay,
    folder: TempDir,
}

impl World {
    /// A fresh relay on this machine, running.
    pub fn new() -> Self {
        let mut world = Self::not_started();
        world.relay.start();
        world
    }

    /// The same, before its first start.
    pub fn not_started() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        Self { relay: Relay::init(folder.path()), folder }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// People with accounts.
    pub fn people<const COUNT: usize>(&self, names: [&str; COUNT]) -> [Person; COUNT] {
        let mut invitations = self.relay.invite(COUNT).into_iter();
        names.map(|name| {
            let person = Person::new(self.folder(), name);
            person.join(&invitations.next().expect("one each")).succeeded();
            person
        })
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}
