//! How much a message may hold. Everything else is bounded by [`MESSAGE_BYTES`].

/// A message in its encoding: what is left of a 64 KiB record after MLS framing and the seal.
pub const MESSAGE_BYTES: usize = 60 * 1024;

/// Levels of nested parts, the outermost included (draft-ietf-mimi-content-08, "Depth restrictions").
pub const PART_DEPTH: usize = 4;

/// Parts in one message, all levels together; an album with captions stays far below.
pub const PARTS: usize = 256;

/// Levels of maps, arrays and tags among extensions, the extensions' own map included (ibid.).
pub const EXTENSION_DEPTH: usize = 4;

/// Extensions of one message; the draft defines two and Corridor adds a handful.
pub const EXTENSIONS: usize = 64;

/// The name of an extension that has no number (ibid., "Extension Fields").
pub const EXTENSION_NAME_BYTES: usize = 255;

/// Messages in one status report: 36 bytes each, so that a full report fits a message.
pub const STATUSES: usize = 1024;

/// Answers that a poll offers: what fits a telephone's screen.
pub const POLL_OPTIONS: usize = 12;

/// A poll's question or one of its answers, in bytes of UTF-8.
pub const POLL_LINE_BYTES: usize = 512;

/// A question that people are asked alone, one of its answers, and an answer in words of one's own, in bytes of
/// UTF-8; and how many answers there are to choose from: buttons on a telephone's screen.
pub const SOUNDING_QUESTION_BYTES: usize = 512;
pub const SOUNDING_ANSWER_BYTES: usize = 64;
pub const SOUNDING_TEXT_BYTES: usize = 512;
pub const SOUNDING_ANSWERS: usize = 8;

/// Answers from which on a room is told what came of a question to all of it: fewer tell too much of each.
pub const ROOM_SOUNDING_ANSWERS: usize = 5;

/// A statement: its title, how many paragraphs it has, one of them, and all of it in its encoding, which leaves
/// room for what a version settles and for the message around it.
pub const STATEMENT_TITLE_BYTES: usize = 256;
pub const STATEMENT_PARAGRAPHS: usize = 200;
pub const STATEMENT_PARAGRAPH_BYTES: usize = 8 * 1024;
pub const STATEMENT_BYTES: usize = 48 * 1024;

/// Suggestions that one version takes or declines: 34 bytes each.
pub const STATEMENT_SETTLED: usize = 64;

/// Why somebody suggests or objects, and for whom somebody signs, in bytes of UTF-8.
pub const STATEMENT_REASON_BYTES: usize = 512;
pub const STATEMENT_DELEGATION_BYTES: usize = 256;

/// How somebody calls themself, and a line about them, in bytes of UTF-8.
pub const PROFILE_NAME_BYTES: usize = 64;
pub const PROFILE_STATUS_BYTES: usize = 280;

/// A picture of somebody: the size of a preview.
pub const PROFILE_PICTURE_BYTES: usize = 24 * 1024;

/// Messages that one file tells of, how long a name in it may be, and all of it.
pub const TOLD_MESSAGES: usize = 1000;
pub const TOLD_SENDER_BYTES: usize = 300;
pub const TOLD_BYTES: usize = 1024 * 1024;

/// A reaction, in bytes of UTF-8: an emoji of several people with shades of skin has 35.
pub const REACTION_BYTES: usize = 64;

/// People whom one message mentions by name.
pub const MENTIONS: usize = 32;

/// A voice note: six hours, which no recording of 16 MiB reaches.
pub const VOICE_MS: u32 = 6 * 60 * 60 * 1000;

/// How loud a voice note is along the way: as many bars as a telephone shows.
pub const VOICE_LEVELS: usize = 64;

/// A link that its sender describes, its title and its description, in bytes of UTF-8.
pub const LINK_BYTES: usize = 2048;
pub const LINK_TITLE_BYTES: usize = 300;
pub const LINK_DESCRIPTION_BYTES: usize = 1000;

/// An account on a contact card, and what its sender calls the person, each in bytes of UTF-8.
pub const CONTACT_BYTES: usize = 512;

/// An own phrase of a nudge, or what somebody is asked to speak for, in bytes of UTF-8: with it, and all that a
/// message may carry beside it, the record of a nudge is the smallest that there is.
pub const NUDGE_SUBJECT_BYTES: usize = 64;

/// What is announced, in bytes of UTF-8: a page, for what is longer is a file. And for how many people it may be who
/// are named: with 64 of the longest names it still fits a record.
pub const ANNOUNCEMENT_BYTES: usize = 4096;
pub const ANNOUNCEMENT_PEOPLE: usize = 64;

/// Points of one stroke on a picture: what a hand draws in one go, simplified. And what a note or a pin says, in bytes
/// of UTF-8.
pub const MARK_POINTS: usize = 512;
pub const MARK_TEXT_BYTES: usize = 512;

/// What a place is called, in bytes of UTF-8.
pub const PLACE_LABEL_BYTES: usize = 256;

/// How far off a place may be: half of the way round the earth.
pub const PLACE_ACCURACY_METRES: u32 = 20_040_000;

/// For whom somebody speaks, as their organisation has signed it.
pub const AFFILIATION_BYTES: usize = 1_024;

/// The latest moment that a screen's calendar knows, in milliseconds since 1970 (ECMA-262, "Time Values and
/// Time Range").
pub const LATEST_MS: u64 = 8_640_000_000_000_000;
