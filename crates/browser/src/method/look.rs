//! How lists show a room: its picture and its group.

#![allow(clippy::needless_pass_by_value, reason = "every method takes its desk and its parameters")]

use corridor_engine::command::{Command, GroupChoice};
use corridor_engine::shape;

use super::order::{Outcome, order, people};
use super::parameters::{CreateRoom, InRoom, SetGroup, SetPicture};
use crate::desk::Desk;
use crate::failure::Failure;

pub(super) fn create_room(desk: Desk<'_>, asked: CreateRoom) -> Outcome {
    let CreateRoom { title, with, group } = asked;
    let with = people(&with)?;
    let command = match group {
        None => Command::CreateRoom { title, with },
        Some(group) => {
            let group = GroupChoice::try_from(group)?;
            Command::CreateRoomInGroup { title, with, group }
        }
    };
    order(desk, command)
}

pub(super) fn room_picture(desk: Desk<'_>, asked: InRoom) -> Result<Option<String>, Failure> {
    let room = desk.room(&asked.room)?;
    Ok(desk.engine.room_picture(&room)?.map(|bytes| shape::picture_text(&bytes)))
}

pub(super) fn set_picture(desk: Desk<'_>, asked: SetPicture) -> Outcome {
    let room = desk.room(&asked.room)?;
    let picture = asked.picture.as_deref().map(shape::picture);
    order(desk, Command::SetPicture { room, picture })
}

pub(super) fn set_group(desk: Desk<'_>, asked: SetGroup) -> Outcome {
    let room = desk.room(&asked.room)?;
    let group = asked.group.map(GroupChoice::try_from).transpose()?;
    order(desk, Command::SetGroup { room, group })
}
