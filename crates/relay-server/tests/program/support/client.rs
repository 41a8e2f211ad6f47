//! A tiny client: real frames over a real WebSocket, with nothing inside the records.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::TcpStream;

use corridor_wire::bytes::BoundedBytes;
use corridor_wire::certificate::{
    CertificateBody, DeviceCertificate, DeviceRecord, authentication_bytes,
};
use corridor_wire::client_frame::{Append, ClientFrame, CommitHeader, Request};
use corridor_wire::id::{
    AccountId, AccountKey, DeviceId, DeviceKey, LogId, OpId, RelayName, Signature,
};
use corridor_wire::invitation::Invitation;
use corridor_wire::limits;
use corridor_wire::relay_frame::{Greeting, Page, RelayFrame, Response};
use corridor_wire::token::Token;
use corridor_wire::{decode, encode};
use ed25519_dalek::{Signer, SigningKey};
use tokio_tungstenite::tungstenite::{self, Message, WebSocket};

use super::Serving;

pub const RELAY: &str = "localhost";

/// An account with one device.
pub struct Person {
    account: SigningKey,
    device: SigningKey,
    id: AccountId,
}

impl Person {
    pub fn new(name: &str) -> Self {
        let key = |label: &str| {
            SigningKey::from_bytes(&blake3::derive_key(&format!("test {label}"), name.as_bytes()))
        };
        let relay = RelayName::parse(RELAY).unwrap();
        Self {
            account: key("account"),
            device: key("device"),
            id: AccountId::new(name, &relay).unwrap(),
        }
    }

    pub fn device(&self) -> DeviceId {
        DeviceId::of(&DeviceKey::from_bytes(self.device.verifying_key().to_bytes()))
    }

    pub fn account_key(&self) -> AccountKey {
        AccountKey::from_bytes(self.account.verifying_key().to_bytes())
    }

    fn record(&self) -> DeviceRecord {
        let body = CertificateBody {
            account: self.id.clone(),
            account_key: self.account_key(),
            device_key: DeviceKey::from_bytes(self.device.verifying_key().to_bytes()),
            not_before: 0,
            not_after: u64::from(u32::MAX),
        };
        let signature = sign(&self.account, &body.signed_bytes());
        let certificate = DeviceCertificate { body, signature };
        let inbox_key = BoundedBytes::new(vec![7; 1216]).unwrap();
        let bytes = DeviceRecord::signed_bytes(&certificate, inbox_key.as_slice());
        DeviceRecord { certificate, inbox_key, signature: sign(&self.device, &bytes) }
    }

    fn authentication(&self, greeting: &Greeting) -> Signature {
        let relay = RelayName::parse(RELAY).unwrap();
        let device = self.device();
        sign(&self.device, &authentication_bytes(&relay, &greeting.nonce, &device))
    }
}

fn sign(key: &SigningKey, bytes: &[u8]) -> Signature {
    Signature::from_bytes(key.sign(bytes).to_bytes())
}

pub struct Client<S = TcpStream> {
    pub socket: WebSocket<S>,
    pub greeting: Greeting,
    pub pushed: VecDeque<Page>,
    next_request: u64,
}

impl Client {
    pub fn connect(relay: &Serving) -> Self {
        Self::over(relay.connect())
    }

    pub fn registered(relay: &Serving, person: &Person, invitation: &str) -> Self {
        let mut client = Self::connect(relay);
        client.register(person, invitation);
        client
    }

    pub fn authenticated(relay: &Serving, person: &Person) -> Self {
        let mut client = Self::connect(relay);
        client.hello();
        let signature = person.authentication(&client.greeting);
        let answer = client.request(Request::Authenticate { device: person.device(), signature });
        assert!(matches!(answer, Response::Authenticated { .. }), "{answer:?}");
        client
    }
}

impl<S: Read + Write> Client<S> {
    pub fn over(stream: S) -> Self {
        let (mut socket, _) =
            tungstenite::client(format!("ws://{RELAY}/v1/connect"), stream).unwrap();
        let RelayFrame::Greeting(greeting) = read_frame(&mut socket) else {
            panic!("the first frame is a greeting")
        };
        Self { socket, greeting, pushed: VecDeque::new(), next_request: 1 }
    }

