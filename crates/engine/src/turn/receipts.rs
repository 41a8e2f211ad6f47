//! Telling authors that their messages arrived, many at a time.

use corridor_content::{Message, MessageStatus, StatusReport};
use corridor_wire::id::AccountId;

use super::Turn;
use crate::command::StorageError;
use crate::database::{Intent, ReceiptStatus, RoomRow};
use crate::output::{Change, LATEST_MS};

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

    /// What somebody tells of this person's messages, and of silences.
    pub(super) fn receipts_came(
        &mut self,
        room: &RoomRow,
        account: &AccountId,
        message: &Message,
        report: &StatusReport,
    ) -> Result<(), StorageError> {
        let mut any = false;
        // Who does not tell is not told: of one that was read, it is known here that it has arrived.
        let reads = self.database.number("read_receipts")?.unwrap_or(0) == 1;
        // Delivery of a silence counts by its time, and for nothing without.
        let sent_at = message.extensions.sent_at_ms().filter(|at| *at <= LATEST_MS);
        for one in report.statuses() {
            let status = match one.status {
                MessageStatus::Read if reads => ReceiptStatus::Read,
                MessageStatus::Delivered | MessageStatus::Read => ReceiptStatus::Delivered,
                _ => continue,
            };
            let id = &one.message.as_bytes()[..];
            any |= self.database.note_receipt(&room.id, id, account, status)?;
            if let Some(at) = sent_at {
                any |= self.database.silence_reached(&room.id, id, account, at, status)?;
            }
        }
        if any {
            self.change(Change::Delivery(room.id));
        }
        Ok(())
    }
}
