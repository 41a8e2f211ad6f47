//! What newcomers are told of what was said before: by somebody's word, in a file, and nothing that is to
//! disappear.

use corridor_engine::command::{Answer, Command};
use corridor_engine::view::{FileState, ItemKind, RoomId, TimelineItem};

use crate::failure::{Failure, Promise};
use crate::ledger::keys_in;
use crate::world::{Outcome, World};

fn broken(what: String) -> Outcome {
    Err(Failure::new(Promise::Conversation, what))
}

impl World {
    pub fn tell_newcomers(&mut self, device: usize, room: RoomId) -> Outcome {
        self.look(device, &room)?;
        let had_newcomers = self.has_newcomers(device, &room);
        let command = Command::Tell { room, from: 1, through: u64::MAX, seen: None };
        let answer = self.command(device, command)?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        let Some(Answer::Queued(local_id)) = answer else { return Ok(()) };
        let items = self.devices[device].engine().timeline(&room, None, 10).unwrap_or_default();
        let file = items.into_iter().find(|item| item.local_id == local_id);
        // They stay there whatever becomes of them in the log.
        let told = self.devices[device].engine().told(local_id).ok().flatten().unwrap_or_default();
        let keys = told.iter().flat_map(|one| keys_in(one.text.as_bytes()));
        self.ledger.told.extend(keys);
        // Its person hears of it by its name, where it cannot be sent.
        let name = file.and_then(|item| item.file).map(|file| file.name).unwrap_or_default();
        self.accept(device, room, local_id, name, ItemKind::File, None);
        Ok(())
    }

    /// Each entry says what its sender has said, and may be passed on.
    pub fn check_hearsay(&mut self, device: usize, item: &TimelineItem) -> Outcome {
        let is_telling = item.file.as_ref().is_some_and(|file| {
            file.name.starts_with("told-")
                && matches!(file.state, FileState::Here | FileState::Sent)
        });
        if !is_telling {
            return Ok(());
        }
        let told = self.devices[device].engine().told(item.local_id).ok().flatten();
        let Some(told) = told else {
            return broken(format!("device {device} cannot read what it was told in {item:?}"));
        };
        for one in told {
            for key in keys_in(one.text.as_bytes()) {
                let writer = key.split('/').next().and_then(|number| number.parse::<usize>().ok());
                let writer = writer.and_then(|writer| self.devices.get(writer));
                let writer = writer.and_then(|writer| writer.account.as_ref());
                if self.ledger.forwarded.contains(&key) {
                    continue;
                }
                if writer.is_none_or(|account| account.as_str() != one.sender) {
                    return broken(format!("{key} is told as said by {}", one.sender));
                }
                if self.ledger.fleeting.ends(&key) {
                    let what = format!("{key} is told, which is to disappear");
                    return Err(Failure::new(Promise::Disappearing, what));
                }
                if self.ledger.handed.is_once(&one.text) {
                    return broken(format!("{key} is told, which is to be seen once"));
                }
            }
        }
        Ok(())
    }
}
