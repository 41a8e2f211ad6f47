//! What is told to those who are there just now, and kept nowhere: that somebody writes.
//!
//! ```text
//!   Signal    = nonce (24) || XChaCha20-Poly1305(key, nonce, aad, pad(CBOR SignedSignal))
//!   key       = MLS-Exporter("corridor signal", "", 32)
//!   aad       = labelled("corridor 2026 signal", [log, version])
//!   signature = the device's, over labelled("corridor 2026 signed signal", [log, version, CBOR Told])
//! ```
//!
//! It is no MLS message: one that is lost would leave a hole in its sender's ratchet, and it is meant to be
//! lost. Members are told apart by the signature; the epoch's key keeps everybody else out.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use corridor_wire::certificate::{labelled, verify};
use corridor_wire::client_frame::Signal;
use corridor_wire::id::{DeviceId, DeviceKey, LogId, Signature, Version};
use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

use crate::identity::DeviceIdentity;
use crate::padding;
use crate::record::NONCE_BYTES;

/// What is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Told {
    /// When, in milliseconds since 1970, by the sender's clock. An old one is no news.
    #[n(0)]
    pub at: u64,
    #[n(1)]
    pub what: What,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum What {
    /// A message is being written.
    #[n(0)]
    Writes,
    /// It is not any more, and was not sent.
    #[n(1)]
    Stopped,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct SignedSignal {
    #[n(0)]
    device: DeviceId,
    #[n(1)]
    told: Told,
    #[n(2)]
    signature: Signature,
}

/// The key of all signals of an epoch.
pub struct SignalKey(Zeroizing<[u8; 32]>);

/// Why a signal says nothing. It is dropped, and nobody is worse off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignalError {
    #[error("the signal would be larger than a relay passes on")]
    TooLarge,
    #[error("the signal is not sealed under this epoch's key for this log")]
    NotSealedHere,
    #[error("the signal's content is not what this version understands")]
    Body,
    #[error("the signal is of no device of this room")]
    UnknownDevice,
    #[error("the signal is not signed by the device that it names")]
    Signature,
}

fn associated_data(log: &LogId, version: Version) -> Vec<u8> {
    labelled("corridor 2026 signal", &[log.as_bytes(), &version.to_be_bytes()])
}

fn signed_bytes(log: &LogId, version: Version, told: &Told) -> Vec<u8> {
    labelled(
        "corridor 2026 signed signal",
        &[log.as_bytes(), &version.to_be_bytes(), &corridor_wire::encode(told)],
    )
}

impl SignalKey {
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }

    pub fn seal(
        &self,
        identity: &DeviceIdentity,
        log: &LogId,
        version: Version,
        told: Told,
        nonce: [u8; NONCE_BYTES],
    ) -> Result<Signal, SignalError> {
        let signature = identity.secret.sign_bytes(&signed_bytes(log, version, &told));
        let signed = SignedSignal { device: identity.device_id(), told, signature };
        let content = padding::pad(corridor_wire::encode(&signed));
        let aad = associated_data(log, version);
        let payload = Payload { msg: &content, aad: &aad };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| SignalError::TooLarge)?;
        Signal::new([nonce.as_slice(), &sealed].concat()).ok_or(SignalError::TooLarge)
    }

    /// Who tells what. `key_of` knows the devices of the room.
    pub fn open(
        &self,
        log: &LogId,
        version: Version,
        signal: &Signal,
        key_of: impl Fn(&DeviceId) -> Option<DeviceKey>,
    ) -> Result<(DeviceId, Told), SignalError> {
        let (nonce, sealed) = signal
            .as_slice()
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(SignalError::NotSealedHere)?;
        let aad = associated_data(log, version);
        let padded = self
            .cipher()
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &aad })
            .map_err(|_| SignalError::NotSealedHere)?;
        let content = padding::unpad(padded).map_err(|_| SignalError::Body)?;
        let signed: SignedSignal =
            corridor_wire::decode(&content, Signal::LIMIT).map_err(|_| SignalError::Body)?;
        let key = key_of(&signed.device).ok_or(SignalError::UnknownDevice)?;
        verify(key.as_bytes(), &signed_bytes(log, version, &signed.told), &signed.signature)
            .map_err(|_| SignalError::Signature)?;
        Ok((signed.device, signed.told))
    }
}
