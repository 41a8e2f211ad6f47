//! A relay that serves two histories: half of the devices are on one, half on the other, and then
//! somebody of the one half is heard in the other.

use std::collections::BTreeSet;

use corridor_engine::view::{RoomId, RoomStatus};
use corridor_relay_core::ConnId;
use corridor_wire::client_frame::{Append, ClientFrame, Request};
use corridor_wire::id::OpId;

use crate::failure::{Failure, Promise};
use crate::on_disk::entries_on_disk;
use crate::relay::RelayNode;
use crate::schedule::SECOND;
use crate::watch::{self, Watch};
use crate::world::{Outcome, World};

pub struct Fork {
    pub first: usize,
    pub second: usize,
    /// Rooms in which what the first half writes is also written into the second history.
    pub bridged: BTreeSet<RoomId>,
    /// Appends that were carried over, and are in the second history.
    pub carried: u64,
}

impl World {
    /// From here on there are two relays with one past, and each device reaches one of them.
    pub fn fork_relay(&mut self, relay: usize, half: u64) -> Outcome {
        if self.fork.is_some() || self.relays[relay].core.is_none() {
            return Ok(());
        }
        let second = self.relays.len();
        let mut twin = RelayNode::new(relay);
        twin.disk = self.relays[relay].disk.back_up();
        twin.blobs.clone_from(&self.relays[relay].blobs);
        self.relays.push(twin);
        self.watches.push(Watch::new(false));
        self.start_relay(second)?;
        for device in 0..self.devices.len() {
            if half >> (device % 64) & 1 == 1 && self.devices[device].relay == relay {
                self.devices[device].relay = second;
                self.cut(device, 0, 0);
            }
        }
        self.fork = Some(Fork { first: relay, second, bridged: BTreeSet::new(), carried: 0 });
        Ok(())
    }

    /// What somebody of the first half appends is carried over, as it is, to the second history.
    pub fn carry_over(&mut self, device: usize, append: &Append) -> Outcome {
        let Some(fork) = &mut self.fork else { return Ok(()) };
        let is_carried = self.devices[device].relay == fork.first
            && append.commit.is_none()
            && fork.bridged.contains(&append.log);
        if !is_carried {
            return Ok(());
        }
        let second = fork.second;
        let other = self.lines.iter().find(|(_, line)| line.relay == second && !line.broken);
        let Some(conn) = other.map(|(conn, _)| *conn) else { return Ok(()) };
        fork.carried += 1;
        let request_id = watch::FORGED + fork.carried;
        let frame = ClientFrame { request_id, request: Request::Append(append.clone()) };
        self.relay_hears(second, conn, &corridor_wire::encode(&frame))
    }

    fn relay_hears(&mut self, relay: usize, conn: ConnId, frame: &[u8]) -> Outcome {
        let now = self.now();
        let node = &mut self.relays[relay];
        if let Some(core) = &mut node.core {
            core.handle_frame(conn, now, frame, &node.disk);
        }
        self.drive_relay(relay)
    }

    /// Both halves say something, then one of the first is heard in the second: whoever hears it has
    /// to find out.
    pub fn check_detection(&mut self) -> Outcome {
        let Some(fork) = &self.fork else { return Ok(()) };
        let (first, second) = (fork.first, fork.second);
        for room in self.rooms.clone() {
            let (Some(one), Some(other)) = (self.member(first, &room), self.member(second, &room))
            else {
                continue;
            };
            let before = self.carried();
            self.say(one, room, 0, true)?;
            self.say(other, room, 0, true)?;
            self.quiet(60 * SECOND)?;
            // Nobody opens what was sealed in another epoch: that is no contact.
            if self.commits_of(first, &room) != self.commits_of(second, &room) {
                continue;
            }
            if let Some(fork) = &mut self.fork {
                fork.bridged.insert(room);
            }
            self.say(one, room, 0, true)?;
            self.quiet(60 * SECOND)?;
            if let Some(fork) = &mut self.fork {
                fork.bridged.remove(&room);
            }
            if self.carried() == before {
                continue;
            }
            for device in 0..self.devices.len() {
                let hears = self.devices[device].relay == second
                    && self.member_status(device, &room) == Some(RoomStatus::Active);
                let seen = self.devices[device].rooms.get(&room);
                if hears && seen.is_some_and(|seen| !seen.has_contradicted) {
                    let what = format!("device {device} does not notice two histories of {room}");
                    return Err(Failure::new(Promise::Detection, what));
                }
            }
        }
        Ok(())
    }

    fn carried(&self) -> u64 {
        self.fork.as_ref().map_or(0, |fork| fork.carried)
    }

    fn commits_of(&self, relay: usize, room: &RoomId) -> Vec<OpId> {
        let entries = entries_on_disk(&self.relays[relay].disk, room);
        entries.iter().filter(|entry| entry.commit.is_some()).map(|entry| entry.op_id).collect()
    }

    pub fn member_status(&mut self, device: usize, room: &RoomId) -> Option<RoomStatus> {
        Some(self.devices[device].engine().room(room).ok()??.status)
    }

    /// A device at this relay that is in the room and reads it.
    fn member(&mut self, relay: usize, room: &RoomId) -> Option<usize> {
        (0..self.devices.len()).find(|device| {
            self.devices[*device].relay == relay
                && self.devices[*device].conn.is_some()
                && self.member_status(*device, room) == Some(RoomStatus::Active)
        })
    }
}
