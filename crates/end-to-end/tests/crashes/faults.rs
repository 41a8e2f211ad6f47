//! System calls that fail: what was not written is not acknowledged, the process ends, and what was
//! acknowledged is there afterwards.

use std::rc::Rc;

use corridor_end_to_end::World;
use corridor_end_to_end::raw::RawDevice;
use corridor_end_to_end::strace::{self, FailWith};
use corridor_wire::relay_frame::Response;

use crate::ledger::Ledger;
use crate::run::set_up;

/// What a relay ends with when its storage fails (docs/operations.md).
const STORAGE_FAILED: i32 = 74;

#[test]
fn a_write_or_a_sync_that_fails_is_not_acknowledged_and_ends_the_process() {
    for (call, error) in
        [("fsync", "EIO"), ("fsync", "ENOSPC"), ("write", "EIO"), ("write", "ENOSPC")]
    {
        for from_nth in [2, 5, 9] {
            fail(FailWith { call, error, from_nth });
        }
    }
}

fn fail(failure: FailWith) {
    let mut world = World::not_started();
    set_up(&mut world.relay);
    world.relay.start();
    let invitation = world.relay.invite(1).remove(0);
    let device =
        Rc::new(RawDevice::registered("alice@localhost", world.relay.address(), &invitation));
    let mut ledger = Ledger::new(device.clone());
    let mut client = device.open(world.relay.address());
    ledger.check(&mut client).expect("it serves");
    assert_eq!(world.relay.stop(), Some(0));

    // Calls about the journal alone: it is what an acknowledgement rests on.
    let journal = world.relay.directory().join("store/0.jnl");
    let log = world.folder().join("strace");
    world.relay.launch_under(strace::failing(failure, &[&journal], &log));
    let mut acknowledged = 0;
    if world.relay.becomes_ready()
        && let Some(mut client) = device.try_open(world.relay.address())
    {
        for _ in 0..200 {
            let log = &mut ledger.logs[0];
            let (_, append) = log.next_append();
            match client.try_ask(append) {
                Some(answer @ Response::Appended { .. }) => log.settle(&[answer]),
                // Refused, or cut off: either way it stays open whether it is there.
                Some(Response::Error(_)) | None => break,
                Some(other) => panic!("{other:?}"),
            }
            acknowledged += 1;
        }
    }
    assert!(acknowledged < 200, "{failure:?} did not fail");
    let code = world.relay.wait_for_end();
    // While it opens its store, a failure is an error like any other.
    assert!(code == Some(STORAGE_FAILED) || code == Some(1), "{failure:?}: {code:?}");
    println!("faults: {failure:?}: {acknowledged} acknowledged, ended with {}", code.unwrap_or(0));

    world.relay.start();
    let mut client = device.open(world.relay.address());
    ledger.check(&mut client).expect("it serves");
}
