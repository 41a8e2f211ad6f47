//! Links by which people may ask to be let into rooms, who has knocked with one, and where this person has.

use corridor_wire::id::{AccountId, AccountKey};
use corridor_wire::token::Token;
use rusqlite::{OptionalExtension, Row, params};

use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::RoomId;

/// A link that was made on this device.
pub(crate) struct LinkRow {
    pub(crate) id: i64,
    pub(crate) room: RoomId,
    pub(crate) secret: Token,
    pub(crate) made_at: UnixMillis,
    pub(crate) expires_at: UnixMillis,
    /// How many people it may let in.
    pub(crate) most: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum KnockState {
    /// The directory is asked whether the key is the account's; nobody is told before.
    Asked,
    Waiting,
    LetIn,
    TurnedAway,
}

impl KnockState {
    const ALL: [Self; 4] = [Self::Asked, Self::Waiting, Self::LetIn, Self::TurnedAway];

    fn number(self) -> i64 {
        self as i64
    }

    fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.number() == number)
    }
}

/// Somebody who has knocked. Those who were answered stay, so that a letter that comes again is nothing new.
pub(crate) struct KnockRow {
    pub(crate) id: i64,
    pub(crate) link: i64,
    pub(crate) room: RoomId,
    pub(crate) account: AccountId,
    pub(crate) account_key: AccountKey,
    pub(crate) word: String,
    pub(crate) came_at: UnixMillis,
    pub(crate) state: KnockState,
}

/// Where this person has knocked.
pub(crate) struct OwnKnockRow {
    pub(crate) id: i64,
    pub(crate) account: AccountId,
    pub(crate) account_key: AccountKey,
    pub(crate) secret: Token,
    pub(crate) word: String,
    pub(crate) knocked_at: UnixMillis,
    pub(crate) expires_at: UnixMillis,
    /// Whether the letters are on their way.
    pub(crate) is_written: bool,
}

const LINK: &str = "SELECT id, room, secret, made_at, expires_at, most FROM room_link";
const KNOCK: &str = "SELECT knock.id, link, room, account, account_key, word, came_at, state
     FROM knock JOIN room_link ON room_link.id = knock.link";
const OWN: &str = "SELECT id, account, account_key, secret, word, knocked_at, expires_at, written
     FROM own_knock";

impl LinkRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let (room, secret): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?);
        let (id, made_at, expires_at) = (row.get(0)?, row.get(3)?, row.get(4)?);
        let most = row.get(5)?;
        Ok((|| {
            Ok(Self {
                id,
                room: stored("room id", RoomId::from_slice(&room))?,
                secret: stored("link secret", Token::from_slice(&secret))?,
                made_at: from_sql(made_at),
                expires_at: from_sql(expires_at),
                most: from_sql(most),
            })
        })())
    }
}

fn account_of(account: &str, key: &[u8]) -> Result<(AccountId, AccountKey), StorageError> {
    let account = stored("knock account", AccountId::parse(account).ok())?;
    Ok((account, stored("knock key", AccountKey::from_slice(key))?))
}

impl KnockRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let (id, link, word) = (row.get(0)?, row.get(1)?, row.get(5)?);
        let room: Vec<u8> = row.get(2)?;
        let (account, key): (String, Vec<u8>) = (row.get(3)?, row.get(4)?);
        let (came_at, state): (i64, i64) = (row.get(6)?, row.get(7)?);
        Ok((|| {
            let (account, account_key) = account_of(&account, &key)?;
            Ok(Self {
                id,
                link,
                room: stored("room id", RoomId::from_slice(&room))?,
                account,
                account_key,
                word,
                came_at: from_sql(came_at),
                state: stored("knock state", KnockState::from_number(state))?,
            })
        })())
    }
}

impl OwnKnockRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let (account, key): (String, Vec<u8>) = (row.get(1)?, row.get(2)?);
        let secret: Vec<u8> = row.get(3)?;
        let (id, word, is_written) = (row.get(0)?, row.get(4)?, row.get(7)?);
        let (knocked_at, expires_at): (i64, i64) = (row.get(5)?, row.get(6)?);
        Ok((|| {
            let (account, account_key) = account_of(&account, &key)?;
            Ok(Self {
                id,
                account,
                account_key,
                secret: stored("knock secret", Token::from_slice(&secret))?,
                word,
                knocked_at: from_sql(knocked_at),
                expires_at: from_sql(expires_at),
                is_written,
            })
        })())
    }
}

