//! Whatever differs between two logs shows in their chains.

use corridor_wire::bytes::BoundedBytes;
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::CommitHeader;
use corridor_wire::id::{LogId, OpId};
use corridor_wire::relay_frame::Entry;
use corridor_wire::token::TokenHash;

use crate::samples;

#[test]
fn every_field_of_an_entry_changes_the_chain() {
    let plain = samples::entry(None);
    let commit = samples::entry(Some(samples::COMMIT));
    let quiet_commit = CommitHeader { revokes: false, ..samples::COMMIT };
    let other_token =
        CommitHeader { next_token_hash: TokenHash::from_bytes([0; 32]), ..samples::COMMIT };
    let entries = [
        plain.clone(),
        Entry { seq: 1, ..plain.clone() },
        Entry { version: 1, ..plain.clone() },
        Entry { op_id: OpId::from_bytes([0; 16]), ..plain.clone() },
        Entry { record: BoundedBytes::default(), ..plain },
        Entry { commit: Some(quiet_commit), ..commit.clone() },
        Entry { commit: Some(other_token), ..commit.clone() },
        commit,
    ];
    let start = ChainHash::empty(&samples::LOG);
    let mut chains: Vec<_> = entries.iter().map(|entry| start.extend(entry)).collect();
    chains.sort();
    chains.dedup();
    assert_eq!(chains.len(), entries.len());
}

#[test]
fn order_and_log_change_the_chain() {
    let (first, second) = (samples::entry(None), samples::entry(Some(samples::COMMIT)));
    let start = ChainHash::empty(&samples::LOG);
    let in_order = start.extend(&first).extend(&second);
    assert_ne!(in_order, start.extend(&second).extend(&first));
    let elsewhere = ChainHash::empty(&LogId::from_bytes([0; 16]));
    assert_ne!(in_order, elsewhere.extend(&first).extend(&second));
}
