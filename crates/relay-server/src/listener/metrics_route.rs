//! The listener that only the operator sees: `/metrics`, `/healthz`, `/readyz`.

use std::convert::Infallible;
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;

use super::answer::{self, Answer};
use super::{ACCEPT_RETRY, HANDSHAKE, Server, has_stopped, route};

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

pub async fn serve_metrics(listener: TcpListener, server: Arc<Server>) {
    let mut stopping = server.stopping.clone();
    loop {
        let accepted = tokio::select! {
            () = has_stopped(&mut stopping) => return,
            accepted = listener.accept() => accepted,
        };
        let Ok((socket, _)) = accepted else {
            tokio::time::sleep(ACCEPT_RETRY).await;
            continue;
        };
        let server = server.clone();
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let answer = answer(&server, &request);
                async move { Ok::<_, Infallible>(answer) }
            });
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HANDSHAKE)
                .keep_alive(false)
                .serve_connection(TokioIo::new(socket), service)
                .await;
        });
    }
}

fn answer(server: &Server, request: &Request<Incoming>) -> Answer {
    match (request.method(), request.uri().path()) {
        (&Method::GET, "/metrics") => {
            answer::whole(StatusCode::OK, OPEN_METRICS, server.metrics.render())
        }
        (&Method::GET | &Method::HEAD, path @ ("/healthz" | "/readyz")) => {
            route::health(&server.readiness, path)
        }
        _ => answer::text(StatusCode::NOT_FOUND, "there is nothing at this address\n"),
    }
}
