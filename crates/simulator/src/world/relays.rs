//! The relays' side: processes that start and die, batches on their way to the disk, frames down.

use std::sync::Arc;

use corridor_engine::output::TransferResult;
use corridor_relay_core::{BatchId, ConnId, Output as RelayOutput, Relay};
use corridor_store::{Batch, Store, StoreError};

use super::{Event, Outcome, World};
use crate::failure::{Failure, Promise};
use crate::fault::Fault;
use crate::line;
use crate::plan::Conduct;
use crate::relay::RelayNode;
use crate::schedule::{MINUTE, Millis, SECOND};
use crate::{watch, words};

impl World {
    pub fn start_relay(&mut self, relay: usize) -> Outcome {
        let now = self.now();
        if self.relays[relay].core.is_some() {
            return Ok(());
        }
        if self.relays[relay].is_damaged {
            self.restore_relay(relay);
        }
        let started = self.relays[relay].start(now, &mut self.choice);
        started
            .map_err(|error| Failure::new(Promise::NothingLost, format!("no start: {error}")))?;
        self.drive_relay(relay)
    }

    /// The process ends here and now; it comes back after `down`.
    pub fn kill_relay(&mut self, relay: usize, down: Millis) {
        if self.relays[relay].core.is_none() {
            return;
        }
        self.tell(format_args!("relay {relay} is killed"));
        let was_writing = self.relays[relay].kill();
        if let Some(batch) = was_writing {
            match self.choice.below(3) {
                0 => self.counts.add(Fault::LostWrite),
                1 => self.counts.add(Fault::TornWrite),
                // It had reached the disk, and nobody was told.
                _ => drop(self.relays[relay].disk.sync(&batch)),
            }
        }
        let gone: Vec<(ConnId, usize)> = self
            .lines
            .iter()
            .filter(|(_, line)| line.relay == relay)
            .map(|(conn, line)| (*conn, line.device))
            .collect();
        for (conn, device) in gone {
            self.lines.remove(&conn);
            if self.devices[device].conn == Some(conn) {
                self.lose_connection(device);
            }
        }
        self.schedule.after(down, Event::RelayStarts(relay));
    }

    /// The operator takes the relay down and puts a backup in place of the damaged disk.
    pub fn damage_found(&mut self, relay: usize) {
        if !self.relays[relay].is_damaged {
            return;
        }
        if self.relays[relay].core.is_some() {
            self.kill_relay(relay, SECOND);
        }
        self.restore_relay(relay);
    }

    pub fn restore_relay(&mut self, relay: usize) {
        if self.relays[relay].restore(&mut self.choice) {
            self.counts.add(Fault::Restore);
            self.watches[relay].restored(&self.relays[relay].disk);
        }
    }

    pub fn relay_gets(&mut self, conn: ConnId, frame: &[u8]) -> Outcome {
        let now = self.now();
        let Some(line) = self.lines.get(&conn).filter(|line| !line.broken) else { return Ok(()) };
        let relay = line.relay;
        let node = &mut self.relays[relay];
        if let Some(core) = &mut node.core {
            core.handle_frame(conn, now, frame, &node.disk);
        }
        self.drive_relay(relay)
    }

    /// Takes a batch to the disk if none is on its way, and sends what there is to say.
    pub fn drive_relay(&mut self, relay: usize) -> Outcome {
        let node = &mut self.relays[relay];
        let life = node.life;
        let Some(core) = &mut node.core else { return Ok(()) };
        if node.pending.is_none()
            && let Some((id, batch)) = core.take_batch()
        {
            node.pending = Some((id, batch));
            let delay = self.network.between(1, 8);
            self.schedule.after(delay, Event::Synced { relay, life });
        }
        while let Some(output) = self.relays[relay].core.as_mut().and_then(Relay::poll_output) {
            self.carry_out(relay, output)?;
        }
        let node = &mut self.relays[relay];
        node.wake += 1;
        let wake = node.wake;
        if let Some(at) = node.core.as_ref().and_then(Relay::poll_wake) {
            self.schedule.at(at, Event::RelayWakes { relay, wake });
        }
        Ok(())
    }

