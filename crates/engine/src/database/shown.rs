//! Items as a screen shows them: each with what people have done to it.

use std::collections::BTreeMap;

use corridor_content::{Body, Message, Poll, Vote};
use corridor_wire::id::{AccountId, Seq};
use corridor_wire::planted::{Bug, is_planted};
use rusqlite::{OptionalExtension, Params, Row, params};

use super::act::LOG_ORDER;
use super::blocked::BY_BLOCKED;
use super::item::{NUDGE, SHOWN, delivery_of, kind_of, stored_details};
use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::kinds::{About, Contact, Nudge, Phrase, Place, Totals, is_picture};
use crate::output::UnixMillis;
use crate::view::{
    ItemKind, LocalId, OptionView, PollView, QuoteView, ReactionView, RoomId, TimelineItem,
    VersionView,
};

/// The last says whether its sender is blocked.
const COLUMNS: &str =
    "SELECT local_id, seq, sender, kind, text, sent_at, delivery, name, media_type,
    bytes, state, preview IS NOT NULL, room, message_id, target, body, markdown, forwarded, starred,
    mentions_me, withdrawn_by, expires_at,
    (SELECT send_at FROM scheduled WHERE scheduled.item = local_id), done,
    own = 0 AND sender IN (SELECT account FROM blocked), details
    FROM item LEFT JOIN file ON file.item = item.local_id";

/// Characters of a quoted message.
const QUOTE_CHARACTERS: usize = 200;

/// Different reactions to one message that are shown; whoever sends more of them is not shown.
const REACTIONS: usize = 32;

/// An item as it is stored, before what was done to it.
struct Stored {
    item: TimelineItem,
    room: Vec<u8>,
    message_id: Option<Vec<u8>>,
    target: Option<Vec<u8>>,
    body: Option<Vec<u8>>,
    details: Option<Vec<u8>>,
}

/// Something that was done to a message.
struct Act {
    kind: ItemKind,
    sender: AccountId,
    own: bool,
    text: String,
    sent_at: UnixMillis,
    /// When an edit in the log takes its message with it.
    ends_at: Option<UnixMillis>,
}

fn read_item(row: &Row<'_>) -> rusqlite::Result<Result<Stored, StorageError>> {
    let (sender, kind, delivery): (String, u8, u8) = (row.get(2)?, row.get(3)?, row.get(6)?);
    let by: Option<String> = row.get(20)?;
    // Queued and held are the second and the third.
    let file = super::file::read_view(row, !matches!(delivery, 1 | 2))?;
    let (local_id, seq, text) = (row.get(0)?, row.get::<_, Option<i64>>(1)?, row.get(4)?);
    let sent_at = from_sql(row.get(5)?);
    let (expires_at, put_off_to): (Option<i64>, Option<i64>) = (row.get(21)?, row.get(22)?);
    let [is_markdown, is_forwarded, is_starred, mentions_me, is_blocked] =
        [row.get(16)?, row.get(17)?, row.get(18)?, row.get(19)?, row.get(24)?];
    let (room, message_id, target, body) = (row.get(12)?, row.get(13)?, row.get(14)?, row.get(15)?);
    let details = row.get(25)?;
    let parse = || {
        let item = TimelineItem {
            local_id,
            seq: seq.map(from_sql),
            sender: account(&sender)?,
            kind: stored("item kind", kind_of(kind))?,
            text,
            sent_at,
            delivery: stored("delivery", delivery_of(delivery))?,
            file: file.transpose()?,
            poll: None,
            is_markdown,
            is_forwarded,
            reply_to: None,
            reactions: Vec::new(),
            edits: 0,
            edited_at: None,
            withdrawn_by: by.as_deref().map(account).transpose()?,
            is_pinned: false,
            is_starred,
            mentions_me,
            send_at: put_off_to.map(from_sql),
            expires_at: expires_at.map(from_sql),
            is_blocked: is_blocked && !is_planted(Bug::BlockedWordsShown),
            about: About::default(),
        };
        Ok(Stored { item, room, message_id, target, body, details })
    };
    Ok(parse())
}

fn account(stored_name: &str) -> Result<AccountId, StorageError> {
    stored("account", AccountId::parse(stored_name).ok())
}

