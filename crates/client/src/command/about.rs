//! What people call themselves: this person for the rooms that they choose, and others.

use corridor_engine::command::{Command, ProfileToShow};
use corridor_engine::view::RoomView;
use serde_json::{Value, json};

use super::deliver::{deliver, nothing_to_send};
use crate::arguments::About;
use crate::failure::Failure;
use crate::screen::line;
use crate::session::Session;

pub async fn about(session: &mut Session, arguments: &About) -> Result<(), Failure> {
    if let Some(account) = &arguments.account {
        let person = session.person(account)?;
        return show(session, &person, None);
    }
    let own = session.account()?.account;
    if change(session, arguments)? {
        deliver(session, arguments.delivery, None, nothing_to_send).await?;
    }
    let rooms = session.engine().rooms()?.into_iter().filter(|room| room.shares_profile);
    show(session, &own, Some(&rooms.collect::<Vec<_>>()))
}

/// Whether there was anything to change.
fn change(session: &mut Session, arguments: &About) -> Result<bool, Failure> {
    let own = session.account()?.account;
    let mut profile = session.engine().profile(&own, None)?.unwrap_or_default();
    let is_new = arguments.name.is_some()
        || arguments.line.is_some()
        || arguments.picture.is_some()
        || arguments.no_picture;
    if is_new {
        if let Some(name) = &arguments.name {
            profile.name.clone_from(name);
        }
        if let Some(line) = &arguments.line {
            profile.status.clone_from(line);
        }
        if let Some(path) = &arguments.picture {
            profile.picture = Some(
                std::fs::read(path)
                    .map_err(|error| Failure::File { what: path.display().to_string(), error })?,
            );
        }
        if arguments.no_picture {
            profile.picture = None;
        }
        session.driver.command(Command::SetProfile { profile })?;
    }
    for (rooms, is_on) in [(&arguments.to, true), (&arguments.not_to, false)] {
        for room in rooms {
            let room = session.room_id(room)?;
            session.driver.command(Command::ShareProfile { room, is_on })?;
        }
    }
    Ok(is_new || !arguments.to.is_empty())
}

fn show(
    session: &Session,
    person: &corridor_wire::id::AccountId,
    rooms: Option<&[RoomView]>,
) -> Result<(), Failure> {
    let profile = session.engine().profile(person, None)?.unwrap_or_default();
    let ProfileToShow { name, status, picture } = &profile;
    let mut object = json!({
        "account": person.to_string(),
        "name": name,
        "line": status,
        "picture_bytes": picture.as_ref().map_or(0, Vec::len),
    });
    if let Some(rooms) = rooms {
        object["rooms"] = rooms.iter().map(|room| json!(room.id.to_string())).collect::<Value>();
    }
    session.screen.show(&object, || {
        let called = if name.is_empty() { "says no name".into() } else { said(name) };
        let status =
            if status.is_empty() { String::new() } else { format!("\n  {}", line(status)) };
        let picture = picture
            .as_ref()
            .map_or(String::new(), |one| format!("\n  a picture of {} bytes", one.len()));
        let to = match rooms {
            None => String::new(),
            Some([]) => "\nNobody gets it: corridor about --to ROOM".to_owned(),
            Some(rooms) => {
                let titles: Vec<_> = rooms.iter().map(|room| line(&room.title)).collect();
                format!("\nGoes to: {}", titles.join(", "))
            }
        };
        format!("{person} {called}{status}{picture}{to}")
    })
}

/// Never without the word that says whose it is: nobody has certified it.
pub fn said(name: &str) -> String {
    format!("calls themself \u{201c}{}\u{201d}", line(name))
}
