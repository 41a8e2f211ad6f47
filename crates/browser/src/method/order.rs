//! Methods that are durable when they are answered, and delivered later.

#![allow(clippy::needless_pass_by_value, reason = "every method takes its desk and its parameters")]

use corridor_engine::command::{
    Answer, Command, CommandError, FileToSend, LongFileToSend, PollToSend, TextToSend,
};
use corridor_engine::kinds::AboutFile;
use corridor_engine::view::RosterMark;
use corridor_wire::id::{AccountId, DeviceId};
use corridor_wire::invitation::{Invitation, RelayAddress};
use corridor_wire::push::PushEndpoint;
use serde::Serialize;
#[cfg(not(target_family = "wasm"))]
use ts_rs::TS;

use super::Push;
use super::parameters::{
    Acknowledge, Archive, BeginFile, Draft, Edit, Forward, InRoom, Join, MarkRead, Mute, OfDevice,
    OfItem, OfPerson, People, React, Receipts, Recover, Refound, Rename, SendFile, SendPoll,
    SendText, SetDescription, SetExpiry, SetPosting, SetPush, SetRole, SetRoomWaking, SetTyping,
    SetWaking, Switch, TellTyping, Vote,
};
use crate::desk::Desk;
use crate::failure::Failure;

/// What came of it at once: the room that was made or found, or the number of what waits to be sent.
#[derive(Default, Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct Queued {
    pub room: Option<String>,
    pub local_id: Option<i64>,
}

pub(super) type Outcome = Result<Queued, Failure>;

pub(super) fn order(desk: Desk<'_>, command: Command) -> Outcome {
    Ok(match desk.command(command)? {
        Answer::Done | Answer::Link(_) | Answer::Sounding(_) => Queued::default(),
        Answer::Room(room) => Queued { room: Some(room.to_string()), local_id: None },
        Answer::Queued(local_id) => Queued { room: None, local_id: Some(local_id) },
    })
}

pub(super) fn person(account: &str) -> Result<AccountId, Failure> {
    Ok(AccountId::parse(account).map_err(CommandError::from)?)
}

pub(super) fn people(accounts: &[String]) -> Result<Vec<AccountId>, Failure> {
    accounts.iter().map(|account| person(account)).collect()
}

pub(super) fn join(desk: Desk<'_>, asked: Join) -> Outcome {
    let invitation = Invitation::parse(&asked.link)?;
    order(desk, Command::Join { invitation, name: asked.name })
}

pub(super) fn recover(desk: Desk<'_>, asked: Recover) -> Outcome {
    let address = match Invitation::parse(&asked.relay) {
        Ok(invitation) => invitation.address,
        Err(_) => RelayAddress::parse_origin(&asked.relay)?,
    };
    let account = person(&asked.account)?;
    order(desk, Command::Recover { address, account, words: asked.words })
}

pub(super) fn open_direct_room(desk: Desk<'_>, asked: OfPerson) -> Outcome {
    order(desk, Command::OpenDirectRoom { with: person(&asked.account)? })
}

pub(super) fn add_people(desk: Desk<'_>, asked: People) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::AddPeople { room, people: people(&asked.people)? })
}

pub(super) fn remove_people(desk: Desk<'_>, asked: People) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::RemovePeople { room, people: people(&asked.people)? })
}

pub(super) fn leave(desk: Desk<'_>, asked: InRoom) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::Leave { room })
}

pub(super) fn rename(desk: Desk<'_>, asked: Rename) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::Rename { room, title: asked.title })
}

pub(super) fn set_role(desk: Desk<'_>, asked: SetRole) -> Outcome {
    let room = desk.room(&asked.room)?;
    let person = person(&asked.account)?;
    order(desk, Command::SetRole { room, person, role: asked.role.into() })
}

pub(super) fn set_description(desk: Desk<'_>, asked: SetDescription) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::SetDescription { room, text: asked.text })
}

