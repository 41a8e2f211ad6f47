//! What hostile members, hubs and bytes do, with the exact error that each device finds.

use crate::world::{Device, Log, account, assert_agree, log_id, room};
use corridor_sealing::policy::PolicyViolation;
use corridor_sealing::record::{Position, RecordError, SealedBody};
use corridor_sealing::room_state::{Role, RoomStateError};
use corridor_sealing::session::{
    CommitError, CommitRequest, ContextError, DamagedReason, ForgedContext, InvalidReason,
    LeafError, OpenError, Opened, PreparedCommit,
};
use corridor_sealing::{Provider, key_package};
use corridor_wire::certificate::CertificateError;
use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::id::{OpId, Signature};
use corridor_wire::relay_frame::Entry;
use corridor_wire::token::Token;

fn invalid(device: &mut Device, entry: &Entry) -> InvalidReason {
    let before = (device.session().epoch_authenticator(), device.session().roster());
    let reason = match device.open(entry) {
        Err(OpenError::Invalid(reason)) => reason,
        other => panic!("{} did not skip: {other:?}", device.name),
    };
    let after = (device.session().epoch_authenticator(), device.session().roster());
    assert!(before == after, "an invalid entry changed the group");
    device.reload();
    assert!(after.0 == device.session().epoch_authenticator(), "what was stored differs");
    reason
}

/// All readers skip the entry for this reason, and the room goes on.
fn all_skip(
    log: &mut Log,
    devices: &mut [Device],
    author: usize,
    entry: &Entry,
    why: &InvalidReason,
) {
    for reader in (0..devices.len()).filter(|reader| *reader != author) {
        assert_eq!(invalid(&mut devices[reader], entry), *why);
    }
    if devices[author].session().has_pending_commit() {
        devices[author].turn(|session, provider, _| session.discard_commit(provider)).unwrap();
    }
    goes_on(log, devices);
}

fn goes_on(log: &mut Log, devices: &mut [Device]) {
    for speaker in 0..devices.len() {
        let entry = log.say(&mut devices[speaker], b"the room goes on");
        for reader in (0..devices.len()).filter(|reader| *reader != speaker) {
            let opened = devices[reader].open(&entry);
            assert!(matches!(opened, Ok(Opened::Message { .. })), "{opened:?}");
        }
    }
    let mut all: Vec<&mut Device> = devices.iter_mut().collect();
    log.commit(&mut all, 0, CommitRequest::default(), &mut []);
    assert_agree(devices);
}

fn forge(
    device: &mut Device,
    request: CommitRequest,
    context: Option<ForgedContext>,
) -> (OpId, PreparedCommit) {
    let op_id = device.op_id();
    let prepared = device.turn(|session, provider, identity| {
        session.prepare_unchecked(provider, identity, &op_id, request, context)
    });
    (op_id, prepared.unwrap())
}

fn seal(
    log: &mut Log,
    device: &mut Device,
    op_id: OpId,
    header: Option<CommitHeader>,
    message: &[u8],
) -> Entry {
    let position = Position { log: log_id(), version: log.version, op_id };
    let body = SealedBody::Mls(message.to_vec());
    let record = device.turn(|session, provider, _| {
        session.seal_unchecked(provider, &position, header.as_ref(), &body)
    });
    log.append(op_id, record.unwrap(), header)
}

const OP: OpId = OpId::from_bytes([0x77; 16]);

fn header(revokes: bool) -> CommitHeader {
    CommitHeader { next_token_hash: Token::from_bytes([1; 32]).hash(), revokes }
}

#[test]
fn garbage_is_not_sealed_here() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    for garbage in [Vec::new(), vec![0; 23], vec![0; 24], vec![7; 4096]] {
        for commit in [None, Some(header(true))] {
            let entry = log.append(OP, Record::new(garbage.clone()).unwrap(), commit);
            let why = InvalidReason::Record(RecordError::NotSealedHere);
            all_skip(&mut log, &mut devices, 0, &entry, &why);
        }
    }
}

