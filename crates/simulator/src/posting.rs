//! Rooms in which only some may write: what others write there is shown to nobody.

use corridor_engine::view::{ItemKind, RoomId, TimelineItem};
use corridor_sealing::room_state::Role;
use corridor_wire::id::{AccountId, Seq};

use crate::failure::{Failure, Promise};
use crate::plan::Conduct;
use crate::world::{Outcome, World};

fn role_named(name: &str) -> Role {
    match name {
        "member" => Role::Member,
        "admin" => Role::Admin,
        "owner" => Role::Owner,
        _ => Role::Guest,
    }
}

impl World {
    /// Whoever says something has the role for it where it stands in the log.
    pub fn check_posting(&self, room: RoomId, seq: Seq, items: &[TimelineItem]) -> Outcome {
        let mut said = items.iter().filter(|item| item.kind.is_said());
        said.try_for_each(|item| self.check_may_post(room, seq, &item.sender))
    }

    pub fn check_may_post(&self, room: RoomId, seq: Seq, sender: &AccountId) -> Outcome {
        if self.plan.conduct != Conduct::Honest {
            return Ok(());
        }
        let least = self.timelines.last_before(&room, seq, ItemKind::PostingChanged);
        let least = least.map_or(Role::Guest, role_named);
        let role = self.timelines.role_before(&room, seq, sender);
        if role.is_none_or(|role| role >= least) {
            return Ok(());
        }
        let what = format!("{sender} writes {seq} of {room} as {role:?}, {least:?} may");
        Err(Failure::new(Promise::Conversation, what))
    }
}
