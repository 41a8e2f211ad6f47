//! Organisations' keys, what they sign, and whose signatures this person believes.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use corridor_engine::command::{
    Affiliation, AffiliationError, Command, CommandError, OrganisationKey, SignedAffiliation,
};
use corridor_engine::shape;
use corridor_sealing::affiliation::OrganisationSecret;
use corridor_wire::id::AccountKey;
use corridor_wire::token::Token;
use serde_json::json;
use zeroize::Zeroizing;

use super::deliver::{deliver, nothing_to_send};
use crate::arguments::{self, Global, OrganisationWhat, Trust};
use crate::failure::Failure;
use crate::profile::{ProfileError, mode_of_files};
use crate::screen::{Screen, line, utc};
use crate::session::Session;

/// The longest that is read where something signed is expected.
const SIGNED_BYTES: u64 = 4_096;

pub fn organisation(global: &Global, what: &OrganisationWhat) -> Result<(), Failure> {
    let screen = Screen { json: global.json };
    match what {
        OrganisationWhat::New { file } => {
            let mut seed = Zeroizing::new([0; 32]);
            getrandom::fill(seed.as_mut_slice()).map_err(ProfileError::Randomness)?;
            let secret = OrganisationSecret::from_bytes(&seed);
            write_new(file, &secret)?;
            show_key(screen, &secret.key())
        }
        OrganisationWhat::Key { file } => show_key(screen, &read_secret(file)?.key()),
        OrganisationWhat::Sign { file, account_key, name, title, affiliation, span } => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            let account_key = AccountKey::from_hex(account_key).ok_or_else(|| {
                Failure::Usage(
                    "an account key is 64 hexadecimal digits: corridor whoami shows it".to_owned(),
                )
            })?;
            let affiliation = Affiliation {
                account_key,
                name: name.clone(),
                title: title.clone(),
                affiliation: affiliation.clone(),
                since: now,
                until: now.saturating_add(span / 1000),
            };
            let signed = read_secret(file)?.sign(affiliation).map_err(CommandError::from)?;
            let text = signed.to_text();
            screen.show(&json!({ "affiliation": text }), || text.clone())
        }
    }
}

fn show_key(screen: Screen, key: &OrganisationKey) -> Result<(), Failure> {
    let text = key.to_text();
    screen.show(&json!({ "key": text }), || text.clone())
}

fn file_failure(path: &Path) -> impl FnOnce(std::io::Error) -> Failure {
    let what = path.display().to_string();
    move |error| Failure::File { what, error }
}

/// For its owner alone, and never over another.
fn write_new(path: &Path, secret: &OrganisationSecret) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    mode_of_files(&mut options);
    let mut file = options.open(path).map_err(file_failure(path))?;
    let digits = Token::from_bytes(*secret.to_bytes()).to_hex();
    file.write_all(digits.as_bytes()).and_then(|()| file.sync_all()).map_err(file_failure(path))
}

fn read_secret(path: &Path) -> Result<OrganisationSecret, Failure> {
    let file = std::fs::File::open(path).map_err(file_failure(path))?;
    let mut text = Zeroizing::new(String::new());
    file.take(SIGNED_BYTES).read_to_string(&mut text).map_err(file_failure(path))?;
    let secret = Token::from_hex(text.trim());
    let secret = secret.ok_or_else(|| ProfileError::KeyFile(path.to_owned()))?;
    Ok(OrganisationSecret::from_bytes(secret.expose()))
}

/// For whom this person speaks.
pub async fn affiliation(
    session: &mut Session,
    arguments: &arguments::Affiliation,
) -> Result<(), Failure> {
    let signed = match arguments.signed.as_deref() {
        Some("-") => Some(from_standard_input()?),
        Some(text) => Some(text.to_owned()),
        None => None,
    };
    if signed.is_some() || arguments.remove {
        let signed = signed.as_deref().map(SignedAffiliation::parse).transpose();
        let command = Command::SetAffiliation { signed: signed.map_err(CommandError::from)? };
        session.driver.command(command)?;
        deliver(session, arguments.delivery, None, nothing_to_send).await?;
    }
    let view = session.engine().own_affiliation()?;
    let shape = view.as_ref().map(shape::Affiliation::from);
    session.screen.show(&json!({ "affiliation": shape }), || match &shape {
        None => "Nobody has signed for whom you speak.".to_owned(),
        Some(shape) => said(shape),
    })
}

fn from_standard_input() -> Result<String, Failure> {
    let mut text = String::new();
    let read = std::io::stdin().take(SIGNED_BYTES).read_to_string(&mut text);
    read.map_err(|error| Failure::File { what: "standard input".to_owned(), error })?;
    if text.trim().is_empty() {
        return Err(CommandError::from(AffiliationError::Text).into());
    }
    Ok(text)
}

pub fn trust(session: &mut Session, arguments: &Trust) -> Result<(), Failure> {
    if let Some(key) = &arguments.key {
        let key = OrganisationKey::parse(key).map_err(CommandError::from)?;
        let name = arguments.name.clone().filter(|_| !arguments.remove);
        session.driver.command(Command::TrustOrganisation { key, name })?;
    }
    let all = session.engine().organisations()?;
    let shapes: Vec<_> = all.iter().map(shape::Organisation::from).collect();
    if session.screen.json {
        return shapes.iter().try_for_each(|one| session.screen.object(one));
    }
    let rows = shapes.iter().map(|one| vec![line(&one.name), one.key.clone()]);
    session.screen.table(&["organisation", "key"], rows.collect())
}

/// Never without who has signed it, or that this person believes no such signature.
pub fn said(one: &shape::Affiliation) -> String {
    let title =
        if one.title.is_empty() { String::new() } else { format!(", {}", line(&one.title)) };
    let signed = match &one.organisation {
        Some(name) => format!("signed by {}", line(name)),
        None => format!("by an unknown key, {}", one.key),
    };
    let (name, affiliation) = (line(&one.name), line(&one.affiliation));
    format!("{name}{title}, for {affiliation} ({signed}, until {})", utc(one.until))
}
