//! What a screen asks. Nothing here changes anything.

use corridor_sealing::long_file::Parts;
use corridor_sealing::room_state::{Role, RoomKind as StateKind};
use corridor_sealing::safety::safety_number;
use corridor_wire::id::{AccountId, DeviceId, LogId, Seq};
use zeroize::Zeroizing;

use crate::command::StorageError;
use crate::database::{AccountRow, Database, REPORT_TO, RoomRow};
use crate::engine::Engine;
use crate::link::Link;
use crate::output::UnixMillis;
use crate::turn::Turn;
use crate::view::{
    AccountView, DeviceView, HuddleView, LocalId, Pending, PersonView, RoomId, RoomKind,
    RoomStatus, RoomView, RosterMark, RosterView, SafetyView, TimelineItem,
};

/// Characters of a room's short id, unless two rooms share them.
const SHORT_ID: usize = 6;

impl Engine {
    pub fn account(&self) -> Result<Option<AccountView>, StorageError> {
        let Some(row) = self.database.account_row()? else { return Ok(None) };
        let Some(account) = row.account.clone() else { return Ok(None) };
        let secret = row.secret()?;
        let device = row.device()?;
        Ok(Some(AccountView {
            account,
            account_key: secret.key(),
            device: device.id(),
            address: row.address,
            registered: row.registered,
            report_to: self.database.text(REPORT_TO)?,
        }))
    }

    /// Where to connect: known before the relay has accepted the account.
    pub fn relay_address(
        &self,
    ) -> Result<Option<corridor_wire::invitation::RelayAddress>, StorageError> {
        Ok(self.database.account_row()?.map(|row| row.address))
    }

    /// 24 words from which the account's key can be had again. For the person's eyes alone.
    pub fn recovery_words(&self) -> Result<Option<Zeroizing<String>>, StorageError> {
        let Some(row) = self.database.account_row()? else { return Ok(None) };
        Ok(Some(row.secret()?.to_words()))
    }

    pub fn rooms(&self) -> Result<Vec<RoomView>, StorageError> {
        let rows = self.database.rooms()?;
        let ids: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
        rows.iter().map(|row| self.room_view(row, &ids)).collect()
    }

    pub fn room(&self, room: &RoomId) -> Result<Option<RoomView>, StorageError> {
        let rows = self.database.rooms()?;
        let ids: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
        rows.iter().find(|row| row.id == *room).map(|row| self.room_view(row, &ids)).transpose()
    }

    /// Rooms that `text` may mean: an id or the beginning of one, a title, or the other person of a
    /// direct room. Rooms that can be used come before those that are over.
    pub fn find_rooms(&self, text: &str) -> Result<Vec<RoomId>, StorageError> {
        let rows = self.database.rooms()?;
        let is_prefix = text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let lower = text.to_ascii_lowercase();
        let mut found: Vec<&RoomRow> =
            rows.iter().filter(|row| is_prefix && row.id.to_string().starts_with(&lower)).collect();
        if found.is_empty() {
            let own = self.database.account_row()?.and_then(|row| row.account);
            for row in &rows {
                let is_meant = match row.state.kind {
                    StateKind::Direct => self.is_with(&row.id, text, own.as_ref())?,
                    StateKind::Room => row.state.title == text,
                };
                if is_meant {
                    found.push(row);
                }
            }
            let is_usable = |row: &&RoomRow| row.view_status() == RoomStatus::Active;
            if found.iter().any(is_usable) {
                found.retain(is_usable);
            }
        }
        Ok(found.into_iter().map(|row| row.id).collect())
    }

    fn is_with(
        &self,
        room: &RoomId,
        text: &str,
        own: Option<&AccountId>,
    ) -> Result<bool, StorageError> {
        Ok(self.database.devices(room)?.iter().any(|row| {
            Some(&row.account) != own
                && (row.account.as_str() == text || row.account.name() == text)
        }))
    }

