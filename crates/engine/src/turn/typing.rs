//! Who writes just now. Told to those who are there and tell it themselves, and on no disk.
//!
//! Off until a person turns it on, and then both ways: who does not tell is not told.

use std::collections::BTreeMap;

use corridor_sealing::signal::{Told, What};
use corridor_wire::client_frame::{Request, Signal};
use corridor_wire::id::{AccountId, DeviceId, Version};

use super::{Turn, sealing};
use crate::command::StorageError;
use crate::database::StatusCode;
use crate::link::Asked;
use crate::output::{Change, UnixMillis};
use crate::view::RoomId;

/// The setting's name in the database.
pub(crate) const SETTING: &str = "typing";
/// Told again this often while somebody goes on writing.
const AGAIN_MS: u64 = 3_000;
/// Whoever was not heard of for so long has stopped.
const LASTS_MS: u64 = 7_000;
/// How old a signal may be, clocks being what they are. The relay could keep one back and pass it on later.
const STALE_MS: u64 = 60_000;

#[derive(Default)]
pub(crate) struct Typing {
    /// Who writes where, and until when that is believed.
    others: BTreeMap<(RoomId, AccountId), UnixMillis>,
    /// The latest signal of each device, by its own clock: none counts twice.
    latest: BTreeMap<DeviceId, u64>,
    /// When this device has told last.
    told: BTreeMap<RoomId, UnixMillis>,
}

impl Typing {
    pub(crate) fn of(&self, room: &RoomId) -> Vec<AccountId> {
        let here = self.others.keys().filter(|(one, _)| one == room);
        here.map(|(_, account)| account.clone()).collect()
    }

    pub(crate) fn next_end(&self) -> Option<UnixMillis> {
        self.others.values().copied().min()
    }
}

impl Turn<'_> {
    fn tells_typing(&self) -> Result<bool, StorageError> {
        Ok(self.database.number(SETTING)? == Some(1))
    }

    pub(super) fn set_typing(&mut self, is_on: bool) -> Result<(), StorageError> {
        self.database.set_number(SETTING, u64::from(is_on))?;
        if self.link.is_ready() {
            self.send(Asked::Signal, Request::HearSignals { on: is_on });
        }
        if !is_on {
            self.end_typing(|_, _| true);
        }
        Ok(())
    }

    /// A new connection hears none before it has asked.
    pub(super) fn hear_signals(&mut self) -> Result<(), StorageError> {
        if self.tells_typing()? {
            self.send(Asked::Signal, Request::HearSignals { on: true });
        }
        Ok(())
    }

    /// This person writes in a room, or has stopped. Nothing happens where it would tell nobody, or too often.
    pub(crate) fn tell_typing(&mut self, id: &RoomId, writes: bool) -> Result<(), StorageError> {
        if !self.link.is_ready() || !self.tells_typing()? {
            return Ok(());
        }
        let Some(room) = self.database.room(id)? else { return Ok(()) };
        let own = self.own_account()?;
        let is_here = room.status == StatusCode::Active
            && self.link.is_caught_up(id, room.cursor)
            && room.state.may_post(&own);
        if !is_here || self.is_with_blocked(id, &own)? {
            return Ok(());
        }
        let last = self.link.typing.told.get(id).copied();
        let was_told = last.is_some_and(|at| self.now.saturating_sub(at) < LASTS_MS);
        let too_soon = last.is_some_and(|at| self.now.saturating_sub(at) < AGAIN_MS);
        if (writes && too_soon) || (!writes && !was_told) {
            return Ok(());
        }
        let what = if writes {
            self.link.typing.told.insert(*id, self.now);
            What::Writes
        } else {
            self.link.typing.told.remove(id);
            What::Stopped
        };
        let told = Told { at: self.now, what };
        let (token, signal) = self.with_session(id, |session, provider, identity| {
            let signal = session.seal_signal(provider, identity, id, room.version, told);
            (session.token(provider), signal)
        })?;
        let signal = signal.map_err(sealing)?;
        let request = Request::Signal { log: *id, token, version: room.version, signal };
        self.send(Asked::Signal, request);
        Ok(())
    }

    /// A direct room with somebody who is blocked is told nothing.
    pub(super) fn is_with_blocked(
        &self,
        room: &RoomId,
        own: &AccountId,
    ) -> Result<bool, StorageError> {
        let devices = self.database.devices(room)?;
        let mut others = devices.iter().map(|row| &row.account).filter(|account| *account != own);
        let Some(first) = others.next() else { return Ok(true) };
        Ok(others.all(|account| account == first) && self.database.is_blocked(first)?)
    }

    /// What somebody tells. A signal that says nothing is dropped: it was never promised.
    pub(super) fn signaled(
        &mut self,
        id: &RoomId,
        version: Version,
        signal: &Signal,
    ) -> Result<(), StorageError> {
        if !self.tells_typing()? {
            return Ok(());
        }
        let Some(room) = self.database.room(id)? else { return Ok(()) };
        if room.status != StatusCode::Active || room.version != version {
            return Ok(());
        }
        let opened =
            self.with_session(id, |session, _, _| session.open_signal(id, version, signal))?;
        let Ok((device, told)) = opened else { return Ok(()) };
        let devices = self.database.devices(id)?;
        let Some(row) = devices.into_iter().find(|row| row.device == device) else { return Ok(()) };
        let is_new = self.link.typing.latest.get(&device).is_none_or(|latest| *latest < told.at);
        let is_fresh = told.at.abs_diff(self.now) <= STALE_MS;
        let is_own = row.account == self.own_account()?;
        if !is_new || !is_fresh || is_own || self.database.is_blocked(&row.account)? {
            return Ok(());
        }
        self.link.typing.latest.insert(device, told.at);
        let place = (*id, row.account);
        let before = match told.what {
            What::Writes => self.link.typing.others.insert(place, self.now + LASTS_MS).is_some(),
            What::Stopped => self.link.typing.others.remove(&place).is_none(),
        };
        if !before {
            self.change(Change::Typing(*id));
        }
        Ok(())
    }

    /// What somebody was writing has come.
    pub(super) fn typing_is_over(&mut self, room: &RoomId, account: &AccountId) {
        self.end_typing(|(one, who), _| one == room && who == account);
    }

    /// The room is gone, and who wrote in it.
    pub(super) fn typing_ends_in(&mut self, room: &RoomId) {
        self.link.typing.told.remove(room);
        self.end_typing(|(one, _), _| one == room);
    }

    /// Whoever was not heard of for a while has stopped.
    pub(super) fn forget_typing(&mut self) {
        let now = self.now;
        self.end_typing(|_, until| until <= now);
    }

    fn end_typing(&mut self, ends: impl Fn(&(RoomId, AccountId), UnixMillis) -> bool) {
        let others = &mut self.link.typing.others;
        let over: Vec<_> = others.extract_if(.., |place, until| ends(place, *until)).collect();
        for ((room, _), _) in over {
            self.change(Change::Typing(room));
        }
    }
}
