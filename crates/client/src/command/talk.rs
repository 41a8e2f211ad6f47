//! Texts: send, read, take back.

use std::io::Read as _;
use std::time::Duration;

use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::view::{
    Delivery, FileState, ItemKind, LocalId, RoomId, RoomView, RosterView, TimelineItem,
};
use serde_json::json;

use super::deliver::{Outcome, deliver};
use super::exchange::settle;
use crate::arguments::{Discard, Read, Send};
use crate::failure::Failure;
use crate::screen::{FAINT, STRONG, line, paragraph, utc};
use crate::session::Session;
use corridor_engine::shape;

/// No text is longer; the engine says exactly how long one may be.
const LONGEST_INPUT: u64 = 1024 * 1024;

/// How far back a text that was just queued is looked for.
const RECENT: usize = 500;

/// What `read --sync` waits for the relay.
const NEWS_PATIENCE: Duration = Duration::from_secs(10);

pub async fn send(session: &mut Session, arguments: &Send) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let text = match arguments.text.as_str() {
        "-" => standard_input()?,
        text => text.to_owned(),
    };
    if arguments.acknowledge {
        let roster = session.engine().roster(&room.id)?.ok_or(CommandError::NoRoom)?;
        session.driver.command(Command::AcknowledgeRoster { room: room.id, seen: roster.mark })?;
    }
    let answer = session.driver.command(Command::SendText {
        room: room.id,
        text: text.into(),
        seen: None,
    })?;
    let Answer::Queued(local_id) = answer else { return Ok(()) };
    let outcome = deliver(session, arguments.delivery, Some(room.id), |engine| {
        Ok(match find(engine, &room.id, local_id)? {
            Some(item) => item.delivery != Delivery::Queued,
            // Deep below later items: it has long been sent.
            None => true,
        })
    })
    .await?;
    report(session, &room, local_id, outcome)
}

pub fn report(
    session: &Session,
    room: &RoomView,
    local_id: LocalId,
    outcome: Outcome,
) -> Result<(), Failure> {
    let item = find(session.engine(), &room.id, local_id)?;
    let delivery = item.as_ref().map(|item| item.delivery);
    if delivery == Some(Delivery::Held) {
        session.screen.note(&format!(
            "Held: somebody has joined since you last looked. Look with corridor roster {0} \
             --acknowledge to let it go, or take it back with corridor discard {local_id}.",
            room.short_id
        ));
    }
    if session.screen.json {
        let object = match &item {
            Some(item) => json!(shape::Item::from(item)),
            None => json!({ "local_id": local_id }),
        };
        return session.screen.object(&object);
    }
    match (outcome, item.and_then(|item| item.seq)) {
        (Outcome::Done, Some(seq)) if session.screen.is_terminal() => {
            session.screen.print(&format!("{FAINT}sent, {seq}{FAINT:#}"))
        }
        _ => Ok(()),
    }
}

pub fn find(
    engine: &corridor_engine::Engine,
    room: &RoomId,
    local_id: LocalId,
) -> Result<Option<TimelineItem>, Failure> {
    Ok(engine.timeline(room, None, RECENT)?.into_iter().find(|item| item.local_id == local_id))
}

fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let what = || "standard input".to_owned();
    std::io::stdin()
        .take(LONGEST_INPUT)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::File { what: what(), error })?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::Usage("standard input is not text in UTF-8".to_owned()))?;
    // The line break that ends the last line is the shell's, not the message's.
    Ok(text.strip_suffix('\n').map_or(text.clone(), str::to_owned))
}

pub async fn read(session: &mut Session, arguments: &Read) -> Result<(), Failure> {
    if arguments.sync {
        match settle(session, NEWS_PATIENCE).await {
            Err(error @ (Failure::Connect(_) | Failure::TimedOut { .. })) => {
                session.screen.note(&format!("no news: {error}"));
            }
            other => other?,
        }
    }
    let room = session.room(&arguments.room)?;
    let roster = session.engine().roster(&room.id)?;
    let items = session.engine().timeline(&room.id, arguments.after, arguments.limit)?;
    for item in &items {
        show(session, item)?;
    }
    if arguments.peek {
        return Ok(());
    }
    acknowledge_shown(session, &room, roster.as_ref(), &items)
}

/// Marks the newest `limit` items as read, and the joining that stands among them as looked at.
pub fn mark_seen(session: &mut Session, room: &RoomView, limit: usize) -> Result<(), Failure> {
    let roster = session.engine().roster(&room.id)?;
    let items = session.engine().timeline(&room.id, None, limit)?;
    acknowledge_shown(session, room, roster.as_ref(), &items)
}

