//! Connections: how far each is in being authenticated, and how much is on its way to it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use corridor_wire::id::{AccountId, DeviceId, LogId, Nonce};

use crate::bucket::Bucket;
use crate::config::{Limits, UnixMillis};
use crate::output::ConnId;

/// Where a connection stands. It never goes back.
///
/// ```text
/// Greeted --Hello--> Agreed --Register | AddDevice | Authenticate--> Open
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    Greeted,
    Agreed,
    Open { account: AccountId, device: DeviceId },
}

pub struct Connection {
    pub nonce: Nonce,
    pub standing: Standing,
    /// Closed at this time unless it is open by then.
    pub deadline: UnixMillis,
    pub requests: Bucket,
    pub bytes: Bucket,
    pub bad_frames: u32,
    /// Bytes handed to the driver and not drained yet.
    pub outstanding: usize,
    /// Followed logs whose next entries have to come from the store, the next one first.
    pub lagging: VecDeque<LogId>,
    pub hears_signals: bool,
}

#[derive(Default)]
pub struct Connections {
    by_id: BTreeMap<ConnId, Connection>,
    per_account: BTreeMap<AccountId, usize>,
    /// How many open ones the device of an inbox has.
    per_inbox: BTreeMap<LogId, usize>,
    /// Those that are not open yet, by their deadline.
    waiting: BTreeSet<(UnixMillis, ConnId)>,
}

impl Connections {
    pub fn open(&mut self, conn: ConnId, nonce: Nonce, now: UnixMillis, limits: &Limits) {
        let deadline = now.saturating_add(limits.authentication_ms);
        self.waiting.insert((deadline, conn));
        let connection = Connection {
            nonce,
            standing: Standing::Greeted,
            deadline,
            requests: Bucket::full(limits.connection_requests, now),
            bytes: Bucket::full(limits.connection_bytes, now),
            bad_frames: 0,
            outstanding: 0,
            lagging: VecDeque::new(),
            hears_signals: false,
        };
        self.by_id.insert(conn, connection);
    }

    pub fn get(&self, conn: ConnId) -> Option<&Connection> {
        self.by_id.get(&conn)
    }

    pub fn get_mut(&mut self, conn: ConnId) -> Option<&mut Connection> {
        self.by_id.get_mut(&conn)
    }

    pub fn remove(&mut self, conn: ConnId) -> Option<Connection> {
        let connection = self.by_id.remove(&conn)?;
        self.waiting.remove(&(connection.deadline, conn));
        if let Standing::Open { account, device } = &connection.standing {
            one_less(&mut self.per_account, account);
            one_less(&mut self.per_inbox, &LogId::inbox_of(device));
        }
        Some(connection)
    }

    pub fn sign_in(&mut self, conn: ConnId, account: AccountId, device: DeviceId) {
        let Some(connection) = self.by_id.get_mut(&conn) else { return };
        if matches!(connection.standing, Standing::Open { .. }) {
            return;
        }
        *self.per_account.entry(account.clone()).or_default() += 1;
        *self.per_inbox.entry(LogId::inbox_of(&device)).or_default() += 1;
        self.waiting.remove(&(connection.deadline, conn));
        connection.standing = Standing::Open { account, device };
    }

    pub fn of_account(&self, account: &AccountId) -> usize {
        self.per_account.get(account).copied().unwrap_or(0)
    }

    /// Whether the device of this inbox has an open connection.
    pub fn has_inbox(&self, inbox: &LogId) -> bool {
        self.per_inbox.contains_key(inbox)
    }

    pub fn of_device(&self, wanted: &DeviceId) -> Vec<ConnId> {
        let is_wanted = |connection: &Connection| matches!(&connection.standing, Standing::Open { device, .. } if device == wanted);
        self.ids_where(is_wanted)
    }

    pub fn overdue(&self, now: UnixMillis) -> Vec<ConnId> {
        let overdue = self.waiting.iter().take_while(|(deadline, _)| *deadline <= now);
        overdue.map(|(_, conn)| *conn).collect()
    }

    pub fn lagging(&self) -> Vec<ConnId> {
        self.ids_where(|connection| !connection.lagging.is_empty())
    }

    pub fn all(&self) -> Vec<ConnId> {
        self.ids_where(|_| true)
    }

    pub fn next_deadline(&self) -> Option<UnixMillis> {
        self.waiting.first().map(|(deadline, _)| *deadline)
    }

    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    pub fn sessions(&self) -> usize {
        self.per_account.values().sum()
    }

    fn ids_where(&self, wanted: impl Fn(&Connection) -> bool) -> Vec<ConnId> {
        self.by_id.iter().filter(|(_, connection)| wanted(connection)).map(|(id, _)| *id).collect()
    }
}

fn one_less<K: Ord>(counts: &mut BTreeMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}
