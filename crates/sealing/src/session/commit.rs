//! Sealing messages and building commits.

use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::id::{DeviceId, OpId};
use corridor_wire::planted::{Bug, is_planted};
use openmls::prelude::tls_codec::Serialize as _;
use openmls::prelude::{
    Extensions, GroupContext, LeafNodeIndex, LeafNodeParameters, MlsMessageOut,
};
use openmls_traits::OpenMlsProvider;

use super::leaf::{self, leaf_of, roster};
use super::{
    CommitError, CommitRequest, PreparedCommit, RoomSession, SealError, Welcome, group, validity,
};
use crate::identity::DeviceIdentity;
use crate::policy::{self, PolicyViolation, RosterChange, RosterView};
use crate::provider::{MlsTable, Provider};
use crate::record::{NONCE_BYTES, Position, RecordError, SealedBody};
use crate::room_state::RoomState;

/// A room of more devices adds people without an update path: in a tree that nobody has filled yet
/// the path would be encrypted to each device alone, a kilobyte each.
const PATH_DEVICES: usize = 64;

impl RoomSession {
    pub fn seal_message<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        position: &Position,
        content: &[u8],
    ) -> Result<Record, SealError> {
        if !self.is_active() {
            return Err(SealError::Ended);
        }
        self.group.set_aad(position.op_id.as_bytes().to_vec());
        let message = self.group.create_message(provider, &identity.secret, content);
        let message = message
            .map_err(|error| error.to_string())
            .and_then(|message| bytes_of(&message))
            .map_err(|text| {
                provider.storage().failed().map_or(SealError::Library(text), SealError::Storage)
            })?;
        Ok(self.seal(provider, position, None, &SealedBody::Mls(message))?)
    }

    /// Seals a prepared commit, or the reference to the blob it is in, for its place in the log.
    /// [`RecordError::TooLarge`] says that it has to be a blob. The same commit may be sealed again
    /// for another version, as long as its `op_id` stays.
    pub fn seal_commit<T: MlsTable>(
        &self,
        provider: &Provider<'_, T>,
        position: &Position,
        header: &CommitHeader,
        body: &SealedBody,
    ) -> Result<Record, RecordError> {
        self.seal(provider, position, Some(header), body)
    }

    pub(super) fn seal<T: MlsTable>(
        &self,
        provider: &Provider<'_, T>,
        position: &Position,
        header: Option<&CommitHeader>,
        body: &SealedBody,
    ) -> Result<Record, RecordError> {
        let drawn = provider.crypto().draw::<NONCE_BYTES>();
        let nonce = if is_planted(Bug::NonceReused) { [0; NONCE_BYTES] } else { drawn };
        self.secrets.record_key.seal(position, header, body, nonce)
    }

    /// Builds a commit and leaves it pending in the group. The MLS message names `op_id`, so the
    /// entry that carries it must have it too; its version may change when the hub says so.
    pub fn prepare_commit<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        op_id: &OpId,
        request: CommitRequest,
    ) -> Result<PreparedCommit, CommitError> {
        let plan = self.plan(identity, &request)?;
        let prepared = self.build_commit(provider, identity, op_id, request, plan)?;
        if let Err(reason) = self.check_pending(provider, &prepared.header) {
            self.discard_commit(provider)?;
            return Err(reason);
        }
        Ok(prepared)
    }

    /// Checks a request by the same policy as the others will, and finds the leaves it removes.
    fn plan(
        &self,
        identity: &DeviceIdentity,
        request: &CommitRequest,
    ) -> Result<Plan, CommitError> {
        if !self.is_active() {
            return Err(CommitError::Ended);
        }
        if self.has_pending_commit() {
            return Err(CommitError::PendingCommit);
        }
        let roster = roster(&self.group);
        let view = RosterView { people: validity::people(&roster), state: &self.state };
        let added = request.add.iter().map(|package| {
            let body = &package.certificate.body;
            (body.account.clone(), body.account_key, package.certificate.device_id())
        });
        let change = RosterChange { added: added.collect(), removed: request.remove.clone() };
        let mut after = request.state.clone().unwrap_or_else(|| self.state.clone());
        let staying = policy::people_after(&view, &change)?;
        for account in view.people.keys().filter(|account| !staying.contains_key(*account)) {
            after.forget(account);
        }
        after.check()?;
        policy::check(&view, identity.account(), &change, &after)?;
        let removed = request.remove.iter().map(|device| {
            leaf_of(&roster, device).ok_or(CommitError::Policy(PolicyViolation::UnknownDevice))
        });
        let removed = removed.collect::<Result<Vec<_>, _>>()?;
        let context = (after != self.state).then(|| context(&after)).transpose()?;
        let only_adds = !request.add.is_empty() && removed.is_empty() && context.is_none();
        Ok(Plan { removed, context, path: !only_adds || roster.len() <= PATH_DEVICES })
    }

    fn check_pending<T: MlsTable>(
        &self,
        provider: &Provider<'_, T>,
        header: &CommitHeader,
    ) -> Result<(), CommitError> {
        let staged = self.group.pending_commit().ok_or(CommitError::NoPendingCommit)?;
        let own = self.group.own_leaf_index();
        validity::judge(&self.group, &self.state, provider.crypto(), staged, own, header)?;
        Ok(())
    }

    pub(super) fn build_commit<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        op_id: &OpId,
        request: CommitRequest,
        plan: Plan,
    ) -> Result<PreparedCommit, CommitError> {
        let failed = |text: String| {
            provider.storage().failed().map_or(CommitError::Library(text), CommitError::Storage)
        };
        let added: Vec<DeviceId> =
            request.add.iter().map(|package| package.certificate.device_id()).collect();
        let revokes = !plan.removed.is_empty() && !is_planted(Bug::RemovalDoesNotRevoke);
        let renewed = self.renewed_leaf(identity);

        self.group.set_aad(op_id.as_bytes().to_vec());
        let mut builder = self
            .group
            .commit_builder()
            .consume_proposal_store(false)
            .force_self_update(plan.path)
            .leaf_node_parameters(renewed)
            .propose_removals(plan.removed)
            .propose_adds(request.add.into_iter().map(|package| package.package));
        if let Some(extensions) = plan.context {
            builder = builder
                .propose_group_context_extensions(extensions)
                .map_err(|error| failed(error.to_string()))?;
        }
        let bundle = builder
            .load_psks(provider.storage())
            .and_then(|builder| {
                builder.create_group_info(false).build(
                    provider.rand(),
                    provider.crypto(),
                    &identity.secret,
                    |_| true,
                )
            })
            .map_err(|error| failed(error.to_string()))?
            .stage_commit(provider)
            .map_err(|error| failed(error.to_string()))?;
        let message = bytes_of(bundle.commit()).map_err(failed)?;
        let welcome = bundle.to_welcome_msg().map(|welcome| bytes_of(&welcome)).transpose();
        let welcome = welcome.map_err(failed)?;
        self.describe_pending(provider, message, welcome, added, revokes)
    }

    fn describe_pending<T: MlsTable>(
        &self,
        provider: &Provider<'_, T>,
        message: Vec<u8>,
        welcome: Option<Vec<u8>>,
        added: Vec<DeviceId>,
        revokes: bool,
    ) -> Result<PreparedCommit, CommitError> {
        let library = |text: &str| CommitError::Library(text.to_owned());
        let staged = self.group.pending_commit().ok_or(CommitError::NoPendingCommit)?;
        let next_token_hash = validity::next_token_hash(provider.crypto(), staged)
            .ok_or_else(|| library("no exporter in a commit of our own"))?;
        let welcome = match welcome {
            None => None,
            Some(welcome) => {
                let tree = staged
                    .export_ratchet_tree(provider.crypto(), self.group.export_ratchet_tree())
                    .map_err(|error| library(&error.to_string()))?
                    .ok_or_else(|| library("no tree in a commit of our own"))?
                    .tls_serialize_detached()
                    .map_err(|error| library(&error.to_string()))?;
                Some(Welcome { welcome, tree })
            }
        };
        let header = CommitHeader { next_token_hash, revokes };
        Ok(PreparedCommit { message, header, welcome, added })
    }

    /// A certificate that the account has renewed goes into the leaf with the next commit.
    fn renewed_leaf(&self, identity: &DeviceIdentity) -> LeafNodeParameters {
        let current = leaf::certificate_at(&self.group, self.group.own_leaf_index());
        if current.as_ref() == Some(&identity.certificate) {
            LeafNodeParameters::default()
        } else {
            LeafNodeParameters::builder()
                .with_credential_with_key(leaf::credential(identity))
                .with_capabilities(group::capabilities())
                .build()
        }
    }
}

/// What a request comes to.
pub(super) struct Plan {
    pub(super) removed: Vec<LeafNodeIndex>,
    /// The group context's extensions afterwards, when they change.
    pub(super) context: Option<Extensions<GroupContext>>,
    /// Whether the committer renews its keys up to the root.
    pub(super) path: bool,
}

fn context(state: &RoomState) -> Result<Extensions<GroupContext>, CommitError> {
    group::context_extensions(state)?.map_err(|error| CommitError::Library(error.to_string()))
}

fn bytes_of(message: &MlsMessageOut) -> Result<Vec<u8>, String> {
    message.tls_serialize_detached().map_err(|error| error.to_string())
}
