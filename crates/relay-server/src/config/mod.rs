//! Configuration: one file, the environment over it, and a check that turns text into types once.

pub mod address;
pub mod load;
pub mod render;
pub mod settings;

use std::path::PathBuf;
use std::time::Duration;

use corridor_relay_core::{InvitationSecret, Limits, PushPolicy, PushService, Rate, RelayConfig};
use corridor_wire::id::{NameError, RelayName};
use corridor_wire::invitation::{InvitationError, RelayAddress};
use corridor_wire::report_to::ReportTo;

use crate::directory::Directory;
use crate::push::PushConfig;
use address::ListenAddress;
use settings::{BlobBackend, Settings};

/// It stands in a header of every message to a push service.
const CONTACT_BYTES: usize = 256;

/// Settings that make sense together.
pub struct Config {
    pub listen: ListenAddress,
    pub relay_name: RelayName,
    /// Where clients find the relay, if that is not `listen`.
    pub public: Option<RelayAddress>,
    /// Certificate and key, or a plain listener.
    pub tls: Option<TlsFiles>,
    /// The folder of the web app.
    pub web: Option<PathBuf>,
    pub metrics: Option<ListenAddress>,
    /// Whom people are told to send reports to.
    pub report_to: Option<ReportTo>,
    /// `None`: devices are not woken.
    pub push: Option<PushConfig>,
    pub keepalive: Duration,
    pub write_timeout: Duration,
    pub shutdown: Duration,
    pub least_free_bytes: u64,
    /// What needs no interpretation.
    pub settings: Settings,
}

#[derive(Clone)]
pub struct TlsFiles {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

impl Config {
    /// The same for the core.
    pub fn core(&self, secret: InvitationSecret, push: Option<PushPolicy>) -> RelayConfig {
        let Settings { limits, connections, retention_days, .. } = &self.settings;
        let requests =
            Rate { per_second: limits.requests_per_second, burst: limits.requests_burst };
        let bytes = Rate { per_second: limits.bytes_per_second, burst: limits.bytes_burst };
        RelayConfig {
            name: self.relay_name.clone(),
            invitation_secret: secret,
            retention_days: *retention_days,
            push,
            report_to: self.report_to.clone(),
            limits: Limits {
                account_requests: requests,
                connection_requests: requests,
                account_bytes: bytes,
                connection_bytes: bytes,
                logs_per_day: limits.logs_per_day,
                record_bytes_per_day: limits.record_bytes_per_day,
                inbox_entries: limits.inbox_entries,
                blob_bytes_per_day: limits.blob_bytes_per_day,
                blob_bytes: limits.blob_bytes,
                connections: connections.most,
                connections_per_account: limits.connections_per_account,
                authentication_ms: connections.authentication_seconds.saturating_mul(1000),
                push_window_bytes: connections.push_window_bytes,
                ..Limits::default()
            },
        }
    }
}

/// Why settings do not make sense together. Each names the setting to change.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error(transparent)]
    Load(#[from] load::LoadError),
    #[error("listen: {0:?} is not HOST:PORT")]
    Listen(String),
    #[error("metrics.listen: {0:?} is not HOST:PORT")]
    MetricsListen(String),
    #[error("relay_name: {0}")]
    RelayName(NameError),
    #[error("public_url: {0}")]
    PublicUrl(InvitationError),
    #[error("tls.certificate and tls.key are given together or not at all")]
    HalfTls,
    #[error(
        "listen: {0} is reached from other machines, and there is no tls.certificate; give one, \
         or set allow_plain = true if something in front of the relay does TLS"
    )]
    PlainBeyondLoopback(String),
    #[error("push.services: {0:?} is not a host, such as push.example or *.push.example:8443")]
    PushService(String),
    #[error("push.contact: {0:?} is neither mailto: nor https:")]
    PushContact(String),
    #[error(
        "report_to: a line of at most {} characters",
        corridor_wire::limits::REPORT_TO_CHARACTERS
    )]
    ReportTo,
    #[error("{0}: must be at least {1}")]
    TooSmall(&'static str, u64),
    #[error("blobs: the s3 backend needs {0}")]
    S3(&'static str),
    #[error(
        "limits.blob_bytes: no blob is larger than {} bytes",
        corridor_wire::limits::BLOB_BYTES
    )]
    BlobBytes,
}

impl Config {
    /// The relay's settings from its directory and this process's environment.
    pub fn read(directory: &Directory) -> Result<Self, ConfigError> {
        Self::check(load::load(&directory.settings(), std::env::vars())?, directory)
    }

