//! Every row of the relay's store, once the relay has stopped: accounts stand in the account's
//! tables, rooms in the logs', and no row has both.

use std::path::Path;

use corridor_store::embedded::EmbeddedOptions;
use corridor_store::{EmbeddedStore, KeyRange, Space, View};
use corridor_wire::id::{AccountKey, DeviceId, LogId};

use crate::talk::Secrets;

/// Where a name may stand: the account, its devices' certificates, and their key packages, which
/// carry the certificate.
const OF_ACCOUNTS: [&str; 3] = ["accounts", "devices", "packages"];

/// Where a room's log may stand.
const OF_LOGS: [&str; 6] = ["heads", "tokens", "revocations", "entries", "ops", "purges"];

pub fn check(store: &Path, secrets: &Secrets) -> String {
    let store = EmbeddedStore::open(store, &EmbeddedOptions::default()).unwrap();
    let names: Vec<&[u8]> = secrets.names.iter().map(String::as_bytes).collect();
    let logs: Vec<LogId> = secrets.logs.iter().map(|hex| LogId::from_hex(hex).unwrap()).collect();
    let devices: Vec<_> =
        secrets.devices.iter().map(|hex| DeviceId::from_hex(hex).unwrap()).collect();
    let keys: Vec<_> =
        secrets.account_keys.iter().map(|hex| AccountKey::from_hex(hex).unwrap()).collect();

    let (mut rows, mut of_people, mut of_rooms) = (0, 0, 0);
    for space in store.spaces().unwrap() {
        for row in store.range(space, &KeyRange::all()).unwrap() {
            rows += 1;
            let bytes = [row.key.as_slice(), &row.value].concat();
            let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
            let name = names.iter().any(|name| holds(name));
            let person = name
                || devices.iter().any(|device| holds(device.as_bytes()))
                || keys.iter().any(|key| holds(key.as_bytes()));
            let room = logs.iter().any(|log| holds(log.as_bytes()));
            of_people += usize::from(person);
            of_rooms += usize::from(room);
            assert!(!(person && room), "{space:?} has a row with a person and a room");
            assert!(!name || is_one_of(space, &OF_ACCOUNTS), "{space:?} has a name");
            assert!(!room || is_one_of(space, &OF_LOGS), "{space:?} has a room");
        }
    }
    assert!(of_people >= names.len() * 2 && of_rooms >= logs.len() * 2, "the search finds them");
    format!("{of_people} of {rows} rows are of people, {of_rooms} of rooms, none of both")
}

fn is_one_of(space: Space, allowed: &[&str]) -> bool {
    allowed.contains(&space.name.as_str())
}
