//! What one device writes into another's inbox: sealed to that device, so that the relay sees neither
//! sender nor content.
//!
//! ```text
//!   Record = encapsulated (1120) || HPKE ciphertext of pad(CBOR Letter)
//!   info   = labelled("corridor 2026 inbox", [recipient device id])
//!   Letter = { certificate, body, signature over
//!              labelled("corridor 2026 inbox letter", [recipient device id, certificate, body]) }
//! ```
//!
//! HPKE is RFC 9180 in base mode with X-Wing, HKDF-SHA256 and ChaCha20-Poly1305. The signature is inside
//! the seal and names the recipient, so it proves the sender to the recipient and cannot be sent on.

mod body;

use corridor_wire::certificate::{DeviceCertificate, DeviceRecord, labelled, verify};
use corridor_wire::client_frame::Record;
use corridor_wire::id::{DeviceId, Signature};
use hpke_rs_crypto::types::{AeadAlgorithm, KdfAlgorithm};
use minicbor::{Decode, Encode};
use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

pub use body::{InboxBody, Payload, ReAddReason, RoomInvitation};

use crate::identity::{DeviceIdentity, DeviceSecret};
use crate::padding;
use crate::provider::hpke::{ENCAPSULATION_RANDOMNESS, Suite};

fn suite() -> Suite {
    Suite::new(KdfAlgorithm::HkdfSha256, AeadAlgorithm::ChaCha20Poly1305)
}

/// An X-Wing ciphertext (draft-connolly-cfrg-xwing-kem, section 5.1).
const ENCAPSULATED_BYTES: usize = 1120;

/// Why an inbox record is not sealed, or not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InboxError {
    #[error("the message would have {0} bytes, more than an inbox takes")]
    TooLarge(usize),
    #[error("the recipient's record or inbox key is not valid")]
    Recipient,
    #[error("not sealed to this device")]
    NotSealedHere,
    #[error("the padding is wrong")]
    Padding,
    #[error("the content is not what this version understands: {0}")]
    Body(#[from] corridor_wire::DecodeError),
    #[error("the sender's certificate or signature is not valid: {0}")]
    Sender(#[from] corridor_wire::certificate::CertificateError),
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Letter {
    #[n(0)]
    certificate: DeviceCertificate,
    /// A CBOR [`InboxBody`], as bytes, so that the signature covers fields of later versions too.
    #[cbor(n(1), with = "minicbor::bytes")]
    body: Vec<u8>,
    #[n(2)]
    signature: Signature,
}

impl Letter {
    fn signed_bytes(recipient: &DeviceId, certificate: &DeviceCertificate, body: &[u8]) -> Vec<u8> {
        labelled(
            "corridor 2026 inbox letter",
            &[recipient.as_bytes(), &corridor_wire::encode(certificate), body],
        )
    }
}

fn info(recipient: &DeviceId) -> Vec<u8> {
    labelled("corridor 2026 inbox", &[recipient.as_bytes()])
}

pub fn seal_inbox(
    sender: &DeviceIdentity,
    recipient: &DeviceRecord,
    body: &InboxBody,
    rng: &mut impl CryptoRngCore,
) -> Result<Record, InboxError> {
    recipient.verify().map_err(|_| InboxError::Recipient)?;
    let device = recipient.certificate.device_id();
    let body = corridor_wire::encode(body);
    let bytes = Letter::signed_bytes(&device, &sender.certificate, &body);
    let signature = sender.secret.sign_bytes(&bytes);
    let letter = Letter { certificate: sender.certificate.clone(), body, signature };
    let padded = Zeroizing::new(padding::pad(corridor_wire::encode(&letter)));
    let mut randomness = Zeroizing::new([0; ENCAPSULATION_RANDOMNESS]);
    rng.fill_bytes(&mut *randomness);
    let (encapsulated, ciphertext) = suite()
        .seal(recipient.inbox_key.as_slice(), &info(&device), &[], &padded, &randomness)
        .ok_or(InboxError::Recipient)?;
    let record = [encapsulated, ciphertext].concat();
    let length = record.len();
    Record::new(record).ok_or(InboxError::TooLarge(length))
}

/// The sender's certificate is verified, its dates are not: the caller knows the time, and whether it
/// has seen this letter before.
pub fn open_inbox(
    device: &DeviceSecret,
    record: &Record,
) -> Result<(DeviceCertificate, InboxBody), InboxError> {
    let (encapsulated, ciphertext) =
        record.as_slice().split_at_checked(ENCAPSULATED_BYTES).ok_or(InboxError::NotSealedHere)?;
    let id = device.id();
    let padded = suite()
        .open(encapsulated, device.inbox_private_key(), &info(&id), &[], ciphertext)
        .ok_or(InboxError::NotSealedHere)?;
    let letter = padding::unpad(padded).map_err(|_| InboxError::Padding)?;
    read_letter(&id, &letter)
}

/// What is inside the seal and its padding, as `recipient` reads it.
pub fn read_letter(
    recipient: &DeviceId,
    letter: &[u8],
) -> Result<(DeviceCertificate, InboxBody), InboxError> {
    let letter: Letter = corridor_wire::decode(letter, Record::LIMIT)?;
    letter.certificate.verify()?;
    let bytes = Letter::signed_bytes(recipient, &letter.certificate, &letter.body);
    verify(letter.certificate.body.device_key.as_bytes(), &bytes, &letter.signature)?;
    let body = body::read(&letter.body)?;
    Ok((letter.certificate, body))
}
