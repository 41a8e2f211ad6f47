//! The connection to the relay, as long as it lasts. Nothing in here outlives it: what has to is in
//! the database.

use std::collections::{BTreeMap, BTreeSet};

use corridor_sealing::blob::BlobReference;
use corridor_wire::id::{AccountId, BlobId, DeviceId, LogId, OpId, Seq};
use corridor_wire::relay_frame::{ClaimedKeyPackage, Entry};
use corridor_wire::token::TokenHash;

use crate::output::{TransferId, UnixMillis};
use crate::view::{LocalId, RoomId};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stage {
    Offline,
    /// The socket is open; the relay has not greeted yet.
    Connected,
    /// `Hello` and a request that authenticates are on their way.
    Authenticating,
    Ready,
}

/// Why a request was made, kept until its reply comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Hello,
    Register,
    AddDevice,
    Authenticate,
    CountKeyPackages,
    PublishKeyPackages {
        last_resort: bool,
    },
    CreateLog(RoomId),
    Follow(LogId),
    Append {
        room: RoomId,
        op_id: OpId,
    },
    Letter {
        letter: i64,
        inbox: LogId,
    },
    /// Key packages for an intent of a room.
    Claim {
        room: RoomId,
        round: u64,
        account: AccountId,
    },
    /// Where to send a request to be added again.
    LookUp(AccountId, LookUpPurpose),
    /// Numbers of uploads that are gone are given again; a token is for one content only.
    CreateBlob {
        upload: i64,
        read_hash: TokenHash,
    },
    /// The same for a file of the timeline.
    CreateFileBlob {
        item: LocalId,
        read_hash: TokenHash,
    },
    DeleteBlob,
    TrimInbox,
    /// What is left of an inbox whose older letters have expired.
    ReadInbox(LogId),
    RevokeDevice(DeviceId),
    DeleteLog,
    /// The log of a huddle that has ended.
    DeleteEnded(LogId),
    /// What is told to those who are there, or to be told such things.
    Signal,
    /// What came has come out of the line.
    Heard,
    /// To be woken while away, or not any more.
    Push {
        on: bool,
    },
    /// A record of a history that is lost, behind what others have written.
    PutBack {
        room: RoomId,
        op_id: OpId,
    },
    /// An entry that the relay had lost.
    Restore {
        room: RoomId,
        seq: Seq,
    },
}

impl Asked {
    /// A request on its own account, which no intent, letter or flight on disk stands for.
    pub(crate) fn is_errand(&self) -> bool {
        matches!(
            self,
            Self::CountKeyPackages
                | Self::PublishKeyPackages { .. }
                | Self::LookUp(..)
                | Self::RevokeDevice(_)
                | Self::DeleteLog
                | Self::DeleteEnded(_)
                | Self::Restore { .. }
        )
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LookUpPurpose {
    /// This device's state of the room is damaged.
    AskToBeAdded(RoomId),
    /// This device is new: the account's other devices know its rooms.
    Announce,
    /// Somebody showed a key for this account: only the relay's directory tells whose it is.
    Meet,
    /// The same, of somebody who knocks.
    CheckKnocker,
    /// This person's own knock goes to the devices of whoever made the link.
    Knock(i64),
}

/// How far a followed log is known to reach.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LogLink {
    pub(crate) following: bool,
    pub(crate) asked: bool,
    /// A commit that removed somebody has been read. The token shown for this follow sees nothing
    /// behind it, whatever the relay says of the end, until the log is followed with the next one.
    pub(crate) ending: bool,
    pub(crate) head: Seq,
}

/// A commit of a room whose key packages are being claimed.
pub(crate) struct Claims {
    pub(crate) intent: i64,
    /// A reply to an earlier round, withheld until now, must not end in this one.
    pub(crate) round: u64,
    pub(crate) waiting: usize,
    pub(crate) claimed: Vec<ClaimedKeyPackage>,
}

/// A log that stands still until something in a blob has come.
pub(crate) struct Fetch {
    pub(crate) transfer: TransferId,
    pub(crate) purpose: FetchPurpose,
}

pub(crate) struct FetchedCommit {
    pub(crate) room: RoomId,
    pub(crate) entry: Entry,
    pub(crate) reference: BlobReference,
}

pub(crate) enum FetchPurpose {
    Commit(Box<FetchedCommit>),
    /// The parts of an invitation that have come so far, and the one that is being fetched.
    Invitation(Box<crate::turn::PendingInvitation>),
}

pub(crate) struct Link {
    pub(crate) stage: Stage,
    next_request: u64,
    next_transfer: u64,
    pub(crate) asked: BTreeMap<u64, Asked>,
    pub(crate) logs: BTreeMap<LogId, LogLink>,
    /// Rooms whose flight is on its way on this connection.
    pub(crate) flying: BTreeSet<RoomId>,
    pub(crate) letters: BTreeSet<i64>,
    /// Own knocks whose way was asked for on this connection.
    pub(crate) knocks: BTreeSet<i64>,
    pub(crate) claims: BTreeMap<RoomId, Claims>,
    pub(crate) fetches: BTreeMap<LogId, Fetch>,
    pub(crate) uploading: BTreeMap<TransferId, (i64, BlobId)>,
    /// Files on their way, up or down: the item, and the blob that it is.
    pub(crate) files: BTreeMap<TransferId, (LocalId, BlobId)>,
    pub(crate) files_paused: BTreeMap<LocalId, UnixMillis>,
    /// Rooms that the relay asked to wait for.
    pub(crate) paused: BTreeMap<RoomId, UnixMillis>,
    /// Where each log stood when the relay last said that its token was revoked.
    pub(crate) ended: BTreeMap<LogId, Seq>,
    /// Inboxes that take nothing for now.
    pub(crate) letters_paused: BTreeMap<LogId, UnixMillis>,
    /// Rooms whose lost entries are being given back, and up to which sequence.
    pub(crate) restoring: BTreeMap<RoomId, Seq>,
    /// Logs that were found to be as they had been read.
    pub(crate) as_read: BTreeSet<RoomId>,
    pub(crate) was_settled: bool,
    /// How long the relay remembers what was appended.
    pub(crate) retention_days: u32,
    pub(crate) push: crate::turn::PushLink,
    pub(crate) typing: crate::turn::Typing,
}

impl Link {
    pub(crate) fn offline() -> Self {
        Self {
            stage: Stage::Offline,
            next_request: 1,
            next_transfer: 1,
            asked: BTreeMap::new(),
            logs: BTreeMap::new(),
            flying: BTreeSet::new(),
            letters: BTreeSet::new(),
            knocks: BTreeSet::new(),
            claims: BTreeMap::new(),
            fetches: BTreeMap::new(),
            uploading: BTreeMap::new(),
            files: BTreeMap::new(),
            files_paused: BTreeMap::new(),
            paused: BTreeMap::new(),
            ended: BTreeMap::new(),
            letters_paused: BTreeMap::new(),
            restoring: BTreeMap::new(),
            as_read: BTreeSet::new(),
            was_settled: false,
            retention_days: 30,
            push: crate::turn::PushLink::default(),
            typing: crate::turn::Typing::default(),
        }
    }