#[test]
fn garbage_under_a_valid_seal_is_malformed() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    for (commit, garbage) in [(None, b"".as_slice()), (Some(header(false)), &[0, 1, 0, 2, 9, 9])] {
        let entry = seal(&mut log, &mut devices[0], OP, commit, garbage);
        all_skip(&mut log, &mut devices, 0, &entry, &InvalidReason::Malformed);
    }
}

#[test]
fn a_key_package_is_not_a_private_message() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let (_, prepared) = devices[0].prepare(CommitRequest::default()).unwrap();
    devices[0].turn(|session, provider, _| session.discard_commit(provider)).unwrap();
    let mut eve = Device::new("eve", "phone");
    let (_, with_welcome) = devices[0].prepare(crate::world::add(&mut [&mut eve])).unwrap();
    let welcome = with_welcome.welcome.unwrap().welcome;
    let entry = seal(&mut log, &mut devices[0], OP, Some(prepared.header), &welcome);
    all_skip(&mut log, &mut devices, 0, &entry, &InvalidReason::NotPrivate);
}

#[test]
fn a_record_opens_in_its_place_only() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let entry = log.say(&mut devices[0], b"in its place");
    let moved = [
        Entry { version: entry.version + 1, ..entry.clone() },
        Entry { op_id: OP, ..entry.clone() },
        Entry { commit: Some(header(false)), ..entry.clone() },
    ];
    for entry in &moved {
        let why = InvalidReason::Record(RecordError::NotSealedHere);
        assert_eq!(invalid(&mut devices[1], entry), why);
    }
    assert!(matches!(devices[1].open(&entry), Ok(Opened::Message { .. })));
}

#[test]
fn a_changed_header_is_not_what_was_sealed() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let (op_id, prepared) = devices[0].prepare(CommitRequest::default()).unwrap();
    let entry = log.publish(&mut devices[0], op_id, &prepared);
    for changed in
        [None, Some(header(false)), Some(CommitHeader { revokes: true, ..prepared.header })]
    {
        let entry = Entry { commit: changed, ..entry.clone() };
        let why = InvalidReason::Record(RecordError::NotSealedHere);
        assert_eq!(invalid(&mut devices[1], &entry), why);
    }
    assert!(matches!(devices[1].open(&entry), Ok(Opened::Commit(_))));
}

#[test]
fn a_message_is_read_once() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let entry = log.say(&mut devices[0], b"once");
    for reader in [1, 2] {
        assert!(matches!(devices[reader].open(&entry), Ok(Opened::Message { .. })));
        assert_eq!(invalid(&mut devices[reader], &entry), InvalidReason::Generation);
    }
    assert_eq!(invalid(&mut devices[0], &entry), InvalidReason::NotWrittenHere);
    goes_on(&mut log, &mut devices);
}

#[test]
fn another_members_message_in_an_entry_of_ones_own_is_skipped_by_all() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    // The hub withholds alice's entry and gives her record to bob, who seals its content anew.
    let withheld = devices[0].op_id();
    let message = devices[0].turn(|session, provider, identity| {
        session.message_bytes(provider, identity, &withheld, b"withheld").unwrap()
    });
    let entry = seal(&mut log, &mut devices[1], OP, None, &message);
    assert_eq!(invalid(&mut devices[2], &entry), InvalidReason::OtherEntry);
    assert_eq!(invalid(&mut devices[0], &entry), InvalidReason::OtherEntry);
    goes_on(&mut log, &mut devices);
}

#[test]
fn a_message_of_an_earlier_epoch_is_skipped() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let old = devices[0].turn(|session, provider, identity| {
        session.message_bytes(provider, identity, &OP, b"old").unwrap()
    });
    let mut all: Vec<&mut Device> = devices.iter_mut().collect();
    log.commit(&mut all, 0, CommitRequest::default(), &mut []);
    let entry = seal(&mut log, &mut devices[0], OP, None, &old);
    all_skip(&mut log, &mut devices, 0, &entry, &InvalidReason::OtherEpoch);
}

