//! Looks for planted strings in bytes that should not hold them: files, and memory.
//!
//! A string is found as it stands (UTF-8), as wide characters (UTF-16 of either order), and inside
//! base64 of either alphabet, wherever in a group of three bytes it begins. Its first 12 bytes are
//! looked for, which are drawn at random for each: a part of a string is a trace as well.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Bytes of a string that are looked for.
const LENGTH: usize = 12;

/// Read at once; core dumps are larger than what one wants in memory.
const PIECE: usize = 8 * 1024 * 1024;

/// A beginning that stands nowhere by chance: 12 random letters.
pub fn mark() -> String {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().map(|byte| char::from(b'a' + byte % 26)).collect()
}

pub struct Traces {
    planted: Vec<String>,
    patterns: AhoCorasick,
    /// For each pattern, which string it stands for, and how.
    meanings: Vec<(usize, &'static str)>,
    longest: usize,
}

/// Where a planted string was found: how often, for each string and way of writing it.
pub type Found = BTreeMap<(String, &'static str), usize>;

impl Traces {
    /// Strings of at least 12 bytes, the first 12 of which are told apart.
    pub fn of(planted: impl IntoIterator<Item = String>) -> Self {
        let planted: Vec<String> = planted.into_iter().collect();
        let mut patterns = Vec::new();
        let mut meanings = Vec::new();
        for (index, string) in planted.iter().enumerate() {
            for (how, pattern) in written(&string.as_bytes()[..LENGTH]) {
                patterns.push(pattern);
                meanings.push((index, how));
            }
        }
        let longest = patterns.iter().map(Vec::len).max().unwrap_or_default();
        let patterns = AhoCorasick::new(patterns).expect("a few thousand short patterns");
        Self { planted, patterns, meanings, longest }
    }

    pub fn in_bytes(&self, bytes: &[u8]) -> Found {
        let mut found = Found::new();
        for hit in self.patterns.find_overlapping_iter(bytes) {
            self.count(hit.pattern().as_usize(), &mut found);
        }
        found
    }

    pub fn in_file(&self, path: &Path) -> Found {
        let mut found = Found::new();
        let mut file = File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut window = Vec::with_capacity(PIECE + self.longest);
        loop {
            let kept = window.len();
            let read = file.by_ref().take(PIECE as u64).read_to_end(&mut window);
            if read.unwrap_or_else(|e| panic!("{}: {e}", path.display())) == 0 {
                return found;
            }
            for hit in self.patterns.find_overlapping_iter(&window) {
                // What ends in the part that was kept has been counted with the piece before.
                if hit.end() > kept {
                    self.count(hit.pattern().as_usize(), &mut found);
                }
            }
            let end = window.len().saturating_sub(self.longest);
            window.drain(..end);
        }
    }

    fn count(&self, pattern: usize, found: &mut Found) {
        let (index, how) = self.meanings[pattern];
        *found.entry((self.planted[index].clone(), how)).or_default() += 1;
    }
}

fn written(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let wide = |order: fn(u8) -> [u8; 2]| bytes.iter().copied().flat_map(order).collect();
    let mut ways = vec![
        ("UTF-8", bytes.to_vec()),
        ("UTF-16LE", wide(|byte| [byte, 0])),
        ("UTF-16BE", wide(|byte| [0, byte])),
    ];
    for before in 0..3 {
        let shifted = [&vec![0; before], bytes].concat();
        // Characters that hold bits of what stands before or after are left out.
        let characters = (before * 8).div_ceil(6)..shifted.len() * 8 / 6;
        for (how, text) in [
            ("base64", STANDARD_NO_PAD.encode(&shifted)),
            ("base64url", URL_SAFE_NO_PAD.encode(&shifted)),
        ] {
            ways.push((how, text.as_bytes()[characters.clone()].to_vec()));
        }
    }
    ways
}

/// Every file under a folder.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries.flatten() {
        let kind = entry.file_type().expect("an entry has a type");
        if kind.is_dir() {
            files.extend(files_under(&entry.path()));
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_is_found_across_pieces() {
        let planted = format!("{} and what follows", mark());
        let traces = Traces::of([planted.clone(), format!("{} that nobody wrote", mark())]);
        let mut bytes = vec![b'.'; PIECE - 5];
        bytes.extend_from_slice(planted.as_bytes());
        for unit in planted.encode_utf16() {
            bytes.extend_from_slice(&unit.to_le_bytes());
        }
        bytes.push(b'.');
        for unit in planted.encode_utf16() {
            bytes.extend_from_slice(&unit.to_be_bytes());
        }
        for before in ["", "x", "xy"] {
            bytes.push(b'.');
            bytes.extend(STANDARD_NO_PAD.encode(format!("{before}{planted}")).into_bytes());
        }
        let in_bytes = traces.in_bytes(&bytes);
        let ways: Vec<_> = in_bytes.iter().map(|((_, how), count)| (*how, *count)).collect();
        // Letters encode alike in both alphabets, and one order of UTF-16 is the other one byte on.
        let each =
            [("UTF-16BE", 1), ("UTF-16LE", 2), ("UTF-8", 1), ("base64", 3), ("base64url", 3)];
        assert_eq!(ways, each);
        assert!(in_bytes.keys().all(|(string, _)| *string == planted));

        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        assert_eq!(traces.in_file(file.path()), in_bytes);
        assert_eq!(traces.in_bytes(&vec![b'.'; 1000]), Found::new());
    }
}
