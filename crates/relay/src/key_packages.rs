//! Key packages: what is needed to put a device into a room while it is away.
//!
//! A one-time package is handed out once, and is off the disk before it is handed out. The
//! last-resort package is handed out when no other is left. What is inside is the claimer's to
//! check; the relay does not parse MLS.

use corridor_store::{Space, Store};
use corridor_wire::bytes::BoundedList;
use corridor_wire::client_frame::KeyPackageBytes;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{AccountId, DeviceId};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::{ClaimedKeyPackage, Response};

use crate::Relay;
use crate::refusal::Refusal;
use crate::request::{Answer, Ask, Session};
use crate::retention::day_of;
use crate::rows::{CLAIMED, PACKAGES};

const ONE_TIME: u8 = 0;
const LAST_RESORT: u8 = 1;

type KeyAndPackage = (Vec<u8>, Vec<u8>);

const HASH_BYTES: usize = 16;

/// When some of a device's packages may have been used up.
const QUOTA_RETRY_MS: u64 = 60 * 60 * 1000;

fn prefix(device: &DeviceId, kind: u8) -> Vec<u8> {
    [device.as_bytes().as_slice(), &[kind]].concat()
}

/// A package is known by its hash, so that publishing it again after a lost reply adds nothing.
fn package_hash(package: &[u8]) -> Vec<u8> {
    blake3::hash(package).as_bytes()[..HASH_BYTES].to_vec()
}

fn claimed_key(device: &DeviceId, hash: &[u8]) -> Vec<u8> {
    [device.as_bytes().as_slice(), hash].concat()
}

impl Relay {
    pub fn publish_key_packages(
        &mut self,
        ask: &Ask,
        session: &Session,
        packages: Vec<KeyPackageBytes>,
        last_resort: Option<KeyPackageBytes>,
    ) -> Result<Answer, Refusal> {
        let device = &session.device;
        if packages.iter().chain(&last_resort).any(KeyPackageBytes::is_empty) {
            return Err(Refusal::new(ErrorCode::KeyPackageInvalid, "a key package is empty"));
        }
        let held = self.staging.scan(PACKAGES, &prefix(device, ONE_TIME), usize::MAX, ask.store)?;
        let mut new = Vec::new();
        for package in packages {
            let hash = package_hash(package.as_slice());
            let key = [prefix(device, ONE_TIME), hash.clone()].concat();
            if !held.contains_key(&key) && !self.was_claimed(device, &hash, ask.store)? {
                new.push((key, package));
            }
        }
        if held.len() + new.len() > self.config.limits.key_packages_per_device {
            let detail = format!("{} are held", held.len());
            return Err(Refusal::retry_after(ErrorCode::KeyPackageQuota, detail, QUOTA_RETRY_MS));
        }
        for (key, package) in new {
            self.staging.put(PACKAGES, key, package.into_vec());
        }
        if let Some(package) = last_resort {
            self.staging.put(PACKAGES, prefix(device, LAST_RESORT), package.into_vec());
        }
        Ok(Answer::Durable(Response::Done {}))
    }

    pub fn count_key_packages(&self, ask: &Ask, session: &Session) -> Result<Answer, Refusal> {
        let all = self.staging.scan(PACKAGES, session.device.as_bytes(), usize::MAX, ask.store)?;
        let last_resort = all.contains_key(&prefix(&session.device, LAST_RESORT));
        let one_time = all.len() - usize::from(last_resort);
        let one_time = u32::try_from(one_time).unwrap_or(u32::MAX);
        Ok(Answer::Durable(Response::KeyPackageCount { one_time, last_resort }))
    }

    pub fn claim_key_packages(
        &mut self,
        ask: &Ask,
        account: &AccountId,
    ) -> Result<Answer, Refusal> {
        let row = self.account_here(account, ask.store)?;
        let mut claimed = Vec::new();
        let mut used = Vec::new();
        for device in &row.devices {
            let Some((key, package)) = self.next_package(device, ask.store)? else { continue };
            let listed = self.device_row(device, ask.store)?;
            let record = listed.ok_or_else(|| Refusal::corrupt("a device is missing"))?.record;
            let key_package = KeyPackageBytes::new(package);
            let key_package = key_package.ok_or_else(|| Refusal::corrupt("key package"))?;
            claimed.push(ClaimedKeyPackage { device: record, key_package });
            if let Some(hash) = key.strip_prefix(prefix(device, ONE_TIME).as_slice()) {
                used.push((claimed_key(device, hash), key));
            }
        }
        if claimed.is_empty() {
            return Err(ErrorCode::NoKeyPackage.into());
        }
        let day = Space::of_day(CLAIMED, day_of(ask.now).max(self.retention.from()));
        for (claimed_key, key) in used {
            if is_planted(Bug::KeyPackageTwice) {
                break;
            }
            self.staging.delete(PACKAGES, key);
            self.staging.put(day, claimed_key, []);
        }
        let devices = BoundedList::new(claimed).ok_or_else(|| Refusal::corrupt("devices"))?;
        let account_key = row.account_key;
        Ok(Answer::Durable(Response::ClaimedKeyPackages { account_key, devices }))
    }

    /// Every row that a device has here.
    pub fn package_keys(
        &self,
        device: &DeviceId,
        store: &dyn Store,
    ) -> Result<Vec<Vec<u8>>, Refusal> {
        let rows = self.staging.scan(PACKAGES, device.as_bytes(), usize::MAX, store)?;
        Ok(rows.into_keys().collect())
    }

    /// A one-time package, or else the last-resort one.
    fn next_package(
        &self,
        device: &DeviceId,
        store: &dyn Store,
    ) -> Result<Option<KeyAndPackage>, Refusal> {
        // One-time packages stand before the last-resort one.
        Ok(self.staging.scan(PACKAGES, device.as_bytes(), 1, store)?.into_iter().next())
    }

    fn was_claimed(
        &self,
        device: &DeviceId,
        hash: &[u8],
        store: &dyn Store,
    ) -> Result<bool, Refusal> {
        let key = claimed_key(device, hash);
        // The space of today is not in the store yet when its first row is staged.
        let days = store.days(CLAIMED)?.into_iter().chain([day_of(self.now)]);
        for day in days {
            if self.staging.get(Space::of_day(CLAIMED, day), &key, store)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
