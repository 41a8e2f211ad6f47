//! What a search need not read: for every 64 neighbours of the timeline, which runs of letters, people, rooms
//! and kinds are certainly not among them.
//!
//! A full block gets a Bloom filter with one hash function (Bloom, "Space/Time Trade-offs in Hash Coding with
//! Allowable Errors", 1970): a bit for each thing in it, by its hash. Where a bit of what is sought is missing,
//! the block is passed over; where all are there, it is read, and the rows decide. A block without a signature
//! is read. Whatever changes or deletes a text deletes its block's signature (`schema.rs`).

use rusqlite::params;

use super::item::{SAID, number_of};
use super::{Database, from_sql, to_sql};
use crate::command::StorageError;
use crate::view::{LocalId, Sought};

/// Neighbours that share a signature; the triggers in `schema.rs` count by it too.
pub(super) const BLOCK: LocalId = 64;

/// A kibibyte: 64 messages of a hundred letters set about a quarter of its bits.
const BYTES: usize = 1024;

/// How many blocks get their signature when one more is full: old databases catch up beside new messages.
const AT_ONCE: i64 = 8;

/// From here on scripts write a word with one or two signs: there two neighbours are sought, elsewhere three.
const FIRST_OF_CJK: char = '\u{2e80}';

pub(super) struct Signature(Vec<u8>);

impl Signature {
    fn empty() -> Self {
        Self(vec![0; BYTES])
    }

    /// `lowercase` as it is compared.
    fn add_text(&mut self, lowercase: &str) {
        let mut before = [None; 2];
        for letter in lowercase.chars() {
            if let [Some(first), Some(second)] = before {
                self.add(b'3', &[first, second, letter]);
            }
            if let Some(second) = before[1]
                && second >= FIRST_OF_CJK
                && letter >= FIRST_OF_CJK
            {
                self.add(b'2', &[second, letter]);
            }
            before = [before[1], Some(letter)];
        }
    }

    fn add_name(&mut self, what: u8, name: &[u8]) {
        self.set(fnv(what, name.iter().copied()));
    }

    fn add(&mut self, what: u8, letters: &[char]) {
        let bytes = letters.iter().flat_map(|letter| u32::from(*letter).to_le_bytes());
        self.set(fnv(what, bytes));
    }

    fn set(&mut self, hash: u32) {
        // The upper bits of FNV depend on all bytes.
        let bit = (hash >> 16) as usize % (BYTES * 8);
        self.0[bit / 8] |= 1 << (bit % 8);
    }

    /// Whether every bit of this one is set in `stored`.
    pub(super) fn may_be_in(&self, stored: &[u8]) -> bool {
        stored.len() != BYTES
            || self.0.iter().zip(stored).all(|(wanted, there)| wanted & there == *wanted)
    }
}

/// FNV-1a with 32 bits (draft-eastlake-fnv, section 2): stored bits have to mean the same in every build.
fn fnv(what: u8, bytes: impl Iterator<Item = u8>) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    bytes.fold(step(0x811c_9dc5, what), step)
}

const ROOM: u8 = b'r';
const SENDER: u8 = b's';
const KIND: u8 = b'k';

/// What every hit has, except its kind where there are several to choose from.
pub(super) fn of_sought(sought: &Sought, lowercase: &str) -> Signature {
    let mut signature = Signature::empty();
    signature.add_text(lowercase);
    if let Some(room) = &sought.room {
        signature.add_name(ROOM, room.as_bytes());
    }
    if let Some(sender) = &sought.sender {
        signature.add_name(SENDER, sender.as_str().as_bytes());
    }
    if let [kind] = sought.kinds[..]
        && let Some(number) = number_of(kind)
    {
        signature.add_name(KIND, &number.to_le_bytes());
    }
    signature
}

