//! The relay's HTTP listener from the first byte of a connection on, over a pipe instead of a socket:
//! request lines, headers, ranges, bodies, blobs up and down, the WebSocket handshake and the frames
//! behind it, as hyper, our routes and the driver take them.
//!
//! What comes back is HTTP, is bounded, and never says that something inside is broken; and the next
//! visitor is served. Timers and threads are real here, so two runs may be cut off at different places.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use corridor_relay::blobs::Blobs;
use corridor_relay::config::Config;
use corridor_relay::config::settings::Settings;
use corridor_relay::directory::Directory;
use corridor_relay::driver::{Driver, Input};
use corridor_relay::listener::{Server, serve_stream};
use corridor_relay::observe::metrics::Metrics;
use corridor_relay::observe::readiness::Readiness;
use corridor_relay_core::{Relay, Ticket};
use corridor_store::{MemoryStore, Store};
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::encode;
use corridor_wire::id::BlobId;
use corridor_wire::relay_frame::Response;
use corridor_wire::token::Token;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::watch;

use crate::relay_world::{self, RelayWorld, START};

/// How long nothing has to come back until the visitor leaves.
const QUIET: Duration = Duration::from_millis(4);

/// An answer is at most the largest thing there is, some pages, and what was pipelined.
const ANSWER_BYTES: usize = 64 * 1024;

const BLOB: [u8; 300] = [0xb1; 300];
const UPLOAD_BYTES: u64 = 64;

/// A relay with two blobs: one complete, one that waits for its bytes.
struct Place {
    runtime: tokio::runtime::Runtime,
    folder: tempfile::TempDir,
    store: MemoryStore,
    complete: BlobId,
    incomplete: BlobId,
    write_token: Token,
}

fn read_token() -> Token {
    Token::from_bytes([8; 32])
}

impl Place {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let mut world = RelayWorld::new();
        let alice = world.open(0);
        let mut blob = |bytes| {
            let request = Request::CreateBlob { bytes, read_hash: read_token().hash() };
            match world.ask(alice, request) {
                Response::BlobCreated { blob, write_token } => (blob, write_token),
                other => panic!("a blob was asked for: {other:?}"),
            }
        };
        let (complete, token) = blob(BLOB.len() as u64);
        let (incomplete, write_token) = blob(UPLOAD_BYTES);
        world.relay.handle_blob_complete(Ticket(1), complete, &token, START, &world.store);
        world.settle();
        // In memory where there is such a folder: uploads are synced, and a disk would be waited for.
        let memory = Path::new("/dev/shm");
        let folder =
            if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Self {
            runtime: runtime.expect("a runtime"),
            folder: folder.expect("a folder"),
            store: world.store,
            complete,
            incomplete,
            write_token,
        }
    }

    /// The folder as it is before every run.
    fn tidy(&self) {
        let directory = Directory::new(self.folder.path());
        let _ = fs::remove_dir_all(directory.uploads());
        let _ = fs::remove_dir_all(directory.blobs());
        let id = self.complete.to_string();
        let day = directory.blobs().join(&id[..4]);
        fs::create_dir_all(&day).expect("the folder takes folders");
        fs::write(day.join(id), BLOB).expect("the folder takes files");
    }

    fn begin(&self) -> (Driver, Arc<Server>, watch::Sender<bool>) {
        self.tidy();
        let directory = Directory::new(self.folder.path());
        let settings = Settings::default();
        let blobs = Blobs::open(&directory, &settings).expect("the folder takes blobs");
        let store = Arc::new(self.store.fork());
        let relay = Relay::open(relay_world::config(), [7; 32], START, store.as_ref());
        let (metrics, readiness) = (Arc::new(Metrics::default()), Arc::new(Readiness::default()));
        let store: Arc<dyn Store> = store;
        let driver =
            Driver::start(relay.expect("it opens"), store, metrics.clone(), readiness.clone());
        let driver = driver.expect("threads start");
        readiness.set_serving();
        let (stop, stopping) = watch::channel(false);
        let server = Server {
            config: Config::check(settings, &directory).expect("defaults make sense"),
            core: driver.handle.clone(),
            blobs,
            web: None,
            metrics,
            readiness,
            next_connection: AtomicU64::new(1),
            stopping,
        };
        (driver, Arc::new(server), stop)
    }
}

