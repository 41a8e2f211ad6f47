//! The glossary: bounded, of one device, and heard of by nobody.

use crate::support::{World, recover};
use corridor_engine::alias::{ALIAS_BYTES, ALIASED_BYTES, MOST_ALIASES};
use corridor_engine::command::{Answer, Command, CommandError};

fn set(
    world: &mut World,
    client: usize,
    name: &str,
    alias: Option<&str>,
) -> Result<Answer, CommandError> {
    let alias = alias.map(ToOwned::to_owned);
    world.command(client, Command::SetAlias { name: name.to_owned(), alias })
}

fn aliases(world: &World, client: usize) -> Vec<(String, String)> {
    world.clients[client].engine.aliases().unwrap()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, alias)| ((*name).to_owned(), (*alias).to_owned())).collect()
}

#[test]
fn it_is_kept_changed_and_taken_away_here_alone() {
    let mut world = World::new(880);
    let alice = world.join("alice");
    world.run();
    set(&mut world, alice, "the minister", Some("the grey alien")).unwrap();
    set(&mut world, alice, "bob@relay.example", Some("\u{1f47d}")).unwrap();
    set(&mut world, alice, "the minister", Some("\u{1f9ca}")).unwrap();
    let two = [("bob@relay.example", "\u{1f47d}"), ("the minister", "\u{1f9ca}")];
    assert_eq!(aliases(&world, alice), pairs(&two));
    world.run();
    let phone = recover(&mut world, alice);
    world.run();
    assert_eq!(aliases(&world, phone), [], "another device of the same person has its own");
    set(&mut world, alice, "the minister", None).unwrap();
    assert_eq!(aliases(&world, alice), pairs(&two[..1]));
    assert_eq!(set(&mut world, alice, "the minister", None).unwrap_err().name(), "no_alias");
}

#[test]
fn what_is_no_name_or_no_alias_is_refused() {
    let mut world = World::new(881);
    let alice = world.join("alice");
    let longest = ("n".repeat(ALIASED_BYTES), "a".repeat(ALIAS_BYTES));
    set(&mut world, alice, &longest.0, Some(&longest.1)).unwrap();
    for (name, alias) in [
        ("", "x"),
        ("name", ""),
        (" name", "x"),
        ("name", "x "),
        ("two\nlines", "x"),
        ("name", "\u{7}"),
        (&*format!("{}n", longest.0), "x"),
        ("name", &*format!("{}a", longest.1)),
    ] {
        let refused = set(&mut world, alice, name, Some(alias)).unwrap_err();
        assert_eq!(refused.name(), "alias", "{name:?}, {alias:?}");
    }
    assert_eq!(aliases(&world, alice), [longest]);
}

#[test]
fn a_full_glossary_takes_no_more_and_lets_what_is_there_be_changed() {
    let mut world = World::new(882);
    let alice = world.join("alice");
    for number in 0..MOST_ALIASES {
        set(&mut world, alice, &format!("name {number}"), Some("x")).unwrap();
    }
    let refused = set(&mut world, alice, "one more", Some("x")).unwrap_err();
    assert_eq!(refused.name(), "alias_too_many");
    set(&mut world, alice, "name 7", Some("y")).unwrap();
    set(&mut world, alice, "name 8", None).unwrap();
    set(&mut world, alice, "one more", Some("x")).unwrap();
    assert_eq!(aliases(&world, alice).len(), MOST_ALIASES);
}
