//! Everything that was done to a statement goes with it, and from the disk too.

use super::{ALI, MONA, SuggestedChange, Table};
use crate::disk::{is_in_pages, tables_with};
use crate::support::{World, wait};
use corridor_engine::Location;
use corridor_engine::command::{Command, StatementCommand};
use corridor_engine::view::Sought;

const MARKERS: [&str; 5] =
    ["marked-title", "marked-first", "marked-second", "marked-suggestion", "marked-objection"];

/// A statement that everything was done to, at people whose databases stand in a folder.
fn table(seed: u64, seconds: Option<u32>) -> (Table, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::new(seed);
    for name in ["mona", "ali", "wei"] {
        let client = world.add_client(Location::File(folder.path().join(name)));
        world.join_with(client, name);
    }
    let mut table = Table::around(world);
    if seconds.is_some() {
        let command = Command::SetExpiry { room: table.room, seconds };
        table.world.command(MONA, command).unwrap();
        table.world.run();
    }
    let command = StatementCommand::Propose {
        room: table.room,
        title: "marked-title".to_owned(),
        paragraphs: vec!["marked-first".to_owned()],
        seen: None,
    };
    table.give(MONA, command).unwrap();
    table.write(&["marked-second"]).unwrap();
    table.suggest(ALI, 1, SuggestedChange::Replace("marked-suggestion".to_owned())).unwrap();
    table.sign(ALI).unwrap();
    table.silence(MONA, 60).unwrap();
    let (local_id, version) = table.before(ALI);
    let reason = "marked-objection".to_owned();
    table.give(ALI, StatementCommand::Object { local_id, version, reason }).unwrap();
    (table, folder)
}

fn expect(folder: &tempfile::TempDir, is_there: bool) {
    for name in ["mona", "ali", "wei"] {
        let path = folder.path().join(name);
        for marker in MARKERS {
            let tables = tables_with(&path, marker);
            assert_eq!(is_in_pages(&path, marker), is_there, "{marker} at {name}, in {tables:?}");
        }
    }
}

#[test]
fn what_is_taken_back_is_on_nobodys_disk() {
    let (mut table, folder) = table(930, None);
    expect(&folder, true);
    let sought = Sought { text: "marked-first".to_owned(), ..Sought::default() };
    let found = table.world.clients[ALI].engine.search(&sought, 10).unwrap();
    assert_eq!(found.len(), 1, "a search reads its paragraphs");
    let local_id = table.item(MONA);
    table.world.command(MONA, Command::Withdraw { local_id }).unwrap();
    table.world.run();
    expect(&folder, false);
    assert_eq!(table.world.clients[ALI].engine.statement(table.item(ALI)).unwrap(), None);
}

#[test]
fn what_disappears_takes_all_with_it() {
    let (mut table, folder) = table(931, Some(300));
    expect(&folder, true);
    for client in [MONA, ALI, 2] {
        wait(&mut table.world, client, 600_000);
    }
    table.world.run();
    for client in [MONA, ALI, 2] {
        wait(&mut table.world, client, 0);
    }
    expect(&folder, false);
}
