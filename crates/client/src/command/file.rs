//! Files: send one, and save one that somebody sent.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use corridor_engine::command::{Answer, Command, CommandError, FileToSend};
use corridor_engine::shape;
use corridor_engine::view::{Delivery, FileState, LocalId, RoomId, TimelineItem};
use serde_json::json;

use super::deliver::deliver;
use super::talk::{find, report};
use crate::arguments::{Save, SendFile};
use crate::failure::Failure;
use crate::session::Session;

/// One more byte than the engine takes says that there is too much, without reading all of it.
const LONGEST_FILE: u64 = 16 * 1024 * 1024 + 1;

/// What a program is told that it does not know the type.
const ANY_TYPE: &str = "application/octet-stream";

pub async fn send(session: &mut Session, arguments: &SendFile) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let file = FileToSend {
        name: match &arguments.name {
            Some(name) => name.clone(),
            None => own_name(&arguments.path)?,
        },
        media_type: arguments.media_type.clone().unwrap_or_else(|| ANY_TYPE.to_owned()),
        content: content_of(&arguments.path)?,
        preview: None,
        caption: arguments.caption.clone().unwrap_or_default(),
    };
    if arguments.acknowledge {
        let roster = session.engine().roster(&room.id)?.ok_or(CommandError::NoRoom)?;
        session.driver.command(Command::AcknowledgeRoster { room: room.id, seen: roster.mark })?;
    }
    let answer = session.driver.command(Command::SendFile { room: room.id, file, seen: None })?;
    let Answer::Queued(local_id) = answer else { return Ok(()) };
    let outcome = deliver(session, arguments.delivery, Some(room.id), |engine| {
        let item = find(engine, &room.id, local_id)?;
        Ok(item.is_none_or(|item| item.delivery != Delivery::Queued))
    })
    .await?;
    report(session, &room, local_id, outcome)
}

pub fn content_of(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::File { what: path.display().to_string(), error };
    let mut content = Vec::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(LONGEST_FILE).read_to_end(&mut content).map_err(failed)?;
    Ok(content)
}

/// The name that others are told: of the file alone, not of the folders that it is in.
pub fn own_name(path: &Path) -> Result<String, Failure> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.map(str::to_owned).ok_or_else(|| {
        Failure::Usage("this file's name cannot be sent: give it one with --name".to_owned())
    })
}

pub async fn save(session: &mut Session, arguments: &Save) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let item = item_at(session, &room.id, arguments.seq)?;
    let local_id = item.local_id;
    let Some(file) = item.file else { return Err(CommandError::NoFile.into()) };
    if file.state == FileState::Elsewhere {
        session.driver.command(Command::FetchFile { local_id })?;
    }
    deliver(session, arguments.delivery, Some(room.id), |engine| {
        let item = find(engine, &room.id, local_id)?;
        let state = item.and_then(|item| item.file).map(|file| file.state);
        Ok(!matches!(state, Some(FileState::Fetching | FileState::Elsewhere)))
    })
    .await?;
    let path = match &arguments.to {
        Some(path) => path.clone(),
        None => PathBuf::from(harmless(&file.name)),
    };
    let bytes = write(session, local_id, &path)?;
    let (shown, item) = (path.display().to_string(), item_at(session, &room.id, arguments.seq)?);
    session
        .screen
        .show(&json!({ "saved": shown, "bytes": bytes, "item": shape::Item::from(&item) }), || {
            format!("{} bytes in {}", bytes, crate::screen::line(&shown))
        })
}

fn item_at(session: &Session, room: &RoomId, seq: u64) -> Result<TimelineItem, Failure> {
    let items = session.engine().timeline_page(
        room,
        corridor_engine::view::Span::After(seq.saturating_sub(1)),
        1,
    )?;
    let item = items.items.into_iter().find(|item| item.seq == Some(seq) && item.file.is_some());
    item.ok_or_else(|| CommandError::NoFile.into())
}

/// Writes the content of an item's file where nothing is yet: a sender chose the name, and must not
/// choose what it replaces.
pub fn write(session: &Session, local_id: LocalId, path: &Path) -> Result<usize, Failure> {
    let content = session.engine().file_content(local_id)?;
    let content = content.ok_or_else(|| {
        Failure::Usage("its content is not on this device: the relay did not give it".to_owned())
    })?;
    let failed = |error| Failure::File { what: path.display().to_string(), error };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    file.write_all(&content).and_then(|()| file.sync_all()).map_err(failed)?;
    Ok(content.len())
}

/// A name that stays in the folder and hides nothing: what a sender wrote may be anything.
fn harmless(name: &str) -> String {
    let is_plain = |character: &char| {
        character.is_alphanumeric() || matches!(character, '.' | '-' | '_' | ' ' | '(' | ')')
    };
    let name: String = name.chars().filter(is_plain).collect();
    let name = name.trim().trim_start_matches('.');
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_from_outside_stays_in_the_folder() {
        for (from, to) in [
            ("article 7 (final).pdf", "article 7 (final).pdf"),
            ("../../.ssh/config", "sshconfig"),
            ("/etc/passwd", "etcpasswd"),
            (".bashrc", "bashrc"),
            ("\u{202e}fdp.exe", "fdp.exe"),
            ("C:\\evil", "Cevil"),
            ("مسودة.pdf", "مسودة.pdf"),
            ("...", "file"),
            ("\u{7}", "file"),
        ] {
            assert_eq!(super::harmless(from), to, "{from:?}");
        }
    }
}
