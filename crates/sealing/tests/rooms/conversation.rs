//! Rooms as they are meant to go: founding, adding, talking, removing, leaving, races, restarts.

use crate::world::{Device, Log, NOW, account, add, assert_agree, log_id, room};
use corridor_sealing::record::{Position, SealedBody};
use corridor_sealing::room_state::Role;
use corridor_sealing::session::{CommitRequest, OpenError, Opened, SealError};
use corridor_wire::id::OpId;

fn expect_message(device: &mut Device, entry: &corridor_wire::relay_frame::Entry, said: &[u8]) {
    match device.open(entry) {
        Ok(Opened::Message { content, .. }) => assert_eq!(content, said),
        other => panic!("{} did not read: {other:?}", device.name),
    }
}

#[test]
fn everybody_reads_what_anybody_says() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    assert_agree(&devices);
    for round in 0..3_u8 {
        for speaker in 0..devices.len() {
            let said = vec![round; 40 * usize::from(round) + speaker];
            let entry = log.say(&mut devices[speaker], &said);
            for reader in (0..devices.len()).filter(|reader| *reader != speaker) {
                match devices[reader].open(&entry).unwrap() {
                    Opened::Message { sender, account, content } => {
                        assert_eq!(sender, devices[speaker].id());
                        assert_eq!(account, devices[speaker].account());
                        assert_eq!(content, said);
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    }
}

#[test]
fn short_messages_are_all_of_one_length() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let yes = log.say(&mut devices[0], b"yes").record.len();
    let no = log.say(&mut devices[0], b"no, not before the plenary").record.len();
    assert_eq!(yes, no);
}

#[test]
fn a_commit_shows_who_came_and_who_went() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let (carol, rest) = devices.split_last_mut().unwrap();
    let (alice, bob) = rest.split_first_mut().unwrap();
    let bob = &mut bob[0];
    let token_before = carol.turn(|session, provider, _| session.token(provider));
    let request = CommitRequest { remove: vec![carol.id()], ..CommitRequest::default() };
    let certificate = carol.identity.certificate.clone();
    let (entry, applied) = log.commit(&mut [alice, bob, carol], 0, request, &mut []);
    assert_eq!(applied.removed, [certificate]);
    assert_eq!(applied.committer, alice.id());
    assert!(applied.added.is_empty());
    assert!(entry.commit.unwrap().revokes);

    // The removed device has nothing left, and what it knew opens nothing.
    assert!(!carol.session().is_active());
    assert_eq!(carol.table.stored_bytes(), 0);
    let next = log.say(alice, b"without carol");
    assert!(carol.open(&next).is_err());
    carol.reload();
    assert!(carol.session.is_none());
    expect_message(bob, &next, b"without carol");
    let token_after = alice.turn(|session, provider, _| session.token(provider));
    assert!(token_before != token_after);
    assert_eq!(entry.commit.unwrap().next_token_hash, token_after.hash());
}

#[test]
fn a_removed_device_comes_back_with_a_new_key_package() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let (carol, rest) = devices.split_last_mut().unwrap();
    let [alice, bob] = rest else { panic!() };
    // In one commit, as for a device whose state is damaged.
    let request = CommitRequest {
        add: vec![carol.key_package()],
        remove: vec![carol.id()],
        ..CommitRequest::default()
    };
    let (_, applied) = log.commit(&mut [bob, alice], 0, request, &mut [carol]);
    assert_eq!(applied.added, applied.removed);
    let entry = log.say(carol, b"I am back");
    expect_message(alice, &entry, b"I am back");
    expect_message(bob, &entry, b"I am back");
    assert_agree(&devices);
}

#[test]
fn a_person_may_have_several_devices_and_any_of_them_commits() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let mut laptop = Device::new("bob", "laptop");
    let [alice, bob] = &mut devices[..] else { panic!() };
    let request = add(&mut [&mut laptop]);
    log.commit(&mut [bob, alice], 0, request, &mut [&mut laptop]);
    let request = CommitRequest { remove: vec![bob.id()], ..CommitRequest::default() };
    log.commit(&mut [&mut laptop, alice, bob], 0, request, &mut []);
    assert_eq!(alice.session().roster().len(), 2);
    let entry = log.say(&mut laptop, b"from the laptop");
    expect_message(alice, &entry, b"from the laptop");
}

