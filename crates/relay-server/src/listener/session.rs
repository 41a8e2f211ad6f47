//! One client's WebSocket: frames in to the core, frames out from it, and the end of it.
//!
//! One task does both directions. While it writes it does not read, so a client that sends without
//! reading waits for itself, and what one connection holds in memory stays bounded.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use corridor_relay_core::{CloseReason, ConnId};
use corridor_wire::encode;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::relay_frame::{RelayFrame, Response};
use futures_util::StreamExt;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::Instant;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Bytes, Error, Message};

use super::Server;
use super::activity::Activity;
use super::answer::refuse;
use super::frame_writer::{GATHERED_BYTES, while_moving, write_frames};
use crate::driver::{Input, Outgoing, Peer};

/// A connection that we close may still be sending; its last words are read for this long, since
/// closing over unread bytes would destroy our own (RFC 9293, section 3.10.4).
const FAREWELL: Duration = Duration::from_secs(2);

/// A connection is dead after this many intervals of silence.
const SILENT_INTERVALS: u32 = 3;

/// Why a session ends, as far as the client is told.
enum End {
    /// The client closed, or its socket broke.
    Gone,
    /// The relay says why.
    Closed(CloseCode, &'static str),
}

pub async fn run<S>(stream: WebSocketStream<S>, server: &Server, activity: &Activity)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let conn = ConnId(server.next_connection.fetch_add(1, Ordering::Relaxed));
    let (peer, outgoing) = Peer::new();
    if server.core.send(Input::Connected { conn, peer: peer.clone() }).await {
        let mut session = Session { stream, server, activity, conn, peer, outgoing, undrained: 0 };
        let end = session.serve().await;
        // The core forgets it first, so that farewells do not hold its place.
        server.core.send(Input::Disconnected { conn }).await;
        if let End::Closed(code, reason) = end {
            session.say_farewell(code, reason).await;
        }
    }
}

