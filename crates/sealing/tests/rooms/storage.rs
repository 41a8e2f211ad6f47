//! A table that fails in the middle of a call: the error says so, and after a rollback the call works.

use core::cell::Cell;

use corridor_sealing::record::{Position, RecordError, SealedBody};
use corridor_sealing::session::{
    CommitError, CommitRequest, JoinError, OpenError, RoomSession, SealError,
};
use corridor_sealing::{MemoryTable, MlsTable, Provider};
use corridor_wire::id::OpId;

use crate::world::{Device, add, entropy, log_id, room};

#[derive(Debug, thiserror::Error)]
#[error("the disk is full")]
struct DiskFull;

/// A copy of a table that takes so many operations and then fails.
struct Failing {
    table: MemoryTable,
    operations: Cell<usize>,
}

impl Failing {
    fn copy_of(device: &Device) -> Self {
        Self { table: device.table.clone(), operations: Cell::new(usize::MAX) }
    }

    fn operation(&self) -> Result<(), DiskFull> {
        self.operations.set(self.operations.get().checked_sub(1).ok_or(DiskFull)?);
        Ok(())
    }
}

impl MlsTable for Failing {
    type Error = DiskFull;

    fn read(&self, key: &[u8]) -> Result<Option<Vec<u8>>, DiskFull> {
        self.operation()?;
        Ok(self.table.read(key).unwrap_or_default())
    }

    fn write(&self, key: &[u8], value: &[u8]) -> Result<(), DiskFull> {
        self.operation()?;
        self.table.write(key, value).map_err(|_| DiskFull)
    }

    fn delete(&self, key: &[u8]) -> Result<(), DiskFull> {
        self.operation()?;
        self.table.delete(key).map_err(|_| DiskFull)
    }
}

/// Runs `act` on fresh copies of a device, with one more operation each time, until it works. Each
/// failure has to be one of storage.
fn until_it_works<R, E: std::fmt::Debug>(
    device: &Device,
    is_storage: impl Fn(&E) -> bool,
    act: impl Fn(&mut RoomSession, &Provider<'_, Failing>) -> Result<R, E>,
) -> R {
    for operations in 0.. {
        let table = Failing::copy_of(device);
        let provider = Provider::new(&table, entropy("storage", 1));
        let mut session = RoomSession::load(&provider, &log_id()).unwrap().unwrap();
        table.operations.set(operations);
        match act(&mut session, &provider) {
            Ok(result) => {
                assert!(operations > 0, "nothing was stored");
                return result;
            }
            Err(error) => assert!(is_storage(&error), "after {operations} operations: {error:?}"),
        }
    }
    unreachable!("it never works")
}

#[test]
fn a_full_disk_is_never_mistaken_for_a_bad_message() {
    let (mut log, mut devices) = room(&["alice", "bob", "carol"]);
    let [alice, bob, carol] = &mut devices[..] else { panic!() };
    let message = log.say(alice, b"hello");
    let remove = CommitRequest { remove: vec![carol.id()], ..CommitRequest::default() };
    let (op_id, prepared) = alice.prepare(remove).unwrap();
    let commit = log.publish(alice, op_id, &prepared);

    let is_storage = |error: &OpenError| matches!(error, OpenError::Storage(_));
    let log_id = log_id();
    for (reader, entry) in [(&*bob, &message), (&*bob, &commit), (&*carol, &commit)] {
        until_it_works(reader, is_storage, |session, provider| {
            session.open(provider, &log_id, entry)
        });
    }
    let is_storage = |error: &CommitError| matches!(error, CommitError::Storage(_));
    until_it_works(alice, is_storage, RoomSession::merge_own_commit);
    let op_id = OpId::from_bytes([1; 16]);
    until_it_works(bob, is_storage, |session, provider| {
        session
            .prepare_commit(provider, &bob.identity, &op_id, CommitRequest::default())
            .map(|_| ())
    });
    let position = Position { log: log_id, version: log.version, op_id };
    let is_storage = |error: &SealError| matches!(error, SealError::Storage(_));
    until_it_works(bob, is_storage, |session, provider| {
        session.seal_message(provider, &bob.identity, &position, b"hello")
    });
}

#[test]
fn a_full_disk_while_joining_is_one_too() {
    let (_, mut devices) = room(&["alice", "bob"]);
    let mut carol = Device::new("carol", "phone");
    let (_, prepared) = devices[0].prepare(add(&mut [&mut carol])).unwrap();
    let welcome = prepared.welcome.unwrap();
    for operations in 0.. {
        let table = Failing::copy_of(&carol);
        table.operations.set(operations);
        let provider = Provider::new(&table, entropy("storage", 1));
        let (bytes, tree) = (&welcome.welcome, &welcome.tree);
        match RoomSession::join(&provider, &carol.identity, &log_id(), bytes, tree) {
            Ok(_) => break,
            Err(error) => assert!(matches!(error, JoinError::Storage(_)), "{error:?}"),
        }
    }
}

/// A commit that does not fit a record says so and can be sealed as a blob.
#[test]
fn a_commit_too_large_for_a_record_says_so() {
    let (log, mut devices) = room(&["alice"]);
    let mut many: Vec<Device> =
        (0..24).map(|number| Device::new(&format!("delegate-{number}"), "phone")).collect();
    let request = add(&mut many.iter_mut().collect::<Vec<_>>());
    let (op_id, prepared) = devices[0].prepare(request).unwrap();
    let body = SealedBody::Mls(prepared.message.clone());
    let result = devices[0].seal(log.version, op_id, &prepared.header, &body);
    assert!(matches!(result, Err(RecordError::TooLarge(_))));
}
