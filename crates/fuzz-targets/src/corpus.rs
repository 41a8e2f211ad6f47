//! The files in `fuzz/`: inputs of each target, and its dictionary.
//!
//! ```text
//! fuzz/corpus/TARGET/seed-NAME     made from real values by `CORRIDOR_WRITE_CORPUS=1`
//! fuzz/corpus/TARGET/found-NAME    once broke something, and is run for ever
//! fuzz/dictionaries/TARGET.dict    libFuzzer's format: `"text"`, with `\xNN` for other bytes
//! ```

use std::path::PathBuf;
use std::{fs, io};

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

/// Every input of a target by its file's name, in the order of names.
pub fn inputs(target: &str) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder().join("corpus").join(target))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        inputs.push((name, fs::read(entry.path())?));
    }
    inputs.sort();
    Ok(inputs)
}

pub fn dictionary(target: &str) -> io::Result<Vec<Vec<u8>>> {
    let file = folder().join("dictionaries").join(format!("{target}.dict"));
    let text = fs::read_to_string(file)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let token = |line: &str| token(line).ok_or_else(|| io::Error::other(format!("{line:?}")));
    lines.map(token).collect()
}

/// `"text"` or `name="text"`.
fn token(line: &str) -> Option<Vec<u8>> {
    let quoted = line.split_once('"')?.1.trim_end().strip_suffix('"')?;
    let mut bytes = Vec::new();
    let mut rest = quoted.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'\\' => match rest.next()? {
                b'x' => {
                    let digit = |byte: u8| char::from(byte).to_digit(16);
                    let number = digit(rest.next()?)? * 16 + digit(rest.next()?)?;
                    bytes.push(u8::try_from(number).ok()?);
                }
                escaped @ (b'\\' | b'"') => bytes.push(escaped),
                _ => return None,
            },
            _ => bytes.push(byte),
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_read_as_libfuzzer_reads_them() {
        assert_eq!(token(r#""GET""#), Some(b"GET".to_vec()));
        assert_eq!(token(r#"map="\xa1\x00\"\\""#), Some(vec![0xa1, 0, b'"', b'\\']));
        assert_eq!(token("GET"), None);
        assert_eq!(token(r#""\n""#), None);
    }
}