impl Database {
    /// An item stands at `local_id` now. Where it begins a block, the one before is full.
    pub(super) fn sign_before(&self, local_id: LocalId) -> Result<(), StorageError> {
        if local_id % BLOCK != 0 {
            return Ok(());
        }
        let begun = local_id / BLOCK;
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO unsigned (block) VALUES (?1)")?
            .execute(params![begun - 1])?;
        let mut unsigned = self.connection.prepare_cached(
            "SELECT block FROM unsigned WHERE block < ?1 ORDER BY block DESC LIMIT ?2",
        )?;
        let blocks = unsigned.query_map(params![begun, AT_ONCE], |row| row.get(0))?;
        let blocks = blocks.collect::<Result<Vec<LocalId>, rusqlite::Error>>()?;
        blocks.into_iter().try_for_each(|block| self.sign(block))
    }

    fn sign(&self, block: LocalId) -> Result<(), StorageError> {
        let mut signature = Signature::empty();
        let (mut earliest, mut latest) = (u64::MAX >> 1, 0);
        let mut items = self.connection.prepare_cached(&format!(
            "SELECT text, name, room, sender, kind, sent_at
             FROM item LEFT JOIN file ON file.item = item.local_id
             WHERE {SAID} AND withdrawn_by IS NULL AND local_id >= ?1 AND local_id < ?2"
        ))?;
        let mut rows = items.query(params![block * BLOCK, (block + 1) * BLOCK])?;
        while let Some(row) = rows.next()? {
            for column in [0, 1] {
                if let Some(text) =
                    row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?
                {
                    signature.add_text(&text.to_lowercase());
                }
            }
            signature.add_name(ROOM, row.get_ref(2)?.as_blob().unwrap_or_default());
            signature.add_name(SENDER, row.get_ref(3)?.as_bytes().unwrap_or_default());
            signature.add_name(KIND, &row.get::<_, i64>(4)?.to_le_bytes());
            let sent_at = from_sql(row.get(5)?);
            (earliest, latest) = (earliest.min(sent_at), latest.max(sent_at));
        }
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO signature (block, earliest, latest, bits) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![block, to_sql(earliest), to_sql(latest), signature.0])?;
        self.connection
            .prepare_cached("DELETE FROM unsigned WHERE block = ?1")?
            .execute(params![block])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use corridor_wire::id::AccountId;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use rusqlite::params;

    use super::*;
    use crate::database::item::NewItem;
    use crate::database::{DatabaseKey, Location};
    use crate::view::{ItemKind, RoomId};

    const ROOMS: [RoomId; 2] = [RoomId::from_bytes([1; 16]), RoomId::from_bytes([2; 16])];

    fn account(name: &str) -> AccountId {
        AccountId::parse(&format!("{name}@relay.example")).unwrap()
    }

    fn database() -> Database {
        Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap()
    }

    fn say(database: &Database, room: RoomId, sender: &AccountId, text: &str, sent_at: u64) -> i64 {
        let kind = ItemKind::Text;
        let item = NewItem { kind, text, sent_at, ..NewItem::by(sender) };
        database.add_item(&room, &item).unwrap().unwrap()
    }

    fn found(database: &Database, sought: &Sought) -> Vec<LocalId> {
        let hits = database.search(sought, 1000).unwrap();
        hits.into_iter().map(|(_, item)| item.local_id).collect()
    }

