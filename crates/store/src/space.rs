//! Named spaces of keys, some of them one for each day so that expiry drops whole partitions.

/// Up to 12 lower-case letters. Short and of one size, so that a space is a plain value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpaceName([u8; Self::LENGTH]);

impl SpaceName {
    pub const LENGTH: usize = 12;

    /// For names written in source.
    ///
    /// # Panics
    /// When the name is not 1 to 12 lower-case letters; in a constant, that is at compile time.
    pub const fn new(name: &'static str) -> Self {
        match Self::parse(name.as_bytes()) {
            Some(name) => name,
            None => panic!("a space has 1 to 12 lower-case letters"),
        }
    }

    /// For names read from a disk or a backup.
    pub const fn parse(name: &[u8]) -> Option<Self> {
        if name.is_empty() || name.len() > Self::LENGTH {
            return None;
        }
        let mut bytes = [0; Self::LENGTH];
        let mut at = 0;
        while at < name.len() {
            if !name[at].is_ascii_lowercase() {
                return None;
            }
            bytes[at] = name[at];
            at += 1;
        }
        Some(Self(bytes))
    }

    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|&byte| byte == 0).unwrap_or(Self::LENGTH);
        core::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }
}

impl core::fmt::Debug for SpaceName {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where a key lives.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Space {
    pub name: SpaceName,
    /// Days since 1970-01-01 for a space of one day.
    pub day: Option<u32>,
}

impl Space {
    pub const fn undated(name: SpaceName) -> Self {
        Self { name, day: None }
    }

    pub const fn of_day(name: SpaceName, day: u32) -> Self {
        Self { name, day: Some(day) }
    }

    /// Reads what `Display` writes: `heads`, or `entries.20600`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, day) = match text.split_once('.') {
            None => (text, None),
            Some((name, day)) => (name, Some(day.parse().ok()?)),
        };
        let space = Self { name: SpaceName::parse(name.as_bytes())?, day };
        (space.to_string() == text).then_some(space)
    }
}

impl core::fmt::Display for Space {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.day {
            None => f.write_str(self.name.as_str()),
            Some(day) => write!(f, "{}.{day}", self.name.as_str()),
        }
    }
}

impl core::fmt::Debug for Space {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_reads_back_its_own_text_and_nothing_else() {
        for text in ["heads", "entries.20600", "abcdefghijkl.0"] {
            assert_eq!(Space::parse(text).unwrap().to_string(), text);
        }
        for text in ["", ".1", "Heads", "heads.", "heads.01", "heads.-1", "abcdefghijklm", "a.b.1"]
        {
            assert_eq!(Space::parse(text), None, "{text}");
        }
    }
}
