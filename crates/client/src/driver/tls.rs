//! Whom to believe that it is the relay: whoever the web's authorities vouch for under that name, or
//! whoever holds the one key that the invitation names.

use std::sync::Arc;

use corridor_wire::invitation::CertificatePin;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use sha2::{Digest, Sha256};

/// TLS 1.3, with X25519MLKEM768 preferred (the provider's own order).
pub fn config(pin: Option<CertificatePin>) -> Result<ClientConfig, Error> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = PinOrAuthority::new(pin, &provider)?;
    Ok(ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}

/// A pinned key is believed whatever name and dates stand beside it, as in RFC 7469; that its holder
/// is really on the line, the handshake's signature shows in either case.
#[derive(Debug)]
struct PinOrAuthority {
    pin: Option<CertificatePin>,
    authorities: Arc<WebPkiServerVerifier>,
}

impl PinOrAuthority {
    fn new(pin: Option<CertificatePin>, provider: &Arc<CryptoProvider>) -> Result<Self, Error> {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let authorities =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
                .build()
                .map_err(|error| Error::General(error.to_string()))?;
        Ok(Self { pin, authorities })
    }

    fn is_pinned(&self, certificate: &CertificateDer<'_>) -> Result<bool, Error> {
        let Some(pin) = &self.pin else { return Ok(false) };
        let key = ParsedCertificate::try_from(certificate)?.subject_public_key_info();
        Ok(Sha256::digest(&key).as_slice() == pin.as_bytes())
    }
}

impl ServerCertVerifier for PinOrAuthority {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.is_pinned(certificate)? {
            return Ok(ServerCertVerified::assertion());
        }
        self.authorities.verify_server_cert(certificate, intermediates, name, ocsp, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.authorities.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.authorities.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.authorities.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::PrivateKeyDer;
    use rustls::{ClientConnection, ServerConfig, ServerConnection};

    use super::*;

    /// A self-signed certificate for `name`, its key, and the key's pin.
    fn certificate(
        name: &str,
    ) -> (CertificateDer<'static>, PrivateKeyDer<'static>, CertificatePin) {
        let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
        let der = made.cert.der().clone();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let public = ParsedCertificate::try_from(&der).unwrap().subject_public_key_info();
        let pin = CertificatePin::from_slice(&Sha256::digest(&public)).unwrap();
        (der, key, pin)
    }

    /// Shakes hands in memory and says how it went for the client.
    fn handshake(
        pin: Option<CertificatePin>,
        shown: CertificateDer<'static>,
        key: PrivateKeyDer<'static>,
    ) -> Result<(), Error> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let server = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_no_client_auth()
            .with_single_cert(vec![shown], key)?;
        let mut server = ServerConnection::new(Arc::new(server))?;
        let name = ServerName::try_from("relay.example").unwrap();
        let mut client = ClientConnection::new(Arc::new(config(pin)?), name)?;
        while client.is_handshaking() {
            let mut bytes = Vec::new();
            while client.wants_write() {
                client.write_tls(&mut bytes).unwrap();
            }
            server.read_tls(&mut bytes.as_slice()).unwrap();
            server.process_new_packets()?;
            let mut bytes = Vec::new();
            while server.wants_write() {
                server.write_tls(&mut bytes).unwrap();
            }
            let mut bytes = bytes.as_slice();
            while !bytes.is_empty() {
                client.read_tls(&mut bytes).unwrap();
                client.process_new_packets()?;
            }
        }
        Ok(())
    }

    #[test]
    fn the_pinned_key_is_believed_under_any_name() {
        let (shown, key, pin) = certificate("somewhere-else.example");
        assert_eq!(handshake(Some(pin), shown, key), Ok(()));
    }

    #[test]
    fn another_key_is_not_believed_even_under_the_right_name() {
        let (_, _, pin) = certificate("relay.example");
        let (shown, key, _) = certificate("relay.example");
        assert!(matches!(handshake(Some(pin), shown, key), Err(Error::InvalidCertificate(_))));
    }

    #[test]
    fn a_certificate_that_nobody_vouches_for_is_not_believed_without_a_pin() {
        let (shown, key, _) = certificate("relay.example");
        assert!(matches!(handshake(None, shown, key), Err(Error::InvalidCertificate(_))));
    }

    #[test]
    fn the_signature_is_checked_under_a_pinned_key_too() {
        let (shown, _, pin) = certificate("relay.example");
        let verifier = PinOrAuthority::new(Some(pin), &Arc::new(aws_lc_rs::default_provider()));
        // A signature of the right scheme that the certificate's key has not made: the CBOR of
        // nothing in particular. The structure is decoded as rustls does from the wire.
        let forged = [&[0x04, 0x03, 0x00, 0x08][..], &[7; 8]].concat();
        let forged = decode_signature(&forged);
        let result = verifier.unwrap().verify_tls13_signature(b"transcript", &shown, &forged);
        assert!(result.is_err());
    }

    fn decode_signature(bytes: &[u8]) -> DigitallySignedStruct {
        use rustls::internal::msgs::codec::{Codec, Reader};
        DigitallySignedStruct::read(&mut Reader::init(bytes)).unwrap()
    }
}
