//! How this protocol uses MLS: suite, extensions, labels, limits of the ratchets.

use corridor_wire::id::LogId;
use openmls::prelude::{
    Capabilities, Ciphersuite, CredentialType, Extension, ExtensionType, Extensions, GroupContext,
    GroupId, InvalidExtensionError, Lifetime, MlsGroupJoinConfig,
    PURE_CIPHERTEXT_WIRE_FORMAT_POLICY, ProtocolVersion, RequiredCapabilitiesExtension,
    SenderRatchetConfiguration, UnknownExtension,
};

use crate::room_state::{EXTENSION_TYPE, RoomState, RoomStateError};

/// ML-KEM-768 with X25519, AES-256-GCM, SHA-384, Ed25519 (draft-ietf-mls-pq-ciphersuites).
pub const SUITE: Ciphersuite = Ciphersuite::MLS_128_MLKEM768X25519_AES256GCM_SHA384_Ed25519;

/// The credential that is a device's certificate, from the private-use range of RFC 9420, section 17.5.
pub const CREDENTIAL_TYPE: u16 = 0xF0C0;

/// Exporter labels (RFC 9420, section 8.5), each with an empty context and 32 bytes of output.
pub(crate) const TOKEN_LABEL: &str = "corridor token";
pub(crate) const RECORD_LABEL: &str = "corridor record";
pub(crate) const SIGNAL_LABEL: &str = "corridor signal";

/// A sender's records reach the log in any order when some are refused and sent again: so many keys
/// of skipped records are kept until the epoch ends.
const OUT_OF_ORDER_RECORDS: u32 = 128;

/// Each refused record that is sealed again skips a key, in one epoch at most as many as a sender
/// tries between two commits. Each skipped key costs a receiver microseconds, so a member who skips
/// all of them at once takes a tenth of a second from the others.
const SKIPPED_RECORDS: u32 = 16 * 1024;

/// The lifetime of every leaf: none. openmls compares it with the system's clock while it judges a
/// commit, and validity must not depend on a clock; a device's dates are in its certificate.
pub(crate) fn lifetime() -> Lifetime {
    Lifetime::init(0, u64::MAX)
}

pub(crate) fn group_id(log: &LogId) -> GroupId {
    GroupId::from_slice(log.as_bytes())
}

pub(crate) fn ratchets() -> SenderRatchetConfiguration {
    SenderRatchetConfiguration::new(OUT_OF_ORDER_RECORDS, SKIPPED_RECORDS)
}

/// Handshakes are encrypted, past epochs are forgotten, padding is ours, trees travel beside Welcomes.
pub(crate) fn join_config() -> MlsGroupJoinConfig {
    MlsGroupJoinConfig::builder()
        .wire_format_policy(PURE_CIPHERTEXT_WIRE_FORMAT_POLICY)
        .padding_size(0)
        .max_past_epochs(0)
        .number_of_resumption_psks(0)
        .use_ratchet_tree_extension(false)
        .sender_ratchet_configuration(ratchets())
        .build()
}

pub(crate) fn capabilities() -> Capabilities {
    Capabilities::new(
        Some(&[ProtocolVersion::Mls10]),
        Some(&[SUITE]),
        Some(&[ExtensionType::Unknown(EXTENSION_TYPE), ExtensionType::LastResort]),
        Some(&[]),
        Some(&[CredentialType::Other(CREDENTIAL_TYPE)]),
    )
}

/// Why a group context is not that of a room.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContextError {
    #[error("the group context has other extensions than a room's")]
    Extensions,
    #[error("the room's state is not valid: {0}")]
    State(#[from] RoomStateError),
}

pub(crate) fn required_capabilities() -> RequiredCapabilitiesExtension {
    RequiredCapabilitiesExtension::new(
        &[ExtensionType::Unknown(EXTENSION_TYPE)],
        &[],
        &[CredentialType::Other(CREDENTIAL_TYPE)],
    )
}

/// What every room's group context has, and nothing else: the required capabilities, then the state.
pub(crate) fn context_extensions(
    state: &RoomState,
) -> Result<Result<Extensions<GroupContext>, InvalidExtensionError>, RoomStateError> {
    Ok(Extensions::from_vec(vec![
        Extension::RequiredCapabilities(required_capabilities()),
        Extension::Unknown(EXTENSION_TYPE, UnknownExtension(state.encode()?)),
    ]))
}

/// The room's state in a group context that has exactly the extensions of a room.
pub(crate) fn state_in(extensions: &Extensions<GroupContext>) -> Result<RoomState, ContextError> {
    let mut iterator = extensions.iter();
    let (first, second, end) = (iterator.next(), iterator.next(), iterator.next());
    match (first, second, end) {
        (
            Some(Extension::RequiredCapabilities(required)),
            Some(Extension::Unknown(EXTENSION_TYPE, UnknownExtension(bytes))),
            None,
        ) if *required == required_capabilities() => Ok(RoomState::decode(bytes)?),
        _ => Err(ContextError::Extensions),
    }
}
