//! Statements in numbered paragraphs.

// Writing into a String does not fail.
use std::fmt::Write as _;
use std::path::Path;

use corridor_engine::VersionHash;
use corridor_engine::command::{
    Command, StatementCommand, StatementError, SuggestedChange, version_of,
};
use corridor_engine::kinds::{
    Asked, Silence, SilenceState, Statement, StatementCard, StatementVersion, Suggested,
    Suggestion, SuggestionState,
};
use corridor_engine::view::LocalId;

use super::deliver::{deliver, nothing_to_send};
use super::find::message_at;
use super::message::say;
use crate::arguments::{Delivery, Message, MessageHere, StatementWhat, Suggestions};
use crate::driver::now;
use crate::failure::Failure;
use crate::screen::{FAINT, STRONG, line, paragraph, utc};
use crate::session::Session;

/// Digits of a hash in one group: what one reads out in one breath.
const GROUP: usize = 4;

/// Fewer digits of a hash than these name no version.
const LEAST_DIGITS: usize = 8;

pub async fn statement(session: &mut Session, what: StatementWhat) -> Result<(), Failure> {
    match what {
        StatementWhat::New { room, title, file, delivery } => {
            let (room, paragraphs) = (session.room(&room)?, paragraphs(&file)?);
            let command =
                StatementCommand::Propose { room: room.id, title, paragraphs, seen: None };
            say(session, &room, Command::Statement(command), delivery).await
        }
        StatementWhat::Show(statement) => show(session, &found(session, &statement)?),
        StatementWhat::Suggest {
            statement,
            paragraph: number,
            text,
            strike,
            after,
            before,
            reason,
        } => {
            let text = text.unwrap_or_default();
            let change = match (strike, after, before) {
                (true, ..) => SuggestedChange::Strike,
                (_, true, _) => SuggestedChange::InsertAfter(text),
                (.., true) => SuggestedChange::InsertBefore(text),
                _ => SuggestedChange::Replace(text),
            };
            on(session, statement, |local_id, version, _| {
                Ok(StatementCommand::Suggest { local_id, version, number, change, reason })
            })
            .await
        }
        StatementWhat::Take(Suggestions { statement, items: taken }) => {
            settle(session, statement, taken, Vec::new()).await
        }
        StatementWhat::Decline(Suggestions { statement, items: declined }) => {
            settle(session, statement, Vec::new(), declined).await
        }
        StatementWhat::Revise { statement, file, title } => {
            let paragraphs = paragraphs(&file)?;
            on(session, statement, |local_id, version, shown| {
                let title = title.unwrap_or_else(|| present(shown).title.clone());
                let words = Some((title, paragraphs));
                let (taken, declined) = (Vec::new(), Vec::new());
                Ok(StatementCommand::Revise { local_id, version, words, taken, declined })
            })
            .await
        }
        StatementWhat::TakeBack(Suggestions { statement, items }) => {
            for local_id in items {
                let command = Command::Statement(StatementCommand::TakeBack { local_id });
                session.driver.command(command)?;
            }
            sent(session, &statement.room, statement.seq, statement.delivery).await
        }
        StatementWhat::SignOff { statement, hash } => {
            on(session, statement, |local_id, version, shown| {
                let hash = hash.replace(' ', "").to_ascii_lowercase();
                if hash.len() < LEAST_DIGITS || !present(shown).hash.starts_with(&hash) {
                    return Err(StatementError::Changed);
                }
                Ok(StatementCommand::SignOff { local_id, version })
            })
            .await
        }
        StatementWhat::Silence { statement, deadline } => {
            let deadline = deadline.resolve(now());
            on(session, statement, |local_id, version, _| {
                Ok(StatementCommand::Silence { local_id, version, deadline })
            })
            .await
        }
        StatementWhat::Object { statement, reason } => {
            on(session, statement, |local_id, version, _| {
                Ok(StatementCommand::Object { local_id, version, reason })
            })
            .await
        }
        StatementWhat::Diff { statement, before, after } => {
            let shown = found(session, &statement)?;
            let version = |number: usize| {
                let place = number.checked_sub(1);
                let version = place.and_then(|place| shown.versions.get(place));
                version.ok_or_else(|| failed(StatementError::NoStatement))
            };
            let (before, after) = (version(before)?, version(after)?);
            let object = serde_json::json!({ "before": before, "after": after });
            session.screen.show(&object, || differences(before, after))
        }
    }
}

