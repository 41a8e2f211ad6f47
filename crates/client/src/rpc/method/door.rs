//! Methods about links to rooms, about those who knock, and about those of whom one hears nothing.

use corridor_engine::command::{
    Answer, Command, CommandError, OrganisationKey, ProfileToShow, SignedAffiliation,
};
use corridor_engine::shape;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{InRoom, Nothing, typed};
use crate::rpc::message::RpcError;
use crate::session::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MakeLink {
    room: String,
    /// Milliseconds since 1970.
    expires_at: u64,
    /// How many people it may let in.
    most: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfLink {
    link: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Knock {
    link: String,
    #[serde(default)]
    word: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfItem {
    local_id: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tell {
    room: String,
    from: u64,
    through: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfPerson {
    account: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetProfile {
    name: String,
    status: String,
    /// A JPEG or WebP in Base64.
    picture: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Share {
    room: String,
    on: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    account: String,
    on: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetAffiliation {
    /// As the organisation gave it; null takes it back.
    affiliation: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrustOrganisation {
    key: String,
    /// Null for no longer.
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetAlias {
    /// An account, or a word or phrase.
    name: String,
    /// Null for none any more.
    alias: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfKnock {
    knock: i64,
}

/// Methods that change nothing; `None` for any other.
pub fn ask(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Value>, RpcError> {
    let engine = session.engine();
    Ok(Some(match method {
        "links" => {
            let InRoom { room } = typed(params)?;
            let links = engine.links(&session.room_id(&room)?)?;
            let links: Vec<_> = links.iter().map(shape::RoomLink::from).collect();
            json!({ "links": links })
        }
        "knocks" => {
            typed::<Nothing>(params)?;
            let waiting: Vec<_> = engine.knocks(None)?.iter().map(shape::Knock::from).collect();
            let own: Vec<_> = engine.own_knocks()?.iter().map(shape::OwnKnock::from).collect();
            json!({ "waiting": waiting, "own": own })
        }
        "told" => {
            let OfItem { local_id } = typed(params)?;
            let told = engine.told(local_id)?;
            json!(told.map(|told| told.iter().map(shape::Told::from).collect::<Vec<_>>()))
        }
        "profile" => {
            let OfPerson { account } = typed(params)?;
            let profile = engine.profile(&session.person(&account)?, None)?;
            json!(profile.map(shape::OwnProfile::from))
        }
        "affiliation" => {
            typed::<Nothing>(params)?;
            json!(engine.own_affiliation()?.as_ref().map(shape::Affiliation::from))
        }
        "organisations" => {
            typed::<Nothing>(params)?;
            let all: Vec<_> =
                engine.organisations()?.iter().map(shape::Organisation::from).collect();
            json!({ "organisations": all })
        }
        "blocked" => {
            typed::<Nothing>(params)?;
            json!({ "people": shape::names(&engine.blocked()?) })
        }
        "aliases" => {
            typed::<Nothing>(params)?;
            let aliases: Vec<_> = engine.aliases()?.into_iter().map(shape::Alias::from).collect();
            json!({ "aliases": aliases })
        }
        _ => return Ok(None),
    }))
}

/// Answers with the link, which is all that there is to know of it.
pub fn make_link(session: &mut Session, params: Option<Value>) -> Result<Value, RpcError> {
    let MakeLink { room, expires_at, most } = typed(params)?;
    let room = session.room_id(&room)?;
    let answer = session.driver.command(Command::MakeLink { room, expires_at, most })?;
    let links = session.engine().links(&room)?;
    let link = links.iter().find(|link| answer == Answer::Link(link.id));
    Ok(json!(shape::RoomLink::from(link.ok_or(CommandError::NoLink)?)))
}

/// `None` for a method that is not among these.
pub fn order(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Command>, RpcError> {
    Ok(Some(match method {
        "tell" => {
            let Tell { room, from, through } = typed(params)?;
            let room = session.room_id(&room)?;
            Command::Tell { room, from, through, seen: None }
        }
        "set_profile" => {
            let SetProfile { name, status, picture } = typed(params)?;
            let picture = picture.as_deref().map(shape::picture);
            Command::SetProfile { profile: ProfileToShow { name, status, picture } }
        }
        "share_profile" => {
            let Share { room, on } = typed(params)?;
            Command::ShareProfile { room: session.room_id(&room)?, is_on: on }
        }
        "set_affiliation" => {
            let SetAffiliation { affiliation } = typed(params)?;
            let signed = affiliation.as_deref().map(SignedAffiliation::parse).transpose();
            Command::SetAffiliation { signed: signed.map_err(CommandError::from)? }
        }
        "trust_organisation" => {
            let TrustOrganisation { key, name } = typed(params)?;
            let key = OrganisationKey::parse(&key).map_err(CommandError::from)?;
            Command::TrustOrganisation { key, name }
        }
        "block" => {
            let Block { account, on } = typed(params)?;
            Command::Block { person: session.person(&account)?, is_blocked: on }
        }
        "set_alias" => {
            let SetAlias { name, alias } = typed(params)?;
            Command::SetAlias { name, alias }
        }
        "revoke_link" => {
            let OfLink { link } = typed(params)?;
            Command::RevokeLink { link }
        }
        "knock" => {
            let Knock { link, word } = typed(params)?;
            Command::Knock { link, word }
        }
        "forget_knock" => {
            let OfKnock { knock } = typed(params)?;
            Command::ForgetKnock { knock }
        }
        "let_in" => {
            let OfKnock { knock } = typed(params)?;
            Command::LetIn { knock }
        }
        "turn_away" => {
            let OfKnock { knock } = typed(params)?;
            Command::TurnAway { knock }
        }
        _ => return Ok(None),
    }))
}
