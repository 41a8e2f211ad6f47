//! `corridor-relay init`: a directory from which `serve` runs as it stands.

use std::path::{Path, PathBuf};

use crate::certificate::{self, CertificateError, self_signed};
use crate::config::address::ListenAddress;
use crate::config::settings::{Settings, Tls};
use crate::config::{Config, ConfigError, TlsFiles, load, render};
use crate::directory::{self, Directory};
use crate::secret::{self, SecretError};
use corridor_wire::id::{NameError, RelayName};

#[derive(clap::Args)]
pub struct Init {
    #[command(flatten)]
    pub place: super::Place,
    /// Where clients connect, such as relay.example:443 or 127.0.0.1:4430.
    #[arg(long, value_name = "HOST:PORT")]
    pub listen: String,
    /// The part of accounts after the @; the host of --listen if that is a domain name.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// What invitations print, if it is not --listen.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Serve without TLS although other machines connect: something in front does it.
    #[arg(long)]
    pub plain: bool,
    /// A certificate chain (PEM) of your own; without it, the relay signs one itself.
    #[arg(long, value_name = "FILE", requires = "key", conflicts_with = "plain")]
    pub certificate: Option<PathBuf>,
    /// The private key (PEM) of --certificate.
    #[arg(long, value_name = "FILE", requires = "certificate")]
    pub key: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Created,
    AlreadyThere,
}

#[derive(Debug, thiserror::Error)]
pub enum InitError {
    #[error("--listen: {0:?} is not HOST:PORT, such as relay.example:443 or 127.0.0.1:4430")]
    Listen(String),
    #[error("--name: {0}")]
    Name(NameError),
    #[error(
        "--listen {0} takes connections on every address, so invitations need --public-url or --name"
    )]
    NoPublicAddress(String),
    #[error("{0} cannot be found; give the path of a file that exists")]
    NoSuchFile(PathBuf),
    #[error(
        "{} is already a relay with {key} = {found}, and this asks for {asked}; \
         change relay.toml there, or choose another directory", directory.display()
    )]
    Different { directory: PathBuf, key: &'static str, found: String, asked: String },
    #[error("{} is not empty and holds no relay; choose another directory", .0.display())]
    NotEmpty(PathBuf),
    #[error("cannot write in {}: {source}", directory.display())]
    Write { directory: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Load(#[from] load::LoadError),
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error("cannot write relay.toml: {0}")]
    Render(#[from] toml::ser::Error),
}

impl Init {
    pub fn run(&self) -> Result<Outcome, InitError> {
        let directory = self.place.directory();
        let settings = self.settings()?;
        // Refuses what `serve` would refuse, before anything is written.
        let config = Config::check(settings.clone(), &directory)?;
        if directory.settings().exists() {
            return already_there(&directory, &settings);
        }
        let write = |source| InitError::Write { directory: directory.path().to_path_buf(), source };
        refuse_foreign_files(&directory)?;
        directory.create().map_err(write)?;
        secret::create(&directory)?;
        match &config.tls {
            Some(files) if self.certificate.is_none() => {
                write_self_signed(&config, files).map_err(|error| match error {
                    WriteError::Certificate(error) => error.into(),
                    WriteError::Io(source) => write(source),
                })?;
            }
            Some(files) => {
                certificate::read(files, &rustls::crypto::aws_lc_rs::default_provider())?;
            }
            None => {}
        }
        // Last, because its presence says that everything else is there.
        directory::write_private(&directory.settings(), render::render(&settings)?.as_bytes())
            .map_err(write)?;
        Ok(Outcome::Created)
    }

    fn settings(&self) -> Result<Settings, InitError> {
        let listen = ListenAddress::parse(&self.listen)
            .ok_or_else(|| InitError::Listen(self.listen.clone()))?;
        let is_domain = listen.ip().is_none() && listen.host != "localhost";
        let name = match &self.name {
            Some(name) => RelayName::parse(name).map_err(InitError::Name)?.as_str().to_owned(),
            None if is_domain => listen.host.clone(),
            None => "localhost".to_owned(),
        };
        let own_tls = !listen.is_loopback() && !self.plain;
        let mut settings = Settings {
            listen: listen.to_string(),
            relay_name: name,
            public_url: self.public_url.clone().unwrap_or_default(),
            allow_plain: self.plain,
            ..Settings::default()
        };
        if let (Some(certificate), Some(key)) = (&self.certificate, &self.key) {
            settings.tls.certificate = absolute(certificate)?;
            settings.tls.key = absolute(key)?;
        } else if own_tls {
            settings.tls =
                Tls { certificate: "certificate.pem".to_owned(), key: "key.pem".to_owned() };
        }
        if listen.is_unspecified() && settings.public_url.is_empty() {
            if self.name.is_none() || listen.port == 0 {
                return Err(InitError::NoPublicAddress(self.listen.clone()));
            }
            let scheme = if settings.tls.certificate.is_empty() { "http" } else { "https" };
            settings.public_url = format!("{scheme}://{}:{}", settings.relay_name, listen.port);
        }
        Ok(settings)
    }
}

fn absolute(file: &Path) -> Result<String, InitError> {
    let found =
        std::fs::canonicalize(file).map_err(|_| InitError::NoSuchFile(file.to_path_buf()))?;
    found.to_str().map(str::to_owned).ok_or_else(|| InitError::NoSuchFile(file.to_path_buf()))
}

/// A second `init` with the same arguments is no mistake; with others, it is not obeyed.
fn already_there(directory: &Directory, asked: &Settings) -> Result<Outcome, InitError> {
    let found = load::load(&directory.settings(), [])?;
    for (key, found, asked) in [
        ("listen", &found.listen, &asked.listen),
        ("relay_name", &found.relay_name, &asked.relay_name),
        ("public_url", &found.public_url, &asked.public_url),
        ("allow_plain", &found.allow_plain.to_string(), &asked.allow_plain.to_string()),
        ("tls.certificate", &found.tls.certificate, &asked.tls.certificate),
        ("tls.key", &found.tls.key, &asked.tls.key),
    ] {
        if found != asked {
            return Err(InitError::Different {
                directory: directory.path().to_path_buf(),
                key,
                found: format!("{found:?}"),
                asked: format!("{asked:?}"),
            });
        }
    }
    Ok(Outcome::AlreadyThere)
}

/// An `init` that was interrupted left only files that the next one replaces.
fn refuse_foreign_files(directory: &Directory) -> Result<(), InitError> {
    let Ok(entries) = std::fs::read_dir(directory.path()) else { return Ok(()) };
    let own = [directory.invitation_secret(), directory.certificate(), directory.key()];
    for entry in entries.flatten() {
        let path = entry.path();
        if !own.contains(&path) && path.extension().is_none_or(|end| end != "new") {
            return Err(InitError::NotEmpty(directory.path().to_path_buf()));
        }
    }
    Ok(())
}

enum WriteError {
    Certificate(CertificateError),
    Io(std::io::Error),
}

fn write_self_signed(config: &Config, files: &TlsFiles) -> Result<(), WriteError> {
    let host = match &config.public {
        Some(address) => address.host.trim_matches(['[', ']']),
        None => config.listen.host.as_str(),
    };
    let made =
        self_signed::generate(host, config.relay_name.as_str()).map_err(WriteError::Certificate)?;
    directory::write_private(&files.key, made.key_pem.as_bytes()).map_err(WriteError::Io)?;
    directory::write_private(&files.certificate, made.certificate_pem.as_bytes())
        .map_err(WriteError::Io)
}
