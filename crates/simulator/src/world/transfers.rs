//! Blobs on their way: in parts or in one piece, broken off in the middle, and gone on with.

use corridor_engine::output::{TransferId, TransferResult};
use corridor_relay_core::ConnId;
use corridor_wire::id::BlobId;
use corridor_wire::token::Token;

use super::{Event, Outcome, Transfer, World};
use crate::fault::Fault;
use crate::relay::{RelayNode, Upload};

/// What has come of an upload.
enum Arrived {
    /// All of the blob is there.
    Whole,
    Result(TransferResult),
}

impl World {
    pub fn start_transfer(&mut self, device: usize, transfer: TransferId, what: Transfer) {
        let Some(conn) = self.devices[device].conn else { return };
        let delay = self.latency() * 2;
        self.schedule.after(delay, Event::Transferred { device, conn, transfer, what });
    }

    pub fn transferred(
        &mut self,
        device: usize,
        conn: ConnId,
        transfer: TransferId,
        what: Transfer,
    ) -> Outcome {
        let is_heard = self.devices[device].conn == Some(conn) && !self.is_away(device);
        let breaks = self.allows(Fault::Transfer) && self.network.chance(100);
        let now = self.now();
        let relay = self.devices[device].relay;
        // Of a line that is cut something may have arrived, and nobody is told.
        let is_cut = breaks || !is_heard;
        let result = match what {
            Transfer::Up { blob, token, bytes, offset, total } => {
                let most = if is_cut { self.network.below(bytes.len() + 1) } else { bytes.len() };
                let node = &mut self.relays[relay];
                match arrive(node, blob, &token, &bytes[..most], offset, total) {
                    _ if !is_heard => return Ok(()),
                    _ if breaks => {
                        self.counts.add(Fault::Transfer);
                        TransferResult::Interrupted
                    }
                    Arrived::Whole => {
                        let ticket = node.ticket(Upload { device, conn, transfer });
                        let Some(core) = &mut node.core else { return Ok(()) };
                        core.handle_blob_complete(ticket, blob, &token, now, &node.disk);
                        return self.drive_relay(relay);
                    }
                    Arrived::Result(result) => result,
                }
            }
            Transfer::Down { .. } if !is_heard => return Ok(()),
            Transfer::Down { .. } if breaks => {
                self.counts.add(Fault::Transfer);
                TransferResult::Interrupted
            }
            Transfer::Down { blob, token, offset, length } => {
                fetch(&self.relays[relay], blob, &token, offset, length)
            }
        };
        self.input(device, |engine, now, entropy| {
            engine.handle_transfer(now, entropy, transfer, result)
        })
    }
}

fn refused(error: &corridor_wire::relay_frame::ErrorReply) -> TransferResult {
    TransferResult::Refused(error.code.name().to_owned())
}

/// Bytes of a blob come in behind those that are there, or the relay says where it is.
fn arrive(
    node: &mut RelayNode,
    blob: BlobId,
    token: &Token,
    bytes: &[u8],
    offset: u64,
    total: u64,
) -> Arrived {
    let Some(core) = &node.core else { return Arrived::Result(TransferResult::Interrupted) };
    match core.authorize_put(blob, token, &node.disk) {
        Err(error) => return Arrived::Result(refused(&error)),
        Ok(grant) if grant.bytes != total => {
            return Arrived::Result(TransferResult::Refused("blob_offset".to_owned()));
        }
        Ok(_) => {}
    }
    let held = node.blobs.entry(blob).or_default();
    let at = held.len() as u64;
    let end = offset + bytes.len() as u64;
    if at < total && (at < offset || at > end) {
        return Arrived::Result(TransferResult::At(at));
    }
    let from = usize::try_from(at.saturating_sub(offset)).unwrap_or(usize::MAX);
    held.extend_from_slice(bytes.get(from..).unwrap_or_default());
    if held.len() as u64 == total {
        Arrived::Whole
    } else {
        Arrived::Result(TransferResult::Uploaded)
    }
}

fn fetch(
    node: &RelayNode,
    blob: BlobId,
    token: &Token,
    offset: u64,
    length: u64,
) -> TransferResult {
    let Some(core) = &node.core else { return TransferResult::Interrupted };
    if let Err(error) = core.authorize_get(blob, token, &node.disk) {
        return refused(&error);
    }
    let range = usize::try_from(offset).ok().zip(usize::try_from(offset + length).ok());
    let bytes = node.blobs.get(&blob).zip(range).and_then(|(held, (from, to))| held.get(from..to));
    match bytes {
        Some(bytes) => TransferResult::Downloaded(bytes.to_vec()),
        None => TransferResult::Refused("blob_unknown".to_owned()),
    }
}