#[test]
fn leaving_is_said_by_oneself_and_done_by_anybody() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let [alice, bob, carol] = &mut devices[..] else { panic!() };
    let mut leaving = carol.session().state().clone();
    leaving.leaving.insert(carol.account());
    let request = CommitRequest { state: Some(leaving), ..CommitRequest::default() };
    log.commit(&mut [carol, alice, bob], 0, request, &mut []);
    let request = CommitRequest { remove: vec![carol.id()], ..CommitRequest::default() };
    let (_, applied) = log.commit(&mut [bob, alice, carol], 0, request, &mut []);
    assert!(applied.after.leaving.is_empty());
    assert_agree(&devices);
}

#[test]
fn roles_and_titles_travel_in_the_state() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let [alice, bob, carol] = &mut devices[..] else { panic!() };
    let mut state = alice.session().state().clone();
    state.title = "Huddle \u{1F3D4}".to_owned();
    state.set_role(&account("bob"), Role::Admin);
    let request = CommitRequest { state: Some(state.clone()), ..CommitRequest::default() };
    let (_, applied) = log.commit(&mut [alice, bob, carol], 0, request, &mut []);
    assert_eq!(applied.after, state);
    // Bob may now remove carol, and her entry in the state goes with her.
    let mut guest = state.clone();
    guest.set_role(&account("carol"), Role::Guest);
    let request = CommitRequest { state: Some(guest), ..CommitRequest::default() };
    log.commit(&mut [bob, alice, carol], 0, request, &mut []);
    let request = CommitRequest { remove: vec![carol.id()], ..CommitRequest::default() };
    let (_, applied) = log.commit(&mut [bob, alice, carol], 0, request, &mut []);
    assert_eq!(applied.after, state);
    assert_agree(&devices);
}

#[test]
fn the_first_commit_wins_and_the_loser_follows() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let prepared: Vec<_> = devices
        .iter_mut()
        .map(|device| device.prepare(CommitRequest::default()).unwrap())
        .collect();
    let (op_id, winner) = &prepared[1];
    let entry = log.publish(&mut devices[1], *op_id, winner);
    devices[1].merge_own();
    for loser in [0, 2] {
        assert!(devices[loser].session().has_pending_commit());
        assert!(matches!(devices[loser].open(&entry), Ok(Opened::Commit(_))));
        assert!(!devices[loser].session().has_pending_commit());
    }
    assert_agree(&devices);
    log.commit(&mut devices.iter_mut().collect::<Vec<_>>(), 0, CommitRequest::default(), &mut []);
    assert_agree(&devices);
}

#[test]
fn a_commit_survives_a_restart_and_another_version() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let (op_id, prepared) = devices[0].prepare(CommitRequest::default()).unwrap();
    devices[0].reload();
    assert!(devices[0].session().has_pending_commit());
    // Somebody's garbage took a version; the epoch is the same, so the commit is sealed again.
    log.version += 1;
    let entry = log.publish(&mut devices[0], op_id, &prepared);
    assert!(matches!(devices[1].open(&entry), Ok(Opened::Commit(_))));
    devices[0].merge_own();
    devices.iter_mut().for_each(Device::reload);
    assert_agree(&devices);
    let entry = log.say(&mut devices[1], b"after the restart");
    expect_message(&mut devices[0], &entry, b"after the restart");
}

#[test]
fn a_discarded_commit_leaves_no_trace() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let authenticator = devices[0].session().epoch_authenticator();
    devices[0].prepare(CommitRequest::default()).unwrap();
    devices[0].turn(|session, provider, _| session.discard_commit(provider)).unwrap();
    devices[0].turn(|session, provider, _| session.discard_commit(provider)).unwrap();
    assert!(!devices[0].session().has_pending_commit());
    assert_eq!(devices[0].session().epoch_authenticator(), authenticator);
    let [alice, bob] = &mut devices[..] else { panic!() };
    log.commit(&mut [alice, bob], 0, CommitRequest::default(), &mut []);
    assert_agree(&devices);
}

#[test]
fn records_that_were_refused_and_sealed_again_are_read() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let position =
        Position { log: log_id(), version: log.version, op_id: OpId::from_bytes([1; 16]) };
    for _ in 0..2000 {
        let sealed = devices[0].turn(|session, provider, identity| {
            session.seal_message(provider, identity, &position, b"refused by the hub")
        });
        sealed.unwrap();
    }
    let entry = log.say(&mut devices[0], b"accepted at last");
    expect_message(&mut devices[1], &entry, b"accepted at last");
}

