//! Being woken for what is said in rooms: the relay is told of a device that is away by nobody whom it has not asked.

use std::collections::BTreeSet;

use corridor_engine::command::Command;
use corridor_engine::view::RoomId;
use corridor_wire::client_frame::Append;

use crate::failure::{Failure, Promise};
use crate::world::{Outcome, World};

/// Devices whose persons have asked for it at some time.
#[derive(Default)]
pub struct Waking {
    asked: BTreeSet<usize>,
}

impl World {
    pub fn ask_for_waking(
        &mut self,
        device: usize,
        room: RoomId,
        is_on: bool,
        is_one: bool,
    ) -> Outcome {
        if is_one {
            return self.quietly(device, Command::SetRoomWaking { room, is_on });
        }
        if is_on {
            self.ledger.waking.asked.insert(device);
        }
        self.quietly(device, Command::SetWaking { is_on })
    }

    /// Whom a frame names has asked for it once, and is not of its writer's own.
    pub fn check_wakes(&self, device: usize, append: &Append) -> Outcome {
        let Some(named) = &append.wake else { return Ok(()) };
        for id in named.as_slice() {
            let other = self.devices.iter().position(|one| one.id.as_ref() == Some(id));
            let is_asked = other.is_some_and(|other| {
                self.ledger.waking.asked.contains(&other)
                    && self.devices[other].account != self.devices[device].account
            });
            if !is_asked {
                let what =
                    format!("device {device} names {id}, which never asked, beside {}", append.log);
                return Err(Failure::new(Promise::RelayBlind, what));
            }
        }
        Ok(())
    }
}
