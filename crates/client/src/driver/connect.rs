//! From an address to an open WebSocket: TCP, TLS where the address says so, and the upgrade.

use std::sync::Arc;
use std::time::Duration;

use corridor_wire::invitation::RelayAddress;
use corridor_wire::limits;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Error as WebSocketError;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::tls;
use crate::failure::ExitCode;

/// TCP, TLS and the upgrade together; a satellite link needs five of these seconds.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a relay answers the upgrade on.
const PATH: &str = "/v1/connect";

pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

pub type Socket = WebSocketStream<Box<dyn Stream>>;

#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    #[error("{0} is not this machine, and the connection would not be encrypted")]
    Plain(String),
    #[error("the relay at {origin} can't be reached: {error}")]
    Network { origin: String, error: std::io::Error },
    #[error("the relay at {origin} can't be reached: it did not answer in time")]
    Silent { origin: String },
    #[error("whoever answers at {origin} has not shown that it is the relay: {why}")]
    Certificate { origin: String, why: String },
    #[error("the encrypted connection to {origin} failed: {why}")]
    Tls { origin: String, why: String },
    #[error("what answers at {origin} is not a Corridor relay ({why})")]
    NotARelay { origin: String, why: String },
    #[error("the relay at {origin} is too busy or shutting down (HTTP {status})")]
    Busy { origin: String, status: u16 },
}

impl ConnectError {
    pub fn kind(&self) -> (&'static str, ExitCode) {
        match self {
            Self::Plain(_) => ("plain_connection", ExitCode::Usage),
            Self::Network { .. } | Self::Silent { .. } => ("unreachable", ExitCode::Unreachable),
            Self::Certificate { .. } => ("certificate", ExitCode::Unreachable),
            Self::Tls { .. } => ("tls", ExitCode::Unreachable),
            Self::NotARelay { .. } => ("not_a_relay", ExitCode::Unreachable),
            Self::Busy { .. } => ("busy", ExitCode::Unreachable),
        }
    }

    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Plain(_) => Some("--allow-plain, if you know the network between"),
            Self::Certificate { .. } => {
                Some("ask the relay's operator for a new invitation; do not go round this")
            }
            _ => None,
        }
    }
}

pub async fn connect(address: RelayAddress, allow_plain: bool) -> Result<Socket, ConnectError> {
    let origin = address.origin();
    if !address.secure && !address.is_loopback() && !allow_plain {
        return Err(ConnectError::Plain(origin));
    }
    tokio::time::timeout(PATIENCE, open(&address))
        .await
        .map_err(|_| ConnectError::Silent { origin })?
}

async fn open(address: &RelayAddress) -> Result<Socket, ConnectError> {
    let origin = address.origin();
    let host = address.host.trim_start_matches('[').trim_end_matches(']');
    let network = |error| ConnectError::Network { origin: origin.clone(), error };
    let tcp = TcpStream::connect((host, address.port)).await.map_err(network)?;
    // Frames are small and answered one by one; waiting to fill a packet would only add latency.
    tcp.set_nodelay(true).map_err(network)?;
    let stream: Box<dyn Stream> = if address.secure {
        let failed = |why: String| ConnectError::Tls { origin: origin.clone(), why };
        let config = tls::config(address.pin).map_err(|error| failed(error.to_string()))?;
        let name = ServerName::try_from(host.to_owned()).map_err(|e| failed(e.to_string()))?;
        let connector = TlsConnector::from(Arc::new(config));
        Box::new(connector.connect(name, tcp).await.map_err(|error| tls_error(&origin, &error))?)
    } else {
        Box::new(tcp)
    };
    let scheme = if address.secure { "wss" } else { "ws" };
    let url = format!("{scheme}://{}:{}{PATH}", address.host, address.port);
    let config = WebSocketConfig::default()
        .read_buffer_size(32 * 1024)
        .max_message_size(Some(limits::FRAME_BYTES))
        .max_frame_size(Some(limits::FRAME_BYTES));
    tokio_tungstenite::client_async_with_config(url, stream, Some(config))
        .await
        .map(|(socket, _)| socket)
        .map_err(|error| upgrade_error(origin, error))
}

fn tls_error(origin: &str, error: &std::io::Error) -> ConnectError {
    let origin = origin.to_owned();
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(why)) => ConnectError::Certificate {
            origin,
            why: format!(
                "its certificate is neither the invitation's nor vouched for by the web's authorities ({why})"
            ),
        },
        _ => ConnectError::Tls { origin, why: error.to_string() },
    }
}

fn upgrade_error(origin: String, error: WebSocketError) -> ConnectError {
    match error {
        WebSocketError::Http(response) => match response.status().as_u16() {
            status @ (429 | 500..=599) => ConnectError::Busy { origin, status },
            status => ConnectError::NotARelay { origin, why: format!("HTTP {status}") },
        },
        WebSocketError::Io(error) => ConnectError::Network { origin, error },
        other => ConnectError::NotARelay { origin, why: other.to_string() },
    }
}
