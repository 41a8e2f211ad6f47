//! Each rule of the policy table, allowed and refused.

use std::collections::{BTreeMap, BTreeSet};

use corridor_sealing::policy::{Person, PolicyViolation, RosterChange, RosterView, check};
use corridor_sealing::room_state::{
    FurtherFields, Group, Huddle, Policy, Role, RoomKind, RoomState,
};
use corridor_wire::id::{AccountId, AccountKey, DeviceId, GroupId};

const PEOPLE: [(&str, Role); 6] = [
    ("owner", Role::Owner),
    ("deputy", Role::Owner),
    ("admin", Role::Admin),
    ("other-admin", Role::Admin),
    ("member", Role::Member),
    ("guest", Role::Guest),
];

fn account(name: &str) -> AccountId {
    AccountId::parse(&format!("{name}@relay.example")).unwrap()
}

/// Keys and devices that are the account's alone.
fn key(name: &str) -> AccountKey {
    AccountKey::from_bytes(*blake3::hash(name.as_bytes()).as_bytes())
}

fn device(name: &str, number: u8) -> DeviceId {
    let mut bytes = [number; 16];
    bytes[..8].copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..8]);
    DeviceId::from_bytes(bytes)
}

fn state() -> RoomState {
    let mut state = RoomState::room("Title", &account("owner")).unwrap();
    for (name, role) in PEOPLE {
        state.set_role(&account(name), role);
    }
    state
}

