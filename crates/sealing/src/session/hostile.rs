//! What a member whose program breaks the rules can send. Behind the feature `hostile`, for tests.

use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::id::{DeviceId, OpId};
use openmls::prelude::tls_codec::Serialize as _;
use openmls::prelude::{
    Extension, ExtensionType, Extensions, GroupContext, RequiredCapabilitiesExtension,
    UnknownExtension,
};

use super::commit::Plan;
use super::leaf::{leaf_of, roster};
use super::{CommitError, CommitRequest, PreparedCommit, RoomSession, group};
use crate::identity::DeviceIdentity;
use crate::provider::{MlsTable, Provider};
use crate::record::{Position, RecordError, SealedBody};
use crate::room_state::EXTENSION_TYPE;

/// A group context that no honest member makes.
pub enum ForgedContext {
    /// The required capabilities and these bytes for a state.
    State(Vec<u8>),
    /// These bytes for a state, and required capabilities that are not a room's.
    OtherRequirements(Vec<u8>),
}

impl ForgedContext {
    fn extensions(self) -> Option<Extensions<GroupContext>> {
        let (required, bytes) = match self {
            Self::State(bytes) => (group::required_capabilities(), bytes),
            Self::OtherRequirements(bytes) => {
                let types = [ExtensionType::Unknown(EXTENSION_TYPE), ExtensionType::LastResort];
                (RequiredCapabilitiesExtension::new(&types, &[], &[]), bytes)
            }
        };
        let list = vec![
            Extension::RequiredCapabilities(required),
            Extension::Unknown(EXTENSION_TYPE, UnknownExtension(bytes)),
        ];
        Extensions::from_vec(list).ok()
    }
}

impl RoomSession {
    /// As `prepare_commit`, asking no policy. `context` replaces the state of the request.
    pub fn prepare_unchecked<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        op_id: &OpId,
        request: CommitRequest,
        context: Option<ForgedContext>,
    ) -> Result<PreparedCommit, CommitError> {
        let roster = roster(&self.group);
        let removed = request.remove.iter().filter_map(|device| leaf_of(&roster, device)).collect();
        let state = request.state.as_ref().map(corridor_wire::encode).map(ForgedContext::State);
        let context = context.or(state).and_then(ForgedContext::extensions);
        let plan = Plan { removed, context, path: true };
        self.build_commit(provider, identity, op_id, request, plan)
    }

    /// Any bytes under the record's seal.
    pub fn seal_unchecked<T: MlsTable>(
        &self,
        provider: &Provider<'_, T>,
        position: &Position,
        header: Option<&CommitHeader>,
        body: &SealedBody,
    ) -> Result<Record, RecordError> {
        self.seal(provider, position, header, body)
    }

    /// The MLS message of an application message that names `op_id`.
    pub fn message_bytes<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        op_id: &OpId,
        content: &[u8],
    ) -> Option<Vec<u8>> {
        self.group.set_aad(op_id.as_bytes().to_vec());
        let message = self.group.create_message(provider, &identity.secret, content).ok()?;
        message.tls_serialize_detached().ok()
    }

    /// The MLS message of a standalone proposal to remove `device`.
    pub fn proposal_bytes<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        op_id: &OpId,
        device: &DeviceId,
    ) -> Option<Vec<u8>> {
        let leaf = leaf_of(&roster(&self.group), device)?;
        self.group.set_aad(op_id.as_bytes().to_vec());
        let (message, _) =
            self.group.propose_remove_member(provider, &identity.secret, leaf).ok()?;
        message.tls_serialize_detached().ok()
    }

    /// The key that path secrets for `device` are encrypted to, as long as its parents are blank.
    pub fn encryption_key(&self, device: &DeviceId) -> Option<Vec<u8>> {
        let leaf = leaf_of(&roster(&self.group), device)?;
        Some(self.group.member_at(leaf)?.encryption_key)
    }
}
