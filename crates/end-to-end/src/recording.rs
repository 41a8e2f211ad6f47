//! What a program did to files, from the log of [`crate::strace::recording`].
//!
//! A call that another thread interrupts stands in two lines. Here it is one, with both its ends,
//! because a write counts from where it begins and a sync only from where it has returned.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Calls that [`read`] knows, as strace takes them.
pub const CALLS: &str = "openat,close,write,pwrite64,writev,ftruncate,fallocate,lseek,fsync,fdatasync,\
rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,dup,sendto";

#[derive(Clone, Debug)]
pub struct Call {
    pub name: String,
    /// The lines of its beginning and its return, which order all calls of a process.
    pub begin: usize,
    pub end: usize,
    arguments: String,
    pub result: i64,
}

/// All calls that returned, in the order in which they took effect for sure.
pub fn read(log: &Path) -> Vec<Call> {
    let text = fs::read_to_string(log).expect("strace wrote its log");
    let mut open: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let mut calls = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        if let Some(begun) = rest.strip_suffix(" <unfinished ...>") {
            open.insert(thread, (number, begun));
        } else if rest.starts_with("<... ") {
            let Some((begin, first)) = open.remove(thread) else { continue };
            let second = rest.split_once("resumed>").map_or("", |(_, second)| second);
            calls.extend(parse(&format!("{first}{second}"), begin, number));
        } else {
            calls.extend(parse(rest, number, number));
        }
    }
    calls.sort_by_key(Call::effective);
    calls
}

/// `name(arguments) = result`; signals and ends of threads are none.
fn parse(line: &str, begin: usize, end: usize) -> Option<Call> {
    let (call, result) = line.rsplit_once(" = ")?;
    let result = result.split([' ', '<']).next()?.parse().ok()?;
    let (name, arguments) = call.trim_end().strip_suffix(')')?.split_once('(')?;
    Some(Call { name: name.to_owned(), begin, end, arguments: arguments.to_owned(), result })
}

impl Call {
    /// What others could see of it began here. A sync has done nothing before it returns, and nobody
    /// has the descriptor of a file that is not open yet.
    fn effective(&self) -> usize {
        match self.name.as_str() {
            "fsync" | "fdatasync" | "openat" => self.end,
            _ => self.begin,
        }
    }

    fn argument(&self, index: usize) -> &str {
        // Strings are written in hexadecimal, so a comma always separates.
        self.arguments.split(", ").nth(index).unwrap_or_default()
    }

    pub fn is_about(&self, flag: &str) -> bool {
        self.arguments.contains(flag)
    }

    /// The file descriptor before its path in angle brackets.
    pub fn descriptor(&self, index: usize) -> i64 {
        let argument = self.argument(index);
        let number = argument.split('<').next().and_then(|number| number.parse().ok());
        number.unwrap_or_else(|| panic!("no descriptor in {}({argument}...)", self.name))
    }

    pub fn number(&self, index: usize) -> i64 {
        let argument = self.argument(index);
        argument.parse().unwrap_or_else(|_| panic!("no number in {}({argument}...)", self.name))
    }

    pub fn text(&self, index: usize) -> &str {
        self.argument(index)
    }

    /// The bytes of a string, as many of them as the call took.
    pub fn bytes(&self, index: usize) -> Vec<u8> {
        let mut bytes = unescape(self.argument(index));
        bytes.truncate(usize::try_from(self.result).unwrap_or_default());
        bytes
    }

    /// The bytes of all buffers of a `writev`.
    pub fn gathered(&self) -> Vec<u8> {
        let buffers = self.arguments.split("iov_base=").skip(1).flat_map(unescape);
        buffers.take(usize::try_from(self.result).unwrap_or_default()).collect()
    }

    /// A path beside the descriptor of the folder that it is relative to.
    pub fn path_at(&self, folder: usize) -> PathBuf {
        let base = self.argument(folder).split_once('<').map_or("", |(_, path)| path);
        path_of(base).join(self.path(folder + 1))
    }

    pub fn path(&self, index: usize) -> PathBuf {
        path_of(self.argument(index))
    }
}

fn path_of(escaped: &str) -> PathBuf {
    PathBuf::from(String::from_utf8(unescape(escaped)).expect("paths of tests are UTF-8"))
}

/// The bytes of the first run of `\xNN`, whatever stands around it.
fn unescape(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let begin = text.find("\\x").unwrap_or(text.len());
    let mut bytes = Vec::new();
    for escape in text.as_bytes()[begin..].chunks_exact(4) {
        let (Some(high), Some(low)) = (digit(escape[2]), digit(escape[3])) else { break };
        if &escape[..2] != b"\\x" {
            break;
        }
        bytes.push(high << 4 | low);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_read_with_both_their_ends() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        let text = "1  write(3<\\x2f\\x61>, \"\\x68\\x69\", 2 <unfinished ...>\n\
                    2  unlinkat(4<\\x2f\\x62>, \"\\x63\", 0) = -1 ENOENT (No such file or directory)\n\
                    1  <... write resumed>)              = 1\n\
                    1  --- SIGCHLD {si_signo=SIGCHLD} ---\n\
                    2  writev(5, [{iov_base=\"\\x61\", iov_len=1}, {iov_base=\"\\x62\", iov_len=1}], 2) = 2\n";
        fs::write(&log, text).unwrap();
        let calls = read(&log);
        let summary: Vec<_> = calls
            .iter()
            .map(|call| (call.name.as_str(), call.begin, call.end, call.result))
            .collect();
        assert_eq!(summary, [("write", 0, 2, 1), ("unlinkat", 1, 1, -1), ("writev", 4, 4, 2)]);
        assert_eq!((calls[0].descriptor(0), calls[0].bytes(1)), (3, b"h".to_vec()));
        assert_eq!(calls[1].path_at(0), Path::new("/b/c"));
        assert_eq!(calls[2].gathered(), b"ab");
    }
}
