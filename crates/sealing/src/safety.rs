//! Safety numbers: what two people compare to know that nobody sits between them.

use corridor_wire::id::{AccountId, AccountKey};

/// Compared aloud, as digits or as words. Both sides see the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SafetyNumber {
    digits: String,
    words: Vec<&'static str>,
}

impl SafetyNumber {
    /// 60 digits in 12 groups of 5, with spaces between.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// 12 words of the English BIP 39 list.
    pub fn words(&self) -> &[&'static str] {
        &self.words
    }
}

pub fn safety_number(
    account: &AccountId,
    key: &AccountKey,
    other_account: &AccountId,
    other_key: &AccountKey,
) -> SafetyNumber {
    let _ = (account, key, other_account, other_key);
    todo!()
}