    fn signed(database: &Database) -> Vec<LocalId> {
        let mut blocks =
            database.connection.prepare("SELECT block FROM signature ORDER BY block").unwrap();
        let blocks = blocks.query_map([], |row| row.get(0)).unwrap();
        blocks.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn a_full_block_is_signed_and_one_whose_text_changed_or_went_is_not_until_the_next_is_full() {
        let database = database();
        let ann = account("ann");
        let many = |count| (0..count).map(|_| say(&database, ROOMS[0], &ann, "aye", 1)).last();
        assert_eq!(many(63), Some(63));
        assert!(signed(&database).is_empty());
        many(65);
        assert_eq!(signed(&database), [0, 1]);
        let change = |statement: &str, item: i64| {
            database.connection.execute(statement, params![item]).unwrap();
        };
        change("UPDATE item SET delivery = 3 WHERE local_id = ?1", 1);
        assert_eq!(signed(&database), [0, 1]);
        change("UPDATE item SET text = 'nay' WHERE local_id = ?1", 63);
        assert_eq!(signed(&database), [1]);
        change("DELETE FROM item WHERE local_id = ?1", 64);
        assert!(signed(&database).is_empty());
        // The block that is not full yet is nobody's business.
        change("DELETE FROM item WHERE local_id = ?1", 128);
        many(64);
        assert_eq!(signed(&database), [0, 1, 2]);
    }

    #[test]
    fn what_an_old_database_holds_is_signed_by_and_by() {
        let database = database();
        let ann = account("ann");
        for _ in 0..20 * BLOCK {
            say(&database, ROOMS[0], &ann, "aye", 1);
        }
        // As the migration leaves it.
        database
            .connection
            .execute_batch(
                "DELETE FROM signature; INSERT INTO unsigned SELECT DISTINCT local_id / 64 FROM item;",
            )
            .unwrap();
        let counts = (0..3).map(|_| {
            for _ in 0..BLOCK {
                say(&database, ROOMS[0], &ann, "aye", 1);
            }
            signed(&database).len()
        });
        assert_eq!(counts.collect::<Vec<_>>(), [8, 16, 23]);
    }

    #[test]
    fn bits_are_missing_for_what_is_not_there() {
        let of = |text: &str| {
            let mut signature = Signature::empty();
            signature.add_text(text);
            signature
        };
        let stored = of("the coast is clear, and so is 第七条关于渔业");
        for there in ["coast", "is clear,", "", "st", "七条", "条"] {
            assert!(of(there).may_be_in(&stored.0), "{there}");
        }
        for absent in ["coasts", "harbour", "条七", "七第"] {
            assert!(!of(absent).may_be_in(&stored.0), "{absent}");
        }
        // What another version may have stored is read.
        assert!(of("harbour").may_be_in(&[0; 8]));
    }

    fn texts() -> impl Strategy<Value = String> {
        let words = ["aye", "Nay", "ΟΔΟΣ", "straße", "渔业第七条", "море", "7", "ſ", "İ"];
        vec(prop::sample::select(words.to_vec()), 1..4).prop_map(|words| words.join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// Whatever signatures pass over, a search finds what reading everything finds.
        #[test]
        fn nothing_is_passed_over(
            said in vec((texts(), any::<bool>(), any::<bool>(), 0..50_u64), 60..200),
            changed in vec((0..200_usize, prop::option::of(texts())), 0..8),
            later in 0..70_usize,
            sought in (texts(), 0..4_usize, any::<bool>(), any::<bool>(), prop::option::of(0..50_u64)),
        ) {
            let database = database();
            let people = [account("ann"), account("ben")];
            let mut all: Vec<_> = said.into_iter().map(|(text, room, person, at)| {
                let (room, sender) = (ROOMS[usize::from(room)], people[usize::from(person)].clone());
                (say(&database, room, &sender, &text, at), room, sender, text, at)
            }).collect();
            for (place, text) in changed {
                let place = place % all.len();
                let id = all[place].0;
                if let Some(text) = text {
                    database.connection.execute("UPDATE item SET text = ?2 WHERE local_id = ?1", params![id, text]).unwrap();
                    all[place].3 = text;
                } else if all.len() > 1 {
                    database.connection.execute("DELETE FROM item WHERE local_id = ?1", params![id]).unwrap();
                    all.remove(place);
                }
            }
            for _ in 0..later {
                all.push((say(&database, ROOMS[0], &people[0], "later", 7), ROOMS[0], people[0].clone(), "later".to_owned(), 7));
            }
            let (text, skip, in_room, by_person, since) = sought;
            let sought = Sought {
                text: text.chars().skip(skip).collect(),
                room: in_room.then_some(ROOMS[0]),
                sender: by_person.then(|| people[1].clone()),
                kinds: vec![ItemKind::Text],
                since,
                until: since.map(|since| since + 20),
            };
            let wanted = sought.text.trim().to_lowercase();
            let mut expected: Vec<_> = all.iter().filter(|(_, room, sender, text, at)| {
                text.to_lowercase().contains(&wanted)
                    && sought.room.as_ref().is_none_or(|wanted| wanted == room)
                    && sought.sender.as_ref().is_none_or(|wanted| wanted == sender)
                    && since.is_none_or(|since| *at >= since && *at < since + 20)
            }).map(|(id, ..)| *id).collect();
            expected.reverse();
            prop_assert_eq!(found(&database, &sought), expected);
        }
    }
}
