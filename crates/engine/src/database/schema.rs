//! Tables and their migrations. A migration is never changed after a release; a new one is added.

use super::Database;
use crate::command::StorageError;

/// One step each, applied in order; `user_version` counts them.
const MIGRATIONS: &[&str] = &["
CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- One row. `account` and `certificate` are unknown until the relay has said its name.
CREATE TABLE account (
    id INTEGER PRIMARY KEY CHECK (id = 0),
    name TEXT NOT NULL, account TEXT, account_secret BLOB NOT NULL, device_secret BLOB NOT NULL,
    certificate BLOB, origin TEXT NOT NULL, pin BLOB, invitation BLOB,
    registered INTEGER NOT NULL, lineage BLOB, inbox_cursor INTEGER NOT NULL);

-- What openmls keeps.
CREATE TABLE mls (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE room (
    id BLOB PRIMARY KEY, title TEXT NOT NULL, direct INTEGER NOT NULL,
    status INTEGER NOT NULL, detail TEXT NOT NULL, state BLOB NOT NULL,
    created INTEGER NOT NULL, delete_token BLOB,
    cursor INTEGER NOT NULL, version INTEGER NOT NULL, chain BLOB NOT NULL,
    read_seq INTEGER NOT NULL, mark INTEGER NOT NULL, acknowledged INTEGER NOT NULL,
    last_activity INTEGER NOT NULL, skipped INTEGER NOT NULL, contradiction TEXT,
    asked_at INTEGER NOT NULL) WITHOUT ROWID;

-- The devices in a room, as the MLS tree has them.
CREATE TABLE device (
    room BLOB NOT NULL, device BLOB NOT NULL, account TEXT NOT NULL, account_key BLOB NOT NULL,
    leaf INTEGER NOT NULL, added_by TEXT, added_at INTEGER NOT NULL, added_seq INTEGER NOT NULL,
    mark INTEGER NOT NULL, PRIMARY KEY (room, device)) WITHOUT ROWID;

CREATE TABLE contact (
    account TEXT PRIMARY KEY, account_key BLOB NOT NULL, verified INTEGER NOT NULL,
    offered_key BLOB) WITHOUT ROWID;

-- Devices of this account that its person has withdrawn, and whether the relay knows.
CREATE TABLE withdrawn (device BLOB PRIMARY KEY, told INTEGER NOT NULL) WITHOUT ROWID;

-- The timeline. `seq` is null while an own message is queued.
CREATE TABLE item (
    local_id INTEGER PRIMARY KEY AUTOINCREMENT, room BLOB NOT NULL, seq INTEGER,
    part INTEGER NOT NULL, message_id BLOB, sender TEXT NOT NULL, own INTEGER NOT NULL,
    kind INTEGER NOT NULL, text TEXT NOT NULL, body BLOB, sent_at INTEGER NOT NULL,
    delivery INTEGER NOT NULL);
CREATE UNIQUE INDEX item_position ON item (room, seq, part) WHERE seq IS NOT NULL;
CREATE INDEX item_queued ON item (room) WHERE seq IS NULL;
CREATE INDEX item_message ON item (room, message_id) WHERE message_id IS NOT NULL;

CREATE TABLE receipt (
    room BLOB NOT NULL, message_id BLOB NOT NULL, account TEXT NOT NULL, status INTEGER NOT NULL,
    PRIMARY KEY (room, message_id, account)) WITHOUT ROWID;
CREATE TABLE due_receipt (
    room BLOB NOT NULL, message_id BLOB NOT NULL, status INTEGER NOT NULL, due INTEGER NOT NULL,
    PRIMARY KEY (room, message_id)) WITHOUT ROWID;

-- What was asked for and is not done.
CREATE TABLE intent (
    id INTEGER PRIMARY KEY AUTOINCREMENT, room BLOB NOT NULL, body BLOB NOT NULL,
    state INTEGER NOT NULL, not_before INTEGER NOT NULL, mark INTEGER NOT NULL, item INTEGER);
CREATE INDEX intent_room ON intent (room, id);

-- At most one record of a room is under way.
CREATE TABLE flight (
    room BLOB PRIMARY KEY, intent INTEGER NOT NULL, op_id BLOB NOT NULL, version INTEGER NOT NULL,
    record BLOB, header BLOB, message BLOB, welcome BLOB, recipients BLOB NOT NULL,
    appended INTEGER NOT NULL) WITHOUT ROWID;

-- What has to go to the blob store before the flight of its room can start.
CREATE TABLE upload (
    id INTEGER PRIMARY KEY AUTOINCREMENT, room BLOB NOT NULL, slot INTEGER NOT NULL,
    reference BLOB NOT NULL, ciphertext BLOB NOT NULL, write_token BLOB, done INTEGER NOT NULL);

-- Sealed messages for the inboxes of others.
CREATE TABLE letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT, inbox BLOB NOT NULL, op_id BLOB NOT NULL,
    record BLOB NOT NULL);

-- A sealed invitation to a room that this device believes to be in still.
CREATE TABLE parked (room BLOB PRIMARY KEY, seq INTEGER NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;

-- The log as it was read: to compare histories with others, and to give a relay back what it lost.
CREATE TABLE entry (
    room BLOB NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL, bytes BLOB,
    read_at INTEGER NOT NULL, PRIMARY KEY (room, seq)) WITHOUT ROWID;
CREATE TABLE epoch_token (
    room BLOB NOT NULL, version INTEGER NOT NULL, token BLOB NOT NULL,
    PRIMARY KEY (room, version)) WITHOUT ROWID;
", "
-- What a person has written in a room and not sent.
CREATE TABLE draft (room BLOB PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
", "
-- Who writes on several devices sends again from the one on which it was written.
ALTER TABLE item ADD COLUMN written_here INTEGER NOT NULL DEFAULT 0;
CREATE INDEX item_only_here ON item (room) WHERE delivery = 6;

-- Records of a history that a restored relay has lost, until they are in the log again.
CREATE TABLE lost (
    room BLOB NOT NULL, op_id BLOB NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, item INTEGER,
    PRIMARY KEY (room, op_id)) WITHOUT ROWID;
", "
-- Whoever was in a room first is news only until the directory has said whose key it is.
ALTER TABLE device ADD COLUMN unmet INTEGER NOT NULL DEFAULT 0;
", "
-- What a commit points to expires: one that waited for long is made anew.
ALTER TABLE flight ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
", "
-- A file that an item of the timeline is, and where its sealed bytes are.
CREATE TABLE file (
    item INTEGER PRIMARY KEY, name TEXT NOT NULL, media_type TEXT NOT NULL, bytes INTEGER NOT NULL,
    preview BLOB, key BLOB NOT NULL, nonce BLOB NOT NULL, hash BLOB NOT NULL, blob BLOB,
    read_token BLOB, write_token BLOB, state INTEGER NOT NULL, mark INTEGER NOT NULL);
CREATE INDEX file_under_way ON file (item) WHERE state IN (0, 4);
-- What is on this device of it: apart, so that a list of files reads none of their bytes.
CREATE TABLE file_content (item INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TRIGGER item_is_gone AFTER DELETE ON item BEGIN
    DELETE FROM file WHERE item = old.local_id;
    DELETE FROM file_content WHERE item = old.local_id;
END;
", "
-- What an item answers or acts on: the id of a message, which may never come here.
ALTER TABLE item ADD COLUMN target BLOB;
-- What it said at first, where it was said otherwise since: the text is what it says now.
ALTER TABLE item ADD COLUMN first_text TEXT;
ALTER TABLE item ADD COLUMN markdown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN first_markdown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN forwarded INTEGER NOT NULL DEFAULT 0;
-- Of this device's person alone.
ALTER TABLE item ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN mentions_me INTEGER NOT NULL DEFAULT 0;
-- Who took it back at everybody's; text and content are gone then.
ALTER TABLE item ADD COLUMN withdrawn_by TEXT;
ALTER TABLE item ADD COLUMN expires_at INTEGER;
-- When screens have to look at it again: a poll's deadline, until it has passed.
ALTER TABLE item ADD COLUMN due_at INTEGER;
CREATE INDEX item_due ON item (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX item_target ON item (room, target) WHERE target IS NOT NULL;
CREATE INDEX item_starred ON item (room) WHERE starred = 1;
CREATE INDEX item_expires ON item (expires_at) WHERE expires_at IS NOT NULL;
-- Whom an own message mentions, and when one that waits for its time goes out.
CREATE TABLE mention (item INTEGER NOT NULL, account TEXT NOT NULL, PRIMARY KEY (item, account)) WITHOUT ROWID;
CREATE TABLE scheduled (item INTEGER PRIMARY KEY, send_at INTEGER NOT NULL, mark INTEGER NOT NULL);
CREATE INDEX scheduled_time ON scheduled (send_at);
CREATE TRIGGER words_are_gone AFTER DELETE ON item BEGIN
    DELETE FROM mention WHERE item = old.local_id;
    DELETE FROM scheduled WHERE item = old.local_id;
END;
", "
-- A file that is too long for one piece: parts of its content, and the hash of each as it is sealed.
CREATE TABLE file_part (
    item INTEGER NOT NULL, part INTEGER NOT NULL, hash BLOB, content BLOB NOT NULL,
    UNIQUE (item, part));
-- How many of its parts are at the relay, or on this device.
ALTER TABLE file ADD COLUMN done INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER parts_are_gone AFTER DELETE ON file BEGIN
    DELETE FROM file_part WHERE item = old.item;
END;
", "
-- What this device's person has set for a room, which nobody else knows.
CREATE TABLE aside (
    room BLOB PRIMARY KEY, muted_until INTEGER, archived INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
", "
-- What was answered to a command that may be given again.
CREATE TABLE answered (
    command BLOB PRIMARY KEY, room BLOB, item INTEGER, link INTEGER,
    answered_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX answered_time ON answered (answered_at);
", "
-- What 64 neighbours of the timeline hold, as bits that say what they certainly do not hold (signature.rs).
CREATE TABLE signature (
    block INTEGER PRIMARY KEY, earliest INTEGER NOT NULL, latest INTEGER NOT NULL, bits BLOB NOT NULL);
-- Full blocks that have none.
CREATE TABLE unsigned (block INTEGER PRIMARY KEY);
INSERT INTO unsigned SELECT DISTINCT local_id / 64 FROM item;
-- Nothing tells of words that are gone.
CREATE TRIGGER signature_of_gone AFTER DELETE ON item BEGIN
    INSERT OR IGNORE INTO unsigned SELECT block FROM signature WHERE block = old.local_id / 64;
    DELETE FROM signature WHERE block = old.local_id / 64;
END;
CREATE TRIGGER signature_of_changed AFTER UPDATE OF text ON item BEGIN
    INSERT OR IGNORE INTO unsigned SELECT block FROM signature WHERE block = old.local_id / 64;
    DELETE FROM signature WHERE block = old.local_id / 64;
END;
CREATE TRIGGER signature_of_named AFTER INSERT ON file BEGIN
    INSERT OR IGNORE INTO unsigned SELECT block FROM signature WHERE block = new.item / 64;
    DELETE FROM signature WHERE block = new.item / 64;
END;
CREATE TRIGGER signature_of_unnamed AFTER DELETE ON file BEGIN
    INSERT OR IGNORE INTO unsigned SELECT block FROM signature WHERE block = old.item / 64;
    DELETE FROM signature WHERE block = old.item / 64;
END;
", "
-- Links by which people may ask to be let into a room, made on this device; `most` may be let in by one.
CREATE TABLE room_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT, room BLOB NOT NULL, secret BLOB NOT NULL,
    made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, most INTEGER NOT NULL);
-- Who has knocked with one. A name counts with its key alone: others may have knocked in it.
CREATE TABLE knock (
    id INTEGER PRIMARY KEY AUTOINCREMENT, link INTEGER NOT NULL, account TEXT NOT NULL,
    account_key BLOB NOT NULL, word TEXT NOT NULL, came_at INTEGER NOT NULL, state INTEGER NOT NULL,
    UNIQUE (link, account, account_key));
CREATE TRIGGER link_is_gone AFTER DELETE ON room_link BEGIN
    DELETE FROM knock WHERE link = old.id;
END;
-- Where this device's person has knocked.
CREATE TABLE own_knock (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, account_key BLOB NOT NULL,
    secret BLOB NOT NULL, word TEXT NOT NULL, knocked_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL, written INTEGER NOT NULL);
", "
-- People of whom this device's person wants to hear nothing.
CREATE TABLE blocked (account TEXT PRIMARY KEY, blocked_at INTEGER NOT NULL) WITHOUT ROWID;
", "
-- How people wish to be known, the newest of each; and the rooms that get this person's own.
CREATE TABLE profile (
    account TEXT PRIMARY KEY, version INTEGER NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL,
    picture BLOB);
CREATE TABLE profile_room (room BLOB PRIMARY KEY) WITHOUT ROWID;
", "
-- What a message tells of itself beside its words: a voice note, an album, a link that is described.
ALTER TABLE item ADD COLUMN details BLOB;
", "
-- Messages of others that may be unread are counted whenever a room is shown: from here alone, for a
-- room may hold a hundred thousand, and most of a bot's are its own.
CREATE INDEX item_unread ON item (room, seq, kind, mentions_me, sender)
    WHERE seq IS NOT NULL AND own = 0 AND withdrawn_by IS NULL AND hidden = 0;
CREATE INDEX intent_item ON intent (item) WHERE item IS NOT NULL;
", "
-- How people wish to be known belongs to their keys: a name alone can be claimed by others. What was said in a
-- name under which this device has met more than one key may be either's, and goes.
CREATE TABLE profile_of_key (
    account_key BLOB PRIMARY KEY, version INTEGER NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL,
    picture BLOB);
INSERT INTO profile_of_key
    SELECT met.account_key, version, name, status, picture FROM profile JOIN (
        SELECT account, account_key FROM contact
        UNION SELECT account, offered_key FROM contact WHERE offered_key IS NOT NULL
        UNION SELECT account, account_key FROM device) AS met ON met.account = profile.account
    GROUP BY profile.account HAVING count(*) = 1;
DROP TABLE profile;
ALTER TABLE profile_of_key RENAME TO profile;
-- What those who were answered had said, and doors of rooms that this device is not in any more.
UPDATE knock SET word = '' WHERE state > 1;
DELETE FROM room_link WHERE room IN (SELECT id FROM room WHERE status IN (3, 4));
DELETE FROM profile_room WHERE room IN (SELECT id FROM room WHERE status IN (3, 4));
", "
-- A partial index does not count without its table: SQLite looks at each row for what the index is partial by.
DROP INDEX item_unread;
CREATE INDEX item_unread ON item (room, own, hidden, withdrawn_by, seq, kind, mentions_me, sender);

-- How large what is here grows. Without it SQLite takes ten messages for a room, and reads them all to spare
-- itself the sorting of the three that somebody did something to.
ANALYZE item;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('item', 'item_position', '100000 20000 1 1'), ('item', 'item_message', '100000 20000 1'),
    ('item', 'item_target', '50000 10000 3'), ('item', 'item_expires', '50000 2'),
    ('item', 'item_unread', '100000 20000 10000 10000 10000 1 1 1 1'), ('item', 'item_queued', '20 10'),
    ('item', 'item_only_here', '20 10'), ('item', 'item_starred', '50 10'), ('item', 'item_due', '20 1'),
    ('entry', 'entry', '100000 20000 1'), ('receipt', 'receipt', '200000 40000 10 1'),
    ('device', 'device', '1000 20 1'), ('intent', 'intent_room', '20 10 1'),
    ('intent', 'intent_item', '20 1');
ANALYZE sqlite_schema;
", "
-- Whose keys of organisations this person believes, and how they call them; and for whom people speak, as such a
-- key or any other has signed it. This person's own is among them.
CREATE TABLE organisation (key BLOB PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE affiliation (
    account_key BLOB PRIMARY KEY, organisation BLOB NOT NULL, affiliation TEXT NOT NULL,
    since INTEGER NOT NULL, until INTEGER NOT NULL, signed BLOB NOT NULL) WITHOUT ROWID;
", "
-- Huddles: when a room ends, and logs of those that have ended, which this device has yet to delete. A letter
-- that lets somebody in goes with the room.
ALTER TABLE room ADD COLUMN ends_at INTEGER;
CREATE INDEX room_ends ON room (ends_at) WHERE ends_at IS NOT NULL;
ALTER TABLE letter ADD COLUMN room BLOB;
CREATE TABLE ended_log (
    log BLOB PRIMARY KEY, delete_token BLOB NOT NULL, due_at INTEGER NOT NULL) WITHOUT ROWID;
", "
-- What this device's person has asked several people, each alone, or a room; known on this device alone.
CREATE TABLE sounding (
    id INTEGER PRIMARY KEY AUTOINCREMENT, room BLOB, asked_at INTEGER NOT NULL, publish_at INTEGER);
CREATE INDEX sounding_due ON sounding (publish_at) WHERE publish_at IS NOT NULL;
-- Its questions, and whom each was put to.
CREATE TABLE asked (
    item INTEGER PRIMARY KEY, sounding INTEGER NOT NULL, account TEXT, reminded_at INTEGER);
CREATE INDEX asked_sounding ON asked (sounding);
CREATE TRIGGER question_is_gone AFTER DELETE ON item BEGIN
    DELETE FROM sounding WHERE id = (SELECT sounding FROM asked WHERE item = old.local_id)
        AND NOT EXISTS (SELECT 1 FROM asked WHERE asked.sounding = sounding.id
            AND asked.item <> old.local_id);
    DELETE FROM asked WHERE item = old.local_id;
END;
CREATE INDEX item_answer ON item (target) WHERE kind = 28;
ALTER TABLE answered ADD COLUMN sounding INTEGER;
-- The glossary: what stands for an account, a word or a phrase on this device's screens.
CREATE TABLE alias (name TEXT PRIMARY KEY, alias TEXT NOT NULL) WITHOUT ROWID;
", "
-- Whom an own announcement came to: of those whom it is for, who was in the room where it stands in the log.
CREATE TABLE announced (
    item INTEGER NOT NULL, account TEXT NOT NULL, PRIMARY KEY (item, account)) WITHOUT ROWID;
CREATE TRIGGER announcement_is_gone AFTER DELETE ON item BEGIN
    DELETE FROM announced WHERE item = old.local_id;
END;
-- Rooms in which not even announcements break through.
ALTER TABLE aside ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;
", "
-- A mark on a picture that has a number: that it is one stays known when what it says is taken back.
ALTER TABLE item ADD COLUMN numbered INTEGER NOT NULL DEFAULT 0;
", "
-- Who could have broken a silence where it stands in the log, for whom they spoke then as this device believed,
-- and when a device of theirs said that it has it.
CREATE TABLE silence_asked (
    room BLOB NOT NULL, message_id BLOB NOT NULL, account TEXT NOT NULL, delegation TEXT NOT NULL,
    delivered_at INTEGER, is_read INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (room, message_id, account)) WITHOUT ROWID;
", "
-- Devices that have asked their room to wake them.
CREATE TABLE waking (
    room BLOB NOT NULL, device BLOB NOT NULL, PRIMARY KEY (room, device)) WITHOUT ROWID;
"];

impl Database {
    pub(super) fn migrate(&self) -> Result<(), StorageError> {
        let found: u32 = self.connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
        if found > known {
            return Err(StorageError::NewerSchema { found, known });
        }
        for (step, migration) in MIGRATIONS.iter().enumerate().skip(found as usize) {
            self.connection.execute_batch(&format!(
                "BEGIN IMMEDIATE; {migration} PRAGMA user_version = {}; COMMIT;",
                step + 1
            ))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::database::{DatabaseKey, Location};
    use corridor_wire::id::AccountKey;
    use rusqlite::params;

    use super::*;

    #[test]
    fn a_profile_goes_to_the_only_key_that_was_met_under_its_name() {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        let old = &database.connection;
        old.execute_batch("DROP TABLE profile").unwrap();
        let made = MIGRATIONS.iter().find(|step| step.contains("CREATE TABLE profile (")).unwrap();
        let until = made.find("CREATE TABLE profile_room").unwrap();
        old.execute_batch(&made[..until]).unwrap();
        for name in ["ann", "bob", "cid"] {
            let profile = params![name, format!("of {name}")];
            old.execute("INSERT INTO profile VALUES (?1, 7, ?2, '', NULL)", profile).unwrap();
        }
        let key = |number| AccountKey::from_bytes([number; 32]);
        let contact = "INSERT INTO contact VALUES (?1, ?2, 0, ?3)";
        old.execute(contact, params!["ann", [1_u8; 32], None::<Vec<u8>>]).unwrap();
        old.execute(contact, params!["bob", [2_u8; 32], Some([3_u8; 32])]).unwrap();
        let step = MIGRATIONS.iter().find(|step| step.contains("profile_of_key")).unwrap();
        old.execute_batch(step).unwrap();
        assert_eq!(database.profile(&key(1)).unwrap().unwrap().name(), "of ann");
        for number in [2, 3] {
            assert!(database.profile(&key(number)).unwrap().is_none());
        }
        let rows: i64 =
            old.query_row("SELECT count(*) FROM profile", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 1);
    }
}
