//! Statements: what was done to one, whom a silence procedure asked, and whom it has reached.

use corridor_content::{Body, Message, Statement};
use corridor_sealing::room_state::RoomState;
use corridor_wire::id::AccountId;
use rusqlite::params;

use super::act::{AS_ADMIN, LOG_ORDER};
use super::item::{ON_STATEMENT, STATEMENT, stored_id};
use super::receipt::ReceiptStatus;
use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::kinds::{Asked, StatementCard};
use crate::output::UnixMillis;
use crate::statements::course::{Act, Course, Fate, SilenceRow, VersionRow};
use crate::view::{LocalId, RoomId};

/// A statement among the messages that go by its id.
struct First {
    local_id: LocalId,
    at: UnixMillis,
    is_placed: bool,
}

impl Database {
    /// What a statement of `author` has come to. Before it was sealed, it has no id, and nothing was done to it.
    pub(crate) fn course(
        &self,
        room: &[u8],
        id: Option<&[u8]>,
        author: &AccountId,
        first: (LocalId, Statement),
    ) -> Result<Course, StorageError> {
        let (local_id, statement) = first;
        let stood = self.stood(local_id)?;
        let first = VersionRow {
            local_id: stood.local_id,
            hash: statement.hash(),
            statement,
            at: stood.at,
            is_placed: stood.is_placed,
        };
        let acts = match id {
            Some(id) => self.done_to_statement(room, id)?,
            None => Vec::new(),
        };
        Ok(Course::of(author.clone(), first, acts))
    }

