//! What one commit does: everything, if all of its assertions hold.

use std::collections::BTreeMap;

use crate::{KEY_BYTES, Space, StoreError, VALUE_BYTES};

/// What has to be true of the state before the batch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Assertion {
    Absent { space: Space, key: Vec<u8> },
    Equals { space: Space, key: Vec<u8>, value: Vec<u8> },
}

impl Assertion {
    pub fn space(&self) -> Space {
        match self {
            Self::Absent { space, .. } | Self::Equals { space, .. } => *space,
        }
    }

    pub fn key(&self) -> &[u8] {
        match self {
            Self::Absent { key, .. } | Self::Equals { key, .. } => key,
        }
    }

    /// Whether it holds when `found` is what the key has.
    pub fn holds(&self, found: Option<&[u8]>) -> bool {
        match self {
            Self::Absent { .. } => found.is_none(),
            Self::Equals { value, .. } => found == Some(value),
        }
    }
}

/// Writes and assertions. A key written twice has the later value.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Batch {
    assertions: Vec<Assertion>,
    writes: BTreeMap<(Space, Vec<u8>), Option<Vec<u8>>>,
    bytes: usize,
    frees_room: bool,
}

impl Batch {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn assert(&mut self, assertion: Assertion) {
        self.assertions.push(assertion);
    }

    pub fn put(&mut self, space: Space, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) {
        self.write(space, key.into(), Some(value.into()));
    }

    pub fn delete(&mut self, space: Space, key: impl Into<Vec<u8>>) {
        self.write(space, key.into(), None);
    }

    fn write(&mut self, space: Space, key: Vec<u8>, value: Option<Vec<u8>>) {
        let size = |value: &Option<Vec<u8>>| value.as_ref().map_or(0, Vec::len);
        let (key_bytes, value_bytes) = (key.len(), size(&value));
        self.bytes += value_bytes;
        match self.writes.insert((space, key), value) {
            Some(replaced) => self.bytes -= size(&replaced),
            None => self.bytes += key_bytes,
        }
    }

    /// Says that the batch is there to make room: a full storage takes it from its reserve.
    pub fn mark_as_freeing(&mut self) {
        self.frees_room = true;
    }

    pub fn frees_room(&self) -> bool {
        self.frees_room
    }

    pub fn is_empty(&self) -> bool {
        self.assertions.is_empty() && self.writes.is_empty()
    }

    /// In the order in which [`StoreError::AssertionFailed`] counts them.
    pub fn assertions(&self) -> &[Assertion] {
        &self.assertions
    }

    /// Sorted by space and key; `None` deletes.
    pub fn writes(&self) -> impl ExactSizeIterator<Item = (Space, &[u8], Option<&[u8]>)> {
        self.writes.iter().map(|((space, key), value)| (*space, key.as_slice(), value.as_deref()))
    }

    /// What this batch makes of a key: `None` when it does not touch it, `Some(None)` when it
    /// deletes it.
    pub fn written(&self, space: Space, key: &[u8]) -> Option<Option<&[u8]>> {
        self.writes.get(&(space, key.to_vec())).map(Option::as_deref)
    }

    /// The writes to keys of one space that begin with `prefix`, in order.
    pub fn written_prefix<'a>(
        &'a self,
        space: Space,
        prefix: &'a [u8],
    ) -> impl Iterator<Item = (&'a [u8], Option<&'a [u8]>)> {
        self.writes
            .range((space, prefix.to_vec())..)
            .take_while(move |((at, key), _)| *at == space && key.starts_with(prefix))
            .map(|((_, key), value)| (key.as_slice(), value.as_deref()))
    }

    /// Bytes of keys and values to be written.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// What every backend refuses alike, before it touches its storage.
    pub fn check(&self) -> Result<(), StoreError> {
        let keys = self.writes.keys().map(|(_, key)| key.as_slice());
        keys.chain(self.assertions.iter().map(Assertion::key)).try_for_each(check_key)?;
        let longest = self.writes.values().flatten().map(Vec::len).max().unwrap_or(0);
        if longest > VALUE_BYTES { Err(StoreError::ValueTooLarge(longest)) } else { Ok(()) }
    }
}

pub(crate) fn check_key(key: &[u8]) -> Result<(), StoreError> {
    match key.len() {
        0 => Err(StoreError::EmptyKey),
        1..=KEY_BYTES => Ok(()),
        length => Err(StoreError::KeyTooLong(length)),
    }
}
