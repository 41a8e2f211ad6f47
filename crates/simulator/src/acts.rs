//! What people do to messages, as it comes in from the log; and what they put off.

use std::collections::BTreeMap;

use corridor_engine::Raw;
use corridor_engine::view::{Delivery, ItemKind, LocalId, RoomId, RoomKind, TimelineItem};
use corridor_sealing::room_state::Role;
use corridor_wire::id::Seq;

use crate::failure::{Failure, Promise};
use crate::plan::Conduct;
use crate::timelines::{ShownAct, is_said};
use crate::world::{Outcome, World};

impl World {
    /// What waits for its time does wait.
    pub fn check_put_off(&self, device: usize, room: RoomId, items: &[TimelineItem]) -> Outcome {
        let one = &self.devices[device];
        let Some(seen) = one.rooms.get(&room) else { return Ok(()) };
        for accepted in seen.accepted.iter().filter(|accepted| accepted.due > Some(one.latest)) {
            let mut shown = items.iter().filter(|item| item.local_id == accepted.local_id);
            if shown.any(|item| item.send_at.is_none()) {
                let what = format!("device {device} sends {:?} before its time", accepted.text);
                return Err(Failure::new(Promise::Conversation, what));
            }
        }
        Ok(())
    }

    /// What people did to messages, as the log has it: the same to everybody, once, and through the gate.
    pub fn check_new_acts(
        &mut self,
        device: usize,
        room: RoomId,
        kind: RoomKind,
        rows: BTreeMap<LocalId, Raw>,
    ) -> Outcome {
        let Some(seen) = self.devices[device].rooms.get(&room) else { return Ok(()) };
        let after = seen.acts_through;
        let is_compared = !self.was_restored(device) && self.plan.conduct != Conduct::Forking;
        let lied_to = self.people_lied_to();
        for row in rows.into_values().filter(|row| row.seq > Some(after)) {
            let Some(seq) = row.seq.filter(|_| row.delivery != Delivery::OnlyHere) else {
                continue;
            };
            let clock = self.devices[device].clock(self.now());
            if let Some(seen) = self.devices[device].rooms.get_mut(&room) {
                seen.acts_through = seen.acts_through.max(seq);
                seen.came.entry(seq).or_insert(clock);
            }
            if is_said(row.kind) || row.kind == ItemKind::Unknown || !is_compared {
                continue;
            }
            if row.is_written_here {
                self.check_gate(device, room, seq)?;
            }
            let act = shown_act(&row);
            if self.plan.conduct == Conduct::Honest {
                self.check_right(room, seq, kind, &act)?;
            }
            if act.kind == ItemKind::Edit {
                self.check_may_post(room, seq, &act.sender)?;
            }
            self.timelines.act(device, room, seq, act, |author| lied_to.contains(author))?;
        }
        Ok(())
    }

    /// Whoever takes back what others said has the role for it where it stands in the log.
    fn check_right(&self, room: RoomId, seq: Seq, kind: RoomKind, act: &ShownAct) -> Outcome {
        let is_counted = !act.text.is_empty();
        let role = self.timelines.role_before(&room, seq, &act.sender);
        let is_wrong = match act.kind {
            ItemKind::Withdrawal => {
                let may = |role: Role| role >= Role::Admin && kind == RoomKind::Group;
                role.is_some_and(|role| may(role) != is_counted)
            }
            ItemKind::Pin => kind == RoomKind::Group && role == Some(Role::Guest),
            _ => false,
        };
        if is_wrong {
            let what = format!("{} did {:?} at {seq} of {room} as {role:?}", act.sender, act.kind);
            return Err(Failure::new(Promise::Conversation, what));
        }
        Ok(())
    }
}

pub fn shown_act(row: &Raw) -> ShownAct {
    ShownAct {
        sender: row.sender.clone(),
        kind: row.kind,
        text: row.text.clone(),
        target: row.target.clone(),
        id: row.message_id.clone(),
    }
}
