//! What openmls stores, as CBOR values in an [`MlsTable`].
//!
//! A key is one byte for the kind of value, then the CBOR of what openmls names it by. Openmls may
//! turn a storage error into another error on its way up, so the first one is kept here and
//! [`TableStorage::failed`] tells it apart from a bad message.

use core::cell::RefCell;

use ciborium::Value;
use openmls_traits::storage::{CURRENT_VERSION, StorageProvider, traits};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use zeroize::Zeroizing;

use super::table::MlsTable;
use super::value::{self, ValueError};

/// The device's own storage failed: nothing was wrong with what came in. The engine rolls back.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StorageError {
    #[error("the table of MLS state could not be used: {0}")]
    Table(String),
    #[error("a stored MLS value cannot be read: {0}")]
    Value(#[from] ValueError),
}

/// The first byte of a key. Numbers are never reused.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Kind {
    JoinConfig = 1,
    OwnLeafNodes = 2,
    Proposals = 3,
    Tree = 4,
    InterimTranscriptHash = 5,
    Context = 6,
    ConfirmationTag = 7,
    GroupState = 8,
    MessageSecrets = 9,
    ResumptionPskStore = 10,
    OwnLeafIndex = 11,
    GroupEpochSecrets = 12,
    SignatureKeyPair = 13,
    EncryptionKeyPair = 14,
    EpochKeyPairs = 15,
    KeyPackage = 16,
    Psk = 17,
}

/// openmls storage over the table of the running transaction.
pub struct TableStorage<'t, T: MlsTable> {
    table: &'t T,
    failed: RefCell<Option<StorageError>>,
    /// Key packages that a Welcome is about to use up, while it is not known to be good.
    held: RefCell<Option<Vec<Vec<u8>>>>,
}

impl<'t, T: MlsTable> TableStorage<'t, T> {
    pub(super) fn new(table: &'t T) -> Self {
        Self { table, failed: RefCell::new(None), held: RefCell::new(None) }
    }

    /// The first error since the provider was made, if there was one.
    pub fn failed(&self) -> Option<StorageError> {
        self.failed.borrow().clone()
    }

    fn note(&self, error: StorageError) -> StorageError {
        self.failed.borrow_mut().get_or_insert_with(|| error.clone());
        error
    }

    fn table_error(&self, error: &T::Error) -> StorageError {
        self.note(StorageError::Table(error.to_string()))
    }

    fn key(&self, kind: Kind, name: &impl Serialize) -> Result<Vec<u8>, StorageError> {
        let mut key = vec![kind as u8];
        key.extend(value::encode(name).map_err(|error| self.note(error.into()))?);
        Ok(key)
    }

    fn put(
        &self,
        kind: Kind,
        name: &impl Serialize,
        entity: &impl Serialize,
    ) -> Result<(), StorageError> {
        let bytes = value::encode(entity).map_err(|error| self.note(error.into()))?;
        let bytes = Zeroizing::new(bytes);
        let key = self.key(kind, name)?;
        self.table.write(&key, &bytes).map_err(|error| self.table_error(&error))
    }

    fn get<E: DeserializeOwned>(
        &self,
        kind: Kind,
        name: &impl Serialize,
    ) -> Result<Option<E>, StorageError> {
        let key = self.key(kind, name)?;
        let bytes = self.table.read(&key).map_err(|error| self.table_error(&error))?;
        bytes
            .map(|bytes| {
                value::decode(&Zeroizing::new(bytes)).map_err(|error| self.note(error.into()))
            })
            .transpose()
    }

    /// Adds to a list. Lists here are empty in practice: own leaves appear with update proposals and
    /// queued proposals with proposals by reference, and this protocol uses neither.
    fn push(
        &self,
        kind: Kind,
        name: &impl Serialize,
        item: &impl Serialize,
    ) -> Result<(), StorageError> {
        let item = value::to_value(item).map_err(|error| self.note(error.into()))?;
        let mut list: Vec<Value> = self.get(kind, name)?.unwrap_or_default();
        list.push(item);
        self.put(kind, name, &list)
    }

    /// From now on key packages are marked to be deleted, and deleted by
    /// [`TableStorage::use_up_key_packages`]: openmls deletes the one that a Welcome names before it
    /// has looked at the rest of the Welcome.
    pub(crate) fn hold_key_packages(&self) {
        self.held.borrow_mut().get_or_insert_default();
    }

