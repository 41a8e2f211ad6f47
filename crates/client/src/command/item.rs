//! One item of a timeline on the screen.

// Writing into a String does not fail.
use std::fmt::Write as _;

use corridor_engine::kinds::ViewOnce;
use corridor_engine::shape;
use corridor_engine::view::{Delivery, FileState, ItemKind, TimelineItem};

use super::announcement::come_to;
use super::nudge::sentence;
use super::sounding::{asked, counted};
use super::statement::card as statement_card;
use crate::failure::Failure;
use crate::screen::{FAINT, STRONG, line, paragraph, utc};
use crate::session::Session;

/// Of what a message answers, so that the line stays within 80 columns.
const QUOTED: usize = 40;

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
        if let Some(by) = &item.withdrawn_by {
            return format!("{FAINT}{head}* {by} took back what {sender} said{FAINT:#}{mark}");
        }
        if item.is_blocked && is_said(item.kind) {
            return format!("{FAINT}{head}* a message of {sender}, whom you have blocked{FAINT:#}");
        }
        let indent = head.len() + 2;
        let before = before(item, indent);
        let after = after(item, indent);
        let said = format!("{FAINT}{head}{FAINT:#}{STRONG}{sender}{STRONG:#}  {before}");
        match item.kind {
            ItemKind::Text => {
                let text = paragraph(&item.text, indent);
                format!("{said}{text}{mark}{after}")
            }
            ItemKind::Poll => {
                let question = paragraph(&item.text, indent);
                format!("{said}[poll] {question}{mark}{}{after}", answers(item, indent))
            }
            ItemKind::Sounding => {
                let (question, about) = (paragraph(&item.text, indent), &item.about.question);
                let about = about.as_ref().map(|about| asked(about, item.seq, indent));
                format!("{said}[sounding] {question}{mark}{}{after}", about.unwrap_or_default())
            }
            ItemKind::SoundingTotals => {
                let (question, totals) = (paragraph(&item.text, indent), &item.about.totals);
                let totals = totals.as_ref().map(|totals| counted(totals, indent));
                format!("{said}[totals] {question}{mark}{}{after}", totals.unwrap_or_default())
            }
            ItemKind::Announcement => {
                let (text, about) = (paragraph(&item.text, indent), &item.about.announcement);
                let about = about.as_ref().map(|about| come_to(about, item.seq, indent));
                format!("{said}[announcement] {text}{mark}{}{after}", about.unwrap_or_default())
            }
            ItemKind::Statement => {
                let card = item.about.statement.as_ref().map(|card| statement_card(card, indent));
                format!("{said}{}{mark}{after}", card.unwrap_or_default())
            }
            ItemKind::Contact | ItemKind::Place => format!("{said}{}{mark}{after}", card(item)),
            ItemKind::Nudge => {
                let nudge = item.about.nudge.as_ref();
                let words = nudge.map(|nudge| sentence(nudge.phrase, &nudge.subject));
                format!("{said}[nudge] {}{mark}{after}", words.unwrap_or_default())
            }
            ItemKind::File => {
                let (file, text) = (file_line(item), paragraph(&item.text, indent));
                let break_ = if text.is_empty() { "" } else { "  " };
                format!("{said}{file}{break_}{text}{mark}{after}")
            }
            _ => format!("{FAINT}{head}* {}{FAINT:#}{mark}", event(item)),
        }
    })
}

fn is_said(kind: ItemKind) -> bool {
    kind.is_said() || matches!(kind, ItemKind::SoundingReminder | ItemKind::Unknown)
}

/// What a person sees of a file, and how to have it.
fn file_line(item: &TimelineItem) -> String {
    if item.about.view_once == Some(ViewOnce::Opened) {
        return "[to be opened once; nothing of it is here any more]".to_owned();
    }
    let Some(file) = &item.file else { return String::new() };
    let state = match (file.state, item.seq) {
        (FileState::Elsewhere, Some(seq)) => format!(", corridor save ROOM {seq}"),
        (FileState::Here | FileState::Sent, _) => String::new(),
        (state, _) => format!(", {}", state.name()),
    };
    let once = if item.about.view_once.is_some() { "to be opened once, " } else { "" };
    let name = match &item.about.voice {
        Some(voice) => format!("voice note, {}", length(voice.duration_ms)),
        None => line(&file.name),
    };
    let album = item.about.album.as_deref().map(|album| format!(", album {}", &album[..6]));
    let album = album.unwrap_or_default();
    let marks = item.about.marks.map(|on| format!(", {} marks by {}", on.marks, on.people));
    let marks = marks.unwrap_or_default();
    format!("[{once}{name}, {} bytes{album}{marks}{state}]", file.bytes)
}

