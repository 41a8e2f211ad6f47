//! Questions to people who are each asked alone, and to rooms.

// Writing into a String does not fail.
use std::fmt::Write as _;

use corridor_engine::command::{Answer, Command, SoundingCommand, SoundingError, SoundingToSend};
use corridor_engine::kinds::{Answered, Question, Totals};
use corridor_engine::shape;
use corridor_engine::view::{AskedView, Delivery as State, RoomId, SoundingView};

use super::deliver::{deliver, nothing_to_send};
use super::find::message_at;
use super::message::say;
use crate::arguments::{
    AnswerTo, Asked, Delivery, OfSounding, ShareTotals, Sound, SoundRoom, Soundings,
};
use crate::driver::now;
use crate::failure::Failure;
use crate::screen::{FAINT, line, utc};
use crate::session::Session;

pub async fn sound(session: &mut Session, arguments: Sound) -> Result<(), Failure> {
    let people = session.people(&arguments.people)?;
    let sounding = question(arguments.asked, arguments.question);
    begin(session, SoundingCommand::Ask { people, sounding }, arguments.delivery).await
}

pub async fn sound_room(session: &mut Session, arguments: SoundRoom) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let sounding = question(arguments.asked, arguments.question);
    let command = SoundingCommand::AskRoom { room, sounding, seen: None };
    begin(session, command, arguments.delivery).await
}

fn question(asked: Asked, question: String) -> SoundingToSend {
    let is_free = asked.free || asked.answers.is_empty();
    let deadline = asked.until.map(|at| at.resolve(now()));
    SoundingToSend { question, answers: asked.answers, is_free, deadline }
}

async fn begin(
    session: &mut Session,
    command: SoundingCommand,
    delivery: Delivery,
) -> Result<(), Failure> {
    let answer = session.driver.command(Command::Sounding(command))?;
    let Answer::Sounding(id) = answer else { return Ok(()) };
    deliver(session, delivery, None, nothing_to_send).await?;
    show(session, &find(session, id)?)
}

pub fn soundings(session: &Session, arguments: &Soundings) -> Result<(), Failure> {
    if let Some(id) = arguments.sounding {
        return show(session, &find(session, id)?);
    }
    for view in session.engine().soundings()? {
        session.screen.show(&shape::Sounding::from(&view), || head(&view))?;
    }
    Ok(())
}

pub async fn answer(session: &mut Session, arguments: AnswerTo) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let item = message_at(session, &room, arguments.seq)?;
    // People count from 1; clap has refused 0.
    let choice = arguments.answer.map(|answer| answer.saturating_sub(1));
    let text = arguments.text.unwrap_or_default();
    let command = SoundingCommand::Answer { local_id: item.local_id, choice, text };
    session.driver.command(Command::Sounding(command))?;
    deliver(session, arguments.delivery, None, nothing_to_send).await?;
    super::item::show(session, &message_at(session, &room, arguments.seq)?)
}

pub async fn remind(session: &mut Session, arguments: &OfSounding) -> Result<(), Failure> {
    let sounding = arguments.sounding;
    session.driver.command(Command::Sounding(SoundingCommand::Remind { sounding }))?;
    deliver(session, arguments.delivery, None, nothing_to_send).await?;
    show(session, &find(session, sounding)?)
}

pub async fn publish(session: &mut Session, arguments: &OfSounding) -> Result<(), Failure> {
    let sounding = arguments.sounding;
    let room = find(session, sounding)?.room.ok_or_else(none)?;
    let command = Command::Sounding(SoundingCommand::Publish { sounding, seen: None });
    tell(session, &room, command, arguments.delivery).await
}

pub async fn share_totals(session: &mut Session, arguments: &ShareTotals) -> Result<(), Failure> {
    let (sounding, room) = (arguments.sounding, session.room_id(&arguments.room)?);
    let command = SoundingCommand::ShareTotals { sounding, room, seen: None };
    tell(session, &room, Command::Sounding(command), arguments.delivery).await
}

async fn tell(
    session: &mut Session,
    room: &RoomId,
    command: Command,
    delivery: Delivery,
) -> Result<(), Failure> {
    let room = session.room(&room.to_string())?;
    say(session, &room, command, delivery).await
}

