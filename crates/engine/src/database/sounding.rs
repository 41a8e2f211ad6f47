//! Which questions belong together, whom they were put to, and what came back: known on the device that
//! asked, and on no other.

use corridor_content::{Body, Message, Sounding, SoundingAnswer};
use corridor_wire::id::AccountId;
use corridor_wire::planted::{Bug, is_planted};
use rusqlite::{OptionalExtension, Row, params};

use super::act::LOG_ORDER;
use super::blocked::BY_BLOCKED;
use super::item::{ANSWER, QUESTION, TOTALS, delivery_of};
use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{Delivery, LocalId, RoomId};

/// Soundings in one list, the newest of them.
const SOUNDINGS: usize = 200;

pub(crate) struct SoundingRow {
    pub(crate) id: i64,
    /// The room that is asked as a whole.
    pub(crate) room: Option<RoomId>,
    pub(crate) asked_at: UnixMillis,
}

/// One question of a sounding.
pub(crate) struct AskedRow {
    pub(crate) item: LocalId,
    pub(crate) room: RoomId,
    /// Nobody in particular where a whole room is asked.
    pub(crate) account: Option<AccountId>,
    pub(crate) reminded_at: Option<UnixMillis>,
    pub(crate) body: Vec<u8>,
    /// None before it was sealed first.
    pub(crate) message_id: Option<Vec<u8>>,
    pub(crate) delivery: Delivery,
    pub(crate) expires_at: Option<UnixMillis>,
}

/// What somebody answered, at some time, by their own clock.
#[derive(Clone)]
pub(crate) struct AnswerRow {
    pub(crate) sender: AccountId,
    pub(crate) answer: SoundingAnswer,
    pub(crate) sent_at: UnixMillis,
}

impl AskedRow {
    pub(crate) fn question(&self) -> Option<Sounding> {
        question_in(&self.body)
    }
}

pub(crate) fn question_in(body: &[u8]) -> Option<Sounding> {
    match Message::decode(body).ok()?.body() {
        Body::Sounding(sounding) => Some(sounding),
        _ => None,
    }
}

/// An answer as it is stored: its place, a colon, its words.
pub(crate) fn answer_text(answer: &SoundingAnswer) -> String {
    let place = answer.choice().map_or(String::new(), |place| place.to_string());
    format!("{place}:{}", answer.text())
}

pub(crate) fn read_answer(stored: &str) -> Option<SoundingAnswer> {
    let (place, text) = stored.split_once(':')?;
    let choice = if place.is_empty() { None } else { Some(place.parse().ok()?) };
    SoundingAnswer::new(choice, text.to_owned()).ok()
}

/// The last answer of each person that fits the question and says it was sent in time.
pub(crate) fn counted(question: &Sounding, answers: Vec<AnswerRow>) -> Vec<AnswerRow> {
    let mut counted: Vec<AnswerRow> = Vec::new();
    for answer in answers {
        let is_late = question.deadline_ms.is_some_and(|deadline| answer.sent_at > deadline);
        if is_late || !answer.answer.fits(question) {
            continue;
        }
        let is_same = |earlier: &AnswerRow| earlier.sender == answer.sender;
        if is_planted(Bug::FirstAnswerCounts) && counted.iter().any(is_same) {
            continue;
        }
        counted.retain(|earlier| !is_same(earlier));
        counted.push(answer);
    }
    counted
}

