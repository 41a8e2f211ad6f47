//! Telling newcomers what was said before they came: a file with chosen messages, as hearsay.

use corridor_content::{TOLD, Told, encode_told, limits};
use corridor_wire::id::Seq;
use corridor_wire::planted::{Bug, is_planted};

use super::Turn;
use crate::command::{Answer, CommandError, FileToSend, StorageError};
use crate::kinds::AboutFile;
use crate::view::{ItemKind, RoomId, RosterMark, Span, TimelineItem};

/// Items of the timeline that are looked at together.
const PAGE: usize = 256;

impl Turn<'_> {
    /// Those from `from` to `through` that may be passed on; by whoever may add people here.
    pub(super) fn tell(
        &mut self,
        room: &RoomId,
        (from, through): (Seq, Seq),
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        self.need_role(&row, row.state.policy.add, "tell what was said before")?;
        let refused = || CommandError::Telling { messages: limits::TOLD_MESSAGES };
        let told = self.said_between(room, from, through)?;
        let (Some(first), Some(last)) = (told.first(), told.last()) else { return Err(refused()) };
        // For screens, before anybody has fetched it. It is as much their word as what is in it.
        let name = format!("told-{}-{}-{}.cbor", told.len(), first.sent_at_ms, last.sent_at_ms);
        let content = encode_told(&told).map_err(|_| refused())?;
        let file = FileToSend {
            name,
            media_type: TOLD.to_owned(),
            content,
            preview: None,
            caption: String::new(),
            about: AboutFile::default(),
        };
        self.send_file(room, file, seen)
    }

    /// Read in parts, and no further than a telling could hold: a room may be long.
    fn said_between(
        &self,
        room: &RoomId,
        from: Seq,
        through: Seq,
    ) -> Result<Vec<Told>, StorageError> {
        let mut told = Vec::new();
        let (mut after, mut bytes) = (from.saturating_sub(1), 0);
        loop {
            let page = self.database.page(room, Span::After(after), PAGE)?;
            for item in &page.items {
                let is_in = item.seq.is_some_and(|seq| seq <= through);
                told.extend(as_told(item).filter(|_| is_in).inspect(|one| bytes += one.text.len()));
            }
            let last = page.items.iter().rev().find_map(|item| item.seq);
            let is_full = told.len() > limits::TOLD_MESSAGES || bytes > limits::TOLD_BYTES;
            match last {
                Some(last) if page.has_later && last < through && !is_full => after = last,
                _ => return Ok(told),
            }
        }
    }
}

/// What is taken back, of somebody who is blocked, to disappear or to be seen once is not passed on.
fn as_told(item: &TimelineItem) -> Option<Told> {
    let is_fleeting = item.expires_at.is_some() || item.about.view_once.is_some();
    let is_fleeting = is_fleeting && !is_planted(Bug::FleetingWordsTold);
    let is_kept = item.withdrawn_by.is_none() && !item.is_blocked && !is_fleeting;
    let text = match (item.kind, &item.file) {
        (ItemKind::Text | ItemKind::Poll | ItemKind::Announcement | ItemKind::Statement, _) => {
            item.text.clone()
        }
        (ItemKind::File, Some(file)) if file.media_type != TOLD => match item.text.as_str() {
            "" => format!("[{}]", file.name),
            caption => format!("[{}] {caption}", file.name),
        },
        _ => return None,
    };
    let sent_at_ms = item.sent_at.min(limits::LATEST_MS);
    // An empty text says nothing, and a telling takes none.
    (is_kept && !text.is_empty()).then(|| Told {
        sender: item.sender.to_string(),
        sent_at_ms,
        text,
    })
}
