//! What is done to messages, and polls.

use corridor_engine::command::{Command, PollToSend};
use corridor_engine::shape;
use corridor_engine::view::{Delivery as State, LocalId, RoomView};
use serde_json::json;

use super::deliver::{Outcome, deliver, nothing_to_send};
use super::find::message_at;
use super::talk::{find, report};
use crate::arguments::{Delete, Edit, Forward, Message, MessageHere, Poll, React, Vote};
use crate::driver::now;
use crate::failure::Failure;
use crate::session::Session;

pub async fn react(session: &mut Session, arguments: React) -> Result<(), Failure> {
    let React { message, reaction, remove } = arguments;
    let done = if remove { "reaction taken back" } else { "reacted" };
    act(session, &message, done, |local_id| Command::React { local_id, reaction, is_on: !remove })
        .await
}

pub async fn edit(session: &mut Session, arguments: Edit) -> Result<(), Failure> {
    let Edit { message, text, markdown } = arguments;
    act(session, &message, "edited", |local_id| Command::Edit {
        local_id,
        text,
        is_markdown: markdown,
    })
    .await
}

pub async fn delete(session: &mut Session, arguments: &Delete) -> Result<(), Failure> {
    if !arguments.for_me {
        let withdraw = |local_id| Command::Withdraw { local_id };
        return act(session, &arguments.message, "taken back", withdraw).await;
    }
    let room = session.room(&arguments.message.room)?;
    let local_id = message_at(session, &room.id, arguments.message.seq)?.local_id;
    session.driver.command(Command::Hide { local_id })?;
    let object = json!({ "hidden": local_id });
    session.screen.show(&object, || "Taken away on this device.".to_owned())
}

pub async fn pin(session: &mut Session, message: &Message, is_on: bool) -> Result<(), Failure> {
    let done = if is_on { "pinned" } else { "no longer pinned" };
    act(session, message, done, |local_id| Command::Pin { local_id, is_on }).await
}

pub async fn vote(session: &mut Session, arguments: &Vote) -> Result<(), Failure> {
    // People count from 1; clap has refused 0.
    let choices = arguments.answers.iter().map(|answer| answer.saturating_sub(1)).collect();
    let done = if arguments.none { "vote taken back" } else { "voted" };
    act(session, &arguments.message, done, |local_id| Command::Vote { local_id, choices }).await
}

pub async fn end_poll(session: &mut Session, message: &Message) -> Result<(), Failure> {
    act(session, message, "ended", |local_id| Command::EndPoll { local_id }).await
}

pub fn star(session: &mut Session, message: &MessageHere, is_on: bool) -> Result<(), Failure> {
    let room = session.room(&message.room)?;
    let local_id = message_at(session, &room.id, message.seq)?.local_id;
    session.driver.command(Command::Star { local_id, is_on })?;
    let done = if is_on { "starred" } else { "no longer starred" };
    say_done(session, &room, message.seq, Outcome::Done, done)
}

pub async fn forward(session: &mut Session, arguments: &Forward) -> Result<(), Failure> {
    let from = session.room(&arguments.message.room)?;
    let to = session.room(&arguments.to_room)?;
    let local_id = message_at(session, &from.id, arguments.message.seq)?.local_id;
    let command = Command::Forward { local_id, room: to.id, seen: None };
    say(session, &to, command, arguments.message.delivery).await
}

pub async fn poll(session: &mut Session, arguments: Poll) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let poll = PollToSend {
        question: arguments.question,
        options: arguments.options,
        is_multiple: arguments.multiple,
        is_open: !arguments.hidden,
        deadline: arguments.deadline.map(|at| at.resolve(now())),
    };
    let command = Command::SendPoll { room: room.id, poll, seen: None };
    say(session, &room, command, arguments.delivery).await
}

/// Sends something that has a place of its own in the timeline of `room`.
pub async fn say(
    session: &mut Session,
    room: &RoomView,
    command: Command,
    delivery: crate::arguments::Delivery,
) -> Result<(), Failure> {
    let answer = session.driver.command(command)?;
    let corridor_engine::command::Answer::Queued(local_id) = answer else { return Ok(()) };
    let outcome = deliver(session, delivery, Some(room.id), |engine| {
        let item = find(engine, &room.id, local_id)?;
        Ok(item.is_none_or(|item| item.delivery != State::Queued))
    })
    .await?;
    report(session, room, local_id, outcome)
}

/// Does something to a message. It stands in no timeline: that nothing is left to send says it is out.
async fn act(
    session: &mut Session,
    message: &Message,
    done: &str,
    command: impl FnOnce(LocalId) -> Command,
) -> Result<(), Failure> {
    let room = session.room(&message.room)?;
    let local_id = message_at(session, &room.id, message.seq)?.local_id;
    session.driver.command(command(local_id))?;
    let outcome = deliver(session, message.delivery, Some(room.id), nothing_to_send).await?;
    say_done(session, &room, message.seq, outcome, done)
}

/// The message as it is now, or what was done to it.
fn say_done(
    session: &Session,
    room: &RoomView,
    seq: u64,
    outcome: Outcome,
    done: &str,
) -> Result<(), Failure> {
    let held = session.engine().room(&room.id)?.map_or(0, |room| room.held);
    if held > room.held {
        session.screen.note(&format!(
            "Held: somebody has joined since you last looked. Look with corridor roster {} \
             --acknowledge to let it go.",
            room.short_id
        ));
    }
    let item = message_at(session, &room.id, seq)?;
    let state = match outcome {
        Outcome::Done if held <= room.held => done,
        _ => "queued",
    };
    session.screen.show(&shape::Item::from(&item), || format!("{seq}  {state}"))
}
