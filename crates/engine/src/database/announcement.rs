//! Whom an announcement came to, and who has seen it.
//!
//! A person's first acknowledgement in the log counts, whatever they do to it later, and only of those who were
//! in the room where the announcement stands. All members' devices hold them; the announcer's alone show them.

use std::collections::{BTreeMap, BTreeSet};

use corridor_content as content;
use corridor_wire::id::AccountId;
use rusqlite::{OptionalExtension, params};

use super::act::LOG_ORDER;
use super::item::ANNOUNCEMENT_SEEN;
use super::{Database, from_sql};
use crate::command::StorageError;
use crate::kinds::{Announcement, Reach, Reached, Tally};
use crate::output::UnixMillis;
use crate::turn::RECEIPT_PEOPLE;
use crate::view::{LocalId, RoomId, TimelineItem};

impl Database {
    /// Who is in the room where an own announcement has come to stand. Where it stands anew, others may be.
    pub(crate) fn put_announced(
        &self,
        item: LocalId,
        people: &[AccountId],
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM announced WHERE item = ?1")?
            .execute(params![item])?;
        let mut add = self
            .connection
            .prepare_cached("INSERT INTO announced (item, account) VALUES (?1, ?2)")?;
        for person in people {
            add.execute(params![item, person.as_str()])?;
        }
        Ok(())
    }

    /// This person's own acknowledgement, sent or not.
    pub(crate) fn own_acknowledgement(
        &self,
        room: &RoomId,
        target: &[u8],
    ) -> Result<Option<LocalId>, StorageError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT local_id FROM item WHERE room = ?1 AND target = ?2 AND own = 1
                    AND kind = {ANNOUNCEMENT_SEEN} ORDER BY {LOG_ORDER} LIMIT 1"
            ))?
            .query_row(params![&room.as_bytes()[..], target], |row| row.get(0))
            .optional()?)
    }

    pub(super) fn announcement_view(
        &self,
        announcement: &content::Announcement,
        room: &[u8],
        item: &TimelineItem,
        message_id: Option<&[u8]>,
    ) -> Result<Announcement, StorageError> {
        let own = self.account_row()?.and_then(|row| row.account);
        let own = own.as_ref().map_or("", AccountId::as_str);
        let acknowledged = match message_id {
            Some(id) => self.acknowledged(room, id)?,
            None => BTreeMap::new(),
        };
        let is_own = item.sender.as_str() == own;
        let tally = match message_id {
            Some(id) if is_own && item.seq.is_some() => {
                let is_told = !announcement.people().is_empty();
                Some(self.tally(room, (item.local_id, id), &acknowledged, is_told)?)
            }
            _ => None,
        };
        Ok(Announcement {
            people: announcement.people().to_vec(),
            for_me: !is_own && announcement.is_for(own),
            acknowledged_at: acknowledged.get(own).copied().filter(|_| !is_own),
            tally,
        })
    }

    fn acknowledged(
        &self,
        room: &[u8],
        target: &[u8],
    ) -> Result<BTreeMap<String, UnixMillis>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT sender, sent_at FROM item WHERE room = ?1 AND target = ?2
                AND kind = {ANNOUNCEMENT_SEEN} ORDER BY {LOG_ORDER}"
        ))?;
        let rows = statement.query_map(params![room, target], |row| {
            Ok((row.get::<_, String>(0)?, from_sql(row.get(1)?)))
        })?;
        let mut first = BTreeMap::new();
        for row in rows {
            let (sender, sent_at) = row?;
            first.entry(sender).or_insert(sent_at);
        }
        Ok(first)
    }

    fn tally(
        &self,
        room: &[u8],
        (item, id): (LocalId, &[u8]),
        acknowledged: &BTreeMap<String, UnixMillis>,
        is_told: bool,
    ) -> Result<Tally, StorageError> {
        let announced =
            self.accounts("SELECT account FROM announced WHERE item = ?1", params![item])?;
        let present = self.accounts("SELECT account FROM device WHERE room = ?1", params![room])?;
        let delivered = self.accounts(
            "SELECT account FROM receipt WHERE room = ?1 AND message_id = ?2",
            params![room, id],
        )?;
        let is_told = is_told || announced.len() < RECEIPT_PEOPLE;
        let reach = |person: &String| {
            if !present.contains(person) {
                Reach::Gone
            } else if acknowledged.contains_key(person) {
                Reach::Seen
            } else if delivered.contains(person) {
                Reach::Delivered
            } else if is_told {
                Reach::Undelivered
            } else {
                Reach::Unknown
            }
        };
        let people: Vec<Reached> = announced
            .iter()
            .map(|person| Reached {
                account: person.clone(),
                reach: reach(person),
                acknowledged_at: acknowledged.get(person).copied(),
            })
            .collect();
        let count = |reach| people.iter().filter(|person| person.reach == reach).count();
        Ok(Tally {
            all: people.len() - count(Reach::Gone),
            seen: count(Reach::Seen),
            undelivered: is_told.then(|| count(Reach::Undelivered)),
            people,
        })
    }

    fn accounts(
        &self,
        query: &str,
        parameters: impl rusqlite::Params,
    ) -> Result<BTreeSet<String>, StorageError> {
        let mut statement = self.connection.prepare_cached(query)?;
        Ok(statement.query_map(parameters, |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}
