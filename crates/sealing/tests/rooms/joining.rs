//! Welcomes that lead nowhere, and what is left of a session that has ended.

use corridor_sealing::Provider;
use corridor_sealing::room_state::{RoomState, RoomStateError};
use corridor_sealing::session::{CreateError, JoinError, RoomSession, Welcome};
use corridor_wire::id::LogId;

use crate::world::{Device, account, add, log_id, room};

fn join(device: &mut Device, log: &LogId, welcome: &Welcome) -> Result<RoomSession, JoinError> {
    let entropy = device.entropy();
    let provider = Provider::new(&device.table, entropy);
    RoomSession::join(&provider, &device.identity, log, &welcome.welcome, &welcome.tree)
}

fn invited() -> (Vec<Device>, Device, Welcome) {
    let (_, mut devices) = room(&["alice", "bob"]);
    let mut carol = Device::new("carol", "phone");
    let (_, prepared) = devices[0].prepare(add(&mut [&mut carol])).unwrap();
    (devices, carol, prepared.welcome.unwrap())
}

#[test]
fn a_welcome_is_for_one_room_and_one_device() {
    let (_, mut carol, welcome) = invited();
    let mut dave = Device::new("dave", "phone");
    assert!(matches!(join(&mut dave, &log_id(), &welcome), Err(JoinError::NoKeyPackage)));
    let other = LogId::from_bytes([9; 16]);
    assert!(matches!(join(&mut carol, &other, &welcome), Err(JoinError::OtherRoom)));
}

#[test]
fn a_key_package_leads_in_once() {
    let (_, mut carol, welcome) = invited();
    assert!(join(&mut carol, &log_id(), &welcome).is_ok());
    assert!(matches!(join(&mut carol, &log_id(), &welcome), Err(JoinError::NoKeyPackage)));
}

#[test]
fn bytes_that_are_no_welcome_are_refused() {
    let (_, mut carol, welcome) = invited();
    let cut = |bytes: &[u8]| bytes[..bytes.len() - 1].to_vec();
    for broken in [
        Welcome { welcome: Vec::new(), tree: welcome.tree.clone() },
        Welcome { welcome: cut(&welcome.welcome), tree: welcome.tree.clone() },
        Welcome { welcome: welcome.tree.clone(), tree: welcome.tree.clone() },
        Welcome { welcome: welcome.welcome.clone(), tree: Vec::new() },
        Welcome { welcome: welcome.welcome.clone(), tree: cut(&welcome.tree) },
    ] {
        assert!(matches!(join(&mut carol, &log_id(), &broken), Err(JoinError::Malformed)));
    }
}

#[test]
fn a_refused_welcome_uses_no_key_package_up() {
    let (_, mut carol, welcome) = invited();
    let mut other_tree = welcome.tree.clone();
    *other_tree.last_mut().unwrap() ^= 1;
    let false_one = Welcome { welcome: welcome.welcome.clone(), tree: other_tree };
    let table = carol.table.clone();
    assert!(join(&mut carol, &log_id(), &false_one).is_err());
    assert!(carol.table.differences(&table).is_empty(), "a refusal leaves no trace");
    assert!(join(&mut carol, &log_id(), &welcome).is_ok());
}

#[test]
fn a_tree_of_another_epoch_is_refused() {
    let (devices, mut carol, welcome) = invited();
    let mut dave = Device::new("dave", "phone");
    let mut devices = devices;
    devices[0].turn(|session, provider, _| session.discard_commit(provider)).unwrap();
    let (_, other) = devices[0].prepare(add(&mut [&mut dave])).unwrap();
    let mixed = Welcome { welcome: welcome.welcome, tree: other.welcome.unwrap().tree };
    assert!(matches!(join(&mut carol, &log_id(), &mixed), Err(JoinError::Invalid(_))));
}

#[test]
fn what_a_deleted_session_had_is_gone() {
    let mut alice = Device::new("alice", "phone");
    alice.found(RoomState::room("Short", &account("alice")).unwrap());
    assert!(alice.table.stored_bytes() > 0);
    let session = alice.session.take().unwrap();
    let entropy = alice.entropy();
    session.delete(&Provider::new(&alice.table, entropy)).unwrap();
    assert_eq!(alice.table.stored_bytes(), 0);
}

#[test]
fn a_room_is_founded_by_its_owner() {
    let mut alice = Device::new("alice", "phone");
    let mut create = |state: RoomState| {
        let entropy = alice.entropy();
        let provider = Provider::new(&alice.table, entropy);
        RoomSession::create(&provider, &alice.identity, &log_id(), state).err()
    };
    let room = RoomState::room("Room", &account("bob")).unwrap();
    assert!(matches!(create(room), Some(CreateError::Roles)));
    let direct = RoomState::direct(&account("bob"), &account("carol"));
    assert!(matches!(create(direct), Some(CreateError::Roles)));
    let alone = RoomState::direct(&account("alice"), &account("alice"));
    assert!(matches!(create(alone), Some(CreateError::Roles)));
    let mut titled = RoomState::room("Room", &account("alice")).unwrap();
    titled.title = "t".repeat(257);
    assert!(matches!(create(titled), Some(CreateError::State(RoomStateError::TitleTooLong))));
}

/// What a device keeps of a room of eight, each of whom has committed once: measured, so that a codec
/// that stops being compact shows.
#[test]
fn a_room_of_eight_is_kept_in_few_bytes() {
    let (mut log, mut devices) =
        room(&["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi"]);
    for committer in 0..8 {
        let mut all: Vec<&mut Device> = devices.iter_mut().collect();
        log.commit(
            &mut all,
            committer,
            corridor_sealing::session::CommitRequest::default(),
            &mut [],
        );
    }
    let bytes = devices[0].table.stored_bytes();
    assert!((30_000..36_000).contains(&bytes), "{bytes}");
}