#[test]
fn a_flag_must_say_what_the_entry_is() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let message = devices[0].turn(|session, provider, identity| {
        session.message_bytes(provider, identity, &OP, b"no commit").unwrap()
    });
    let entry = seal(&mut log, &mut devices[0], OP, Some(header(false)), &message);
    all_skip(&mut log, &mut devices, 0, &entry, &InvalidReason::FlaggedMessage);

    let (op_id, prepared) = devices[0].prepare(CommitRequest::default()).unwrap();
    let entry = seal(&mut log, &mut devices[0], op_id, None, &prepared.message);
    all_skip(&mut log, &mut devices, 0, &entry, &InvalidReason::UnflaggedCommit);
}

#[test]
fn a_proposal_by_itself_is_skipped() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let victim = devices[2].id();
    let proposal = devices[1].turn(|session, provider, identity| {
        session.proposal_bytes(provider, identity, &OP, &victim).unwrap()
    });
    let entry = seal(&mut log, &mut devices[1], OP, None, &proposal);
    for reader in [0, 2] {
        assert_eq!(invalid(&mut devices[reader], &entry), InvalidReason::StandaloneProposal);
    }
}

#[test]
fn the_header_must_be_true() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let victim = devices[2].id();
    // Who is removed, what the header says of it, whether its token hash is the true one.
    for (remove, revokes, true_token, why) in [
        (vec![], true, true, InvalidReason::Revokes),
        (vec![victim], false, true, InvalidReason::Revokes),
        (vec![], false, false, InvalidReason::NextToken),
    ] {
        let request = CommitRequest { remove, ..CommitRequest::default() };
        let (op_id, prepared) = devices[0].prepare(request).unwrap();
        let mut header = header(revokes);
        if true_token {
            header.next_token_hash = prepared.header.next_token_hash;
        }
        let entry = seal(&mut log, &mut devices[0], op_id, Some(header), &prepared.message);
        all_skip(&mut log, &mut devices, 0, &entry, &why);
    }
}

#[test]
fn a_commit_beyond_its_committers_role_is_skipped() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let mut eve = Device::new("eve", "phone");
    let honest = devices[0].session().state().clone();
    let state = |change: &dyn Fn(&mut corridor_sealing::room_state::RoomState)| {
        let mut state = honest.clone();
        change(&mut state);
        Some(state)
    };
    let (alice, carol) = (devices[0].id(), devices[2].id());
    let cases: Vec<(CommitRequest, PolicyViolation)> = vec![
        (crate::world::add(&mut [&mut eve]), PolicyViolation::MayNotAdd),
        (
            CommitRequest { remove: vec![carol], ..Default::default() },
            PolicyViolation::MayNotRemove,
        ),
        (
            CommitRequest { remove: vec![alice], ..Default::default() },
            PolicyViolation::MayNotRemove,
        ),
        (
            CommitRequest { state: state(&|state| state.title.push('!')), ..Default::default() },
            PolicyViolation::MayNotRename,
        ),
        (
            CommitRequest {
                state: state(&|state| state.set_role(&account("bob"), Role::Owner)),
                ..Default::default()
            },
            PolicyViolation::MayNotChangeRole,
        ),
        (
            CommitRequest {
                state: state(&|state| state.expiry_seconds = Some(1)),
                ..Default::default()
            },
            PolicyViolation::OwnersOnly,
        ),
        (
            CommitRequest {
                state: state(&|state| {
                    state.leaving.insert(account("carol"));
                }),
                ..Default::default()
            },
            PolicyViolation::SpeaksForAnother,
        ),
    ];
    for (request, violation) in cases {
        let same = CommitRequest {
            add: request.add.clone(),
            remove: request.remove.clone(),
            state: request.state.clone(),
        };
        // The honest program refuses by the same rule ...
        match devices[1].prepare(same) {
            Err(CommitError::Policy(found)) => assert_eq!(found, violation),
            other => panic!("{:?} expected, {:?}", violation, other.err()),
        }
        // ... and a hostile one is skipped.
        let (op_id, prepared) = forge(&mut devices[1], request, None);
        let entry = log.publish(&mut devices[1], op_id, &prepared);
        all_skip(&mut log, &mut devices, 1, &entry, &InvalidReason::Policy(violation));
    }
}