pub(super) fn set_expiry(desk: Desk<'_>, asked: SetExpiry) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::SetExpiry { room, seconds: asked.seconds })
}

pub(super) fn set_posting(desk: Desk<'_>, asked: SetPosting) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::SetPosting { room, role: asked.role.into() })
}

pub(super) fn mute(desk: Desk<'_>, asked: Mute) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::Mute { room, until: asked.until })
}

pub(super) fn archive(desk: Desk<'_>, asked: Archive) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::Archive { room, is_archived: asked.on })
}

pub(super) fn send_text(desk: Desk<'_>, asked: SendText) -> Outcome {
    let room = desk.room(&asked.room)?;
    let seen = asked.seen.map(RosterMark);
    let text = TextToSend {
        text: asked.text,
        is_markdown: asked.markdown,
        reply_to: asked.reply_to,
        mentions: people(&asked.mentions)?,
        send_at: asked.send_at,
        link: asked.link,
    };
    order(desk, Command::SendText { room, text, seen })
}

pub(super) fn send_poll(desk: Desk<'_>, asked: SendPoll) -> Outcome {
    let room = desk.room(&asked.room)?;
    let poll = PollToSend {
        question: asked.question,
        options: asked.options,
        is_multiple: asked.multiple,
        is_open: asked.open,
        deadline: asked.deadline,
    };
    order(desk, Command::SendPoll { room, poll, seen: asked.seen.map(RosterMark) })
}

pub(super) fn forward(desk: Desk<'_>, asked: Forward) -> Outcome {
    let room = desk.room(&asked.room)?;
    let seen = asked.seen.map(RosterMark);
    order(desk, Command::Forward { local_id: asked.local_id, room, seen })
}

pub(super) fn react(desk: Desk<'_>, asked: React) -> Outcome {
    let React { local_id, reaction, on } = asked;
    order(desk, Command::React { local_id, reaction, is_on: on })
}

pub(super) fn edit(desk: Desk<'_>, asked: Edit) -> Outcome {
    let Edit { local_id, text, markdown } = asked;
    order(desk, Command::Edit { local_id, text, is_markdown: markdown })
}

pub(super) fn withdraw(desk: Desk<'_>, asked: OfItem) -> Outcome {
    order(desk, Command::Withdraw { local_id: asked.local_id })
}

pub(super) fn hide(desk: Desk<'_>, asked: OfItem) -> Outcome {
    order(desk, Command::Hide { local_id: asked.local_id })
}

pub(super) fn pin(desk: Desk<'_>, asked: Switch) -> Outcome {
    order(desk, Command::Pin { local_id: asked.local_id, is_on: asked.on })
}

pub(super) fn star(desk: Desk<'_>, asked: Switch) -> Outcome {
    order(desk, Command::Star { local_id: asked.local_id, is_on: asked.on })
}

pub(super) fn vote(desk: Desk<'_>, asked: Vote) -> Outcome {
    order(desk, Command::Vote { local_id: asked.local_id, choices: asked.choices })
}

pub(super) fn end_poll(desk: Desk<'_>, asked: OfItem) -> Outcome {
    order(desk, Command::EndPoll { local_id: asked.local_id })
}

pub(super) fn acknowledge_roster(desk: Desk<'_>, asked: Acknowledge) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::AcknowledgeRoster { room, seen: RosterMark(asked.mark) })
}

/// Not of the table: a file's bytes are no JSON.
pub fn send_file(
    desk: Desk<'_>,
    parameters: &str,
    content: Vec<u8>,
    preview: Vec<u8>,
) -> Result<String, Failure> {
    let asked: SendFile = serde_json::from_str(parameters)?;
    let room = desk.room(&asked.room)?;
    let file = FileToSend {
        name: asked.name,
        media_type: asked.media_type,
        content,
        preview: Some(preview).filter(|bytes| !bytes.is_empty()),
        caption: asked.caption,
        about: super::kinds::about(asked.voice, asked.view_once, asked.album.as_deref())?,
    };
    let seen = asked.seen.map(RosterMark);
    Ok(serde_json::to_string(&order(desk, Command::SendFile { room, file, seen })?)?)
}