struct Session<'a, S> {
    stream: WebSocketStream<S>,
    server: &'a Server,
    activity: &'a Activity,
    conn: ConnId,
    peer: Arc<Peer>,
    outgoing: UnboundedReceiver<Outgoing>,
    /// Bytes written that the core has not been told of.
    undrained: usize,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Session<'_, S> {
    async fn serve(&mut self) -> End {
        let interval = self.server.config.keepalive;
        let mut heard = self.activity.read();
        let mut silent_intervals = 0;
        let keepalive = tokio::time::sleep(interval);
        tokio::pin!(keepalive);
        loop {
            let congested = self.peer.is_congested();
            let step = tokio::select! {
                biased;
                next = self.outgoing.recv() => self.write(next).await,
                message = self.stream.next(), if !congested => self.receive(message).await,
                () = self.peer.relieved(), if congested => Ok(()),
                () = keepalive.as_mut() => {
                    let now_heard = self.activity.read();
                    // While we do not read, silence says nothing.
                    let silent = now_heard == heard && !congested;
                    silent_intervals = if silent { silent_intervals + 1 } else { 0 };
                    heard = now_heard;
                    keepalive.as_mut().reset(Instant::now() + interval);
                    self.keep_alive(silent_intervals).await
                }
            };
            if let Err(end) = step {
                return end;
            }
        }
    }

    /// Writes what waits, from `next` on, and tells the core how much that was.
    async fn write(&mut self, next: Option<Outgoing>) -> Result<(), End> {
        let mut next = next;
        let mut frames = Vec::new();
        let mut bytes = 0;
        let mut close = None;
        loop {
            match next {
                Some(Outgoing::Frame(frame)) => {
                    bytes += frame.len();
                    frames.push(frame);
                }
                Some(Outgoing::Close(reason)) => close = Some(close_of(reason)),
                None => close = Some(close_of(CloseReason::ShuttingDown)),
            }
            if close.is_some() || bytes >= GATHERED_BYTES {
                break;
            }
            match self.outgoing.try_recv() {
                Ok(more) => next = Some(more),
                Err(_) => break,
            }
        }
        self.write_all(&frames).await?;
        drop(frames);
        if let Some((code, reason)) = close {
            return Err(End::Closed(code, reason));
        }
        self.undrained += bytes;
        if self.undrained >= GATHERED_BYTES || self.outgoing.is_empty() {
            let bytes = std::mem::take(&mut self.undrained);
            self.server.core.send(Input::Drained { conn: self.conn, bytes }).await;
        }
        Ok(())
    }

    async fn write_all(&mut self, frames: &[Arc<[u8]>]) -> Result<(), End> {
        let writing = write_frames(&mut self.stream, frames);
        while_moving(writing, self.activity, self.server.config.write_timeout).await.map_err(
            |error| {
                if matches!(&error, Error::Io(io) if io.kind() == std::io::ErrorKind::TimedOut) {
                    self.server.metrics.connections_stuck.inc();
                }
                End::Gone
            },
        )
    }

    async fn receive(&mut self, message: Option<Result<Message, Error>>) -> Result<(), End> {
        match message {
            Some(Ok(Message::Binary(bytes))) => {
                self.server.core.frame(self.conn, bytes).await;
                Ok(())
            }
            // The library answers both in its next write.
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => Ok(()),
            Some(Ok(Message::Text(_))) => {
                self.tell(ErrorCode::MalformedFrame, "frames are binary messages").await?;
                Err(End::Closed(CloseCode::Unsupported, "frames are binary messages"))
            }
            Some(Err(Error::Capacity(_))) => {
                self.tell(ErrorCode::FrameTooLarge, "a frame is at most 524288 bytes").await?;
                Err(End::Closed(CloseCode::Size, "a frame is at most 524288 bytes"))
            }
            Some(Err(Error::Protocol(_) | Error::Utf8(_))) => {
                Err(End::Closed(CloseCode::Protocol, "not a WebSocket frame"))
            }
            Some(Ok(Message::Close(_)) | Err(_)) | None => Err(End::Gone),
        }
    }

    /// An error that belongs to no request.
    async fn tell(&mut self, code: ErrorCode, detail: &str) -> Result<(), End> {
        let reply =
            RelayFrame::Reply { request_id: 0, response: Response::Error(refuse(code, detail)) };
        self.write_all(&[encode(&reply).into()]).await
    }

    async fn keep_alive(&mut self, silent_intervals: u32) -> Result<(), End> {
        if silent_intervals >= SILENT_INTERVALS {
            return Err(End::Closed(CloseCode::Away, "nothing was heard"));
        }
        if silent_intervals == 0 {
            return Ok(());
        }
        let ping = futures_util::SinkExt::send(&mut self.stream, Message::Ping(Bytes::new()));
        while_moving(ping, self.activity, self.server.config.write_timeout)
            .await
            .map_err(|_| End::Gone)
    }

    async fn say_farewell(&mut self, code: CloseCode, reason: &'static str) {
        let close = CloseFrame { code, reason: reason.into() };
        let farewell = async {
            if self.stream.close(Some(close)).await.is_ok() {
                let mut rest = [0; 1024];
                while self.stream.get_mut().read(&mut rest).await.is_ok_and(|bytes| bytes > 0) {}
            }
        };
        let _ = tokio::time::timeout(FAREWELL, Box::pin(farewell)).await;
    }
}

/// Close codes of RFC 6455, section 7.4.1, and of its registry.
fn close_of(reason: CloseReason) -> (CloseCode, &'static str) {
    match reason {
        CloseReason::AuthenticationTimeout => (CloseCode::Policy, "not authenticated in time"),
        CloseReason::BadFrames => (CloseCode::Policy, "too many malformed frames"),
        CloseReason::TooSlow => (CloseCode::Policy, "replies were not read"),
        CloseReason::DeviceRevoked => (CloseCode::Policy, "the device was revoked"),
        CloseReason::TooManyConnections => (CloseCode::Again, "too many connections"),
        CloseReason::ShuttingDown => (CloseCode::Away, "the relay is stopping"),
    }
}
