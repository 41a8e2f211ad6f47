//! TLS: the pin of an invitation is the key that answers, and a new certificate is taken up while
//! old connections stay.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use corridor_relay::certificate::self_signed;
use corridor_wire::invitation::{CertificatePin, Invitation};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, NamedGroup, ProtocolVersion,
    SignatureScheme, StreamOwned,
};
use sha2::{Digest, Sha256};
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::support::client::{Client, Person};
use crate::support::{Home, PATIENCE, Serving, http};

type Tls = StreamOwned<ClientConnection, TcpStream>;

/// Takes any certificate, remembers its key's hash; still checks that the server has the key.
#[derive(Debug)]
struct Remembers {
    provider: Arc<CryptoProvider>,
    pin: Mutex<Option<[u8; 32]>>,
}

impl ServerCertVerifier for Remembers {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let (_, certificate) = X509Certificate::from_der(end_entity).unwrap();
        let pin = Sha256::digest(certificate.public_key().raw).into();
        *self.pin.lock().unwrap() = Some(pin);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// A finished handshake, and the pin of the key that answered.
fn handshake(relay: &Serving) -> (Tls, CertificatePin) {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = Arc::new(Remembers { provider: provider.clone(), pin: Mutex::new(None) });
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(verifier.clone())
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, relay.connect());
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock).unwrap();
    }
    let pin = verifier.pin.lock().unwrap().unwrap();
    (stream, CertificatePin::from_bytes(pin))
}

/// A relay on loopback with a certificate of its own.
fn secure_home() -> Home {
    let home = Home::empty();
    let folder = home.directory.parent().unwrap();
    let (certificate, key) = (folder.join("own.pem"), folder.join("own-key.pem"));
    write_certificate(&certificate, &key);
    let output = crate::support::run(&[
        "init",
        "--dir",
        home.path(),
        "--listen",
        "127.0.0.1:0",
        "--certificate",
        certificate.to_str().unwrap(),
        "--key",
        key.to_str().unwrap(),
    ]);
    assert!(output.status.success(), "{output:?}");
    home
}

fn write_certificate(certificate: &std::path::Path, key: &std::path::Path) {
    let made = self_signed::generate("127.0.0.1", "localhost").unwrap();
    fs::write(key, made.key_pem).unwrap();
    fs::write(certificate, made.certificate_pem).unwrap();
}

#[test]
fn a_session_runs_over_tls_with_the_key_that_the_invitation_pins() {
    let home = secure_home();
    let relay = home.serve();
    let invitation = home.invite(1).remove(0);
    let address = Invitation::parse(&invitation).unwrap().address;
    assert!(address.secure);
    let (stream, pin) = handshake(&relay);
    assert_eq!(Some(pin), address.pin);
    assert_eq!(stream.conn.protocol_version(), Some(ProtocolVersion::TLSv1_3));
    let group = stream.conn.negotiated_key_exchange_group().unwrap().name();
    assert_eq!(group, NamedGroup::X25519MLKEM768, "the handshake is post-quantum");
    let mut client = Client::over(stream);
    client.register(&Person::new("alice"), &invitation);
}

#[test]
fn a_changed_certificate_is_taken_up_and_old_connections_stay() {
    let home = secure_home();
    let relay = home.serve();
    let (stream, before) = handshake(&relay);
    let mut old = Client::over(stream);
    let folder = home.directory.parent().unwrap();
    write_certificate(&folder.join("own.pem"), &folder.join("own-key.pem"));
    relay.signal("-HUP");
    let begun = Instant::now();
    let after = loop {
        let (_, pin) = handshake(&relay);
        if pin != before {
            break pin;
        }
        assert!(begun.elapsed() < PATIENCE, "the new certificate is not taken up");
    };
    let address = Invitation::parse(&home.invite(1)[0]).unwrap().address;
    assert_eq!(address.pin, Some(after));
    old.hello();
}

#[test]
fn a_half_replaced_certificate_changes_nothing() {
    let home = secure_home();
    let relay = home.serve();
    let (_, before) = handshake(&relay);
    let folder = home.directory.parent().unwrap();
    fs::write(folder.join("own.pem"), "half a certifi").unwrap();
    relay.signal("-HUP");
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(handshake(&relay).1, before);
    let (code, log) = relay.stop();
    assert_eq!(code, 0);
    assert!(log.contains("the changed certificate is not used"), "{log}");
}

#[test]
fn plain_text_to_a_tls_port_ends_without_harm() {
    let home = secure_home();
    let relay = home.serve();
    let mut stream = relay.connect();
    stream.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP"));
    let (stream, _) = handshake(&relay);
    assert_eq!(http::exchange(stream, "GET", "/readyz", &[], b"").status, 200);
}
