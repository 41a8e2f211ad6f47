//! Opening an entry of the log: record seal, MLS, then this protocol's own rules.

use corridor_wire::id::LogId;
use corridor_wire::relay_frame::Entry;
use openmls::framing::errors::MessageDecryptionError;
use openmls::prelude::tls_codec::DeserializeBytes;
use openmls::prelude::{
    ApplyUpdatePathError, MlsMessageBodyIn, MlsMessageIn, ProcessMessageError, ProcessedMessage,
    ProcessedMessageContent, ProtocolMessage, Sender, StageCommitError, ValidationError,
};
use openmls_traits::OpenMlsProvider;

use super::leaf::certificate_at;
use super::{DamagedReason, InvalidReason, OpenError, Opened, RoomSession};
use crate::provider::{MlsTable, Provider, StorageError};
use crate::record::{Position, SealedBody};

impl RoomSession {
    /// Opens an entry that another device wrote. Own entries are known by their `op_id`.
    ///
    /// No clock is asked: whether a commit is valid must not depend on who asks when.
    pub fn open<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        log: &LogId,
        entry: &Entry,
    ) -> Result<Opened, OpenError> {
        match self.open_record(log, entry)? {
            SealedBody::Mls(message) => self.process(provider, log, entry, &message),
            SealedBody::Blob(reference) if entry.commit.is_some() => Ok(Opened::Fetch(reference)),
            SealedBody::Blob(_) => Err(InvalidReason::MessageInBlob.into()),
        }
    }

    /// As [`RoomSession::open`] after [`Opened::Fetch`], with what the blob contains.
    pub fn open_fetched<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        log: &LogId,
        entry: &Entry,
        message: &[u8],
    ) -> Result<Opened, OpenError> {
        match self.open_record(log, entry)? {
            SealedBody::Blob(_) if entry.commit.is_some() => {
                self.process(provider, log, entry, message)
            }
            _ => Err(InvalidReason::MessageInBlob.into()),
        }
    }

    fn open_record(&self, log: &LogId, entry: &Entry) -> Result<SealedBody, OpenError> {
        if !self.is_active() {
            return Err(DamagedReason::Ended.into());
        }
        let position = Position { log: *log, version: entry.version, op_id: entry.op_id };
        let body = self.secrets.record_key.open(&position, entry.commit.as_ref(), &entry.record);
        Ok(body.map_err(InvalidReason::from)?)
    }

    fn process<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        log: &LogId,
        entry: &Entry,
        message: &[u8],
    ) -> Result<Opened, OpenError> {
        let message = self.parse(log, message)?;
        let processed = self.group.process_message(provider, message).map_err(|error| {
            provider.storage().failed().map_or_else(|| sort(error), OpenError::Storage)
        })?;
        if processed.aad() != entry.op_id.as_bytes() {
            return Err(InvalidReason::OtherEntry.into());
        }
        self.take(provider, entry, processed)
    }

    fn parse(&self, log: &LogId, bytes: &[u8]) -> Result<ProtocolMessage, InvalidReason> {
        let message = MlsMessageIn::tls_deserialize_exact_bytes(bytes)
            .map_err(|_| InvalidReason::Malformed)?;
        let MlsMessageBodyIn::PrivateMessage(message) = message.extract() else {
            return Err(InvalidReason::NotPrivate);
        };
        let message = ProtocolMessage::from(message);
        if message.group_id().as_slice() != log.as_bytes() {
            return Err(InvalidReason::OtherGroup);
        }
        if message.epoch() != self.group.epoch() {
            return Err(InvalidReason::OtherEpoch);
        }
        Ok(message)
    }

    fn take<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        entry: &Entry,
        processed: ProcessedMessage,
    ) -> Result<Opened, OpenError> {
        let Sender::Member(sender) = *processed.sender() else {
            return Err(InvalidReason::Unauthentic("not a member".to_owned()).into());
        };
        match (processed.into_content(), &entry.commit) {
            (ProcessedMessageContent::ApplicationMessage(message), None) => {
                let certificate = certificate_at(&self.group, sender)
                    .ok_or_else(|| InvalidReason::Unauthentic("no certificate".to_owned()))?;
                Ok(Opened::Message {
                    sender: certificate.device_id(),
                    account: certificate.body.account,
                    content: message.into_bytes(),
                })
            }
            (ProcessedMessageContent::StagedCommitMessage(staged), Some(header)) => {
                self.follow(provider, *staged, sender, header)
            }
            (ProcessedMessageContent::ApplicationMessage(_), Some(_)) => {
                Err(InvalidReason::FlaggedMessage.into())
            }
            (ProcessedMessageContent::StagedCommitMessage(_), None) => {
                Err(InvalidReason::UnflaggedCommit.into())
            }
            (
                ProcessedMessageContent::OwnPrivateMessage
                | ProcessedMessageContent::OwnPendingCommit,
                _,
            ) => Err(InvalidReason::NotWrittenHere.into()),
            (
                ProcessedMessageContent::ProposalMessage(_)
                | ProcessedMessageContent::ExternalJoinProposalMessage(_),
                _,
            ) => Err(InvalidReason::StandaloneProposal.into()),
        }
    }
}

/// Tells what all members find from what only this device cannot do.
///
/// Decryption keys of messages are shared by all members, and so is everything of a commit but one
/// thing: the path secret that is encrypted to each of them alone.
fn sort(error: ProcessMessageError<StorageError>) -> OpenError {
    match error {
        ProcessMessageError::StorageError(error) => OpenError::Storage(error),
        ProcessMessageError::GroupStateError(_) => DamagedReason::Ended.into(),
        ProcessMessageError::InvalidCommit(error) => sort_commit(error),
        ProcessMessageError::ValidationError(ValidationError::UnableToDecrypt(
            MessageDecryptionError::GenerationOutOfBound
            | MessageDecryptionError::SecretTreeError(_),
        )) => InvalidReason::Generation.into(),
        ProcessMessageError::ValidationError(ValidationError::WrongEpoch) => {
            InvalidReason::OtherEpoch.into()
        }
        other => InvalidReason::Unauthentic(other.to_string()).into(),
    }
}

fn sort_commit(error: StageCommitError) -> OpenError {
    match error {
        StageCommitError::UpdatePathError(
            ApplyUpdatePathError::UnableToDecrypt
            | ApplyUpdatePathError::PathMismatch
            | ApplyUpdatePathError::MissingCiphertext,
        ) => DamagedReason::PathSecret.into(),
        StageCommitError::UpdatePathError(
            ApplyUpdatePathError::MissingSender | ApplyUpdatePathError::MissingOwnLeaf,
        )
        | StageCommitError::MissingDecryptionKey
        | StageCommitError::OwnKeyNotFound => DamagedReason::LostKey.into(),
        StageCommitError::OwnCommitMismatch => DamagedReason::LostCommit.into(),
        other => InvalidReason::Commit(other.to_string()).into(),
    }
}
