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