#[test]
fn records_that_overtake_each_other_are_read() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let mut entries: Vec<_> =
        (0..64_u8).map(|number| log.say(&mut devices[0], &[number])).collect();
    entries.reverse();
    for (entry, number) in entries.iter().zip((0..64_u8).rev()) {
        expect_message(&mut devices[1], entry, &[number]);
    }
}

/// What is kept of the log to give back to a relay says nothing any more to who has read it, or written it.
#[test]
fn nobody_opens_a_record_a_second_time() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let entry = log.say(&mut devices[0], b"once");
    expect_message(&mut devices[1], &entry, b"once");
    for reader in [0, 1] {
        let again = devices[reader].open(&entry);
        assert!(matches!(again, Err(OpenError::Invalid(_))), "{again:?}");
        devices[reader].reload();
        let again = devices[reader].open(&entry);
        assert!(matches!(again, Err(OpenError::Invalid(_))), "{again:?}");
    }
    // It is they who cannot: whoever has not read it does.
    expect_message(&mut devices[2], &entry, b"once");
}

#[test]
fn a_large_message_is_refused_before_it_is_sent() {
    let (log, mut devices) = room(&["alice", "bob"]);
    let position =
        Position { log: log_id(), version: log.version, op_id: OpId::from_bytes([1; 16]) };
    let result = devices[0].turn(|session, provider, identity| {
        session.seal_message(provider, identity, &position, &vec![0; 64 * 1024])
    });
    assert!(matches!(result, Err(SealError::Record(_))));
    let largest = devices[0].turn(|session, provider, identity| {
        session.seal_message(provider, identity, &position, &vec![0; 61 * 1024])
    });
    assert!(largest.is_ok());
}

#[test]
fn a_commit_in_a_blob_is_fetched_and_followed() {
    use corridor_sealing::blob::{open_blob, seal_blob};
    use corridor_wire::id::BlobId;
    use corridor_wire::token::Token;

    let (mut log, mut devices) = room(&["alice", "bob"]);
    let (op_id, prepared) = devices[0].prepare(CommitRequest::default()).unwrap();
    let blob = seal_blob(&prepared.message, &mut devices[0].entropy().rng()).unwrap();
    let reference = blob.reference(BlobId::from_bytes([4; 16]), Token::from_bytes([5; 32]));
    let body = SealedBody::Blob(reference.clone());
    let record = devices[0].seal(log.version, op_id, &prepared.header, &body).unwrap();
    let entry = log.append(op_id, record, Some(prepared.header));
    assert_eq!(devices[1].open(&entry).unwrap(), Opened::Fetch(reference.clone()));
    let message = open_blob(&reference, &blob.ciphertext).unwrap();
    let opened = devices[1]
        .turn(|session, provider, _| session.open_fetched(provider, &log_id(), &entry, &message));
    assert!(matches!(opened, Ok(Opened::Commit(_))));
    devices[0].merge_own();
    assert_agree(&devices);
}

#[test]
fn a_renewed_certificate_goes_into_the_leaf() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let [alice, bob] = &mut devices[..] else { panic!() };
    let renewed = crate::world::account_secret("alice").issue(
        &account("alice"),
        &alice.identity.secret.key(),
        NOW,
        NOW + 1_000_000,
    );
    alice.identity.certificate = renewed.clone();
    log.commit(&mut [alice, bob], 0, CommitRequest::default(), &mut []);
    assert!(bob.session().roster().iter().any(|entry| entry.certificate == renewed));
    assert_agree(&devices);
}

#[test]
fn a_direct_room_is_for_its_two_people() {
    use corridor_sealing::policy::PolicyViolation;
    use corridor_sealing::room_state::RoomState;
    use corridor_sealing::session::CommitError;

    let mut log = Log::default();
    let mut alice = Device::new("alice", "phone");
    let mut bob = Device::new("bob", "phone");
    let mut carol = Device::new("carol", "phone");
    alice.found(RoomState::direct(&account("alice"), &account("bob")));
    let request = add(&mut [&mut carol]);
    assert!(matches!(
        alice.prepare(request),
        Err(CommitError::Policy(PolicyViolation::DirectStranger))
    ));
    let request = add(&mut [&mut bob]);
    log.commit(&mut [&mut alice], 0, request, &mut [&mut bob]);
    let mut renamed = bob.session().state().clone();
    renamed.expiry_seconds = Some(3600);
    let request = CommitRequest { state: Some(renamed), ..CommitRequest::default() };
    log.commit(&mut [&mut bob, &mut alice], 0, request, &mut []);
    assert_eq!(alice.session().state().expiry_seconds, Some(3600));
}
