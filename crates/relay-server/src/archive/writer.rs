//! Writes an archive as a stream, so that it can go to a file or through a socket.

use std::fs::{self, File};
use std::io::{self, Read, Write};

use corridor_store::Store;

use super::{ArchiveError, CHUNK_BYTES, MAGIC, STORE, own_files};
use crate::directory::Directory;

pub struct ArchiveWriter<W> {
    to: W,
    hasher: blake3::Hasher,
}

impl<W: Write> ArchiveWriter<W> {
    pub fn new(to: W) -> io::Result<Self> {
        let mut writer = Self { to, hasher: blake3::Hasher::new() };
        writer.put(MAGIC)?;
        Ok(writer)
    }

    /// The whole relay: first the store's snapshot, then the blobs, so that each blob the snapshot
    /// knows is either here or was deleted since.
    pub fn write_relay(
        mut self,
        directory: &Directory,
        store: &dyn Store,
    ) -> Result<W, ArchiveError> {
        for name in own_files(directory)? {
            self.write_file(&format!("files/{name}"), &directory.path().join(&name))?;
        }
        self.begin_section(STORE)?;
        let mut section = Section { writer: &mut self, chunk: Vec::new() };
        corridor_store::backup::write(store, &mut section)?;
        section.end()?;
        self.write_blobs(directory)?;
        Ok(self.finish()?)
    }

    fn write_blobs(&mut self, directory: &Directory) -> io::Result<()> {
        let Ok(days) = fs::read_dir(directory.blobs()) else { return Ok(()) };
        for day in days {
            let day = day?;
            if !day.file_type()?.is_dir() {
                continue;
            }
            for blob in fs::read_dir(day.path())? {
                let blob = blob?;
                if let (Ok(day), Ok(name)) =
                    (day.file_name().into_string(), blob.file_name().into_string())
                {
                    self.write_file(&format!("blobs/{day}/{name}"), &blob.path())?;
                }
            }
        }
        Ok(())
    }

    /// A file that has gone in the meantime was deleted by the relay and is left out.
    fn write_file(&mut self, section: &str, path: &std::path::Path) -> io::Result<()> {
        let mut file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            opened => opened?,
        };
        self.begin_section(section)?;
        let mut buffer = vec![0; CHUNK_BYTES];
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                length => self.put_chunk(&buffer[..length])?,
            }
        }
        self.put(&0u32.to_be_bytes())
    }

    fn begin_section(&mut self, name: &str) -> io::Result<()> {
        let length = u16::try_from(name.len()).map_err(io::Error::other)?;
        self.put(&length.to_be_bytes())?;
        self.put(name.as_bytes())
    }

    fn put_chunk(&mut self, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.put(&length.to_be_bytes())?;
        self.put(bytes)
    }

    fn finish(mut self) -> io::Result<W> {
        self.put(&0u16.to_be_bytes())?;
        let hash = self.hasher.finalize();
        self.to.write_all(hash.as_bytes())?;
        self.to.flush()?;
        Ok(self.to)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.update(bytes);
        self.to.write_all(bytes)
    }
}

/// One section as a stream that cuts itself into chunks.
struct Section<'a, W> {
    writer: &'a mut ArchiveWriter<W>,
    chunk: Vec<u8>,
}

impl<W: Write> Section<'_, W> {
    fn end(mut self) -> io::Result<()> {
        self.flush()?;
        self.writer.put(&0u32.to_be_bytes())
    }
}

impl<W: Write> Write for Section<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.chunk.extend_from_slice(bytes);
        if self.chunk.len() >= CHUNK_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        for piece in self.chunk.chunks(CHUNK_BYTES) {
            self.writer.put_chunk(piece)?;
        }
        self.chunk.clear();
        Ok(())
    }
}
