use crate::deterministic::EncodingViolation;
use crate::limits;

/// Why bytes are not a message, or a value cannot become one. On the way in it is the sender's
/// fault, on the way out the caller's. Positions are byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContentError {
    #[error("{actual} bytes are more than the {} a message may have", limits::MESSAGE_BYTES)]
    TooLarge { actual: usize },
    #[error("at byte {at}: {violation}")]
    Encoding { at: usize, violation: EncodingViolation },
    #[error("at byte {at}: expected {expected}")]
    Structure { at: usize, expected: &'static str },
    #[error("parts are nested more than {} deep", limits::PART_DEPTH)]
    PartTooDeep,
    #[error("more than {} parts", limits::PARTS)]
    TooManyParts,
    #[error("a part that holds parts holds at least two")]
    TooFewParts,
    #[error("more than {} extensions", limits::EXTENSIONS)]
    TooManyExtensions,
    #[error("extensions are nested more than {} deep", limits::EXTENSION_DEPTH)]
    ExtensionTooDeep,
    #[error("an extension's name has 1 to {} bytes", limits::EXTENSION_NAME_BYTES)]
    ExtensionName,
    #[error("an extension's number is more than 53 bits")]
    ExtensionNumber,
    #[error("more than {} messages in one status report", limits::STATUSES)]
    TooManyStatuses,
    #[error(
        "a poll is a line and 2 to {} different lines to choose from, each of 1 to {} bytes",
        limits::POLL_OPTIONS,
        limits::POLL_LINE_BYTES
    )]
    Poll,
    #[error("a vote names answers of a poll in ascending order, each once")]
    Vote,
    #[error(
        "a sounding is a line of 1 to {} bytes, at most {} different answers of 1 to {} bytes, and words of \
         one's own where there are none",
        limits::SOUNDING_QUESTION_BYTES,
        limits::SOUNDING_ANSWERS,
        limits::SOUNDING_ANSWER_BYTES
    )]
    Sounding,
    #[error(
        "an answer is one of those of a sounding, a line of at most {} bytes, or both",
        limits::SOUNDING_TEXT_BYTES
    )]
    Answer,
    #[error("totals are those of a sounding, and no more answered than were asked")]
    Totals,
    #[error(
        "a statement is a title of at most {} bytes and 1 to {} paragraphs of 1 to {}, each with an id of its \
         own, {} bytes in all",
        limits::STATEMENT_TITLE_BYTES,
        limits::STATEMENT_PARAGRAPHS,
        limits::STATEMENT_PARAGRAPH_BYTES,
        limits::STATEMENT_BYTES
    )]
    Statement,
    #[error(
        "a version has words of its own or declines, and settles at most {} suggestions, each once",
        limits::STATEMENT_SETTLED
    )]
    Version,
    #[error(
        "a suggestion is a paragraph of 1 to {} bytes, or none, and a reason of at most {}",
        limits::STATEMENT_PARAGRAPH_BYTES,
        limits::STATEMENT_REASON_BYTES
    )]
    Suggestion,
    #[error(
        "who signs off names a delegation in a line of at most {} bytes",
        limits::STATEMENT_DELEGATION_BYTES
    )]
    SignOff,
    #[error("a silence procedure ends at a time that a calendar knows")]
    Silence,
    #[error("an objection gives a reason of 1 to {} bytes", limits::STATEMENT_REASON_BYTES)]
    Objection,
    #[error(
        "a profile is a name of at most {} bytes, a line of at most {}, and a JPEG or WebP of at most {}",
        limits::PROFILE_NAME_BYTES,
        limits::PROFILE_STATUS_BYTES,
        limits::PROFILE_PICTURE_BYTES
    )]
    Profile,
    #[error(
        "what is told are 1 to {} messages with their names and times, {} bytes at most",
        limits::TOLD_MESSAGES,
        limits::TOLD_BYTES
    )]
    Told,
    #[error("a message mentions at most {} people, by their accounts", limits::MENTIONS)]
    Mentions,
    #[error(
        "a voice note has 1 to {} milliseconds, and at most {} levels",
        limits::VOICE_MS,
        limits::VOICE_LEVELS
    )]
    Voice,
    #[error("that a file is to be opened once is said by true alone")]
    ViewOnce,
    #[error("an album is 16 bytes")]
    Album,
    #[error(
        "a link that is described is http or https, of at most {} bytes; its title is a line of 1 to {} \
         bytes, its description one of at most {}",
        limits::LINK_BYTES,
        limits::LINK_TITLE_BYTES,
        limits::LINK_DESCRIPTION_BYTES
    )]
    LinkPreview,
    #[error(
        "a contact is an account and a name, each a line of at most {} bytes",
        limits::CONTACT_BYTES
    )]
    Contact,
    #[error(
        "a place is at most 90 degrees from the equator and 180 from Greenwich, and its label a line of \
         at most {} bytes",
        limits::PLACE_LABEL_BYTES
    )]
    Place,
    #[error(
        "a nudge's own phrase has 1 to {} bytes, what to speak for at most that, each a line; other phrases have no \
         subject",
        limits::NUDGE_SUBJECT_BYTES
    )]
    Nudge,
    #[error(
        "an announcement is a text of 1 to {} bytes, for everybody or for at most {} people, by their accounts",
        limits::ANNOUNCEMENT_BYTES,
        limits::ANNOUNCEMENT_PEOPLE
    )]
    Announcement,
    #[error(
        "a mark is a stroke of 1 to {} points, an arrow of 2, or a note or a pin at 1 with words of 1 to {} bytes",
        limits::MARK_POINTS,
        limits::MARK_TEXT_BYTES
    )]
    Mark,
    #[error("a message id names a hash algorithm that this program does not know")]
    HashAlgorithm,
    #[error("a URI of a sender or a room is longer than 65,535 bytes")]
    UriTooLong,
}
