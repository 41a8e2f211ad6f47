//! Twenty thousand malformed inputs against a running relay, through every way in: TLS, HTTP,
//! WebSocket, frames before and after signing in, and blobs. Nothing panics, nothing is left open,
//! memory does not grow, and who behaves is served all the while.

mod inputs;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use corridor_end_to_end::raw::{RawClient, RawDevice};
use corridor_end_to_end::{Person, Relay, World};
use corridor_wire::client_frame::Request;
use corridor_wire::id::BlobId;
use corridor_wire::relay_frame::Response;
use corridor_wire::token::Token;
use inputs::Random;

const TLS_INPUTS: usize = 4_000;
const INPUTS: usize = 16_000;

/// The first inputs fill buffers and caches that stay; what comes after them may not add to it.
const WARM_UP: usize = 3_000;

/// What a relay's memory may grow by over the rest: a second arena of the allocator for each of its
/// threads, and far less than a kilobyte for each input.
const GROWTH_BYTES: u64 = 12 * 1024 * 1024;

/// An answer, or the end of a connection, is a matter of milliseconds; a test machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the relay listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a socket has a timeout");
    stream
}

/// Everything until the relay hangs up, which it has to.
fn rest(mut stream: TcpStream) -> Vec<u8> {
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
        Err(error) => panic!("a connection is stuck: {error}"),
    }
    answer
}

fn exchange(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = connect(address);
    // The relay may have hung up in the middle of it.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    rest(stream)
}

/// Frames behind a handshake that succeeded.
fn upgraded(address: SocketAddr, frames: &[u8]) -> usize {
    let mut stream = connect(address);
    let head = "GET /v1/connect HTTP/1.1\r\nHost: relay\r\nConnection: Upgrade\r\n\
                Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("the relay reads");
    let mut answer = Vec::new();
    while !answer.windows(4).any(|end| end == b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("the relay answers a handshake");
        answer.push(byte[0]);
    }
    assert!(answer.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&answer));
    let _ = stream.write_all(frames);
    let _ = stream.shutdown(Shutdown::Write);
    rest(stream).len()
}

/// Somebody who behaves, and looks at the relay in between.
struct Witness {
    client: RawClient,
    sockets: usize,
}

impl Witness {
    fn is_served(&mut self) {
        assert_eq!(self.client.ask(Request::Ping {}), Response::Done {});
        let account = "witness@localhost".parse().expect("an account");
        let found = self.client.ask(Request::LookUpAccount { account });
        assert!(matches!(found, Response::Account { .. }), "{found:?}");
    }

    /// All connections but the witness's own come to their end.
    fn is_alone(&self, relay: &Relay) {
        let deadline = Instant::now() + PATIENCE;
        while relay.open_sockets() > self.sockets && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(relay.open_sockets(), self.sockets, "no connection stays behind");
    }
}

fn has_said_nothing_wrong(relay: &mut Relay) {
    assert!(relay.is_running());
    let log = std::fs::read_to_string(relay.said()[1]).expect("its log is a file");
    assert!(!log.contains("panicked"), "{log}");
}

/// The attack on everything behind TLS.
struct Attack {
    address: SocketAddr,
    device: RawDevice,
    blob: BlobId,
    write_token: String,
    random: Random,
    client: Option<RawClient>,
    connections: usize,
    kinds: BTreeMap<&'static str, usize>,
}

impl Attack {
    fn new(world: &World) -> Self {
        let address = world.relay.address();
        let invitation = &world.relay.invite(1)[0];
        let device = RawDevice::registered("mallory@localhost", address, invitation);
        let mut client = device.open(address);
        let read_hash = Token::from_bytes([1; 32]).hash();
        let created = client.ask(Request::CreateBlob { bytes: 65_536, read_hash });
        let Response::BlobCreated { blob, write_token } = created else { panic!("{created:?}") };
        Self {
            address,
            device,
            blob,
            write_token: base64_of(write_token.expose()),
            random: Random(20_261_123),
            client: Some(client),
            connections: 1,
            kinds: BTreeMap::new(),
        }
    }

