//! Bob's database after somebody, or a disk, has changed rows of it: the engine may say that it is
//! damaged, at any input, but it never panics, and what it refuses leaves the database as it was.

use corridor_engine::command::Command;
use corridor_engine::{Engine, Entropy, Location};
use corridor_wire::encode;
use corridor_wire::relay_frame::RelayFrame;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use crate::choices::{Choices, put_chunk};
use crate::engine_line::{head_of, page};
use crate::engine_story::{self, Story, key};

/// The tables of `crates/engine/src/database/schema.rs` that hold anything here.
const TABLES: [&str; 12] = [
    "setting",
    "account",
    "mls",
    "room",
    "device",
    "contact",
    "item",
    "receipt",
    "due_receipt",
    "intent",
    "entry",
    "epoch_token",
];

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    engine_story::with(|story| {
        let path = story.left();
        let location = Location::File(path.clone());
        {
            let connection = Connection::open(&path).expect("a copy opens");
            let hex = "01".repeat(32);
            let unlock = format!("PRAGMA key = \"x'{hex}'\"; PRAGMA synchronous = OFF;");
            connection.execute_batch(&unlock).expect("a key is taken");
            for _ in 0..=choices.below(4) {
                damage(&connection, &mut choices);
            }
        }
        let Ok(mut engine) = Engine::open(&location, &key()) else { return };
        live(&mut engine, story, &mut choices);
    });
}

/// One column of one row gets another value.
fn damage(connection: &Connection, choices: &mut Choices<'_>) {
    let table = TABLES[choices.below(TABLES.len())];
    let columns: Vec<String> = connection
        .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .expect("a table has columns");
    let column = &columns[choices.below(columns.len())];
    let rows: i64 = connection
        .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
        .expect("a table is counted");
    let at = choices.byte();
    if rows == 0 {
        return;
    }
    let at = i64::from(at) % rows;
    let found: Value = connection
        .query_row(&format!("SELECT {column} FROM {table} LIMIT 1 OFFSET {at}"), [], |row| {
            row.get(0)
        })
        .expect("a row is read");
    let value = match choices.below(7) {
        0 => Value::Blob(choices.chunk().to_vec()),
        1 => Value::Text(String::from_utf8_lossy(choices.chunk()).into_owned()),
        2 => Value::Integer(i64::from_be_bytes(choices.long().to_be_bytes())),
        3 => Value::Null,
        4 => Value::Blob(Vec::new()),
        _ => bent(found, choices),
    };
    // The schema refuses some of it, as it should.
    let _ = connection.execute(
        &format!(
            "UPDATE {table} SET {column} = ?1 WHERE {column} IN
                (SELECT {column} FROM {table} LIMIT 1 OFFSET {at})"
        ),
        params![value],
    );
}

/// The value that was there, with a byte of it changed or its end cut off.
fn bent(value: Value, choices: &mut Choices<'_>) -> Value {
    match value {
        Value::Blob(mut bytes) => {
            let at = usize::from(choices.number()) % bytes.len().max(1);
            match bytes.get_mut(at) {
                Some(byte) if choices.flag() => *byte ^= choices.byte(),
                _ => bytes.truncate(at),
            }
            Value::Blob(bytes)
        }
        Value::Integer(number) => Value::Integer(number ^ 1 << (choices.byte() % 63)),
        Value::Text(text) => Value::Text(text.chars().rev().collect()),
        other => other,
    }
}

/// Everything that a device does; each may fail, and the next one is tried all the same.
fn live(engine: &mut Engine, story: &Story, choices: &mut Choices<'_>) {
    let mut draws = 0_u8;
    let mut entropy = || {
        draws += 1;
        Entropy::from_bytes([draws; 32])
    };
    let now = story.now;
    let look = |engine: &Engine| {
        let _ = engine.account();
        let _ = engine.devices();
        let _ = engine.pending(now);
        let _ = engine.recovery_words();
        let _ = engine.roster(&story.room);
        let _ = engine.find_rooms("Story");
        let _ = engine.safety(&story.account);
        let items = engine.timeline(&story.room, None, 100);
        items.unwrap_or_default()
    };
    look(engine);
    let _ = engine.handle_connected(now, entropy());
    let head = head_of(&story.room, &story.log);
    let from = choices.below(story.log.len());
    if let Some(page) = page(&story.room, &story.log[from..], head) {
        let frame = encode(&RelayFrame::Pushed(page));
        let _ = engine.handle_frame(now, entropy(), &frame);
    }
    let room = story.room;
    for command in [
        Command::SendText { room, text: "after the damage".into(), seen: None },
        Command::Rename { room, title: "Damaged".to_owned() },
        Command::AddPeople { room, people: vec![story.account.clone()] },
        Command::MarkRead { room, through_seq: 3 },
        Command::Leave { room },
    ] {
        let before = look(engine).len();
        let refused = engine.command(now, entropy(), command).is_err();
        let after = look(engine).len();
        assert!(!refused || before == after, "a refused command leaves nothing behind");
        while engine.poll_output().is_some() {}
    }
    let _ = engine.handle_timeout(now + 60_000, entropy());
    look(engine);
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let mut seeds = Vec::new();
    for (table, name) in (0..).zip(TABLES) {
        for column in [0, 2, 5, 8] {
            let story = vec![0, table, column, 0, 5, 0, 3, 1, 0xff, 4];
            seeds.push((format!("{name}_{column}"), story));
        }
    }
    let mut replaced = vec![0, 3, 5, 0, 0];
    put_chunk(&mut replaced, &[0xa5, 0, 0]);
    seeds.push(("state_replaced".to_owned(), replaced));
    seeds.extend(crate::drawn_stories("engine rows", 4, 60));
    seeds
}
