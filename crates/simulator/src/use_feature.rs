//! What rooms and messages can be beside talk, carried out: who does it, and to what.

use corridor_engine::command::Command;
use corridor_engine::view::{RoomId, RoomStatus, RoomView};
use corridor_sealing::room_state::Role;

use crate::act::ROLES;
use crate::feature::Feature;
use crate::world::{Outcome, World};

impl World {
    pub fn use_feature(
        &mut self,
        by: usize,
        room: usize,
        which: usize,
        feature: Feature,
    ) -> Outcome {
        match feature {
            Feature::MakeLink { most, ms } => return self.make_link(which, most, ms),
            Feature::RevokeLink => return self.revoke_link(which),
            Feature::Knock => return self.knock(by, which),
            Feature::AnswerKnock { opens } => return self.answer_knock(which, opens),
            Feature::AnswerAround => return self.answer_around(which),
            Feature::InHuddle(deed) => return self.in_huddle(by, which, deed),
            _ => {}
        }
        let Some((device, room)) = self.at(by, room) else { return Ok(()) };
        // Now and then somebody tries it who may not.
        let owner = self.one_with(&room, Role::Owner, which).filter(|_| !by.is_multiple_of(5));
        match feature {
            Feature::SetExpiry { seconds } => {
                self.set_expiry(owner.unwrap_or(device), room, seconds)
            }
            Feature::SetPosting { role } => {
                let role = ROLES[role % ROLES.len()];
                self.quietly(owner.unwrap_or(device), Command::SetPosting { room, role })
            }
            Feature::SendLong { bytes, is_whole } => self.send_long(device, room, bytes, is_whole),
            Feature::PauseFile => self.pause_file(which),
            Feature::GoOn => self.go_on(),
            Feature::FetchLong => self.fetch_long(device, room),
            Feature::Hand(kind) => self.hand(device, room, which, kind),
            Feature::OpenOnce => self.open_once(which),
            Feature::SetProfile => self.set_profile(device),
            Feature::ShareProfile { is_on } => self.share_profile(device, room, is_on),
            Feature::Block { is_on } => self.block(device, which, is_on),
            Feature::Tell => self.tell_newcomers(owner.unwrap_or(device), room),
            Feature::Wake { is_on, is_one } => self.ask_for_waking(device, room, is_on, is_one),
            Feature::Together(work) => self.work(device, room, which, work),
            Feature::FormHuddle { ms } => self.form_huddle(device, which, ms),
            Feature::AskAround { count } => self.ask_around(device, by + which, count),
            Feature::GoOnAround { shares } => self.go_on_around(device, room, shares),
            Feature::MakeLink { .. }
            | Feature::AnswerAround
            | Feature::InHuddle(_)
            | Feature::RevokeLink
            | Feature::Knock
            | Feature::AnswerKnock { .. } => Ok(()),
        }
    }

    /// A room as a device has it that is in it.
    pub fn active(&mut self, device: usize, room: &RoomId) -> Option<RoomView> {
        let view = self.devices[device].engine().room(room).ok().flatten();
        view.filter(|view| view.status == RoomStatus::Active)
    }

    /// A device in somebody's hand who has the role.
    pub fn one_with(&mut self, room: &RoomId, role: Role, which: usize) -> Option<usize> {
        let mut fitting = Vec::new();
        for device in 0..self.devices.len() {
            let is_usable = self.takes_part(device) && !self.is_away(device);
            if is_usable && self.active(device, room).is_some_and(|view| view.own_role >= role) {
                fitting.push(device);
            }
        }
        fitting.get(which % fitting.len().max(1)).copied()
    }
}
