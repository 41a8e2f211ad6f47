//! Beginning on a store: the lineage, and what an earlier process left to be done.

use std::collections::VecDeque;

use corridor_store::{Assertion, Batch, Store, StoreError};
use corridor_wire::id::LineageId;
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

use crate::Relay;
use crate::accounts::AccountUse;
use crate::config::{RelayConfig, UnixMillis};
use crate::connections::Connections;
use crate::counters::Counters;
use crate::followers::Followers;
use crate::logs::Logs;
use crate::purge::Purges;
use crate::push::Wakes;
use crate::retention::Retention;
use crate::rows::{FORMAT, FORMAT_KEY, LINEAGE_KEY, RELAY};
use crate::staging::Staging;

/// Why a relay does not begin on a store.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the storage holds a damaged row: {0}")]
    Damaged(&'static str),
    #[error(
        "the storage was written by a newer program: its format is {0}, this one knows {FORMAT}"
    )]
    NewerFormat(u32),
}

impl Relay {
    /// Begins on a store. At the first start of a store it writes the lineage; `seed` is 32 bytes of
    /// randomness that is not used again.
    pub fn open(
        config: RelayConfig,
        seed: [u8; 32],
        now: UnixMillis,
        store: &dyn Store,
    ) -> Result<Self, StartError> {
        let mut random = ChaCha20Rng::from_seed(seed);
        check_format(store)?;
        let lineage = find_or_begin_lineage(&mut random, store)?;
        let retention = Retention::load(config.retention_days, now, store)?;
        let purges = Purges::load(now, store)?;
        let logs = Logs::new(config.limits.cached_logs);
        let followers = Followers::new(config.limits.page_cache_bytes);
        let mut relay = Self {
            config,
            lineage,
            random,
            connections: Connections::default(),
            accounts: AccountUse::default(),
            logs,
            followers,
            staging: Staging::default(),
            retention,
            purges,
            wakes: Wakes::default(),
            outputs: VecDeque::new(),
            counters: Counters::default(),
            now,
            retry_at: None,
            shutting_down: None,
            full_until: None,
        };
        relay.drop_expired(store);
        relay.staging.set_freeing(true);
        relay.expire_days(now);
        relay.staging.set_freeing(false);
        Ok(relay)
    }
}

/// Begins a new lineage on a store that was restored from a backup, before [`Relay::open`], so that
/// clients look for what the backup did not have. `id` is random.
pub fn begin_lineage(store: &dyn Store, id: LineageId) -> Result<(), StoreError> {
    let mut batch = Batch::new();
    batch.put(RELAY, LINEAGE_KEY, *id.as_bytes());
    store.commit(&batch)
}

/// Before anything else is read. The first program that wrote stores did not say which format it was.
fn check_format(store: &dyn Store) -> Result<(), StartError> {
    let Some(bytes) = store.get(RELAY, FORMAT_KEY)? else {
        let mut batch = Batch::new();
        batch.put(RELAY, FORMAT_KEY, FORMAT.to_be_bytes());
        // A relay starts on a full disk too.
        batch.mark_as_freeing();
        return Ok(store.commit(&batch)?);
    };
    match bytes.try_into().map(u32::from_be_bytes) {
        Ok(FORMAT) => Ok(()),
        Ok(other) => Err(StartError::NewerFormat(other)),
        Err(_) => Err(StartError::Damaged("format")),
    }
}

fn find_or_begin_lineage(
    random: &mut ChaCha20Rng,
    store: &dyn Store,
) -> Result<LineageId, StartError> {
    if let Some(bytes) = store.get(RELAY, LINEAGE_KEY)? {
        return LineageId::from_slice(&bytes).ok_or(StartError::Damaged("lineage"));
    }
    let mut bytes = [0; LineageId::LENGTH];
    random.fill_bytes(&mut bytes);
    let mut batch = Batch::new();
    batch.assert(Assertion::Absent { space: RELAY, key: LINEAGE_KEY.to_vec() });
    batch.put(RELAY, LINEAGE_KEY, bytes);
    store.commit(&batch)?;
    Ok(LineageId::from_bytes(bytes))
}
