//! Which devices their rooms are to wake.

use corridor_wire::id::{AccountId, DeviceId};
use corridor_wire::planted::{Bug, is_planted};
use rusqlite::params;

use super::item::SPOKEN;
use super::{Database, stored};
use crate::command::StorageError;
use crate::view::{LocalId, RoomId};

impl Database {
    pub(crate) fn set_device_waking(
        &self,
        room: &RoomId,
        device: &DeviceId,
        is_on: bool,
    ) -> Result<(), StorageError> {
        let statement = if is_on {
            "INSERT OR IGNORE INTO waking (room, device) VALUES (?1, ?2)"
        } else {
            "DELETE FROM waking WHERE room = ?1 AND device = ?2"
        };
        self.connection
            .prepare_cached(statement)?
            .execute(params![&room.as_bytes()[..], &device.as_bytes()[..]])?;
        Ok(())
    }

    /// Those of other people in the room, where `item` is one to know of and the room is not larger than `most`.
    pub(crate) fn devices_to_wake(
        &self,
        room: &RoomId,
        own: &AccountId,
        item: LocalId,
        most: usize,
    ) -> Result<Vec<DeviceId>, StorageError> {
        let asked = if is_planted(Bug::WakesEverybody) { "LEFT JOIN" } else { "JOIN" };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT device.device FROM device {asked} waking
                ON waking.room = device.room AND waking.device = device.device
             WHERE device.room = ?1 AND device.account <> ?2
                AND EXISTS (SELECT 1 FROM item WHERE local_id = ?3 AND {SPOKEN})
                AND (SELECT count(*) FROM device WHERE room = ?1) <= ?4
             ORDER BY device.device"
        ))?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let wanted = params![&room.as_bytes()[..], own.as_str(), item, most];
        let rows = statement.query_map(wanted, |row| row.get::<_, Vec<u8>>(0))?;
        rows.map(|id| device_id(&id?)).collect()
    }

    pub(crate) fn waking_devices(&self, room: &RoomId) -> Result<Vec<DeviceId>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT device.device FROM waking
             JOIN device ON device.room = waking.room AND device.device = waking.device
             WHERE waking.room = ?1 ORDER BY device.device",
        )?;
        let rows =
            statement.query_map(params![&room.as_bytes()[..]], |row| row.get::<_, Vec<u8>>(0))?;
        rows.map(|id| device_id(&id?)).collect()
    }
}

fn device_id(bytes: &[u8]) -> Result<DeviceId, StorageError> {
    stored("device id", DeviceId::from_slice(bytes))
}