#[test]
fn a_forged_context_is_skipped() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let state = devices[0].session().state().encode().unwrap();
    let mut indefinite = vec![0xbf];
    indefinite.extend(&state[1..]);
    indefinite.push(0xff);
    let mut trailing = state.clone();
    trailing.push(0);
    for (context, why) in [
        (ForgedContext::OtherRequirements(state), ContextError::Extensions),
        (
            ForgedContext::State(trailing),
            ContextError::State(RoomStateError::Decode(corridor_wire::DecodeError::TrailingBytes(
                1,
            ))),
        ),
    ] {
        let (op_id, prepared) = forge(&mut devices[0], CommitRequest::default(), Some(context));
        let entry = log.publish(&mut devices[0], op_id, &prepared);
        all_skip(&mut log, &mut devices, 0, &entry, &InvalidReason::Context(why));
    }
    let context = ForgedContext::State(indefinite);
    let (op_id, prepared) = forge(&mut devices[0], CommitRequest::default(), Some(context));
    let entry = log.publish(&mut devices[0], op_id, &prepared);
    assert!(matches!(
        invalid(&mut devices[1], &entry),
        InvalidReason::Context(ContextError::State(RoomStateError::Decode(_)))
    ));
}

/// Has `committer` add `eve` without any check.
fn smuggle(log: &mut Log, committer: &mut Device, eve: &mut Device) -> Entry {
    let entropy = eve.entropy();
    let provider = Provider::new(&eve.table, entropy);
    let bytes = key_package::generate(&provider, &eve.identity, false).unwrap();
    let certificate = eve.identity.certificate.clone();
    let package =
        key_package::ValidatedKeyPackage::unchecked(&provider, &bytes, certificate).unwrap();
    let request = CommitRequest { add: vec![package], ..CommitRequest::default() };
    let (op_id, prepared) = forge(committer, request, None);
    log.publish(committer, op_id, &prepared)
}

#[test]
fn a_certificate_that_the_account_key_did_not_sign_is_skipped() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let mut eve = Device::new("eve", "phone");
    eve.identity.certificate.signature = Signature::from_bytes([0; 64]);
    let entry = smuggle(&mut log, &mut devices[0], &mut eve);
    let why = InvalidReason::Leaf(LeafError::Certificate(CertificateError::Signature));
    all_skip(&mut log, &mut devices, 0, &entry, &why);
}

#[test]
fn a_certificate_of_another_device_is_skipped() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let mut eve = Device::new("eve", "phone");
    eve.identity.certificate = Device::new("mallory", "phone").identity.certificate;
    let entry = smuggle(&mut log, &mut devices[0], &mut eve);
    let why = InvalidReason::Leaf(LeafError::SignatureKey);
    all_skip(&mut log, &mut devices, 0, &entry, &why);
}

#[test]
fn a_second_account_key_for_a_person_in_the_room_is_skipped() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let other_key = crate::world::account_secret("somebody else");
    let mut impostor = Device::certified("bob", "tablet", &other_key);
    let request = crate::world::add(&mut [&mut impostor]);
    assert!(matches!(
        devices[0].prepare(request),
        Err(CommitError::Policy(PolicyViolation::AccountKeyDiffers))
    ));
    let entry = smuggle(&mut log, &mut devices[0], &mut impostor);
    let why = InvalidReason::Policy(PolicyViolation::AccountKeyDiffers);
    all_skip(&mut log, &mut devices, 0, &entry, &why);
}