async fn settle(
    session: &mut Session,
    statement: Message,
    taken: Vec<LocalId>,
    declined: Vec<LocalId>,
) -> Result<(), Failure> {
    on(session, statement, |local_id, version, _| {
        let words = None;
        Ok(StatementCommand::Revise { local_id, version, words, taken, declined })
    })
    .await
}

/// Does something to a statement, in the version that is present here.
async fn on(
    session: &mut Session,
    statement: Message,
    command: impl FnOnce(LocalId, VersionHash, &Statement) -> Result<StatementCommand, StatementError>,
) -> Result<(), Failure> {
    let Message { room, seq, delivery } = statement;
    let shown = found(session, &MessageHere { room: room.clone(), seq })?;
    let version = version_of(&present(&shown).hash)?;
    let command = command(shown.local_id, version, &shown).map_err(failed)?;
    session.driver.command(Command::Statement(command))?;
    sent(session, &room, seq, delivery).await
}

async fn sent(
    session: &mut Session,
    room: &str,
    seq: u64,
    delivery: Delivery,
) -> Result<(), Failure> {
    let id = session.room_id(room)?;
    deliver(session, delivery, Some(id), nothing_to_send).await?;
    show(session, &found(session, &MessageHere { room: room.to_owned(), seq })?)
}

fn failed(error: StatementError) -> Failure {
    Failure::Command(error.into())
}

fn found(session: &Session, message: &MessageHere) -> Result<Statement, Failure> {
    let room = session.room_id(&message.room)?;
    let local_id = message_at(session, &room, message.seq)?.local_id;
    let found = session.engine().statement(local_id)?;
    found.ok_or_else(|| failed(StatementError::NoStatement))
}

/// What a file says, with an empty line between two paragraphs.
fn paragraphs(file: &Path) -> Result<Vec<String>, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::File { what: file.display().to_string(), error })?;
    let text = text.replace("\r\n", "\n");
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        let is_break = line.trim().is_empty();
        match paragraphs.last_mut() {
            Some(last) if !is_break => {
                last.push_str(if last.is_empty() { "" } else { "\n" });
                last.push_str(line.trim_end());
            }
            Some(last) if !last.is_empty() => paragraphs.push(String::new()),
            _ => {}
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    Ok(paragraphs)
}

/// There is always one: the first.
fn present(shown: &Statement) -> &StatementVersion {
    match shown.versions.last() {
        Some(version) => version,
        None => unreachable!("a statement begins with a version"),
    }
}

