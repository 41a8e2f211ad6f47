//! Links to rooms, and those who knock.

use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::shape;
use corridor_engine::view::LinkView;
use serde_json::json;

use super::deliver::{Outcome, deliver, nothing_to_send};
use super::room::finish;
use crate::arguments::{Knock, Knocks, LetIn, Link, TurnAway, Unlink};
use crate::failure::Failure;
use crate::screen::{line, utc};
use crate::session::Session;

pub fn link(session: &mut Session, arguments: &Link) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let expires_at = crate::driver::now().saturating_add(arguments.span);
    let command = Command::MakeLink { room, expires_at, most: arguments.people };
    let Answer::Link(id) = session.driver.command(command)? else { return Ok(()) };
    let links = session.engine().links(&room)?;
    let link = links.iter().find(|link| link.id == id).ok_or(CommandError::NoLink)?;
    session.screen.show(&shape::RoomLink::from(link), || link.text.clone())?;
    if !session.screen.json {
        session.screen.note(&format!(
            "Whoever has it may ask to be let in until {}; you let in, or do not: corridor knocks.",
            utc(link.expires_at)
        ));
    }
    Ok(())
}

pub fn links(session: &Session, room: &str) -> Result<(), Failure> {
    let links = session.engine().links(&session.room_id(room)?)?;
    if session.screen.json {
        let mut links = links.iter().map(shape::RoomLink::from);
        return links.try_for_each(|link| session.screen.object(&link));
    }
    let rows = links.iter().map(|link| {
        let let_in = format!("{} of {} let in", link.let_in, link.most);
        vec![link.id.to_string(), state(link), let_in, link.text.clone()]
    });
    session.screen.table(&["link", "", "", ""], rows.collect())
}

fn state(link: &LinkView) -> String {
    if link.expires_at <= crate::driver::now() {
        return "expired".to_owned();
    }
    let until = utc(link.expires_at);
    if link.let_in >= link.most { "used up".to_owned() } else { format!("until {until}") }
}

pub fn unlink(session: &mut Session, arguments: &Unlink) -> Result<(), Failure> {
    session.driver.command(Command::RevokeLink { link: arguments.link })?;
    session.screen.show(&json!({ "revoked": arguments.link }), || {
        "Nobody knocks with it any more, and whoever waited by it is gone.".to_owned()
    })
}

pub async fn knock(session: &mut Session, arguments: Knock) -> Result<(), Failure> {
    let mut link = arguments.link;
    if link == "-" {
        link.clear();
        std::io::stdin()
            .read_line(&mut link)
            .map_err(|error| Failure::File { what: "standard input".to_owned(), error })?;
    }
    session.driver.command(Command::Knock { link, word: arguments.word })?;
    let outcome = deliver(session, arguments.delivery, None, nothing_to_send).await?;
    let delivered = outcome == Outcome::Done;
    session.screen.show(&json!({ "delivered": delivered }), || {
        let state = if delivered { "You have knocked." } else { "Your knock is queued." };
        format!(
            "{state} Nobody has to answer; if you are let in, the room is there: corridor sync."
        )
    })
}

pub fn knocks(session: &mut Session, arguments: &Knocks) -> Result<(), Failure> {
    if let Some(knock) = arguments.forget {
        session.driver.command(Command::ForgetKnock { knock })?;
    }
    let waiting = session.engine().knocks(None)?;
    let own = session.engine().own_knocks()?;
    if session.screen.json {
        for knock in &waiting {
            session.screen.object(&shape::Knock::from(knock))?;
        }
        let mut own = own.iter().map(shape::OwnKnock::from);
        return own.try_for_each(|knock| session.screen.object(&knock));
    }
    let mut rows = Vec::new();
    for knock in &waiting {
        let room = session.engine().room(&knock.room)?;
        let title = room.map(|room| line(&room.title)).unwrap_or_default();
        let known = if knock.verified { "verified" } else { "not verified" };
        let who = format!("{} ({known})", knock.account);
        rows.push(vec![
            format!("{}", knock.id),
            who,
            format!("knocks at {title}"),
            line(&knock.word),
        ]);
    }
    for knock in &own {
        let state = if knock.is_sent { "you have knocked" } else { "your knock is queued" };
        let at = format!("{state} at {}'s", knock.account);
        rows.push(vec![format!("{}", knock.id), at, utc(knock.knocked_at), line(&knock.word)]);
    }
    session.screen.table(&["", "who", "", "word"], rows)
}

pub async fn let_in(session: &mut Session, arguments: &LetIn) -> Result<(), Failure> {
    let room = room_of(session, arguments.knock)?;
    session.driver.command(Command::LetIn { knock: arguments.knock })?;
    finish(session, arguments.delivery, room, "let in").await
}

fn room_of(session: &Session, knock: i64) -> Result<corridor_engine::view::RoomId, Failure> {
    let knocks = session.engine().knocks(None)?;
    let knock = knocks.into_iter().find(|one| one.id == knock).ok_or(CommandError::NoLink)?;
    Ok(knock.room)
}

pub fn turn_away(session: &mut Session, arguments: &TurnAway) -> Result<(), Failure> {
    session.driver.command(Command::TurnAway { knock: arguments.knock })?;
    session.screen.show(&json!({ "turned_away": arguments.knock }), || {
        "Turned away. Nothing tells them.".to_owned()
    })
}
