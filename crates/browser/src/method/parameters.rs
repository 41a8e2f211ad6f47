//! What methods take. Rooms and devices are named by their ids, people by their accounts.

use corridor_engine::kinds::{
    Contact, GalleryKind, Link, Mark, Nudge, Place, Suggested, Voice, Words,
};
use corridor_engine::shape::{GroupWanted, RoleName};
use corridor_engine::view::ItemKind;
use serde::{Deserialize, Serialize};
#[cfg(not(target_family = "wasm"))]
use ts_rs::TS;

macro_rules! parameters {
    ($($(#[$attribute:meta])* $name:ident { $($(#[$field_attribute:meta])* $field:ident: $type:ty),* $(,)? })*) => {
        $(
            $(#[$attribute])*
            #[derive(Deserialize)]
            #[cfg_attr(not(target_family = "wasm"), derive(TS))]
            #[serde(deny_unknown_fields)]
            pub struct $name { $($(#[$field_attribute])* pub $field: $type),* }
        )*
    };
}

parameters! {
    Nothing {}
    InRoom { room: String }
    PageOf {
        room: String,
        /// Items below this sequence.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        before: Option<u64>,
        /// Items above this sequence.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        after: Option<u64>,
        /// How many, about: an entry of the log is never cut in two.
        limit: usize,
    }
    DateIn {
        room: String,
        /// Milliseconds since 1970.
        at: u64,
    }
    Search {
        text: String,
        /// In this room alone.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        room: Option<String>,
        /// Of this account alone.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        sender: Option<String>,
        /// Of these kinds: `text`, `file`, `poll`, `contact`, `place`, `nudge`, `sounding`, `statement`. All of them where it is left out.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        kinds: Option<Vec<ItemKind>>,
        /// Sent at this time or later, and before that one: milliseconds since 1970.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        since: Option<u64>,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        until: Option<u64>,
        limit: usize,
    }
    OfPerson { account: String }
    OfProfile {
        account: String,
        /// As a roster has it: a name alone is of the person whom this device knows by it.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        account_key: Option<String>,
    }
    People { room: String, people: Vec<String> }
    InvitationLink { link: String }
    Join { link: String, name: String }
    Recover {
        /// The relay's address, or any invitation to it.
        relay: String,
        account: String,
        words: String,
    }
    CreateRoom {
        title: String,
        with: Vec<String>,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        group: Option<GroupWanted>,
    }
    FormHuddle {
        title: String,
        with: Vec<String>,
        /// Milliseconds since 1970, from a minute to seven days ahead.
        ends_at: u64,
    }
    SetPicture {
        room: String,
        /// A JPEG, PNG or WebP of at most 8 KiB, in Base64; null for none any more.
        picture: Option<String>,
    }
    SetGroup { room: String, group: Option<GroupWanted> }
    Rename { room: String, title: String }
    SetRole { room: String, account: String, role: RoleName }
    SetDescription { room: String, text: String }
    SetExpiry {
        room: String,
        /// From five minutes to ninety days; null for never.
        seconds: Option<u32>,
    }
    SetPosting { room: String, role: RoleName }
    Mute {
        room: String,
        /// Milliseconds since 1970, however far ahead; null for not muted.
        until: Option<u64>,
    }
    Archive { room: String, on: bool }
    SetTyping { on: bool }
    SetWaking { on: bool }
    SetRoomWaking { room: String, on: bool }
    TellTyping { room: String, writes: bool }
    MakeLink {
        room: String,
        /// Milliseconds since 1970, up to ninety days ahead.
        expires_at: u64,
        /// How many people it may let in, up to 250.
        most: u64,
    }
    Tell { room: String, from: u64, through: u64 }
    SetProfile {
        name: String,
        status: String,
        /// A JPEG or WebP of at most 24 KiB, in Base64.
        picture: Option<String>,
    }
    SetAffiliation {
        /// As the organisation gave it; null takes it back.
        affiliation: Option<String>,
    }
    TrustOrganisation {
        key: String,
        /// How this person calls it; null for not believed any longer.
        name: Option<String>,
    }
    Block { account: String, on: bool }
    SetAlias {
        /// An account, or a word or phrase.
        name: String,
        /// Null for none any more.
        alias: Option<String>,
    }
    OfLink { link: i64 }
    KnockAt { link: String, word: String }
    OfKnock { knock: i64 }
    SendText {
        room: String,
        text: String,
        /// Whether its signs mean something (Markdown).
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional, as = "Option<bool>"))]
        markdown: bool,
        /// The local id of what it answers.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        reply_to: Option<i64>,
        /// Accounts that are told of it although the room is muted.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional, as = "Option<Vec<String>>"))]
        mentions: Vec<String>,
        /// Milliseconds since 1970; kept on this device until then.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        send_at: Option<u64>,
        /// What a link in the text leads to, in this person's words.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        link: Option<Link>,
        /// The mark of the roster that the writer saw; what was acknowledged last where it is left out.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    SendPoll {
        room: String,
        question: String,
        options: Vec<String>,
        multiple: bool,
        /// Whether screens show who has chosen what, and while it goes on.
        open: bool,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        deadline: Option<u64>,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    Forward {
        local_id: i64,
        /// Where to.
        room: String,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    React { local_id: i64, reaction: String, on: bool }
    Edit { local_id: i64, text: String, markdown: bool }
    Switch { local_id: i64, on: bool }
    Vote {
        local_id: i64,
        /// Places of the answers, from 0; none takes an earlier choice back.
        choices: Vec<u8>,
    }
    /// The content and the preview go beside it.
    SendFile {
        room: String,
        name: String,
        media_type: String,
        caption: String,
        /// That it is a voice note.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        voice: Option<Voice>,
        /// Whoever gets it opens it once.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional, as = "Option<bool>"))]
        view_once: bool,
        /// 32 hexadecimal digits that pictures share which are sent together.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        album: Option<String>,
        /// As of a text.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    /// A file of more than 16 MiB and at most 2 GiB; its parts go beside it.
    BeginFile {
        room: String,
        name: String,
        media_type: String,
        bytes: u64,
        caption: String,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    SendContact {
        room: String,
        contact: Contact,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    SendPlace {
        room: String,
        place: Place,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    /// At most 12, each of 1 to 64 bytes without control characters.
    KeepPhrases { phrases: Vec<String> }
    SendMark {
        /// The picture's.
        local_id: i64,
        mark: Mark,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    SendNudge {
        room: String,
        nudge: Nudge,
        /// The local id of what it answers.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        reply_to: Option<i64>,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    Announce {
        room: String,
        /// 1 to 4,096 bytes without control characters but line ends.
        text: String,
        /// At most 64 others who are in the room; everybody where it is empty.
        people: Vec<String>,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    Gallery {
        room: String,
        kind: GalleryKind,
        /// What is older than this item.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        before: Option<i64>,
        limit: usize,
    }
    /// All of these rooms, and these items.
    FreeFiles { rooms: Vec<String>, local_ids: Vec<i64> }
    Acknowledge { room: String, mark: u64 }
    OfItem { local_id: i64 }
    MarkRead { room: String, through_seq: u64 }
    Refound { room: String, without: Vec<String> }
    OfDevice { device: String }
    Draft { room: String, text: String }
    SetPush { endpoint: Option<String> }
    Propose {
        room: String,
        title: String,
        paragraphs: Vec<String>,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    Suggest {
        local_id: i64,
        /// The hash of the version that its writer has before them, here and below.
        version: String,
        /// The paragraph, counted from 1.
        number: usize,
        change: Suggested,
        /// Empty where it strikes.
        text: String,
        /// May be empty.
        reason: String,
    }
    ReviseStatement {
        local_id: i64,
        version: String,
        /// Left out, the version says what the present one does, with what is taken in it.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        words: Option<Words>,
        taken: Vec<i64>,
        declined: Vec<i64>,
    }
    SignStatement { local_id: i64, version: String }
    SilenceStatement { local_id: i64, version: String, deadline: u64 }
    ObjectTo { local_id: i64, version: String, reason: String }
    AskPeople {
        people: Vec<String>,
        question: String,
        /// At most 8 different ones; none where people answer in their own words alone.
        answers: Vec<String>,
        /// Whether one may answer in words of one's own.
        free: bool,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        deadline: Option<u64>,
    }
    AskRoom {
        room: String,
        question: String,
        answers: Vec<String>,
        free: bool,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        deadline: Option<u64>,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    AnswerSounding {
        local_id: i64,
        /// The place of one of the answers, from 0.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        choice: Option<u8>,
        /// May be empty where one is chosen.
        text: String,
    }
    OfSounding { sounding: i64 }
    PublishSounding {
        sounding: i64,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    ShareTotals {
        sounding: i64,
        room: String,
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
}

/// Which receipts this device sends.
#[derive(Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
#[serde(deny_unknown_fields)]
pub struct Receipts {
    pub delivered: bool,
    pub read: bool,
}
