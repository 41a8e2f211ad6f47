//! Statements as screens show them.

pub(crate) mod course;

use std::collections::BTreeMap;

use corridor_content::{Change, Paragraph};
use corridor_wire::id::AccountId;

use crate::command::StorageError;
use crate::database::{Database, RoomRow, statement_in};
use crate::engine::Engine;
use crate::kinds::{self, Asked, SilenceCard, SilenceState, Suggested, SuggestionState};
use crate::output::UnixMillis;
use crate::view::{ItemKind, LocalId};
use course::{Course, Fate, ObjectionRow, SilenceRow, SuggestionRow, VersionRow};

impl Engine {
    /// None where it is no statement, or was taken back.
    pub fn statement(&self, local_id: LocalId) -> Result<Option<kinds::Statement>, StorageError> {
        let Some(subject) = self.database.subject(local_id)? else { return Ok(None) };
        let first = subject.body.as_deref().and_then(statement_in);
        let Some(first) = first.filter(|_| subject.kind == ItemKind::Statement) else {
            return Ok(None);
        };
        let Some(row) = self.database.room(&subject.room)? else { return Ok(None) };
        let id = subject.message_id.as_ref().map(|id| &id.as_bytes()[..]);
        let room = subject.room.as_bytes();
        let course = self.database.course(room, id, &subject.sender, (local_id, first))?;
        let speaks_for = self.speaks_for(&row)?;
        let caught_up = self.link.is_caught_up(&row.id, row.cursor);
        let own = self.account()?.map(|own| own.account);
        let may_post = own.as_ref().is_some_and(|own| row.state.may_post(own));
        let is_admin = own.as_ref().is_some_and(|own| crate::turn::is_admin(&row.state, own));
        let silences = course.silences.iter();
        let versions = course.versions.iter().enumerate();
        Ok(Some(kinds::Statement {
            local_id,
            room: subject.room.to_string(),
            by: subject.sender.to_string(),
            own: subject.own,
            versions: versions.map(|(place, version)| version.shown(place + 1)).collect(),
            void: course.void.iter().map(|version| version.shown(0)).collect(),
            suggestions: self.suggestions(&course, &speaks_for)?,
            sign_offs: sign_offs(&course, &speaks_for),
            delegations: delegations(&course, &speaks_for),
            silences: silences
                .map(|silence| self.database.silence(room, silence, caught_up))
                .collect::<Result<_, _>>()?,
            may_post,
            may_silence: may_post && (subject.own || is_admin),
        }))
    }

    /// Everybody in a room, and for whom they speak by a key that is believed here.
    fn speaks_for(
        &self,
        room: &RoomRow,
    ) -> Result<BTreeMap<AccountId, Option<String>>, StorageError> {
        let mut people = BTreeMap::new();
        for device in self.database.devices(&room.id)? {
            let delegation = self.database.believed(&device.account_key)?;
            people.insert(device.account, delegation);
        }
        Ok(people)
    }

    fn suggestions(
        &self,
        course: &Course,
        speaks_for: &BTreeMap<AccountId, Option<String>>,
    ) -> Result<Vec<kinds::Suggestion>, StorageError> {
        let shown = self.database.shown_suggestions(course)?;
        let rows = course.suggestions.iter().enumerate();
        let rows = rows.filter(|(place, row)| row.fate != Fate::Open || shown.contains(place));
        Ok(rows.map(|(_, row)| row.shown(course, speaks_for)).collect())
    }
}

impl Database {
    pub(crate) fn silence_card(
        &self,
        room: &[u8],
        silence: &SilenceRow,
    ) -> Result<SilenceCard, StorageError> {
        let asked = self.silence_asked(room, silence)?;
        let undelivered = undelivered(&asked, silence.deadline);
        let is_over = !self.is_silence_running(silence)?;
        let state = state(silence, is_over, !undelivered.is_empty());
        Ok(SilenceCard { state, deadline: silence.deadline, undelivered })
    }

    fn silence(
        &self,
        room: &[u8],
        silence: &SilenceRow,
        caught_up: bool,
    ) -> Result<kinds::Silence, StorageError> {
        let SilenceCard { state, deadline, undelivered } = self.silence_card(room, silence)?;
        let mut objections = Vec::new();
        for row in &silence.objections {
            let is_blocked = !row.act.is_own && self.is_blocked(&row.act.by)?;
            objections.push(row.shown(is_blocked));
        }
        Ok(kinds::Silence {
            local_id: silence.act.local_id,
            by: silence.act.by.to_string(),
            at: silence.act.at,
            number: silence.version + 1,
            deadline,
            state,
            undelivered,
            asked: self.silence_asked(room, silence)?,
            objections,
            caught_up,
        })
    }
}