    fn room_view(&self, row: &RoomRow, ids: &[String]) -> Result<RoomView, StorageError> {
        let devices = self.database.devices(&row.id)?;
        let own = self.database.account_row()?.and_then(|account| account.account);
        let mut people: Vec<&AccountId> = devices.iter().map(|device| &device.account).collect();
        people.sort();
        people.dedup();
        let direct = row.state.kind == StateKind::Direct;
        let other = people.iter().find(|account| Some(**account) != own.as_ref());
        // What counts as queued does not depend on when it may go out.
        let (queued, held) = self.database.count_texts(&row.id)?;
        let queued = queued + self.database.count_files_to_send(&row.id)?;
        let (unread, mentions) = self.database.unread(&row.id, row.read_seq)?;
        let aside = self.database.aside(&row.id)?;
        let own_role = own.map_or(Role::Member, |account| row.state.role_of(&account));
        let is_open = row.status == crate::database::StatusCode::Active && !direct;
        let may_add = is_open && own_role != Role::Guest && own_role >= row.state.policy.add;
        Ok(RoomView {
            id: row.id,
            short_id: short_id(&row.id, ids),
            title: match (direct, other) {
                (true, Some(account)) => account.to_string(),
                _ => row.state.title.clone(),
            },
            kind: if direct { RoomKind::Direct } else { RoomKind::Group },
            status: row.view_status(),
            own_role,
            people: people.len(),
            delegations: self.database.delegations(&row.id)?,
            devices: devices.len(),
            unread,
            mentions,
            newcomers: self.database.joined_since(&row.id, row.acknowledged)?,
            queued,
            held,
            cursor: row.cursor,
            last_activity: row.last_activity,
            skipped: row.skipped,
            contradiction: row.contradiction.clone(),
            description: row.state.description().to_owned(),
            expiry_seconds: row.state.expiry(),
            post_role: row.state.post(),
            may_post: own_role >= row.state.post(),
            may_configure: own_role == Role::Owner,
            may_announce: is_open && own_role >= Role::Admin,
            lets_announcements_through: !aside.is_quiet,
            muted_until: aside.muted_until,
            is_archived: aside.is_archived,
            knocks: if is_open { self.database.count_knocks(&row.id)? } else { 0 },
            may_add,
            shares_profile: self.database.shares_profile(&row.id)?,
            picture: row.state.picture().map(picture_mark),
            group: row.state.group(),
            huddle: row.state.huddle().map(|huddle| HuddleView {
                ends_at: huddle.ends_at.saturating_mul(1000),
                keepers: huddle.keepers.into_iter().collect(),
                may_end: is_open && own_role >= Role::Admin,
            }),
            may_rename: is_open && own_role != Role::Guest && own_role >= row.state.policy.rename,
            is_blocked: match other {
                Some(other) if direct => self.database.is_blocked(other)?,
                _ => false,
            },
        })
    }

    /// A JPEG, PNG or WebP by its first bytes.
    pub fn room_picture(&self, room: &RoomId) -> Result<Option<Vec<u8>>, StorageError> {
        let row = self.database.room(room)?;
        Ok(row.and_then(|row| row.state.picture().map(<[u8]>::to_vec)))
    }

    /// The newest `limit` items after `after`, oldest first; what is queued comes last.
    pub fn timeline(
        &self,
        room: &RoomId,
        after: Option<Seq>,
        limit: usize,
    ) -> Result<Vec<TimelineItem>, StorageError> {
        self.database.timeline(room, after, limit)
    }

