//! `corridor-relay invite`: codes that the relay recognises by their tag, so that making them asks
//! neither the store nor a running server.

use std::fs;
use std::net::SocketAddr;

use corridor_relay_core::invitation;
use corridor_wire::invitation::{Invitation, RelayAddress};

use crate::certificate::{self, CertificateError};
use crate::clock;
use crate::config::{Config, ConfigError};
use crate::directory::Directory;
use crate::secret::{self, SecretError};

#[derive(clap::Args)]
pub struct Invite {
    #[command(flatten)]
    pub place: super::Place,
    /// How many invitations; each is good for one account.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub count: u32,
    /// For how many days they are good.
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
}

#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    #[error(
        "listen has port 0: run `corridor-relay serve` once, so that there is a port to invite to"
    )]
    NoPort,
    #[error("listen is {0}, which is no address to give to anybody: set public_url in relay.toml")]
    NoPublicAddress(String),
    #[error("the system gives no random bytes: {0}")]
    Random(getrandom::Error),
}

impl Invite {
    pub fn run(&self) -> Result<Vec<Invitation>, InviteError> {
        let directory = self.place.directory();
        let config = Config::read(&directory)?;
        let secret = secret::read(&directory)?;
        let address = public_address(&config, &directory)?;
        let expiry_day = clock::today().saturating_add(self.days);
        (0..self.count)
            .map(|_| {
                let mut id = [0; 16];
                getrandom::fill(&mut id).map_err(InviteError::Random)?;
                let code = invitation::issue(&secret, id, expiry_day);
                Ok(Invitation { address: address.clone(), code })
            })
            .collect()
    }
}

/// Where clients find the relay, with the certificate's pin if nobody else vouches for it.
pub fn public_address(config: &Config, directory: &Directory) -> Result<RelayAddress, InviteError> {
    let mut address = match &config.public {
        Some(address) => address.clone(),
        None if config.listen.is_unspecified() => {
            return Err(InviteError::NoPublicAddress(config.listen.to_string()));
        }
        None => RelayAddress {
            secure: config.tls.is_some(),
            host: config.listen.url_host(),
            port: match config.listen.port {
                0 => bound_port(directory).ok_or(InviteError::NoPort)?,
                port => port,
            },
            pin: None,
        },
    };
    if let Some(files) = config.tls.as_ref().filter(|_| address.secure) {
        let facts = certificate::facts(files)?;
        address.pin = facts.self_signed.then_some(facts.pin);
    }
    Ok(address)
}

/// The port that the last `serve` had.
pub fn bound_port(directory: &Directory) -> Option<u16> {
    let text = fs::read_to_string(directory.bound_address()).ok()?;
    Some(text.trim().parse::<SocketAddr>().ok()?.port())
}
