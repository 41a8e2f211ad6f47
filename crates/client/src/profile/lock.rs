//! One process owns a profile at a time: two engines on one database would send under the same keys.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::{ProfileError, private};

pub(super) const FILE: &str = "profile.lock";

/// Scripts run commands in quick sequence; the next one starts this soon after the last has ended.
const RETRY: Duration = Duration::from_millis(20);

/// Held until dropped. The system lets go of it when the process dies, however it dies.
pub struct Lock(#[expect(dead_code, reason = "the lock is the open file")] File);

impl Lock {
    pub async fn take(directory: &Path, wait: Duration) -> Result<Self, ProfileError> {
        let path = directory.join(FILE);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        private::mode_of_files(&mut options);
        let mut file = options.open(&path).map_err(ProfileError::file(&path))?;
        let deadline = Instant::now() + wait;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                    tokio::time::sleep(RETRY).await;
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(ProfileError::InUse(process_id(&mut file)));
                }
                Err(TryLockError::Error(error)) => return Err(ProfileError::file(&path)(error)),
            }
        }
        // Whom to name when somebody else waits in vain; nothing depends on it.
        let _ = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| write!(file, "{}", std::process::id()));
        Ok(Self(file))
    }
}

fn process_id(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(16).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_second_waits_and_is_told_who_has_it() {
        let directory = tempfile::tempdir().unwrap();
        let first = Lock::take(directory.path(), Duration::ZERO).await.unwrap();
        let waited = Instant::now();
        let wait = Duration::from_millis(60);
        let Err(ProfileError::InUse(Some(id))) = Lock::take(directory.path(), wait).await else {
            panic!("the profile was given out twice");
        };
        assert_eq!(id, std::process::id());
        assert!(waited.elapsed() >= wait);
        drop(first);
        Lock::take(directory.path(), Duration::ZERO).await.unwrap();
    }
}
