//! The one account of this database.

use corridor_sealing::identity::{AccountSecret, DeviceSecret};
use corridor_wire::certificate::DeviceCertificate;
use corridor_wire::id::{AccountId, LineageId, Seq};
use corridor_wire::invitation::{CertificatePin, InvitationCode, RelayAddress};
use corridor_wire::{decode, encode};
use rusqlite::{OptionalExtension, params};
use zeroize::Zeroizing;

use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;

pub(crate) struct AccountRow {
    /// As the person typed it; becomes `account` when the relay has said its name.
    pub(crate) name: String,
    pub(crate) account: Option<AccountId>,
    pub(crate) account_secret: Zeroizing<Vec<u8>>,
    pub(crate) device_secret: Zeroizing<Vec<u8>>,
    pub(crate) certificate: Option<DeviceCertificate>,
    pub(crate) address: RelayAddress,
    /// `None` when the device joins an account that exists.
    pub(crate) invitation: Option<InvitationCode>,
    pub(crate) registered: bool,
    pub(crate) lineage: Option<LineageId>,
    pub(crate) inbox_cursor: Seq,
}

impl AccountRow {
    pub(crate) fn secret(&self) -> Result<AccountSecret, StorageError> {
        let seed = self.account_secret.as_slice().try_into().ok();
        Ok(AccountSecret::from_bytes(stored("account secret", seed)?))
    }

    pub(crate) fn device(&self) -> Result<DeviceSecret, StorageError> {
        stored("device secret", DeviceSecret::from_bytes(&self.device_secret).ok())
    }
}

/// A certificate is a few hundred bytes.
const CERTIFICATE_LIMIT: usize = 4096;

impl Database {
    pub(crate) fn account_row(&self) -> Result<Option<AccountRow>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name, account, account_secret, device_secret, certificate, origin, pin,
                    invitation, registered, lineage, inbox_cursor FROM account WHERE id = 0",
        )?;
        let row = statement
            .query_row([], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, Option<String>>(1)?,
                    Zeroizing::new(row.get::<_, Vec<u8>>(2)?),
                    Zeroizing::new(row.get::<_, Vec<u8>>(3)?),
                    row.get::<_, Option<Vec<u8>>>(4)?,
                    row.get::<_, String>(5)?,
                    row.get::<_, Option<Vec<u8>>>(6)?,
                    row.get::<_, Option<Vec<u8>>>(7)?,
                    row.get::<_, bool>(8)?,
                    (row.get::<_, Option<Vec<u8>>>(9)?, row.get::<_, i64>(10)?),
                ))
            })
            .optional()?;
        let Some((
            name,
            account,
            account_secret,
            device_secret,
            certificate,
            origin,
            pin,
            invitation,
            registered,
            (lineage, inbox_cursor),
        )) = row
        else {
            return Ok(None);
        };
        let mut address = stored("relay address", RelayAddress::parse_origin(&origin).ok())?;
        address.pin = pin.as_deref().and_then(CertificatePin::from_slice);
        Ok(Some(AccountRow {
            name,
            account: match account {
                Some(text) => Some(stored("account", AccountId::parse(&text).ok())?),
                None => None,
            },
            account_secret,
            device_secret,
            certificate: match certificate {
                Some(bytes) => Some(stored("certificate", decode(&bytes, CERTIFICATE_LIMIT).ok())?),
                None => None,
            },
            address,
            invitation: invitation.as_deref().and_then(InvitationCode::from_slice),
            registered,
            lineage: lineage.as_deref().and_then(LineageId::from_slice),
            inbox_cursor: from_sql(inbox_cursor),
        }))
    }

    pub(crate) fn put_account_row(&self, row: &AccountRow) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO account (id, name, account, account_secret, device_secret,
                    certificate, origin, pin, invitation, registered, lineage, inbox_cursor)
                 VALUES (0, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                row.name,
                row.account.as_ref().map(AccountId::as_str),
                row.account_secret.as_slice(),
                row.device_secret.as_slice(),
                row.certificate.as_ref().map(encode),
                row.address.origin(),
                row.address.pin.map(|pin| pin.as_bytes().to_vec()),
                row.invitation.map(|code| code.as_bytes().to_vec()),
                row.registered,
                row.lineage.map(|lineage| lineage.as_bytes().to_vec()),
                to_sql(row.inbox_cursor),
            ])?;
        Ok(())
    }

    pub(crate) fn delete_account_row(&self) -> Result<(), StorageError> {
        self.connection.execute("DELETE FROM account", [])?;
        Ok(())
    }

    pub(crate) fn set_inbox_cursor(&self, cursor: Seq) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE account SET inbox_cursor = ?1")?
            .execute(params![to_sql(cursor)])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, Location};

    #[test]
    fn the_account_comes_back_as_it_was_put_and_goes_altogether() {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        assert!(database.account_row().unwrap().is_none());
        let account = AccountId::parse("ann@relay.example").unwrap();
        database
            .put_account_row(&AccountRow {
                name: "ann".to_owned(),
                account: Some(account.clone()),
                account_secret: Zeroizing::new(vec![2; 32]),
                device_secret: Zeroizing::new(vec![3; 64]),
                certificate: None,
                address: RelayAddress::parse_origin("https://relay.example").unwrap(),
                invitation: None,
                registered: true,
                lineage: Some(LineageId::from_bytes([4; LineageId::LENGTH])),
                inbox_cursor: 5,
            })
            .unwrap();
        database.set_inbox_cursor(6).unwrap();
        let row = database.account_row().unwrap().unwrap();
        assert_eq!((row.name.as_str(), row.account, row.registered), ("ann", Some(account), true));
        assert_eq!((row.account_secret.len(), row.device_secret.len()), (32, 64));
        assert_eq!(row.address.origin(), "https://relay.example");
        assert_eq!(row.lineage, Some(LineageId::from_bytes([4; LineageId::LENGTH])));
        assert_eq!(row.inbox_cursor, 6);
        assert!(row.certificate.is_none() && row.invitation.is_none());
        database.delete_account_row().unwrap();
        assert!(database.account_row().unwrap().is_none());
    }
}
