//! A live room is handed MLS messages and entries by a hostile member, who can seal anything, and by a
//! hostile relay, who can put anything anywhere. All members find the same, and what was invalid
//! leaves no trace: the next honest message opens.

use corridor_sealing::session::{InvalidReason, OpenError, Opened, RoomSession};
use corridor_sealing::{MemoryTable, Provider};
use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::id::OpId;
use corridor_wire::relay_frame::Entry;
use corridor_wire::token::TokenHash;

use crate::choices::Choices;
use crate::mls_room::{self, Device, Room, entropy, log};

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    mls_room::with(|room| {
        let (entry, fetched) = match choices.below(4) {
            0 => (edited(&room.message, &mut choices), None),
            1 => (edited(&room.commit, &mut choices), None),
            2 => {
                let header = header(room, &mut choices);
                let Some(entry) = room.forged(header, choices.rest()) else { return };
                (entry, None)
            }
            _ => (room.blob_commit.clone(), Some(choices.rest())),
        };
        members_agree(room, &entry, fetched);
    });
}

/// A commit's header as it was, or another one.
fn header(room: &Room, choices: &mut Choices<'_>) -> CommitHeader {
    let mut header = room.commit_header;
    match choices.below(4) {
        1 => header.revokes = true,
        2 => header.next_token_hash = TokenHash::from_bytes([choices.byte(); 32]),
        _ => {}
    }
    header
}

/// An honest entry with some of its fields changed.
fn edited(entry: &Entry, choices: &mut Choices<'_>) -> Entry {
    let mut entry = entry.clone();
    let mut record = entry.record.clone().into_vec();
    while !choices.is_over() {
        match choices.below(6) {
            0 => entry.op_id = OpId::from_bytes([choices.byte(); 16]),
            1 => entry.version = choices.long(),
            2 => entry.seq = choices.long(),
            3 => {
                let next_token_hash = TokenHash::from_bytes([choices.byte(); 32]);
                let commit = CommitHeader { next_token_hash, revokes: choices.flag() };
                entry.commit = choices.flag().then_some(commit);
            }
            4 => {
                let at = usize::from(choices.number()) % record.len().max(1);
                if let Some(byte) = record.get_mut(at) {
                    *byte ^= choices.byte();
                }
            }
            _ => record.truncate(usize::from(choices.number())),
        }
    }
    entry.record = Record::new(record).expect("it only got shorter");
    entry
}

fn members_agree(room: &Room, entry: &Entry, fetched: Option<&[u8]>) {
    let bob = Member::of(&room.bob).open(entry, fetched);
    let carol = Member::of(&room.carol).open(entry, fetched);
    match (&bob.opened, &carol.opened) {
        (Ok(bobs), Ok(carols)) => {
            assert_eq!(bobs, carols);
            assert_eq!(bob.authenticator(), carol.authenticator());
        }
        (Err(OpenError::Invalid(bobs)), Err(OpenError::Invalid(carols))) => {
            assert_eq!(bobs, carols, "what one skips all skip");
        }
        // A path secret is encrypted to each member alone, so one of them alone may be damaged.
        (Err(OpenError::Damaged(_)), _) | (_, Err(OpenError::Damaged(_))) => {}
        (bobs, carols) => panic!("{bobs:?} here and {carols:?} there"),
    }
    if matches!(bob.opened, Err(OpenError::Invalid(_))) {
        bob.goes_on(room);
    }
}

struct Member<'r> {
    device: &'r Device,
    table: MemoryTable,
    session: RoomSession,
}

/// A member who has opened an entry.
struct After<'r> {
    member: Member<'r>,
    opened: Result<Opened, OpenError>,
    before: Vec<u8>,
}

impl<'r> Member<'r> {
    fn of(device: &'r Device) -> Self {
        let (table, session) = device.session();
        Self { device, table, session }
    }

    fn open(mut self, entry: &Entry, fetched: Option<&[u8]>) -> After<'r> {
        let before = self.session.epoch_authenticator();
        let provider = Provider::new(&self.table, entropy(50));
        let opened = match fetched {
            None => self.session.open(&provider, &log(), entry),
            Some(message) => self.session.open_fetched(&provider, &log(), entry, message),
        };
        drop(provider);
        After { member: self, opened, before }
    }
}

impl After<'_> {
    fn authenticator(&self) -> Vec<u8> {
        self.member.session.epoch_authenticator()
    }

    /// Nothing has changed, in memory or in the table, and the next message of Alice is read.
    fn goes_on(self, room: &Room) {
        assert_eq!(self.authenticator(), self.before);
        let Member { device, table, mut session } = self.member;
        let (_, untouched) = device.session();
        assert_eq!(session.roster(), untouched.roster());
        assert_eq!(session.state(), untouched.state());
        let provider = Provider::new(&table, entropy(51));
        let mut stored = RoomSession::load(&provider, &log()).expect("it loads").expect("it is in");
        for session in [&mut session, &mut stored] {
            match session.open(&provider, &log(), &room.next_message) {
                Ok(Opened::Message { content, .. }) => assert_eq!(content, b"and good night"),
                // The second of the two finds the key used up by the first.
                Err(OpenError::Invalid(InvalidReason::Generation)) => {}
                other => panic!("the next honest message: {other:?}"),
            }
        }
    }
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    mls_room::with(|room| {
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        [
            ("message", vec![0]),
            ("message_elsewhere", vec![0, 0, 9]),
            ("message_flagged", vec![0, 3, 7, 1, 1]),
            ("message_damaged", vec![0, 4, 0, 200, 255]),
            ("commit", vec![1]),
            ("commit_unflagged", vec![1, 3, 7, 0, 0]),
            ("commit_cut", vec![1, 5, 1, 0]),
            ("mls_commit", marked(&[2, 0], &room.commit_message)),
            ("mls_commit_that_claims_to_revoke", marked(&[2, 1], &room.commit_message)),
            ("mls_welcome", marked(&[2, 0], &room.welcome.welcome)),
            ("fetched_commit", marked(&[3], &room.commit_message)),
            ("fetched_key_package", marked(&[3], room.package.as_slice())),
        ]
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .into()
    })
}
