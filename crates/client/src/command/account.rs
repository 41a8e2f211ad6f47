//! The account, its devices, and the safety numbers of others.

use corridor_engine::command::{Command, CommandError};
use corridor_wire::id::DeviceId;
use serde_json::json;

use super::deliver::{Outcome, deliver, nothing_to_send};
use crate::arguments::{Receipts, Revoke, Switch, Verify};
use crate::failure::Failure;
use crate::screen::utc;
use crate::session::Session;
use corridor_engine::shape;

pub fn whoami(session: &Session) -> Result<(), Failure> {
    let account = session.account()?;
    session.screen.show(&shape::Account::from(&account), || {
        let state = if account.registered { "" } else { " (the relay has not accepted it yet)" };
        format!(
            "{}{state}\nrelay        {}\naccount key  {}\ndevice       {}",
            account.account,
            account.address.origin(),
            account.account_key,
            account.device
        )
    })
}

/// Printed on request only, wherever standard output goes: the person asked for exactly this.
pub fn recovery_words(session: &Session) -> Result<(), Failure> {
    let words = session.engine().recovery_words()?.ok_or(CommandError::NoAccount)?;
    session.screen.show(&json!({ "recovery_words": *words }), || (*words).clone())
}

pub async fn devices(session: &mut Session, arguments: &Revoke) -> Result<(), Failure> {
    let Some(text) = &arguments.revoke else {
        let own = session.account()?.device;
        let devices = session.engine().devices()?;
        if session.screen.json {
            return devices.iter().try_for_each(|device| {
                let mut object = json!(shape::Device::from(device));
                object["is_this"] = json!(device.device == own);
                session.screen.object(&object)
            });
        }
        let rows = devices.iter().map(|device| {
            let this = if device.device == own { "this device" } else { "" };
            vec![device.device.to_string(), utc(device.added_at), this.to_owned()]
        });
        return session.screen.table(&["device", "since", ""], rows.collect());
    };
    let device = DeviceId::from_hex(text).ok_or(CommandError::UnknownDevice)?;
    session.driver.command(Command::RevokeDevice { device })?;
    let outcome = deliver(session, arguments.delivery, None, nothing_to_send).await?;
    session.screen.show(
        &json!({ "device": device.to_string(), "delivered": outcome == Outcome::Done }),
        || match outcome {
            Outcome::Done => format!("Device {device} is withdrawn."),
            Outcome::Queued => format!("Device {device} will be withdrawn."),
        },
    )
}

pub fn receipts(session: &mut Session, arguments: &Receipts) -> Result<(), Failure> {
    let (mut delivered, mut read) = session.engine().receipts()?;
    if arguments.delivered.is_some() || arguments.read.is_some() {
        delivered = arguments.delivered.map_or(delivered, |switch| switch == Switch::On);
        read = arguments.read.map_or(read, |switch| switch == Switch::On);
        session.driver.command(Command::SetReceipts { delivered, read })?;
    }
    if let Some(switch) = arguments.typing {
        session.driver.command(Command::SetTyping { is_on: switch == Switch::On })?;
    }
    let typing = session.engine().tells_typing()?;
    let says = |on| if on { "are told" } else { "are not told" };
    let shown = json!({ "delivered": delivered, "read": read, "typing": typing });
    session.screen.show(&shown, || {
        format!(
            "Senders {} what reaches this device, and {} what you have read. Others {} when you write.",
            says(delivered),
            says(read),
            says(typing)
        )
    })
}

pub fn verify(session: &mut Session, arguments: &Verify) -> Result<(), Failure> {
    let person = session.person(&arguments.account)?;
    if arguments.accept_new_key {
        session.driver.command(Command::AcceptNewKey { person: person.clone() })?;
    }
    if arguments.confirm {
        session.driver.command(Command::MarkVerified { person: person.clone() })?;
    }
    let safety = session.engine().safety(&person)?.ok_or(CommandError::UnknownPerson)?;
    session.screen.show(&shape::Safety::from(&safety), || {
        let groups: Vec<_> = safety.digits.split_whitespace().collect();
        let lines: Vec<_> = groups.chunks(4).map(|line| format!("  {}", line.join(" "))).collect();
        let state = if safety.verified {
            "You have compared it: it was the same.".to_owned()
        } else {
            format!(
                "Compare it with {person} in a call or face to face. If all of it is the same on both \
                 sides: corridor verify {person} --confirm"
            )
        };
        format!(
            "Safety number with {person}\n{}\n  {}\n{state}",
            lines.join("\n"),
            safety.words.join(" ")
        )
    })
}
