//! Waking devices, with a push service of the test's own: what it is sent, and what it may answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use corridor_wire::bytes::BoundedBytes;
use corridor_wire::client_frame::{Append, Request, WakeList};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, OpId};
use corridor_wire::push::{PushEndpoint, PushKey};
use corridor_wire::relay_frame::Response;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::support::client::{Client, Person, append, log, token};
use crate::support::{Home, PATIENCE, Serving, http};

const PLANTED: &str = "planted-endpoint-0451";

/// Long enough to see that nothing comes.
const NOTHING: Duration = Duration::from_millis(300);

/// What the service was sent: the request's line, its headers in lower case, what came behind.
struct Sent {
    line: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Sent {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(one, _)| one == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// A push service at `localhost`. The path says what it answers.
struct Service {
    port: u16,
    sent: Receiver<Sent>,
    connections: Receiver<()>,
    _folder: tempfile::TempDir,
    certificate: PathBuf,
}

impl Service {
    fn start() -> Self {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let certificate = folder.path().join("authority.pem");
        std::fs::write(&certificate, made.cert.pem()).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let ((tell, sent), (count, connections)) = (channel(), channel());
        let tls = Arc::new(tls);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = count.send(());
                let (tls, tell) = (tls.clone(), tell.clone());
                std::thread::spawn(move || answer(stream, tls, &tell));
            }
        });
        Self { port, sent, connections, _folder: folder, certificate }
    }

    fn endpoint(&self, path: &str) -> PushEndpoint {
        PushEndpoint::parse(&format!("https://localhost:{}/{path}", self.port)).unwrap()
    }

    fn next(&self) -> Sent {
        self.sent.recv_timeout(PATIENCE).expect("the push service is asked")
    }

    fn is_left_alone(&self) {
        let none = self.sent.recv_timeout(NOTHING);
        assert!(matches!(none, Err(RecvTimeoutError::Timeout)), "it was asked");
    }
}

fn answer(stream: TcpStream, tls: Arc<rustls::ServerConfig>, tell: &Sender<Sent>) {
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let Ok(connection) = rustls::ServerConnection::new(tls) else { return };
    let mut reader = BufReader::new(rustls::StreamOwned::new(connection, stream));
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let mut headers = Vec::new();
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).unwrap_or(0) == 0 {
                return;
            }
            let Some((name, value)) = header.trim().split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let length = length.map_or(0, |(_, value)| value.parse().unwrap());
        let mut body = vec![0; length];
        if reader.read_exact(&mut body).is_err() {
            return;
        }
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        let _ = tell.send(Sent { line, headers, body });
        let status = match path.split('/').nth(1) {
            Some("gone") => "410 Gone",
            Some("unknown") => "404 Not Found",
            Some("many") => "429 Too Many Requests\r\nRetry-After: 60",
            Some("away") => "307 Temporary Redirect\r\nLocation: /trap",
            // The connection stays open, and nothing is ever said on it.
            Some("hang") => {
                std::thread::sleep(PATIENCE);
                return;
            }
            _ => "201 Created",
        };
        let text = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        if reader.get_mut().write_all(text.as_bytes()).is_err() {
            return;
        }
    }
}

/// A relay that may wake through `service`, and Ben, who writes letters.
struct Town {
    home: Home,
    relay: Serving,
    ben: Client,
    metrics: String,
    letters: u64,
}

impl Town {
    fn with(service: &Service, private: &str) -> Self {
        let home = Home::new();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let metrics = format!("127.0.0.1:{}", free.local_addr().unwrap().port());
        drop(free);
        let services = format!("push.example localhost:{}", service.port);
        let relay = home.serve_with(&[
            ("CORRIDOR_RELAY_PUSH_SERVICES", &services),
            ("CORRIDOR_RELAY_PUSH_AUTHORITIES", service.certificate.to_str().unwrap()),
            ("CORRIDOR_RELAY_PUSH_ALLOW_PRIVATE_ADDRESSES", private),
            ("CORRIDOR_RELAY_PUSH_CONTACT", "mailto:operator@relay.example"),
            ("CORRIDOR_RELAY_METRICS_LISTEN", &metrics),
            ("CORRIDOR_RELAY_LOG_LEVEL", "debug"),
        ]);
        let ben = Client::registered(&relay, &Person::new("ben"), &home.invite(1)[0]);
        Self { home, relay, ben, metrics, letters: 0 }
    }

