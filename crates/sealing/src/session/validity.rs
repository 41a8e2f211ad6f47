//! Whether a commit is valid: a function of the group before it, the commit, and its entry's header.
//!
//! Every member runs this on the same input, so they all take the same commit as the first valid one
//! of an epoch. It never asks a clock, a relay, or this device's own secrets.

use std::collections::{BTreeMap, BTreeSet};

use corridor_wire::certificate::DeviceCertificate;
use corridor_wire::client_frame::CommitHeader;
use corridor_wire::id::AccountId;
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::token::{Token, TokenHash};
use openmls::prelude::{
    LeafNodeIndex, MlsGroup, OpenMlsCrypto, Proposal, ProposalOrRefType, StagedCommit,
};

use super::leaf::{check_leaf_node, roster};
use super::{AppliedCommit, InvalidReason, RosterDevice, group};
use crate::policy::{self, Person, RosterChange, RosterView};
use crate::room_state::RoomState;

/// What a commit does, in this protocol's words.
pub(super) struct Effect {
    pub(super) committer: DeviceCertificate,
    pub(super) added: Vec<DeviceCertificate>,
    pub(super) removed: Vec<DeviceCertificate>,
    pub(super) has_path: bool,
    pub(super) after: RoomState,
}

impl Effect {
    pub(super) fn change(&self) -> RosterChange {
        let added = |certificate: &DeviceCertificate| {
            let body = &certificate.body;
            (body.account.clone(), body.account_key, certificate.device_id())
        };
        RosterChange {
            added: self.added.iter().map(added).collect(),
            removed: self.removed.iter().map(DeviceCertificate::device_id).collect(),
        }
    }

    pub(super) fn applied(self, before: RoomState) -> AppliedCommit {
        AppliedCommit {
            committer: self.committer.device_id(),
            account: self.committer.body.account,
            added: self.added,
            removed: self.removed,
            has_path: self.has_path,
            before,
            after: self.after,
        }
    }
}

/// People by account. All devices of an account have one account key; it was checked as they came.
pub(super) fn people(roster: &[RosterDevice]) -> BTreeMap<AccountId, Person> {
    let mut people = BTreeMap::new();
    for entry in roster {
        let body = &entry.certificate.body;
        people
            .entry(body.account.clone())
            .or_insert_with(|| Person { key: body.account_key, devices: BTreeSet::new() })
            .devices
            .insert(entry.device);
    }
    people
}

/// Reads a staged commit, refusing every shape that this protocol does not use.
pub(super) fn effect_of(
    mls: &MlsGroup,
    staged: &StagedCommit,
    committer: LeafNodeIndex,
) -> Result<Effect, InvalidReason> {
    let roster = roster(mls);
    let at = |leaf: LeafNodeIndex| {
        roster.iter().find(|entry| entry.leaf == leaf.u32()).map(|entry| entry.certificate.clone())
    };
    let before = at(committer).ok_or(InvalidReason::CommitterChanged)?;
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for queued in staged.queued_proposals() {
        if !matches!(queued.proposal_or_ref_type(), ProposalOrRefType::Proposal) {
            return Err(InvalidReason::ForbiddenProposal);
        }
        match queued.proposal() {
            Proposal::Add(add) => {
                let package = add.key_package();
                if *package.life_time() != group::lifetime() {
                    return Err(InvalidReason::LeafLifetime);
                }
                added.push(check_leaf_node(package.leaf_node())?);
            }
            Proposal::Remove(remove) => {
                removed.push(at(remove.removed()).ok_or(InvalidReason::ForbiddenProposal)?);
            }
            // The outcome is checked below, in the context that the commit leads to.
            Proposal::GroupContextExtensions(_) => {}
            _ => return Err(InvalidReason::ForbiddenProposal),
        }
    }
    if let Some(leaf) = staged.update_path_leaf_node() {
        check_committer(&before, &check_leaf_node(leaf)?)?;
    }
    let after = group::state_in(staged.group_context().extensions())?;
    let has_path = staged.update_path_leaf_node().is_some();
    Ok(Effect { committer: before, added, removed, has_path, after })
}

/// A committer may renew its certificate's dates and nothing else.
fn check_committer(
    before: &DeviceCertificate,
    after: &DeviceCertificate,
) -> Result<(), InvalidReason> {
    let (before, after) = (&before.body, &after.body);
    let same = before.account == after.account
        && before.account_key == after.account_key
        && before.device_key == after.device_key;
    if same { Ok(()) } else { Err(InvalidReason::CommitterChanged) }
}

/// The hash of the token of the epoch that `staged` leads to; `None` for whom it removes.
pub(super) fn next_token_hash(
    crypto: &impl OpenMlsCrypto,
    staged: &StagedCommit,
) -> Option<TokenHash> {
    let secret = staged.export_secret(crypto, group::TOKEN_LABEL, &[], Token::LENGTH).ok()?;
    Some(Token::from_slice(&secret)?.hash())
}

/// Judges a commit that MLS found valid.
pub(super) fn judge(
    mls: &MlsGroup,
    state: &RoomState,
    crypto: &impl OpenMlsCrypto,
    staged: &StagedCommit,
    committer: LeafNodeIndex,
    header: &CommitHeader,
) -> Result<Effect, InvalidReason> {
    let effect = effect_of(mls, staged, committer)?;
    let view = RosterView { people: people(&roster(mls)), state };
    policy::check(&view, &effect.committer.body.account, &effect.change(), &effect.after)?;
    let is_wrong = header.revokes == effect.removed.is_empty();
    if is_wrong && !is_planted(Bug::RemovalDoesNotRevoke) {
        return Err(InvalidReason::Revokes);
    }
    // Whom a commit removes cannot follow its secrets, nor check what is derived from them.
    if !staged.self_removed() && next_token_hash(crypto, staged) != Some(header.next_token_hash) {
        return Err(InvalidReason::NextToken);
    }
    Ok(effect)
}