impl Database {
    pub(crate) fn add_sounding(
        &self,
        room: Option<&RoomId>,
        asked_at: UnixMillis,
        publish_at: Option<UnixMillis>,
    ) -> Result<i64, StorageError> {
        self.connection
            .prepare_cached(
                "INSERT INTO sounding (room, asked_at, publish_at) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![
                room.map(|room| &room.as_bytes()[..]),
                to_sql(asked_at),
                publish_at.map(to_sql)
            ])?;
        Ok(self.connection.last_insert_rowid())
    }

    pub(crate) fn add_asked(
        &self,
        sounding: i64,
        item: LocalId,
        account: Option<&AccountId>,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("INSERT INTO asked (item, sounding, account) VALUES (?1, ?2, ?3)")?
            .execute(params![item, sounding, account.map(AccountId::as_str)])?;
        Ok(())
    }

    /// The newest first.
    pub(crate) fn soundings(&self) -> Result<Vec<SoundingRow>, StorageError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, room, asked_at FROM sounding ORDER BY id DESC LIMIT ?1")?;
        let limit = i64::try_from(SOUNDINGS).unwrap_or(i64::MAX);
        statement.query_map(params![limit], read_sounding)?.map(|row| row?).collect()
    }

    pub(crate) fn sounding(&self, id: i64) -> Result<Option<SoundingRow>, StorageError> {
        self.connection
            .prepare_cached("SELECT id, room, asked_at FROM sounding WHERE id = ?1")?
            .query_row(params![id], read_sounding)
            .optional()?
            .transpose()
    }

    /// The questions of a sounding that have not been taken back.
    pub(crate) fn asked(&self, sounding: i64) -> Result<Vec<AskedRow>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT item, room, account, reminded_at, body, message_id, delivery, expires_at
             FROM asked JOIN item ON item.local_id = asked.item
             WHERE sounding = ?1 AND body IS NOT NULL AND withdrawn_by IS NULL AND hidden = 0
             ORDER BY account, item",
        )?;
        statement.query_map(params![sounding], read_asked)?.map(|row| row?).collect()
    }

    /// To which sounding of this device an item belongs.
    pub(crate) fn sounding_of(&self, item: LocalId) -> Result<Option<i64>, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT sounding FROM asked WHERE item = ?1")?
            .query_row(params![item], |row| row.get(0))
            .optional()?)
    }

    /// When an own question is forgotten that was put to a room, and answered elsewhere.
    pub(crate) fn end_of_asked(&self, id: &[u8]) -> Result<Option<UnixMillis>, StorageError> {
        let end: Option<Option<i64>> = self
            .connection
            .prepare_cached(
                "SELECT expires_at FROM asked JOIN item ON item.local_id = asked.item
                 WHERE message_id = ?1",
            )?
            .query_row(params![id], |row| row.get(0))
            .optional()?;
        Ok(end.flatten().map(from_sql))
    }

    /// All that was answered to a question in a room with the asker, in the order of that room's log.
    pub(crate) fn answers_in(
        &self,
        room: &[u8],
        question: &[u8],
    ) -> Result<Vec<AnswerRow>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT sender, text, sent_at FROM item INDEXED BY item_answer
             WHERE target = ?2 AND kind = {ANSWER} AND room = ?1 AND withdrawn_by IS NULL
                AND hidden = 0
             ORDER BY {LOG_ORDER}"
        ))?;
        read_answers(statement.query(params![room, question])?)
    }

    /// What this person has answered to a question of the asker's: with it, or in a room with them. Others can
    /// claim its id for one of theirs.
    pub(crate) fn own_answers(
        &self,
        room: &[u8],
        question: &[u8],
        asker: &AccountId,
    ) -> Result<Vec<AnswerRow>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT sender, text, sent_at FROM item INDEXED BY item_answer
             WHERE target = ?2 AND kind = {ANSWER} AND own = 1 AND withdrawn_by IS NULL
                AND hidden = 0 AND (room = ?1 OR EXISTS (
                    SELECT 1 FROM device WHERE device.room = item.room AND device.account = ?3))
             ORDER BY {LOG_ORDER}"
        ))?;
        read_answers(statement.query(params![room, question, asker.as_str()])?)
    }

    /// What the people of a room answered to a question that was put to all of them: each in a direct room
    /// with the asker, and under the key that they have in the room.
    pub(crate) fn answers_of_room(
        &self,
        room: &RoomId,
        question: &[u8],
    ) -> Result<Vec<AnswerRow>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT sender, text, sent_at FROM item INDEXED BY item_answer
             WHERE target = ?2 AND kind = {ANSWER} AND own = 0 AND withdrawn_by IS NULL
                AND hidden = 0 AND NOT {BY_BLOCKED} AND EXISTS (
                    SELECT 1 FROM device AS here JOIN device AS there
                        ON there.account = here.account AND there.account_key = here.account_key
                    WHERE here.room = ?1 AND here.account = item.sender AND there.room = item.room)
             ORDER BY {LOG_ORDER}"
        ))?;
        read_answers(statement.query(params![&room.as_bytes()[..], question])?)
    }

    pub(crate) fn was_reminded(&self, item: LocalId, at: UnixMillis) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE asked SET reminded_at = ?2 WHERE item = ?1")?
            .execute(params![item, to_sql(at)])?;
        Ok(())
    }

    /// The question `id` as `sender` put it in this room.
    pub(crate) fn question_of(
        &self,
        room: &RoomId,
        id: &[u8],
        sender: &AccountId,
    ) -> Result<Option<Sounding>, StorageError> {
        let body: Option<Vec<u8>> = self
            .connection
            .prepare_cached(&format!(
                "SELECT body FROM item WHERE room = ?1 AND message_id = ?2 AND sender = ?3
                    AND kind = {QUESTION} AND body IS NOT NULL"
            ))?
            .query_row(params![&room.as_bytes()[..], id, sender.as_str()], |row| row.get(0))
            .optional()?;
        Ok(body.and_then(|body| question_in(&body)))
    }

    /// Whether somebody has asked it there, taken back since or not: what stands behind it is the same everywhere.
    pub(crate) fn has_asked(
        &self,
        room: &RoomId,
        id: &[u8],
        sender: &AccountId,
    ) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT 1 FROM item WHERE room = ?1 AND message_id = ?2 AND sender = ?3
                    AND kind = {QUESTION}"
            ))?
            .exists(params![&room.as_bytes()[..], id, sender.as_str()])?)
    }

    /// Whether the asker has told the room what came of their question, by another message than this one.
    pub(crate) fn has_totals(
        &self,
        room: &[u8],
        (question, asker): (&[u8], &AccountId),
        but: Option<&[u8]>,
    ) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT 1 FROM item WHERE room = ?1 AND target = ?2 AND kind = {TOTALS}
                    AND message_id IS NOT ?3 AND sender = ?4"
            ))?
            .exists(params![room, question, but, asker.as_str()])?)
    }

    /// The message that told the room what came of a question.
    pub(crate) fn totals_of(
        &self,
        room: &RoomId,
        question: &[u8],
    ) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT body FROM item WHERE room = ?1 AND target = ?2 AND kind = {TOTALS} AND own = 1
                    AND body IS NOT NULL"
            ))?
            .query_row(params![&room.as_bytes()[..], question], |row| row.get(0))
            .optional()?)
    }

    /// Soundings of rooms whose deadline has come.
    pub(crate) fn soundings_due(&self, now: UnixMillis) -> Result<Vec<i64>, StorageError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM sounding WHERE publish_at <= ?1 ORDER BY id")?;
        let due = statement.query_map(params![to_sql(now)], |row| row.get(0))?;
        Ok(due.collect::<Result<_, _>>()?)
    }

    pub(crate) fn publish_no_longer(&self, sounding: i64) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE sounding SET publish_at = NULL WHERE id = ?1")?
            .execute(params![sounding])?;
        Ok(())
    }
}

