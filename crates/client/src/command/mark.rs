//! Marks on pictures: set, taken back, and read as a list of sentences.

use corridor_engine::command::{Answer, Command};
use corridor_engine::kinds::{Mark, MarkPoint, MarkShape};
use corridor_engine::shape;
use corridor_engine::view::{Delivery, LocalId, MarkView};

use super::deliver::{deliver, nothing_to_send};
use super::find::message_at;
use crate::arguments::{Mark as Arguments, MarkWanted, MessageHere};
use crate::failure::Failure;
use crate::screen::{FAINT, STRONG, paragraph, utc};
use crate::session::Session;

pub async fn mark(session: &mut Session, arguments: Arguments) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let picture = message_at(session, &room.id, arguments.seq)?.local_id;
    let worded = |shape, at, text| Mark { shape, points: vec![at], text };
    let command = match arguments.shape {
        MarkWanted::Remove { local_id } => Command::Withdraw { local_id },
        MarkWanted::Pin(pin) => sent(picture, worded(MarkShape::Pin, pin.at(), pin.text)),
        MarkWanted::Note(note) => sent(picture, worded(MarkShape::Note, note.at(), note.text)),
        MarkWanted::Arrow { x1, y1, x2, y2 } => {
            let points = vec![MarkPoint { x: x1, y: y1 }, MarkPoint { x: x2, y: y2 }];
            sent(picture, Mark { shape: MarkShape::Arrow, points, text: String::new() })
        }
    };
    let is_mark = matches!(command, Command::SendMark { .. });
    let Answer::Queued(local_id) = session.driver.command(command)? else { return Ok(()) };
    deliver(session, arguments.delivery, Some(room.id), |engine| {
        if !is_mark {
            return nothing_to_send(engine);
        }
        let marks = engine.marks(picture)?;
        let found = marks.iter().find(|mark| mark.local_id == local_id);
        Ok(found.is_none_or(|mark| mark.delivery != Delivery::Queued))
    })
    .await?;
    for mark in session.engine().marks(picture)? {
        if mark.local_id == local_id {
            show(session, &mark)?;
        }
    }
    Ok(())
}

fn sent(local_id: LocalId, mark: Mark) -> Command {
    Command::SendMark { local_id, mark, seen: None }
}

pub fn marks(session: &Session, arguments: &MessageHere) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let picture = message_at(session, &room.id, arguments.seq)?.local_id;
    for mark in session.engine().marks(picture)? {
        show(session, &mark)?;
    }
    Ok(())
}

/// One line of the list: what it is, where, by whom, and what it says.
fn show(session: &Session, mark: &MarkView) -> Result<(), Failure> {
    session.screen.show(&shape::PageMark::from(mark), || {
        let head = format!("{:>5}  {}  ", mark.local_id, utc(mark.sent_at));
        let number = mark.number.map(|number| format!(" {number}")).unwrap_or_default();
        let places: Vec<String> =
            ends(&mark.mark.points).map(|point| format!("({}, {})", percent(point.x), percent(point.y))).collect();
        let (shape, author) = (mark.mark.shape.name(), mark.author.as_str());
        let text = paragraph(&mark.mark.text, head.len() + 2);
        let break_ = if text.is_empty() { "" } else { "  " };
        let state = match mark.delivery {
            Delivery::Received | Delivery::Sent => String::new(),
            other => format!("  {FAINT}[{}]{FAINT:#}", other.name()),
        };
        format!(
            "{FAINT}{head}{FAINT:#}{STRONG}{author}{STRONG:#}  [{shape}{number} {}]{break_}{text}{state}",
            places.join(" to ")
        )
    })
}

/// The first point and the last.
fn ends(points: &[MarkPoint]) -> impl Iterator<Item = &MarkPoint> {
    let last = points.last().filter(|_| points.len() > 1);
    points.first().into_iter().chain(last)
}

fn percent(parts: u16) -> String {
    format!("{:.1}", f64::from(parts) * 100.0 / f64::from(u16::MAX))
}