fn find(session: &Session, id: i64) -> Result<SoundingView, Failure> {
    session.engine().soundings()?.into_iter().find(|view| view.id == id).ok_or_else(none)
}

fn none() -> Failure {
    Failure::Command(SoundingError::NoSounding.into())
}

/// The asker's table.
fn show(session: &Session, view: &SoundingView) -> Result<(), Failure> {
    session.screen.show(&shape::Sounding::from(view), || {
        let mut shown = head(view);
        let longest = view.people.iter().map(|one| one.account.as_str().len()).max().unwrap_or(0);
        for person in &view.people {
            let name = person.account.as_str();
            let _ = write!(shown, "\n    {name:longest$}  {}", state(person, &view.answers));
        }
        if let Some(totals) = &view.totals {
            shown += &counted(totals, 4);
        }
        shown
    })
}

fn head(view: &SoundingView) -> String {
    let room = view.room.map_or("", |_| ", a whole room");
    let told = if view.is_published { ", told" } else { "" };
    let until = view.deadline.map(|at| format!(", until {}", utc(at))).unwrap_or_default();
    let (id, answered, asked) = (view.id, view.answered, view.asked);
    format!(
        "{id}  {}  {FAINT}{answered} of {asked}{room}{until}{told}{FAINT:#}",
        line(&view.question)
    )
}

fn state(person: &AskedView, answers: &[String]) -> String {
    if person.is_blocked {
        return "blocked by you".to_owned();
    }
    let reminded = person.reminded_at.map(|at| format!(", reminded {}", utc(at)));
    match (&person.answer, person.delivery) {
        (Some(answer), _) => format!("{}  {}", said(answer, answers), utc(answer.answered_at)),
        (None, State::Held) => "held: a new device; look with corridor roster".to_owned(),
        (None, State::Queued) => "not asked yet".to_owned(),
        (None, _) => format!("no answer{}", reminded.unwrap_or_default()),
    }
}

fn said(answer: &Answered, answers: &[String]) -> String {
    let chosen = answer.choice.and_then(|place| answers.get(usize::from(place)));
    let words = line(&answer.text);
    match chosen {
        Some(chosen) if answer.text.is_empty() => line(chosen),
        Some(chosen) => format!("{}: \"{words}\"", line(chosen)),
        None => format!("\"{words}\""),
    }
}

/// A question as it stands in a room, its answers numbered as `answer` takes them.
pub fn asked(question: &Question, seq: Option<u64>, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut shown = String::new();
    for (place, text) in question.answers.iter().enumerate() {
        let own = question.answer.as_ref().and_then(|answer| answer.choice).map(usize::from);
        let mark = if own == Some(place) { "*" } else { " " };
        let _ = write!(shown, "\n{pad}{mark}{}. {}", place + 1, line(text));
    }
    let who = if question.of_room {
        "the room is told totals alone, from five answers on; the asker's device could know names"
    } else {
        "only the asker sees what you answer, and you do not see who else was asked"
    };
    let until = question.deadline.map(|at| format!(", until {}", utc(at))).unwrap_or_default();
    let own = match (&question.answer, question.sounding, seq) {
        (Some(answer), ..) => format!("; you answered {}", said(answer, &question.answers)),
        (None, None, _) if question.told => "; the room has been told".to_owned(),
        (None, None, Some(seq)) => format!("; corridor answer ROOM {seq}"),
        (None, Some(sounding), _) => format!("; corridor soundings {sounding}"),
        (None, None, None) => String::new(),
    };
    let _ = write!(shown, "\n{pad}{FAINT}{who}{until}{own}{FAINT:#}");
    shown
}

pub fn counted(totals: &Totals, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut shown = String::new();
    for answer in &totals.answers {
        let _ = write!(shown, "\n{pad}{}: {}", line(&answer.text), answer.count);
    }
    if totals.free > 0 {
        let _ = write!(shown, "\n{pad}in their own words: {}", totals.free);
    }
    let answered: u64 =
        totals.answers.iter().map(|one| u64::from(one.count)).sum::<u64>() + u64::from(totals.free);
    let _ = write!(shown, "\n{pad}{FAINT}{answered} of {} answered{FAINT:#}", totals.asked);
    shown
}
