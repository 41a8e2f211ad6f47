//! What can go wrong in a storage, by whose fault it is.

use crate::{KEY_BYTES, VALUE_BYTES};

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StoreError {
    // The caller's.
    #[error("assertion {0} of the batch does not hold")]
    AssertionFailed(usize),
    #[error("a key has at least one byte")]
    EmptyKey,
    #[error("a key of {0} bytes is longer than {KEY_BYTES}")]
    KeyTooLong(usize),
    #[error("a value of {0} bytes is longer than {VALUE_BYTES}")]
    ValueTooLarge(usize),
    // The machine's.
    #[error("the disk is full")]
    Full,
    #[error("the storage is damaged: {0}")]
    Corrupt(String),
    /// Another process has it, the disk failed, or it has to be opened again.
    #[error("the storage is not available: {0}")]
    Unavailable(String),
}
