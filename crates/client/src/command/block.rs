//! People of whom one wants to hear nothing, and telling somebody of what they said.

// Writing into a String does not fail.
use std::fmt::Write as _;

use corridor_engine::command::{Command, CommandError};
use corridor_engine::shape;
use corridor_engine::view::TimelineItem;
use serde_json::json;

use crate::arguments::{Person, Report};
use crate::failure::Failure;
use crate::screen::{line, paragraph, utc};
use crate::session::Session;

pub fn block(session: &mut Session, arguments: &Person, is_blocked: bool) -> Result<(), Failure> {
    let person = session.person(&arguments.account)?;
    session.driver.command(Command::Block { person: person.clone(), is_blocked })?;
    let object = json!({ "account": person.to_string(), "blocked": is_blocked });
    session.screen.show(&object, || {
        if is_blocked {
            format!("You hear nothing more of {person} on this device. Nothing tells them.")
        } else {
            format!("You hear of {person} again on this device.")
        }
    })
}

pub fn blocked(session: &Session) -> Result<(), Failure> {
    for person in session.engine().blocked()? {
        let object = json!({ "account": person.to_string(), "blocked": true });
        session.screen.show(&object, || person.to_string())?;
    }
    Ok(())
}

/// What a report is worth, in it: whoever reads it should not take it for more.
const WORTH: &str = "This is what the reporter says they were shown. It proves nothing by itself: no relay can read or \
confirm it, it holds no signature, and anybody can write such a text.";

/// A text that the reporter hands on as they see fit. No relay is told of it.
pub fn report(session: &Session, arguments: &Report) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let mut chosen = Vec::new();
    for seq in &arguments.messages {
        let items = session.engine().timeline(&room.id, Some(seq.saturating_sub(1)), usize::MAX)?;
        let item = items.into_iter().find(|item| item.seq == Some(*seq));
        chosen.push(item.ok_or(CommandError::NoMessage)?);
    }
    if let Some(path) = &arguments.to {
        let said = text(session, &arguments.why, &chosen)?;
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
        let written =
            file.and_then(|mut file| std::io::Write::write_all(&mut file, said.as_bytes()));
        let what = path.display().to_string();
        written.map_err(|error| Failure::File { what: what.clone(), error })?;
        return session.screen.show(&json!({ "saved": what }), || format!("Written to {what}."));
    }
    let items: Vec<_> = chosen.iter().map(shape::Item::from).collect();
    let said = text(session, &arguments.why, &chosen)?;
    let report_to = session.account()?.report_to;
    let object =
        json!({ "worth": WORTH, "why": arguments.why, "items": items, "report_to": report_to });
    session.screen.show(&object, || said.trim_end().to_owned())?;
    if let Some(to) = report_to {
        session.screen.note(&format!("The relay's operator asks for reports at: {}", line(&to)));
    }
    Ok(())
}

fn text(session: &Session, why: &str, chosen: &[TimelineItem]) -> Result<String, Failure> {
    let mut said =
        format!("Report by {}, {}\n", session.account()?.account, utc(crate::driver::now()));
    if !why.is_empty() {
        let _ = writeln!(said, "{}", paragraph(why, 0));
    }
    for item in chosen {
        let file = item.file.as_ref().map(|file| format!("[{}] ", line(&file.name)));
        let file = file.unwrap_or_default();
        let _ = writeln!(
            said,
            "\n{} {}\n  {file}{}",
            utc(item.sent_at),
            item.sender,
            paragraph(&item.text, 2)
        );
    }
    let _ = writeln!(said, "\n{WORTH}");
    Ok(said)
}
