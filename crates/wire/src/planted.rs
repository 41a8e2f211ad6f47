//! Rules that a core can be told to break, so that the simulator proves that it would notice.
//!
//! Each rule is a one-line condition on [`is_planted`] at the place where the rule lives. Without the
//! feature `planted` that is `false` for good, and the compiler leaves nothing of it; the feature is
//! the simulator's alone, and `cargo xtask check` looks.

#[cfg(feature = "planted")]
use core::cell::Cell;

macro_rules! bugs {
    ($($(#[doc = $rule:literal])+ $bug:ident $name:literal $promise:literal;)+) => {
        /// What is broken. The documentation of each says which rule, [`Bug::promise`] which promise
        /// of DESIGN.md hangs on it.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Bug {
            $($(#[doc = $rule])+ $bug,)+
        }

        #[cfg(feature = "planted")]
        impl Bug {
            pub const ALL: &[Self] = &[$(Self::$bug,)+];

            /// Stable; for command lines and tables.
            pub fn name(self) -> &'static str {
                match self { $(Self::$bug => $name,)+ }
            }

            /// What goes wrong, in a sentence.
            pub fn rule(self) -> &'static str {
                match self { $(Self::$bug => concat!($($rule,)+).trim_ascii(),)+ }
            }

            /// Which of the numbered promises of DESIGN.md it endangers.
            pub fn promise(self) -> u8 {
                match self { $(Self::$bug => $promise,)+ }
            }
        }
    };
}

bugs! {
    // The relay: durable, then visible.
    /// An append is acknowledged before it is on disk.
    AcknowledgedBeforeSync "acknowledged-before-sync" 1;
    /// Entries are pushed to followers before they are on disk.
    PushedBeforeSync "pushed-before-sync" 1;
    /// A batch that the disk refused is acknowledged like one that it took.
    FailedBatchAcknowledged "failed-batch-acknowledged" 1;
    /// The head of a log is not written with the entry that moves it.
    HeadNotStored "head-not-stored" 1;
    // The relay: order and compare-and-swap.
    /// A record that was sealed under an older version is appended all the same.
    NoCompareAndSwap "no-compare-and-swap" 1;
    /// A retried append is appended a second time.
    NoDedupe "no-dedupe" 1;
    /// A retried append is answered with another place than the record has.
    DedupeAnswersWrongSeq "dedupe-answers-wrong-seq" 1;
    /// The hash chain begins anew with each entry.
    ChainNotExtended "chain-not-extended" 1;
    // The relay: capability.
    /// Whoever knows a log's id appends to it, with any token.
    TokenNotChecked "token-not-checked" 2;
    /// A token that a commit revoked still appends.
    RevokedTokenAppends "revoked-token-appends" 2;
    /// A token that a commit revoked reads on behind that commit.
    RevokedTokenReads "revoked-token-reads" 2;
    // The relay: followers.
    /// After a catch-up from the store, the next entry is not pushed.
    FollowSkipsOne "follow-skips-one" 1;
    /// What is pushed to a follower is pushed twice.
    PushedTwice "pushed-twice" 1;
    // The relay: accounts and what is kept.
    /// An invitation makes an account as often as it is shown.
    InvitationTwice "invitation-twice" 2;
    /// A one-time key package that was handed out is handed out again.
    KeyPackageTwice "key-package-twice" 1;
    /// A device that its account has withdrawn signs in.
    WithdrawnDeviceSignsIn "withdrawn-device-signs-in" 2;
    /// Records expire a day before their time.
    ExpiredEarly "expired-early" 4;
    /// Trimming an inbox takes the first unread letter too.
    TrimmedTooFar "trimmed-too-far" 1;
    /// The records of a deleted log stay on the disk.
    DeletedRecordsStay "deleted-records-stay" 3;
    /// The relay notes on disk which account wrote an entry.
    WriterOnDisk "writer-on-disk" 3;
    // The engine: one input, one transaction.
    /// The cursor is moved in a transaction of its own, before the message is stored.
    CursorBeforeMessage "cursor-before-message" 1;
    /// After a transaction is rolled back, rooms go on with the MLS state that was in memory.
    SessionKeptAfterRollback "session-kept-after-rollback" 1;
    // The engine: what a person asked for.
    /// What was asked for is forgotten when the relay answers with a conflict.
    IntentDroppedOnConflict "intent-dropped-on-conflict" 1;
    /// After a reconnect, what is unanswered is sealed and sent anew under another operation.
    RetriedWithNewOpId "retried-with-new-op-id" 1;
    /// Queued messages are sent newest first.
    OutboxReversed "outbox-reversed" 1;
    /// An invitation is forgotten when it is sent, not when the relay has answered.
    LetterForgottenWhenSent "letter-forgotten-when-sent" 1;
    /// This device does not know its own record when it comes back through the log.
    EchoNotRecognised "echo-not-recognised" 1;
    // The engine: what the relay says is checked.
    /// The relay's chain is not compared with the device's own.
    ChainNotChecked "chain-not-checked" 1;
    /// A gap in the sequence of entries is passed over.
    GapAccepted "gap-accepted" 1;
    /// What a member says of the history it has read is not compared.
    ForkNotNoticed "fork-not-noticed" 1;
    /// Entries that a restored relay has lost are not given back.
    RestoredRelayNotHealed "restored-relay-not-healed" 1;
    // The engine: people and what they see.
    /// A message goes out although somebody has joined whom its writer has not seen.
    RosterGateOff "roster-gate-off" 2;
    /// Removing a person takes out one of their devices only.
    OneDeviceRemoved "one-device-removed" 2;
    /// A device that was removed shows the room as if it were still in it.
    RemovalNotShown "removal-not-shown" 2;
    /// The timeline is ordered by the writers' clocks.
    OrderedByClock "ordered-by-clock" 4;
    /// A message counts as delivered as soon as one of the others has it.
    DeliveredTooEarly "delivered-too-early" 1;
    // The engine: what people do to messages.
    /// What somebody says otherwise of another's text is shown.
    EditOfOthers "edit-of-others" 2;
    /// A member takes back what others said, whatever her role is.
    WithdrawalWithoutRole "withdrawal-without-role" 2;
    /// Of two edits the one that came later wins, not the one that stands later in the log.
    EditsByArrival "edits-by-arrival" 4;
    /// Who votes again has voted twice.
    VoteCountedTwice "vote-counted-twice" 1;
    /// A vote behind the deadline counts.
    LateVoteCounts "late-vote-counts" 1;
    /// A text that was taken back stays in the database.
    WithdrawnTextStays "withdrawn-text-stays" 3;
    /// The content of a file that was taken back stays in the database.
    WithdrawnFileStays "withdrawn-file-stays" 3;
    /// A text that was put off stays on the list when it goes out, and goes out again.
    PutOffSentTwice "put-off-sent-twice" 1;
    /// Reactions go out although somebody has joined whom their author has not seen.
    GateNotForReactions "gate-not-for-reactions" 2;
    // The engine: what rooms are set to.
    /// What is to disappear stays in the database when its time is over.
    ExpiredTextStays "expired-text-stays" 3;
    /// What is to disappear goes long before its time.
    ForgottenTooEarly "forgotten-too-early" 1;
    /// Everybody writes where only some may.
    PostingNotChecked "posting-not-checked" 2;
    // The engine: doors.
    /// A link lets in as many as knock.
    LinkWithoutNumber "link-without-number" 2;
    /// One knocks with a link that was revoked.
    RevokedLinkKnocks "revoked-link-knocks" 2;
    /// One knocks with a link whose time is over.
    ExpiredLinkKnocks "expired-link-knocks" 2;
    /// Whoever knocks is added, and nobody has to open.
    KnockOpens "knock-opens" 2;
    // The engine: what messages are beside words.
    /// A part that is sent once more, since the line broke, has other bytes.
    PartSentOtherwise "part-sent-otherwise" 1;
    /// The second part of a file that was fetched is kept in the first one's place too.
    PartInWrongPlace "part-in-wrong-place" 1;
    /// What was opened once stays in the database.
    OpenedContentStays "opened-content-stays" 3;
    /// A message that mentions somebody mentions everybody.
    EverybodyMentioned "everybody-mentioned" 1;
    /// Pictures that were sent together are shown apart.
    AlbumForgotten "album-forgotten" 1;
    // The engine: people.
    /// What blocked people say is not kept.
    BlockedWordsDropped "blocked-words-dropped" 1;
    /// What blocked people say is shown like anybody's.
    BlockedWordsShown "blocked-words-shown" 1;
    /// People show how they wish to be known to rooms that they have not chosen.
    ProfileToEveryRoom "profile-to-every-room" 2;
    /// What is to disappear is told to newcomers.
    FleetingWordsTold "fleeting-words-told" 3;
    // The engine: soundings and huddles.
    /// Of two answers of a person the first one counts.
    FirstAnswerCounts "first-answer-counts" 1;
    /// Totals that are told in a room quote what somebody answered.
    TotalsQuote "totals-quote" 2;
    /// What was said in a huddle stays in the database when it is over.
    HuddleStays "huddle-stays" 3;
    /// Whoever writes has all devices of the room woken, asked or not.
    WakesEverybody "wakes-everybody" 2;
    // Sealing.
    /// Whether the committer's role allows a commit is not asked.
    RolesNotChecked "roles-not-checked" 2;
    /// A commit that removes somebody does not revoke the room's tokens.
    RemovalDoesNotRevoke "removal-does-not-revoke" 2;
    /// Records are not padded, so that their length tells how much was said.
    NotPadded "not-padded" 3;
    /// Records are sealed under one nonce.
    NonceReused "nonce-reused" 2;
}

#[cfg(feature = "planted")]
impl Bug {
    /// By its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|bug| bug.name() == name)
    }
}

#[cfg(feature = "planted")]
thread_local! {
    static PLANTED: Cell<Option<Bug>> = const { Cell::new(None) };
}

/// Breaks one rule, or none, in all cores on this thread from here on.
#[cfg(feature = "planted")]
pub fn plant(bug: Option<Bug>) {
    PLANTED.set(bug);
}

#[cfg(feature = "planted")]
pub fn is_planted(bug: Bug) -> bool {
    PLANTED.get() == Some(bug)
}

#[cfg(not(feature = "planted"))]
#[inline]
pub const fn is_planted(_: Bug) -> bool {
    false
}
