//! Stepping into the next epoch: by another's commit, or by this device's own.

use corridor_wire::client_frame::CommitHeader;
use openmls::prelude::{LeafNodeIndex, StagedCommit};
use openmls_traits::OpenMlsProvider;

use super::{AppliedCommit, CommitError, DamagedReason, OpenError, Opened, RoomSession, validity};
use crate::provider::{MlsTable, Provider, StorageError};

impl RoomSession {
    /// Another's commit: judged, then merged.
    pub(super) fn follow<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        staged: StagedCommit,
        committer: LeafNodeIndex,
        header: &CommitHeader,
    ) -> Result<Opened, OpenError> {
        let effect = validity::judge(
            &self.group,
            &self.state,
            provider.crypto(),
            &staged,
            committer,
            header,
        )?;
        let applied = effect.applied(self.state.clone());
        if staged.self_removed() {
            // Not merged first: openmls would leave the last epoch's private keys behind.
            self.group.delete(provider.storage())?;
            self.ended = true;
            self.state = applied.after.clone();
            return Ok(Opened::Removed(applied));
        }
        self.group.merge_staged_commit(provider, staged).map_err(|_| {
            provider.storage().failed().map_or(DamagedReason::LostKey.into(), OpenError::Storage)
        })?;
        self.state = applied.after.clone();
        self.secrets = Self::secrets_of(provider, &self.group)
            .map_err(|_| OpenError::from(DamagedReason::Ended))?;
        Ok(Opened::Commit(applied))
    }

    /// The hub has taken the pending commit as the next entry of this epoch.
    pub fn merge_own_commit<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
    ) -> Result<AppliedCommit, CommitError> {
        let staged = self.group.pending_commit().ok_or(CommitError::NoPendingCommit)?;
        let effect = validity::effect_of(&self.group, staged, self.group.own_leaf_index())?;
        let applied = effect.applied(self.state.clone());
        self.group.merge_pending_commit(provider).map_err(|error| {
            let library = || CommitError::Library(error.to_string());
            provider.storage().failed().map_or_else(library, CommitError::Storage)
        })?;
        self.state = applied.after.clone();
        self.secrets = Self::secrets_of(provider, &self.group).map_err(CommitError::Library)?;
        Ok(applied)
    }

    pub fn has_pending_commit(&self) -> bool {
        self.group.pending_commit().is_some()
    }

    /// Another commit was first, or the hub refused this one for good.
    pub fn discard_commit<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
    ) -> Result<(), StorageError> {
        self.group.clear_pending_commit(provider.storage())
    }
}
