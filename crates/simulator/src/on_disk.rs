//! A log as it lies on a relay's disk, whatever the relay says.

use corridor_store::{KeyRange, Space, SpaceName, View};
use corridor_wire::id::{LogId, Seq, Version};
use corridor_wire::relay_frame::Entry;
use corridor_wire::{decode, limits};

fn entry_spaces(disk: &dyn View) -> Vec<Space> {
    let spaces = disk.spaces().unwrap_or_default();
    spaces.into_iter().filter(|space| space.name == SpaceName::new("entries")).collect()
}

pub fn is_on_disk(disk: &dyn View, log: &LogId, seq: Seq) -> bool {
    let mut key = log.as_bytes().to_vec();
    key.extend(seq.to_be_bytes());
    entry_spaces(disk).into_iter().any(|space| matches!(disk.get(space, &key), Ok(Some(_))))
}

/// The version that the next record has to be sealed under, unless all of the log has expired.
pub fn version_on_disk(disk: &dyn View, log: &LogId) -> Version {
    let entries = entries_on_disk(disk, log);
    entries.last().map_or(0, |last| last.version + Version::from(last.commit.is_some()))
}

/// Its entries in order, those that have not expired.
pub fn entries_on_disk(disk: &dyn View, log: &LogId) -> Vec<Entry> {
    let mut entries: Vec<Entry> = entry_spaces(disk)
        .into_iter()
        .flat_map(|space| disk.range(space, &KeyRange::prefix(log.as_bytes())).unwrap_or_default())
        .filter_map(|row| decode(&row.value, limits::FRAME_BYTES).ok())
        .collect();
    entries.sort_by_key(|entry| entry.seq);
    entries
}
