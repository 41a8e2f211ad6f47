//! Accepts connections and serves them: TLS or plain, then HTTP, then WebSocket.
//!
//! ```text
//!  accept -> `addresses` -> TLS handshake -> HTTP/1.1 --GET /v1/connect--> WebSocket (`session`)
//!                                              |--/v1/blobs/{id}---------> `blob_route`
//!                                              |--the app's files--------> `web_route`
//!                                              '--/join /healthz /readyz-> `route`
//! ```

pub mod activity;
mod addresses;
mod answer;
mod blob_route;
mod byte_range;
mod frame_writer;
mod metrics_route;
mod route;
mod session;
mod web_route;

use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_rustls::TlsAcceptor;

use crate::blobs::Blobs;
use crate::config::Config;
use crate::driver::CoreHandle;
use crate::observe::metrics::Metrics;
use crate::observe::readiness::Readiness;
use crate::web_app::WebApp;
use activity::{Activity, Watched};
use addresses::{AddressPlace, Addresses};

pub use metrics_route::serve_metrics;

/// A handshake, and the head of a request, take no longer than this.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// After an accept that failed, out of files or of memory: others will go, and then there is room
/// again.
const ACCEPT_RETRY: Duration = Duration::from_millis(100);

/// A request or an answer of which no byte moves for this long is given up.
const STUCK: Duration = Duration::from_mins(1);

/// Over the limit of connections, this many more at once are told so; the rest are dropped.
const REFUSALS: usize = 64;

/// hyper's smallest; a request's head is far smaller.
const HTTP_BUFFER_BYTES: usize = 8 * 1024;

/// What every connection shares.
pub struct Server {
    pub config: Config,
    pub core: CoreHandle,
    pub blobs: Blobs,
    /// What a browser gets, if this relay serves the web app.
    pub web: Option<WebApp>,
    pub metrics: Arc<Metrics>,
    pub readiness: Arc<Readiness>,
    pub next_connection: AtomicU64,
    /// Turns true when the relay stops.
    pub stopping: watch::Receiver<bool>,
}

/// Accepts until the relay stops. Each connection holds a clone of `server` while it lasts.
pub async fn accept_connections(
    listener: TcpListener,
    tls: Option<Arc<rustls::ServerConfig>>,
    server: Arc<Server>,
) {
    let acceptor = tls.map(TlsAcceptor::from);
    let places = Arc::new(Semaphore::new(server.config.settings.connections.most));
    let refusals = Arc::new(Semaphore::new(REFUSALS));
    let addresses = Addresses::new(server.config.settings.connections.per_address);
    let mut stopping = server.stopping.clone();
    loop {
        let (socket, peer) = tokio::select! {
            () = has_stopped(&mut stopping) => return,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_RETRY).await;
                    continue;
                }
            }
        };
        // Closed without a word: telling it why would cost a handshake and one of the `REFUSALS`.
        let Some(address) = addresses.enter(peer.ip()) else {
            server.metrics.connections_refused.inc();
            continue;
        };
        let (seat, refused) = match places.clone().try_acquire_owned() {
            Ok(seat) => (seat, false),
            Err(_) => match refusals.clone().try_acquire_owned() {
                Ok(seat) => (seat, true),
                Err(_) => continue,
            },
        };
        if refused {
            server.metrics.connections_refused.inc();
        }
        let visit = Visit { server: server.clone(), activity: Arc::default(), refused };
        let place = Place { _seat: seat, _address: address };
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            visit.run(socket, acceptor, place).await;
        });
    }
}

/// Serves one connection that no socket brought, as if it had been accepted and its TLS taken off: for
/// whoever hands in the bytes themselves. Returns when HTTP is over; a WebSocket goes on by itself.
pub async fn serve_stream<S>(stream: S, server: Arc<Server>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let seat = Arc::new(Semaphore::new(1)).try_acquire_owned();
    let address = Addresses::new(0).enter(Ipv4Addr::LOCALHOST.into());
    let (Ok(seat), Some(address)) = (seat, address) else { return };
    let visit = Visit { server, activity: Arc::default(), refused: false };
    let stream = Watched::new(stream, visit.activity.clone());
    visit.serve(stream, Place { _seat: seat, _address: address }).await;
}

/// Returns when the relay stops.
async fn has_stopped(stopping: &mut watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

/// One accepted connection before it is known what it wants.
struct Visit {
    server: Arc<Server>,
    activity: Arc<Activity>,
    /// There is no place for it; it is told so, whatever it asks.
    refused: bool,
}

/// What a connection occupies until it is closed.
struct Place {
    _seat: OwnedSemaphorePermit,
    _address: AddressPlace,
}

impl Visit {
    async fn run(self, socket: TcpStream, acceptor: Option<TlsAcceptor>, place: Place) {
        // Small frames are answered at once; our own buffering makes full packets.
        let _ = socket.set_nodelay(true);
        let socket = Watched::new(socket, self.activity.clone());
        let Some(acceptor) = acceptor else { return self.serve(socket, place).await };
        let handshake = Box::pin(acceptor.accept(socket));
        match tokio::time::timeout(HANDSHAKE, handshake).await {
            Ok(Ok(stream)) => self.serve(stream, place).await,
            Ok(Err(error)) => {
                self.server.metrics.tls_failures.inc();
                tracing::debug!(%error, "a TLS handshake failed");
            }
            Err(_) => {
                self.server.metrics.tls_failures.inc();
            }
        }
    }

    async fn serve<S>(self, stream: S, place: Place)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let mut stopping = self.server.stopping.clone();
        let activity = self.activity.clone();
        let visit = Arc::new(self);
        let place = Arc::new(place);
        let service = service_fn(move |request| {
            let visit = visit.clone();
            let place = place.clone();
            async move { Ok::<_, Infallible>(route::answer(&visit, place, request).await) }
        });
        // Boxed and dropped before the WebSocket goes on elsewhere, so that an idle session does not
        // carry the buffers of HTTP.
        let mut connection = Box::pin(
            http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HANDSHAKE)
                .max_buf_size(HTTP_BUFFER_BYTES)
                .serve_connection(TokioIo::new(stream), service)
                .with_upgrades(),
        );
        let mut told_to_stop = false;
        let mut moved = (activity.read(), activity.written());
        let result = loop {
            tokio::select! {
                result = connection.as_mut() => break result,
                () = has_stopped(&mut stopping), if !told_to_stop => {
                    told_to_stop = true;
                    connection.as_mut().graceful_shutdown();
                }
                () = tokio::time::sleep(STUCK) => {
                    let now_moved = (activity.read(), activity.written());
                    if now_moved == moved {
                        return;
                    }
                    moved = now_moved;
                }
            }
        };
        if let Err(error) = result {
            tracing::debug!(%error, "an HTTP connection ended early");
        }
    }
}
