//! Being let into a room by a link: whoever has it knocks, and whoever made it opens the door or does not.
//!
//! ```text
//!   newcomer                                             whoever made the link
//!   Knock ── directory: is this the link's key? ──> letter ──> is the link alive? is there room?
//!                                                               directory: is this the knocker's key?
//!                                                               shown, with the name and the word
//!   room <── Welcome ────────── the ordinary commit that adds <── LetIn
//! ```
//!
//! A link admits nobody by itself, and a knock is worth what its certificate and the directory say: a
//! secret that is wrong, a link that is over, a key that is not the account's are dropped without a sign.

use corridor_sealing::inbox::InboxBody;
use corridor_sealing::room_link::{KNOCK_WORD_BYTES, RoomLink, is_knock_word};
use corridor_sealing::room_state::{Role, RoomKind};
use corridor_wire::certificate::{DeviceCertificate, DeviceRecord};
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{AccountId, AccountKey};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::ErrorReply;
use corridor_wire::token::Token;

use super::Turn;
use crate::command::{Answer, CommandError, LinkUse, StorageError};
use crate::database::{KnockState, LinkRow, OwnKnockRow, RoomRow, StatusCode};
use crate::link::{Asked, LookUpPurpose};
use crate::output::{Change, Undone, UnixMillis};
use crate::view::RoomId;

/// Links of one device.
const MOST_LINKS: usize = 64;

/// People whom one link may let in.
const MOST_PEOPLE: u64 = 250;

const MINUTE_MS: u64 = 60 * 1000;
const DAY_MS: u64 = 24 * 60 * MINUTE_MS;
const LONGEST_DAYS: u64 = 90;

/// Knocks that wait by one link, those among them whose key is being asked for. More are dropped: whoever
/// has a link that went astray can fill its own door, and no other.
const MOST_WAITING: usize = 16;

/// Answered knocks of one link that are remembered. Behind them a letter that a relay repeats is news again.
const MOST_KNOCKS: usize = 512;

/// Own knocks that wait.
const MOST_OWN: usize = 32;

/// How long what is over is kept.
const KEPT_MS: u64 = 30 * DAY_MS;

