//! Key packages that a relay gives out, and Welcomes and trees that a stranger sends: none is believed
//! that another device made, and one that is refused does not use up the key package for the true one.

use corridor_sealing::session::RoomSession;
use corridor_sealing::{Provider, key_package};
use corridor_wire::client_frame::KeyPackageBytes;

use crate::choices::{Choices, put_chunk};
use crate::mls_room::{self, NOW, Room, entropy, log};

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    mls_room::with(|room| match choices.below(4) {
        0 => package(room, choices.rest()),
        1 => join(room, choices.rest(), &room.welcome.tree),
        2 => join(room, &room.welcome.welcome, choices.rest()),
        _ => {
            let welcome = choices.chunk();
            join(room, welcome, choices.rest());
        }
    });
}

fn package(room: &Room, bytes: &[u8]) {
    let Some(bytes) = KeyPackageBytes::new(bytes.to_vec()) else { return };
    let provider = Provider::new(&room.dave.table, entropy(60));
    if let Ok(valid) = key_package::validate(&provider, &bytes, &room.dave.record, NOW) {
        assert_eq!(valid.certificate(), &room.dave.identity.certificate);
        assert_eq!(bytes, room.package, "nobody but Dave makes packages of Dave");
    }
    let other = key_package::validate(&provider, &bytes, &room.bob.record, NOW);
    assert!(other.is_err(), "a package is of one device");
}

fn join(room: &Room, welcome: &[u8], tree: &[u8]) {
    let table = room.dave.table.clone();
    let attempt = |welcome: &[u8], tree: &[u8]| {
        let provider = Provider::new(&table, entropy(61));
        RoomSession::join(&provider, &room.dave.identity, &log(), welcome, tree)
    };
    if let Ok(session) = attempt(welcome, tree) {
        assert_eq!(session.roster().len(), 4);
        assert_eq!(session.state().title, "Targets");
    } else {
        let traces = table.differences(&room.dave.table);
        assert!(traces.is_empty(), "a refusal leaves no trace");
        let joined = attempt(&room.welcome.welcome, &room.welcome.tree);
        assert!(joined.is_ok(), "the true Welcome after a false one: {:?}", joined.err());
    }
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    mls_room::with(|room| {
        let marked = |mark: u8, bytes: &[u8]| [&[mark], bytes].concat();
        let mut both = vec![3];
        put_chunk(&mut both, &room.welcome.welcome);
        both.extend_from_slice(&room.welcome.tree);
        [
            ("key_package", marked(0, room.package.as_slice())),
            ("welcome", marked(1, &room.welcome.welcome)),
            ("tree", marked(2, &room.welcome.tree)),
            ("welcome_and_tree", both),
        ]
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .into()
    })
}
