//! Reads an archive: first its checksum, then its sections.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use super::{ArchiveError, CHUNK_BYTES, HASH_BYTES, MAGIC};

/// Longer than any name that is written, so that a damaged length is seen as one.
const NAME_BYTES: usize = 1024;

/// Reads the whole file once, so that nothing is restored from a damaged one.
pub fn verify(path: &Path) -> Result<(), ArchiveError> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut file = BufReader::with_capacity(CHUNK_BYTES, file);
    let mut magic = vec![0; MAGIC.len()];
    if file.read_exact(&mut magic).is_err() || magic != MAGIC {
        return Err(ArchiveError::NotABackup);
    }
    let covered =
        length.checked_sub((MAGIC.len() + HASH_BYTES) as u64).ok_or(ArchiveError::Truncated)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(MAGIC);
    io::copy(&mut (&mut file).take(covered), &mut hasher)?;
    let mut hash = [0; HASH_BYTES];
    file.read_exact(&mut hash).map_err(truncated)?;
    // A file that was cut off ends in other bytes than its hash, so it fails here as well.
    if hasher.finalize() == blake3::Hash::from_bytes(hash) {
        Ok(())
    } else {
        Err(ArchiveError::Checksum)
    }
}

pub struct ArchiveReader {
    from: BufReader<File>,
}

impl ArchiveReader {
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        let mut from = BufReader::with_capacity(CHUNK_BYTES, File::open(path)?);
        let mut magic = vec![0; MAGIC.len()];
        from.read_exact(&mut magic).map_err(truncated)?;
        if magic == MAGIC { Ok(Self { from }) } else { Err(ArchiveError::NotABackup) }
    }

    /// The next section's name; `None` at the end. The one before has to have been read to its end.
    pub fn next_section(&mut self) -> Result<Option<String>, ArchiveError> {
        let mut length = [0; 2];
        self.from.read_exact(&mut length).map_err(truncated)?;
        let length = usize::from(u16::from_be_bytes(length));
        if length == 0 {
            return Ok(None);
        }
        if length > NAME_BYTES {
            return Err(ArchiveError::Section("(too long)".to_owned()));
        }
        let mut name = vec![0; length];
        self.from.read_exact(&mut name).map_err(truncated)?;
        String::from_utf8(name).map(Some).map_err(|error| ArchiveError::Section(error.to_string()))
    }

    /// The content of the section whose name was read last.
    pub fn content(&mut self) -> Section<&mut BufReader<File>> {
        Section { from: &mut self.from, left: 0, ended: false }
    }

    /// The content of one section, wherever it stands.
    pub fn open_section(path: &Path, name: &str) -> Result<Section<BufReader<File>>, ArchiveError> {
        let mut reader = Self::open(path)?;
        while let Some(section) = reader.next_section()? {
            if section == name {
                return Ok(Section { from: reader.from, left: 0, ended: false });
            }
            reader.skip()?;
        }
        Err(ArchiveError::NotABackup)
    }

    /// Passes over the content of the section whose name was read last.
    pub fn skip(&mut self) -> Result<(), ArchiveError> {
        io::copy(&mut self.content(), &mut io::sink())?;
        Ok(())
    }
}

/// A section's chunks as one stream.
pub struct Section<R> {
    from: R,
    left: usize,
    ended: bool,
}

impl<R: Read> Read for Section<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !self.ended {
            let mut length = [0; 4];
            self.from.read_exact(&mut length)?;
            self.left = u32::from_be_bytes(length) as usize;
            self.ended = self.left == 0;
        }
        let wanted = buffer.len().min(self.left);
        let read = self.from.read(&mut buffer[..wanted])?;
        if read == 0 && wanted > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= read;
        Ok(read)
    }
}

fn truncated(error: io::Error) -> ArchiveError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => ArchiveError::Truncated,
        _ => ArchiveError::Io(error),
    }
}