    /// Somebody who wants to be woken at `endpoint`, and has left.
    fn leaves(&self, name: &str, endpoint: PushEndpoint) -> Person {
        let person = Person::new(name);
        let mut client = Client::registered(&self.relay, &person, &self.home.invite(1)[0]);
        let answer = client.request(Request::SetPushEndpoint { endpoint, for_rooms: Some(true) });
        assert_eq!(answer, Response::Done {});
        person
    }

    fn write(&mut self, to: &Person) {
        self.letters += 1;
        let mut op_id = [0; 16];
        op_id[..8].copy_from_slice(&self.letters.to_be_bytes());
        let answer = self.ben.request(Request::Append(Append {
            log: LogId::inbox_of(&to.device()),
            op_id: OpId::from_bytes(op_id),
            token: None,
            expect_version: 0,
            record: BoundedBytes::new(b"a letter".to_vec()).unwrap(),
            commit: None,
            wake: None,
        }));
        assert!(matches!(answer, Response::Appended { .. }), "{answer:?}");
    }

    /// Ben writes in his room, and would have somebody know.
    fn say_for(&mut self, to: &Person) {
        self.letters += 1;
        if self.letters == 1 {
            let create = Request::CreateLog {
                log: log(7),
                token_hash: token(0).hash(),
                delete_hash: token(1).hash(),
            };
            assert_eq!(self.ben.request(create), Response::Done {});
        }
        let Request::Append(said) = append(log(7), &token(0), self.letters, b"a record", None)
        else {
            unreachable!()
        };
        let wake = WakeList::new(vec![to.device()]);
        let answer = self.ben.request(Request::Append(Append { wake, ..said }));
        assert!(matches!(answer, Response::Appended { .. }), "{answer:?}");
    }

    fn scrape(&self) -> String {
        let stream = TcpStream::connect(&self.metrics).unwrap();
        http::exchange(stream, "GET", "/metrics", &[], b"").text().to_owned()
    }

