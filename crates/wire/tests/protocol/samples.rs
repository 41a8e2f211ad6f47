//! One frame of every kind, with every optional field present in one and absent in another.

use corridor_wire::bytes::{BoundedBytes, BoundedList};
use corridor_wire::certificate::{CertificateBody, DeviceCertificate, DeviceRecord};
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::{
    Append, ClientFrame, CommitHeader, KeyPackageBytes, Record, Request, Signal, WakeList,
};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{
    AccountId, AccountKey, BlobId, DeviceId, DeviceKey, LineageId, LogId, Nonce, OpId, RelayName,
    Signature,
};
use corridor_wire::invitation::InvitationCode;
use corridor_wire::push::{PushEndpoint, PushKey};
use corridor_wire::relay_frame::{
    ClaimedKeyPackage, Entry, ErrorReply, Greeting, Head, Page, RelayFrame, Response, VERSIONS,
};
use corridor_wire::report_to::ReportTo;
use corridor_wire::token::{Token, TokenHash};

pub const LOG: LogId = LogId::from_bytes([0x10; 16]);
pub const OP_ID: OpId = OpId::from_bytes([0x11; 16]);
pub const DEVICE: DeviceId = DeviceId::from_bytes([0x12; 16]);
pub const SIGNATURE: Signature = Signature::from_bytes([0x13; 64]);
const BLOB: BlobId = BlobId::from_bytes([0x14; 16]);
const HASH: TokenHash = TokenHash::from_bytes([0x15; 32]);
const CHAIN: ChainHash = ChainHash::from_bytes([0x16; 32]);
pub const COMMIT: CommitHeader = CommitHeader { next_token_hash: HASH, revokes: true };
const HEAD: Head = Head { seq: 300, version: 7, chain: CHAIN };

pub fn token() -> Token {
    Token::from_bytes([0x17; 32])
}

pub fn account() -> AccountId {
    AccountId::parse("alice@relay.example").unwrap()
}

pub fn record() -> Record {
    BoundedBytes::new(vec![0xaa, 0xbb, 0xcc]).unwrap()
}

fn key_package() -> KeyPackageBytes {
    BoundedBytes::new(vec![0xdd; 4]).unwrap()
}

pub fn device_record() -> DeviceRecord {
    let body = CertificateBody {
        account: account(),
        account_key: AccountKey::from_bytes([0x18; 32]),
        device_key: DeviceKey::from_bytes([0x19; 32]),
        not_before: 1_795_000_000,
        not_after: 1_826_536_000,
    };
    DeviceRecord {
        certificate: DeviceCertificate { body, signature: SIGNATURE },
        inbox_key: BoundedBytes::new(vec![0x1a; 8]).unwrap(),
        signature: SIGNATURE,
    }
}

fn push_endpoint() -> PushEndpoint {
    PushEndpoint::parse("https://push.example/send/1f?a=b").unwrap()
}

pub fn entry(commit: Option<CommitHeader>) -> Entry {
    Entry { seq: 299, version: 6, op_id: OP_ID, record: record(), commit }
}

pub fn requests() -> Vec<(&'static str, Request)> {
    let packages = BoundedList::new(vec![key_package(), key_package()]).unwrap();
    let append = Append {
        log: LOG,
        op_id: OP_ID,
        token: Some(token()),
        expect_version: 6,
        record: record(),
        commit: Some(COMMIT),
        wake: None,
    };
    let wake = Some(WakeList::new(vec![DEVICE]).unwrap());
    let waking = Append { commit: None, wake, ..append.clone() };
    let to_inbox = Append { token: None, expect_version: 0, commit: None, ..append.clone() };
    let invitation = InvitationCode::from_bytes([0x1b; 36]);
    let device = device_record();
    vec![
        ("hello", Request::Hello { version: 1 }),
        (
            "register",
            Request::Register { invitation, device: device.clone(), signature: SIGNATURE },
        ),
        ("add_device", Request::AddDevice { device, signature: SIGNATURE }),
        ("authenticate", Request::Authenticate { device: DEVICE, signature: SIGNATURE }),
        ("revoke_device", Request::RevokeDevice { device: DEVICE, signature: SIGNATURE }),
        ("create_log", Request::CreateLog { log: LOG, token_hash: HASH, delete_hash: HASH }),
        ("append_commit", Request::Append(append)),
        ("append_to_inbox", Request::Append(to_inbox)),
        ("read", Request::Read { log: LOG, token: Some(token()), from_seq: 1 }),
        ("read_inbox", Request::Read { log: LOG, token: None, from_seq: u64::MAX }),
        ("follow", Request::Follow { log: LOG, token: Some(token()), from_seq: 300 }),
        ("follow_inbox", Request::Follow { log: LOG, token: None, from_seq: 1 }),
        ("unfollow", Request::Unfollow { log: LOG }),
        ("delete_log", Request::DeleteLog { log: LOG, delete_token: token() }),
        ("trim_inbox", Request::TrimInbox { through_seq: 12 }),
        (
            "publish_key_packages",
            Request::PublishKeyPackages { packages, last_resort: Some(key_package()) },
        ),
        (
            "publish_no_key_packages",
            Request::PublishKeyPackages { packages: BoundedList::default(), last_resort: None },
        ),
        ("count_key_packages", Request::CountKeyPackages {}),
        ("claim_key_packages", Request::ClaimKeyPackages { account: account() }),
        ("look_up_account", Request::LookUpAccount { account: account() }),
        ("create_blob", Request::CreateBlob { bytes: 5_000_000_000, read_hash: HASH }),
        ("delete_blob", Request::DeleteBlob { blob: BLOB, write_token: token() }),
        ("ping", Request::Ping {}),
        (
            "set_push_endpoint",
            Request::SetPushEndpoint { endpoint: push_endpoint(), for_rooms: None },
        ),
        ("clear_push_endpoint", Request::ClearPushEndpoint {}),
        ("signal", Request::Signal { log: LOG, token: token(), version: 3, signal: signal() }),
        ("hear_signals", Request::HearSignals { on: true }),
        ("append_and_wake", Request::Append(waking)),
        (
            "set_push_endpoint_for_rooms",
            Request::SetPushEndpoint { endpoint: push_endpoint(), for_rooms: Some(true) },
        ),
    ]
}

