//! How lists show a room: its picture, and the group whose heading it stands under.

use corridor_engine::command::{Command, CommandError, GroupChoice};

use super::room::finish;
use crate::arguments::{Group, New, Picture};
use crate::failure::Failure;
use crate::session::Session;

/// One byte more than a picture may have is read, so that the engine sees that it is too large.
const MOST_READ: u64 = 8 * 1024 + 1;

pub async fn picture(session: &mut Session, arguments: &Picture) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let picture = arguments.path.as_deref().map(read).transpose()?;
    session.driver.command(Command::SetPicture { room, picture })?;
    finish(session, arguments.delivery, room, "set").await
}

fn read(path: &std::path::Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read as _;
    let fails = |error| Failure::File { what: path.display().to_string(), error };
    let file = std::fs::File::open(path).map_err(fails)?;
    let mut bytes = Vec::new();
    file.take(MOST_READ).read_to_end(&mut bytes).map_err(fails)?;
    Ok(bytes)
}

pub async fn group(session: &mut Session, arguments: &Group) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let group = chosen(session, arguments.name.as_ref(), arguments.beside.as_deref())?;
    session.driver.command(Command::SetGroup { room, group })?;
    finish(session, arguments.delivery, room, "set").await
}

/// A new room, in a group where one is named.
pub fn made(session: &Session, arguments: &New) -> Result<Command, Failure> {
    let (title, with) = (arguments.title.clone(), session.people(&arguments.with)?);
    let group = chosen(session, arguments.group.as_ref(), arguments.beside.as_deref())?;
    Ok(match group {
        None => Command::CreateRoom { title, with },
        Some(group) => Command::CreateRoomInGroup { title, with, group },
    })
}

fn chosen(
    session: &Session,
    name: Option<&String>,
    beside: Option<&str>,
) -> Result<Option<GroupChoice>, Failure> {
    if let Some(name) = name {
        return Ok(Some(GroupChoice::New { name: name.clone() }));
    }
    let Some(beside) = beside else { return Ok(None) };
    let group = session.room(beside)?.group.ok_or(CommandError::NoGroup)?;
    Ok(Some(GroupChoice::Known { id: group.id }))
}
