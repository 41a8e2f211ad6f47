//! Whether an invitation may take the place of what this device knows of a room.

use corridor_sealing::inbox::RoomInvitation;
use corridor_sealing::room_state::RoomState;
use corridor_wire::certificate::CertificateBody;

use crate::database::{DeviceRow, RoomRow, StatusCode};

/// Sequences and versions beyond this are no honest relay's.
const COUNT_LIMIT: u64 = 1 << 53;

/// Whoever knows a log's id can write an invitation into it, with a group of their own making.
pub(super) fn is_plausible(
    invitation: &RoomInvitation,
    inviter: &CertificateBody,
    known: Option<&RoomRow>,
    before: &[DeviceRow],
) -> bool {
    if invitation.seq >= COUNT_LIMIT || invitation.version >= COUNT_LIMIT {
        return false;
    }
    let Some(room) = known else { return true };
    let goes_on = invitation.seq > room.cursor && invitation.version >= room.version;
    let was_there = before
        .iter()
        .any(|row| row.account == inviter.account && row.account_key == inviter.account_key);
    let is_over = matches!(room.status, StatusCode::Left | StatusCode::Removed);
    goes_on && (is_over || was_there)
}

/// What a room that is let into once more is to the one that this device has known under its id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Return {
    /// The same room: what was said before stays where it is.
    Same,
    /// A huddle that was kept while this device was out of it: what it knew was to end, and ends now.
    Anew,
    /// No room becomes that.
    Forged,
}

/// Whoever writes the invitation has written the state too: it must not make what is here go, or stay, otherwise
/// than was promised.
pub(super) fn returns_to(known: &RoomRow, state: &RoomState) -> Return {
    let is_over = matches!(known.status, StatusCode::Left | StatusCode::Removed);
    match (known.state.huddle(), state.huddle()) {
        _ if known.state.kind != state.kind => Return::Forged,
        (Some(before), Some(now)) if now.ends_at <= before.ends_at => Return::Same,
        (None | Some(_), Some(_)) => Return::Forged,
        (Some(_), None) if is_over => Return::Anew,
        (None | Some(_), None) => Return::Same,
    }
}

#[cfg(test)]
mod tests {
    use corridor_sealing::identity::{AccountSecret, DeviceSecret};
    use corridor_sealing::inbox::Payload;
    use corridor_wire::chain::ChainHash;
    use corridor_wire::id::{AccountId, LogId, Seq};

    use super::*;

    const LOG: LogId = LogId::from_bytes([2; 16]);

    /// An invitation by Ann, who was there, into a room that was read up to entry 5 and version 3.
    fn is_taken(seq: Seq, version: u64, status: StatusCode, knows_ann: bool) -> bool {
        let mut rng = corridor_sealing::Entropy::from_bytes([1; 32]).rng();
        let (account, device) =
            (AccountSecret::generate(&mut rng), DeviceSecret::generate(&mut rng));
        let ann = AccountId::parse("ann@relay.example").unwrap();
        let sender = account.issue(&ann, &device.key(), 0, 9);
        let row = DeviceRow {
            device: device.id(),
            account: ann.clone(),
            account_key: if knows_ann {
                account.key()
            } else {
                AccountSecret::generate(&mut rng).key()
            },
            leaf: 0,
            added_by: None,
            added_at: 0,
            added_seq: 0,
            mark: 0,
            is_unmet: false,
        };
        let room = RoomRow {
            id: LOG,
            state: RoomState::room("Known", &ann).unwrap(),
            status,
            detail: String::new(),
            created: true,
            delete_token: None,
            cursor: 5,
            version: 3,
            chain: ChainHash::empty(&LOG),
            read_seq: 0,
            mark: 0,
            acknowledged: 0,
            last_activity: 0,
            skipped: 0,
            contradiction: None,
            asked_at: 0,
        };
        let part = || Payload::Inline(Vec::new());
        let (welcome, tree, chain) = (part(), part(), room.chain);
        let invitation = RoomInvitation { log: LOG, welcome, tree, seq, version, chain };
        is_plausible(&invitation, &sender.body, Some(&room), &[row])
    }

    #[test]
    fn an_invitation_into_a_known_room_goes_on_from_what_was_read_and_is_by_who_was_there() {
        use StatusCode::{Damaged, Halted, Left, Removed};
        for status in [Damaged, Halted, Left, Removed] {
            assert!(is_taken(6, 3, status, true), "{status:?}");
            assert!(!is_taken(5, 3, status, true), "{status:?}");
            assert!(!is_taken(6, 2, status, true), "{status:?}");
            assert!(is_taken(COUNT_LIMIT - 1, COUNT_LIMIT - 1, status, true));
            assert!(!is_taken(1 << 53, 3, status, true) && !is_taken(6, 1 << 53, status, true));
            // Into what is over, anybody may invite anew.
            assert_eq!(is_taken(6, 3, status, false), matches!(status, Left | Removed));
        }
    }
}
