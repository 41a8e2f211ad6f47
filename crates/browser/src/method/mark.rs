//! Methods about what people draw and write on pictures.

#![allow(clippy::needless_pass_by_value, reason = "every method takes its desk and its parameters")]

use corridor_engine::command::Command;
use corridor_engine::shape;
use corridor_engine::view::RosterMark;

use super::order::{Outcome, order};
use super::parameters::{OfItem, SendMark};
use crate::desk::Desk;
use crate::failure::Failure;

pub(super) fn marks(desk: Desk<'_>, asked: OfItem) -> Result<Vec<shape::PageMark>, Failure> {
    let marks = desk.engine.marks(asked.local_id)?;
    Ok(marks.iter().map(shape::PageMark::from).collect())
}

pub(super) fn send_mark(desk: Desk<'_>, asked: SendMark) -> Outcome {
    let SendMark { local_id, mark, seen } = asked;
    order(desk, Command::SendMark { local_id, mark, seen: seen.map(RosterMark) })
}
