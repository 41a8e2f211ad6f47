//! What a screen asks of people: how they wish to be known, who knocks, by which links, and who is blocked.

use corridor_content::limits::TOLD_BYTES;
use corridor_content::{TOLD, Told, decode_told};
use corridor_sealing::room_link::RoomLink;
use corridor_wire::id::{AccountId, AccountKey};

use crate::command::{OrganisationKey, ProfileToShow, StorageError};
use crate::database::KnockState;
use crate::engine::Engine;
use crate::output::LATEST_MS;
use crate::view::{
    AffiliationView, KnockView, LinkView, LocalId, OwnKnockView, ProfileView, RoomId,
};

impl Engine {
    /// The links of a room that were made on this device, also those that are over.
    pub fn links(&self, room: &RoomId) -> Result<Vec<LinkView>, StorageError> {
        let Some(own) = self.account()? else { return Ok(Vec::new()) };
        let knocks = self.database.knocks()?;
        let links = self.database.links()?.into_iter().filter(|link| link.room == *room);
        Ok(links
            .map(|link| {
                let is_let_in = |state, of| of == link.id && matches!(state, KnockState::LetIn);
                let let_in =
                    knocks.iter().filter(|knock| is_let_in(knock.state, knock.link)).count();
                let text = RoomLink {
                    address: own.address.clone(),
                    account: own.account.clone(),
                    account_key: own.account_key,
                    secret: link.secret,
                    expires_seconds: link.expires_at / 1000,
                };
                LinkView {
                    id: link.id,
                    room: link.room,
                    text: text.to_text(),
                    made_at: link.made_at,
                    expires_at: link.expires_at,
                    most: link.most,
                    let_in: let_in as u64,
                }
            })
            .collect())
    }

    /// Those who wait, in the order in which they came; of one room, or of all.
    pub fn knocks(&self, room: Option<&RoomId>) -> Result<Vec<KnockView>, StorageError> {
        let mut waiting = Vec::new();
        for knock in self.database.knocks()? {
            let is_elsewhere = room.is_some_and(|room| *room != knock.room);
            let is_waiting = knock.state == KnockState::Waiting;
            if !is_waiting || is_elsewhere || self.database.is_blocked(&knock.account)? {
                continue;
            }
            let contact = self.database.contact(&knock.account)?;
            waiting.push(KnockView {
                id: knock.id,
                room: knock.room,
                verified: contact.is_some_and(|contact| {
                    contact.verified && contact.account_key == knock.account_key
                }),
                account: knock.account,
                account_key: knock.account_key,
                word: knock.word,
                came_at: knock.came_at,
            });
        }
        Ok(waiting)
    }

    /// How somebody wishes to be known, with the picture; this person too. Without a key it is of the one that
    /// this device knows by that name.
    pub fn profile(
        &self,
        account: &AccountId,
        key: Option<&AccountKey>,
    ) -> Result<Option<ProfileToShow>, StorageError> {
        let known = match key {
            Some(key) => Some(*key),
            None => self.key_of(account)?,
        };
        let Some(key) = known else { return Ok(None) };
        let is_hidden = self.database.is_blocked(account)?;
        let profile = self.database.profile(&key)?.filter(|_| !is_hidden);
        Ok(profile.map(|profile| ProfileToShow {
            name: profile.name().to_owned(),
            status: profile.status().to_owned(),
            picture: profile.picture().map(<[u8]>::to_vec),
        }))
    }

    fn key_of(&self, account: &AccountId) -> Result<Option<AccountKey>, StorageError> {
        match self.account()? {
            Some(own) if own.account == *account => Ok(Some(own.account_key)),
            _ => Ok(self.database.contact(account)?.map(|contact| contact.account_key)),
        }
    }

    pub(crate) fn profile_view(
        &self,
        account: &AccountId,
        key: &AccountKey,
    ) -> Result<Option<ProfileView>, StorageError> {
        let view = self.profile(account, Some(key))?.map(|profile| ProfileView {
            name: profile.name,
            status: profile.status,
            has_picture: profile.picture.is_some(),
        });
        // Nothing in it is as if there were none.
        Ok(view.filter(|view| !view.name.is_empty() || !view.status.is_empty() || view.has_picture))
    }

    pub(crate) fn affiliation_view(
        &self,
        key: &AccountKey,
    ) -> Result<Option<AffiliationView>, StorageError> {
        let Some(signed) = self.database.affiliation(key)? else { return Ok(None) };
        let affiliation = signed.affiliation().clone();
        Ok(Some(AffiliationView {
            name: affiliation.name,
            title: affiliation.title,
            affiliation: affiliation.affiliation,
            until: affiliation.until.saturating_mul(1000).min(LATEST_MS),
            organisation_key: *signed.organisation(),
            organisation: self.database.organisation(signed.organisation())?,
        }))
    }

    /// For whom this person speaks, by their organisation's signature.
    pub fn own_affiliation(&self) -> Result<Option<AffiliationView>, StorageError> {
        match self.account()? {
            Some(own) => self.affiliation_view(&own.account_key),
            None => Ok(None),
        }
    }

    /// Keys whose signatures this person believes, and how they call them.
    pub fn organisations(&self) -> Result<Vec<(OrganisationKey, String)>, StorageError> {
        self.database.organisations()
    }

    /// What a file tells of what was said; `None` where it is no such file, or not on this device.
    pub fn told(&self, local_id: LocalId) -> Result<Option<Vec<Told>>, StorageError> {
        let file = self.database.file(local_id)?.filter(|file| file.media_type == TOLD);
        if file.is_none_or(|file| file.bytes > TOLD_BYTES as u64) {
            return Ok(None);
        }
        let content = self.database.file_content(local_id)?;
        Ok(content.and_then(|content| decode_told(&content).ok()))
    }

    /// People of whom this device's person wants to hear nothing.
    pub fn blocked(&self) -> Result<Vec<AccountId>, StorageError> {
        self.database.blocked()
    }

    /// Where this person has knocked and was not let in yet.
    pub fn own_knocks(&self) -> Result<Vec<OwnKnockView>, StorageError> {
        let knocks = self.database.own_knocks()?.into_iter();
        Ok(knocks
            .map(|knock| OwnKnockView {
                id: knock.id,
                account: knock.account,
                word: knock.word,
                knocked_at: knock.knocked_at,
                is_sent: knock.is_written,
            })
            .collect())
    }
}