    /// Forgets the connection. Numbers of transfers go on: the end of one may still be reported.
    pub(crate) fn go_offline(&mut self) {
        let next_transfer = self.next_transfer;
        *self = Self { next_transfer, ..Self::offline() };
    }

    pub(crate) fn request(&mut self, asked: Asked) -> u64 {
        let id = self.next_request;
        self.next_request += 1;
        self.asked.insert(id, asked);
        id
    }

    pub(crate) fn claim_round(&mut self) -> u64 {
        self.next_request += 1;
        self.next_request
    }

    pub(crate) fn transfer(&mut self) -> TransferId {
        let id = TransferId(self.next_transfer);
        self.next_transfer += 1;
        id
    }

    pub(crate) fn is_ready(&self) -> bool {
        self.stage == Stage::Ready
    }

    /// Whether everything that the log is known to hold has been read up to `cursor`.
    pub(crate) fn is_caught_up(&self, log: &LogId, cursor: Seq) -> bool {
        self.logs.get(log).is_some_and(|link| link.following && !link.ending && cursor >= link.head)
            && !self.fetches.contains_key(log)
    }

    pub(crate) fn head_is(&mut self, log: &LogId, head: Seq) {
        let link = self.logs.entry(*log).or_default();
        link.head = link.head.max(head);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: LogId = LogId::from_bytes([2; 16]);

    #[test]
    fn requests_and_transfers_have_numbers_of_their_own_and_those_of_transfers_go_on() {
        let mut link = Link::offline();
        let (first, second) = (link.request(Asked::Hello), link.request(Asked::CountKeyPackages));
        assert_ne!(first, second);
        assert_eq!(link.asked.remove(&first), Some(Asked::Hello));
        assert_ne!(link.claim_round(), link.claim_round());
        let transfers = [link.transfer(), link.transfer()];
        assert_ne!(transfers[0], transfers[1]);
        link.stage = Stage::Ready;
        link.go_offline();
        assert!(!link.is_ready() && link.asked.is_empty());
        // The end of one may still be reported.
        assert!(!transfers.contains(&link.transfer()));
    }

    #[test]
    fn a_log_is_caught_up_when_it_is_followed_to_its_end_and_waits_for_nothing() {
        let mut link = Link::offline();
        assert!(!link.is_caught_up(&LOG, 9));
        link.head_is(&LOG, 5);
        assert!(!link.is_caught_up(&LOG, 9));
        link.logs.get_mut(&LOG).unwrap().following = true;
        assert!(link.is_caught_up(&LOG, 5) && link.is_caught_up(&LOG, 6));
        assert!(!link.is_caught_up(&LOG, 4));
        // An older page says nothing of the end.
        link.head_is(&LOG, 3);
        assert!(!link.is_caught_up(&LOG, 4));
        link.logs.get_mut(&LOG).unwrap().ending = true;
        assert!(!link.is_caught_up(&LOG, 5));
    }

    #[test]
    fn errands_are_requests_that_nothing_on_disk_stands_for() {
        let room = LOG;
        for errand in [
            Asked::CountKeyPackages,
            Asked::PublishKeyPackages { last_resort: true },
            Asked::DeleteLog,
            Asked::DeleteEnded(LOG),
            Asked::RevokeDevice(DeviceId::from_bytes([1; 16])),
            Asked::Restore { room, seq: 1 },
        ] {
            assert!(errand.is_errand(), "{errand:?}");
        }
        for other in [Asked::Hello, Asked::Follow(room), Asked::TrimInbox, Asked::CreateLog(room)] {
            assert!(!other.is_errand(), "{other:?}");
        }
    }
}
