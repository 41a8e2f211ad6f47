//! What everybody has in the end, and whether it is the same.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::writer::Writer;

/// How many events of each kind everybody has seen.
pub struct Seen(BTreeMap<String, usize>);

impl std::fmt::Display for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = |kind| self.0.get(kind).copied().unwrap_or_default();
        let (joined, removed) = (count("joined"), count("removed"));
        let (renamed, roles) = (count("renamed"), count("role_changed"));
        write!(f, "{joined} joins, {removed} removals, {renamed} renames, {roles} changes of roles")
    }
}

/// One item as everybody has to have it.
type Item = (u64, String, String, String);

pub fn compare(writers: &[Writer], room: &str) -> Seen {
    let timelines: Vec<Vec<Item>> = writers.iter().map(|writer| timeline(writer, room)).collect();
    // Bob and carol cannot have what came before they did.
    let joined = timelines.iter().filter_map(|items| items.first()).map(|item| item.0).max();
    let joined = joined.expect("everybody has a timeline");
    let common = |items: &[Item]| -> Vec<Item> {
        items.iter().filter(|item| item.0 > joined).cloned().collect()
    };
    let (writer, items) = (&writers[0], common(&timelines[0]));
    for (other, others) in writers.iter().zip(&timelines).skip(1) {
        let others = common(others);
        let differs = items.iter().zip(&others).find(|(one, other)| one != other);
        let who = (writer.person.name(), other.person.name());
        assert_eq!(differs, None, "{who:?} differ");
        assert_eq!(items.len(), others.len(), "{who:?} have as many");
    }
    for (writer, items) in writers.iter().zip(&timelines) {
        check_texts(writer, items);
        check_room(writer, room);
    }
    let mut seen = BTreeMap::new();
    for (_, _, kind, _) in items {
        *seen.entry(kind).or_default() += 1;
    }
    for (kind, least) in [("joined", 8), ("removed", 8), ("renamed", 40), ("role_changed", 8)] {
        let count = seen.get(kind).copied().unwrap_or_default();
        assert!(count >= least, "{kind}: {count} of at least {least} happened");
    }
    Seen(seen)
}

fn timeline(writer: &Writer, room: &str) -> Vec<Item> {
    let text = |item: &Value, field: &str| item[field].as_str().unwrap_or_default().to_owned();
    let items = writer.person.read(room);
    let items: Vec<Item> = items
        .iter()
        .map(|item| {
            let seq = item["seq"].as_u64();
            let seq = seq.unwrap_or_else(|| panic!("{} still has {item}", writer.person.name()));
            (seq, text(item, "sender"), text(item, "kind"), text(item, "text"))
        })
        .collect();
    assert!(items.is_sorted_by_key(|item| item.0), "{}: in order", writer.person.name());
    items
}

/// Everything this person wrote is there once, in the order of writing.
fn check_texts(writer: &Writer, items: &[Item]) {
    let account = writer.person.account();
    let own = items.iter().filter(|(_, sender, kind, _)| kind == "text" && *sender == account);
    let own: Vec<&String> = own.map(|(_, _, _, text)| text).collect();
    let name = writer.person.name();
    let lost: Vec<_> = writer.texts.iter().filter(|text| !own.contains(text)).collect();
    assert!(
        lost.is_empty(),
        "{name}: {} lost: {lost:?}; refused: {:?}",
        lost.len(),
        writer.refused
    );
    assert_eq!(own.len(), writer.texts.len(), "{name}: some are doubled");
    assert!(own.into_iter().eq(&writer.texts), "{name}: out of order");
}

/// Nothing was skipped, and nobody contradicted themselves.
fn check_room(writer: &Writer, room: &str) {
    let view = writer.person.room(room);
    let name = writer.person.name();
    assert_eq!(view["skipped"], 0, "{name}: {view}");
    assert!(view["contradiction"].is_null(), "{name}: {view}");
    assert_eq!(view["status"], "active", "{name}: {view}");
}