    /// The content of an item's file; `None` while it is not on this device, and for one that is to be
    /// opened once: `open_once`.
    pub fn file_content(
        &self,
        local_id: LocalId,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, StorageError> {
        if self.database.is_view_once(local_id)? {
            return Ok(None);
        }
        self.database.file_content(local_id)
    }

    /// A part of a long file's content, by its place from 0: a mebibyte, and less at the end. `None` where it
    /// is not on this device. A file that is not long has its content in part 0.
    pub fn file_part(
        &self,
        local_id: LocalId,
        part: u32,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, StorageError> {
        let Some(file) = self.database.file(local_id)? else { return Ok(None) };
        match Parts::of(file.bytes) {
            Some(_) => Ok(self.database.file_part(local_id, part)?.filter(|part| !part.is_empty())),
            None if part == 0 => self.file_content(local_id),
            None => Ok(None),
        }
    }

    /// The small picture that a sender made of a file: a JPEG or a WebP by its first bytes.
    pub fn file_preview(&self, local_id: LocalId) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(self.database.file(local_id)?.and_then(|file| file.preview))
    }

    pub fn roster(&self, room: &RoomId) -> Result<Option<RosterView>, StorageError> {
        let Some(row) = self.database.room(room)? else { return Ok(None) };
        let mut people: Vec<PersonView> = Vec::new();
        for device in self.database.devices(room)? {
            let is_new = device.mark > row.acknowledged;
            let view = DeviceView {
                device: device.device,
                added_by: device.added_by,
                added_at: device.added_at,
                is_new,
            };
            if let Some(person) = people.iter_mut().find(|one| one.account == device.account) {
                person.is_new |= is_new;
                person.devices.push(view);
                continue;
            }
            let contact = self.database.contact(&device.account)?;
            people.push(PersonView {
                role: row.state.role_of(&device.account),
                is_leaving: row.state.leaving.contains(&device.account),
                is_blocked: self.database.is_blocked(&device.account)?,
                profile: self.profile_view(&device.account, &device.account_key)?,
                affiliation: self.affiliation_view(&device.account_key)?,
                verified: contact.is_some_and(|contact| {
                    contact.verified && contact.account_key == device.account_key
                }),
                account: device.account,
                account_key: device.account_key,
                devices: vec![view],
                is_new,
            });
        }
        Ok(Some(RosterView {
            people,
            mark: RosterMark(row.mark),
            acknowledged: RosterMark(row.acknowledged),
        }))
    }

    /// What to compare with a person whom this device has met.
    pub fn safety(&self, person: &AccountId) -> Result<Option<SafetyView>, StorageError> {
        let Some(own) = self.account()? else { return Ok(None) };
        let Some(contact) = self.database.contact(person)? else { return Ok(None) };
        let number = safety_number(&own.account, &own.account_key, person, &contact.account_key);
        Ok(Some(SafetyView {
            account: person.clone(),
            digits: number.digits().to_string(),
            words: number.words().iter().map(ToString::to_string).collect(),
            verified: contact.verified,
        }))
    }

    /// The devices of this account that share a room with this one.
    pub fn devices(&self) -> Result<Vec<DeviceView>, StorageError> {
        let Some(own) = self.account()? else { return Ok(Vec::new()) };
        let mut devices: Vec<DeviceView> = Vec::new();
        for room in self.database.rooms()? {
            for row in self.database.devices(&room.id)? {
                let is_listed = devices.iter().any(|view| view.device == row.device);
                if row.account == own.account && !is_listed {
                    devices.push(DeviceView {
                        device: row.device,
                        added_by: row.added_by,
                        added_at: row.added_at,
                        is_new: row.mark > room.acknowledged,
                    });
                }
            }
        }
        if !devices.iter().any(|view| view.device == own.device) {
            devices.push(DeviceView {
                device: own.device,
                added_by: None,
                added_at: 0,
                is_new: false,
            });
        }
        Ok(devices)
    }

    /// `(delivered, read)`: which receipts this device sends.
    pub fn receipts(&self) -> Result<(bool, bool), StorageError> {
        let on = |name, default| {
            Ok::<_, StorageError>(self.database.number(name)?.unwrap_or(default) == 1)
        };
        Ok((on("delivery_receipts", 1)?, on("read_receipts", 0)?))
    }

    /// Whether this device asks its rooms to wake it.
    pub fn wakes(&self) -> Result<bool, StorageError> {
        Ok(self.database.number(crate::turn::WAKING_SETTING)? == Some(1))
    }

    /// Whether a room is left out of what [`Self::wakes`] says.
    pub fn is_silent(&self, room: &RoomId) -> Result<bool, StorageError> {
        Ok(self.database.number(&crate::turn::silent(room))? == Some(1))
    }

    /// Devices that have asked this room to wake them, as this device knows.
    pub fn asking_to_be_woken(&self, room: &RoomId) -> Result<Vec<DeviceId>, StorageError> {
        self.database.waking_devices(room)
    }

    /// Whether this person tells when they write, and is told of others.
    pub fn tells_typing(&self) -> Result<bool, StorageError> {
        Ok(self.database.number(crate::turn::TYPING_SETTING)? == Some(1))
    }

    /// Phrases of this person's own, for nudges.
    pub fn own_phrases(&self) -> Result<Vec<String>, StorageError> {
        let kept = self.database.text(crate::turn::PHRASES_SETTING)?.unwrap_or_default();
        Ok(kept.lines().map(str::to_owned).collect())
    }

    /// Who else writes in a room just now.
    pub fn typing(&self, room: &RoomId) -> Vec<AccountId> {
        self.link.typing.of(room)
    }

    pub fn pending(&self, now: UnixMillis) -> Result<Pending, StorageError> {
        pending(&self.database, &self.link, now)
    }
}

impl Turn<'_> {
    pub(crate) fn pending(&self) -> Result<Pending, StorageError> {
        pending(self.database(), self.link(), self.now())
    }
}