fn signal() -> Signal {
    Signal::new(vec![0x5a; 24]).unwrap()
}

pub fn client_frames() -> Vec<(String, ClientFrame)> {
    let frames = requests().into_iter().zip(1..);
    frames
        .map(|((name, request), request_id)| (name.to_owned(), ClientFrame { request_id, request }))
        .collect()
}

fn responses() -> Vec<(&'static str, Response)> {
    let account_key = AccountKey::from_bytes([0x18; 32]);
    let claimed = ClaimedKeyPackage { device: device_record(), key_package: key_package() };
    vec![
        ("done", Response::Done {}),
        ("authenticated", Response::Authenticated { account: account(), report_to: None }),
        ("appended", Response::Appended { seq: 300 }),
        ("conflict", Response::Conflict { head: HEAD }),
        ("page", Response::Page(page())),
        ("following", Response::Following { head: HEAD }),
        ("key_package_count", Response::KeyPackageCount { one_time: 99, last_resort: true }),
        (
            "claimed_key_packages",
            Response::ClaimedKeyPackages {
                account_key,
                devices: BoundedList::new(vec![claimed]).unwrap(),
            },
        ),
        (
            "account",
            Response::Account {
                account_key,
                devices: BoundedList::new(vec![device_record()]).unwrap(),
            },
        ),
        ("blob_created", Response::BlobCreated { blob: BLOB, write_token: token() }),
    ]
}

pub fn page() -> Page {
    let entries = BoundedList::new(vec![entry(None), entry(Some(COMMIT))]).unwrap();
    Page { log: LOG, entries, head: HEAD }
}

pub fn error_reply(code: ErrorCode, retry_after_ms: Option<u64>) -> ErrorReply {
    ErrorReply { code, detail: "why, for an engineer".to_owned(), retry_after_ms }
}

/// Replies, pushes and farewells, and an error reply for every code there is.
pub fn relay_frames() -> Vec<(String, RelayFrame)> {
    let greeting = Greeting {
        versions: VERSIONS,
        relay: RelayName::parse("relay.example").unwrap(),
        nonce: Nonce::from_bytes([0x1c; 32]),
        lineage: LineageId::from_bytes([0x1d; 16]),
        retention_days: 30,
        push_key: None,
    };
    let push_key = Some(PushKey::from_bytes([0x1e; 65]));
    let waking = Greeting { push_key, ..greeting.clone() };
    let ended = error_reply(ErrorCode::TokenRevoked, None);
    let mut frames = vec![
        ("greeting".to_owned(), RelayFrame::Greeting(greeting)),
        ("greeting_with_push_key".to_owned(), RelayFrame::Greeting(waking)),
        ("pushed".to_owned(), RelayFrame::Pushed(page())),
        ("follow_ended".to_owned(), RelayFrame::FollowEnded { log: LOG, error: ended }),
        ("goodbye".to_owned(), RelayFrame::Goodbye { retry_after_ms: 1500 }),
        ("signaled".to_owned(), RelayFrame::Signaled { log: LOG, version: 3, signal: signal() }),
    ];
    for ((name, response), request_id) in responses().into_iter().zip(1..) {
        frames.push((format!("reply_{name}"), RelayFrame::Reply { request_id, response }));
    }
    let unknown = ErrorCode::from_number(9999);
    for code in ErrorCode::ALL.iter().copied().chain([unknown]) {
        // The limits of the 500s come with a time after which to try again.
        let retry_after_ms = (500..600).contains(&code.number()).then_some(2000);
        let response = Response::Error(error_reply(code, retry_after_ms));
        let frame = RelayFrame::Reply { request_id: 1, response };
        frames.push((format!("error_{}", code.name()), frame));
    }
    let report_to = ReportTo::new("desk@relay.example, room 7".to_owned());
    let response = Response::Authenticated { account: account(), report_to };
    let frame = RelayFrame::Reply { request_id: 2, response };
    frames.push(("reply_authenticated_with_report_to".to_owned(), frame));
    frames
}
