//! Texts: send, read, take back.

use std::io::Read as _;
use std::time::Duration;

use corridor_engine::command::{Answer, Command, CommandError, TextToSend};
use corridor_engine::kinds::Link;
use corridor_engine::view::{
    Delivery, ItemKind, LocalId, RoomId, RoomView, RosterView, TimelineItem,
};
use serde_json::json;

use super::deliver::{Outcome, deliver};
use super::exchange::settle;
use super::find::message_at;
use super::item::show;
use crate::arguments::{Discard, Read, Send};
use crate::failure::Failure;
use crate::screen::{FAINT, utc};
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
    let text = text_or_input(&arguments.text)?;
    if arguments.acknowledge {
        let roster = session.engine().roster(&room.id)?.ok_or(CommandError::NoRoom)?;
        session.driver.command(Command::AcknowledgeRoster { room: room.id, seen: roster.mark })?;
    }
    let reply_to = arguments.reply_to.map(|seq| message_at(session, &room.id, seq)).transpose()?;
    let link = arguments.link.clone().zip(arguments.link_title.clone());
    let description = arguments.link_description.clone();
    let text = TextToSend {
        text,
        link: link.map(|(url, title)| Link { url, title, description }),
        is_markdown: arguments.markdown,
        reply_to: reply_to.map(|item| item.local_id),
        mentions: session.people(&arguments.mentions)?,
        send_at: arguments.at.map(|at| at.resolve(crate::driver::now())),
    };
    let answer = session.driver.command(Command::SendText { room: room.id, text, seen: None })?;
    let Answer::Queued(local_id) = answer else { return Ok(()) };
    let outcome = deliver(session, arguments.delivery, Some(room.id), |engine| {
        Ok(match find(engine, &room.id, local_id)? {
            Some(item) => item.delivery != Delivery::Queued || item.send_at.is_some(),
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
    if let Some(at) = item.as_ref().and_then(|item| item.send_at) {
        session.screen.note(&format!(
            "Kept on this device until {}; it goes out when a corridor sync, tail, chat or rpc runs then. Take it \
             back with corridor discard {local_id}.",
            utc(at)
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

/// What was given as a text, or as `-`.
pub fn text_or_input(text: &str) -> Result<String, Failure> {
    if text == "-" { standard_input() } else { Ok(text.to_owned()) }
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

pub fn discard(session: &mut Session, arguments: &Discard) -> Result<(), Failure> {
    let local_id = arguments.local_id;
    session.driver.command(Command::Discard { local_id })?;
    session.screen.show(&json!({ "discarded": local_id }), || "Taken back.".to_owned())
}
