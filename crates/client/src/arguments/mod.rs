//! What a person types. Every help text here is what `corridor help` shows.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod account;
mod announcement;
mod door;
mod huddle;
mod instant;
mod kinds;
mod mark;
mod message;
mod organisation;
mod room;
mod setting;
mod sounding;
mod statement;

pub use account::{Join, KeyArguments, Receipts, Recover, Revoke, Switch, Verify};
pub use announcement::{Announce, LetThrough, Seen};
pub use door::{About, Alias, Knock, Knocks, LetIn, Link, Person, Report, Tell, TurnAway, Unlink};
pub use huddle::{Huddle, Keep, Rise};
pub use kinds::{Free, Gallery, SendContact, SendNudge, SendPlace};
pub use mark::{Mark, MarkWanted};
pub use message::{
    Delete, Edit, Forward, Message, MessageHere, Poll, React, SaidKind, Search, Vote,
};
pub use organisation::{Affiliation, Organisation, OrganisationWhat, Trust};
pub use room::{
    Discard, Group, Leave, New, People, Picture, Read, Refound, Rename, Role, RoleName, Room,
    Roster, Save, Send, SendFile,
};
pub use setting::{Describe, Expiry, Mute, Posting, PostingChoice};
pub use sounding::{AnswerTo, Asked, OfSounding, ShareTotals, Sound, SoundRoom, Soundings};
pub use statement::{Statement, StatementWhat, Suggestions};

/// Talk in rooms that only the people in them can read.
#[derive(Parser)]
#[command(name = "corridor", version, max_term_width = 100)]
#[command(after_help = "Exit codes and JSON: docs/command-line.md. Bots: docs/json-rpc.md.")]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Args)]
pub struct Global {
    /// Whose profile: a name, or a directory (anything with a slash, or a directory that exists)
    #[arg(long, global = true, env = "CORRIDOR_PROFILE", default_value = "default")]
    pub profile: String,
    /// Print one JSON object a line, and errors as JSON on standard error
    #[arg(long, global = true)]
    pub json: bool,
    /// Do not connect: queue what needs the relay
    #[arg(long, global = true)]
    pub offline: bool,
    /// Where the profile's passphrase is read from, instead of asking
    #[arg(long, global = true, value_name = "FILE", env = "CORRIDOR_PASSPHRASE_FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// How long to wait for another program that uses this profile
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 10)]
    pub lock_wait: u64,
    /// Allow connections without TLS to another machine (the relay sees no texts; others on the
    /// way see who connects and when)
    #[arg(long, global = true)]
    pub allow_plain: bool,
}

