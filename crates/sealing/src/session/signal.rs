//! What is told to those who are there: sealed under the epoch, and nothing in the session changes.

use corridor_wire::client_frame::Signal;
use corridor_wire::id::{DeviceId, LogId, Version};
use openmls_traits::OpenMlsProvider;

use super::{RoomSession, SealError};
use crate::identity::DeviceIdentity;
use crate::provider::{MlsTable, Provider};
use crate::record::NONCE_BYTES;
use crate::signal::{SignalError, Told};

impl RoomSession {
    pub fn seal_signal<T: MlsTable>(
        &self,
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        log: &LogId,
        version: Version,
        told: Told,
    ) -> Result<Signal, SealError> {
        if !self.is_active() {
            return Err(SealError::Ended);
        }
        let nonce = provider.crypto().draw::<NONCE_BYTES>();
        let sealed = self.secrets.signal_key.seal(identity, log, version, told, nonce);
        sealed.map_err(|error| SealError::Library(error.to_string()))
    }

    /// Who tells what: a device of the room, of that the signature is proof.
    pub fn open_signal(
        &self,
        log: &LogId,
        version: Version,
        signal: &Signal,
    ) -> Result<(DeviceId, Told), SignalError> {
        self.secrets.signal_key.open(log, version, signal, |device| {
            let roster = self.roster();
            let one = roster.into_iter().find(|one| one.device == *device)?;
            Some(one.certificate.body.device_key)
        })
    }
}
