//! What may be sent as a file, and what of another's file is shown: sizes, names, types, previews.

use corridor_sealing::file::FILE_BYTES;

use crate::command::{CommandError, FileToSend};

pub(super) const FILE_NAME_BYTES: usize = 255;
pub(super) const MEDIA_TYPE_BYTES: usize = 127;
/// With a caption it still fits a record, at the relay's cost of a long text.
pub(super) const PREVIEW_BYTES: usize = 24 * 1024;
pub(super) const CAPTION_BYTES: usize = 16 * 1024;

pub(super) fn check(file: &FileToSend) -> Result<(), CommandError> {
    let actual = file.content.len() as u64;
    if !(1..=FILE_BYTES as u64).contains(&actual) {
        return Err(CommandError::FileSize { limit: FILE_BYTES as u64, actual });
    }
    check_about(&file.name, &file.media_type, &file.caption, file.preview.as_deref())
}

/// What is said about a file.
pub(super) fn check_about(
    name: &str,
    media_type: &str,
    caption: &str,
    preview: Option<&[u8]>,
) -> Result<(), CommandError> {
    if !is_name(name) {
        return Err(CommandError::FileName { limit: FILE_NAME_BYTES });
    }
    if !is_media_type(media_type) {
        return Err(CommandError::MediaType { limit: MEDIA_TYPE_BYTES });
    }
    if caption.len() > CAPTION_BYTES {
        return Err(CommandError::TextLength { limit: CAPTION_BYTES, actual: caption.len() });
    }
    if preview.is_some_and(|bytes| !is_preview(bytes)) {
        return Err(CommandError::Preview { limit: PREVIEW_BYTES });
    }
    Ok(())
}

pub(super) fn is_name(name: &str) -> bool {
    (1..=FILE_NAME_BYTES).contains(&name.len()) && !name.chars().any(char::is_control)
}

pub(super) fn is_media_type(media_type: &str) -> bool {
    media_type.len() <= MEDIA_TYPE_BYTES
        && media_type.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
}

/// By its first bytes: what a sender calls it is no proof.
pub(super) fn is_preview(bytes: &[u8]) -> bool {
    bytes.len() <= PREVIEW_BYTES && (bytes.starts_with(&[0xff, 0xd8, 0xff]) || is_webp(bytes))
}

fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

pub(super) fn preview_type(bytes: &[u8]) -> &'static str {
    if is_webp(bytes) { "image/webp" } else { "image/jpeg" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_is_told_by_its_first_bytes_and_has_a_type_of_its_own() {
        let jpeg = [0xff, 0xd8, 0xff, 0];
        assert!(is_preview(&jpeg) && is_preview(b"RIFF....WEBP"));
        for other in [&b""[..], b"RIFF", b"RIFF....WAVE", b"....WEBP", &jpeg[..2]] {
            assert!(!is_preview(other), "{other:?}");
        }
        assert_eq!(preview_type(&jpeg), "image/jpeg");
        assert_eq!(preview_type(b"RIFF....WEBP"), "image/webp");
    }
}