    fn stood(&self, local_id: LocalId) -> Result<First, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT sent_at, seq IS NOT NULL FROM item WHERE local_id = ?1")?
            .query_row(params![local_id], |row| {
                Ok(First { local_id, at: from_sql(row.get(0)?), is_placed: row.get(1)? })
            })?)
    }

    /// In the order of the log, but for what its author has taken back: a suggestion, or a sign-off.
    fn done_to_statement(&self, room: &[u8], id: &[u8]) -> Result<Vec<Act>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT local_id, message_id, seq IS NOT NULL, sender, own, sent_at, text, body
             FROM item AS act
             WHERE room = ?1 AND target = ?2 AND {ON_STATEMENT} AND body IS NOT NULL
                AND withdrawn_by IS NULL AND hidden = 0
                AND NOT (kind IN (36, 37) AND EXISTS (SELECT 1 FROM item AS undone
                    WHERE undone.room = ?1 AND undone.kind = 13 AND undone.target = act.message_id
                        AND undone.sender = act.sender))
             ORDER BY {LOG_ORDER}"
        ))?;
        let rows = statement.query_map(params![room, id], |row| {
            let (sender, body): (String, Vec<u8>) = (row.get(3)?, row.get(7)?);
            let (id, text): (Option<Vec<u8>>, String) = (row.get(1)?, row.get(6)?);
            let flags: (LocalId, bool, bool) = (row.get(0)?, row.get(2)?, row.get(4)?);
            Ok((flags, id, sender, from_sql(row.get(5)?), text == AS_ADMIN, body))
        })?;
        let mut acts = Vec::new();
        for row in rows {
            let ((local_id, is_placed, is_own), id, sender, sent_at, is_by_admin, body) = row?;
            let Ok(message) = Message::decode(&body) else { continue };
            acts.push(Act {
                local_id,
                id: stored_id(id)?,
                is_placed,
                sender: stored("account", AccountId::parse(&sender).ok())?,
                is_own,
                sent_at,
                is_by_admin,
                body: message.body(),
            });
        }
        Ok(acts)
    }

    /// The statement that an act of the log is on, and what it has come to.
    pub(crate) fn course_of_target(
        &self,
        room: &RoomId,
        target: &[u8],
    ) -> Result<Option<Course>, StorageError> {
        let found: Option<LocalId> = {
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT local_id FROM item WHERE room = ?1 AND message_id = ?2 AND kind = {STATEMENT}
                    AND withdrawn_by IS NULL AND hidden = 0 ORDER BY local_id LIMIT 1"
            ))?;
            let mut rows =
                statement.query_map(params![&room.as_bytes()[..], target], |row| row.get(0))?;
            rows.next().transpose()?
        };
        let Some(local_id) = found else { return Ok(None) };
        let Some(subject) = self.subject(local_id)? else { return Ok(None) };
        let Some(first) = subject.body.as_deref().and_then(statement_in) else { return Ok(None) };
        let course =
            self.course(room.as_bytes(), Some(target), &subject.sender, (local_id, first))?;
        Ok(Some(course))
    }

    pub(super) fn statement_card(
        &self,
        room: &[u8],
        id: Option<&[u8]>,
        author: &AccountId,
        first: (LocalId, Statement),
    ) -> Result<StatementCard, StorageError> {
        let course = self.course(room, id, author, first)?;
        let present = course.present();
        let signed = course.sign_offs.iter().filter(|row| row.sign_off.version == present.hash);
        let last = course.silences.last();
        let last = last.filter(|silence| silence.version + 1 == course.versions.len());
        let silence = last.map(|silence| self.silence_card(room, silence)).transpose()?;
        Ok(StatementCard {
            title: present.statement.title().to_owned(),
            number: course.versions.len(),
            hash: present.hash.to_string(),
            paragraphs: present.statement.paragraphs().len(),
            open: self.shown_suggestions(&course)?.len(),
            signed: signed.map(|row| row.act.by.to_string()).collect(),
            silence,
        })
    }

    /// Places of those that nobody has settled, but for those of people who are blocked here.
    pub(crate) fn shown_suggestions(&self, course: &Course) -> Result<Vec<usize>, StorageError> {
        let mut shown = Vec::new();
        for (place, row) in course.suggestions.iter().enumerate() {
            if row.fate == Fate::Open && (row.act.is_own || !self.is_blocked(&row.act.by)?) {
                shown.push(place);
            }
        }
        Ok(shown)
    }

    /// Whoever could break the silence `id`, where that stands in the log: all who may write, in the room as it
    /// is now. Who began it has it.
    pub(crate) fn ask_silence(
        &self,
        room: (&RoomId, &RoomState),
        id: &[u8],
        (by, at): (&AccountId, UnixMillis),
    ) -> Result<(), StorageError> {
        let (room, state) = room;
        for device in self.devices(room)? {
            if !state.may_post(&device.account) {
                continue;
            }
            let delegation = self.believed(&device.account_key)?.unwrap_or_default();
            self.connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO silence_asked (room, message_id, account, delegation,
                        delivered_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    &room.as_bytes()[..],
                    id,
                    device.account.as_str(),
                    delegation,
                    (device.account == *by).then(|| to_sql(at)),
                ])?;
        }
        Ok(())
    }

    /// For whom somebody speaks, by a key that is believed here.
    pub(crate) fn believed(
        &self,
        key: &corridor_wire::id::AccountKey,
    ) -> Result<Option<String>, StorageError> {
        let Some(signed) = self.affiliation(key)? else { return Ok(None) };
        let known = self.organisation(signed.organisation())?;
        Ok(known.map(|_| signed.affiliation().affiliation.clone()))
    }

    /// A device of `account` says that it has a silence. Answers whether that is one.
    pub(crate) fn silence_reached(
        &self,
        room: &RoomId,
        id: &[u8],
        account: &AccountId,
        at: UnixMillis,
        status: ReceiptStatus,
    ) -> Result<bool, StorageError> {
        let changed = self
            .connection
            .prepare_cached(
                "UPDATE silence_asked SET delivered_at = min(coalesce(delivered_at, ?4), ?4),
                    is_read = max(is_read, ?5) WHERE room = ?1 AND message_id = ?2 AND account = ?3",
            )?
            .execute(params![
                &room.as_bytes()[..],
                id,
                account.as_str(),
                to_sql(at),
                status == ReceiptStatus::Read,
            ])?;
        Ok(changed > 0)
    }

    /// Those whom a silence asked, each delegation together.
    pub(crate) fn silence_asked(
        &self,
        room: &[u8],
        silence: &SilenceRow,
    ) -> Result<Vec<Asked>, StorageError> {
        let Some(id) = &silence.act.id else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(
            "SELECT account, delegation, delivered_at, is_read FROM silence_asked
             WHERE room = ?1 AND message_id = ?2 ORDER BY delegation = '', delegation, account",
        )?;
        let rows = statement.query_map(params![room, &id.as_bytes()[..]], |row| {
            let (delegation, delivered_at): (String, Option<i64>) = (row.get(1)?, row.get(2)?);
            Ok(Asked {
                account: row.get(0)?,
                delegation: Some(delegation).filter(|delegation| !delegation.is_empty()),
                delivered_at: delivered_at.map(from_sql),
                read: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Silences whose deadline screens have not looked at yet.
    pub(crate) fn is_silence_running(&self, silence: &SilenceRow) -> Result<bool, StorageError> {
        self.is_due_later(silence.act.local_id)
    }
}

pub(crate) fn statement_in(body: &[u8]) -> Option<Statement> {
    match Message::decode(body).ok()?.body() {
        Body::Statement(statement) => Some(statement),
        _ => None,
    }
}