#[test]
fn a_committer_cannot_become_another() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let own = devices[1].identity.certificate.clone();
    let secret = crate::world::account_secret("mallory");
    let key = devices[1].identity.secret.key();
    devices[1].identity.certificate =
        secret.issue(&account("mallory"), &key, own.body.not_before, own.body.not_after);
    let (op_id, prepared) = forge(&mut devices[1], CommitRequest::default(), None);
    let entry = log.publish(&mut devices[1], op_id, &prepared);
    devices[1].identity.certificate = own;
    all_skip(&mut log, &mut devices, 1, &entry, &InvalidReason::CommitterChanged);
}

#[test]
fn a_path_secret_that_one_cannot_decrypt_damages_only_that_one() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let carol = devices[2].id();
    let victim = devices[0].session().encryption_key(&carol).unwrap();
    let op_id = devices[0].op_id();
    let entropy = devices[0].entropy();
    let alice = &mut devices[0];
    let provider = Provider::new(&alice.table, entropy).corrupting(victim);
    let prepared = alice
        .session
        .as_mut()
        .unwrap()
        .prepare_commit(&provider, &alice.identity, &op_id, CommitRequest::default())
        .unwrap();
    let entry = log.publish(&mut devices[0], op_id, &prepared);
    assert!(matches!(devices[1].open(&entry), Ok(Opened::Commit(_))));
    devices[0].merge_own();
    let before = devices[2].session().epoch_authenticator();
    assert!(matches!(devices[2].open(&entry), Err(OpenError::Damaged(DamagedReason::PathSecret))));
    assert_eq!(devices[2].session().epoch_authenticator(), before);
    // The next entry tells carol that the others went on without her.
    let next = log.say(&mut devices[1], b"where is carol?");
    assert_eq!(invalid(&mut devices[2], &next), InvalidReason::Record(RecordError::NotSealedHere));
    // Anybody adds her again, in one commit.
    let [alice, bob, carol] = &mut devices[..] else { panic!() };
    assert!(matches!(alice.open(&next), Ok(Opened::Message { .. })));
    let request = CommitRequest {
        add: vec![carol.key_package()],
        remove: vec![carol.id()],
        ..CommitRequest::default()
    };
    log.commit(&mut [bob, alice], 0, request, &mut [carol]);
    assert_agree(&devices);
}

#[test]
fn a_member_who_skips_too_many_keys_is_skipped() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let far = (0..16 * 1024 + 2).fold(Vec::new(), |_, _| {
        devices[0].turn(|session, provider, identity| {
            session.message_bytes(provider, identity, &OP, b"far").unwrap()
        })
    });
    let entry = seal(&mut log, &mut devices[0], OP, None, &far);
    for reader in [1, 2] {
        assert_eq!(invalid(&mut devices[reader], &entry), InvalidReason::Generation);
    }
}

#[test]
fn any_changed_byte_of_a_message_or_commit_is_skipped_by_all_alike() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let message = devices[0].turn(|session, provider, identity| {
        session.message_bytes(provider, identity, &OP, &[7; 300]).unwrap()
    });
    let (op_id, prepared) = devices[0].prepare(CommitRequest::default()).unwrap();
    for (op_id, header, bytes, step) in
        [(OP, None, message, 7), (op_id, Some(prepared.header), prepared.message, 97)]
    {
        let changed = (0..bytes.len()).step_by(step).map(|position| {
            let mut changed = bytes.clone();
            changed[position] ^= 1 << (position % 8);
            changed
        });
        let cut = (0..bytes.len()).step_by(step * 5).map(|length| bytes[..length].to_vec());
        for broken in changed.chain(cut).collect::<Vec<_>>() {
            let entry = seal(&mut log, &mut devices[0], op_id, header, &broken);
            let reason = invalid(&mut devices[1], &entry);
            assert_eq!(invalid(&mut devices[2], &entry), reason);
        }
        let entry = seal(&mut log, &mut devices[0], op_id, header, &bytes);
        for reader in [1, 2] {
            assert!(devices[reader].open(&entry).is_ok());
        }
    }
    devices[0].merge_own();
    goes_on(&mut log, &mut devices);
}
