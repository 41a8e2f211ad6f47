//! Generated rows come back from the database as they went in.

use corridor_sealing::room_state::{Group, Role, RoomState};
use corridor_wire::bytes::BoundedBytes;
use corridor_wire::certificate::{CertificateBody, DeviceCertificate, DeviceRecord};
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::id::{
    AccountId, AccountKey, DeviceId, DeviceKey, GroupId, LogId, OpId, Signature,
};
use corridor_wire::relay_frame::Entry;
use corridor_wire::token::{Token, TokenHash};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::intent::Intent;
use super::item::NewItem;
use super::{Database, DatabaseKey, FlightRow, Location, Recipient, RoomRow, StatusCode};
use crate::view::{Delivery, ItemKind};

const ROOM: LogId = LogId::from_bytes([7; 16]);

fn database() -> Database {
    Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap()
}

/// Counts and times stay far below 2^63, see `to_sql`.
fn numbers() -> impl Strategy<Value = u64> {
    prop_oneof![0..100_u64, 0..(1_u64 << 53)]
}

fn accounts() -> impl Strategy<Value = AccountId> {
    "[a-z0-9]{1,32}".prop_map(|name| AccountId::parse(&format!("{name}@relay.example")).unwrap())
}

fn roles() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![Role::Guest, Role::Member, Role::Admin, Role::Owner])
}

fn intents() -> impl Strategy<Value = Intent> {
    let devices = || any::<[u8; 16]>().prop_map(DeviceId::from_bytes);
    prop_oneof![
        Just(Intent::Text {}),
        (vec(any::<u8>(), 0..200), any::<u8>())
            .prop_map(|(message_ids, status)| Intent::Receipts { message_ids, status }),
        vec(accounts(), 0..8).prop_map(|people| Intent::AddPeople { people }),
        (accounts(), devices(), any::<u64>())
            .prop_map(|(account, device, since)| Intent::AddDevice { account, device, since }),
        vec(accounts(), 0..8).prop_map(|people| Intent::RemovePeople { people }),
        devices().prop_map(|device| Intent::RemoveDevice { device }),
        ".{0,60}".prop_map(|title| Intent::Rename { title }),
        (accounts(), roles()).prop_map(|(person, role)| Intent::SetRole { person, role }),
        Just(Intent::Leave {}),
        ".{0,60}".prop_map(|text| Intent::Describe { text }),
        Just(Intent::Profile {}),
        Just(Intent::Affiliation {}),
        Just(Intent::Waking {}),
        any::<Option<u32>>().prop_map(|seconds| Intent::SetExpiry { seconds }),
        roles().prop_map(|role| Intent::SetPosting { role }),
        option::of(vec(any::<u8>(), 0..200)).prop_map(|picture| Intent::SetPicture { picture }),
        option::of((any::<[u8; 16]>(), ".{0,60}")).prop_map(|group| Intent::SetGroup {
            group: group.map(|(id, name)| Group { id: GroupId::from_bytes(id), name })
        }),
        Just(Intent::EndHuddle {}),
        any::<bool>().prop_map(|is_on| Intent::KeepHuddle { is_on }),
        Just(Intent::RemoveLeaving {}),
        Just(Intent::Refresh {}),
    ]
}

fn headers() -> impl Strategy<Value = CommitHeader> {
    (any::<[u8; 32]>(), any::<bool>()).prop_map(|(hash, revokes)| CommitHeader {
        next_token_hash: TokenHash::from_bytes(hash),
        revokes,
    })
}

fn records() -> impl Strategy<Value = Record> {
    vec(any::<u8>(), 0..600).prop_map(|bytes| Record::new(bytes).unwrap())
}

fn recipients() -> impl Strategy<Value = Recipient> {
    (accounts(), any::<[u8; 32]>(), any::<(u64, u64)>(), vec(any::<u8>(), 0..99)).prop_map(
        |(account, key, (not_before, not_after), inbox_key)| {
            let body = CertificateBody {
                account,
                account_key: AccountKey::from_bytes(key),
                device_key: DeviceKey::from_bytes(key),
                not_before,
                not_after,
            };
            let signature = Signature::from_bytes([3; 64]);
            let inbox_key = BoundedBytes::new(inbox_key).unwrap();
            let certificate = DeviceCertificate { body, signature };
            Recipient { device: DeviceRecord { certificate, inbox_key, signature } }
        },
    )
}

/// A row that holds secrets and so does not print.
struct Unseen<T>(T);

impl<T> core::fmt::Debug for Unseen<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a row")
    }
}

fn flights() -> impl Strategy<Value = Unseen<FlightRow>> {
    let bytes = || vec(any::<u8>(), 0..300);
    let whats = (option::of(records()), option::of(headers()), option::of(bytes()));
    let others = (option::of((bytes(), bytes())), vec(recipients(), 0..3), any::<bool>());
    (any::<i64>(), any::<[u8; 16]>(), numbers(), whats, others, numbers()).prop_map(
        |(intent, op_id, version, (record, header, message), others, made_at)| {
            let (welcome, recipients, appended) = others;
            Unseen(FlightRow {
                intent,
                op_id: OpId::from_bytes(op_id),
                version,
                record,
                header,
                message,
                welcome,
                recipients,
                appended,
                made_at,
            })
        },
    )
}

