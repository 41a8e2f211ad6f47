//! One field in, one field out. Everything read here was found deterministic before.

use minicbor::{Decoder, Encoder};

use crate::error::ContentError;
use crate::id::MessageId;

pub(crate) type Output<'v> = &'v mut Vec<u8>;
pub(crate) type Written = Result<(), minicbor::encode::Error<core::convert::Infallible>>;

/// What `write` writes.
pub(crate) fn written(write: impl FnOnce(&mut Encoder<Output>) -> Written) -> Vec<u8> {
    let mut output = Vec::new();
    match write(&mut Encoder::new(&mut output)) {
        Ok(()) => output,
        // Writing into a Vec has no error of its own (`Infallible`).
        Err(error) => unreachable!("a Vec takes every byte: {error}"),
    }
}

pub(crate) fn structure(
    at: usize,
    expected: &'static str,
) -> impl Fn(minicbor::decode::Error) -> ContentError {
    move |_| ContentError::Structure { at, expected }
}

pub(crate) fn message_id(d: &mut Decoder<'_>) -> Result<MessageId, ContentError> {
    let at = d.position();
    let id = d.bytes().map_err(structure(at, "a message id"))?;
    let id = id
        .try_into()
        .map_err(|_| ContentError::Structure { at, expected: "a message id of 32 bytes" })?;
    MessageId::from_bytes(id)
}

pub(crate) fn text(d: &mut Decoder<'_>, expected: &'static str) -> Result<String, ContentError> {
    let at = d.position();
    d.str().map(str::to_owned).map_err(structure(at, expected))
}

pub(crate) fn bytes(d: &mut Decoder<'_>, expected: &'static str) -> Result<Vec<u8>, ContentError> {
    let at = d.position();
    d.bytes().map(<[u8]>::to_vec).map_err(structure(at, expected))
}

/// An unsigned number of the width that the field has.
pub(crate) fn unsigned<N: TryFrom<u64>>(
    d: &mut Decoder<'_>,
    expected: &'static str,
) -> Result<N, ContentError> {
    let at = d.position();
    let number = d.u64().map_err(structure(at, expected))?;
    N::try_from(number).map_err(|_| ContentError::Structure { at, expected })
}
