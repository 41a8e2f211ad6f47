//! Bookkeeping of blobs: tokens, sizes, quotas, expiry.

mod support;

use corridor_relay_core::{ConnId, GetGrant, Output, PutGrant, Ticket, blob};
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::BlobId;
use corridor_wire::relay_frame::Response;
use corridor_wire::token::Token;
use support::{DAY_MS, START, World, token};

fn create(world: &mut World, conn: ConnId, bytes: u64) -> (BlobId, Token) {
    let request = Request::CreateBlob { bytes, read_hash: token(1).hash() };
    match world.ask(conn, request) {
        Response::BlobCreated { blob, write_token } => (blob, write_token),
        other => panic!("expected a blob, got {other:?}"),
    }
}

fn complete(world: &mut World, ticket: u64, blob: BlobId, token: &Token) -> Option<ErrorCode> {
    world.relay.handle_blob_complete(Ticket(ticket), blob, token, world.now, &world.store);
    world.settle();
    let answer = world.effects.iter().rev().find_map(|output| match output {
        Output::BlobCompleted { ticket: found, result } if found.0 == ticket => {
            Some(result.clone())
        }
        _ => None,
    });
    answer.expect("a completion is answered").err().map(|error| error.code)
}

#[test]
fn a_blob_is_put_with_one_token_and_got_with_another() {
    let mut world = World::new();
    let alice = world.join("alice");
    let (blob, write_token) = create(&mut world, alice, 1_000);
    let (read_token, store) = (token(1), world.store.clone());
    let put = world.relay.authorize_put(blob, &write_token, &store);
    assert_eq!(put, Ok(PutGrant { bytes: 1_000, complete: false }));
    let wrong = world.relay.authorize_put(blob, &read_token, &store).unwrap_err();
    assert_eq!(wrong.code, ErrorCode::BlobUnknown);
    let early = world.relay.authorize_get(blob, &read_token, &store).unwrap_err();
    assert_eq!(early.code, ErrorCode::BlobIncomplete);

    assert_eq!(complete(&mut world, 1, blob, &read_token), Some(ErrorCode::BlobUnknown));
    assert_eq!(complete(&mut world, 2, blob, &write_token), None);
    assert_eq!(complete(&mut world, 3, blob, &write_token), None, "a retry");
    world.restart();
    let get = world.relay.authorize_get(blob, &read_token, &store);
    assert_eq!(get, Ok(GetGrant { bytes: 1_000 }));
    let wrong = world.relay.authorize_get(blob, &write_token, &store).unwrap_err();
    assert_eq!(wrong.code, ErrorCode::BlobUnknown);
    let put = world.relay.authorize_put(blob, &write_token, &store);
    assert_eq!(put, Ok(PutGrant { bytes: 1_000, complete: true }));
}

#[test]
fn a_deleted_blob_is_unknown_and_its_content_goes() {
    let mut world = World::new();
    let alice = world.join("alice");
    let (blob, write_token) = create(&mut world, alice, 10);
    complete(&mut world, 1, blob, &write_token);
    let wrong = Request::DeleteBlob { blob, write_token: token(1) };
    assert_eq!(world.code(alice, wrong), ErrorCode::BlobUnknown);
    let delete = Request::DeleteBlob { blob, write_token };
    world.done(alice, delete.clone());
    assert!(world.effects.contains(&Output::DeleteBlob(blob)));
    assert_eq!(world.code(alice, delete), ErrorCode::BlobUnknown);
    let gone = world.relay.authorize_get(blob, &token(1), &world.store).unwrap_err();
    assert_eq!(gone.code, ErrorCode::BlobUnknown);
}

#[test]
fn blobs_are_limited_in_size_and_bytes_by_the_day() {
    let mut world = World::with(|config| {
        config.limits.blob_bytes = 1_000;
        config.limits.blob_bytes_per_day = 2_500;
    });
    let alice = world.join("alice");
    let request = |bytes| Request::CreateBlob { bytes, read_hash: token(1).hash() };
    assert_eq!(world.code(alice, request(1_001)), ErrorCode::BlobTooLarge);
    assert_eq!(world.code(alice, request(u64::MAX)), ErrorCode::BlobTooLarge);
    create(&mut world, alice, 1_000);
    create(&mut world, alice, 1_000);
    let error = world.error(alice, request(501));
    assert_eq!((error.code, error.retry_after_ms), (ErrorCode::BlobQuota, Some(DAY_MS)));
    create(&mut world, alice, 500);
    let bob = world.join("bob");
    create(&mut world, bob, 1_000);
    world.pass(DAY_MS);
    create(&mut world, alice, 1_000);
}

#[test]
fn a_blobs_id_tells_its_day_and_it_expires_with_it() {
    let mut world = World::with(|config| config.retention_days = 2);
    let alice = world.join("alice");
    let (blob, write_token) = create(&mut world, alice, 10);
    let day = u32::try_from(START / DAY_MS).unwrap();
    assert_eq!(blob::day_of(&blob), day);
    complete(&mut world, 1, blob, &write_token);
    for _ in 0..3 {
        world.pass(DAY_MS);
    }
    assert!(world.effects.contains(&Output::ExpireBlobs { through_day: day }));
    let gone = world.relay.authorize_get(blob, &token(1), &world.store).unwrap_err();
    assert_eq!(gone.code, ErrorCode::BlobUnknown);
    assert_eq!(complete(&mut world, 2, blob, &write_token), Some(ErrorCode::BlobUnknown));
}
