//! One relay of the simulation: the real core over a disk that fails, with its blobs and backups.

use std::collections::BTreeMap;

use corridor_relay_core::{
    BatchId, ConnId, InvitationSecret, PushPolicy, Relay, RelayConfig, StartError, Ticket,
    begin_lineage,
};
use corridor_store::Batch;
use corridor_wire::id::{BlobId, LineageId, RelayName};
use corridor_wire::invitation::{Invitation, RelayAddress};
use corridor_wire::push::PushKey;

use crate::disk::Disk;
use crate::random::Random;
use crate::schedule::{DAY, Millis};

/// A blob's upload that waits for the relay to record it.
pub struct Upload {
    pub device: usize,
    pub conn: ConnId,
    pub transfer: corridor_engine::output::TransferId,
}

pub struct RelayNode {
    pub name: RelayName,
    /// `None` while the process is down.
    pub core: Option<Relay>,
    pub disk: Disk,
    pub backup: Option<Disk>,
    /// What is written and not yet synced.
    pub pending: Option<(BatchId, Batch)>,
    /// Counts starts of the process, so that what was meant for an earlier one is left out.
    pub life: u64,
    pub wake: u64,
    pub full: bool,
    pub fails_next_write: bool,
    pub is_damaged: bool,
    pub blobs: BTreeMap<BlobId, Vec<u8>>,
    pub uploads: BTreeMap<Ticket, Upload>,
    next_ticket: u64,
    next_invitation: u8,
}

impl RelayNode {
    pub fn new(number: usize) -> Self {
        let name = if number == 0 { "relay.example" } else { "other.example" };
        let name = RelayName::parse(name).unwrap_or_else(|_| unreachable!("a valid name"));
        Self {
            name,
            core: None,
            disk: Disk::new(),
            backup: None,
            pending: None,
            life: 0,
            wake: 0,
            full: false,
            fails_next_write: false,
            is_damaged: false,
            blobs: BTreeMap::new(),
            uploads: BTreeMap::new(),
            next_ticket: 0,
            next_invitation: 0,
        }
    }

    fn secret() -> InvitationSecret {
        InvitationSecret::from_bytes([7; 32])
    }

    pub fn start(&mut self, now: Millis, random: &mut Random) -> Result<(), StartError> {
        let mut config = RelayConfig::new(self.name.clone(), Self::secret());
        // What a run does in virtual minutes, people do in days.
        for rate in [
            &mut config.limits.account_requests,
            &mut config.limits.account_bytes,
            &mut config.limits.connection_requests,
            &mut config.limits.connection_bytes,
        ] {
            (rate.per_second, rate.burst) = (1 << 40, 1 << 40);
        }
        // Nobody gives an endpoint: whom devices name is looked at on the way.
        config.push = Some(PushPolicy { key: PushKey::from_bytes([4; 65]), services: Vec::new() });
        // Small, so that slow devices are dropped to catch-up now and then.
        config.limits.push_window_bytes = 8 * 1024;
        config.limits.cached_logs = 2;
        self.core = Some(Relay::open(config, random.bytes(), now, &self.disk)?);
        Ok(())
    }

    /// The process is gone: so is everything that was not synced.
    pub fn kill(&mut self) -> Option<Batch> {
        self.core = None;
        self.life += 1;
        self.uploads.clear();
        self.pending.take().map(|(_, batch)| batch)
    }

    /// The operator puts the backup in place of the disk, which begins a new lineage.
    pub fn restore(&mut self, random: &mut Random) -> bool {
        let Some(backup) = &self.backup else { return false };
        self.disk = backup.back_up();
        self.is_damaged = false;
        let mut id = [0; LineageId::LENGTH];
        id.copy_from_slice(&random.bytes()[..LineageId::LENGTH]);
        begin_lineage(&self.disk, LineageId::from_bytes(id)).is_ok()
    }

    pub fn ticket(&mut self, upload: Upload) -> Ticket {
        self.next_ticket += 1;
        let ticket = Ticket(self.next_ticket);
        self.uploads.insert(ticket, upload);
        ticket
    }

    pub fn invitation(&mut self, now: Millis) -> Invitation {
        self.next_invitation += 1;
        self.invitation_of(self.next_invitation, now)
    }

    /// The one that was given out first, and used.
    pub fn first_invitation(&self, now: Millis) -> Invitation {
        self.invitation_of(1, now)
    }

    fn invitation_of(&self, number: u8, now: Millis) -> Invitation {
        let day = u32::try_from(now / DAY).unwrap_or(u32::MAX).saturating_add(100);
        let origin = format!("https://{}", self.name.as_str());
        Invitation {
            address: RelayAddress::parse_origin(&origin)
                .unwrap_or_else(|_| unreachable!("a valid origin")),
            code: corridor_relay_core::invitation::issue(&Self::secret(), [number; 16], day),
        }
    }
}
