//! The glossary: what this device's person calls others, and things, where somebody else may be looking. It is of
//! this device alone, and nothing of it is ever sent.

use corridor_wire::limits;

use crate::command::StorageError;
use crate::engine::Engine;

/// A word or a phrase, or any account there can be.
pub const ALIASED_BYTES: usize = limits::ACCOUNT_NAME_BYTES + 1 + limits::RELAY_NAME_BYTES;
/// A word, or an emoji: the longest of those, a family, has 25 bytes.
pub const ALIAS_BYTES: usize = 32;
/// A screen looks through all of them with each text that it changes.
pub const MOST_ALIASES: usize = 500;

/// Why an alias is not kept, or not taken away.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AliasError {
    #[error(
        "a name has 1 to {ALIASED_BYTES} bytes and its alias 1 to {ALIAS_BYTES}, without control characters or spaces around them"
    )]
    Bounds,
    #[error("the glossary has {MOST_ALIASES} names, and no more: remove one first")]
    Full,
    #[error("the glossary has no such name")]
    Unknown,
}

impl AliasError {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bounds => "alias",
            Self::Full => "alias_too_many",
            Self::Unknown => "no_alias",
        }
    }

    pub(crate) fn check(name: &str, alias: &str) -> Result<(), Self> {
        let is_line = |text: &str, limit| {
            !text.is_empty()
                && text.len() <= limit
                && text.trim() == text
                && !text.chars().any(char::is_control)
        };
        let is_valid = is_line(name, ALIASED_BYTES) && is_line(alias, ALIAS_BYTES);
        if is_valid { Ok(()) } else { Err(Self::Bounds) }
    }
}

impl Engine {
    /// Names and what stands for them, by name.
    pub fn aliases(&self) -> Result<Vec<(String, String)>, StorageError> {
        self.database.aliases()
    }
}