    pub fn check(settings: Settings, directory: &Directory) -> Result<Self, ConfigError> {
        let listen = ListenAddress::parse(&settings.listen)
            .ok_or_else(|| ConfigError::Listen(settings.listen.clone()))?;
        let metrics = (!settings.metrics.listen.is_empty())
            .then(|| {
                ListenAddress::parse(&settings.metrics.listen)
                    .ok_or_else(|| ConfigError::MetricsListen(settings.metrics.listen.clone()))
            })
            .transpose()?;
        let public = (!settings.public_url.is_empty())
            .then(|| RelayAddress::parse_origin(settings.public_url.trim_end_matches('/')))
            .transpose()
            .map_err(ConfigError::PublicUrl)?;
        let tls = match (settings.tls.certificate.as_str(), settings.tls.key.as_str()) {
            ("", "") => None,
            ("", _) | (_, "") => return Err(ConfigError::HalfTls),
            (certificate, key) => Some(TlsFiles {
                certificate: directory.path().join(certificate),
                key: directory.path().join(key),
            }),
        };
        if tls.is_none() && !listen.is_loopback() && !settings.allow_plain {
            return Err(ConfigError::PlainBeyondLoopback(settings.listen.clone()));
        }
        let web = &settings.web_folder;
        let web = (!web.is_empty()).then(|| directory.path().join(web));
        check_numbers(&settings)?;
        let report_to = (!settings.report_to.is_empty())
            .then(|| ReportTo::new(settings.report_to.clone()).ok_or(ConfigError::ReportTo))
            .transpose()?;
        Ok(Self {
            listen,
            relay_name: RelayName::parse(&settings.relay_name).map_err(ConfigError::RelayName)?,
            public,
            tls,
            web,
            metrics,
            report_to,
            push: check_push(&settings, directory)?,
            keepalive: Duration::from_secs(settings.connections.keepalive_seconds),
            write_timeout: Duration::from_secs(settings.connections.write_seconds),
            shutdown: Duration::from_secs(settings.shutdown_seconds),
            least_free_bytes: settings.disk.least_free_megabytes.saturating_mul(1 << 20),
            settings,
        })
    }
}

fn check_push(
    settings: &Settings,
    directory: &Directory,
) -> Result<Option<PushConfig>, ConfigError> {
    let push = &settings.push;
    let wrong = |text: &str| ConfigError::PushService(text.to_owned());
    let services = push.services.split_whitespace();
    let services: Vec<PushService> = services
        .map(|text| PushService::parse(text).ok_or_else(|| wrong(text)))
        .collect::<Result<_, _>>()?;
    let contact = match push.contact.as_str() {
        "" => format!("https://{}", settings.relay_name),
        given => given.to_owned(),
    };
    let is_address = contact.starts_with("mailto:") || contact.starts_with("https://");
    if !is_address
        || contact.len() > CONTACT_BYTES
        || !contact.bytes().all(|b| b.is_ascii_graphic())
    {
        return Err(ConfigError::PushContact(contact));
    }
    let authorities = &push.authorities;
    Ok((!services.is_empty()).then(|| PushConfig {
        services,
        contact,
        authorities: (!authorities.is_empty()).then(|| directory.path().join(authorities)),
        allow_private_addresses: push.allow_private_addresses,
    }))
}

fn check_numbers(settings: &Settings) -> Result<(), ConfigError> {
    let limits = &settings.limits;
    let connections = &settings.connections;
    // A burst has to hold the largest single request, or that request would never be served.
    for (name, value, least) in [
        ("retention_days", u64::from(settings.retention_days), 1),
        ("connections.most", connections.most as u64, 1),
        ("connections.keepalive_seconds", connections.keepalive_seconds, 1),
        ("connections.write_seconds", connections.write_seconds, 1),
        (
            "connections.push_window_bytes",
            connections.push_window_bytes as u64,
            corridor_wire::limits::FRAME_BYTES as u64,
        ),
        ("store.memtable_megabytes", settings.store.memtable_megabytes, 1),
        ("connections.authentication_seconds", connections.authentication_seconds, 1),
        ("limits.requests_per_second", limits.requests_per_second, 1),
        ("limits.requests_burst", limits.requests_burst, 1),
        ("limits.bytes_per_second", limits.bytes_per_second, 1),
        ("limits.record_bytes_per_day", limits.record_bytes_per_day, 1),
        ("limits.inbox_entries", limits.inbox_entries, 1),
        ("limits.bytes_burst", limits.bytes_burst, corridor_wire::limits::FRAME_BYTES as u64),
    ] {
        if value < least {
            return Err(ConfigError::TooSmall(name, least));
        }
    }
    if limits.blob_bytes > corridor_wire::limits::BLOB_BYTES {
        return Err(ConfigError::BlobBytes);
    }
    match settings.blobs.backend {
        BlobBackend::S3 if settings.blobs.bucket.is_empty() => Err(ConfigError::S3("blobs.bucket")),
        BlobBackend::S3 if settings.blobs.credentials_file.is_empty() => {
            Err(ConfigError::S3("blobs.credentials_file"))
        }
        BlobBackend::Local | BlobBackend::S3 => Ok(()),
    }
}