/// What a commit does beside changing the state.
#[derive(Default)]
struct Change {
    add: Vec<(&'static str, u8)>,
    remove: Vec<(&'static str, u8)>,
}

fn add(name: &'static str) -> Change {
    Change { add: vec![(name, 0)], ..Change::default() }
}

fn remove(name: &'static str) -> Change {
    Change { remove: vec![(name, 0)], ..Change::default() }
}

fn people(names: &[&str]) -> BTreeMap<AccountId, Person> {
    let person = |name: &&str| {
        let devices = BTreeSet::from([device(name, 0)]);
        (account(name), Person { key: key(name), devices })
    };
    names.iter().map(person).collect()
}

fn judge_in(
    before: &RoomState,
    names: &[&str],
    by: &str,
    change: &Change,
    edit: impl FnOnce(&mut RoomState),
) -> Result<(), PolicyViolation> {
    let view = RosterView { people: people(names), state: before };
    let mut after = before.clone();
    edit(&mut after);
    let change = RosterChange {
        added: change
            .add
            .iter()
            .map(|(name, number)| (account(name), key(name), device(name, *number)))
            .collect(),
        removed: change.remove.iter().map(|(name, number)| device(name, *number)).collect(),
    };
    check(&view, &account(by), &change, &after)
}

fn judge(
    by: &str,
    change: &Change,
    edit: impl FnOnce(&mut RoomState),
) -> Result<(), PolicyViolation> {
    judge_in(&state(), &PEOPLE.map(|(name, _)| name), by, change, edit)
}

fn unchanged(_: &mut RoomState) {}

#[test]
fn people_are_added_by_those_whose_role_allows_it() {
    for (by, allowed) in [("owner", true), ("admin", true), ("member", false), ("guest", false)] {
        let expected = if allowed { Ok(()) } else { Err(PolicyViolation::MayNotAdd) };
        assert_eq!(judge(by, &add("new"), unchanged), expected, "{by}");
    }
    let mut open = state();
    open.policy = Policy { add: Role::Guest, remove: Role::Guest, rename: Role::Guest };
    let names = PEOPLE.map(|(name, _)| name);
    assert_eq!(judge_in(&open, &names, "member", &add("new"), unchanged), Ok(()));
    let guests = judge_in(&open, &names, "guest", &add("new"), unchanged);
    assert_eq!(guests, Err(PolicyViolation::MayNotAdd));
    let stranger = judge("stranger", &add("new"), unchanged);
    assert_eq!(stranger, Err(PolicyViolation::NotInRoom));
}

#[test]
fn people_are_removed_by_those_above_them() {
    let forget = |name: &'static str| move |state: &mut RoomState| state.forget(&account(name));
    for (by, whom, expected) in [
        ("owner", "deputy", Ok(())),
        ("owner", "admin", Ok(())),
        ("admin", "member", Ok(())),
        ("admin", "guest", Ok(())),
        ("admin", "other-admin", Err(PolicyViolation::Outranked)),
        ("admin", "owner", Err(PolicyViolation::Outranked)),
        ("member", "guest", Err(PolicyViolation::MayNotRemove)),
        ("guest", "member", Err(PolicyViolation::MayNotRemove)),
    ] {
        assert_eq!(judge(by, &remove(whom), forget(whom)), expected, "{by} removes {whom}");
    }
    let left_in_roles = judge("owner", &remove("admin"), unchanged);
    assert_eq!(left_in_roles, Err(PolicyViolation::StrangerListed));
}

#[test]
fn who_is_leaving_is_removed_by_anybody() {
    let mut before = state();
    before.leaving.insert(account("admin"));
    let names = PEOPLE.map(|(name, _)| name);
    let forget = |state: &mut RoomState| state.forget(&account("admin"));
    assert_eq!(judge_in(&before, &names, "guest", &remove("admin"), forget), Ok(()));
    let kept = judge_in(&before, &names, "guest", &remove("admin"), |state| {
        state.roles.remove(&account("admin"));
    });
    assert_eq!(kept, Err(PolicyViolation::StrangerListed));
}

#[test]
fn one_says_of_oneself_that_one_leaves() {
    let leave = |name: &'static str| {
        move |state: &mut RoomState| {
            state.leaving.insert(account(name));
        }
    };
    assert_eq!(judge("guest", &Change::default(), leave("guest")), Ok(()));
    let other = judge("owner", &Change::default(), leave("guest"));
    assert_eq!(other, Err(PolicyViolation::SpeaksForAnother));
    let stranger = judge("owner", &Change::default(), leave("stranger"));
    assert_eq!(stranger, Err(PolicyViolation::StrangerListed));

    let mut before = state();
    before.leaving.insert(account("guest"));
    let names = PEOPLE.map(|(name, _)| name);
    let stay = |state: &mut RoomState| {
        state.leaving.clear();
    };
    assert_eq!(judge_in(&before, &names, "guest", &Change::default(), stay), Ok(()));
    let other = judge_in(&before, &names, "owner", &Change::default(), stay);
    assert_eq!(other, Err(PolicyViolation::SpeaksForAnother));
}

#[test]
fn a_room_keeps_an_owner_who_stays() {
    let mut alone = RoomState::room("Title", &account("owner")).unwrap();
    let leave = |state: &mut RoomState| {
        state.leaving.insert(account("owner"));
    };
    let nothing = Change::default();
    assert_eq!(judge_in(&alone, &["owner"], "owner", &nothing, leave), Ok(()));
    let left = judge_in(&alone, &["owner", "member"], "owner", &nothing, leave);
    assert_eq!(left, Err(PolicyViolation::LastOwner));
    let demoted = judge_in(&alone, &["owner", "member"], "owner", &nothing, |state| {
        state.set_role(&account("owner"), Role::Member);
    });
    assert_eq!(demoted, Err(PolicyViolation::LastOwner));
    alone.set_role(&account("member"), Role::Owner);
    assert_eq!(judge_in(&alone, &["owner", "member"], "owner", &nothing, leave), Ok(()));
}

#[test]
fn titles_change_by_role() {
    let rename = |state: &mut RoomState| state.title = "Other".to_owned();
    for (by, allowed) in [("owner", true), ("admin", true), ("member", false), ("guest", false)] {
        let expected = if allowed { Ok(()) } else { Err(PolicyViolation::MayNotRename) };
        assert_eq!(judge(by, &Change::default(), rename), expected, "{by}");
    }
}

#[test]
fn roles_are_given_by_owners_and_small_ones_by_admins() {
    for (by, whom, role, allowed) in [
        ("owner", "guest", Role::Owner, true),
        ("owner", "deputy", Role::Guest, true),
        ("admin", "guest", Role::Member, true),
        ("admin", "member", Role::Guest, true),
        ("admin", "member", Role::Admin, false),
        ("admin", "other-admin", Role::Member, false),
        ("admin", "admin", Role::Owner, false),
        ("member", "guest", Role::Member, false),
        ("guest", "guest", Role::Member, false),
    ] {
        let expected = if allowed { Ok(()) } else { Err(PolicyViolation::MayNotChangeRole) };
        let edit = |state: &mut RoomState| state.set_role(&account(whom), role);
        assert_eq!(judge(by, &Change::default(), edit), expected, "{by} makes {whom} {role:?}");
    }
    // Whoever comes in comes in as a member unless the committer may give another role.
    let as_guest = |state: &mut RoomState| state.set_role(&account("new"), Role::Guest);
    assert_eq!(judge("admin", &add("new"), as_guest), Ok(()));
    let as_admin = |state: &mut RoomState| state.set_role(&account("new"), Role::Admin);
    assert_eq!(judge("admin", &add("new"), as_admin), Err(PolicyViolation::MayNotChangeRole));
    assert_eq!(judge("owner", &add("new"), as_admin), Ok(()));
    let stranger = judge("owner", &Change::default(), as_admin);
    assert_eq!(stranger, Err(PolicyViolation::StrangerListed));
}

#[test]
fn policy_expiry_and_what_came_later_are_the_owners() {
    for edit in [
        &(|state: &mut RoomState| state.expiry_seconds = Some(3600)) as &dyn Fn(&mut RoomState),
        // Out of bounds it is no reason to part: an older device takes it.
        &|state: &mut RoomState| state.expiry_seconds = Some(1),
        &|state: &mut RoomState| state.policy.add = Role::Member,
        &|state: &mut RoomState| state.set_description("Fisheries").unwrap(),
        &|state: &mut RoomState| state.set_post(Role::Admin),
        &|state: &mut RoomState| state.set_post(Role::Owner),
    ] {
        assert_eq!(judge("owner", &Change::default(), edit), Ok(()));
        for by in ["admin", "member", "guest"] {
            let refused = judge(by, &Change::default(), edit);
            assert_eq!(refused, Err(PolicyViolation::OwnersOnly), "{by}");
        }
    }
    // Nor does anybody else take back what an owner has set, whatever they commit beside it.
    let mut before = state();
    before.set_description("Fisheries").unwrap();
    before.set_post(Role::Admin);
    before.expiry_seconds = Some(3600);
    let names = PEOPLE.map(|(name, _)| name);
    for edit in [
        &(|state: &mut RoomState| state.expiry_seconds = None) as &dyn Fn(&mut RoomState),
        &|state: &mut RoomState| state.set_description("").unwrap(),
        &|state: &mut RoomState| state.set_post(Role::Guest),
        // A device that kept no fields but those that it knows.
        &|state: &mut RoomState| state.further = FurtherFields::default(),
    ] {
        let with_title = |state: &mut RoomState| {
            edit(state);
            state.title = "Other".to_owned();
        };
        let refused = judge_in(&before, &names, "admin", &Change::default(), with_title);
        assert_eq!(refused, Err(PolicyViolation::OwnersOnly));
    }
    let kind = judge("owner", &Change::default(), |state| state.kind = RoomKind::Direct);
    assert_eq!(kind, Err(PolicyViolation::KindChanged));
}

#[test]
fn devices_of_people_in_the_room_come_and_go_by_anybody() {
    let second = Change { add: vec![("owner", 1)], ..Change::default() };
    assert_eq!(judge("guest", &second, unchanged), Ok(()));
    let swapped = Change { add: vec![("owner", 0)], remove: vec![("owner", 0)] };
    assert_eq!(judge("guest", &swapped, unchanged), Ok(()));
    let twice = Change { add: vec![("owner", 0)], ..Change::default() };
    assert_eq!(judge("owner", &twice, unchanged), Err(PolicyViolation::DeviceTwice));
    let unknown = Change { remove: vec![("owner", 9)], ..Change::default() };
    assert_eq!(judge("owner", &unknown, unchanged), Err(PolicyViolation::UnknownDevice));
    // The last device of a person is the person.
    assert_eq!(judge("member", &remove("guest"), unchanged), Err(PolicyViolation::MayNotRemove));
}

#[test]
fn an_account_has_one_key_in_a_room() {
    let state = state();
    let view = RosterView { people: people(&["owner", "member"]), state: &state };
    let foreign = (account("member"), key("somebody else"), device("member", 1));
    let replaced =
        RosterChange { added: vec![foreign.clone()], removed: vec![device("member", 0)] };
    let added = RosterChange { added: vec![foreign], removed: Vec::new() };
    for change in [added, replaced] {
        let result = check(&view, &account("owner"), &change, &state);
        assert_eq!(result, Err(PolicyViolation::AccountKeyDiffers));
    }
}

#[test]
fn a_direct_room_is_fixed() {
    let before = RoomState::direct(&account("owner"), &account("member"));
    let pair = ["owner", "member"];
    let judge = |names: &[&str], change: Change, edit: &dyn Fn(&mut RoomState)| {
        judge_in(&before, names, "owner", &change, edit)
    };
    let nothing = Change::default;
    assert_eq!(judge(&["owner"], add("member"), &unchanged), Ok(()));
    assert_eq!(judge(&["owner"], add("admin"), &unchanged), Err(PolicyViolation::DirectStranger));
    assert_eq!(judge(&pair, add("admin"), &unchanged), Err(PolicyViolation::DirectStranger));
    let forget = |state: &mut RoomState| state.forget(&account("member"));
    assert_eq!(judge(&pair, remove("member"), &forget), Err(PolicyViolation::MayNotRemove));
    for edit in [
        &(|state: &mut RoomState| state.title = "Other".to_owned()) as &dyn Fn(&mut RoomState),
        &|state: &mut RoomState| state.policy.add = Role::Member,
        &|state: &mut RoomState| state.set_role(&account("member"), Role::Admin),
        &|state: &mut RoomState| state.set_description("Ours").unwrap(),
        &|state: &mut RoomState| state.set_post(Role::Owner),
    ] {
        assert_eq!(judge(&pair, nothing(), edit), Err(PolicyViolation::DirectFixed));
    }
    let expiry = |state: &mut RoomState| state.expiry_seconds = Some(60);
    assert_eq!(judge(&pair, nothing(), &expiry), Ok(()));

    // One leaves; the other stays alone, for ever.
    let mut leaving = before.clone();
    leaving.leaving.insert(account("member"));
    assert_eq!(judge_in(&leaving, &pair, "owner", &remove("member"), forget), Ok(()));
    let mut alone = leaving;
    alone.forget(&account("member"));
    let back = judge_in(&alone, &["owner"], "owner", &add("member"), unchanged);
    assert_eq!(back, Err(PolicyViolation::DirectStranger));
}

#[test]
fn picture_and_group_are_as_the_title_is() {
    let png = || Some(&b"\x89PNG\r\n\x1a\n"[..]);
    let group = Group::new(GroupId::from_bytes([1; 16]), "Blue".to_owned()).unwrap();
    for (by, allowed) in [("owner", true), ("admin", true), ("member", false), ("guest", false)] {
        let expected = if allowed { Ok(()) } else { Err(PolicyViolation::MayNotRename) };
        let pictured = |state: &mut RoomState| state.set_picture(png()).unwrap();
        assert_eq!(judge(by, &Change::default(), pictured), expected, "{by}");
        let grouped = |state: &mut RoomState| state.set_group(Some(&group));
        assert_eq!(judge(by, &Change::default(), grouped), expected, "{by}");
        // And taking them away.
        let mut before = state();
        pictured(&mut before);
        grouped(&mut before);
        let names = PEOPLE.map(|(name, _)| name);
        let bare = |state: &mut RoomState| {
            state.set_picture(None).unwrap();
            state.set_group(None);
        };
        assert_eq!(judge_in(&before, &names, by, &Change::default(), bare), expected, "{by}");
    }
    // With one that is the owners' it stays the owners'.
    let both = |state: &mut RoomState| {
        state.set_picture(png()).unwrap();
        state.set_description("mine").unwrap();
    };
    assert_eq!(judge("admin", &Change::default(), both), Err(PolicyViolation::OwnersOnly));
    assert_eq!(judge("owner", &Change::default(), both), Ok(()));
}

fn huddle_of(ends_at: u64, keepers: &[&str]) -> Huddle {
    Huddle { ends_at, keepers: keepers.iter().map(|name| account(name)).collect() }
}

/// Judges a commit that leaves this huddle, or none, of one that ends at 1,000 and that `keepers` would keep.
fn judge_huddle(
    by: &str,
    keepers: &[&str],
    change: &Change,
    after: Option<&Huddle>,
) -> Result<(), PolicyViolation> {
    let mut before = state();
    before.set_huddle(Some(&huddle_of(1_000, keepers)));
    let names = PEOPLE.map(|(name, _)| name);
    judge_in(&before, &names, by, change, |state| {
        for (name, _) in &change.remove {
            state.forget(&account(name));
        }
        state.set_huddle(after);
    })
}

#[test]
fn a_huddle_comes_to_its_end_earlier_by_an_admin_and_never_later() {
    let nothing = Change::default();
    for (by, allowed) in [("owner", true), ("admin", true), ("member", false), ("guest", false)] {
        for ends_at in [0, 999] {
            let expected = if allowed { Ok(()) } else { Err(PolicyViolation::HuddleEnd) };
            let nearer = huddle_of(ends_at, &["guest"]);
            assert_eq!(judge_huddle(by, &["guest"], &nothing, Some(&nearer)), expected, "{by}");
        }
        let later = judge_huddle(by, &[], &nothing, Some(&huddle_of(1_001, &[])));
        assert_eq!(later, Err(PolicyViolation::HuddleEnd), "{by}");
    }
}

#[test]
fn one_says_of_oneself_whether_one_would_keep_a_huddle() {
    let nothing = Change::default();
    let kept = |names: &[&str]| huddle_of(1_000, names);
    for by in ["owner", "member", "guest"] {
        assert_eq!(judge_huddle(by, &["admin"], &nothing, Some(&kept(&["admin", by]))), Ok(()));
        assert_eq!(judge_huddle(by, &["admin", by], &nothing, Some(&kept(&["admin"]))), Ok(()));
        let other = judge_huddle(by, &[], &nothing, Some(&kept(&["deputy"])));
        assert_eq!(other, Err(PolicyViolation::SpeaksForAnother), "{by}");
        let other = judge_huddle(by, &["deputy"], &nothing, Some(&kept(&[])));
        assert_eq!(other, Err(PolicyViolation::SpeaksForAnother), "{by}");
    }
    let stranger = judge_huddle("owner", &[], &nothing, Some(&kept(&["stranger"])));
    assert_eq!(stranger, Err(PolicyViolation::StrangerListed));
    // Who goes is listed no more; whoever takes them out says nothing for them.
    let gone =
        judge_huddle("owner", &["guest", "admin"], &remove("guest"), Some(&kept(&["admin"])));
    assert_eq!(gone, Ok(()));
    let listed = judge_huddle("owner", &["guest"], &remove("guest"), Some(&kept(&["guest"])));
    assert_eq!(listed, Err(PolicyViolation::StrangerListed));
    let mut state = state();
    state.set_huddle(Some(&kept(&["guest", "admin"])));
    state.forget(&account("guest"));
    assert_eq!(state.huddle(), Some(kept(&["admin"])));
}

#[test]
fn a_huddle_is_made_a_room_by_all_who_stay_and_no_room_is_made_a_huddle() {
    let nothing = Change::default();
    let all = PEOPLE.map(|(name, _)| name);
    // The last one's word and the change are one commit.
    assert_eq!(judge_huddle("guest", &all, &nothing, None), Ok(()));
    assert_eq!(judge_huddle("guest", &all[..5], &nothing, None), Ok(()));
    for by in ["owner", "deputy", "guest"] {
        let early = judge_huddle(by, &all[..4], &nothing, None);
        assert_eq!(early, Err(PolicyViolation::HuddleFixed), "{by}");
    }
    // Without whom would not, it is all who stay.
    assert_eq!(judge_huddle("owner", &all[..5], &remove("guest"), None), Ok(()));
    let with_another = judge_huddle("owner", &all, &add("new"), None);
    assert_eq!(with_another, Err(PolicyViolation::HuddleFixed));
    let mut leaving = state();
    leaving.set_huddle(Some(&huddle_of(1_000, &all[..5])));
    leaving.leaving.insert(account("guest"));
    let without = |state: &mut RoomState| state.set_huddle(None);
    assert_eq!(judge_in(&leaving, &all, "owner", &nothing, without), Ok(()));
    // Nor does an owner make one of a room, or of a value that nobody can read.
    for by in ["owner", "admin"] {
        let made = |state: &mut RoomState| state.set_huddle(Some(&huddle_of(1_000, &[])));
        assert_eq!(judge(by, &nothing, made), Err(PolicyViolation::HuddleFixed), "{by}");
    }
    let mut unread = state();
    unread.set_huddle(Some(&huddle_of(u64::MAX, &[])));
    assert_eq!(unread.huddle(), None);
    assert_eq!(
        judge_in(&unread, &all, "owner", &nothing, without),
        Err(PolicyViolation::HuddleFixed)
    );
}
