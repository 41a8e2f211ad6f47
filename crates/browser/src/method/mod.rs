//! What a screen may ask, by name: parameters as JSON in, an answer as JSON out.
//!
//! The table below is the whole of it. `generated.ts` has an entry in its interface `Methods` for each
//! row, with the row's comment.

mod announcement;
mod ask;
mod door;
mod huddle;
mod kinds;
mod look;
mod mark;
mod order;
mod parameters;
mod sounding;
mod statement;

use corridor_engine::kinds::{RoomStorage, Statement};
use corridor_engine::shape;

pub use ask::{Conversation, Found, Page, Push};
pub use door::Door;
pub use order::{Queued, send_file};
pub use parameters::*;
pub use sounding::Begun;

use crate::desk::Desk;
use crate::failure::Failure;

/// A method's name, what it takes and what it answers, as TypeScript; and what it is for.
#[cfg(not(target_family = "wasm"))]
pub struct Signature {
    pub name: &'static str,
    pub comment: &'static str,
    pub parameters: String,
    pub answer: String,
}

macro_rules! methods {
    ($($(#[doc = $comment:literal])* $name:ident: $parameters:ty => $answer:ty = $body:expr;)*) => {
        /// Carries out the method `name`; `parameters` and the answer are JSON.
        pub fn call(desk: Desk<'_>, name: &str, parameters: &str) -> Result<String, Failure> {
            match name {
                $(stringify!($name) => {
                    let body: fn(Desk<'_>, $parameters) -> Result<$answer, Failure> = $body;
                    let answer = body(desk, serde_json::from_str(parameters)?)?;
                    Ok(serde_json::to_string(&answer)?)
                })*
                unknown => Err(Failure::new("unknown_method", unknown)),
            }
        }

        /// Shows every type of the table to `visit`, and answers what the methods look like.
        #[cfg(not(target_family = "wasm"))]
        pub fn signatures(
            config: &ts_rs::Config,
            visit: &mut impl ts_rs::TypeVisitor,
        ) -> Vec<Signature> {
            use ts_rs::TS;
            vec![$({
                for_type::<$parameters>(visit);
                for_type::<$answer>(visit);
                Signature {
                    name: stringify!($name),
                    comment: concat!($($comment),*),
                    parameters: <$parameters as TS>::name(config),
                    answer: <$answer as TS>::name(config),
                }
            }),*]
        }
    };
}

/// The type itself, what it is made of where it is generic, and all below it.
#[cfg(not(target_family = "wasm"))]
fn for_type<T: ts_rs::TS + 'static>(visit: &mut impl ts_rs::TypeVisitor) {
    visit.visit::<T>();
    T::visit_generics(visit);
}

methods! {
    /// Who this device belongs to; null before `join` or `recover`.
    account: Nothing => Option<shape::Account> = ask::account;
    /// Every room, the one with the latest activity first.
    conversations: Nothing => Vec<Conversation> = ask::conversations;
    conversation: InRoom => Conversation = ask::conversation;
    /// Items of a room's timeline, oldest first; the newest ones unless `before` or `after` says from where.
    timeline: PageOf => Page = ask::timeline;
    /// Where the first item that was sent at a time or later stands; null when there is none.
    find_date: DateIn => Option<u64> = ask::find_date;
    /// Messages that have the text in them, the newest first; letters' case does not matter.
    search: Search => Vec<Found> = ask::search;
    /// What a message said before it was said otherwise, oldest first, and what it says now.
    history: OfItem => Vec<shape::Version> = ask::history;
    /// What is pinned in a room, the latest first.
    pinned: InRoom => Vec<Found> = ask::pinned;
    /// What this person has marked for themselves, the newest first.
    starred: Nothing => Vec<Found> = ask::starred;
    /// Pictures, files, links or voice notes of a room, the newest first.
    gallery: Gallery => Vec<shape::Item> = kinds::gallery;
    /// What the files of each room take on this device, the largest first.
    room_storage: Nothing => Vec<RoomStorage> = kinds::room_storage;
    /// What is drawn and written on a picture, in the order of the log; own marks that are on their way come last.
    marks: OfItem => Vec<shape::PageMark> = mark::marks;
    /// This person's own phrases for nudges, as this device keeps them.
    own_phrases: Nothing => Vec<String> = kinds::own_phrases;
    roster: InRoom => shape::Roster = ask::roster;
    /// A JPEG, PNG or WebP by its first bytes, in Base64; null where the room has none.
    room_picture: InRoom => Option<String> = look::room_picture;
    /// What to compare with a person; null while this device has not met them.
    safety: OfPerson => Option<shape::Safety> = ask::safety;
    /// The devices of this account that share a room with this one.
    devices: Nothing => Vec<shape::Device> = ask::devices;
    receipts: Nothing => Receipts = ask::receipts;
    /// Whether this person tells when they write; and then alone, is told of others.
    tells_typing: Nothing => bool = ask::tells_typing;
    /// Who else writes in a room just now.
    typing: InRoom => Vec<String> = ask::typing;
    /// Whether this device asks its rooms to wake it, all but those that are silent.
    wakes: Nothing => bool = ask::wakes;
    is_silent: InRoom => bool = ask::is_silent;
    /// Whether the relay can wake this device while it is away, and whether it will.
    push: Nothing => Push = ask::push;
    /// What stands between this device and having nothing left to do.
    pending: Nothing => shape::Left = ask::pending;
    /// 24 words from which the account can be had again; null before there is an account.
    recovery_words: Nothing => Option<String> = ask::recovery_words;
    /// Whom an invitation's link leads to: the relay's address.
    read_invitation: InvitationLink => String = ask::read_invitation;

    /// Links to a room that were made on this device.
    links: InRoom => Vec<shape::RoomLink> = door::links;
    /// Who waits at a room's door.
    knocks: InRoom => Vec<shape::Knock> = door::knocks;
    /// Where this person has knocked.
    own_knocks: Nothing => Vec<shape::OwnKnock> = door::own_knocks;
    /// What a file tells of what was said before; null where it is no such file, or not here.
    told: OfItem => Option<Vec<shape::Told>> = door::told;
    /// How somebody wishes to be known, with the picture; this person's own too. Null where nobody has said.
    profile: OfProfile => Option<shape::OwnProfile> = door::profile;
    /// For whom this person speaks, as their organisation has signed it.
    affiliation: Nothing => Option<shape::Affiliation> = door::affiliation;
    /// Keys whose signatures this person believes.
    organisations: Nothing => Vec<shape::Organisation> = door::organisations;
    /// People of whom nothing is shown on this device.
    blocked: Nothing => Vec<String> = door::blocked;
    /// The glossary of this device.
    aliases: Nothing => Vec<shape::Alias> = door::aliases;
    /// Who made a link, and until when it is good.
    read_link: InvitationLink => Door = door::read_link;

    /// Makes a new account. The event `joined` or `join_refused` says what the relay made of it.
    join: Join => Queued = order::join;
    /// Makes a new device for an account whose 24 words are known; then as `join`.
    recover: Recover => Queued = order::recover;
    create_room: CreateRoom => Queued = look::create_room;
    /// A room that ends by itself, and of which nothing stays then on devices that keep to it.
    form_huddle: FormHuddle => Queued = huddle::form_huddle;
    /// Ends it now, at everybody's; an admin's.
    end_huddle: InRoom => Queued = huddle::end_huddle;
    /// Whether this person would keep it: it becomes a room when all would.
    keep_huddle: Archive => Queued = huddle::keep_huddle;
    /// The direct room with a person: the one there is, or a new one.
    open_direct_room: OfPerson => Queued = order::open_direct_room;
    add_people: People => Queued = order::add_people;
    remove_people: People => Queued = order::remove_people;
    leave: InRoom => Queued = order::leave;
    rename: Rename => Queued = order::rename;
    set_role: SetRole => Queued = order::set_role;
    /// What the room is for; an owner's, and not of a direct room.
    set_description: SetDescription => Queued = order::set_description;
    /// What lists show before its title, by whoever may rename it; not of a direct room.
    set_picture: SetPicture => Queued = look::set_picture;
    /// Under which heading lists show it; as `set_picture`.
    set_group: SetGroup => Queued = look::set_group;
    /// After how long what is said from then on disappears; an owner's, in a direct room either's.
    set_expiry: SetExpiry => Queued = order::set_expiry;
    /// The least role that may write; an owner's, and not of a direct room.
    set_posting: SetPosting => Queued = order::set_posting;
    /// No notices of a room on this device, but of mentions and announcements.
    mute: Mute => Queued = order::mute;
    /// Puts a room away on this device. It comes back when a message mentions this person,
    /// or is announced to them.
    archive: Archive => Queued = order::archive;
    /// Fails with `roster_changed` when somebody has joined since the roster that `seen` names.
    send_text: SendText => Queued = order::send_text;
    /// Asks a room, with answers to choose from. Fails as `send_text` does.
    send_poll: SendPoll => Queued = order::send_poll;
    /// Hands somebody's address to a room.
    send_contact: SendContact => Queued = kinds::send_contact;
    send_place: SendPlace => Queued = kinds::send_place;
    /// A phrase, to each reader in their language. It goes after five seconds; until then `discard` takes it back.
    send_nudge: SendNudge => Queued = kinds::send_nudge;
    /// Draws or writes on a picture, for its room to see; `withdraw` takes it back. Fails as `send_text` does.
    send_mark: SendMark => Queued = mark::send_mark;
    /// Keeps these phrases in place of those before.
    keep_phrases: KeepPhrases => Queued = kinds::keep_phrases;
    /// Forgets what is on this device of files; they can be fetched again while the relay has them.
    free_files: FreeFiles => Queued = kinds::free_files;
    /// Says in a room what stands in another one, without saying where it comes from.
    forward: Forward => Queued = order::forward;
    react: React => Queued = order::react;
    /// Says an own message otherwise; what it said before stays to be looked at.
    edit: Edit => Queued = order::edit;
    /// Takes a message back at everybody's: an own one, or any as an admin.
    withdraw: OfItem => Queued = order::withdraw;
    /// Takes a message away on this device alone.
    hide: OfItem => Queued = order::hide;
    pin: Switch => Queued = order::pin;
    star: Switch => Queued = order::star;
    vote: Vote => Queued = order::vote;
    end_poll: OfItem => Queued = order::end_poll;
    /// Begins a file that is too long to be given at once; its parts follow.
    begin_file: BeginFile => Queued = order::begin_file;
    /// The person has looked at who is in the room; what was held goes out.
    acknowledge_roster: Acknowledge => Queued = order::acknowledge_roster;
    /// Takes back something that has not left this device.
    discard: OfItem => Queued = order::discard;
    /// Begins to fetch a file; its item says when it is here.
    fetch_file: OfItem => Queued = order::fetch_file;
    /// Stops a file on its way, up or down.
    pause_file: OfItem => Queued = order::pause_file;
    /// Goes on with an upload where it stopped.
    resume_file: OfItem => Queued = order::resume_file;
    mark_read: MarkRead => Queued = order::mark_read;
    /// The person has compared safety numbers and they were the same.
    mark_verified: OfPerson => Queued = order::mark_verified;
    accept_new_key: OfPerson => Queued = order::accept_new_key;
    set_receipts: Receipts => Queued = order::set_receipts;
    set_typing: SetTyping => Queued = order::set_typing;
    /// Told to those who are there and to nobody later, every few seconds at most.
    tell_typing: TellTyping => Queued = order::tell_typing;
    /// Founds a room anew that cannot go on.
    refound: Refound => Queued = order::refound;
    /// Tells the room what was said from one place of the log to another, as hearsay in a file.
    tell: Tell => Queued = door::tell;
    /// How this person wishes to be known, for the rooms that get it.
    set_profile: SetProfile => Queued = door::set_profile;
    /// Whether a room gets it from now on; none does until one is chosen.
    share_profile: Archive => Queued = door::share_profile;
    /// For whom this person speaks: all rooms get it.
    set_affiliation: SetAffiliation => Queued = door::set_affiliation;
    /// Believes what a key signs, or no longer.
    trust_organisation: TrustOrganisation => Queued = door::trust_organisation;
    /// Nothing more of a person on this device, or again.
    block: Block => Queued = door::block;
    /// What stands for an account, a word or a phrase on this device's screens; never sent.
    set_alias: SetAlias => Queued = door::set_alias;
    /// A link by which people may ask to be let into a room.
    make_link: MakeLink => shape::RoomLink = door::make_link;
    revoke_link: OfLink => Queued = door::revoke_link;
    /// Asks whoever made a link to be let in.
    knock: KnockAt => Queued = door::knock;
    forget_knock: OfKnock => Queued = door::forget_knock;
    let_in: OfKnock => Queued = door::let_in;
    turn_away: OfKnock => Queued = door::turn_away;
    /// Says something to everybody in a room, or to people in it, although they have muted it; an admin's. Fails as
    /// `send_text` does.
    announce: Announce => Queued = announcement::announce;
    /// This person has seen an announcement that is for them.
    acknowledge_announcement: OfItem => Queued = announcement::acknowledge;
    /// Whether announcements of a room reach this person although it is muted or put away on this device.
    let_announcements_through: Archive => Queued = announcement::let_through;
    /// What this person has asked others, the newest first: known on this device alone.
    soundings: Nothing => Vec<shape::Sounding> = sounding::soundings;
    /// Asks people one question, each alone in the direct room with them.
    ask_people: AskPeople => Begun = sounding::ask_people;
    /// Asks everybody in a room; the room is told totals alone, from five answers on.
    ask_room: AskRoom => Begun = sounding::ask_room;
    answer_sounding: AnswerSounding => Queued = sounding::answer_sounding;
    /// Asks those once more who have not answered.
    remind_sounding: OfSounding => Queued = sounding::remind_sounding;
    /// Tells a room the totals of what it was asked, once and for all.
    publish_sounding: PublishSounding => Queued = sounding::publish_sounding;
    /// Says in a room how many answered what; nobody is named.
    share_totals: ShareTotals => Queued = sounding::share_totals;
    /// All of a statement; null where it is none, or gone.
    statement: OfItem => Option<Statement> = statement::statement;
    /// Puts a statement to a room; this person holds its pen.
    propose_statement: Propose => Queued = statement::propose_statement;
    suggest: Suggest => Queued = statement::suggest;
    /// The next version, by who holds the pen.
    revise_statement: ReviseStatement => Queued = statement::revise_statement;
    /// Signs a version, and no other.
    sign_statement: SignStatement => Queued = statement::sign_statement;
    /// An own suggestion or sign-off.
    take_back: OfItem => Queued = statement::take_back;
    /// A version is adopted at a time unless somebody objects; or that time is put off.
    silence_statement: SilenceStatement => Queued = statement::silence_statement;
    /// Breaks the silence that runs.
    object_to: ObjectTo => Queued = statement::object_to;
    /// Withdraws another device of this account, everywhere.
    revoke_device: OfDevice => Queued = order::revoke_device;
    /// The address at a push service where the relay wakes this device; null ends it. To be told again on
    /// each connection; the event `settled` comes when `push` knows what the relay says.
    set_push: SetPush => Push = order::set_push;
    set_waking: SetWaking => Queued = order::set_waking;
    set_room_waking: SetRoomWaking => Queued = order::set_room_waking;
    /// Keeps what is written and not sent; an empty text forgets it.
    set_draft: Draft => Queued = order::set_draft;
}
