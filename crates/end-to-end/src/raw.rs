//! A client that sends what no proper client would: frames, and bytes that are none.

use std::io::Write;
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use corridor_wire::bytes::BoundedBytes;
use corridor_wire::certificate::{
    CertificateBody, DeviceCertificate, DeviceRecord, authentication_bytes, revocation_bytes,
};
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{AccountId, AccountKey, DeviceId, DeviceKey, Signature};
use corridor_wire::invitation::Invitation;
use corridor_wire::limits::FRAME_BYTES;
use corridor_wire::relay_frame::{Greeting, RelayFrame, Response};
use ed25519_dalek::{Signer, SigningKey};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Message, WebSocket, client::client_with_config};

/// A relay answers in milliseconds; a test machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct RawClient {
    socket: WebSocket<TcpStream>,
    pub greeting: Greeting,
    next_request: u64,
}

impl RawClient {
    /// Connects and takes the greeting; says nothing.
    pub fn connect(address: SocketAddr) -> Self {
        Self::try_connect(address).expect("the relay listens, upgrades and greets")
    }

    /// The same with a relay that may be killed meanwhile: `None` then.
    pub fn try_connect(address: SocketAddr) -> Option<Self> {
        let stream = TcpStream::connect(address).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket has a timeout");
        stream.set_nodelay(true).expect("a socket has no delay");
        // Nothing that a test wants to send is held back here.
        let config = WebSocketConfig::default()
            .max_message_size(Some(FRAME_BYTES))
            .max_frame_size(Some(FRAME_BYTES));
        let url = format!("ws://{address}/v1/connect");
        let (mut socket, _) = client_with_config(url, stream, Some(config)).ok()?;
        let message = socket.read().ok()?;
        let greeting = match corridor_wire::decode(&message.into_data(), FRAME_BYTES) {
            Ok(RelayFrame::Greeting(greeting)) => greeting,
            other => panic!("the first frame is a greeting, not {other:?}"),
        };
        Some(Self { socket, greeting, next_request: 1 })
    }

    /// Connects, and agrees on the version.
    pub fn agreed(address: SocketAddr) -> Self {
        let mut client = Self::connect(address);
        assert_eq!(client.ask(Request::Hello { version: 1 }), Response::Done {});
        client
    }

    /// One request and its reply. Pushes in between are left out.
    pub fn ask(&mut self, request: Request) -> Response {
        self.try_ask(request).expect("the relay answers instead of closing")
    }

    /// The same with a relay that may be killed meanwhile: `None` then.
    #[track_caller]
    pub fn try_ask(&mut self, request: Request) -> Option<Response> {
        let request_id = self.post(request);
        let (id, response) = self.next_reply()?;
        assert_eq!(id, request_id, "answered another request: {response:?}");
        Some(response)
    }

    /// Sends a request whose reply is taken later, by the id that this returns.
    pub fn post(&mut self, request: Request) -> u64 {
        let request_id = self.next_request;
        self.next_request += 1;
        self.send(&corridor_wire::encode(&ClientFrame { request_id, request }));
        request_id
    }

    /// The next reply; `None` when the relay has closed.
    pub fn next_reply(&mut self) -> Option<(u64, Response)> {
        loop {
            if let RelayFrame::Reply { request_id, response } = self.next_frame()? {
                return Some((request_id, response));
            }
        }
    }

    /// The error code of a request that has to be refused.
    pub fn refusal(&mut self, request: Request) -> ErrorCode {
        match self.ask(request) {
            Response::Error(error) => error.code,
            other => panic!("not refused: {other:?}"),
        }
    }

    /// One binary message.
    pub fn send(&mut self, bytes: &[u8]) {
        self.message(Message::binary(bytes.to_vec()));
    }

    pub fn message(&mut self, message: Message) {
        // A relay may have closed already; what it said before that is read afterwards.
        let _ = self.socket.send(message);
    }

    /// The next frame; `None` when the relay has closed.
    pub fn next_frame(&mut self) -> Option<RelayFrame> {
        loop {
            match self.socket.read() {
                Ok(Message::Binary(bytes)) => {
                    let frame = corridor_wire::decode(&bytes, FRAME_BYTES);
                    return Some(frame.expect("a relay sends frames of the protocol"));
                }
                Ok(Message::Close(_)) => return None,
                Ok(_) => {}
                Err(error) if timed_out(&error) => panic!("the relay is silent"),
                Err(_) => return None,
            }
        }
    }

    /// The error that belongs to whatever was sent last, and the request id it carries.
    pub fn next_error(&mut self) -> (u64, ErrorCode) {
        match self.next_frame() {
            Some(RelayFrame::Reply { request_id, response: Response::Error(error) }) => {
                (request_id, error.code)
            }
            other => panic!("an error was expected, not {other:?}"),
        }
    }