impl Turn<'_> {
    pub(super) fn make_link(
        &mut self,
        room: &RoomId,
        expires_at: UnixMillis,
        most: u64,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        self.need_role(&row, row.state.policy.add, "add people")?;
        let span = expires_at.saturating_sub(self.now);
        let is_valid = (MINUTE_MS..=LONGEST_DAYS * DAY_MS).contains(&span)
            && (1..=MOST_PEOPLE).contains(&most);
        if !is_valid {
            return Err(CommandError::LinkTerms { days: LONGEST_DAYS, people: MOST_PEOPLE });
        }
        let mut links = self.database.links()?;
        for old in links.extract_if(.., |link| link.expires_at + KEPT_MS < self.now) {
            self.database.delete_link(old.id)?;
        }
        if links.len() >= MOST_LINKS {
            return Err(CommandError::LinkUse(LinkUse::TooMany));
        }
        let secret = Token::from_bytes(self.random());
        let link = LinkRow { id: 0, room: *room, secret, made_at: self.now, expires_at, most };
        let id = self.database.add_link(&link)?;
        self.change(Change::Room(*room));
        Ok(Answer::Link(id))
    }

    pub(super) fn revoke_link(&mut self, id: i64) -> Result<Answer, CommandError> {
        let room = self.database.links()?.into_iter().find(|link| link.id == id);
        let room = room.ok_or(CommandError::NoLink)?.room;
        if !is_planted(Bug::RevokedLinkKnocks) {
            self.database.delete_link(id)?;
        }
        self.change(Change::Room(room));
        Ok(Answer::Done)
    }

    pub(super) fn let_in(&mut self, id: i64) -> Result<Answer, CommandError> {
        self.registered()?;
        let knock = self.database.knock(id)?.filter(|knock| knock.state == KnockState::Waiting);
        let knock = knock.ok_or(CommandError::NoLink)?;
        // Whose key is another by now is not who knocked.
        let contact = self.database.contact(&knock.account)?;
        if contact.is_none_or(|contact| contact.account_key != knock.account_key) {
            self.database.delete_knock(id)?;
            return Err(CommandError::NoLink);
        }
        match self.add_people(&knock.room, std::slice::from_ref(&knock.account)) {
            // Somebody else was faster.
            Ok(_) | Err(CommandError::AlreadyMember(_)) => {}
            Err(error) => return Err(error),
        }
        self.database.answer_knock(id, KnockState::LetIn)?;
        self.close_used_up(knock.link)?;
        self.change(Change::Room(knock.room));
        Ok(Answer::Done)
    }

    /// Whoever waits by a link that has let in as many as it may waits no longer.
    fn close_used_up(&mut self, link: i64) -> Result<(), StorageError> {
        let knocks = self.database.knocks()?;
        let of_link = || knocks.iter().filter(|knock| knock.link == link);
        let let_in = of_link().filter(|knock| knock.state == KnockState::LetIn).count() as u64;
        let row = self.database.links()?.into_iter().find(|row| row.id == link);
        if row.is_some_and(|row| let_in >= row.most) && !is_planted(Bug::LinkWithoutNumber) {
            for knock in of_link().filter(|knock| is_open(knock.state)) {
                self.database.delete_knock(knock.id)?;
            }
        }
        Ok(())
    }

    pub(super) fn turn_away(&mut self, id: i64) -> Result<Answer, CommandError> {
        let knock = self.database.knock(id)?.filter(|knock| is_open(knock.state));
        let knock = knock.ok_or(CommandError::NoLink)?;
        self.database.answer_knock(id, KnockState::TurnedAway)?;
        self.change(Change::Room(knock.room));
        Ok(Answer::Done)
    }

    /// Who is not heard any more holds no place at a door.
    pub(super) fn drop_knocks_of(&mut self, person: &AccountId) -> Result<(), StorageError> {
        for knock in self.database.knocks()? {
            if knock.account == *person && is_open(knock.state) {
                self.database.delete_knock(knock.id)?;
                self.change(Change::Room(knock.room));
            }
        }
        Ok(())
    }

    /// Somebody has written that they have a link of this device's.
    pub(super) fn knocked(
        &mut self,
        sender: &DeviceCertificate,
        secret: &Token,
        word: &str,
    ) -> Result<(), StorageError> {
        let (account, key) = (&sender.body.account, &sender.body.account_key);
        let is_heard = is_knock_word(word)
            && *account != self.own_account()?
            && !self.database.is_blocked(account)?;
        if !is_heard {
            return Ok(());
        }
        let Some(link) = self.database.links()?.into_iter().find(|link| link.secret == *secret)
        else {
            return Ok(());
        };
        if !self.is_alive(&link, account)? || !self.has_place(&link, account, key)? {
            return Ok(());
        }
        let state = match self.database.contact(account)? {
            Some(contact) if contact.account_key == *key => KnockState::Waiting,
            // Not who this person knows by that name.
            Some(_) => return Ok(()),
            None => KnockState::Asked,
        };
        self.database.add_knock(link.id, (account, key), word, self.now, state)?;
        if is_planted(Bug::KnockOpens) {
            let _ = self.add_people(&link.room, std::slice::from_ref(account));
        }
        if state == KnockState::Waiting {
            self.waits(link.room, account);
        } else {
            self.look_up_knocker(account);
        }
        Ok(())
    }

    /// Whether its maker may still add people, and this one to this room.
    fn is_alive(&mut self, link: &LinkRow, account: &AccountId) -> Result<bool, StorageError> {
        let Some(room) = self.database.room(&link.room)? else { return Ok(false) };
        let own = room.state.role_of(&self.own_account()?);
        let is_open = room.status == StatusCode::Active
            && room.state.kind == RoomKind::Room
            && own != Role::Guest
            && own >= room.state.policy.add;
        let is_over = self.now >= link.expires_at && !is_planted(Bug::ExpiredLinkKnocks);
        Ok(is_open && !is_over && !self.is_in(&room, account)?)
    }

    fn is_in(&self, room: &RoomRow, account: &AccountId) -> Result<bool, StorageError> {
        Ok(self.database.devices(&room.id)?.iter().any(|row| row.account == *account))
    }

    /// Whether the link lets in more people, its door is not full, and these have not knocked before.
    fn has_place(
        &self,
        link: &LinkRow,
        account: &AccountId,
        key: &AccountKey,
    ) -> Result<bool, StorageError> {
        let mut knocks = self.database.knocks()?;
        knocks.retain(|knock| knock.link == link.id);
        let let_in = knocks.iter().filter(|knock| knock.state == KnockState::LetIn).count() as u64;
        let waiting = knocks.iter().filter(|knock| is_open(knock.state)).count();
        let is_again =
            knocks.iter().any(|knock| knock.account == *account && knock.account_key == *key);
        let is_full = waiting >= MOST_WAITING || knocks.len() >= MOST_KNOCKS;
        let is_used_up = let_in >= link.most && !is_planted(Bug::LinkWithoutNumber);
        Ok(!is_used_up && !is_full && !is_again)
    }

    fn waits(&mut self, room: RoomId, account: &AccountId) {
        self.change(Change::Knocked { room, account: account.clone() });
        self.change(Change::Room(room));
    }

    fn look_up_knocker(&mut self, account: &AccountId) {
        let asked = Asked::LookUp(account.clone(), LookUpPurpose::CheckKnocker);
        let is_asked = self.link.asked.values().any(|one| *one == asked);
        if self.link.is_ready() && !is_asked {
            self.send(asked, Request::LookUpAccount { account: account.clone() });
        }
    }

    /// The directory has said whose key it is: those who knocked in that name with another one were others.
    pub(super) fn knocker_looked_up(
        &mut self,
        account: &AccountId,
        key: &AccountKey,
    ) -> Result<(), StorageError> {
        let is_known = self.database.meet(account, key)?;
        if !is_known {
            self.change(Change::KeyChanged(account.clone()));
        }
        for knock in self.database.knocks()? {
            if knock.account != *account || knock.state != KnockState::Asked {
                continue;
            }
            if is_known && knock.account_key == *key {
                self.database.set_knock(knock.id, KnockState::Waiting)?;
                self.waits(knock.room, account);
            } else {
                self.database.delete_knock(knock.id)?;
            }
        }
        Ok(())
    }

    pub(super) fn knock(&mut self, link: &str, word: String) -> Result<Answer, CommandError> {
        let own = self.registered()?;
        let link = RoomLink::parse(link)?;
        if !is_knock_word(&word) {
            return Err(CommandError::KnockWord { limit: KNOCK_WORD_BYTES });
        }
        let contact = self.database.contact(&link.account)?;
        let known = contact.map(|contact| contact.account_key);
        let expires_at = link.expires_seconds.saturating_mul(1000).min((1 << 53) - 1);
        let mut waiting = self.database.own_knocks()?;
        for old in waiting.extract_if(.., |knock| knock.expires_at + KEPT_MS < self.now) {
            self.database.delete_own_knock(old.id)?;
        }
        let trouble = if link.account == own {
            Some(LinkUse::Own)
        } else if link.account.relay() != own.relay() {
            Some(LinkUse::OtherRelay)
        } else if known.is_some_and(|known| known != link.account_key) {
            Some(LinkUse::OtherKey)
        } else if expires_at <= self.now && !is_planted(Bug::ExpiredLinkKnocks) {
            Some(LinkUse::Expired)
        } else {
            None
        };
        if let Some(trouble) = trouble {
            return Err(CommandError::LinkUse(trouble));
        }
        if waiting.iter().any(|knock| knock.secret == link.secret) {
            // It means the same twice.
            return Ok(Answer::Done);
        }
        if waiting.len() >= MOST_OWN {
            return Err(CommandError::LinkUse(LinkUse::TooMany));
        }
        self.database.add_own_knock(&OwnKnockRow {
            id: 0,
            account: link.account,
            account_key: link.account_key,
            secret: link.secret,
            word,
            knocked_at: self.now,
            expires_at,
            is_written: false,
        })?;
        self.change(Change::OwnKnocks);
        Ok(Answer::Done)
    }

    pub(super) fn forget_knock(&mut self, id: i64) -> Result<Answer, CommandError> {
        if !self.database.delete_own_knock(id)? {
            return Err(CommandError::NoLink);
        }
        self.change(Change::OwnKnocks);
        Ok(Answer::Done)
    }

    /// Asks where own knocks go that are not written yet: once on each connection.
    pub(super) fn send_knocks(&mut self) -> Result<(), StorageError> {
        for knock in self.database.own_knocks()? {
            if knock.is_written || !self.link.knocks.insert(knock.id) {
                continue;
            }
            let request = Request::LookUpAccount { account: knock.account.clone() };
            self.send(Asked::LookUp(knock.account, LookUpPurpose::Knock(knock.id)), request);
        }
        Ok(())
    }

    /// Those whose key nobody has confirmed when the connection broke.
    pub(super) fn look_up_knockers(&mut self) -> Result<(), StorageError> {
        for knock in self.database.knocks()? {
            if knock.state == KnockState::Asked {
                self.look_up_knocker(&knock.account);
            }
        }
        Ok(())
    }

    /// The devices of whoever made the link, as the directory has them. The link's own word is what counts.
    pub(super) fn door_looked_up(
        &mut self,
        id: i64,
        key: &AccountKey,
        devices: &[DeviceRecord],
    ) -> Result<(), StorageError> {
        let Some(knock) = self.own_knock(id)? else { return Ok(()) };
        if *key != knock.account_key {
            return self.knock_refused(knock, "the relay names another key than the link");
        }
        if !self.database.meet(&knock.account, key)? {
            self.change(Change::KeyChanged(knock.account.clone()));
            return self.knock_refused(knock, "the key is another one than you know");
        }
        let body = InboxBody::Knock { secret: knock.secret.clone(), word: knock.word.clone() };
        for record in devices {
            let certificate = &record.certificate.body;
            if certificate.account == knock.account
                && certificate.account_key == knock.account_key
                && record.verify().is_ok()
            {
                self.write_letter(record, &body, None)?;
            }
        }
        self.database.own_knock_written(id)?;
        self.change(Change::OwnKnocks);
        Ok(())
    }

    pub(super) fn not_looked_up(
        &mut self,
        account: &AccountId,
        purpose: &LookUpPurpose,
        error: &ErrorReply,
    ) -> Result<(), StorageError> {
        let is_final = matches!(error.code, ErrorCode::AccountUnknown | ErrorCode::ForeignAccount);
        match purpose {
            LookUpPurpose::Knock(id) if is_final => match self.own_knock(*id)? {
                Some(knock) => self.knock_refused(knock, "there is no such account"),
                None => Ok(()),
            },
            LookUpPurpose::CheckKnocker if is_final => {
                for knock in self.database.knocks()? {
                    if knock.account == *account && knock.state == KnockState::Asked {
                        self.database.delete_knock(knock.id)?;
                    }
                }
                Ok(())
            }
            // Asked again on the next connection, or when it matters again.
            _ => Ok(()),
        }
    }

    fn own_knock(&self, id: i64) -> Result<Option<OwnKnockRow>, StorageError> {
        Ok(self.database.own_knocks()?.into_iter().find(|knock| knock.id == id))
    }

    fn knock_refused(&mut self, knock: OwnKnockRow, why: &str) -> Result<(), StorageError> {
        self.database.delete_own_knock(knock.id)?;
        self.change(Change::Refused {
            room: None,
            what: Undone::Knock { account: knock.account },
            why: why.to_owned(),
        });
        self.change(Change::OwnKnocks);
        Ok(())
    }

    /// Somebody has let this person into a room: where they had knocked, that was it.
    pub(super) fn was_let_in(&mut self, by: &DeviceCertificate) -> Result<(), StorageError> {
        for knock in self.database.own_knocks()? {
            if knock.account == by.body.account && knock.account_key == by.body.account_key {
                self.database.delete_own_knock(knock.id)?;
                self.change(Change::OwnKnocks);
            }
        }
        Ok(())
    }
}

fn is_open(state: KnockState) -> bool {
    matches!(state, KnockState::Asked | KnockState::Waiting)
}
