//! Telling authors that their messages arrived, many at a time.

use super::Turn;
use crate::command::StorageError;
use crate::database::{Intent, ReceiptStatus};

/// How long a receipt waits for others to go with it, in milliseconds.
pub(super) const COALESCE_MS: u64 = 150;

/// Messages in one report: 35 bytes each, so a report stays a small record.
const REPORT_MESSAGES: usize = 200;

impl Turn<'_> {
    /// Turns owed receipts into intents, once the room has nothing more to read.
    pub(super) fn report_receipts(&mut self) -> Result<(), StorageError> {
        for room in self.database.rooms_owing_receipts(self.now)? {
            let Some(row) = self.database.room(&room)? else { continue };
            if !self.link.is_caught_up(&room, row.cursor) {
                continue;
            }
            for status in [ReceiptStatus::Delivered, ReceiptStatus::Read] {
                loop {
                    let ids = self.database.take_due_receipts(&room, status, REPORT_MESSAGES)?;
                    if ids.is_empty() {
                        break;
                    }
                    let intent =
                        Intent::Receipts { message_ids: ids.concat(), status: status as u8 };
                    self.database.add_intent(&room, &intent, self.now, 0, None)?;
                }
            }
        }
        Ok(())
    }
}
