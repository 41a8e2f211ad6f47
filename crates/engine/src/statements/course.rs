//! What a statement has come to: a fold over what was done to it in the order of the room's log. It knows no
//! clock and no device, so all who have read as far come to the same.
//!
//! | act | who may | where it counts |
//! |---|---|---|
//! | version | who wrote the statement | where it follows the present version; the first one in the log wins |
//! | suggestion | who may write | from where it stands until a version settles it |
//! | sign-off | who may write | for the version that it names |
//! | silence | who wrote the statement, or an admin | for the present version, and before its own deadline |
//! | objection | who may write | by the deadline of the silence that it names, or of what puts that off |

use std::collections::BTreeSet;

use corridor_content::{
    Body, Change, MessageId, ParagraphId, SignOff, Statement, Suggestion, VersionHash,
};
use corridor_wire::id::AccountId;

use crate::output::UnixMillis;
use crate::view::LocalId;

/// Something that was done to a statement.
pub(crate) struct Act {
    pub(crate) local_id: LocalId,
    /// None before it was sealed first.
    pub(crate) id: Option<MessageId>,
    pub(crate) is_placed: bool,
    pub(crate) sender: AccountId,
    pub(crate) is_own: bool,
    pub(crate) sent_at: UnixMillis,
    /// Its sender was an admin where it stands.
    pub(crate) is_by_admin: bool,
    pub(crate) body: Body,
}

pub(crate) struct VersionRow {
    pub(crate) local_id: LocalId,
    pub(crate) statement: Statement,
    pub(crate) hash: VersionHash,
    pub(crate) at: UnixMillis,
    pub(crate) is_placed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    Open,
    /// By the version of this place.
    Taken(usize),
    Declined,
}

pub(crate) struct SuggestionRow {
    pub(crate) act: ActRow,
    pub(crate) suggestion: Suggestion,
    pub(crate) fate: Fate,
}

pub(crate) struct SignOffRow {
    pub(crate) act: ActRow,
    pub(crate) sign_off: SignOff,
}

pub(crate) struct SilenceRow {
    pub(crate) act: ActRow,
    /// The place of the version that it is about.
    pub(crate) version: usize,
    pub(crate) deadline: UnixMillis,
    /// The place of the one that puts it off.
    pub(crate) put_off_by: Option<usize>,
    /// Another version came before its deadline.
    pub(crate) is_overtaken: bool,
    pub(crate) objections: Vec<ObjectionRow>,
}

pub(crate) struct ObjectionRow {
    pub(crate) act: ActRow,
    pub(crate) reason: String,
    pub(crate) is_in_time: bool,
}

#[derive(Clone)]
pub(crate) struct ActRow {
    pub(crate) local_id: LocalId,
    pub(crate) id: Option<MessageId>,
    pub(crate) by: AccountId,
    pub(crate) is_own: bool,
    pub(crate) at: UnixMillis,
    pub(crate) is_placed: bool,
}

/// All of it.
pub(crate) struct Course {
    pub(crate) author: AccountId,
    /// Never empty: the last one is the present one.
    pub(crate) versions: Vec<VersionRow>,
    /// They followed a version that was not the present one any more.
    pub(crate) void: Vec<VersionRow>,
    pub(crate) suggestions: Vec<SuggestionRow>,
    pub(crate) sign_offs: Vec<SignOffRow>,
    pub(crate) silences: Vec<SilenceRow>,
}

impl SilenceRow {
    pub(crate) fn is_broken(&self) -> bool {
        self.objections.iter().any(|objection| objection.is_in_time)
    }
}

impl Course {
    /// `first` is the statement itself; `acts` come in the order of the log.
    pub(crate) fn of(
        author: AccountId,
        first: VersionRow,
        acts: impl IntoIterator<Item = Act>,
    ) -> Self {
        let mut course = Self {
            author,
            versions: vec![first],
            void: Vec::new(),
            suggestions: Vec::new(),
            sign_offs: Vec::new(),
            silences: Vec::new(),
        };
        let mut known = BTreeSet::new();
        for act in acts {
            // What was brought back to a relay that had lost it may stand there twice.
            if act.id.is_none_or(|id| known.insert((id, act.sender.clone()))) {
                course.take(act);
            }
        }
        course
    }

    /// Among the versions there is always one: the first.
    pub(crate) fn present(&self) -> &VersionRow {
        match self.versions.last() {
            Some(version) => version,
            None => unreachable!("a statement begins with a version"),
        }
    }

    pub(crate) fn place_of(&self, hash: &VersionHash) -> Option<usize> {
        self.versions.iter().rposition(|version| version.hash == *hash)
    }

    /// Whether the paragraph of a suggestion says still what it said to whoever made it.
    pub(crate) fn fits(&self, suggestion: &Suggestion) -> bool {
        let Some(made_for) = self.place_of(&suggestion.version) else { return false };
        let then = self.versions[made_for].statement.paragraph(&suggestion.paragraph);
        let now = self.present().statement.paragraph(&suggestion.paragraph);
        match suggestion.change() {
            // Its own paragraph is not there yet.
            Change::InsertAfter { id, .. } | Change::InsertBefore { id, .. } => {
                now.is_some() && self.present().statement.paragraph(id).is_none()
            }
            Change::Replace(_) | Change::Strike => then.is_some() && then == now,
        }
    }