    /// Deletes what was held.
    pub(crate) fn use_up_key_packages(&self) -> Result<(), StorageError> {
        let held = self.held.take().unwrap_or_default();
        let delete = |key: &Vec<u8>| self.table.delete(key);
        held.iter().try_for_each(delete).map_err(|error| self.table_error(&error))
    }

    fn remove(&self, kind: Kind, name: &impl Serialize) -> Result<(), StorageError> {
        let key = self.key(kind, name)?;
        if let (Kind::KeyPackage, Some(held)) = (kind, self.held.borrow_mut().as_mut()) {
            held.push(key);
            return Ok(());
        }
        self.table.delete(&key).map_err(|error| self.table_error(&error))
    }
}

/// Writes the setters, getters and deleters of values that are named by the group alone.
macro_rules! group_values {
    ($($kind:ident: $set:ident($entity:ident), $get:ident, $delete:ident;)*) => {
        $(
            fn $set<G: traits::GroupId<CURRENT_VERSION>, E: traits::$entity<CURRENT_VERSION>>(
                &self,
                group: &G,
                entity: &E,
            ) -> Result<(), StorageError> {
                self.put(Kind::$kind, group, entity)
            }

            fn $get<G: traits::GroupId<CURRENT_VERSION>, E: traits::$entity<CURRENT_VERSION>>(
                &self,
                group: &G,
            ) -> Result<Option<E>, StorageError> {
                self.get(Kind::$kind, group)
            }

            fn $delete<G: traits::GroupId<CURRENT_VERSION>>(
                &self,
                group: &G,
            ) -> Result<(), StorageError> {
                self.remove(Kind::$kind, group)
            }
        )*
    };
}

/// The same for objects that are named by a key or a hash of their own.
macro_rules! own_values {
    ($($kind:ident: $set:ident, $delete:ident, $name:ident => $entity:ident;)*) => {
        $(
            fn $set<N: traits::$name<CURRENT_VERSION>, E: traits::$entity<CURRENT_VERSION>>(
                &self,
                name: &N,
                entity: &E,
            ) -> Result<(), StorageError> {
                self.put(Kind::$kind, name, entity)
            }

            fn $delete<N: traits::$name<CURRENT_VERSION>>(
                &self,
                name: &N,
            ) -> Result<(), StorageError> {
                self.remove(Kind::$kind, name)
            }
        )*
    };
}

/// The version of the storage trait, short because it is in every line below.
const V: u16 = CURRENT_VERSION;