    pub fn carry_out(&mut self, relay: usize, output: RelayOutput) -> Outcome {
        match output {
            RelayOutput::Send { conn, frame } => self.relay_sends(relay, conn, &frame),
            RelayOutput::Close { conn, .. } => {
                if let Some(line) = self.lines.remove(&conn)
                    && self.devices[line.device].conn == Some(conn)
                {
                    let device = line.device;
                    self.schedule.after(1, Event::DeviceNotices { device, conn });
                }
                Ok(())
            }
            RelayOutput::DropSpace(space) => {
                // A disk that fails here tries again at the next expiry.
                let _ = self.relays[relay].disk.drop_space(space);
                Ok(())
            }
            RelayOutput::DeleteBlob(blob) => {
                self.relays[relay].blobs.remove(&blob);
                Ok(())
            }
            // Nobody has a push service here.
            RelayOutput::Wake { .. } => Ok(()),
            RelayOutput::ExpireBlobs { through_day } => {
                let day_of = corridor_relay_core::blob::day_of;
                self.relays[relay].blobs.retain(|blob, _| day_of(blob) > through_day);
                Ok(())
            }
            RelayOutput::BlobCompleted { ticket, result } => {
                let Some(upload) = self.relays[relay].uploads.remove(&ticket) else {
                    return Ok(());
                };
                if self.devices[upload.device].conn != Some(upload.conn) {
                    return Ok(());
                }
                let result = match result {
                    Ok(()) => TransferResult::Uploaded,
                    Err(error) => TransferResult::Refused(error.code.name().to_owned()),
                };
                self.input(upload.device, |engine, now, entropy| {
                    engine.handle_transfer(now, entropy, upload.transfer, result)
                })
            }
        }
    }

    pub fn relay_sends(&mut self, relay: usize, conn: ConnId, frame: &Arc<[u8]>) -> Outcome {
        self.trace_frame(frame);
        let (watch, node) = (&mut self.watches[relay], &self.relays[relay]);
        watch.said(conn.0, frame, &node.disk)?;
        if watch::is_answer_to_forgery(frame) {
            let node = &mut self.relays[relay];
            if let Some(core) = &mut node.core {
                core.handle_drained(conn, frame.len(), &node.disk);
            }
            return Ok(());
        }
        let Some(line) = self.lines.get_mut(&conn) else { return Ok(()) };
        let device = line.device;
        if self.plan.conduct == Conduct::Lying && line.past.len() < 40 {
            line.past.push(Arc::clone(frame));
        }
        if self.plan.verbose {
            self.tell(format_args!("relay {relay} to device {device}: {}", words::describe(frame)));
        }
        let frames = if self.is_newer(device) {
            let newer = line::from_the_future(frame.to_vec());
            self.on_the_line(device, conn, &newer, true)
        } else {
            self.on_the_line(device, conn, frame, true)
        };
        for frame in frames {
            let delay = self.latency();
            let Some(line) = self.lines.get_mut(&conn) else { return Ok(()) };
            line.down = line.down.max(self.schedule.now() + delay);
            self.schedule.at(line.down, Event::ToDevice { conn, frame: frame.into() });
        }
        Ok(())
    }

    pub fn synced(&mut self, relay: usize, life: u64) -> Outcome {
        let node = &mut self.relays[relay];
        if node.life != life {
            return Ok(());
        }
        let Some((id, batch)) = node.pending.take() else { return Ok(()) };
        let result = Self::write(node, &batch);
        match result {
            Ok(()) | Err(StoreError::Full) => {
                if result.is_err() {
                    self.counts.add(Fault::DiskFull);
                }
                self.committed(relay, id, result)
            }
            // The program ends rather than go on beside a disk that it does not understand.
            Err(_) => {
                node.pending = Some((id, batch));
                let down = self.network.between(SECOND, MINUTE);
                self.kill_relay(relay, down);
                Ok(())
            }
        }
    }

    pub fn write(node: &mut RelayNode, batch: &Batch) -> Result<(), StoreError> {
        if node.full && batch.writes().any(|(_, _, value)| value.is_some()) {
            return Err(StoreError::Full);
        }
        if core::mem::take(&mut node.fails_next_write) {
            return Err(StoreError::Unavailable("the write failed".to_owned()));
        }
        node.disk.sync(batch)
    }

    pub fn committed(
        &mut self,
        relay: usize,
        id: BatchId,
        result: Result<(), StoreError>,
    ) -> Outcome {
        let node = &mut self.relays[relay];
        if let Some(core) = &mut node.core {
            core.handle_committed(id, result, &node.disk);
        }
        self.drive_relay(relay)
    }
}