impl Database {
    pub(crate) fn add_link(&self, link: &LinkRow) -> Result<i64, StorageError> {
        self.connection
            .prepare_cached(
                "INSERT INTO room_link (room, secret, made_at, expires_at, most)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                &link.room.as_bytes()[..],
                &link.secret.expose()[..],
                to_sql(link.made_at),
                to_sql(link.expires_at),
                to_sql(link.most)
            ])?;
        Ok(self.connection.last_insert_rowid())
    }

    pub(crate) fn links(&self) -> Result<Vec<LinkRow>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!("{LINK} ORDER BY id"))?;
        statement.query_map([], LinkRow::read)?.map(|row| row?).collect()
    }

    /// With all that was knocked by it; `false` when there is none.
    pub(crate) fn delete_link(&self, id: i64) -> Result<bool, StorageError> {
        let mut statement =
            self.connection.prepare_cached("DELETE FROM room_link WHERE id = ?1")?;
        self.has_forgotten.set(true);
        Ok(statement.execute(params![id])? > 0)
    }

    pub(crate) fn add_knock(
        &self,
        link: i64,
        (account, key): (&AccountId, &AccountKey),
        word: &str,
        came_at: UnixMillis,
        state: KnockState,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO knock (link, account, account_key, word, came_at, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                link,
                account.as_str(),
                &key.as_bytes()[..],
                word,
                to_sql(came_at),
                state.number()
            ])?;
        Ok(())
    }

    pub(crate) fn knock(&self, id: i64) -> Result<Option<KnockRow>, StorageError> {
        let mut statement =
            self.connection.prepare_cached(&format!("{KNOCK} WHERE knock.id = ?1"))?;
        statement.query_row(params![id], KnockRow::read).optional()?.transpose()
    }

    /// Everybody who has knocked, in the order in which they came.
    pub(crate) fn knocks(&self) -> Result<Vec<KnockRow>, StorageError> {
        let mut statement =
            self.connection.prepare_cached(&format!("{KNOCK} ORDER BY knock.id"))?;
        statement.query_map([], KnockRow::read)?.map(|row| row?).collect()
    }

    pub(crate) fn set_knock(&self, id: i64, state: KnockState) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE knock SET state = ?2 WHERE id = ?1")?
            .execute(params![id, state.number()])?;
        Ok(())
    }

    /// What somebody said at the door is for whoever decides, and only until then.
    pub(crate) fn answer_knock(&self, id: i64, state: KnockState) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE knock SET state = ?2, word = '' WHERE id = ?1")?
            .execute(params![id, state.number()])?;
        self.has_forgotten.set(true);
        Ok(())
    }

    pub(crate) fn delete_knock(&self, id: i64) -> Result<(), StorageError> {
        self.connection.prepare_cached("DELETE FROM knock WHERE id = ?1")?.execute(params![id])?;
        self.has_forgotten.set(true);
        Ok(())
    }

    /// How many wait at a room's door.
    pub(crate) fn count_knocks(&self, room: &RoomId) -> Result<usize, StorageError> {
        let count: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM knock JOIN room_link ON room_link.id = knock.link
                 WHERE room = ?1 AND state = ?2
                    AND account NOT IN (SELECT account FROM blocked)",
            )?
            .query_row(params![&room.as_bytes()[..], KnockState::Waiting.number()], |row| {
                row.get(0)
            })?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    pub(crate) fn add_own_knock(&self, knock: &OwnKnockRow) -> Result<i64, StorageError> {
        self.connection
            .prepare_cached(
                "INSERT INTO own_knock
                    (account, account_key, secret, word, knocked_at, expires_at, written)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                knock.account.as_str(),
                &knock.account_key.as_bytes()[..],
                &knock.secret.expose()[..],
                knock.word,
                to_sql(knock.knocked_at),
                to_sql(knock.expires_at),
                knock.is_written
            ])?;
        Ok(self.connection.last_insert_rowid())
    }

    pub(crate) fn own_knocks(&self) -> Result<Vec<OwnKnockRow>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!("{OWN} ORDER BY id"))?;
        statement.query_map([], OwnKnockRow::read)?.map(|row| row?).collect()
    }

    pub(crate) fn own_knock_written(&self, id: i64) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE own_knock SET written = 1 WHERE id = ?1")?
            .execute(params![id])?;
        Ok(())
    }

    /// `false` when there is none.
    pub(crate) fn delete_own_knock(&self, id: i64) -> Result<bool, StorageError> {
        let mut statement =
            self.connection.prepare_cached("DELETE FROM own_knock WHERE id = ?1")?;
        self.has_forgotten.set(true);
        Ok(statement.execute(params![id])? > 0)
    }
}
