//! `corridor-relay serve`: starts everything, waits for a signal, stops everything in order.
//!
//! ```text
//!  lock -> store -> core and storage threads -> listeners -> "ready"
//!  SIGTERM -> not ready -> no new connections -> goodbyes -> last batch on disk -> end
//! ```

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use corridor_relay_core::Relay;
use corridor_store::StoreError;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::watch;

use crate::blobs::{BackendError, Blobs};
use crate::certificate::CertificateError;
use crate::certificate::reload::{Certificates, Reloaded};
use crate::config::address::ListenAddress;
use crate::config::{Config, ConfigError};
use crate::directory::{self, Directory};
use crate::driver::{BlobRemoval, Driver, Input};
use crate::listener::{Server, accept_connections, serve_metrics};
use crate::observe::metrics::Metrics;
use crate::observe::readiness::{Readiness, free_bytes};
use crate::observe::{logs, supervisor};
use crate::push::key::{VapidKey, VapidKeyError};
use crate::push::{self, PushError, PushSender};
use crate::secret::{self, SecretError};
use crate::web_app::{WebApp, WebAppError};
use crate::{admin, clock, command, storage};

/// How often certificate files and the disk are looked at.
const HOUSEKEEPING: Duration = Duration::from_secs(3);

/// When clients come back after a shutdown; a restart takes a few seconds.
const COME_BACK_MS: u64 = 2_000;

#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    #[error(transparent)]
    WebApp(#[from] WebAppError),
    #[error(transparent)]
    Push(#[from] PushError),
    #[error(transparent)]
    PushKey(#[from] VapidKeyError),
    #[error(transparent)]
    Blobs(#[from] BackendError),
    #[error("the store cannot be opened: {0}")]
    Store(#[from] StoreError),
    #[error(transparent)]
    Core(#[from] corridor_relay_core::StartError),
    #[error("a relay runs in {} already", .0.display())]
    Running(PathBuf),
    #[error("cannot listen on {address}: {source}")]
    Listen { address: ListenAddress, source: std::io::Error },
    #[error("cannot use {}: {source}", directory.display())]
    Directory { directory: PathBuf, source: std::io::Error },
    #[error("the system gives no random bytes: {0}")]
    Random(getrandom::Error),
    #[error("cannot start: {0}")]
    Start(#[source] std::io::Error),
}

pub fn run(directory: &Directory) -> Result<(), ServeError> {
    let config = Config::read(directory)?;
    logs::begin(&config.settings.log);
    let unusable =
        |source| ServeError::Directory { directory: directory.path().to_path_buf(), source };
    let _lock = directory
        .lock()
        .map_err(unusable)?
        .ok_or_else(|| ServeError::Running(directory.path().to_path_buf()))?;
    set_limits(&config);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_name("network")
        .build()
        .map_err(ServeError::Start)?;
    let result = runtime.block_on(serve(directory, config));
    // Tasks that outlived the shutdown's patience are dropped here, not waited for.
    runtime.shutdown_timeout(Duration::from_millis(100));
    result
}

async fn serve(directory: &Directory, config: Config) -> Result<(), ServeError> {
    let mut signals = Signals::new().map_err(ServeError::Start)?;
    let push = match &config.push {
        Some(push) => Some(PushSender::new(push.clone(), VapidKey::read_or_create(directory)?)?),
        None => None,
    };
    let core_config = config.core(secret::read(directory)?, push.as_ref().map(PushSender::policy));
    let certificates = config.tls.clone().map(Certificates::open).transpose()?;
    let tls = certificates.as_ref().map(Certificates::server_config).transpose()?;
    let blobs = Blobs::open(directory, &config.settings)?;
    let web = config.web.as_deref().map(WebApp::read).transpose()?;
    let store = storage::open_to_serve(directory, &config)?;
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(ServeError::Random)?;
    let relay = Relay::open(core_config, seed, clock::now_ms(), store.as_ref())?;

    let metrics = Arc::new(Metrics::default());
    let readiness = Arc::new(Readiness::new(config.least_free_bytes));
    let listener = bind(&config.listen, directory).await?;
    let metrics_listener = match &config.metrics {
        Some(address) => Some(bind_exactly(address, address.port).await?),
        None => None,
    };
    remember_address(directory, &listener)?;
    let mut driver = Driver::start(relay, store.clone(), metrics.clone(), readiness.clone())
        .map_err(ServeError::Start)?;
    admin::listen(directory, store, readiness.clone()).map_err(ServeError::Start)?;

    let (stop, stopping) = watch::channel(false);
    let public = command::invite::public_address(&config, directory)
        .map_or_else(|_| config.listen.to_string(), |address| address.origin());
    let name = config.relay_name.clone();
    let patience = config.shutdown;
    let server = Arc::new(Server {
        config,
        core: driver.handle.clone(),
        blobs: blobs.clone(),
        web,
        metrics: metrics.clone(),
        readiness: readiness.clone(),
        next_connection: AtomicU64::new(1),
        stopping,
    });
    let (_, none) = tokio::sync::mpsc::unbounded_channel();
    let removals = std::mem::replace(&mut driver.blob_removals, none);
    tokio::spawn(remove_blobs(blobs, removals));
    let (_, none) = push::queue();
    let wakes = std::mem::replace(&mut driver.wakes, none);
    if let Some(push) = push {
        tokio::spawn(push.run(wakes, driver.handle.clone(), metrics.clone()));
    }
    let core = driver.handle.clone();
    let accepting = tokio::spawn(accept_connections(listener, tls, server.clone()));
    if let Some(listener) = metrics_listener {
        tokio::spawn(serve_metrics(listener, server.clone()));
    }
    look_at_disk(directory, &readiness, &metrics);
    readiness.set_serving();
    supervisor::notify(supervisor::State::Ready);
    let _ = writeln!(std::io::stdout(), "The relay {name} is ready at {public}");
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "ready");

    loop {
        match signals.next().await {
            Wake::Stop => break,
            Wake::Look => {
                look_at_disk(directory, &readiness, &metrics);
                look_at_certificate(certificates.as_deref());
            }
        }
    }

    tracing::info!("stopping");
    readiness.set_stopping();
    supervisor::notify(supervisor::State::Stopping);
    let _ = stop.send(true);
    let _ = accepting.await;
    core.send(Input::Shutdown { retry_after_ms: COME_BACK_MS }).await;
    drop(core);
    let ended = tokio::task::spawn_blocking(move || driver.join());
    let _ = ended.await;
    wait_for_connections(server, patience).await;
    let _ = std::fs::remove_file(directory.admin_socket());
    tracing::info!("stopped");
    Ok(())
}

/// What interrupts the wait: a signal to stop, or a reason to look around.
enum Wake {
    Stop,
    Look,
}

struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
    hang_up: tokio::signal::unix::Signal,
    housekeeping: tokio::time::Interval,
}

impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
            housekeeping: tokio::time::interval(HOUSEKEEPING),
        })
    }

    async fn next(&mut self) -> Wake {
        tokio::select! {
            _ = self.terminate.recv() => Wake::Stop,
            _ = self.interrupt.recv() => Wake::Stop,
            _ = self.hang_up.recv() => Wake::Look,
            _ = self.housekeeping.tick() => Wake::Look,
        }
    }
}

