//! Which request gets which answer.

use std::sync::Arc;

use corridor_wire::error_code::ErrorCode;
use corridor_wire::limits;
use corridor_wire::relay_frame::ErrorReply;
use hyper::body::Incoming;
use hyper::header::{self, HeaderValue};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};

use super::answer::{self, Answer};
use super::{Place, Visit, blob_route, session, web_route};
use crate::observe::readiness::Readiness;

/// When a connection that found no place may try again.
const TOO_MANY_RETRY_MS: u64 = 30_000;

/// A record of a few hundred bytes fits; larger frames grow the buffer for as long as they last.
const READ_BUFFER_BYTES: usize = 4 * 1024;

const JOIN_PAGE: &str = include_str!("join.html");

/// The page has no script, no picture and no link, and nobody may frame it.
const JOIN_POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'; style-src 'sha256-kAtEdpMGqHtg4braid1CaZM4Lf6NxRUQZkDVpxxpPkc='";

pub async fn answer(visit: &Arc<Visit>, place: Arc<Place>, request: Request<Incoming>) -> Answer {
    if visit.refused {
        return too_many();
    }
    let path = request.uri().path();
    if let Some(id) = path.strip_prefix("/v1/blobs/") {
        let id = id.to_owned();
        return blob_route::answer(&visit.server, &id, request).await;
    }
    if let Some(file) = web_route::answer(visit.server.web.as_ref(), &request) {
        return file;
    }
    match (request.method(), path) {
        (&Method::GET, "/v1/connect") => connect(visit, place, request),
        (&Method::GET | &Method::HEAD, "/join") => join_page(),
        (&Method::GET | &Method::HEAD, "/healthz" | "/readyz") => {
            health(&visit.server.readiness, path)
        }
        (_, "/v1/connect" | "/join" | "/healthz" | "/readyz") => {
            answer::text(StatusCode::METHOD_NOT_ALLOWED, "this address is for GET\n")
        }
        _ => answer::text(StatusCode::NOT_FOUND, "there is nothing at this address\n"),
    }
}

/// Alive is who answers; ready is who can take a message now.
pub(super) fn health(readiness: &Readiness, path: &str) -> Answer {
    match readiness.check() {
        Err(reason) if path == "/readyz" => {
            answer::text(StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {reason}\n"))
        }
        _ => answer::text(StatusCode::OK, "ok\n"),
    }
}

fn too_many() -> Answer {
    answer::error(&ErrorReply {
        code: ErrorCode::TooManyConnections,
        detail: "the relay has as many connections as it takes".to_owned(),
        retry_after_ms: Some(TOO_MANY_RETRY_MS),
    })
}

fn join_page() -> Answer {
    let mut page = answer::whole(StatusCode::OK, "text/html; charset=utf-8", JOIN_PAGE);
    let headers = page.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, JOIN_POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    page
}

/// Answers the WebSocket handshake (RFC 6455, section 4.2.2); the session goes on in its own task.
fn connect(visit: &Arc<Visit>, place: Arc<Place>, mut request: Request<Incoming>) -> Answer {
    let Some(accept) = accept_key(&request) else {
        let mut answer = answer::text(
            StatusCode::UPGRADE_REQUIRED,
            "this address takes a WebSocket, version 13\n",
        );
        let headers = answer.headers_mut();
        headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
        headers.insert(header::SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"));
        return answer;
    };
    let upgrade = hyper::upgrade::on(&mut request);
    let visit = visit.clone();
    tokio::spawn(async move {
        let Ok(upgraded) = upgrade.await else { return };
        let stream = WebSocketStream::from_raw_socket(
            TokioIo::new(upgraded),
            Role::Server,
            Some(socket_limits()),
        )
        .await;
        session::run(stream, &visit.server, &visit.activity).await;
        drop(place);
    });
    let mut answer = answer::empty(StatusCode::SWITCHING_PROTOCOLS);
    let headers = answer.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    answer
}

fn accept_key(request: &Request<Incoming>) -> Option<HeaderValue> {
    let headers = request.headers();
    let has = |name: header::HeaderName, word: &str| {
        headers
            .get_all(name)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .any(|value| value.split(',').any(|part| part.trim().eq_ignore_ascii_case(word)))
    };
    let is_handshake = has(header::CONNECTION, "upgrade")
        && has(header::UPGRADE, "websocket")
        && has(header::SEC_WEBSOCKET_VERSION, "13");
    let key = headers.get(header::SEC_WEBSOCKET_KEY).filter(|_| is_handshake)?;
    HeaderValue::from_str(&derive_accept_key(key.as_bytes())).ok()
}

fn socket_limits() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(0)
        .max_message_size(Some(limits::FRAME_BYTES))
        .max_frame_size(Some(limits::FRAME_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use sha2::Digest as _;

    #[test]
    fn the_policy_allows_the_style_of_the_page_and_no_other() {
        let (_, rest) = JOIN_PAGE.split_once("<style>").unwrap();
        let (style, _) = rest.split_once("</style>").unwrap();
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style));
        assert!(JOIN_POLICY.contains(&format!("'sha256-{hash}'")), "{hash}");
        assert!(!JOIN_PAGE.contains("<script"));
    }
}