fn read_sounding(row: &Row<'_>) -> rusqlite::Result<Result<SoundingRow, StorageError>> {
    let (id, room, asked_at) = (row.get(0)?, row.get::<_, Option<Vec<u8>>>(1)?, row.get(2)?);
    let room = room.map(|room| stored("room id", RoomId::from_slice(&room))).transpose();
    Ok(room.map(|room| SoundingRow { id, room, asked_at: from_sql(asked_at) }))
}

fn read_asked(row: &Row<'_>) -> rusqlite::Result<Result<AskedRow, StorageError>> {
    let (item, room, account) =
        (row.get(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Option<String>>(2)?);
    let (reminded_at, body, message_id) = (row.get::<_, Option<i64>>(3)?, row.get(4)?, row.get(5)?);
    let (delivery, expires_at) = (row.get::<_, u8>(6)?, row.get::<_, Option<i64>>(7)?);
    let parse = || {
        let account = account.map(|account| stored("account", AccountId::parse(&account).ok()));
        Ok(AskedRow {
            item,
            room: stored("room id", RoomId::from_slice(&room))?,
            account: account.transpose()?,
            reminded_at: reminded_at.map(from_sql),
            body,
            message_id,
            delivery: stored("delivery", delivery_of(delivery))?,
            expires_at: expires_at.map(from_sql),
        })
    };
    Ok(parse())
}

/// What was taken away on this device says nothing, and counts nowhere.
fn read_answers(mut rows: rusqlite::Rows<'_>) -> Result<Vec<AnswerRow>, StorageError> {
    let mut answers = Vec::new();
    while let Some(row) = rows.next()? {
        let (sender, text): (String, String) = (row.get(0)?, row.get(1)?);
        let Some(answer) = read_answer(&text) else { continue };
        let sender = stored("account", AccountId::parse(&sender).ok())?;
        answers.push(AnswerRow { sender, answer, sent_at: from_sql(row.get(2)?) });
    }
    Ok(answers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, Location, NewItem};
    use crate::view::ItemKind;

    const ROOM: RoomId = RoomId::from_bytes([2; 16]);
    const ID: [u8; 32] = [1; 32];

    fn database() -> Database {
        Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap()
    }

    fn person(name: &str) -> AccountId {
        AccountId::parse(&format!("{name}@relay.example")).unwrap()
    }

    fn answer(sender: &str, choice: Option<u8>, text: &str, sent_at: UnixMillis) -> AnswerRow {
        let answer = SoundingAnswer::new(choice, text.to_owned()).unwrap();
        AnswerRow { sender: person(sender), answer, sent_at }
    }

    #[test]
    fn an_answer_is_read_as_it_is_stored() {
        for (choice, text) in [(Some(7), ""), (None, "a:b"), (Some(0), ":")] {
            let answer = SoundingAnswer::new(choice, text.to_owned()).unwrap();
            assert!(read_answer(&answer_text(&answer)) == Some(answer));
        }
        for none in ["", "7", ":", "8:", "x:text", "-1:text"] {
            assert!(read_answer(none).is_none(), "{none}");
        }
    }

    #[test]
    fn the_last_answer_of_each_counts_that_fits_and_came_in_time() {
        let options = ["Yes", "No"].map(str::to_owned).to_vec();
        let question = |is_free| {
            Sounding::new("Which?".to_owned(), options.clone(), is_free, Some(10), false).unwrap()
        };
        let answers = || {
            vec![
                answer("ann", Some(0), "", 1),
                answer("ben", Some(1), "", 10),
                answer("ann", Some(1), "", 2),
                answer("ben", Some(0), "", 11),
                answer("ann", Some(2), "", 3),
                answer("cid", None, "neither", 4),
            ]
        };
        let counted = |is_free| -> Vec<(String, String)> {
            let counted = counted(&question(is_free), answers());
            let pair = |row: AnswerRow| (row.sender.name().to_owned(), answer_text(&row.answer));
            counted.into_iter().map(pair).collect()
        };
        let pair = |name: &str, answer: &str| (name.to_owned(), answer.to_owned());
        assert_eq!(counted(false), [pair("ben", "1:"), pair("ann", "1:")]);
        let with_words = [pair("ben", "1:"), pair("ann", "1:"), pair("cid", ":neither")];
        assert_eq!(counted(true), with_words);
    }

    #[test]
    fn a_sounding_goes_with_the_last_of_its_questions() {
        let database = database();
        let ann = person("ann");
        let add = || {
            let item = NewItem { own: true, kind: ItemKind::Sounding, ..NewItem::by(&ann) };
            database.add_item(&ROOM, &item).unwrap().unwrap()
        };
        let (first, second, other) = (add(), add(), add());
        let sounding = database.add_sounding(None, 5, None).unwrap();
        let kept = database.add_sounding(Some(&ROOM), 6, Some(7)).unwrap();
        for (of, item, account) in
            [(sounding, first, Some(&ann)), (sounding, second, Some(&ann)), (kept, other, None)]
        {
            database.add_asked(of, item, account).unwrap();
        }
        assert_eq!(database.sounding_of(second).unwrap(), Some(sounding));
        database.forget_item(first).unwrap();
        let row = database.sounding(sounding).unwrap().unwrap();
        assert_eq!((row.id, row.room, row.asked_at), (sounding, None, 5));
        database.forget_item(second).unwrap();
        assert!(database.sounding(sounding).unwrap().is_none());
        let left: Vec<i64> = database.soundings().unwrap().iter().map(|row| row.id).collect();
        assert_eq!(left, [kept]);
        assert!(database.soundings_due(6).unwrap().is_empty());
        assert_eq!(database.soundings_due(7).unwrap(), [kept]);
        assert_eq!(database.next_due(0).unwrap(), Some(7));
        database.publish_no_longer(kept).unwrap();
        assert!(database.soundings_due(7).unwrap().is_empty());
    }

    #[test]
    fn totals_of_somebody_who_claims_the_questions_id_tell_the_room_nothing() {
        let database = database();
        let (ann, mallory) = (person("ann"), person("mallory"));
        let tell = |seq, sender: &AccountId| {
            let item = NewItem {
                seq: Some(seq),
                message_id: Some(sender.as_str().as_bytes()),
                kind: ItemKind::SoundingTotals,
                target: Some(&ID),
                ..NewItem::by(sender)
            };
            database.add_item(&ROOM, &item).unwrap();
        };
        let is_told = |asker| database.has_totals(ROOM.as_bytes(), (&ID, asker), None).unwrap();
        tell(1, &mallory);
        assert!(!is_told(&ann) && is_told(&mallory));
        tell(2, &ann);
        assert!(is_told(&ann));
    }

    #[test]
    fn answers_are_found_by_the_question_that_they_name_alone() {
        let database = database();
        let (ann, ben) = (person("ann"), person("ben"));
        let add = |seq, room: &RoomId, sender: &AccountId, target: &[u8], text: &str| {
            let item = NewItem {
                seq: Some(seq),
                own: *sender == ben,
                kind: ItemKind::SoundingAnswer,
                target: Some(target),
                text,
                ..NewItem::by(sender)
            };
            database.add_item(room, &item).unwrap();
        };
        let elsewhere = RoomId::from_bytes([3; 16]);
        add(1, &ROOM, &ann, &ID, "0:");
        add(2, &ROOM, &ann, &[9; 32], "1:");
        add(3, &elsewhere, &ann, &ID, "2:");
        add(4, &elsewhere, &ben, &ID, "3:");
        let texts = |answers: Vec<AnswerRow>| -> Vec<String> {
            answers.iter().map(|row| answer_text(&row.answer)).collect()
        };
        assert_eq!(texts(database.answers_in(ROOM.as_bytes(), &ID).unwrap()), ["0:"]);
        let own = |room: &RoomId, asker| {
            texts(database.own_answers(room.as_bytes(), &ID, asker).unwrap())
        };
        assert_eq!(own(&elsewhere, &ann), ["3:"]);
        // Nobody is known to be in a room with the asker, whoever claims to have asked that.
        assert_eq!(own(&ROOM, &ann), [""; 0]);
        // Nobody is known to be in that room.
        assert_eq!(texts(database.answers_of_room(&ROOM, &ID).unwrap()), [""; 0]);
    }
}