/// Minutes and seconds.
fn length(milliseconds: u32) -> String {
    let seconds = milliseconds.div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A contact or a place in words.
fn card(item: &TimelineItem) -> String {
    if let Some(contact) = &item.about.contact {
        let name = line(&contact.name);
        return format!(
            "[contact] {name}{}{}",
            if contact.name.is_empty() { "" } else { "  " },
            contact.account
        );
    }
    let Some(place) = &item.about.place else { return String::new() };
    let [latitude, longitude] =
        [place.latitude, place.longitude].map(|millionths| f64::from(millionths) / 1e6);
    let accuracy = place.accuracy.map(|metres| format!(", within {metres} m")).unwrap_or_default();
    let label = line(&place.label);
    let break_ = if place.label.is_empty() { "" } else { "  " };
    format!("[place] {label}{break_}{latitude:.6}, {longitude:.6}{accuracy}")
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
        ItemKind::PictureChanged if text.is_empty() => format!("{sender} took the picture away"),
        ItemKind::PictureChanged => format!("{sender} gave the room a picture"),
        ItemKind::GroupChanged if text.is_empty() => {
            format!("{sender} took the room out of its group")
        }
        ItemKind::GroupChanged => format!("{sender} put the room under \"{text}\""),
        ItemKind::HuddleKept => "all of you keep it: the huddle is a room now".to_owned(),
        ItemKind::PostingChanged => format!("{sender} lets people write who are {text} or above"),
        ItemKind::Readded => format!("this device was added again: {text}"),
        ItemKind::StatementVersion if text.is_empty() => {
            format!("{sender} declined suggestions to {}", quoted(item))
        }
        ItemKind::StatementVersion => format!("{sender} wrote another version of {}", quoted(item)),
        ItemKind::Silence => format!("{sender} asks for silence on {}", quoted(item)),
        ItemKind::Objection => format!("{sender} objects to {}: {text}", quoted(item)),
        ItemKind::SoundingReminder => format!("{sender} still asks for an answer"),
        ItemKind::Unknown => format!("{sender} sent something that needs a newer version"),
        // Said, or done to something said: shown as a message, or at the message that it concerns.
        ItemKind::Text
        | ItemKind::Contact
        | ItemKind::Place
        | ItemKind::Nudge
        | ItemKind::File
        | ItemKind::Poll
        | ItemKind::Reaction
        | ItemKind::Edit
        | ItemKind::Withdrawal
        | ItemKind::Pin
        | ItemKind::Vote
        | ItemKind::PollEnd
        | ItemKind::Sounding
        | ItemKind::SoundingTotals
        | ItemKind::SoundingAnswer
        | ItemKind::Announcement
        | ItemKind::AnnouncementSeen
        | ItemKind::Mark
        | ItemKind::Statement
        | ItemKind::Suggestion
        | ItemKind::SignOff => format!("{sender}: {text}"),
    }
}

/// The title of the statement that something was done to.
fn quoted(item: &TimelineItem) -> String {
    let title = item.reply_to.as_ref().and_then(|quote| quote.text.lines().next());
    format!("\"{}\"", line(title.unwrap_or_default()))
}

/// What a message answers, on a line of its own before it.
fn before(item: &TimelineItem, indent: usize) -> String {
    let mut shown = String::new();
    if let Some(quote) = &item.reply_to {
        let who = quote.sender.as_ref().map_or("something not here", |sender| sender.as_str());
        let seq = quote.seq.map(|seq| format!(" {seq}")).unwrap_or_default();
        let words = quote.phrase.map(|phrase| sentence(phrase, &quote.text));
        let text = words.as_ref().unwrap_or(&quote.text);
        let text: String = text.chars().take(QUOTED).collect();
        let pad = " ".repeat(indent);
        let _ = write!(shown, "{FAINT}> {who}{seq}: {}{FAINT:#}\n{pad}", line(&text));
    }
    if item.is_forwarded {
        let _ = write!(shown, "{FAINT}[forwarded]{FAINT:#} ");
    }
    shown
}

/// What has been done to a message: beside it in a word, and each reaction with those who gave it.
fn after(item: &TimelineItem, indent: usize) -> String {
    let marks = [
        (item.edits > 0, "edited"),
        (item.is_pinned, "pinned"),
        (item.is_starred, "starred"),
        (item.mentions_me && item.kind != ItemKind::Announcement, "mentions you"),
    ];
    let mut shown = String::new();
    if let Some(link) = &item.about.link {
        let pad = " ".repeat(indent);
        let described = link.description.as_deref().map(|text| format!(": {text}"));
        let described = described.unwrap_or_default();
        let title = format!("{}{described}", link.title);
        let _ = write!(shown, "\n{pad}{FAINT}[link] {}{FAINT:#}", line(&title));
    }
    for (_, mark) in marks.iter().filter(|(is_on, _)| *is_on) {
        let _ = write!(shown, "  {FAINT}[{mark}]{FAINT:#}");
    }
    if let Some(at) = item.send_at {
        let _ = write!(shown, "  {FAINT}[goes out {}]{FAINT:#}", utc(at));
    }
    for reaction in &item.reactions {
        let people = shape::names(&reaction.people).join(", ");
        let pad = " ".repeat(indent);
        let _ = write!(shown, "\n{pad}{} {FAINT}{people}{FAINT:#}", line(&reaction.reaction));
    }
    shown
}

/// The answers of a poll, numbered as `vote` takes them, and what they have come to.
fn answers(item: &TimelineItem, indent: usize) -> String {
    let Some(poll) = &item.poll else { return String::new() };
    let pad = " ".repeat(indent);
    let mut shown = String::new();
    for (place, option) in poll.options.iter().enumerate() {
        let own = if option.is_own { "*" } else { " " };
        let votes = option.votes.map(|votes| format!(": {votes}")).unwrap_or_default();
        let text = line(&option.text);
        let _ = write!(shown, "\n{pad}{own}{}. {text}{votes}", place + 1);
    }
    let voters = match poll.voters {
        1 => "1 person has voted".to_owned(),
        count => format!("{count} people have voted"),
    };
    let several = if poll.is_multiple { ", several answers" } else { "" };
    let hidden = if poll.is_open { "" } else { ", totals at the end" };
    let deadline = poll.deadline.map(|at| format!(", until {}", utc(at))).unwrap_or_default();
    let over = if poll.is_over { ", over" } else { "" };
    let _ = write!(shown, "\n{pad}{FAINT}{voters}{several}{hidden}{deadline}{over}{FAINT:#}");
    shown
}