    /// Waits until the metric is there with this value.
    fn counts(&self, name: &str, value: u64) {
        let line = format!("corridor_relay_{name}_total {value}\n");
        let begun = Instant::now();
        while !self.scrape().contains(&line) {
            assert!(begun.elapsed() < PATIENCE, "no {line} in {}", self.scrape());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Checks the token as a push service does (RFC 8292), and returns what it claims.
fn claims(sent: &Sent, key: PushKey) -> serde_json::Value {
    let header = sent.header("authorization").strip_prefix("vapid t=").expect("of RFC 8292");
    let (token, public) = header.split_once(", k=").unwrap();
    assert_eq!(URL_SAFE_NO_PAD.decode(public).unwrap(), key.as_bytes());
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let verifier = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.as_bytes());
    verifier.verify(signed.as_bytes(), &signature).expect("it is signed by the relay's key");
    let (header, payload) = signed.split_once('.').unwrap();
    let json = |part: &str| -> serde_json::Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    assert_eq!(json(header), serde_json::json!({ "typ": "JWT", "alg": "ES256" }));
    json(payload)
}

#[test]
fn a_wake_up_is_signed_for_its_service_and_says_nothing() {
    let service = Service::start();
    let mut town = Town::with(&service, "true");
    let ann = town.leaves("ann-who-is-away", service.endpoint(&format!("ok/{PLANTED}")));
    town.write(&ann);
    let sent = service.next();
    assert_eq!(sent.line.trim(), format!("POST /ok/{PLANTED} HTTP/1.1"));
    assert_eq!((sent.header("ttl"), sent.header("urgency")), ("604800", "high"));
    assert_eq!(sent.header("topic"), "corridor");
    assert_eq!((sent.body.len(), sent.header("content-encoding")), (0, ""));

    let key = town.ben.greeting.push_key.expect("the relay can wake");
    let claims = claims(&sent, key);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let expires = claims["exp"].as_u64().unwrap();
    assert!(expires > now && expires <= now + 24 * 60 * 60, "{claims}");
    assert_eq!(claims["aud"], format!("https://localhost:{}", service.port));
    assert_eq!(claims["sub"], "mailto:operator@relay.example");
    assert_eq!(claims.as_object().unwrap().len(), 3, "{claims}");

    town.write(&ann);
    service.is_left_alone();
    town.counts("push_delivered", 1);
    town.counts("wakes", 1);
    // Nothing that anybody reads names the endpoint, the device or the key.
    let everything = sent.headers.iter().map(|(_, value)| value.as_str()).collect::<String>();
    assert!(!everything.contains("ann-who"), "the service is told of nobody");
    let metrics = town.scrape();
    let file = town.home.directory.join("push.key");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let secret = URL_SAFE_NO_PAD.encode(&std::fs::read(&file).unwrap()[36..68]);
    let (code, log) = town.relay.stop();
    assert_eq!(code, 0, "{log}");
    for text in [&metrics, &log] {
        for planted in [PLANTED, "localhost:", "ann-who", secret.as_str()] {
            assert!(!text.contains(planted), "{planted} in {text}");
        }
    }
}

#[test]
fn a_record_in_a_room_wakes_whom_its_writer_names_and_no_log_tells_of_it() {
    let service = Service::start();
    let mut town = Town::with(&service, "true");
    let ann = town.leaves("ann", service.endpoint("ok/ann"));
    town.say_for(&ann);
    let sent = service.next();
    assert_eq!(sent.line.trim(), "POST /ok/ann HTTP/1.1");
    assert_eq!(sent.body.len(), 0);
    town.counts("wakes", 1);
    town.say_for(&ann);
    service.is_left_alone();
    let (code, log) = town.relay.stop();
    assert_eq!(code, 0, "{log}");
    let device = ann.device().to_string();
    assert!(!log.contains(&device), "{log}");
}

#[test]
fn the_key_stays_over_a_restart() {
    let home = Home::new();
    let key = |relay: &Serving| Client::connect(relay).greeting.push_key.expect("it has a key");
    let relay = home.serve();
    let first = key(&relay);
    relay.stop();
    assert_eq!(key(&home.serve()), first);
    let silent = home.serve_with(&[("CORRIDOR_RELAY_PUSH_SERVICES", "")]);
    assert_eq!(Client::connect(&silent).greeting.push_key, None);
}

#[test]
fn an_endpoint_that_is_gone_is_forgotten_and_another_answer_is_not_tried_again() {
    let service = Service::start();
    let mut town = Town::with(&service, "true");
    for (number, path) in (1..).zip(["gone", "unknown"]) {
        let person = town.leaves(path, service.endpoint(path));
        town.write(&person);
        service.next();
        town.counts("push_endpoints_gone", number);
        // It comes and goes: without what was forgotten it would be woken again.
        drop(Client::authenticated(&town.relay, &person));
        town.write(&person);
        service.is_left_alone();
    }
    let busy = town.leaves("many", service.endpoint("many"));
    town.write(&busy);
    service.next();
    town.counts("push_refused", 1);
    service.is_left_alone();
    let moved = town.leaves("away", service.endpoint("away"));
    town.write(&moved);
    service.next();
    town.counts("push_refused", 2);
    service.is_left_alone();
}

#[test]
fn a_service_that_hangs_holds_up_nobody() {
    let service = Service::start();
    let mut town = Town::with(&service, "true");
    let stuck = town.leaves("stuck", service.endpoint("hang"));
    let ann = town.leaves("ann", service.endpoint("ok"));
    town.write(&stuck);
    service.next();
    town.write(&ann);
    assert!(service.next().line.contains("/ok"));
    town.counts("push_delivered", 1);
    town.counts("push_failed", 1);
}

#[test]
fn a_private_address_is_not_connected_to_unless_the_operator_says_so() {
    let service = Service::start();
    let mut town = Town::with(&service, "false");
    let ann = town.leaves("ann", service.endpoint("ok"));
    town.write(&ann);
    town.counts("push_failed", 1);
    assert!(service.connections.try_recv().is_err(), "nobody knocked");
}

#[test]
fn a_service_that_the_operator_does_not_know_is_refused() {
    let home = Home::new();
    let relay = home.serve();
    let mut client = Client::registered(&relay, &Person::new("ann"), &home.invite(1)[0]);
    for (text, taken) in [
        ("https://fcm.googleapis.com/fcm/send/a", true),
        ("https://updates.push.services.mozilla.com/wpush/v2/a", true),
        ("https://web.push.apple.com/a", true),
        ("https://wns2-par02p.notify.windows.com/w/?token=a", true),
        ("https://localhost/a", false),
        ("https://fcm.googleapis.com.evil.example/a", false),
        ("https://fcm.googleapis.com:8443/a", false),
    ] {
        let endpoint = PushEndpoint::parse(text).unwrap();
        match client.request(Request::SetPushEndpoint { endpoint, for_rooms: None }) {
            Response::Done {} => assert!(taken, "{text}"),
            Response::Error(error) => {
                assert!(!taken && error.code == ErrorCode::PushRefused, "{text}: {error:?}");
            }
            other => panic!("{other:?}"),
        }
    }
}
