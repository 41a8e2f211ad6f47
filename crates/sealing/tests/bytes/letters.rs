//! Inbox letters: who can open one, who wrote it, and what is refused.

use corridor_sealing::Entropy;
use corridor_sealing::identity::{AccountSecret, DeviceIdentity, DeviceSecret};
use corridor_sealing::inbox::{
    InboxBody, InboxError, Payload, ReAddReason, RoomInvitation, open_inbox, seal_inbox,
};
use corridor_wire::certificate::{CertificateError, DeviceRecord};
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::Record;
use corridor_wire::id::{AccountId, LogId, Signature};
use corridor_wire::token::Token;

fn rng(seed: u8) -> rand_chacha::ChaCha20Rng {
    Entropy::from_bytes([seed; 32]).rng()
}

fn device(name: &str, seed: u8) -> (DeviceIdentity, DeviceRecord) {
    let account = AccountId::parse(&format!("{name}@relay.example")).unwrap();
    let secret = DeviceSecret::generate(&mut rng(seed));
    let certificate =
        AccountSecret::generate(&mut rng(seed + 100)).issue(&account, &secret.key(), 0, 10);
    let record = secret.record(certificate.clone());
    (DeviceIdentity { secret, certificate }, record)
}

fn request() -> InboxBody {
    InboxBody::ReAddRequest { log: LogId::from_bytes([3; 16]), reason: ReAddReason::Damaged }
}

#[test]
fn the_recipient_reads_who_wrote_what() {
    let ((alice, _), (bob, bob_record)) = (device("alice", 1), device("bob", 2));
    let invitation = InboxBody::RoomInvitation(RoomInvitation {
        log: LogId::from_bytes([3; 16]),
        welcome: Payload::Inline(vec![1; 5000]),
        tree: Payload::Inline(vec![2; 9000]),
        seq: 7,
        version: 3,
        chain: ChainHash::from_bytes([4; 32]),
    });
    let knock =
        InboxBody::Knock { secret: Token::from_bytes([5; 32]), word: "it is Dana".to_owned() };
    for body in [request(), invitation, InboxBody::AnnounceDevice, knock] {
        let record = seal_inbox(&alice, &bob_record, &body, &mut rng(9)).unwrap();
        let (sender, opened) = open_inbox(&bob.secret, &record).unwrap();
        assert_eq!(sender, alice.certificate);
        assert_eq!(opened, body);
    }
}

#[test]
fn nobody_else_reads_it() {
    let ((alice, _), (_, bob_record), (carol, _)) =
        (device("alice", 1), device("bob", 2), device("carol", 3));
    let record = seal_inbox(&alice, &bob_record, &request(), &mut rng(9)).unwrap();
    assert_eq!(open_inbox(&carol.secret, &record), Err(InboxError::NotSealedHere));
    assert_eq!(open_inbox(&alice.secret, &record), Err(InboxError::NotSealedHere));
}

#[test]
fn every_changed_byte_is_noticed() {
    let ((alice, _), (bob, bob_record)) = (device("alice", 1), device("bob", 2));
    let record = seal_inbox(&alice, &bob_record, &request(), &mut rng(9)).unwrap().into_vec();
    for position in (0..record.len()).step_by(37) {
        let mut changed = record.clone();
        changed[position] ^= 1;
        let changed = Record::new(changed).unwrap();
        assert_eq!(open_inbox(&bob.secret, &changed), Err(InboxError::NotSealedHere));
    }
    for length in [0, 1119, 1120, record.len() - 1] {
        let cut = Record::new(record[..length].to_vec()).unwrap();
        assert_eq!(open_inbox(&bob.secret, &cut), Err(InboxError::NotSealedHere));
    }
}

#[test]
fn a_sender_that_is_not_who_it_says_is_refused() {
    let ((mut alice, _), (bob, bob_record)) = (device("alice", 1), device("bob", 2));
    let (eve, _) = device("eve", 3);
    let sealed =
        |sender: &DeviceIdentity| seal_inbox(sender, &bob_record, &request(), &mut rng(9)).unwrap();
    // Eve's key under alice's certificate.
    let certificate = alice.certificate.clone();
    let impostor = DeviceIdentity { secret: eve.secret, certificate };
    let error = Err(InboxError::Sender(CertificateError::Signature));
    assert_eq!(open_inbox(&bob.secret, &sealed(&impostor)), error);
    // A certificate that no account signed.
    alice.certificate.signature = Signature::from_bytes([0; 64]);
    assert_eq!(open_inbox(&bob.secret, &sealed(&alice)), error);
}

#[test]
fn letters_of_one_kind_are_of_one_length() {
    let ((alice, _), (_, bob_record)) = (device("alice", 1), device("bob", 2));
    let request = seal_inbox(&alice, &bob_record, &request(), &mut rng(9)).unwrap();
    let announcement =
        seal_inbox(&alice, &bob_record, &InboxBody::AnnounceDevice, &mut rng(9)).unwrap();
    assert_eq!(request.len(), announcement.len());
}

#[test]
fn what_does_not_fit_is_for_a_blob() {
    let ((alice, _), (_, mut bob_record)) = (device("alice", 1), device("bob", 2));
    let body = InboxBody::RoomInvitation(RoomInvitation {
        log: LogId::from_bytes([3; 16]),
        welcome: Payload::Inline(vec![0; 40_000]),
        tree: Payload::Inline(vec![0; 40_000]),
        seq: 1,
        version: 1,
        chain: ChainHash::from_bytes([4; 32]),
    });
    let result = seal_inbox(&alice, &bob_record, &body, &mut rng(9));
    assert!(matches!(result, Err(InboxError::TooLarge(_))));
    bob_record.signature = Signature::from_bytes([0; 64]);
    let result = seal_inbox(&alice, &bob_record, &request(), &mut rng(9));
    assert_eq!(result, Err(InboxError::Recipient));
}