    /// Bytes under the WebSocket layer, then the end of the stream.
    pub fn break_off_after(mut self, bytes: &[u8]) {
        let stream = self.socket.get_mut();
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(Shutdown::Write);
        while self.next_frame().is_some() {}
    }
}

fn timed_out(error: &tokio_tungstenite::tungstenite::Error) -> bool {
    use std::io::ErrorKind::{TimedOut, WouldBlock};
    matches!(error, tokio_tungstenite::tungstenite::Error::Io(error)
        if matches!(error.kind(), TimedOut | WouldBlock))
}

/// A device with keys of its own, which can register but knows nothing of MLS.
pub struct RawDevice {
    account_key: SigningKey,
    key: SigningKey,
    pub record: DeviceRecord,
}

impl RawDevice {
    /// With a certificate that begins now.
    pub fn new(account: &str) -> Self {
        Self::made_at(account, now_seconds())
    }

    /// By a clock that is ahead.
    pub fn made_later(account: &str, seconds: u64) -> Self {
        Self::made_at(account, now_seconds() + seconds)
    }

    /// By a clock that is behind.
    pub fn made_earlier(account: &str, seconds: u64) -> Self {
        Self::made_at(account, now_seconds() - seconds)
    }

    fn made_at(account: &str, now_seconds: u64) -> Self {
        let account_key = random_key();
        let key = random_key();
        let body = CertificateBody {
            account: AccountId::parse(account).expect("an account"),
            account_key: AccountKey::from_bytes(account_key.verifying_key().to_bytes()),
            device_key: DeviceKey::from_bytes(key.verifying_key().to_bytes()),
            not_before: now_seconds,
            not_after: now_seconds + 365 * 24 * 60 * 60,
        };
        let signature = sign(&account_key, &body.signed_bytes());
        let certificate = DeviceCertificate { body, signature };
        let inbox_key = vec![7; 1216];
        let signature = sign(&key, &DeviceRecord::signed_bytes(&certificate, &inbox_key));
        let inbox_key = BoundedBytes::new(inbox_key).expect("an inbox key fits");
        Self { account_key, key, record: DeviceRecord { certificate, inbox_key, signature } }
    }

    /// With an account of its own at the relay.
    pub fn registered(account: &str, relay: SocketAddr, invitation: &str) -> Self {
        let device = Self::new(account);
        device.try_register(relay, invitation).expect("the relay serves");
        device
    }

    /// A connection on which it has registered; `None` when the relay is killed meanwhile.
    pub fn try_register(&self, relay: SocketAddr, invitation: &str) -> Option<RawClient> {
        let mut client = RawClient::try_connect(relay)?;
        client.try_ask(Request::Hello { version: 1 })?;
        let response = client.try_ask(self.registration(&client, invitation))?;
        assert!(matches!(response, Response::Authenticated { .. }), "{response:?}");
        Some(client)
    }

    pub fn id(&self) -> DeviceId {
        self.record.certificate.device_id()
    }

    /// A request that registers the device on the client's connection.
    pub fn registration(&self, client: &RawClient, invitation: &str) -> Request {
        Request::Register {
            invitation: Invitation::parse(invitation).expect("an invitation").code,
            device: self.record.clone(),
            signature: self.authentication(client),
        }
    }

    /// A request that withdraws this device itself.
    pub fn revocation(&self) -> Request {
        let account = &self.record.certificate.body.account;
        let signed = revocation_bytes(account, &self.id());
        Request::RevokeDevice { device: self.id(), signature: sign(&self.account_key, &signed) }
    }

    pub fn authentication(&self, client: &RawClient) -> Signature {
        let Greeting { relay, nonce, .. } = &client.greeting;
        sign(&self.key, &authentication_bytes(relay, nonce, &self.id()))
    }

    /// An authenticated connection of a registered device.
    pub fn open(&self, address: SocketAddr) -> RawClient {
        self.try_open(address).expect("the relay serves")
    }

    /// The same with a relay that may be killed meanwhile: `None` then.
    pub fn try_open(&self, address: SocketAddr) -> Option<RawClient> {
        let mut client = RawClient::try_connect(address)?;
        client.try_ask(Request::Hello { version: 1 })?;
        let request =
            Request::Authenticate { device: self.id(), signature: self.authentication(&client) };
        let response = client.try_ask(request)?;
        assert!(matches!(response, Response::Authenticated { .. }), "{response:?}");
        Some(client)
    }
}

fn sign(key: &SigningKey, bytes: &[u8]) -> Signature {
    Signature::from_bytes(key.sign(bytes).to_bytes())
}

fn now_seconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("the clock is past 1970").as_secs()
}

fn random_key() -> SigningKey {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).expect("the system gives random bytes");
    SigningKey::from_bytes(&seed)
}
