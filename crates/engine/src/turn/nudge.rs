//! Nudges. One tap sends one, so it stays here for five seconds first, in which it can be taken back.

use corridor_content::{self as content, Message};

use super::{Turn, sealing};
use crate::command::{Answer, CommandError};
use crate::database::NewItem;
use crate::kinds::Nudge;
use crate::view::{Delivery, ItemKind, LocalId, RoomId, RosterMark};

/// How long a nudge waits on its device: long enough to see what was tapped, and to take it back.
const NUDGE_WAITS_MS: u64 = 5_000;

/// Phrases of a person's own that this device keeps: what a thumb finds without reading long.
const OWN_PHRASES: usize = 12;

/// Under which they are kept, one in each line: none has a line's end in it.
pub(crate) const PHRASES_SETTING: &str = "own_phrases";

impl Turn<'_> {
    pub(super) fn send_nudge(
        &mut self,
        room: &RoomId,
        nudge: Nudge,
        reply_to: Option<LocalId>,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let nudge = content::Nudge::try_from(nudge)
            .map_err(|error| CommandError::Kind(error.to_string()))?;
        let row = self.usable_room(room)?;
        self.need_to_post(&row)?;
        let mark = self.roster_seen(&row, seen)?;
        let target = reply_to.map(|item| self.answered(room, item)).transpose()?;
        let own = self.registered()?;
        let body = Message::nudge(self.random(), &nudge).encode().map_err(sealing)?;
        let goes_at = self.now + NUDGE_WAITS_MS;
        let item = NewItem {
            own: true,
            kind: ItemKind::Nudge,
            text: nudge.subject(),
            body: Some(&body),
            sent_at: goes_at,
            delivery: Delivery::Queued,
            target: target.as_deref(),
            expires_at: Self::expiry_of_new(&row, goes_at),
            ..NewItem::by(&own)
        };
        let local_id = self.queue(room, &item)?;
        self.database.put_off(local_id, goes_at, mark)?;
        Ok(Answer::Queued(local_id))
    }
    /// In place of those that were kept.
    pub(super) fn keep_phrases(&mut self, phrases: &[String]) -> Result<Answer, CommandError> {
        if phrases.len() > OWN_PHRASES {
            let why = format!("a device keeps at most {OWN_PHRASES} phrases");
            return Err(CommandError::Kind(why));
        }
        for phrase in phrases {
            content::Nudge::new(content::Phrase::Own, phrase.clone())
                .map_err(|error| CommandError::Kind(error.to_string()))?;
        }
        let kept = phrases.join("\n");
        let kept = Some(kept.as_str()).filter(|kept| !kept.is_empty());
        self.database.set_text(PHRASES_SETTING, kept)?;
        Ok(Answer::Done)
    }
}
