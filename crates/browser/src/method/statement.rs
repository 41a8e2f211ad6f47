//! Methods about statements in numbered paragraphs, and what people do to them.

#![allow(clippy::needless_pass_by_value, reason = "every method takes its desk and its parameters")]

use corridor_engine::command::{Command, StatementCommand, SuggestedChange, version_of};
use corridor_engine::kinds;
use corridor_engine::view::RosterMark;

use super::order::{Outcome, order};
use super::parameters::{
    ObjectTo, OfItem, Propose, ReviseStatement, SignStatement, SilenceStatement, Suggest,
};
use crate::desk::Desk;
use crate::failure::Failure;

pub(super) fn statement(
    desk: Desk<'_>,
    asked: OfItem,
) -> Result<Option<kinds::Statement>, Failure> {
    Ok(desk.engine.statement(asked.local_id)?)
}

fn give(desk: Desk<'_>, command: StatementCommand) -> Outcome {
    order(desk, Command::Statement(command))
}

pub(super) fn propose_statement(desk: Desk<'_>, asked: Propose) -> Outcome {
    let (room, seen) = (desk.room(&asked.room)?, asked.seen.map(RosterMark));
    let Propose { title, paragraphs, .. } = asked;
    give(desk, StatementCommand::Propose { room, title, paragraphs, seen })
}

pub(super) fn suggest(desk: Desk<'_>, asked: Suggest) -> Outcome {
    let version = version_of(&asked.version)?;
    let change = SuggestedChange::of(asked.change, asked.text);
    let Suggest { local_id, number, reason, .. } = asked;
    give(desk, StatementCommand::Suggest { local_id, version, number, change, reason })
}

pub(super) fn revise_statement(desk: Desk<'_>, asked: ReviseStatement) -> Outcome {
    let version = version_of(&asked.version)?;
    let ReviseStatement { local_id, words, taken, declined, .. } = asked;
    let words = words.map(|words| (words.title, words.paragraphs));
    give(desk, StatementCommand::Revise { local_id, version, words, taken, declined })
}

pub(super) fn sign_statement(desk: Desk<'_>, asked: SignStatement) -> Outcome {
    let version = version_of(&asked.version)?;
    give(desk, StatementCommand::SignOff { local_id: asked.local_id, version })
}

pub(super) fn take_back(desk: Desk<'_>, asked: OfItem) -> Outcome {
    give(desk, StatementCommand::TakeBack { local_id: asked.local_id })
}

pub(super) fn silence_statement(desk: Desk<'_>, asked: SilenceStatement) -> Outcome {
    let version = version_of(&asked.version)?;
    let SilenceStatement { local_id, deadline, .. } = asked;
    give(desk, StatementCommand::Silence { local_id, version, deadline })
}

pub(super) fn object_to(desk: Desk<'_>, asked: ObjectTo) -> Outcome {
    let version = version_of(&asked.version)?;
    let ObjectTo { local_id, reason, .. } = asked;
    give(desk, StatementCommand::Object { local_id, version, reason })
}
