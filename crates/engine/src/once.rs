//! Files that are opened once, and what files take on this device.

use corridor_sealing::Entropy;
use zeroize::Zeroizing;

use crate::command::{CommandError, StorageError};
use crate::engine::Engine;
use crate::kinds::{GalleryKind, RoomStorage};
use crate::output::UnixMillis;
use crate::view::{LocalId, RoomId, TimelineItem};

impl Engine {
    /// The content of a file that is to be opened once and whose content is here. A second call is refused,
    /// on this device for good: nothing is left of it.
    pub fn open_once(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
        local_id: LocalId,
    ) -> Result<Zeroizing<Vec<u8>>, CommandError> {
        self.turn(now, entropy, |turn| turn.open_once(local_id))
    }

    /// About `limit` pictures, files, links or voice notes of a room, the newest first; `before` is the last
    /// of those that were shown already.
    pub fn gallery(
        &self,
        room: &RoomId,
        kind: GalleryKind,
        before: Option<LocalId>,
        limit: usize,
    ) -> Result<Vec<TimelineItem>, StorageError> {
        self.database.gallery(room, kind, before, limit)
    }

    /// What the files of each room take on this device, the largest first.
    pub fn storage(&self) -> Result<Vec<RoomStorage>, StorageError> {
        self.database.storage()
    }
}