pub(super) fn begin_file(desk: Desk<'_>, asked: BeginFile) -> Outcome {
    let room = desk.room(&asked.room)?;
    let file = LongFileToSend {
        name: asked.name,
        media_type: asked.media_type,
        bytes: asked.bytes,
        preview: None,
        caption: asked.caption,
        about: AboutFile::default(),
    };
    order(desk, Command::BeginFile { room, file, seen: asked.seen.map(RosterMark) })
}

pub(super) fn discard(desk: Desk<'_>, asked: OfItem) -> Outcome {
    order(desk, Command::Discard { local_id: asked.local_id })
}

pub(super) fn fetch_file(desk: Desk<'_>, asked: OfItem) -> Outcome {
    order(desk, Command::FetchFile { local_id: asked.local_id })
}

pub(super) fn pause_file(desk: Desk<'_>, asked: OfItem) -> Outcome {
    order(desk, Command::PauseFile { local_id: asked.local_id })
}

pub(super) fn resume_file(desk: Desk<'_>, asked: OfItem) -> Outcome {
    order(desk, Command::ResumeFile { local_id: asked.local_id })
}

pub(super) fn mark_read(desk: Desk<'_>, asked: MarkRead) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::MarkRead { room, through_seq: asked.through_seq })
}

pub(super) fn mark_verified(desk: Desk<'_>, asked: OfPerson) -> Outcome {
    order(desk, Command::MarkVerified { person: person(&asked.account)? })
}

pub(super) fn accept_new_key(desk: Desk<'_>, asked: OfPerson) -> Outcome {
    order(desk, Command::AcceptNewKey { person: person(&asked.account)? })
}

pub(super) fn set_receipts(desk: Desk<'_>, asked: Receipts) -> Outcome {
    order(desk, Command::SetReceipts { delivered: asked.delivered, read: asked.read })
}

pub(super) fn set_typing(desk: Desk<'_>, asked: SetTyping) -> Outcome {
    order(desk, Command::SetTyping { is_on: asked.on })
}

pub(super) fn set_waking(desk: Desk<'_>, asked: SetWaking) -> Outcome {
    order(desk, Command::SetWaking { is_on: asked.on })
}

pub(super) fn set_room_waking(desk: Desk<'_>, asked: SetRoomWaking) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::SetRoomWaking { room, is_on: asked.on })
}

pub(super) fn tell_typing(desk: Desk<'_>, asked: TellTyping) -> Outcome {
    let room = desk.room(&asked.room)?;
    desk.engine.tell_typing(desk.now, desk.entropy, &room, asked.writes)?;
    Ok(Queued::default())
}

pub(super) fn refound(desk: Desk<'_>, asked: Refound) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::Refound { room, without: people(&asked.without)? })
}

pub(super) fn revoke_device(desk: Desk<'_>, asked: OfDevice) -> Outcome {
    let device = DeviceId::from_hex(&asked.device).ok_or(CommandError::UnknownDevice)?;
    order(desk, Command::RevokeDevice { device })
}

pub(super) fn set_push(desk: Desk<'_>, asked: SetPush) -> Result<Push, Failure> {
    let endpoint = asked.endpoint.as_deref().map(PushEndpoint::parse).transpose();
    let endpoint = endpoint.map_err(|error| Failure::new("push_refused", error))?;
    desk.engine.set_push(desk.now, desk.entropy, endpoint)?;
    Ok(Push::of(desk.engine))
}

pub(super) fn set_draft(desk: Desk<'_>, asked: Draft) -> Outcome {
    let room = desk.room(&asked.room)?;
    desk.engine.set_draft(&room, &asked.text)?;
    Ok(Queued::default())
}