/// Delegations of which nobody has said by the deadline that they have it; who speaks for none is one.
fn undelivered(asked: &[Asked], deadline: UnixMillis) -> Vec<String> {
    let mut reached: BTreeMap<&str, bool> = BTreeMap::new();
    for one in asked {
        let name = one.delegation.as_deref().unwrap_or(&one.account);
        *reached.entry(name).or_default() |= one.delivered_at.is_some_and(|at| at <= deadline);
    }
    reached.into_iter().filter(|(_, is)| !is).map(|(name, _)| name.to_owned()).collect()
}

fn state(silence: &SilenceRow, is_over: bool, is_undelivered: bool) -> SilenceState {
    match silence {
        _ if !silence.act.is_placed => SilenceState::Queued,
        _ if silence.is_broken() => SilenceState::Broken,
        _ if silence.is_overtaken => SilenceState::TextChanged,
        _ if silence.put_off_by.is_some() => SilenceState::Extended,
        _ if !is_over => SilenceState::Running,
        _ if is_undelivered => SilenceState::Undelivered,
        _ => SilenceState::Adopted,
    }
}

impl VersionRow {
    fn shown(&self, number: usize) -> kinds::StatementVersion {
        let paragraph = |paragraph: &Paragraph| kinds::Paragraph {
            id: hex(&paragraph.id),
            text: paragraph.text.clone(),
        };
        kinds::StatementVersion {
            number,
            hash: self.hash.to_string(),
            title: self.statement.title().to_owned(),
            paragraphs: self.statement.paragraphs().iter().map(paragraph).collect(),
            at: self.at,
            local_id: self.local_id,
            sent: self.is_placed,
        }
    }
}

impl SuggestionRow {
    fn shown(
        &self,
        course: &Course,
        speaks_for: &BTreeMap<AccountId, Option<String>>,
    ) -> kinds::Suggestion {
        let (change, text) = match self.suggestion.change() {
            Change::Replace(text) => (Suggested::Replace, text.clone()),
            Change::Strike => (Suggested::Strike, String::new()),
            Change::InsertAfter { text, .. } => (Suggested::InsertAfter, text.clone()),
            Change::InsertBefore { text, .. } => (Suggested::InsertBefore, text.clone()),
        };
        let (state, taken_in) = match self.fate {
            Fate::Open => (SuggestionState::Open, None),
            Fate::Taken(place) => (SuggestionState::Taken, Some(place + 1)),
            Fate::Declined => (SuggestionState::Declined, None),
        };
        kinds::Suggestion {
            local_id: self.act.local_id,
            by: self.act.by.to_string(),
            own: self.act.is_own,
            at: self.act.at,
            delegation: speaks_for.get(&self.act.by).cloned().flatten(),
            paragraph: hex(&self.suggestion.paragraph),
            change,
            text,
            reason: self.suggestion.reason().to_owned(),
            version: course.place_of(&self.suggestion.version).map(|place| place + 1),
            fits: course.fits(&self.suggestion),
            state,
            taken_in,
            sent: self.act.is_placed,
        }
    }
}

impl ObjectionRow {
    fn shown(&self, is_blocked: bool) -> kinds::Objection {
        kinds::Objection {
            by: self.act.by.to_string(),
            at: self.act.at,
            reason: if is_blocked { String::new() } else { self.reason.clone() },
            in_time: self.is_in_time,
            sent: self.act.is_placed,
        }
    }
}

fn sign_offs(
    course: &Course,
    speaks_for: &BTreeMap<AccountId, Option<String>>,
) -> Vec<kinds::SignOff> {
    let row = |row: &course::SignOffRow| kinds::SignOff {
        local_id: row.act.local_id,
        by: row.act.by.to_string(),
        own: row.act.is_own,
        at: row.act.at,
        said: row.sign_off.delegation().to_owned(),
        delegation: speaks_for.get(&row.act.by).cloned().flatten(),
        version: course.place_of(&row.sign_off.version).map(|place| place + 1),
        counts: row.sign_off.version == course.present().hash,
        sent: row.act.is_placed,
    };
    course.sign_offs.iter().map(row).collect()
}

/// Everybody in the room by those for whom they speak, and whoever has signed the present version.
fn delegations(
    course: &Course,
    speaks_for: &BTreeMap<AccountId, Option<String>>,
) -> Vec<kinds::Delegation> {
    let has_signed = |person: &AccountId| {
        let version = course.present().hash;
        course.sign_offs.iter().any(|row| row.act.by == *person && row.sign_off.version == version)
    };
    let mut delegations: Vec<kinds::Delegation> = Vec::new();
    for (person, name) in speaks_for {
        let known = delegations.iter().position(|one| one.name.is_some() && one.name == *name);
        let place = known.unwrap_or_else(|| {
            let (people, signed) = (Vec::new(), Vec::new());
            delegations.push(kinds::Delegation { name: name.clone(), people, signed });
            delegations.len() - 1
        });
        delegations[place].people.push(person.to_string());
        if has_signed(person) {
            delegations[place].signed.push(person.to_string());
        }
    }
    delegations.sort_by(|one, other| {
        (one.name.is_none(), &one.name).cmp(&(other.name.is_none(), &other.name))
    });
    delegations
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
