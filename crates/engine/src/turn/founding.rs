//! Rooms that are made: new ones, direct ones, and the same people's anew.

use std::collections::BTreeSet;

use corridor_sealing::room_state::{Huddle, RoomKind, RoomState, TITLE_BYTES};
use corridor_sealing::session::RoomSession;
use corridor_wire::chain::ChainHash;
use corridor_wire::id::AccountId;
use corridor_wire::token::Token;

use super::{Turn, sealing};
use crate::command::{Answer, CommandError, StorageError};
use crate::database::{Intent, RoomRow, StatusCode};
use crate::output::Change;
use crate::view::{RoomId, RosterMark};

/// People in one commit, so that their Welcomes stay a few hundred kilobytes.
const PEOPLE_PER_COMMIT: usize = 16;

impl Turn<'_> {
    pub(super) fn create_room(
        &mut self,
        title: &str,
        direct_with: Option<&AccountId>,
        with: &[AccountId],
        shape: impl FnOnce(&mut RoomState),
    ) -> Result<Answer, CommandError> {
        let own = self.registered()?;
        if direct_with.is_none() {
            check_title(title)?;
        }
        let mut state = super::commit::founding_state(title, &own, direct_with)?;
        shape(&mut state);
        let id = RoomId::from_bytes(self.random());
        let session = self
            .with_provider(|provider, identity| {
                RoomSession::create(provider, identity, &id, state.clone())
            })?
            .map_err(sealing)?;
        self.sessions.insert(id, session);
        let mut room = RoomRow {
            id,
            state,
            status: StatusCode::Active,
            detail: String::new(),
            created: false,
            delete_token: Some(Token::from_bytes(self.random())),
            cursor: 0,
            version: 0,
            chain: ChainHash::empty(&id),
            read_seq: 0,
            mark: 0,
            acknowledged: 0,
            last_activity: self.now,
            skipped: 0,
            contradiction: None,
            asked_at: 0,
        };
        self.database.put_room(&room)?;
        self.remember_token(&room)?;
        self.write_first_roster(&mut room, None)?;
        // Her other devices come along.
        let people: Vec<_> = with.iter().cloned().chain([own]).collect();
        self.intend_to_add(&id, people)?;
        self.intend_to_present(&id)?;
        self.change(Change::Room(id));
        Ok(Answer::Room(id))
    }

    pub(super) fn intend_to_add(
        &mut self,
        room: &RoomId,
        mut people: Vec<AccountId>,
    ) -> Result<(), StorageError> {
        people.sort();
        people.dedup();
        for chunk in people.chunks(PEOPLE_PER_COMMIT) {
            let intent = Intent::AddPeople { people: chunk.to_vec() };
            self.database.add_intent(room, &intent, self.now, 0, None)?;
        }
        Ok(())
    }

    pub(super) fn open_direct_room(&mut self, with: AccountId) -> Result<Answer, CommandError> {
        let own = self.registered()?;
        if with == own {
            return Err(CommandError::NotAllowed("a direct room is with somebody else".to_owned()));
        }
        if self.database.is_blocked(&with)? {
            return Err(CommandError::Blocked(with));
        }
        for room in self.database.rooms()? {
            let is_direct = room.state.kind == RoomKind::Direct;
            let is_usable = is_direct && room.status == StatusCode::Active;
            if is_usable && self.concerns(&room, &with)? && self.is_genuine(&room, &with)? {
                return Ok(Answer::Room(room.id));
            }
        }
        let people = [with];
        self.create_room("", people.first(), &people, |_| {})
    }

    /// Whether the person is in the room, or is about to be.
    pub(super) fn concerns(
        &self,
        room: &RoomRow,
        person: &AccountId,
    ) -> Result<bool, StorageError> {
        let is_in = self.database.devices(&room.id)?.iter().any(|row| row.account == *person);
        let is_coming = self.database.intents(&room.id)?.iter().any(
            |row| matches!(&row.intent, Intent::AddPeople { people } if people.contains(person)),
        );
        Ok(is_in || is_coming)
    }

    /// Whether nobody in the room goes by the person's name under another key than theirs.
    fn is_genuine(&self, room: &RoomRow, person: &AccountId) -> Result<bool, StorageError> {
        let key = self.database.contact(person)?.map(|contact| contact.account_key);
        let devices = self.database.devices(&room.id)?;
        Ok(devices.iter().all(|row| row.account != *person || Some(row.account_key) == key))
    }

    /// The same people in a new room, where the old one cannot go on or somebody shall stay out.
    pub(super) fn refound(
        &mut self,
        room: &RoomId,
        without: &[AccountId],
    ) -> Result<Answer, CommandError> {
        let row = self.database.room(room)?.ok_or(CommandError::NoRoom)?;
        if row.state.kind == RoomKind::Direct {
            return Err(CommandError::DirectRoom);
        }
        // The roster gate: whoever came in behind this person's back does not come along unseen.
        let mut joined = self.database.joined_since(room, row.acknowledged)?;
        joined.retain(|person| !without.contains(person));
        if !joined.is_empty() {
            return Err(CommandError::RosterChanged { joined, mark: RosterMark(row.mark) });
        }
        let mut people = Vec::new();
        for device in self.database.devices(room)? {
            let is_out =
                without.contains(&device.account) || row.state.leaving.contains(&device.account);
            if !is_out && !people.contains(&device.account) {
                people.push(device.account);
            }
        }
        // A huddle without somebody is over when the one with them was to be.
        let huddle = row.state.huddle().map(|huddle| Huddle { keepers: BTreeSet::new(), ..huddle });
        // What disappears, and who may write, is in the new room as in the old one.
        let answer = self.create_room(&row.state.title, None, &people, |state| {
            state.set_group(row.state.group().as_ref());
            state.set_huddle(huddle.as_ref());
            state.expiry_seconds = row.state.expiry_seconds;
            state.set_post(row.state.post());
        })?;
        if let Answer::Room(new) = answer {
            self.is_as_silent(&new, room)?;
        }
        Ok(answer)
    }
}

pub(super) fn check_title(title: &str) -> Result<(), CommandError> {
    let is_valid = !title.trim().is_empty()
        && title.len() <= TITLE_BYTES
        && !title.chars().any(char::is_control);
    if is_valid { Ok(()) } else { Err(CommandError::Title { limit: TITLE_BYTES }) }
}
