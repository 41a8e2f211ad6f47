//! Rooms that end by themselves.

#![allow(clippy::needless_pass_by_value, reason = "every method takes its desk and its parameters")]

use corridor_engine::command::Command;

use super::order::{Outcome, order, people};
use super::parameters::{Archive, FormHuddle, InRoom};
use crate::desk::Desk;

pub(super) fn form_huddle(desk: Desk<'_>, asked: FormHuddle) -> Outcome {
    let FormHuddle { title, with, ends_at } = asked;
    let with = people(&with)?;
    order(desk, Command::FormHuddle { title, with, ends_at })
}

pub(super) fn end_huddle(desk: Desk<'_>, asked: InRoom) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::EndHuddle { room })
}

pub(super) fn keep_huddle(desk: Desk<'_>, asked: Archive) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::KeepHuddle { room, is_on: asked.on })
}
