//! The room's state in the group context, and the policy over two of them: canonical bytes alone are
//! a state, and who may do what never depends on anything but what it is asked about.

use std::collections::{BTreeMap, BTreeSet};

use corridor_sealing::policy::{self, Person, RosterChange, RosterView};
use corridor_sealing::room_state::{ROOM_STATE_BYTES, Role, RoomKind, RoomState};
use corridor_wire::id::{AccountId, AccountKey, DeviceId};

use crate::choices::{Choices, put_chunk};
use crate::vectors;

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    if choices.flag() {
        state(choices.rest());
        return;
    }
    let (Some(before), Some(after)) = (state(choices.chunk()), state(choices.chunk())) else {
        return;
    };
    judge(&before, &after, &mut choices);
}

fn state(bytes: &[u8]) -> Option<RoomState> {
    let state = RoomState::decode(bytes).ok()?;
    assert!(bytes.len() <= ROOM_STATE_BYTES);
    assert_eq!(state.encode().as_deref(), Ok(bytes), "a state has one encoding");
    assert_eq!(state.check(), Ok(()));
    Some(state)
}

/// People with one or two devices each: those whom the state names, and a few more.
fn people(state: &RoomState) -> BTreeMap<AccountId, Person> {
    let more = ["alice", "bob", "carol", "dave"]
        .map(|name| format!("{name}@relay.example").parse::<AccountId>().expect("an account"));
    let named = state.roles.keys().chain(&state.leaving).cloned();
    let accounts: BTreeSet<AccountId> = named.take(16).chain(more).collect();
    let person = |(number, account): (u8, AccountId)| {
        let devices =
            (0..=number % 2).map(|device| DeviceId::from_bytes([number * 2 + device; 16]));
        let person =
            Person { key: AccountKey::from_bytes([number; 32]), devices: devices.collect() };
        (account, person)
    };
    (0..).zip(accounts).map(person).collect()
}

fn judge(before: &RoomState, after: &RoomState, choices: &mut Choices<'_>) {
    let view = RosterView { people: people(before), state: before };
    let accounts: Vec<&AccountId> = view.people.keys().collect();
    let committer = accounts[choices.below(accounts.len())].clone();
    let mut change = RosterChange::default();
    for _ in 0..choices.below(4) {
        let account = accounts[choices.below(accounts.len())].clone();
        let key = AccountKey::from_bytes([choices.byte(); 32]);
        change.added.push((account, key, DeviceId::from_bytes([choices.byte(); 16])));
    }
    for _ in 0..choices.below(4) {
        change.removed.push(DeviceId::from_bytes([choices.byte(); 16]));
    }
    let verdict = policy::check(&view, &committer, &change, after);
    assert_eq!(verdict, policy::check(&view, &committer, &change, after), "all find the same");
    if verdict.is_err() {
        return;
    }
    assert_eq!(before.kind, after.kind, "a room stays of its kind");
    let role = before.role_of(&committer);
    if before.policy != after.policy || before.expiry_seconds != after.expiry_seconds {
        assert_eq!(role, Role::Owner, "only owners change the policy");
    }
    let looks = |state: &RoomState| (state.picture().map(<[u8]>::to_vec), state.group());
    if before.title != after.title || looks(before) != looks(after) {
        assert!(role >= before.policy.rename && role > Role::Guest);
        assert_eq!(before.kind, RoomKind::Room);
    }
    for (account, given) in &after.roles {
        assert!(
            *given <= role || before.role_of(account) == *given,
            "nobody gives more than their own role"
        );
    }
    let told = after.leaving.symmetric_difference(&before.leaving);
    let stays = |account: &&AccountId| {
        let devices = &view.people[*account].devices;
        !devices.iter().all(|device| change.removed.contains(device))
    };
    let told = told.filter(|account| view.people.contains_key(*account)).filter(stays);
    assert!(told.into_iter().all(|account| *account == committer), "nobody speaks for another");
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let states = vectors::named(vectors::ROOM_STATES, "state");
    let pair = |before: &[u8], after: &[u8], rest: &[u8]| {
        let mut bytes = vec![0];
        put_chunk(&mut bytes, before);
        put_chunk(&mut bytes, after);
        [bytes, rest.to_vec()].concat()
    };
    let mut seeds: Vec<_> = states
        .iter()
        .map(|(name, bytes)| (name.clone(), [&[1], bytes.as_slice()].concat()))
        .collect();
    for (number, (_, before)) in states.iter().enumerate() {
        for (_, after) in &states {
            let name = format!("pair_{number}_{}", seeds.len());
            seeds.push((name, pair(before, after, &[0, 1, 3, 1, 4, 1, 2])));
        }
    }
    seeds
}
