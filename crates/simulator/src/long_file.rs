//! Files that go in parts: given, stopped, gone on with, fetched; and the same bytes at the end.

use corridor_engine::command::{Answer, Command, LongFileToSend};
use corridor_engine::kinds::AboutFile;
use corridor_engine::view::{FileState, ItemKind, LocalId, RoomId, TimelineItem};

use crate::ledger::key_of;
use crate::world::{Outcome, World};

/// Of a part: `corridor_sealing::stub::shorten_files`.
const PART_BYTES: usize = 16 * 1024;

impl World {
    pub fn send_long(
        &mut self,
        device: usize,
        room: RoomId,
        bytes: u64,
        is_whole: bool,
    ) -> Outcome {
        self.look(device, &room)?;
        let caption = self.new_text(device);
        let Some(key) = key_of(&caption) else { return Ok(()) };
        // No part is like another.
        let content: Vec<u8> =
            (0..bytes).map(|at| u8::try_from((at ^ (at / 251)) % 253).unwrap_or(0)).collect();
        let file = LongFileToSend {
            name: caption.clone(),
            media_type: "application/octet-stream".to_owned(),
            bytes,
            preview: None,
            caption: caption.clone(),
            about: AboutFile::default(),
        };
        let had_newcomers = self.has_newcomers(device, &room);
        let answer = self.command(device, Command::BeginFile { room, file, seen: None })?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        let Some(Answer::Queued(local_id)) = answer else { return Ok(()) };
        self.ledger.files.insert(key.clone(), content);
        self.ledger.long.insert(key);
        self.accept(device, room, local_id, caption.clone(), ItemKind::File, None);
        self.give_parts(device, local_id, &caption, if is_whole { usize::MAX } else { 2 })
    }

    fn give_parts(&mut self, device: usize, local_id: LocalId, name: &str, most: usize) -> Outcome {
        let content = key_of(name).and_then(|key| self.ledger.files.get(&key)).cloned();
        let Some(content) = content else { return Ok(()) };
        let mut parts = content.chunks(PART_BYTES).take(most);
        // Those that it has are refused for their length, or taken for the next: it says which comes next.
        let done = self.parts_given(device, local_id);
        for content in parts.by_ref().skip(done) {
            let command = Command::AddFilePart { local_id, content: content.to_vec() };
            if self.command(device, command)?.is_none() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn parts_given(&mut self, device: usize, local_id: LocalId) -> usize {
        let engine = self.devices[device].engine();
        let has = |part: &u32| engine.file_part(local_id, *part).ok().flatten().is_some();
        (0..1_000).take_while(has).count()
    }

    fn own_files(&mut self, wanted: &[FileState]) -> Vec<(usize, TimelineItem)> {
        let mut found = Vec::new();
        for device in 0..self.devices.len() {
            if !self.takes_part(device) || self.is_away(device) {
                continue;
            }
            for room in self.rooms.clone() {
                let items = self.devices[device].engine().timeline(&room, None, 100);
                let items = items.unwrap_or_default().into_iter();
                let fits = |item: &TimelineItem| {
                    item.file.as_ref().is_some_and(|file| wanted.contains(&file.state))
                };
                found.extend(items.filter(fits).map(|item| (device, item)));
            }
        }
        found
    }

    /// On its way up, or down.
    pub fn pause_file(&mut self, which: usize) -> Outcome {
        let moving = self.own_files(&[FileState::Uploading, FileState::Fetching]);
        let Some((device, item)) = moving.get(which % moving.len().max(1)) else { return Ok(()) };
        self.quietly(*device, Command::PauseFile { local_id: item.local_id })
    }

    /// Whatever was begun or stopped.
    pub fn go_on(&mut self) -> Outcome {
        for (device, item) in self.own_files(&[FileState::Copying, FileState::Paused]) {
            let (local_id, Some(file)) = (item.local_id, item.file) else { continue };
            if file.state == FileState::Paused {
                self.quietly(device, Command::ResumeFile { local_id })?;
            } else {
                self.give_parts(device, local_id, &file.name, usize::MAX)?;
            }
        }
        Ok(())
    }

    /// Long files and what is told to newcomers, where they are not here.
    pub fn fetch_long(&mut self, device: usize, room: RoomId) -> Outcome {
        let items = self.devices[device].engine().timeline(&room, None, 1_000_000);
        for item in items.unwrap_or_default() {
            let Some(file) = item.file.filter(|file| file.state == FileState::Elsewhere) else {
                continue;
            };
            let is_long = key_of(&file.name).is_some_and(|key| self.ledger.long.contains(&key));
            if is_long || file.name.starts_with("told-") {
                self.quietly(device, Command::FetchFile { local_id: item.local_id })?;
            }
        }
        Ok(())
    }

    pub fn fetch_everywhere(&mut self) -> Outcome {
        for device in 0..self.devices.len() {
            for room in self.rooms.clone() {
                if self.takes_part(device) && self.active(device, &room).is_some() {
                    self.fetch_long(device, room)?;
                }
            }
        }
        Ok(())
    }

    /// All of a file's content that is here, however many parts it has.
    pub fn content_here(&mut self, device: usize, local_id: LocalId) -> Vec<u8> {
        let engine = self.devices[device].engine();
        let parts = (0..1_000).map_while(|part| engine.file_part(local_id, part).ok().flatten());
        parts.flat_map(|part| part.to_vec()).collect()
    }
}