/// Takes the port that the last run had, if any free one will do: invitations and profiles that
/// were given out stay good.
async fn bind(address: &ListenAddress, directory: &Directory) -> Result<TcpListener, ServeError> {
    if address.port == 0
        && let Some(port) = command::invite::bound_port(directory)
        && let Ok(listener) = bind_exactly(address, port).await
    {
        return Ok(listener);
    }
    bind_exactly(address, address.port).await
}

async fn bind_exactly(address: &ListenAddress, port: u16) -> Result<TcpListener, ServeError> {
    TcpListener::bind((address.host.as_str(), port))
        .await
        .map_err(|source| ServeError::Listen { address: address.clone(), source })
}

fn remember_address(directory: &Directory, listener: &TcpListener) -> Result<(), ServeError> {
    let address = listener.local_addr().map_err(ServeError::Start)?;
    directory::write_private(&directory.bound_address(), format!("{address}\n").as_bytes()).map_err(
        |source| ServeError::Directory { directory: directory.path().to_path_buf(), source },
    )
}

/// Files for every connection, and no memory on disk after a crash. A debugger's own dump (`gcore`)
/// stays possible: it is the operator's decision, not an accident.
fn set_limits(config: &Config) {
    let maximum = getrlimit(Resource::Nofile).maximum;
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }) {
        tracing::warn!(%error, "the limit of open files was not raised");
    }
    if !config.settings.allow_core_dumps {
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        if let Err(error) = setrlimit(Resource::Core, none) {
            tracing::warn!(%error, "core dumps were not turned off");
        }
    }
}

fn look_at_disk(directory: &Directory, readiness: &Readiness, metrics: &Metrics) {
    match free_bytes(directory) {
        Ok(free) => {
            readiness.set_free_bytes(free);
            metrics.disk_free_bytes.set(free);
        }
        Err(error) => tracing::warn!(%error, "the disk could not be asked for its room"),
    }
}

fn look_at_certificate(certificates: Option<&Certificates>) {
    match certificates.map(Certificates::reload) {
        Some(Ok(Reloaded::Replaced)) => tracing::info!("the certificate was read again"),
        Some(Err(error)) => tracing::warn!(%error, "the changed certificate is not used"),
        Some(Ok(Reloaded::Unchanged)) | None => {}
    }
}

async fn remove_blobs(blobs: Blobs, mut removals: UnboundedReceiver<BlobRemoval>) {
    while let Some(removal) = removals.recv().await {
        if blobs.remove(removal).await.is_err() {
            // The error would name the blob. What stays is sealed, and its day expires.
            tracing::warn!("a blob could not be removed");
        }
    }
}

/// Connections hold the server; when nobody does, everything was said.
async fn wait_for_connections(server: Arc<Server>, patience: Duration) {
    let deadline = tokio::time::Instant::now() + patience;
    while Arc::strong_count(&server) > 1 && tokio::time::Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