fn rooms() -> impl Strategy<Value = Unseen<RoomRow>> {
    let statuses = prop::sample::select(vec![
        StatusCode::Active,
        StatusCode::Damaged,
        StatusCode::Halted,
        StatusCode::Left,
        StatusCode::Removed,
    ]);
    let texts = ("[^\\p{Cc}]{0,40}", ".{0,40}", option::of(".{0,40}"));
    let tokens = (option::of(any::<[u8; 32]>()), any::<[u8; 32]>());
    let counts = proptest::array::uniform8(numbers());
    (accounts(), statuses, texts, any::<bool>(), tokens, counts).prop_map(
        |(owner, status, (title, detail, contradiction), created, (token, chain), counts)| {
            let [cursor, version, read_seq, mark, acknowledged, last_activity, skipped, asked_at] =
                counts;
            Unseen(RoomRow {
                id: ROOM,
                state: RoomState::room(&title, &owner).unwrap(),
                status,
                detail,
                created,
                delete_token: token.map(Token::from_bytes),
                cursor,
                version,
                chain: ChainHash::from_bytes(chain),
                read_seq,
                mark,
                acknowledged,
                last_activity,
                skipped,
                contradiction,
                asked_at,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn intents_come_back_in_their_order(
        wanted in vec((intents(), numbers(), option::of(0..i64::MAX)), 1..6),
    ) {
        let database = database();
        for (intent, mark, item) in &wanted {
            database.add_intent(&ROOM, intent, 5, *mark, *item).unwrap();
        }
        let found = database.intents(&ROOM).unwrap();
        let found = found.into_iter().map(|row| (row.intent, row.mark, row.item));
        prop_assert_eq!(found.collect::<Vec<_>>(), wanted);
        prop_assert!(database.intents(&LogId::from_bytes([8; 16])).unwrap().is_empty());
    }

    #[test]
    fn a_flight_comes_back(Unseen(flight) in flights()) {
        let database = database();
        database.put_flight(&ROOM, &flight).unwrap();
        let found = database.flight(&ROOM).unwrap().unwrap();
        prop_assert_eq!((found.intent, found.op_id), (flight.intent, flight.op_id));
        prop_assert_eq!((found.version, found.appended), (flight.version, flight.appended));
        prop_assert_eq!(found.made_at, flight.made_at);
        prop_assert_eq!((found.record, found.header), (flight.record, flight.header));
        prop_assert_eq!((found.message, found.welcome), (flight.message, flight.welcome));
        prop_assert_eq!(found.recipients, flight.recipients);
        database.delete_flight(&ROOM).unwrap();
        prop_assert!(database.flight(&ROOM).unwrap().is_none());
    }

    #[test]
    fn a_room_comes_back(Unseen(room) in rooms()) {
        let database = database();
        database.put_room(&room).unwrap();
        let found = database.room(&ROOM).unwrap().unwrap();
        prop_assert_eq!((&found.state, found.status), (&room.state, room.status));
        prop_assert_eq!((&found.detail, &found.contradiction), (&room.detail, &room.contradiction));
        prop_assert_eq!((found.created, found.chain), (room.created, room.chain));
        prop_assert_eq!(&found.delete_token, &room.delete_token);
        let counts = |row: &RoomRow| {
            let &RoomRow { cursor, version, read_seq, mark, acknowledged, .. } = row;
            let &RoomRow { last_activity, skipped, asked_at, .. } = row;
            [cursor, version, read_seq, mark, acknowledged, last_activity, skipped, asked_at]
        };
        prop_assert_eq!(counts(&found), counts(&room));
        // Written again, it is the same row.
        database.put_room(&found).unwrap();
        prop_assert_eq!(database.rooms().unwrap().len(), 1);
    }

    #[test]
    fn an_item_and_an_entry_come_back(
        sender in accounts(),
        text in ".{0,200}",
        (seq, sent_at, version) in (1..1_u64 << 53, numbers(), numbers()),
        record in records(),
        commit in option::of(headers()),
    ) {
        let database = database();
        let item = NewItem {
            seq: Some(seq),
            own: false,
            kind: ItemKind::Text,
            text: &text,
            sent_at,
            delivery: Delivery::Received,
            ..NewItem::by(&sender)
        };
        prop_assert!(database.add_item(&ROOM, &item).unwrap().is_some());
        prop_assert!(database.add_item(&ROOM, &item).unwrap().is_none(), "one place, one item");
        let found = database.timeline(&ROOM, None, 10).unwrap();
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!((&found[0].text, &found[0].sender), (&text, &sender));
        prop_assert_eq!((found[0].seq, found[0].sent_at), (Some(seq), sent_at));

        let entry = Entry { seq, version, op_id: OpId::from_bytes([1; 16]), record, commit };
        let chain = ChainHash::empty(&ROOM).extend(&entry);
        database.put_entry(&ROOM, seq, &chain, Some(&entry), 5).unwrap();
        prop_assert_eq!(database.chain_at(&ROOM, seq).unwrap(), Some(chain));
        let kept = database.entries_after(&ROOM, seq - 1, 10).unwrap();
        prop_assert_eq!(kept.into_iter().map(|row| row.entry).collect::<Vec<_>>(), vec![entry]);
    }
}