    fn send_one(&mut self, round: usize) {
        let kind = match self.random.below(8) {
            0 | 1 => {
                let request = self.random.request();
                exchange(self.address, &request);
                "HTTP"
            }
            2 => {
                let request = self.random.blob_request(self.blob, &self.write_token);
                exchange(self.address, &request);
                "blob"
            }
            3 => {
                let frames = self.random.socket_frames();
                upgraded(self.address, &frames);
                "WebSocket"
            }
            _ => self.send_frame(round),
        };
        self.connections += usize::from(!kind.starts_with("frame"));
        *self.kinds.entry(kind).or_default() += 1;
    }

    /// Half of them from somebody who is known. After some, the relay has had enough.
    fn send_frame(&mut self, round: usize) -> &'static str {
        let known = round.is_multiple_of(2);
        let mut client = self.client.take().unwrap_or_else(|| {
            self.connections += 1;
            if known { self.device.open(self.address) } else { RawClient::agreed(self.address) }
        });
        client.send(&self.random.frame());
        if client.next_frame().is_some() {
            self.client = Some(client);
            "frame, answered"
        } else {
            "frame, and the end"
        }
    }
}

#[test]
fn sixteen_thousand_malformed_inputs_change_nothing() {
    let mut world = World::not_started();
    // What is measured is the reading of inputs, not the patience of the limits.
    for name in ["REQUESTS_PER_SECOND", "REQUESTS_BURST"] {
        world.relay.set(&format!("CORRIDOR_RELAY_LIMITS_{name}"), "1000000");
    }
    world.relay.start();
    let address = world.relay.address();
    let device = RawDevice::registered("witness@localhost", address, &world.relay.invite(1)[0]);
    let client = device.open(address);
    let mut attack = Attack::new(&world);
    attack.client = None;
    let mut witness = Witness { client, sockets: 0 };
    witness.is_served();
    // Listeners and the witness; mallory's first connection is on its way out.
    let quiet = Instant::now() + PATIENCE;
    witness.sockets = world.relay.open_sockets();
    while Instant::now() < quiet {
        std::thread::sleep(Duration::from_millis(50));
        let now = world.relay.open_sockets();
        if now == witness.sockets {
            break;
        }
        witness.sockets = now;
    }
    let mut warm = 0;
    for round in 0..INPUTS {
        attack.send_one(round);
        if round % 500 == 0 {
            witness.is_served();
            has_said_nothing_wrong(&mut world.relay);
        }
        if round == WARM_UP {
            warm = world.relay.resident_bytes();
        }
    }
    attack.client = None;
    witness.is_alone(&world.relay);
    witness.is_served();
    has_said_nothing_wrong(&mut world.relay);
    let after = world.relay.resident_bytes();
    let grown = after.saturating_sub(warm);
    assert!(grown <= GROWTH_BYTES, "{warm} bytes of memory became {after}");
    println!(
        "malformed: {INPUTS} inputs on {} connections, {:?}; {} sockets before and after; memory \
         {} KiB after {WARM_UP}, {} KiB at the end",
        attack.connections,
        attack.kinds,
        witness.sockets,
        warm / 1024,
        after / 1024,
    );
}

#[test]
fn four_thousand_handshakes_that_are_none_change_nothing() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    // Not on loopback alone, so that `init` makes a certificate; free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
    let address = port.expect("a port is free");
    let (listen, public) =
        (format!("0.0.0.0:{}", address.port()), format!("https://127.0.0.1:{}", address.port()));
    let arguments = ["--listen", &listen, "--public-url", &public];
    let mut relay = Relay::init_with(folder.path(), &arguments);
    relay.start();
    let mut random = Random(20_261_124);
    let before = relay.open_sockets();
    let (mut warm, mut answered) = (0, 0);
    for round in 0..TLS_INPUTS {
        answered += usize::from(!exchange(address, &random.handshake()).is_empty());
        if round == TLS_INPUTS / 4 {
            warm = relay.resident_bytes();
        }
    }
    // A person whose client speaks TLS is served as before.
    let invitation = &relay.invite(1)[0];
    Person::new(folder.path(), "alice").join(invitation).succeeded();
    let deadline = Instant::now() + PATIENCE;
    while relay.open_sockets() > before && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(relay.open_sockets(), before, "no connection stays behind");
    has_said_nothing_wrong(&mut relay);
    let grown = relay.resident_bytes().saturating_sub(warm);
    assert!(grown <= GROWTH_BYTES, "memory has grown by {grown} bytes");
    println!("malformed: {TLS_INPUTS} handshakes, {answered} answered with an alert");
}

fn base64_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