/// As people read it out to each other.
fn grouped(hash: &str) -> String {
    let digits: Vec<_> = hash.chars().collect();
    let groups = digits.chunks(GROUP).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

fn show(session: &Session, shown: &Statement) -> Result<(), Failure> {
    session.screen.show(shown, || {
        let version = present(shown);
        let (number, hash) = (version.number, grouped(&version.hash));
        let mut text = format!(
            "{STRONG}{}{STRONG:#}  {FAINT}version {number} by {}\n{hash}{FAINT:#}",
            line(&version.title),
            shown.by
        );
        for (place, one) in version.paragraphs.iter().enumerate() {
            let head = format!("{:>3}. ", place + 1);
            let _ = write!(text, "\n{head}{}", paragraph(&one.text, head.len()));
            let of_it = shown.suggestions.iter().filter(|made| made.paragraph == one.id);
            for made in of_it.filter(|made| made.state == SuggestionState::Open) {
                let _ = write!(text, "\n     {}", suggested(made));
            }
        }
        for one in &shown.delegations {
            let who = one.name.clone().unwrap_or_else(|| one.people.join(", "));
            let signed = match &one.signed[..] {
                [] => "has not signed".to_owned(),
                people => format!("signed by {}", people.join(", ")),
            };
            let _ = write!(text, "\n{FAINT}{}: {signed}{FAINT:#}", line(&who));
        }
        for one in shown.sign_offs.iter().filter(|one| !one.counts) {
            let version = one.version.map_or_else(|| "another".to_owned(), |n| n.to_string());
            let by = &one.by;
            let _ = write!(
                text,
                "\n{FAINT}{by} signed version {version}, which is not this one{FAINT:#}"
            );
        }
        if let Some(silence) = shown.silences.last() {
            text += &of_silence(silence);
        }
        text
    })
}

/// `[other words - ali@relay.example (Atlantis)]`, and how to take it.
fn suggested(made: &Suggestion) -> String {
    let words = match made.change {
        Suggested::Replace => line(&made.text),
        Suggested::Strike => "strike".to_owned(),
        Suggested::InsertAfter => format!("then: {}", line(&made.text)),
        Suggested::InsertBefore => format!("before it: {}", line(&made.text)),
    };
    let delegation = made.delegation.as_ref().map(|name| format!(" ({})", line(name)));
    let reason = if made.reason.is_empty() { "" } else { ": " };
    let stale = if made.fits { "" } else { ", the paragraph has changed since" };
    let (item, by, why) = (made.local_id, &made.by, line(&made.reason));
    format!(
        "[{item}] [{words} - {by}{}]{FAINT}{reason}{why}{stale}{FAINT:#}",
        delegation.unwrap_or_default()
    )
}

/// What silence has come to, in a few words.
pub fn silence_in_words(state: SilenceState, undelivered: &[String]) -> String {
    match state {
        SilenceState::Queued => "waits to be sent".to_owned(),
        SilenceState::Running => "adopted then unless somebody objects".to_owned(),
        SilenceState::Extended => "put off".to_owned(),
        SilenceState::TextChanged => "over: the text has changed".to_owned(),
        SilenceState::Broken => "broken".to_owned(),
        SilenceState::Undelivered => {
            let names: Vec<_> = undelivered.iter().map(|name| line(name)).collect();
            format!("not adopted: not delivered to {}", names.join(", "))
        }
        SilenceState::Adopted => "adopted".to_owned(),
    }
}

fn of_silence(silence: &Silence) -> String {
    let words = silence_in_words(silence.state, &silence.undelivered);
    let mut text =
        format!("\nsilence on version {} until {}: {words}", silence.number, utc(silence.deadline));
    let delivered = |one: &Asked| match one.delivered_at {
        Some(at) if at <= silence.deadline => format!("delivered {}", utc(at)),
        Some(at) => format!("delivered {}, too late", utc(at)),
        None => "not delivered".to_owned(),
    };
    for one in &silence.asked {
        let name = one.delegation.as_ref().map(|name| format!("{}, ", line(name)));
        let (name, account) = (name.unwrap_or_default(), &one.account);
        let _ = write!(text, "\n{FAINT}    {name}{account}: {}{FAINT:#}", delivered(one));
    }
    for one in &silence.objections {
        let late = if one.in_time { "" } else { " (too late)" };
        let _ = write!(text, "\n    {} objects{late}: {}", one.by, line(&one.reason));
    }
    if !silence.caught_up {
        let _ = write!(text, "\n{FAINT}    as far as this device has heard{FAINT:#}");
    }
    text
}

/// As it stands in a room.
pub fn card(card: &StatementCard, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let (number, count, open) = (card.number, card.paragraphs, card.open);
    let mut text = format!(
        "[statement] {}\n{pad}{FAINT}version {number}, {count} paragraphs, {open} suggestions\n{pad}{}{FAINT:#}",
        line(&card.title),
        grouped(&card.hash)
    );
    if let Some(silence) = &card.silence {
        let words = silence_in_words(silence.state, &silence.undelivered);
        let _ = write!(text, "\n{pad}silence until {}: {words}", utc(silence.deadline));
    }
    text
}

/// Paragraph by paragraph, as they are known through all versions.
fn differences(before: &StatementVersion, after: &StatementVersion) -> String {
    let mut text = format!("version {} to version {}", before.number, after.number);
    if before.title != after.title {
        let _ = write!(text, "\n- {}\n+ {}", line(&before.title), line(&after.title));
    }
    for (place, old) in before.paragraphs.iter().enumerate() {
        let new = after.paragraphs.iter().find(|one| one.id == old.id);
        if new.is_none_or(|new| new.text != old.text) {
            let _ = write!(text, "\n- {}. {}", place + 1, paragraph(&old.text, 5));
        }
    }
    for (place, new) in after.paragraphs.iter().enumerate() {
        let old = before.paragraphs.iter().find(|one| one.id == new.id);
        if old.is_none_or(|old| old.text != new.text) {
            let _ = write!(text, "\n+ {}. {}", place + 1, paragraph(&new.text, 5));
        }
    }
    text
}
