//! Which rows of a space to read, in which order, and how many.

use std::ops::{Bound, RangeBounds};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub key: Vec<u8>,
    pub value: Vec<u8>,
}

impl Row {
    fn bytes(&self) -> usize {
        self.key.len() + self.value.len()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Direction {
    #[default]
    Ascending,
    Descending,
}

/// Keys between two bounds. Without limits, all of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyRange {
    pub from: Bound<Vec<u8>>,
    pub to: Bound<Vec<u8>>,
    pub direction: Direction,
    pub limit_rows: usize,
    /// Keys and values together. The first row is returned even when it alone is larger, so that a
    /// reader always moves on.
    pub limit_bytes: usize,
}

impl KeyRange {
    pub fn all() -> Self {
        Self::between(Bound::Unbounded, Bound::Unbounded)
    }

    pub fn between(from: Bound<Vec<u8>>, to: Bound<Vec<u8>>) -> Self {
        let direction = Direction::Ascending;
        Self { from, to, direction, limit_rows: usize::MAX, limit_bytes: usize::MAX }
    }

    pub fn prefix(prefix: &[u8]) -> Self {
        Self::between(Bound::Included(prefix.to_vec()), end_of_prefix(prefix))
    }

    #[must_use]
    pub fn descending(mut self) -> Self {
        self.direction = Direction::Descending;
        self
    }

    #[must_use]
    pub fn limit_rows(mut self, rows: usize) -> Self {
        self.limit_rows = rows;
        self
    }

    #[must_use]
    pub fn limit_bytes(mut self, bytes: usize) -> Self {
        self.limit_bytes = bytes;
        self
    }

    /// Whether no key can lie between the bounds; ordered maps refuse such a pair.
    pub fn is_empty(&self) -> bool {
        match (&self.from, &self.to) {
            (Bound::Unbounded, _) | (_, Bound::Unbounded) => false,
            (Bound::Included(from), Bound::Included(to)) => from > to,
            (Bound::Excluded(from) | Bound::Included(from), Bound::Excluded(to))
            | (Bound::Excluded(from), Bound::Included(to)) => from >= to,
        }
    }

    /// Takes rows, already between the bounds and in order, until a limit is reached.
    pub(crate) fn collect<E>(
        &self,
        rows: impl Iterator<Item = Result<Row, E>>,
    ) -> Result<Vec<Row>, E> {
        let mut taken = Vec::new();
        let mut bytes: usize = 0;
        for row in rows.take(self.limit_rows) {
            let row = row?;
            bytes = bytes.saturating_add(row.bytes());
            if bytes > self.limit_bytes && !taken.is_empty() {
                break;
            }
            taken.push(row);
        }
        Ok(taken)
    }
}

impl RangeBounds<Vec<u8>> for KeyRange {
    fn start_bound(&self) -> Bound<&Vec<u8>> {
        self.from.as_ref()
    }

    fn end_bound(&self) -> Bound<&Vec<u8>> {
        self.to.as_ref()
    }
}

/// The first key after all keys that begin with `prefix`.
fn end_of_prefix(prefix: &[u8]) -> Bound<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Bound::Excluded(end);
        }
    }
    Bound::Unbounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_ends_before_the_next_one() {
        assert_eq!(end_of_prefix(b"ab"), Bound::Excluded(b"ac".to_vec()));
        assert_eq!(end_of_prefix(&[1, 255, 255]), Bound::Excluded(vec![2]));
        assert_eq!(end_of_prefix(&[255]), Bound::Unbounded);
        assert_eq!(end_of_prefix(&[]), Bound::Unbounded);
    }
}