impl Database {
    pub(super) fn items(
        &self,
        condition: &str,
        parameters: impl Params,
    ) -> Result<Vec<TimelineItem>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!("{COLUMNS} {condition}"))?;
        let rows = statement.query_map(parameters, read_item)?;
        let rows: Vec<Stored> = rows.map(|row| row?).collect::<Result<_, StorageError>>()?;
        rows.into_iter().map(|row| self.completed(row)).collect()
    }

    /// The newest `limit` items after `after`, oldest first, and all that is queued at the end.
    pub(crate) fn timeline(
        &self,
        room: &RoomId,
        after: Option<Seq>,
        limit: usize,
    ) -> Result<Vec<TimelineItem>, StorageError> {
        let order = if is_planted(Bug::OrderedByClock) { "sent_at" } else { "seq" };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut items = self.items(
            &format!(
                "WHERE room = ?1 AND seq > ?2 AND {SHOWN} ORDER BY {order} DESC, part DESC LIMIT ?3"
            ),
            params![&room.as_bytes()[..], after.map_or(-1, to_sql), limit],
        )?;
        items.reverse();
        items.extend(self.queued_items(room)?);
        Ok(items)
    }

    /// Own messages that are on their way, in the order in which they were written.
    pub(super) fn queued_items(&self, room: &RoomId) -> Result<Vec<TimelineItem>, StorageError> {
        let queued = format!("WHERE room = ?1 AND seq IS NULL AND {SHOWN} ORDER BY local_id");
        self.items(&queued, params![&room.as_bytes()[..]])
    }

    /// What a message said, oldest first; the last is what it says now.
    pub(crate) fn history(&self, item: LocalId) -> Result<Vec<VersionView>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT text, markdown, sent_at FROM (
                SELECT coalesce(first_text, text) AS text, CASE WHEN first_text IS NULL THEN markdown
                    ELSE first_markdown END AS markdown, sent_at, 0 AS later, seq, part, local_id
                FROM item WHERE local_id = ?1 AND withdrawn_by IS NULL AND hidden = 0 AND kind IN (0, 10)
                UNION ALL
                SELECT edit.text, edit.markdown, edit.sent_at, 1, edit.seq, edit.part, edit.local_id
                FROM item JOIN item AS edit ON edit.room = item.room AND edit.kind = 12
                    AND edit.target = item.message_id AND edit.sender = item.sender
                WHERE item.local_id = ?1 AND item.withdrawn_by IS NULL AND item.hidden = 0
                    AND item.kind IN (0, 10))
             ORDER BY later, {LOG_ORDER}"
        ))?;
        let versions = statement.query_map(params![item], |row| {
            Ok(VersionView {
                text: row.get(0)?,
                is_markdown: row.get(1)?,
                sent_at: from_sql(row.get(2)?),
            })
        })?;
        Ok(versions.collect::<Result<_, _>>()?)
    }

    fn completed(&self, row: Stored) -> Result<TimelineItem, StorageError> {
        let Stored { mut item, room, message_id, target, body, details } = row;
        if item.withdrawn_by.is_some() {
            return Ok(item);
        }
        if let Some(target) = target {
            item.reply_to = Some(self.quote(&room, &target)?);
        }
        let acts = match &message_id {
            Some(id) => self.acts(&room, id)?,
            None => Vec::new(),
        };
        // An own withdrawal that is on its way; those in the log have erased the item.
        if let Some(act) = acts.iter().find(|act| act.kind == ItemKind::Withdrawal && act.own) {
            item.withdrawn_by = Some(act.sender.clone());
            item.text.clear();
            item.file = None;
            return Ok(item);
        }
        // A question is what it was, and so is what somebody has seen: they answered those words.
        let is_question = matches!(item.kind, ItemKind::Sounding | ItemKind::Announcement);
        let edits = acts
            .iter()
            .filter(|act| act.kind == ItemKind::Edit && act.sender == item.sender && !is_question);
        for edit in edits {
            item.edits += 1;
            item.edited_at = Some(edit.sent_at);
            item.expires_at = item.expires_at.into_iter().chain(edit.ends_at).min();
        }
        item.reactions = reactions(&acts);
        item.is_pinned = acts
            .iter()
            .rfind(|act| act.kind == ItemKind::Pin)
            .is_some_and(|act| act.text == PINNED);
        if let Some(details) = stored_details(details)? {
            item.about = About::of(&details, item.file.is_some());
            item.about.album.take_if(|_| is_planted(Bug::AlbumForgotten));
            // It may have been edited out of the text.
            item.about.link = item.about.link.filter(|link| item.text.contains(&link.url));
        }
        if item.file.as_ref().is_some_and(|file| is_picture(&file.media_type))
            && item.about.view_once.is_none()
            && let Some(id) = &message_id
        {
            item.about.marks = self.mark_count(&room, id)?;
        }
        let body = body
            .filter(|_| item.kind.is_said() && item.kind != ItemKind::File)
            .and_then(|body| Message::decode(&body).ok());
        match body.map(|message| message.body()) {
            Some(Body::Contact(contact)) => item.about.contact = Some(Contact::from(&contact)),
            Some(Body::Place(place)) => item.about.place = Some(Place::from(&place)),
            Some(Body::Nudge(nudge)) => item.about.nudge = Some(Nudge::from(&nudge)),
            Some(Body::Announcement(announcement)) => {
                let announcement =
                    self.announcement_view(&announcement, &room, &item, message_id.as_deref())?;
                item.about.announcement = Some(announcement);
            }
            Some(Body::Sounding(question)) => {
                item.about.question = Some(self.question_view(
                    &question,
                    (&room, item.local_id),
                    &item.sender,
                    message_id.as_deref(),
                )?);
            }
            Some(Body::Statement(first)) => {
                let first = (item.local_id, first);
                let id = message_id.as_deref();
                item.about.statement = Some(self.statement_card(&room, id, &item.sender, first)?);
            }
            Some(Body::SoundingTotals(totals)) => {
                item.about.totals = Some(Totals::of(&totals, item.reply_to.is_some()));
            }
            Some(Body::Poll(poll)) => {
                let is_past = poll.deadline_ms.is_some() && !self.is_due_later(item.local_id)?;
                item.poll = Some(count(&poll, &item.sender, &acts, is_past));
            }
            _ => {}
        }
        Ok(item)
    }

    /// What was done to a message, in the order of the log, but for what was taken back.
    fn acts(&self, room: &[u8], message_id: &[u8]) -> Result<Vec<Act>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT kind, sender, own, text, sent_at,
                CASE WHEN kind = 12 AND seq IS NOT NULL THEN expires_at END FROM item AS act
             WHERE room = ?1 AND target = ?2 AND kind BETWEEN 11 AND 16 AND withdrawn_by IS NULL
                AND (kind <> 13 OR seq IS NULL)
                AND NOT EXISTS (SELECT 1 FROM item AS undone WHERE undone.room = ?1
                    AND undone.kind = 13 AND undone.target = act.message_id
                    AND undone.sender = act.sender)
             ORDER BY {LOG_ORDER}"
        ))?;
        let rows = statement.query_map(params![room, message_id], |row| {
            let (kind, sender): (u8, String) = (row.get(0)?, row.get(1)?);
            let ends_at: Option<i64> = row.get(5)?;
            let sent_at = from_sql(row.get(4)?);
            Ok((kind, sender, row.get(2)?, row.get(3)?, sent_at, ends_at.map(from_sql)))
        })?;
        rows.map(|row| {
            let (kind, sender, own, text, sent_at, ends_at) = row?;
            let kind = stored("item kind", kind_of(kind))?;
            Ok(Act { kind, sender: account(&sender)?, own, text, sent_at, ends_at })
        })
        .collect()
    }

    /// Whether screens have to look at the item again at some time.
    pub(super) fn is_due_later(&self, item: LocalId) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT due_at IS NOT NULL FROM item WHERE local_id = ?1")?
            .query_row(params![item], |row| row.get(0))?)
    }

    fn quote(&self, room: &[u8], target: &[u8]) -> Result<QuoteView, StorageError> {
        let found = self
            .connection
            .prepare_cached(&format!(
                "SELECT local_id, seq, sender, kind, CASE WHEN own = 0 AND {BY_BLOCKED} THEN ''
                    WHEN text = '' THEN coalesce(name, '') ELSE text END,
                    CASE WHEN kind = {NUDGE} AND NOT (own = 0 AND {BY_BLOCKED}) THEN body END
                 FROM item LEFT JOIN file ON file.item = item.local_id
                 WHERE room = ?1 AND message_id = ?2 AND withdrawn_by IS NULL AND {SHOWN}
                 ORDER BY local_id LIMIT 1"
            ))?
            .query_row(params![room, target], |row| {
                let (sender, kind, text): (String, u8, String) =
                    (row.get(2)?, row.get(3)?, row.get(4)?);
                let body: Option<Vec<u8>> = row.get(5)?;
                Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?, sender, kind, text, body))
            })
            .optional()?;
        let Some((local_id, seq, sender, kind, text, body)) = found else {
            return Ok(QuoteView {
                local_id: None,
                seq: None,
                sender: None,
                kind: None,
                text: String::new(),
                phrase: None,
            });
        };
        Ok(QuoteView {
            local_id: Some(local_id),
            seq: seq.map(from_sql),
            sender: Some(account(&sender)?),
            kind: Some(stored("item kind", kind_of(kind))?),
            text: text.chars().take(QUOTE_CHARACTERS).collect(),
            phrase: body.and_then(|body| phrase_in(&body)),
        })
    }
}

