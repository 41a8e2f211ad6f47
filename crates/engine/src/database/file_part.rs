//! The content of long files, a part at a time: never a whole one in memory.

use rusqlite::{OptionalExtension, params};
use zeroize::Zeroizing;

use super::{Database, stored};
use crate::command::StorageError;
use crate::view::LocalId;

impl Database {
    pub(crate) fn put_file_part(
        &self,
        item: LocalId,
        part: u32,
        content: &[u8],
        hash: Option<&[u8; 32]>,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO file_part (item, part, hash, content) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![item, part, hash.map(|hash| &hash[..]), content])?;
        Ok(())
    }

    pub(crate) fn set_part_hash(
        &self,
        item: LocalId,
        part: u32,
        hash: &[u8; 32],
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE file_part SET hash = ?3 WHERE item = ?1 AND part = ?2")?
            .execute(params![item, part, &hash[..]])?;
        Ok(())
    }

    pub(crate) fn file_part(
        &self,
        item: LocalId,
        part: u32,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, StorageError> {
        let content: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT content FROM file_part WHERE item = ?1 AND part = ?2")?
            .query_row(params![item, part], |row| row.get(0))
            .optional()?;
        Ok(content.map(Zeroizing::new))
    }

    /// Of the parts that were sealed or opened here, in their order.
    pub(crate) fn part_hashes(&self, item: LocalId) -> Result<Vec<[u8; 32]>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT hash FROM file_part WHERE item = ?1 AND hash IS NOT NULL ORDER BY part",
        )?;
        let hashes = statement.query_map(params![item], |row| row.get::<_, Vec<u8>>(0))?;
        hashes.map(|hash| stored("part hash", hash?.try_into().ok())).collect()
    }

    /// Parts that were neither sealed nor opened here.
    pub(crate) fn parts_without_hash(&self, item: LocalId) -> Result<Vec<u32>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT part FROM file_part WHERE item = ?1 AND hash IS NULL ORDER BY part",
        )?;
        Ok(statement.query_map(params![item], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    pub(crate) fn set_parts_done(&self, item: LocalId, done: u32) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE file SET done = ?2 WHERE item = ?1")?
            .execute(params![item, done])?;
        Ok(())
    }

    pub(crate) fn set_file_hash(&self, item: LocalId, hash: &[u8; 32]) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE file SET hash = ?2 WHERE item = ?1")?
            .execute(params![item, &hash[..]])?;
        Ok(())
    }

    /// A copy of all parts for another item; each is sealed anew there.
    pub(crate) fn copy_parts(&self, from: LocalId, to: LocalId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT INTO file_part (item, part, content)
                 SELECT ?2, part, content FROM file_part WHERE item = ?1",
            )?
            .execute(params![from, to])?;
        Ok(())
    }

    pub(crate) fn delete_parts(&self, item: LocalId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM file_part WHERE item = ?1")?
            .execute(params![item])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, Location};

    #[test]
    fn parts_are_kept_copied_without_their_hashes_and_deleted_each_for_its_file() {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        for (part, hash) in [(1, None), (0, Some([7; 32])), (2, Some([9; 32]))] {
            let content = [u8::try_from(part).unwrap(); 3];
            database.put_file_part(5, part, &content, hash.as_ref()).unwrap();
        }
        let content = |item, part| database.file_part(item, part).unwrap().map(|one| one.to_vec());
        assert_eq!(content(5, 1), Some(vec![1; 3]));
        assert_eq!(content(5, 3), None);
        assert_eq!(database.part_hashes(5).unwrap(), [[7; 32], [9; 32]]);
        assert_eq!(database.parts_without_hash(5).unwrap(), [1]);
        database.set_part_hash(5, 1, &[8; 32]).unwrap();
        assert_eq!(database.part_hashes(5).unwrap(), [[7; 32], [8; 32], [9; 32]]);
        assert!(database.parts_without_hash(5).unwrap().is_empty());
        // A copy is sealed anew.
        database.copy_parts(5, 6).unwrap();
        assert_eq!(content(6, 2), Some(vec![2; 3]));
        assert_eq!(database.parts_without_hash(6).unwrap(), [0, 1, 2]);
        database.delete_parts(5).unwrap();
        assert_eq!((content(5, 0), content(6, 0)), (None, Some(vec![0; 3])));
    }
}
