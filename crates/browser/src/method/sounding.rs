//! Methods about questions to people who are each asked alone, and to rooms.

#![allow(clippy::needless_pass_by_value, reason = "every method takes its desk and its parameters")]

use corridor_engine::command::{Answer, Command, SoundingCommand, SoundingToSend};
use corridor_engine::shape;
use corridor_engine::view::RosterMark;
use serde::Serialize;
#[cfg(not(target_family = "wasm"))]
use ts_rs::TS;

use super::order::{Outcome, order, people};
use super::parameters::{
    AnswerSounding, AskPeople, AskRoom, Nothing, OfSounding, PublishSounding, ShareTotals,
};
use crate::desk::Desk;
use crate::failure::Failure;

/// Where in `soundings` it stands that was begun; null for one that is gone again.
#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct Begun {
    pub sounding: Option<i64>,
}

pub(super) fn soundings(desk: Desk<'_>, _: Nothing) -> Result<Vec<shape::Sounding>, Failure> {
    Ok(desk.engine.soundings()?.iter().map(shape::Sounding::from).collect())
}

pub(super) fn ask_people(desk: Desk<'_>, asked: AskPeople) -> Result<Begun, Failure> {
    let AskPeople { question, answers, free, deadline, .. } = asked;
    let sounding = SoundingToSend { question, answers, is_free: free, deadline };
    begin(desk, SoundingCommand::Ask { people: people(&asked.people)?, sounding })
}

pub(super) fn ask_room(desk: Desk<'_>, asked: AskRoom) -> Result<Begun, Failure> {
    let (room, seen) = (desk.room(&asked.room)?, asked.seen.map(RosterMark));
    let AskRoom { question, answers, free, deadline, .. } = asked;
    let sounding = SoundingToSend { question, answers, is_free: free, deadline };
    begin(desk, SoundingCommand::AskRoom { room, sounding, seen })
}

fn begin(desk: Desk<'_>, command: SoundingCommand) -> Result<Begun, Failure> {
    Ok(match desk.command(Command::Sounding(command))? {
        Answer::Sounding(sounding) => Begun { sounding: Some(sounding) },
        _ => Begun { sounding: None },
    })
}

pub(super) fn answer_sounding(desk: Desk<'_>, asked: AnswerSounding) -> Outcome {
    let AnswerSounding { local_id, choice, text } = asked;
    order(desk, Command::Sounding(SoundingCommand::Answer { local_id, choice, text }))
}

pub(super) fn remind_sounding(desk: Desk<'_>, asked: OfSounding) -> Outcome {
    order(desk, Command::Sounding(SoundingCommand::Remind { sounding: asked.sounding }))
}

pub(super) fn publish_sounding(desk: Desk<'_>, asked: PublishSounding) -> Outcome {
    let (sounding, seen) = (asked.sounding, asked.seen.map(RosterMark));
    order(desk, Command::Sounding(SoundingCommand::Publish { sounding, seen }))
}

pub(super) fn share_totals(desk: Desk<'_>, asked: ShareTotals) -> Outcome {
    let (room, seen) = (desk.room(&asked.room)?, asked.seen.map(RosterMark));
    let command = SoundingCommand::ShareTotals { sounding: asked.sounding, room, seen };
    order(desk, Command::Sounding(command))
}