    pub fn hello(&mut self) {
        assert_eq!(self.request(Request::Hello { version: 1 }), Response::Done {});
    }

    pub fn register(&mut self, person: &Person, invitation: &str) {
        self.hello();
        let invitation = Invitation::parse(invitation).unwrap().code;
        let signature = person.authentication(&self.greeting);
        let answer =
            self.request(Request::Register { invitation, device: person.record(), signature });
        assert!(matches!(answer, Response::Authenticated { .. }), "{answer:?}");
    }

    pub fn send(&mut self, request: Request) -> u64 {
        let request_id = self.next_request;
        self.next_request += 1;
        let bytes = encode(&ClientFrame { request_id, request });
        self.socket.send(Message::Binary(bytes.into())).unwrap();
        request_id
    }

    pub fn request(&mut self, request: Request) -> Response {
        let sent = self.send(request);
        loop {
            match self.frame() {
                RelayFrame::Reply { request_id, response } if request_id == sent => {
                    return response;
                }
                RelayFrame::Pushed(page) => self.pushed.push_back(page),
                other => panic!("unexpected {other:?}"),
            }
        }
    }

    pub fn frame(&mut self) -> RelayFrame {
        read_frame(&mut self.socket)
    }

    /// Reads pushes until `count` entries have come; returns their sequence and record.
    pub fn entries(&mut self, count: usize) -> Vec<(u64, Vec<u8>)> {
        let mut entries = Vec::new();
        while entries.len() < count {
            let page = match self.pushed.pop_front() {
                Some(page) => page,
                None => match self.frame() {
                    RelayFrame::Pushed(page) => page,
                    other => panic!("unexpected {other:?}"),
                },
            };
            for entry in page.entries.into_vec() {
                entries.push((entry.seq, entry.record.into_vec()));
            }
        }
        entries
    }

    pub fn create_log(&mut self, log: LogId, token: &Token) {
        let token_hash = token.hash();
        let answer = self.request(Request::CreateLog { log, token_hash, delete_hash: token_hash });
        assert_eq!(answer, Response::Done {});
    }

    pub fn append(&mut self, log: LogId, token: &Token, op: u64, text: &[u8]) -> Response {
        self.request(append(log, token, op, text, None))
    }

    pub fn follow(&mut self, log: LogId, token: &Token, from_seq: u64) {
        let answer = self.request(Request::Follow { log, token: Some(token.clone()), from_seq });
        assert!(matches!(answer, Response::Following { .. }), "{answer:?}");
    }

    pub fn read(&mut self, log: LogId, token: &Token, from_seq: u64) -> Page {
        match self.request(Request::Read { log, token: Some(token.clone()), from_seq }) {
            Response::Page(page) => page,
            other => panic!("{other:?}"),
        }
    }

    /// The code of the close frame that comes next.
    pub fn close_code(&mut self) -> u16 {
        loop {
            match self.socket.read().unwrap() {
                Message::Close(frame) => return frame.unwrap().code.into(),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("unexpected {other:?}"),
            }
        }
    }
}

pub fn append(
    log: LogId,
    token: &Token,
    op: u64,
    text: &[u8],
    commit: Option<CommitHeader>,
) -> Request {
    let mut op_id = [0; 16];
    op_id[..8].copy_from_slice(&op.to_be_bytes());
    Request::Append(Append {
        log,
        op_id: OpId::from_bytes(op_id),
        token: Some(token.clone()),
        expect_version: 0,
        record: BoundedBytes::new(text.to_vec()).unwrap(),
        commit,
        wake: None,
    })
}

fn read_frame<S: Read + Write>(socket: &mut WebSocket<S>) -> RelayFrame {
    loop {
        match socket.read().unwrap() {
            Message::Binary(bytes) => return decode(&bytes, limits::FRAME_BYTES).unwrap(),
            Message::Ping(_) | Message::Pong(_) => {}
            other => panic!("unexpected {other:?}"),
        }
    }
}

pub fn log(number: u8) -> LogId {
    LogId::from_bytes([number; 16])
}

pub fn token(number: u8) -> Token {
    Token::from_bytes([number; 32])
}
