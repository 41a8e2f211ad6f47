//! Stands between a client and a relay, on a plain connection of this machine, and writes down what
//! the client says. What a member has said can then be said again by somebody else.

use std::io::{Cursor, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::id::LogId;
use corridor_wire::limits::FRAME_BYTES;
use corridor_wire::token::Token;
use tokio_tungstenite::tungstenite::WebSocket;
use tokio_tungstenite::tungstenite::protocol::Role;

pub struct Eavesdropper {
    address: SocketAddr,
    /// What the client said, connection by connection.
    heard: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Eavesdropper {
    /// Passes everything on to the relay at `relay`, for as long as the test runs.
    pub fn before(relay: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let all = heard.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(relay) else { continue };
                let connection = {
                    let mut all = all.lock().expect("nobody panics with it");
                    all.push(Vec::new());
                    all.len() - 1
                };
                let (back, forth) = (server.try_clone(), client.try_clone());
                let (Ok(back), Ok(forth)) = (back, forth) else { continue };
                std::thread::spawn(move || pass_on(back, forth, |_| {}));
                let all = all.clone();
                let note = move |bytes: &[u8]| {
                    all.lock().expect("nobody panics with it")[connection].extend_from_slice(bytes);
                };
                std::thread::spawn(move || pass_on(client, server, note));
            }
        });
        Self { address, heard }
    }

    /// The same invitation, but leading here.
    pub fn invitation(&self, invitation: &str) -> String {
        let (_, code) = invitation.split_once("/join#").expect("an invitation has a code");
        format!("http://{}/join#{code}", self.address)
    }

    /// Every request that the client has made so far, in order.
    pub fn requests(&self) -> Vec<Request> {
        let heard = self.heard.lock().expect("nobody panics with it");
        heard.iter().flat_map(|bytes| requests_in(bytes)).collect()
    }

    /// The newest token that the client has shown for a log.
    pub fn last_token(&self, log: &LogId) -> Option<Token> {
        let shown = |request| match request {
            Request::Follow { log: of, token, .. } | Request::Read { log: of, token, .. } => {
                token.filter(|_| of == *log)
            }
            Request::Append(append) => append.token.filter(|_| append.log == *log),
            _ => None,
        };
        self.requests().into_iter().rev().find_map(shown)
    }
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, note: impl Fn(&[u8])) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        note(&bytes[..read]);
        if to.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

fn requests_in(bytes: &[u8]) -> Vec<Request> {
    // The frames follow the head of the HTTP request.
    let Some(head) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Vec::new();
    };
    let frames = Cursor::new(bytes[head + 4..].to_vec());
    let mut socket = WebSocket::from_raw_socket(frames, Role::Server, None);
    let mut requests = Vec::new();
    // The end of what was heard ends the loop, as the end of a connection would.
    while let Ok(message) = socket.read() {
        if message.is_binary()
            && let Ok(frame) =
                corridor_wire::decode::<ClientFrame>(&message.into_data(), FRAME_BYTES)
        {
            requests.push(frame.request);
        }
    }
    requests
}
