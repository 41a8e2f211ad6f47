//! Messages to push services: empty ones, for devices that are away when a letter comes, or a record in a room
//! that was asked to wake them.
//!
//! ```text
//!  core thread --try_send--> queue --> at most AT_ONCE requests --> push services
//!       ^          (full: counted, dropped)     |
//!       '----------- 404, 410: forget it -------'
//! ```
//! A push service learns that a device of somebody on this relay is woken, and when: the message has no
//! body, and its headers are the same for everybody. A message that fails is not sent again: what comes next
//! after the quiet minutes is the next try. No address is ever logged.

pub mod addresses;
pub mod key;
mod vapid;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use corridor_relay_core::{PushPolicy, PushService};
use corridor_wire::id::LogId;
use corridor_wire::push::PushEndpoint;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Client, StatusCode};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio::sync::mpsc::Receiver;
use tokio::sync::{Semaphore, mpsc};

use crate::clock;
use crate::driver::{CoreHandle, Input};
use crate::observe::metrics::Metrics;
use addresses::PublicAddresses;
use key::VapidKey;

/// Wakes that wait for their turn; each is an address of a kilobyte at most.
const WAITING: usize = 1024;

/// Requests at once, so that one service that hangs does not hold up the others for long.
const AT_ONCE: usize = 64;

const CONNECT_PATIENCE: Duration = Duration::from_secs(5);

/// A whole request. A push service answers in milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a service keeps the message for a device that is off: a week, in seconds.
const TTL: &str = "604800";

/// Android holds messages of lower urgency back, by hours, while the telephone lies still.
const URGENCY: &str = "high";

/// A newer message takes the place of an older one that was not delivered yet (RFC 8030, section 5.4).
const TOPIC: &str = "corridor";

/// How a relay wakes devices, from its settings.
#[derive(Clone)]
pub struct PushConfig {
    pub services: Vec<PushService>,
    /// Whom a service may write to: `mailto:` or `https:`.
    pub contact: String,
    /// Authorities beside those of the web (PEM).
    pub authorities: Option<PathBuf>,
    pub allow_private_addresses: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum PushError {
    #[error("push.authorities: {} has no certificates: {why}", file.display())]
    Authorities { file: PathBuf, why: String },
    #[error("push services cannot be reached: {0}")]
    Client(String),
}

/// A device to wake.
pub struct Wake {
    pub inbox: LogId,
    pub endpoint: PushEndpoint,
}

pub fn queue() -> (mpsc::Sender<Wake>, Receiver<Wake>) {
    mpsc::channel(WAITING)
}

pub struct PushSender {
    client: Client,
    key: VapidKey,
    config: PushConfig,
}

/// What a service made of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    Delivered,
    /// There is no such address any more.
    Gone,
    /// It answered something else: too many, a key it does not like, a redirection.
    Refused,
    /// It could not be reached in time, or has no public address.
    Failed,
}

impl PushSender {
    pub fn new(config: PushConfig, key: VapidKey) -> Result<Self, PushError> {
        let addresses = PublicAddresses { allow_private: config.allow_private_addresses };
        let client = Client::builder()
            .use_preconfigured_tls(tls(&config)?)
            .dns_resolver(Arc::new(addresses))
            .redirect(reqwest::redirect::Policy::none())
            // A proxy would look names up for us, and connect to whatever it finds.
            .no_proxy()
            .https_only(true)
            .connect_timeout(CONNECT_PATIENCE)
            .timeout(PATIENCE)
            .build()
            .map_err(|error| PushError::Client(error.to_string()))?;
        Ok(Self { client, key, config })
    }

    /// What the core has to know.
    pub fn policy(&self) -> PushPolicy {
        PushPolicy { key: self.key.public(), services: self.config.services.clone() }
    }

    /// Sends what comes out of the core, until the core ends.
    pub async fn run(self, mut wakes: Receiver<Wake>, core: CoreHandle, metrics: Arc<Metrics>) {
        let sender = Arc::new(self);
        let places = Arc::new(Semaphore::new(AT_ONCE));
        while let Some(wake) = wakes.recv().await {
            let Ok(place) = places.clone().acquire_owned().await else { return };
            let (sender, core, metrics) = (sender.clone(), core.clone(), metrics.clone());
            tokio::spawn(async move {
                match sender.send(&wake.endpoint).await {
                    Outcome::Delivered => metrics.push_delivered.inc(),
                    Outcome::Refused => metrics.push_refused.inc(),
                    Outcome::Failed => metrics.push_failed.inc(),
                    Outcome::Gone => {
                        let Wake { inbox, endpoint } = wake;
                        core.send(Input::PushGone { inbox, endpoint }).await;
                        0
                    }
                };
                drop(place);
            });
        }
    }

    async fn send(&self, endpoint: &PushEndpoint) -> Outcome {
        let now = clock::now_seconds();
        let Some(authorization) =
            vapid::authorization(&self.key, &self.config.contact, endpoint, now)
        else {
            return Outcome::Failed;
        };
        let request = self
            .client
            .post(endpoint.as_str())
            .header(AUTHORIZATION, authorization)
            .header("ttl", HeaderValue::from_static(TTL))
            .header("urgency", HeaderValue::from_static(URGENCY))
            .header("topic", HeaderValue::from_static(TOPIC))
            .body("");
        // What the answer's body says is of no use here, and not read.
        match request.send().await.map(|answer| answer.status()) {
            Ok(status) if status.is_success() => Outcome::Delivered,
            Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => Outcome::Gone,
            Ok(_) => Outcome::Refused,
            Err(_) => Outcome::Failed,
        }
    }
}

fn tls(config: &PushConfig) -> Result<rustls::ClientConfig, PushError> {
    let mut roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(file) = &config.authorities {
        let wrong = |why: String| PushError::Authorities { file: file.clone(), why };
        let found =
            CertificateDer::pem_file_iter(file).map_err(|error| wrong(error.to_string()))?;
        let mut count = 0;
        for certificate in found {
            let certificate = certificate.map_err(|error| wrong(error.to_string()))?;
            roots.add(certificate).map_err(|error| wrong(error.to_string()))?;
            count += 1;
        }
        if count == 0 {
            return Err(wrong("it is empty".to_owned()));
        }
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| PushError::Client(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(tls)
}
