//! How a session begins: founding a room, loading it, joining it, and how it ends.

use std::collections::BTreeMap;

use corridor_wire::id::LogId;
use openmls::prelude::tls_codec::DeserializeBytes;
use openmls::prelude::{
    MlsGroup, MlsMessageBodyIn, MlsMessageIn, RatchetTreeIn, StagedWelcome, WelcomeError,
};
use openmls_traits::OpenMlsProvider;

use super::leaf::check_leaf;
use super::{CreateError, EpochSecrets, JoinError, LoadError, RoomSession, group, leaf};
use crate::identity::DeviceIdentity;
use crate::provider::{MlsTable, Provider, StorageError};
use crate::room_state::{Role, RoomKind, RoomState};

impl RoomSession {
    /// A room with this device alone in it, at epoch 0. `state` names its account as an owner.
    pub fn create<T: MlsTable>(
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        log: &LogId,
        state: RoomState,
    ) -> Result<Self, CreateError> {
        check_founding(&state, identity)?;
        let library = |text: String| {
            provider.storage().failed().map_or(CreateError::Library(text), CreateError::Storage)
        };
        let extensions =
            group::context_extensions(&state)?.map_err(|error| library(error.to_string()))?;
        let group = MlsGroup::builder()
            .with_group_id(group::group_id(log))
            .ciphersuite(group::SUITE)
            .with_wire_format_policy(group::join_config().wire_format_policy())
            .padding_size(0)
            .max_past_epochs(0)
            .number_of_resumption_psks(0)
            .use_ratchet_tree_extension(false)
            .sender_ratchet_configuration(group::ratchets())
            .lifetime(group::lifetime())
            .with_capabilities(group::capabilities())
            .with_group_context_extensions(extensions)
            .build(provider, &identity.secret, leaf::credential(identity))
            .map_err(|error| library(error.to_string()))?;
        let secrets = Self::secrets_of(provider, &group).map_err(library)?;
        Ok(Self { group, state, secrets, ended: false })
    }

    /// `None` when there is no such session, or when it has ended.
    pub fn load<T: MlsTable>(
        provider: &Provider<'_, T>,
        log: &LogId,
    ) -> Result<Option<Self>, LoadError> {
        let Some(group) = MlsGroup::load(provider.storage(), &group::group_id(log))? else {
            return Ok(None);
        };
        let state = group::state_in(group.extensions())?;
        let secrets = Self::secrets_of(provider, &group).map_err(LoadError::Library)?;
        Ok(Some(Self { group, state, secrets, ended: false }))
    }

    /// Joins by a Welcome. An older session of the same room in the table is replaced.
    ///
    /// The key package that the Welcome names is used up by this, unless it is the last resort. A
    /// Welcome that is refused leaves the table as it was, so that the true one still leads in.
    pub fn join<T: MlsTable>(
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        log: &LogId,
        welcome: &[u8],
        tree: &[u8],
    ) -> Result<Self, JoinError> {
        let message =
            MlsMessageIn::tls_deserialize_exact_bytes(welcome).map_err(|_| JoinError::Malformed)?;
        let MlsMessageBodyIn::Welcome(welcome) = message.extract() else {
            return Err(JoinError::Malformed);
        };
        let tree =
            RatchetTreeIn::tls_deserialize_exact_bytes(tree).map_err(|_| JoinError::Malformed)?;
        let failed = |error: WelcomeError<StorageError>| sort(provider, error);
        let config = group::join_config();
        provider.storage().hold_key_packages();
        let staged = StagedWelcome::build_from_welcome(provider, &config, welcome)
            .map_err(failed)?
            .with_ratchet_tree(tree)
            .skip_lifetime_validation()
            .replace_old_group()
            .build()
            .map_err(failed)?;
        let state = check_welcome(&staged, identity, log)?;
        if let Some(mut old) = MlsGroup::load(provider.storage(), &group::group_id(log))? {
            old.delete(provider.storage())?;
        }
        let group = staged.into_group(provider).map_err(failed)?;
        provider.storage().use_up_key_packages()?;
        let secrets = Self::secrets_of(provider, &group).map_err(JoinError::Invalid)?;
        Ok(Self { group, state, secrets, ended: false })
    }

    /// Forgets everything the table has of this room.
    pub fn delete<T: MlsTable>(mut self, provider: &Provider<'_, T>) -> Result<(), StorageError> {
        self.group.delete(provider.storage())
    }

    pub(super) fn secrets_of<T: MlsTable>(
        provider: &Provider<'_, T>,
        group: &MlsGroup,
    ) -> Result<EpochSecrets, String> {
        EpochSecrets::export(provider.crypto(), group)
    }
}

/// A new room names its creator as owner; a direct room names its other person beside it.
fn check_founding(state: &RoomState, identity: &DeviceIdentity) -> Result<(), CreateError> {
    state.check()?;
    let people = match state.kind {
        RoomKind::Room => 1,
        RoomKind::Direct => 2,
    };
    let owners = state.roles.values().all(|role| *role == Role::Owner);
    let named = state.roles.contains_key(identity.account());
    if owners && named && state.roles.len() == people && state.leaving.is_empty() {
        Ok(())
    } else {
        Err(CreateError::Roles)
    }
}

/// Everything a joiner can check of a room that it has not seen grow: each leaf's certificate, one
/// key to an account, the context's shape. Dates are not checked: a room outlives certificates.
fn check_welcome(
    staged: &StagedWelcome,
    identity: &DeviceIdentity,
    log: &LogId,
) -> Result<RoomState, JoinError> {
    if staged.group_context().group_id().as_slice() != log.as_bytes() {
        return Err(JoinError::OtherRoom);
    }
    let state = group::state_in(staged.group_context().extensions())?;
    let mut keys = BTreeMap::new();
    let mut own = false;
    for member in staged.members() {
        let certificate = check_leaf(&member.credential, &member.signature_key)?;
        own |= certificate.body.device_key == identity.secret.key();
        let key = certificate.body.account_key;
        if *keys.entry(certificate.body.account).or_insert(key) != key {
            return Err(JoinError::AccountKeyDiffers);
        }
    }
    if own { Ok(state) } else { Err(JoinError::NoKeyPackage) }
}

fn sort<T: MlsTable>(provider: &Provider<'_, T>, error: WelcomeError<StorageError>) -> JoinError {
    if let Some(error) = provider.storage().failed() {
        return JoinError::Storage(error);
    }
    match error {
        WelcomeError::NoMatchingKeyPackage
        | WelcomeError::NoMatchingEncryptionKey
        | WelcomeError::JoinerSecretNotFound
        | WelcomeError::PrivateInitKeyNotFound => JoinError::NoKeyPackage,
        other => JoinError::Invalid(other.to_string()),
    }
}