#[rustfmt::skip] // One line a kind of value reads as the table it is.
impl<T: MlsTable> StorageProvider<CURRENT_VERSION> for TableStorage<'_, T> {
    type Error = StorageError;

    group_values! {
        JoinConfig: write_mls_join_config(MlsGroupJoinConfig), mls_group_join_config, delete_group_config;
        Tree: write_tree(TreeSync), tree, delete_tree;
        InterimTranscriptHash: write_interim_transcript_hash(InterimTranscriptHash), interim_transcript_hash, delete_interim_transcript_hash;
        Context: write_context(GroupContext), group_context, delete_context;
        ConfirmationTag: write_confirmation_tag(ConfirmationTag), confirmation_tag, delete_confirmation_tag;
        MessageSecrets: write_message_secrets(MessageSecrets), message_secrets, delete_message_secrets;
        ResumptionPskStore: write_resumption_psk_store(ResumptionPskStore), resumption_psk_store, delete_all_resumption_psk_secrets;
        OwnLeafIndex: write_own_leaf_index(LeafNodeIndex), own_leaf_index, delete_own_leaf_index;
        GroupEpochSecrets: write_group_epoch_secrets(GroupEpochSecrets), group_epoch_secrets, delete_group_epoch_secrets;
    }

    own_values! {
        SignatureKeyPair: write_signature_key_pair, delete_signature_key_pair, SignaturePublicKey => SignatureKeyPair;
        EncryptionKeyPair: write_encryption_key_pair, delete_encryption_key_pair, EncryptionKey => HpkeKeyPair;
        KeyPackage: write_key_package, delete_key_package, HashReference => KeyPackage;
        Psk: write_psk, delete_psk, PskId => PskBundle;
    }

    fn signature_key_pair<N: traits::SignaturePublicKey<V>, E: traits::SignatureKeyPair<V>>(&self, name: &N) -> Result<Option<E>, StorageError> {
        self.get(Kind::SignatureKeyPair, name)
    }

    fn encryption_key_pair<E: traits::HpkeKeyPair<V>, N: traits::EncryptionKey<V>>(&self, name: &N) -> Result<Option<E>, StorageError> {
        self.get(Kind::EncryptionKeyPair, name)
    }

    fn key_package<N: traits::HashReference<V>, E: traits::KeyPackage<V>>(&self, name: &N) -> Result<Option<E>, StorageError> {
        self.get(Kind::KeyPackage, name)
    }

    fn psk<E: traits::PskBundle<V>, N: traits::PskId<V>>(&self, name: &N) -> Result<Option<E>, StorageError> {
        self.get(Kind::Psk, name)
    }

    fn write_group_state<E: traits::GroupState<V>, G: traits::GroupId<V>>(&self, group: &G, entity: &E) -> Result<(), StorageError> {
        self.put(Kind::GroupState, group, entity)
    }

    fn group_state<E: traits::GroupState<V>, G: traits::GroupId<V>>(&self, group: &G) -> Result<Option<E>, StorageError> {
        self.get(Kind::GroupState, group)
    }

    fn delete_group_state<G: traits::GroupId<V>>(&self, group: &G) -> Result<(), StorageError> {
        self.remove(Kind::GroupState, group)
    }

    fn append_own_leaf_node<G: traits::GroupId<V>, E: traits::LeafNode<V>>(&self, group: &G, leaf: &E) -> Result<(), StorageError> {
        self.push(Kind::OwnLeafNodes, group, leaf)
    }

    fn own_leaf_nodes<G: traits::GroupId<V>, E: traits::LeafNode<V>>(&self, group: &G) -> Result<Vec<E>, StorageError> {
        Ok(self.get(Kind::OwnLeafNodes, group)?.unwrap_or_default())
    }

    fn delete_own_leaf_nodes<G: traits::GroupId<V>>(&self, group: &G) -> Result<(), StorageError> {
        self.remove(Kind::OwnLeafNodes, group)
    }

    fn queue_proposal<G: traits::GroupId<V>, R: traits::ProposalRef<V>, E: traits::QueuedProposal<V>>(&self, group: &G, reference: &R, proposal: &E) -> Result<(), StorageError> {
        self.push(Kind::Proposals, group, &(reference, proposal))
    }

    fn queued_proposals<G: traits::GroupId<V>, R: traits::ProposalRef<V>, E: traits::QueuedProposal<V>>(&self, group: &G) -> Result<Vec<(R, E)>, StorageError> {
        Ok(self.get(Kind::Proposals, group)?.unwrap_or_default())
    }

    fn queued_proposal_refs<G: traits::GroupId<V>, R: traits::ProposalRef<V>>(&self, group: &G) -> Result<Vec<R>, StorageError> {
        let queued: Vec<(R, IgnoredAny)> = self.get(Kind::Proposals, group)?.unwrap_or_default();
        Ok(queued.into_iter().map(|(reference, _)| reference).collect())
    }

    fn remove_proposal<G: traits::GroupId<V>, R: traits::ProposalRef<V>>(&self, group: &G, reference: &R) -> Result<(), StorageError> {
        let removed = value::to_value(reference).map_err(|error| self.note(error.into()))?;
        let mut queued: Vec<(Value, Value)> = self.get(Kind::Proposals, group)?.unwrap_or_default();
        queued.retain(|(queued_reference, _)| *queued_reference != removed);
        self.put(Kind::Proposals, group, &queued)
    }

    fn clear_proposal_queue<G: traits::GroupId<V>, R: traits::ProposalRef<V>>(&self, group: &G) -> Result<(), StorageError> {
        self.remove(Kind::Proposals, group)
    }

    fn write_encryption_epoch_key_pairs<G: traits::GroupId<V>, P: traits::EpochKey<V>, E: traits::HpkeKeyPair<V>>(&self, group: &G, epoch: &P, leaf: u32, pairs: &[E]) -> Result<(), StorageError> {
        self.put(Kind::EpochKeyPairs, &(group, epoch, leaf), &pairs)
    }

    fn encryption_epoch_key_pairs<G: traits::GroupId<V>, P: traits::EpochKey<V>, E: traits::HpkeKeyPair<V>>(&self, group: &G, epoch: &P, leaf: u32) -> Result<Vec<E>, StorageError> {
        Ok(self.get(Kind::EpochKeyPairs, &(group, epoch, leaf))?.unwrap_or_default())
    }

    fn delete_encryption_epoch_key_pairs<G: traits::GroupId<V>, P: traits::EpochKey<V>>(&self, group: &G, epoch: &P, leaf: u32) -> Result<(), StorageError> {
        self.remove(Kind::EpochKeyPairs, &(group, epoch, leaf))
    }
}