#[derive(Subcommand)]
pub enum Command {
    /// Make an account with an invitation
    Join(Join),
    /// Use an account on this device too, with its 24 recovery words on standard input
    Recover(Recover),
    /// Print the 24 recovery words of this account
    RecoveryWords,
    /// List the rooms
    Rooms,
    /// Open a room; the last line printed begins with its short id
    New(New),
    /// Open the direct room with a person, or find the one there is
    Direct(Direct),
    /// Open a room that ends by itself, and of which nothing stays then; invitations go to inboxes alone
    Huddle(Huddle),
    /// End a huddle now, at everybody's
    Rise(Rise),
    /// Say that you would keep a huddle: it stays as a room when all in it would
    Keep(Keep),
    /// Add people to a room
    Add(People),
    /// Remove people from a room
    Remove(People),
    /// Leave a room
    Leave(Leave),
    /// Give a room another title
    Rename(Rename),
    /// Give a person another role in a room
    Role(Role),
    /// Send a text to a room
    Send(Send),
    /// Send files to a room; pictures that are sent together are one album
    SendFile(SendFile),
    /// Send somebody's address to a room
    SendContact(SendContact),
    /// Send a place to a room
    SendPlace(SendPlace),
    /// Say one of a few phrases, to each reader in their own language
    Nudge(SendNudge),
    /// Show the pictures, files, links or voice notes of a room
    Gallery(Gallery),
    /// Show what the files of each room take on this device
    Storage,
    /// Forget files on this device that can be fetched again
    Free(Free),
    /// Save a file that somebody sent to a room
    Save(Save),
    /// Show what was said in a room, and mark it as read
    Read(Read),
    /// Follow a room until Ctrl-C
    Tail(Room),
    /// Follow a room, and send each line typed, until Ctrl-D
    Chat(Room),
    /// React to a message, or no longer
    React(React),
    /// Say an own message otherwise; what it said before stays to be looked at
    Edit(Edit),
    /// Take a message back at everybody's, or take it away here alone
    Delete(Delete),
    /// Say in another room what a message says
    Forward(Forward),
    /// Keep a message in everybody's sight
    Pin(Message),
    /// No longer keep a message in everybody's sight
    Unpin(Message),
    /// Mark a message for yourself
    Star(MessageHere),
    /// No longer mark a message
    Unstar(MessageHere),
    /// Show what is pinned in a room
    Pins(Room),
    /// Show what you have marked
    Starred,
    /// Show what a message said before it was said otherwise
    History(MessageHere),
    /// Ask a room, with answers to choose from
    Poll(Poll),
    /// Choose answers of a poll
    Vote(Vote),
    /// End an own poll
    EndPoll(Message),
    /// Say something to everybody in a room, or to people in it, although they have muted it
    Announce(Announce),
    /// Say that you have seen an announcement
    Seen(Seen),
    /// Show what was announced in a room, and who has seen what you announced
    Announcements(Room),
    /// Choose whether announcements of a room reach you although it is muted
    LetThrough(LetThrough),
    /// Draw or write on a picture, for its room to see
    Mark(Mark),
    /// List what is drawn and written on a picture
    Marks(MessageHere),
    /// Ask several people one question, each alone
    Sound(Sound),
    /// Ask everybody in a room, who answer to you alone; the room is told totals, from five answers on
    SoundRoom(SoundRoom),
    /// List what you have asked so, and what came back
    Soundings(Soundings),
    /// Answer a question that you were asked alone, or with a room
    Answer(AnswerTo),
    /// Ask those once more who have not answered
    Remind(OfSounding),
    /// Tell a room the totals of what it was asked, once and for all
    Publish(OfSounding),
    /// Say in a room how many answered what; nobody is named
    ShareTotals(ShareTotals),
    /// Agree on a text word by word: numbered paragraphs, suggestions, sign-off, silence procedure
    Statement(Statement),
    /// Look for what people have said
    Search(Search),
    /// Say what a room is for
    Describe(Describe),
    /// Give a room a picture, or none any more
    Picture(Picture),
    /// Put a room under a heading together with others, or take it out
    Group(Group),
    /// Let messages disappear after a time, or stay
    Expiry(Expiry),
    /// Choose who may write in a room
    Posting(Posting),
    /// Hear nothing of a room on this device, but of mentions and announcements
    Mute(Mute),
    /// Hear of a room again
    Unmute(Room),
    /// Put a room away on this device
    Archive(Room),
    /// Take a room out again
    Unarchive(Room),
    /// Tell newcomers of a room what was said before they came
    Tell(Tell),
    /// Show what somebody has told of what was said before
    Told(MessageHere),
    /// Show or choose what you call yourself, and which rooms get it
    About(About),
    /// Show for whom you speak, or tell your rooms what your organisation has signed
    Affiliation(Affiliation),
    /// List the organisations whose signatures you believe, or believe one
    Trust(Trust),
    /// Keep an organisation's key, and sign for whom people speak
    Organisation(Organisation),
    /// Hear nothing more of a person on this device
    Block(Person),
    /// Hear of a person again
    Unblock(Person),
    /// List whom you have blocked on this device
    Blocked,
    /// Show or choose what stands for names on this device's screens
    Alias(Alias),
    /// Write down what somebody said, for whoever should know
    Report(Report),
    /// Make a link by which people may ask to be let into a room
    Link(Link),
    /// List the links of a room that were made on this device
    Links(Room),
    /// Let nobody knock with a link any more
    Unlink(Unlink),
    /// Ask to be let into a room, with a link that somebody gave you
    Knock(Knock),
    /// List who waits to be let in, and where you have knocked
    Knocks(Knocks),
    /// Let somebody in who has knocked
    LetIn(LetIn),
    /// Turn somebody away who has knocked; nothing tells them
    TurnAway(TurnAway),
    /// Show who is in a room
    Roster(Roster),
    /// Compare safety numbers with a person
    Verify(Verify),
    /// Show this account and device
    Whoami,
    /// List the devices of this account
    Devices(Revoke),
    /// Exchange with the relay until nothing is left to send or receive
    Sync(Wait),
    /// Show or choose whether others learn what was delivered and read here, and that you write
    Receipts(Receipts),
    /// Found a room anew with the same people, when it cannot go on
    Refound(Refound),
    /// Take back something that has not been sent yet
    Discard(Discard),
    /// Look for what is wrong
    Doctor,
    /// Serve JSON-RPC on standard input and output, for bots and other screens
    Rpc,
    /// Print the completion script of a shell
    Completion(Completion),
}

#[derive(Args)]
pub struct Wait {
    /// Give up after this long
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub timeout: u64,
}

/// How long a command that has queued something stays to see it delivered.
#[derive(Args, Clone, Copy)]
pub struct Delivery {
    /// Stay at most this long to see it delivered
    #[arg(long = "wait", value_name = "SECONDS", default_value_t = 10)]
    pub seconds: u64,
    /// Return as soon as it is queued
    #[arg(long, conflicts_with = "seconds")]
    pub no_wait: bool,
}

#[derive(Args)]
pub struct Direct {
    /// The person, such as bob or bob@relay.example
    pub account: String,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Completion {
    pub shell: clap_complete::Shell,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KeyChoice {
    /// The system's keyring
    Keyring,
    /// A file beside the database, or where --key-file says
    File,
    /// A passphrase, asked for each time
    Passphrase,
}
