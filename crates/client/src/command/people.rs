//! Who is in a room.

use corridor_engine::command::{Command, CommandError};
use corridor_sealing::room_state;

use super::room::finish;
use crate::arguments::{People, Role, RoleName, Roster};
use crate::failure::Failure;
use crate::screen::{line, utc};
use crate::session::Session;
use corridor_engine::shape;

pub async fn add(session: &mut Session, arguments: &People) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let people = session.people(&arguments.people)?;
    session.driver.command(Command::AddPeople { room, people })?;
    finish(session, arguments.delivery, room, "added").await
}

pub async fn remove(session: &mut Session, arguments: &People) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let people = session.people(&arguments.people)?;
    session.driver.command(Command::RemovePeople { room, people })?;
    finish(session, arguments.delivery, room, "removed").await
}

pub async fn role(session: &mut Session, arguments: &Role) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let person = session.person(&arguments.account)?;
    let role = match arguments.role {
        RoleName::Owner => room_state::Role::Owner,
        RoleName::Admin => room_state::Role::Admin,
        RoleName::Member => room_state::Role::Member,
        RoleName::Guest => room_state::Role::Guest,
    };
    session.driver.command(Command::SetRole { room, person, role })?;
    finish(session, arguments.delivery, room, "role changed").await
}

pub fn roster(session: &mut Session, arguments: &Roster) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let roster = session.engine().roster(&room.id)?.ok_or(CommandError::NoRoom)?;
    if session.screen.json {
        session.screen.object(&shape::Roster::from(&roster))?;
    } else {
        let rows = roster.people.iter().map(|person| {
            let role = shape::RoleName::from(person.role).name();
            let devices = match person.devices.len() {
                1 => "1 device".to_owned(),
                count => format!("{count} devices"),
            };
            let mut remarks = Vec::new();
            if person.is_new {
                remarks.push(newcomer(person));
            }
            if person.is_leaving {
                remarks.push("is leaving".to_owned());
            }
            if person.is_blocked {
                remarks.push("blocked".to_owned());
            }
            if let Some(profile) = person.profile.as_ref().filter(|one| !one.name.is_empty()) {
                remarks.push(super::about::said(&profile.name));
            }
            if let Some(affiliation) = &person.affiliation {
                remarks.push(super::organisation::said(&affiliation.into()));
            }
            if person.verified {
                remarks.push("verified".to_owned());
            }
            vec![person.account.to_string(), role.to_owned(), devices, remarks.join("; ")]
        });
        session.screen.table(&["person", "role", "", ""], rows.collect())?;
    }
    if arguments.acknowledge {
        session.driver.command(Command::AcknowledgeRoster { room: room.id, seen: roster.mark })?;
    } else if roster.mark != roster.acknowledged {
        session.screen.note(&format!(
            "Not acknowledged yet. When you have looked: corridor roster {} --acknowledge",
            line(&room.short_id)
        ));
    }
    Ok(())
}

fn newcomer(person: &corridor_engine::view::PersonView) -> String {
    let new = person.devices.iter().filter(|device| device.is_new);
    let Some(latest) = new.max_by_key(|device| device.added_at) else {
        return "new since you last looked".to_owned();
    };
    let by = latest.added_by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    format!("new since you last looked: added {}{by}", utc(latest.added_at))
}