fn phrase_in(body: &[u8]) -> Option<Phrase> {
    match Message::decode(body).ok()?.body() {
        Body::Nudge(nudge) => Some(nudge.phrase().into()),
        _ => None,
    }
}

/// The text of a pin that holds, and of one that is taken off.
pub(crate) const PINNED: &str = "on";
pub(crate) const UNPINNED: &str = "off";

/// A vote as it is stored.
pub(crate) fn vote_text(vote: &Vote) -> String {
    let choices: Vec<String> = vote.choices().iter().map(ToString::to_string).collect();
    choices.join(",")
}

pub(crate) fn read_vote(text: &str) -> Option<Vote> {
    let choices = text.split(',').filter(|choice| !choice.is_empty()).map(str::parse);
    Vote::new(choices.collect::<Result<Vec<u8>, _>>().ok()?).ok()
}

fn reactions(acts: &[Act]) -> Vec<ReactionView> {
    let mut reactions: Vec<ReactionView> = Vec::new();
    for act in acts.iter().filter(|act| act.kind == ItemKind::Reaction) {
        let known = reactions.iter().position(|one| one.reaction == act.text);
        let one = match known {
            Some(place) => &mut reactions[place],
            None if reactions.len() == REACTIONS => continue,
            None => {
                reactions.push(ReactionView {
                    reaction: act.text.clone(),
                    people: Vec::new(),
                    is_own: false,
                });
                let last = reactions.len() - 1;
                &mut reactions[last]
            }
        };
        one.is_own |= act.own;
        if !one.people.contains(&act.sender) {
            one.people.push(act.sender.clone());
        }
    }
    reactions
}