/// For screens, which keep a picture until it is another one.
fn picture_mark(picture: &[u8]) -> String {
    blake3::hash(picture).to_hex()[..16].to_owned()
}

fn pending(database: &Database, link: &Link, now: UnixMillis) -> Result<Pending, StorageError> {
    let (waiting, held) = database.count_intents(None, now)?;
    let active = database.active_rooms()?;
    let founding = active.iter().filter(|room| !room.created).count();
    let unread_logs = active
        .iter()
        .filter(|room| room.created && !link.is_caught_up(&room.id, room.cursor))
        .count();
    let inbox = match database.account_row()? {
        // The certificate names the device; its key pair takes a curve's arithmetic, at every input.
        Some(AccountRow {
            registered: true, certificate: Some(certificate), inbox_cursor, ..
        }) => {
            let inbox = LogId::inbox_of(&certificate.device_id());
            usize::from(!link.is_caught_up(&inbox, inbox_cursor))
        }
        _ => 0,
    };
    // A device that leaves before its key packages are there cannot be added by anybody.
    let own_requests = link.asked.values().filter(|asked| asked.is_errand()).count();
    Ok(Pending {
        to_send: own_requests
            + waiting
            + founding
            + database.count_lost()?
            + database.count_letters()?
            + database.own_knocks()?.iter().filter(|knock| !knock.is_written).count()
            + database.count_due_receipts()?,
        held,
        to_receive: unread_logs + inbox,
        transfers: link.uploading.len() + link.fetches.len() + database.files_under_way()?.len(),
    })
}

fn short_id(id: &RoomId, ids: &[String]) -> String {
    let id = id.to_string();
    let is_unique =
        |length: &usize| ids.iter().filter(|other| other.starts_with(&id[..*length])).count() <= 1;
    let length = (SHORT_ID..id.len()).find(is_unique).unwrap_or(id.len());
    id[..length].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_id_is_as_long_as_it_takes_to_tell_rooms_apart() {
        let id = |last: u8| {
            let mut bytes = [0xab; 16];
            bytes[3] = last;
            RoomId::from_bytes(bytes)
        };
        let ids = |rooms: &[RoomId]| rooms.iter().map(ToString::to_string).collect::<Vec<_>>();
        let (one, other, far) = (id(0x11), id(0x12), RoomId::from_bytes([1; 16]));
        assert_eq!(short_id(&one, &ids(&[one])), "ababab");
        assert_eq!(short_id(&one, &ids(&[one, far])), "ababab");
        assert_eq!(short_id(&one, &ids(&[one, other])), "ababab11");
        assert_eq!(short_id(&other, &ids(&[one, other])), "ababab12");
        // No length tells two of the same apart.
        assert_eq!(short_id(&one, &ids(&[one, one])), one.to_string());
    }
}
