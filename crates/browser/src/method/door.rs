//! Who comes in: links to rooms, those who knock, and of whom one hears nothing.

#![allow(clippy::needless_pass_by_value, reason = "every method takes its desk and its parameters")]

use corridor_engine::RoomLink;
use corridor_engine::command::{
    Answer, Command, CommandError, OrganisationKey, ProfileToShow, SignedAffiliation,
};
use corridor_engine::output::LATEST_MS;
use corridor_engine::shape;
use corridor_wire::id::AccountKey;
use serde::Serialize;
#[cfg(not(target_family = "wasm"))]
use ts_rs::TS;

use super::order::{Outcome, order, person};
use super::parameters::{
    Archive, Block, InRoom, InvitationLink, KnockAt, MakeLink, Nothing, OfItem, OfKnock, OfLink,
    OfProfile, SetAffiliation, SetAlias, SetProfile, Tell, TrustOrganisation,
};
use crate::desk::Desk;
use crate::failure::Failure;

/// What a link says of itself, before anybody knocks.
#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct Door {
    /// Who made it.
    pub account: String,
    pub expires_at: u64,
}

pub(super) fn links(desk: Desk<'_>, asked: InRoom) -> Result<Vec<shape::RoomLink>, Failure> {
    let room = desk.room(&asked.room)?;
    Ok(desk.engine.links(&room)?.iter().map(shape::RoomLink::from).collect())
}

pub(super) fn knocks(desk: Desk<'_>, asked: InRoom) -> Result<Vec<shape::Knock>, Failure> {
    let room = desk.room(&asked.room)?;
    Ok(desk.engine.knocks(Some(&room))?.iter().map(shape::Knock::from).collect())
}

pub(super) fn own_knocks(desk: Desk<'_>, _: Nothing) -> Result<Vec<shape::OwnKnock>, Failure> {
    Ok(desk.engine.own_knocks()?.iter().map(shape::OwnKnock::from).collect())
}

pub(super) fn read_link(_: Desk<'_>, asked: InvitationLink) -> Result<Door, Failure> {
    let link = RoomLink::parse(&asked.link).map_err(CommandError::from)?;
    Ok(Door {
        account: link.account.to_string(),
        expires_at: link.expires_seconds.saturating_mul(1000).min(LATEST_MS),
    })
}

pub(super) fn make_link(desk: Desk<'_>, asked: MakeLink) -> Result<shape::RoomLink, Failure> {
    let room = desk.room(&asked.room)?;
    let command = Command::MakeLink { room, expires_at: asked.expires_at, most: asked.most };
    let (answer, engine) = desk.command_and_ask(command)?;
    let links = engine.links(&room)?;
    let link = links.iter().find(|link| answer == Answer::Link(link.id));
    Ok(shape::RoomLink::from(link.ok_or(CommandError::NoLink)?))
}

pub(super) fn revoke_link(desk: Desk<'_>, asked: OfLink) -> Outcome {
    order(desk, Command::RevokeLink { link: asked.link })
}

pub(super) fn blocked(desk: Desk<'_>, _: Nothing) -> Result<Vec<String>, Failure> {
    Ok(shape::names(&desk.engine.blocked()?))
}

pub(super) fn affiliation(
    desk: Desk<'_>,
    _: Nothing,
) -> Result<Option<shape::Affiliation>, Failure> {
    Ok(desk.engine.own_affiliation()?.as_ref().map(shape::Affiliation::from))
}

pub(super) fn organisations(
    desk: Desk<'_>,
    _: Nothing,
) -> Result<Vec<shape::Organisation>, Failure> {
    Ok(desk.engine.organisations()?.iter().map(shape::Organisation::from).collect())
}

pub(super) fn set_affiliation(desk: Desk<'_>, asked: SetAffiliation) -> Outcome {
    let signed = asked.affiliation.as_deref().map(SignedAffiliation::parse).transpose();
    order(desk, Command::SetAffiliation { signed: signed.map_err(CommandError::from)? })
}

pub(super) fn trust_organisation(desk: Desk<'_>, asked: TrustOrganisation) -> Outcome {
    let key = OrganisationKey::parse(&asked.key).map_err(CommandError::from)?;
    order(desk, Command::TrustOrganisation { key, name: asked.name })
}

pub(super) fn told(desk: Desk<'_>, asked: OfItem) -> Result<Option<Vec<shape::Told>>, Failure> {
    let told = desk.engine.told(asked.local_id)?;
    Ok(told.map(|told| told.iter().map(shape::Told::from).collect()))
}

pub(super) fn tell(desk: Desk<'_>, asked: Tell) -> Outcome {
    let Tell { from, through, .. } = asked;
    let room = desk.room(&asked.room)?;
    order(desk, Command::Tell { room, from, through, seen: None })
}

pub(super) fn profile(
    desk: Desk<'_>,
    asked: OfProfile,
) -> Result<Option<shape::OwnProfile>, Failure> {
    let person = person(&asked.account)?;
    let key = asked.account_key.as_deref().map(account_key).transpose()?;
    Ok(desk.engine.profile(&person, key.as_ref())?.map(shape::OwnProfile::from))
}

fn account_key(text: &str) -> Result<AccountKey, Failure> {
    let none = || Failure::new("parameters", "an account key is 64 hexadecimal digits");
    AccountKey::from_hex(text).ok_or_else(none)
}

pub(super) fn set_profile(desk: Desk<'_>, asked: SetProfile) -> Outcome {
    let SetProfile { name, status, picture } = asked;
    let picture = picture.as_deref().map(shape::picture);
    order(desk, Command::SetProfile { profile: ProfileToShow { name, status, picture } })
}

pub(super) fn share_profile(desk: Desk<'_>, asked: Archive) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::ShareProfile { room, is_on: asked.on })
}

pub(super) fn block(desk: Desk<'_>, asked: Block) -> Outcome {
    let person = person(&asked.account)?;
    order(desk, Command::Block { person, is_blocked: asked.on })
}

pub(super) fn aliases(desk: Desk<'_>, _: Nothing) -> Result<Vec<shape::Alias>, Failure> {
    Ok(desk.engine.aliases()?.into_iter().map(shape::Alias::from).collect())
}

pub(super) fn set_alias(desk: Desk<'_>, asked: SetAlias) -> Outcome {
    order(desk, Command::SetAlias { name: asked.name, alias: asked.alias })
}

pub(super) fn knock(desk: Desk<'_>, asked: KnockAt) -> Outcome {
    order(desk, Command::Knock { link: asked.link, word: asked.word })
}

pub(super) fn forget_knock(desk: Desk<'_>, asked: OfKnock) -> Outcome {
    order(desk, Command::ForgetKnock { knock: asked.knock })
}

pub(super) fn let_in(desk: Desk<'_>, asked: OfKnock) -> Outcome {
    order(desk, Command::LetIn { knock: asked.knock })
}

pub(super) fn turn_away(desk: Desk<'_>, asked: OfKnock) -> Outcome {
    order(desk, Command::TurnAway { knock: asked.knock })
}
