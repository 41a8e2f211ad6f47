//! What is drawn on a picture, for whoever looks at it.

use crate::command::StorageError;
use crate::engine::Engine;
use crate::view::{ItemKind, LocalId, MarkView};

impl Engine {
    /// Marks on a picture in the order of the log; own ones that are on their way come last. None where it is no
    /// picture, or it was taken back.
    pub fn marks(&self, picture: LocalId) -> Result<Vec<MarkView>, StorageError> {
        let Some(subject) = self.database.subject(picture)? else { return Ok(Vec::new()) };
        let is_once = subject.details()?.is_some_and(|details| details.is_view_once);
        match subject.message_id.filter(|_| subject.kind == ItemKind::File && !is_once) {
            Some(id) => self.database.marks(&subject.room, &id),
            None => Ok(Vec::new()),
        }
    }
}