thread_local! {
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

pub fn run(bytes: &[u8]) {
    PLACE.with_borrow_mut(|place| {
        let place = place.get_or_insert_with(Place::new);
        let (driver, server, _stop) = place.begin();
        let (answer, healthy) = place.runtime.block_on(async {
            let answer = visit(&server, bytes).await;
            let healthy = visit(&server, b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await;
            server.core.send(Input::Shutdown { retry_after_ms: 1 }).await;
            (answer, healthy)
        });
        drop(server);
        driver.join();
        check(bytes, &answer);
        assert!(healthy.starts_with(b"HTTP/1.1 200 OK\r\n"), "the next visitor: {healthy:?}");
    });
}

/// Writes everything, reads until nothing comes any more, then leaves.
async fn visit(server: &Arc<Server>, bytes: &[u8]) -> Vec<u8> {
    let (ours, theirs) = tokio::io::duplex(64 * 1024);
    let serving = tokio::spawn(serve_stream(theirs, server.clone()));
    let (mut reader, mut writer) = tokio::io::split(ours);
    let mut answer = Vec::new();
    let written = async {
        // The relay may have hung up in the middle of it.
        let _ = writer.write_all(bytes).await;
    };
    let read = async {
        while let Ok(Ok(1..)) = tokio::time::timeout(QUIET, reader.read_buf(&mut answer)).await {
            if answer.len() > 2 * (ANSWER_BYTES + 16 * bytes.len()) {
                break;
            }
        }
    };
    tokio::join!(written, read);
    drop((reader, writer));
    // A handler that nobody waits for any more is dropped with its connection.
    let _ = tokio::time::timeout(Duration::from_secs(5), serving)
        .await
        .expect("a connection ends when its visitor leaves");
    answer
}

fn check(bytes: &[u8], answer: &[u8]) {
    assert!(answer.len() <= ANSWER_BYTES + 16 * bytes.len(), "{} bytes back", answer.len());
    if answer.is_empty() {
        return;
    }
    let head = &answer[..answer.len().min(16)];
    let line = core::str::from_utf8(head).unwrap_or_default();
    let rest = line.strip_prefix("HTTP/1.1 ").or_else(|| line.strip_prefix("HTTP/1.0 "));
    let status = rest.and_then(|rest| rest.get(..3)?.parse::<u16>().ok());
    let status = status.unwrap_or_else(|| panic!("not an answer: {line:?}"));
    assert!((101..600).contains(&status) && status != 500, "{}", String::from_utf8_lossy(answer));
}

/// A masked binary message (RFC 6455, section 5.2) with a mask of zeros.
fn message(frame: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x82];
    if let Ok(length @ 0..=125) = u8::try_from(frame.len()) {
        bytes.push(0x80 | length);
    } else {
        bytes.push(0x80 | 0x7e);
        bytes.extend((frame.len() as u16).to_be_bytes());
    }
    bytes.extend([0; 4]);
    bytes.extend_from_slice(frame);
    bytes
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let place = Place::new();
    let base64 = |token: &Token| base64_of(token.expose());
    let (read, write) = (base64(&read_token()), base64(&place.write_token));
    let (complete, incomplete) = (place.complete, place.incomplete);
    let request = |line: &str, headers: &str| {
        format!("{line} HTTP/1.1\r\nHost: relay.example\r\n{headers}\r\n").into_bytes()
    };
    let blob = |method: &str, id: BlobId, token: &str, more: &str| {
        let line = format!("{method} /v1/blobs/{id}");
        request(&line, &format!("Authorization: Bearer {token}\r\n{more}"))
    };
    let part = [7; 32];
    let range = "Content-Range: bytes 0-31/64\r\nContent-Length: 32\r\n";
    let chunked = "Content-Range: bytes 0-31/64\r\nTransfer-Encoding: chunked\r\n";
    let upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    let hello = encode(&ClientFrame { request_id: 1, request: Request::Hello { version: 1 } });
    let ping = encode(&ClientFrame { request_id: 2, request: Request::Ping {} });
    let connect = request("GET /v1/connect", upgrade);
    [
        ("join", request("GET /join", "")),
        ("ready", request("HEAD /readyz", "")),
        ("nothing", request("POST /nowhere", "Content-Length: 2\r\n")),
        ("get", blob("GET", complete, &read, "")),
        ("get_range", blob("GET", complete, &read, "Range: bytes=10-19\r\n")),
        ("get_suffix", blob("GET", complete, &read, "Range: bytes=-5\r\n")),
        ("head", blob("HEAD", incomplete, &write, "")),
        ("put_part", [blob("PUT", incomplete, &write, range), part.to_vec()].concat()),
        (
            "put_chunked",
            [blob("PUT", incomplete, &write, chunked), b"20\r\n".to_vec(), part.to_vec()]
                .into_iter()
                .chain([b"\r\n0\r\n\r\n".to_vec()])
                .collect::<Vec<_>>()
                .concat(),
        ),
        (
            "put_whole",
            [blob("PUT", incomplete, &write, "Content-Length: 64\r\n"), vec![7; 64]].concat(),
        ),
        ("connect", connect.clone()),
        ("connect_and_ask", [connect.clone(), message(&hello), message(&ping)].concat()),
        ("connect_and_text", [connect, vec![0x81, 0x82, 0, 0, 0, 0, b'h', b'i']].concat()),
        ("pipelined", [request("GET /join", ""), request("GET /healthz", "")].concat()),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into()
}

/// Base64 for URLs, as tokens are written in headers.
fn base64_of(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for digit in 0..=chunk.len() {
            text.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize & 63]));
        }
    }
    text
}
