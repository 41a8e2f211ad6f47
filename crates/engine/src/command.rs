//! What a person asks of the engine, and what it answers at once.

mod announcement;
mod error;
mod sounding;
mod statement;
mod to_send;

pub use announcement::AnnouncementCommand;
pub use error::CommandError;
pub use sounding::{SoundingCommand, SoundingError, SoundingToSend};
pub use statement::{StatementCommand, StatementError, SuggestedChange, version_of};
pub use to_send::{FileToSend, GroupChoice, LongFileToSend, PollToSend, ProfileToShow, TextToSend};

use corridor_wire::id::AccountId;
use corridor_wire::invitation::{Invitation, RelayAddress};

use crate::kinds::{Contact, Mark, Nudge, Place};
pub use crate::link_use::LinkUse;
use crate::output::UnixMillis;
pub use crate::storage_error::StorageError;
use crate::view::{LocalId, RoomId, RosterMark};
pub use corridor_sealing::affiliation::{
    Affiliation, AffiliationError, OrganisationKey, SignedAffiliation,
};
use corridor_sealing::room_state::Role;

/// Every command is durable when it is answered. What needs the relay is kept as an intent and
/// carried out when there is a connection.
#[derive(Clone)]
pub enum Command {
    /// Makes the keys of a new account and keeps the invitation until the relay has taken it.
    Join {
        invitation: Invitation,
        name: String,
    },
    /// Makes a new device for an account whose 24 recovery words are known.
    Recover {
        address: RelayAddress,
        account: AccountId,
        words: String,
    },
    CreateRoom {
        title: String,
        with: Vec<AccountId>,
    },
    CreateRoomInGroup {
        title: String,
        with: Vec<AccountId>,
        group: GroupChoice,
    },
    /// A room that ends then, from a minute to seven days from now, and that all may choose to keep.
    FormHuddle {
        title: String,
        with: Vec<AccountId>,
        ends_at: UnixMillis,
    },
    /// Ends a huddle at once, at everybody's. An admin's.
    EndHuddle {
        room: RoomId,
    },
    /// This person would keep the huddle, or not: it becomes a room when all would.
    KeepHuddle {
        room: RoomId,
        is_on: bool,
    },
    /// The direct room with a person: the one there is, or a new one.
    OpenDirectRoom {
        with: AccountId,
    },
    AddPeople {
        room: RoomId,
        people: Vec<AccountId>,
    },
    RemovePeople {
        room: RoomId,
        people: Vec<AccountId>,
    },
    Leave {
        room: RoomId,
    },
    Rename {
        room: RoomId,
        title: String,
    },
    SetRole {
        room: RoomId,
        person: AccountId,
        role: Role,
    },
    /// What the room is for, in up to 1,024 bytes; nothing where it is empty. An owner's.
    SetDescription {
        room: RoomId,
        text: String,
    },
    /// A JPEG, PNG or WebP of at most 8 KiB, or none any more. By whoever may rename the room.
    SetPicture {
        room: RoomId,
        picture: Option<Vec<u8>>,
    },
    /// Under which heading lists show the room. By whoever may rename it.
    SetGroup {
        room: RoomId,
        group: Option<GroupChoice>,
    },
    /// After how long what is said from then on disappears from devices that cooperate: from five minutes
    /// to ninety days, or never. An owner's; in a direct room either's.
    SetExpiry {
        room: RoomId,
        seconds: Option<u32>,
    },
    /// The least role that may write; reactions and votes are everybody's. An owner's.
    SetPosting {
        room: RoomId,
        role: Role,
    },
    /// No notices of the room on this device until then, but of mentions and announcements; `None` takes it back.
    Mute {
        room: RoomId,
        until: Option<UnixMillis>,
    },
    /// Puts the room away on this device, or back. It comes back by itself when a message mentions this
    /// person or is announced to them, and for nothing else.
    Archive {
        room: RoomId,
        is_archived: bool,
    },
    /// `seen` is the roster that the writer saw; `None` stands for what was acknowledged last. The
    /// command is refused with `CommandError::RosterChanged` if somebody has joined since.
    SendText {
        room: RoomId,
        text: TextToSend,
        seen: Option<RosterMark>,
    },
    /// As `SendText`. The file goes to the relay first, and then the message that points to it.
    SendFile {
        room: RoomId,
        file: FileToSend,
        seen: Option<RosterMark>,
    },
    /// As `SendFile`, for content too long to be given at once: the parts follow, then it goes out.
    BeginFile {
        room: RoomId,
        file: LongFileToSend,
        seen: Option<RosterMark>,
    },
    /// The next part of a file that was begun: a mebibyte of its content, or what is left.
    AddFilePart {
        local_id: LocalId,
        content: Vec<u8>,
    },
    /// Begins to fetch the file of an item.
    FetchFile {
        local_id: LocalId,
    },
    /// Stops a file on its way, up or down.
    PauseFile {
        local_id: LocalId,
    },
    ResumeFile {
        local_id: LocalId,
    },
    /// A question with answers to choose from.
    SendPoll {
        room: RoomId,
        poll: PollToSend,
        seen: Option<RosterMark>,
    },
    SendContact {
        room: RoomId,
        contact: Contact,
        seen: Option<RosterMark>,
    },
    SendPlace {
        room: RoomId,
        place: Place,
        seen: Option<RosterMark>,
    },
    /// A phrase, said five seconds later: until then `Discard` takes it back.
    SendNudge {
        room: RoomId,
        nudge: Nudge,
        reply_to: Option<LocalId>,
        seen: Option<RosterMark>,
    },
    /// Phrases of this person's own, for nudges, in place of those that this device keeps.
    KeepPhrases {
        phrases: Vec<String>,
    },
    Announcement(AnnouncementCommand),
    /// Draws or writes on a picture, for everybody in its room to see. `Withdraw` takes it back.
    SendMark {
        local_id: LocalId,
        mark: Mark,
        seen: Option<RosterMark>,
    },
    Sounding(SoundingCommand),
    Statement(StatementCommand),
    /// Forgets what is on this device of files, in whole rooms and of single items; they can be fetched
    /// again while the relay has them.
    FreeFiles {
        rooms: Vec<RoomId>,
        items: Vec<LocalId>,
    },
    /// Says in a room what stands in another one. Nothing tells from which, or who said it.
    Forward {
        local_id: LocalId,
        room: RoomId,
        seen: Option<RosterMark>,
    },
    /// A reaction to a message, or no longer.
    React {
        local_id: LocalId,
        reaction: String,
        is_on: bool,
    },
    /// Says an own message otherwise. What it said before stays to be looked at.
    Edit {
        local_id: LocalId,
        text: String,
        is_markdown: bool,
    },
    /// Takes a message back at everybody's: an own one, or any as an admin of the room. That it was there
    /// stays.
    Withdraw {
        local_id: LocalId,
    },
    /// Takes a message away on this device alone.
    Hide {
        local_id: LocalId,
    },
    /// Keeps a message in everybody's sight, or no longer.
    Pin {
        local_id: LocalId,
        is_on: bool,
    },
    /// Marks a message for oneself.
    Star {
        local_id: LocalId,
        is_on: bool,
    },
    /// Chooses answers of a poll, by their places from 0; none takes an earlier choice back.
    Vote {
        local_id: LocalId,
        choices: Vec<u8>,
    },
    /// Ends an own poll.
    EndPoll {
        local_id: LocalId,
    },
    /// The person has looked at who is in the room; what was held goes out.
    AcknowledgeRoster {
        room: RoomId,
        seen: RosterMark,
    },
    /// Takes back something that has not left this device.
    Discard {
        local_id: LocalId,
    },
    MarkRead {
        room: RoomId,
        through_seq: u64,
    },
    /// The person has compared safety numbers and they were the same.
    MarkVerified {
        person: AccountId,
    },
    /// Accepts that a contact's account key is another one now.
    AcceptNewKey {
        person: AccountId,
    },
    SetReceipts {
        delivered: bool,
        read: bool,
    },
    /// Whether others see when this person writes; and then alone, who else does.
    SetTyping {
        is_on: bool,
    },
    /// Whether this device asks its rooms to wake it while it is away. What that tells is in docs/threat-model.md.
    SetWaking {
        is_on: bool,
    },
    /// The same for one room, where it is on.
    SetRoomWaking {
        room: RoomId,
        is_on: bool,
    },
    /// Founds the room anew with the same people and title, for a room that cannot go on.
    Refound {
        room: RoomId,
        without: Vec<AccountId>,
    },
    /// Tells the room, as hearsay in a file, what was said from one place of the log to another.
    Tell {
        room: RoomId,
        from: u64,
        through: u64,
        seen: Option<RosterMark>,
    },
    /// How this person wishes to be known, for the rooms that get it. Nothing in it takes it back.
    SetProfile {
        profile: ProfileToShow,
    },
    /// Whether a room gets it from now on: none does until one is chosen.
    ShareProfile {
        room: RoomId,
        is_on: bool,
    },
    /// For whom this person speaks, as their organisation has signed it: all their rooms get it. `None` takes
    /// it back from them.
    SetAffiliation {
        signed: Option<SignedAffiliation>,
    },
    /// Believes what a key signs, and calls it by that name on this device; `None` for no longer.
    TrustOrganisation {
        key: OrganisationKey,
        name: Option<String>,
    },
    /// Nothing more of a person on this device, or again.
    Block {
        person: AccountId,
        is_blocked: bool,
    },
    /// A link by which people may ask to be let into a room: until then, and so many of them. It is of this
    /// device alone.
    MakeLink {
        room: RoomId,
        expires_at: UnixMillis,
        most: u64,
    },
    /// Nobody knocks with the link any more, and whoever waits by it is gone.
    RevokeLink {
        link: i64,
    },
    /// Asks whoever made a link to be let into its room.
    Knock {
        link: String,
        word: String,
    },
    /// Takes an own knock off the list; whoever has it already may still let this person in.
    ForgetKnock {
        knock: i64,
    },
    /// Adds who has knocked to the room.
    LetIn {
        knock: i64,
    },
    /// Nothing tells them.
    TurnAway {
        knock: i64,
    },
    /// What stands for an account, a word or a phrase on this device's screens, or nothing any more.
    SetAlias {
        name: String,
        alias: Option<String>,
    },
    /// Withdraws another device of this account, everywhere.
    RevokeDevice {
        device: corridor_wire::id::DeviceId,
    },
}

/// How long a huddle may be: one that nobody has time to read helps nobody, and what is to last is a room.
pub const HUDDLE_MINUTES: core::ops::RangeInclusive<u64> = 1..=7 * 24 * 60;

/// Names one wish of a person, so that it is carried out once however often it is given
/// ([`crate::Engine::command_once`]). Drawn at random by whoever may have to give it again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CommandId(pub [u8; 16]);

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    Done,
    Room(RoomId),
    Queued(LocalId),
    /// A link, by its number.
    Link(i64),
    /// What was asked, by its number.
    Sounding(i64),
}
