//! A file that is sent: its bytes are elsewhere, sealed; the message says where, and how to open them.
//!
//! ```text
//!   ExternalPart (attachment)                                          a file, nothing else
//!   MultiPart (single unit) [ExternalPart, preview?, caption?]         with a small picture, or words
//! ```

use crate::body::PLAIN_TEXT;
use crate::message::{Message, Salt};
use crate::part::{
    Cardinality, Disposition, ExternalPart, MultiPart, Part, PartSemantics, SinglePart,
};

/// A file and what is said with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    pub external: ExternalPart,
    /// A small picture of it: its media type and its bytes, both by the sender's word.
    pub preview: Option<(String, Vec<u8>)>,
    pub caption: String,
}

impl Message {
    pub fn file(salt: Salt, file: File) -> Self {
        let part =
            |disposition, cardinality| Part { disposition, language: String::new(), cardinality };
        let single = |content_type: String, content| {
            Cardinality::Single(SinglePart { content_type, content })
        };
        let external = Cardinality::External(Box::new(file.external));
        let mut parts = vec![part(Disposition::Attachment, external)];
        if let Some((content_type, bytes)) = file.preview {
            parts.push(part(Disposition::Preview, single(content_type, bytes)));
        }
        if !file.caption.is_empty() {
            let caption = single(PLAIN_TEXT.to_owned(), file.caption.into_bytes());
            parts.push(part(Disposition::Render, caption));
        }
        let whole = match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => {
                parts.extend(last);
                let semantics = PartSemantics::SingleUnit;
                part(Disposition::Render, Cardinality::Multi(MultiPart { semantics, parts }))
            }
        };
        Self::new(salt, whole)
    }
}

/// `None` where `part` is anything but one file with at most one preview and one caption.
pub(crate) fn read(part: &Part) -> Option<File> {
    match &part.cardinality {
        Cardinality::External(external) => {
            let external = (**external).clone();
            Some(File { external, preview: None, caption: String::new() })
        }
        Cardinality::Multi(multi) if multi.semantics == PartSemantics::SingleUnit => {
            unit(&multi.parts)
        }
        _ => None,
    }
}

fn unit(parts: &[Part]) -> Option<File> {
    let (first, others) = parts.split_first()?;
    let Cardinality::External(external) = &first.cardinality else { return None };
    let mut file = File { external: (**external).clone(), preview: None, caption: String::new() };
    for part in others {
        let Cardinality::Single(single) = &part.cardinality else { return None };
        match part.disposition {
            Disposition::Preview if file.preview.is_none() => {
                file.preview = Some((single.content_type.clone(), single.content.clone()));
            }
            Disposition::Render if file.caption.is_empty() && single.content_type == PLAIN_TEXT => {
                file.caption = String::from_utf8(single.content.clone()).ok()?;
            }
            _ => return None,
        }
    }
    Some(file)
}
