//! Files: send one, and save one that somebody sent.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use corridor_engine::command::{Answer, Command, CommandError, FileToSend, LongFileToSend};
use corridor_engine::kinds::{AboutFile, Voice};
use corridor_engine::shape;
use corridor_engine::view::{
    Delivery, FileState, ItemKind, LocalId, RoomId, RoomView, RosterMark, TimelineItem,
};
use serde_json::json;

use super::deliver::deliver;
use super::talk::{find, report};
use crate::arguments::{Save, SendFile};
use crate::failure::Failure;
use crate::profile::ProfileError;
use crate::session::Session;

/// What the engine takes at once; a longer file is given to it in parts.
const LONGEST_AT_ONCE: u64 = 16 * 1024 * 1024;

/// A part of a longer one.
const PART_BYTES: usize = 1024 * 1024;

/// What a program is told that it does not know the type.
const ANY_TYPE: &str = "application/octet-stream";

pub async fn send(session: &mut Session, arguments: &SendFile) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    if arguments.acknowledge {
        let roster = session.engine().roster(&room.id)?.ok_or(CommandError::NoRoom)?;
        session.driver.command(Command::AcknowledgeRoster { room: room.id, seen: roster.mark })?;
    }
    let is_album = arguments.paths.len() > 1 && !arguments.once && arguments.voice.is_none();
    let album = if is_album { Some(new_album()?) } else { None };
    let voice = arguments.voice.map(|duration_ms| Voice { duration_ms, levels: Vec::new() });
    let mut queued = Vec::new();
    for (path, place) in arguments.paths.iter().zip(0..) {
        let caption = arguments.caption.clone().filter(|_| place == 0);
        let file = OnDisk {
            path,
            name: arguments.name.clone(),
            media_type: arguments.media_type.clone(),
            caption: caption.unwrap_or_default(),
            about: AboutFile { voice: voice.clone(), is_view_once: arguments.once, album },
        };
        if let Answer::Queued(local_id) = give(session, room.id, file, None)? {
            queued.push(local_id);
        }
    }
    for local_id in queued {
        delivered(session, &room, local_id, arguments.delivery).await?;
    }
    Ok(())
}

async fn delivered(
    session: &mut Session,
    room: &RoomView,
    local_id: LocalId,
    delivery: crate::arguments::Delivery,
) -> Result<(), Failure> {
    let outcome = deliver(session, delivery, Some(room.id), |engine| {
        let item = find(engine, &room.id, local_id)?;
        Ok(item.is_none_or(|item| item.delivery != Delivery::Queued))
    })
    .await?;
    report(session, room, local_id, outcome)
}

/// A file as its person names it.
pub struct OnDisk<'a> {
    pub path: &'a Path,
    /// What others see instead of its own name.
    pub name: Option<String>,
    pub media_type: Option<String>,
    pub caption: String,
    pub about: AboutFile,
}

/// What pictures share that are sent together.
fn new_album() -> Result<[u8; 16], Failure> {
    let mut album = [0; 16];
    getrandom::fill(&mut album).map_err(ProfileError::Randomness)?;
    Ok(album)
}

/// Gives a file to the engine: at once, or in parts where it is too long for that, so that it is never
/// whole in memory.
pub fn give(
    session: &mut Session,
    room: RoomId,
    file: OnDisk<'_>,
    seen: Option<RosterMark>,
) -> Result<Answer, Failure> {
    let failed = |error| Failure::File { what: file.path.display().to_string(), error };
    let name = match file.name {
        Some(name) => name,
        None => own_name(file.path)?,
    };
    let media_type = file.media_type.unwrap_or_else(|| ANY_TYPE.to_owned());
    let (caption, preview, about) = (file.caption, None, file.about);
    let mut source = std::fs::File::open(file.path).map_err(failed)?;
    let bytes = source.metadata().map_err(failed)?.len();
    if bytes <= LONGEST_AT_ONCE {
        let mut content = Vec::new();
        // It may have grown: one byte more than there may be says so.
        source.take(LONGEST_AT_ONCE + 1).read_to_end(&mut content).map_err(failed)?;
        let file = FileToSend { name, media_type, content, preview, caption, about };
        return session.driver.command(Command::SendFile { room, file, seen });
    }
    let long = LongFileToSend { name, media_type, bytes, preview, caption, about };
    let answer = session.driver.command(Command::BeginFile { room, file: long, seen })?;
    let Answer::Queued(local_id) = answer else { return Ok(answer) };
    let mut left = bytes;
    while left > 0 {
        let length = left.min(PART_BYTES as u64);
        let mut content = vec![0; usize::try_from(length).unwrap_or(PART_BYTES)];
        let given = source
            .read_exact(&mut content)
            .map_err(failed)
            .and_then(|()| session.driver.command(Command::AddFilePart { local_id, content }));
        if let Err(failure) = given {
            // Half a file is none: what was copied goes again.
            session.driver.command(Command::Discard { local_id })?;
            return Err(failure);
        }
        left -= length;
    }
    Ok(answer)
}

/// The name that others are told: of the file alone, not of the folders that it is in.
fn own_name(path: &Path) -> Result<String, Failure> {
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
    let bytes = match item.about.view_once {
        None => write(session, local_id, &path)?,
        Some(_) => write_once(session, local_id, &path)?,
    };
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
    let item =
        items.items.into_iter().find(|item| item.seq == Some(seq) && item.kind == ItemKind::File);
    item.ok_or_else(|| CommandError::NoFile.into())
}

/// Writes the content of an item's file where nothing is yet: a sender chose the name, and must not
/// choose what it replaces.
pub fn write(session: &Session, local_id: LocalId, path: &Path) -> Result<u64, Failure> {
    let engine = session.engine();
    let mut part = engine.file_part(local_id, 0)?;
    if part.is_none() {
        let why = "its content is not on this device: the relay did not give it";
        return Err(Failure::Usage(why.to_owned()));
    }
    let failed = |error| Failure::File { what: path.display().to_string(), error };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    let mut written = 0;
    let mut next = 1;
    while let Some(content) = part {
        file.write_all(&content).map_err(failed)?;
        written += content.len() as u64;
        part = engine.file_part(local_id, next)?;
        next += 1;
    }
    file.sync_all().map_err(failed)?;
    Ok(written)
}

/// As `write`, for a file that is to be opened once. The place is taken first, so that nothing is lost where
/// nothing can be written.
pub fn write_once(session: &mut Session, local_id: LocalId, path: &Path) -> Result<u64, Failure> {
    let failed = |error| Failure::File { what: path.display().to_string(), error };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    let content = match session.driver.open_once(local_id) {
        Ok(content) => content,
        Err(failure) => {
            std::fs::remove_file(path).map_err(failed)?;
            return Err(failure);
        }
    };
    file.write_all(&content).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    Ok(content.len() as u64)
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