/// A person's last vote counts that came before the end, and that says it was sent before the deadline.
fn count(poll: &Poll, author: &AccountId, acts: &[Act], is_past: bool) -> PollView {
    let mut votes: BTreeMap<&AccountId, (Vote, bool)> = BTreeMap::new();
    let mut is_over = false;
    for act in acts {
        match act.kind {
            ItemKind::PollEnd if act.sender == *author => is_over = true,
            ItemKind::Vote if !is_over => {
                let is_late = poll.deadline_ms.is_some_and(|deadline| act.sent_at > deadline)
                    && !is_planted(Bug::LateVoteCounts);
                if let Some(vote) = read_vote(&act.text).filter(|vote| vote.fits(poll) && !is_late)
                {
                    votes.insert(&act.sender, (vote, act.own));
                }
            }
            _ => {}
        }
    }
    votes.retain(|_, (vote, _)| !vote.choices().is_empty());
    let is_counted = poll.is_open || is_over || is_past;
    let options = poll.options().iter().zip(0u8..).map(|(text, place)| {
        let mine = |vote: &Vote| vote.choices().contains(&place);
        let people: Vec<AccountId> = votes
            .iter()
            .filter(|(_, (vote, _))| mine(vote))
            .map(|(person, _)| (*person).clone())
            .collect();
        let again = acts.iter().filter(|act| {
            let is_vote = act.kind == ItemKind::Vote && is_planted(Bug::VoteCountedTwice);
            is_vote
                && !people.contains(&act.sender)
                && read_vote(&act.text).is_some_and(|vote| mine(&vote))
        });
        let again = again.count();
        OptionView {
            text: text.clone(),
            votes: is_counted.then_some(people.len() + again),
            is_own: votes.values().any(|(vote, own)| *own && mine(vote)),
            people: if poll.is_open { people } else { Vec::new() },
        }
    });
    PollView {
        options: options.collect(),
        is_multiple: poll.is_multiple,
        is_open: poll.is_open,
        deadline: poll.deadline_ms,
        is_over,
        voters: votes.len(),
    }
}
