//! A leaf of the tree and the certificate that is its credential.

use corridor_wire::certificate::{CertificateError, DeviceCertificate};
use corridor_wire::id::DeviceId;
use openmls::prelude::{
    Credential, CredentialType, CredentialWithKey, LeafNode, LeafNodeIndex, MlsGroup,
};

use super::RosterDevice;
use super::group::CREDENTIAL_TYPE;
use crate::identity::DeviceIdentity;

/// A certificate: an account name of at most 286 bytes, two keys, a signature, dates.
const CERTIFICATE_BYTES: usize = 1024;

/// Why a leaf is not that of a device.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    #[error("the credential is of another type than a device's certificate")]
    CredentialType,
    #[error("the credential is not a certificate: {0}")]
    Malformed(#[from] corridor_wire::DecodeError),
    #[error("the certificate is not valid: {0}")]
    Certificate(#[from] CertificateError),
    #[error("the leaf's signature key is not the certified device's")]
    SignatureKey,
}

pub(crate) fn credential(identity: &DeviceIdentity) -> CredentialWithKey {
    let bytes = corridor_wire::encode(&identity.certificate);
    CredentialWithKey {
        credential: Credential::new(CredentialType::Other(CREDENTIAL_TYPE), bytes),
        signature_key: identity.secret.key().as_bytes().as_slice().into(),
    }
}

/// The certificate of a credential, not verified.
pub(crate) fn certificate_in(credential: &Credential) -> Result<DeviceCertificate, LeafError> {
    if credential.credential_type() != CredentialType::Other(CREDENTIAL_TYPE) {
        return Err(LeafError::CredentialType);
    }
    Ok(corridor_wire::decode(credential.serialized_content(), CERTIFICATE_BYTES)?)
}

/// Verifies the certificate of a leaf and that the leaf signs with the certified key. Its dates are
/// for whoever adds the leaf to check: later, all members must come to the same judgement.
pub(crate) fn check_leaf(
    credential: &Credential,
    signature_key: &[u8],
) -> Result<DeviceCertificate, LeafError> {
    let certificate = certificate_in(credential)?;
    if certificate.body.device_key.as_bytes() != signature_key {
        return Err(LeafError::SignatureKey);
    }
    certificate.verify()?;
    Ok(certificate)
}

pub(crate) fn check_leaf_node(leaf: &LeafNode) -> Result<DeviceCertificate, LeafError> {
    check_leaf(leaf.credential(), leaf.signature_key().as_slice())
}

/// The devices in the room, by leaf. Certificates were verified when the leaves came in, so a leaf
/// that does not decode cannot be here.
pub(crate) fn roster(group: &MlsGroup) -> Vec<RosterDevice> {
    group
        .members()
        .filter_map(|member| {
            let certificate = certificate_in(&member.credential).ok()?;
            let leaf = member.index.u32();
            Some(RosterDevice { device: certificate.device_id(), leaf, certificate })
        })
        .collect()
}

/// The certificate of one leaf.
pub(crate) fn certificate_at(group: &MlsGroup, leaf: LeafNodeIndex) -> Option<DeviceCertificate> {
    certificate_in(group.member(leaf)?).ok()
}

pub(crate) fn leaf_of(roster: &[RosterDevice], device: &DeviceId) -> Option<LeafNodeIndex> {
    roster.iter().find(|entry| entry.device == *device).map(|entry| LeafNodeIndex::new(entry.leaf))
}