fn acknowledge_shown(
    session: &mut Session,
    room: &RoomView,
    roster: Option<&RosterView>,
    items: &[TimelineItem],
) -> Result<(), Failure> {
    if let Some(through_seq) = items.iter().filter_map(|item| item.seq).max() {
        session.driver.command(Command::MarkRead { room: room.id, through_seq })?;
    }
    let Some(roster) = roster.filter(|roster| roster.mark != roster.acknowledged) else {
        return Ok(());
    };
    let unseen = unseen_newcomers(room, items);
    if unseen.is_empty() {
        session.driver.command(Command::AcknowledgeRoster { room: room.id, seen: roster.mark })?;
    } else {
        session.screen.note(&format!(
            "Joined since you last looked, and not shown here: {}. See corridor roster {}.",
            unseen.join(", "),
            room.short_id
        ));
    }
    Ok(())
}

/// Newcomers whose joining is not among the items shown.
fn unseen_newcomers(room: &RoomView, items: &[TimelineItem]) -> Vec<String> {
    let joined = |item: &&TimelineItem| {
        matches!(item.kind, ItemKind::Joined | ItemKind::DeviceJoined | ItemKind::Readded)
    };
    let shown: Vec<&str> =
        items.iter().filter(joined).flat_map(|item| item.text.split(", ")).collect();
    shape::names(&room.newcomers)
        .into_iter()
        .filter(|newcomer| !shown.contains(&newcomer.as_str()))
        .collect()
}

/// One item of a timeline, as `read`, `tail` and `chat` print it.
pub fn show(session: &Session, item: &TimelineItem) -> Result<(), Failure> {
    session.screen.show(&shape::Item::from(item), || {
        let seq = item.seq.map_or_else(|| "-".to_owned(), |seq| seq.to_string());
        let head = format!("{seq:>5}  {}  ", utc(item.sent_at));
        let sender = item.sender.as_str();
        let mark = match item.delivery {
            Delivery::Queued
            | Delivery::Held
            | Delivery::Delivered
            | Delivery::Read
            | Delivery::OnlyHere => {
                format!("  {FAINT}[{}]{FAINT:#}", item.delivery.name())
            }
            Delivery::Received | Delivery::Sent => String::new(),
        };
        match item.kind {
            ItemKind::Text => {
                let text = paragraph(&item.text, head.len() + 2);
                format!("{FAINT}{head}{FAINT:#}{STRONG}{sender}{STRONG:#}  {text}{mark}")
            }
            ItemKind::File => {
                let (file, text) = (file_line(item), paragraph(&item.text, head.len() + 2));
                let break_ = if text.is_empty() { "" } else { "  " };
                format!(
                    "{FAINT}{head}{FAINT:#}{STRONG}{sender}{STRONG:#}  {file}{break_}{text}{mark}"
                )
            }
            _ => format!("{FAINT}{head}* {}{FAINT:#}{mark}", event(item)),
        }
    })
}

/// What a person sees of a file, and how to have it.
fn file_line(item: &TimelineItem) -> String {
    let Some(file) = &item.file else { return String::new() };
    let state = match (file.state, item.seq) {
        (FileState::Elsewhere, Some(seq)) => format!(", corridor save ROOM {seq}"),
        (FileState::Here | FileState::Sent, _) => String::new(),
        (state, _) => format!(", {}", state.name()),
    };
    format!("[{}, {} bytes{state}]", line(&file.name), file.bytes)
}

/// An event as a sentence.
fn event(item: &TimelineItem) -> String {
    let (sender, text) = (item.sender.as_str(), line(&item.text));
    match item.kind {
        ItemKind::Joined => format!("{sender} added {text}"),
        ItemKind::DeviceJoined => format!("a new device of {text}"),
        ItemKind::Removed => format!("{sender} removed {text}"),
        ItemKind::DeviceRemoved => format!("a device of {text} is gone"),
        ItemKind::Leaving => format!("{text} is leaving"),
        ItemKind::Renamed => format!("{sender} named the room \"{text}\""),
        ItemKind::RoleChanged => format!("{sender} changed a role: {text}"),
        ItemKind::Described if text.is_empty() => format!("{sender} took the description away"),
        ItemKind::Described => format!("{sender} described the room: {text}"),
        ItemKind::ExpiryChanged if text.is_empty() => {
            format!("{sender} lets messages stay from now on")
        }
        ItemKind::ExpiryChanged => {
            format!("{sender} lets messages disappear {text} seconds after they are written")
        }
        ItemKind::PostingChanged => format!("{sender} lets people write who are {text} or above"),
        ItemKind::Readded => format!("this device was added again: {text}"),
        ItemKind::Unknown => format!("{sender} sent something that needs a newer version"),
        // Said, or done to something said: shown as a message, or at the message that it concerns.
        ItemKind::Text
        | ItemKind::File
        | ItemKind::Poll
        | ItemKind::Reaction
        | ItemKind::Edit
        | ItemKind::Withdrawal
        | ItemKind::Pin
        | ItemKind::Vote
        | ItemKind::PollEnd => format!("{sender}: {text}"),
    }
}

pub fn discard(session: &mut Session, arguments: &Discard) -> Result<(), Failure> {
    let local_id = arguments.local_id;
    session.driver.command(Command::Discard { local_id })?;
    session.screen.show(&json!({ "discarded": local_id }), || "Taken back.".to_owned())
}