    fn take(&mut self, act: Act) {
        let Act { local_id, id, is_placed, sender, is_own, sent_at, is_by_admin, body } = act;
        let is_author = sender == self.author;
        let row = ActRow { local_id, id, by: sender, is_own, at: sent_at, is_placed };
        match body {
            Body::StatementVersion(version) if is_author => self.follow(&row, &version),
            Body::Suggestion(suggestion) => {
                self.suggestions.push(SuggestionRow { act: row, suggestion, fate: Fate::Open });
            }
            Body::SignOff(sign_off) => {
                // Somebody signs a version once.
                self.sign_offs.retain(|other| {
                    other.act.by != row.by || other.sign_off.version != sign_off.version
                });
                self.sign_offs.push(SignOffRow { act: row, sign_off });
            }
            Body::Silence(silence) if is_author || is_by_admin => {
                self.begin(row, silence.version, silence.deadline_ms());
            }
            Body::Objection(objection) => {
                self.object(&row, &objection.silence, objection.reason());
            }
            _ => {}
        }
    }

    fn follow(&mut self, act: &ActRow, version: &corridor_content::Version) {
        let present = self.present();
        let next = version.statement().map(|statement| VersionRow {
            local_id: act.local_id,
            statement: statement.clone(),
            hash: statement.hash(),
            at: act.at,
            is_placed: act.is_placed,
        });
        if version.previous != present.hash {
            self.void.extend(next);
            return;
        }
        // The same words again are no other version.
        if let Some(next) = next.filter(|next| next.hash != present.hash) {
            let place = self.versions.len() - 1;
            for silence in &mut self.silences {
                silence.is_overtaken |= silence.version == place && act.at <= silence.deadline;
            }
            self.versions.push(next);
        }
        let place = self.versions.len() - 1;
        for row in self.suggestions.iter_mut().filter(|row| row.fate == Fate::Open) {
            let Some(id) = &row.act.id else { continue };
            if version.taken().contains(id) {
                row.fate = Fate::Taken(place);
            } else if version.declined().contains(id) {
                row.fate = Fate::Declined;
            }
        }
    }

    fn begin(&mut self, act: ActRow, version: VersionHash, deadline: UnixMillis) {
        let place = self.versions.len() - 1;
        if version != self.present().hash || act.at >= deadline {
            return;
        }
        let next = self.silences.len();
        let running = self
            .silences
            .last_mut()
            .filter(|last| last.version == place && act.at <= last.deadline && !last.is_broken());
        if let Some(running) = running {
            // Nobody takes from others the time that they count on.
            if deadline <= running.deadline {
                return;
            }
            running.put_off_by = Some(next);
        }
        self.silences.push(SilenceRow {
            act,
            version: place,
            deadline,
            put_off_by: None,
            is_overtaken: false,
            objections: Vec::new(),
        });
    }

    fn object(&mut self, act: &ActRow, silence: &MessageId, reason: &str) {
        let named = self.silences.iter().position(|row| row.act.id.as_ref() == Some(silence));
        let Some(mut place) = named else { return };
        // What breaks a silence breaks what puts it off too.
        while let Some(later) = self.silences[place].put_off_by {
            place = later;
        }
        let version = self.silences[place].version;
        for (at, row) in self.silences.iter_mut().enumerate() {
            let is_in_time = act.at <= row.deadline;
            // And an earlier one that it is in time for: none is begun behind another to be named in its place.
            let is_beside =
                at < place && row.version == version && row.put_off_by.is_none() && is_in_time;
            if at == place || is_beside {
                let (act, reason) = (act.clone(), reason.to_owned());
                row.objections.push(ObjectionRow { act, reason, is_in_time });
            }
        }
    }
}

/// `words` as paragraphs that follow `before`: who says the same keeps its id, and so does what stands in the
/// place of one that is gone.
pub(crate) fn carry_ids(
    before: &Statement,
    words: Vec<String>,
    mut fresh: impl FnMut() -> ParagraphId,
) -> Vec<corridor_content::Paragraph> {
    let old = before.paragraphs();
    let mut kept: Vec<Option<usize>> = vec![None; words.len()];
    let mut next = 0;
    for (place, text) in words.iter().enumerate() {
        if let Some(found) = old[next..].iter().position(|paragraph| paragraph.text == *text) {
            kept[place] = Some(next + found);
            next += found + 1;
        }
    }
    // Between two that stayed, the first that changed stands for the first that is gone.
    let mut free = 0;
    for place in 0..words.len() {
        if let Some(found) = kept[place] {
            free = found + 1;
            continue;
        }
        let end = kept[place..].iter().flatten().next().copied().unwrap_or(old.len());
        if free < end {
            kept[place] = Some(free);
            free += 1;
        }
    }
    let with_id = |(text, kept): (String, Option<usize>)| corridor_content::Paragraph {
        id: kept.map_or_else(&mut fresh, |place| old[place].id),
        text,
    };
    words.into_iter().zip(kept).map(with_id).collect()
}

#[cfg(test)]
mod tests;
