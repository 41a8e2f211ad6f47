//! Everything that is encoded decodes to itself, and nothing else decodes to it.

use std::collections::{BTreeMap, BTreeSet};

use corridor_sealing::blob::{BlobReference, seal_blob};
use corridor_sealing::inbox::{InboxBody, Payload, ReAddReason, RoomInvitation};
use corridor_sealing::record::SealedBody;
use corridor_sealing::room_state::{
    Group, Huddle, LATEST_END_SECONDS, Policy, Role, RoomKind, RoomState, RoomStateError,
};
use corridor_sealing::{Entropy, padding};
use corridor_wire::chain::ChainHash;
use corridor_wire::id::{AccountId, BlobId, GroupId, LogId};
use corridor_wire::token::Token;
use corridor_wire::{DecodeError, decode, encode};
use proptest::prelude::*;

const LIMIT: usize = 64 * 1024;

fn account() -> impl Strategy<Value = AccountId> {
    "[a-z0-9]{1,32}".prop_map(|name| AccountId::parse(&format!("{name}@relay.example")).unwrap())
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![Role::Guest, Role::Member, Role::Admin, Role::Owner])
}

fn state() -> impl Strategy<Value = RoomState> {
    let roles = prop::collection::btree_map(account(), role(), 0..40);
    let leaving = prop::collection::btree_set(account(), 0..10);
    let further = ("[^\\p{Cc}]{0,60}", role());
    (roles, leaving, (role(), role(), role()), any::<Option<u32>>(), "[^\\p{Cc}]{0,60}", further)
        .prop_map(
            |(
                roles,
                leaving,
                (add, remove, rename),
                expiry_seconds,
                title,
                (description, post),
            )| {
                let owner = AccountId::parse("owner@relay.example").unwrap();
                let mut state = RoomState::room(&title, &owner).unwrap();
                for (account, role) in roles {
                    state.set_role(&account, role);
                }
                state.leaving = leaving;
                state.policy = Policy { add, remove, rename };
                state.expiry_seconds = expiry_seconds;
                state.set_description(&description).unwrap();
                state.set_post(post);
                state
            },
        )
}

fn reference() -> impl Strategy<Value = BlobReference> {
    (
        any::<[u8; 16]>(),
        any::<[u8; 32]>(),
        any::<[u8; 32]>(),
        prop::collection::vec(any::<u8>(), 0..99),
    )
        .prop_map(|(blob, token, seed, content)| {
            let sealed = seal_blob(&content, &mut Entropy::from_bytes(seed).rng()).unwrap();
            sealed.reference(BlobId::from_bytes(blob), Token::from_bytes(token))
        })
}

fn payload() -> impl Strategy<Value = Payload> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..2000).prop_map(Payload::Inline),
        reference().prop_map(Payload::Blob),
    ]
}

fn body() -> impl Strategy<Value = InboxBody> {
    let log = || any::<[u8; 16]>().prop_map(LogId::from_bytes);
    let invitation = (log(), payload(), payload(), any::<u64>(), any::<u64>(), any::<[u8; 32]>())
        .prop_map(|(log, welcome, tree, seq, version, chain)| {
            let chain = ChainHash::from_bytes(chain);
            InboxBody::RoomInvitation(RoomInvitation { log, welcome, tree, seq, version, chain })
        });
    let reason = prop_oneof![
        Just(ReAddReason::Damaged),
        Just(ReAddReason::LostEntries),
        (2_u8..).prop_map(ReAddReason::Other),
    ];
    prop_oneof![
        invitation,
        (log(), reason).prop_map(|(log, reason)| InboxBody::ReAddRequest { log, reason }),
        Just(InboxBody::AnnounceDevice),
        (any::<[u8; 32]>(), "[^\\p{Cc}]{0,60}").prop_map(|(secret, word)| InboxBody::Knock {
            secret: Token::from_bytes(secret),
            word,
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_room_state_comes_back(state in state()) {
        let bytes = state.encode().unwrap();
        let read = RoomState::decode(&bytes).unwrap();
        prop_assert_eq!(read.description(), state.description());
        prop_assert_eq!((read.post(), read.expiry()), (state.post(), state.expiry()));
        prop_assert_eq!(read, state);
    }

    #[test]
    fn a_room_state_has_one_encoding(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(state) = RoomState::decode(&bytes) {
            prop_assert_eq!(state.encode().unwrap(), bytes);
        }
    }

    #[test]
    fn a_changed_room_state_is_another_or_none(state in state(), at in any::<prop::sample::Index>()) {
        let mut bytes = state.encode().unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1;
        if let Ok(other) = RoomState::decode(&bytes) {
            prop_assert_ne!(other, state);
        }
    }

    #[test]
    fn an_inbox_body_comes_back(body in body()) {
        prop_assert_eq!(decode::<InboxBody>(&encode(&body), LIMIT).unwrap(), body);
    }

    #[test]
    fn a_payload_comes_back(payload in payload()) {
        prop_assert_eq!(decode::<Payload>(&encode(&payload), LIMIT).unwrap(), payload);
    }

    #[test]
    fn a_sealed_body_comes_back(message in prop::collection::vec(any::<u8>(), 0..3000), reference in reference()) {
        for body in [SealedBody::Mls(message), SealedBody::Blob(reference)] {
            prop_assert_eq!(decode::<SealedBody>(&encode(&body), LIMIT).unwrap(), body);
        }
    }

    #[test]
    fn bytes_from_outside_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = RoomState::decode(&bytes);
        let _ = decode::<InboxBody>(&bytes, LIMIT);
        let _ = decode::<Payload>(&bytes, LIMIT);
        let _ = decode::<SealedBody>(&bytes, LIMIT);
        let _ = padding::unpad(bytes);
    }

    #[test]
    fn padding_comes_off_and_hides_the_length(content in prop::collection::vec(any::<u8>(), 0..5000)) {
        let length = content.len();
        let padded = padding::pad(content.clone());
        prop_assert_eq!(padded.len(), padding::padded_length(length));
        prop_assert!(padded.len() >= padding::FLOOR_BYTES);
        prop_assert!(padded.len() <= (length + 1).max(padding::FLOOR_BYTES) * 112 / 100 + 1);
        prop_assert_eq!(padding::unpad(padded).unwrap(), content);
    }
}

fn owner() -> AccountId {
    AccountId::parse("owner@relay.example").unwrap()
}

#[test]
fn a_state_that_breaks_a_rule_is_neither_written_nor_read() {
    let good = RoomState::room("Title", &owner()).unwrap();
    let with = |change: &dyn Fn(&mut RoomState)| {
        let mut state = good.clone();
        change(&mut state);
        state
    };
    let many: BTreeSet<AccountId> = (0..1025)
        .map(|number| AccountId::parse(&format!("a{number}@relay.example")).unwrap())
        .collect();
    for (state, error) in [
        (with(&|state| state.title = "t".repeat(257)), RoomStateError::TitleTooLong),
        (with(&|state| state.title = "a\nb".to_owned()), RoomStateError::TitleCharacter),
        (with(&|state| state.kind = RoomKind::Direct), RoomStateError::DirectTitle),
        (with(&|state| state.leaving = many.clone()), RoomStateError::TooManyAccounts),
        (
            with(&|state| {
                state.roles = BTreeMap::from([(owner(), Role::Member)]);
            }),
            RoomStateError::MemberListed,
        ),
    ] {
        assert_eq!(state.encode(), Err(error.clone()));
        let read = RoomState::decode(&encode(&state));
        assert!(read == Err(error) || matches!(read, Err(RoomStateError::Decode(_))), "{read:?}");
    }
}

#[test]
fn fields_of_later_versions_are_kept() {
    let state = RoomState::room("Title", &owner()).unwrap();
    let mut bytes = state.encode().unwrap();
    assert_eq!(bytes[0], 0xa5, "a map of five");
    bytes[0] = 0xa7;
    bytes.extend([0x08, 0x63, b'n', b'e', b'w', 0x18, 0x40, 0x82, 0x01, 0xf5]);
    let mut later = RoomState::decode(&bytes).unwrap();
    assert_eq!(later.encode().unwrap(), bytes);
    later.title = "Other".to_owned();
    let changed = later.encode().unwrap();
    assert!(changed.ends_with(&bytes[bytes.len() - 10..]));
}

#[test]
fn the_same_state_in_other_bytes_is_refused() {
    let bytes = RoomState::room("Title", &owner()).unwrap().encode().unwrap();
    // The kind, 0, in two bytes instead of one.
    let mut long = vec![bytes[0], bytes[1], 0x18, 0x00];
    long.extend(&bytes[3..]);
    assert_eq!(RoomState::decode(&long), Err(RoomStateError::NotCanonical));
    let mut twice = bytes.clone();
    twice[0] += 1;
    twice.extend([0x01, 0x60]);
    assert!(RoomState::decode(&twice).is_err());
    let mut trailing = bytes;
    trailing.push(0);
    let error = RoomStateError::Decode(DecodeError::TrailingBytes(1));
    assert_eq!(RoomState::decode(&trailing), Err(error));
}

/// The state of a new room with one more field, as its bytes.
fn with_field(field: &[u8]) -> Vec<u8> {
    let mut bytes = RoomState::room("Title", &owner()).unwrap().encode().unwrap();
    assert_eq!(bytes[0], 0xa5, "a map of five");
    bytes[0] = 0xa6;
    bytes.extend(field);
    bytes
}

#[test]
fn what_came_after_the_first_version_is_read_or_stands_for_nothing_and_is_kept() {
    let fields: [(&[u8], &str, Role); 9] = [
        (&[0x06, 0x62, b'o', b'k'], "ok", Role::Guest),
        (&[0x06, 0x63, b'a', b'\n', b'b'], "a\nb", Role::Guest),
        // No text, a text with a bell in it, and more than a description may have.
        (&[0x06, 0x01], "", Role::Guest),
        (&[0x06, 0x62, 0x07, b'b'], "", Role::Guest),
        (&[&[0x06, 0x79, 0x04, 0x01][..], &[b'd'; 1025]].concat(), "", Role::Guest),
        (&[0x07, 0x02], "", Role::Admin),
        // The same as nothing, a role of a later version, and no role.
        (&[0x07, 0x00], "", Role::Guest),
        (&[0x07, 0x04], "", Role::Guest),
        (&[0x07, 0x60], "", Role::Guest),
    ];
    for (field, description, post) in fields {
        let bytes = with_field(field);
        let mut state = RoomState::decode(&bytes).unwrap();
        assert_eq!((state.description(), state.post()), (description, post), "{field:x?}");
        state.title = "Other".to_owned();
        assert!(state.encode().unwrap().ends_with(field), "{field:x?}");
        // Set anew, it is there once.
        state.set_description("new").unwrap();
        state.set_post(Role::Owner);
        let read = RoomState::decode(&state.encode().unwrap()).unwrap();
        assert_eq!((read.description(), read.post()), ("new", Role::Owner), "{field:x?}");
    }
}

#[test]
fn a_picture_is_one_by_its_first_bytes_and_a_group_has_a_number_and_a_name() {
    let mut state = RoomState::room("Room", &owner()).unwrap();
    let jpeg = |bytes: usize| [&[0xff, 0xd8, 0xff][..], &vec![7; bytes - 3]].concat();
    let webp = b"RIFF\x00\x00\x00\x00WEBP".to_vec();
    for picture in [jpeg(8192), webp, b"\x89PNG\r\n\x1a\n".to_vec()] {
        state.set_picture(Some(&picture)).unwrap();
        assert_eq!(state.picture(), Some(&picture[..]));
        let read = RoomState::decode(&state.encode().unwrap()).unwrap();
        assert_eq!(read.picture(), Some(&picture[..]));
    }
    for none in [jpeg(8193), b"GIF89a".to_vec(), b"<svg/>".to_vec(), Vec::new()] {
        assert_eq!(state.set_picture(Some(&none)), Err(RoomStateError::Picture));
    }
    state.set_picture(None).unwrap();
    assert_eq!((state.picture(), state.encode().unwrap()[0]), (None, 0xa5));
    let id = GroupId::from_bytes([3; 16]);
    for name in ["", "two\nlines", &"x".repeat(101)] {
        assert_eq!(Group::new(id, name.to_owned()), Err(RoomStateError::GroupName), "{name}");
    }
    let group = Group::new(id, "x".repeat(100)).unwrap();
    state.set_group(Some(&group));
    let read = RoomState::decode(&state.encode().unwrap()).unwrap();
    assert_eq!(read.group(), Some(group.clone()));
    // A direct room has neither, whatever stands there.
    let mut direct = RoomState::direct(&owner(), &AccountId::parse("b@relay.example").unwrap());
    direct.set_group(Some(&group));
    direct.set_picture(Some(&jpeg(9))).unwrap();
    let direct = RoomState::decode(&direct.encode().unwrap()).unwrap();
    assert_eq!((direct.picture(), direct.group()), (None, None));
    // What cannot be read is kept, and stands for nothing: a text, an SVG, an array of one, a name of nothing.
    let nameless = [&[0x09, 0x82, 0x50][..], &[3; 16], &[0x60]].concat();
    for field in [
        &[0x08, 0x61, b'x'][..],
        &[0x08, 0x44, b'<', b's', b'v', b'g'],
        &[0x09, 0x81, 0x41, 3],
        &[0x09, 0x01],
        &nameless,
    ] {
        let state = RoomState::decode(&with_field(field)).unwrap();
        assert_eq!((state.picture(), state.group()), (None, None), "{field:x?}");
        assert!(state.encode().unwrap().ends_with(field), "{field:x?}");
    }
}

#[test]
fn a_huddle_is_read_as_it_is_written_and_in_no_other_way() {
    let mut state = RoomState::room("Title", &owner()).unwrap();
    for ends_at in [0, 23, 24, 1_800_000_000, LATEST_END_SECONDS] {
        let keepers = [owner(), AccountId::parse("b@relay.example").unwrap()].into();
        let huddle = Huddle { keepers, ..Huddle::until(ends_at).unwrap() };
        state.set_huddle(Some(&huddle));
        let read = RoomState::decode(&state.encode().unwrap()).unwrap();
        assert_eq!(read.huddle(), Some(huddle));
    }
    assert_eq!(Huddle::until(LATEST_END_SECONDS + 1), Err(RoomStateError::HuddleEnd));
    state.set_huddle(None);
    assert_eq!((state.huddle(), state.encode().unwrap()[0]), (None, 0xa5));
    let mut direct = RoomState::direct(&owner(), &AccountId::parse("b@relay.example").unwrap());
    direct.set_huddle(Some(&Huddle::until(9).unwrap()));
    assert_eq!(RoomState::decode(&direct.encode().unwrap()).unwrap().huddle(), None);
    // Kept, and standing for nothing: a number, an end alone, a third part, a longer number than needed, a
    // length that is not said, keepers who are nobody or out of order, an end that no date is.
    let name = |one: u8| [&[0x6f, one][..], b"@relay.example"].concat();
    let listed = |names: &[u8]| {
        let names: Vec<u8> = names.iter().flat_map(|one| name(*one)).collect();
        [&[0x0a, 0x82, 0x09, 0x82][..], &names].concat()
    };
    let read = |field: &[u8]| RoomState::decode(&with_field(field)).unwrap();
    assert_eq!(read(&listed(b"ab")).huddle().unwrap().keepers.len(), 2);
    for field in [
        &[0x0a, 0x09][..],
        &[0x0a, 0x81, 0x09],
        &[0x0a, 0x83, 0x09, 0x80, 0x00],
        &[0x0a, 0x82, 0x18, 0x09, 0x80],
        &[0x0a, 0x82, 0x09, 0x9f, 0xff],
        &[0x0a, 0x82, 0x09, 0x81, 0x61, b'x'],
        &listed(b"ba"),
        &listed(b"aa"),
        &[0x0a, 0x82, 0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x80],
    ] {
        let state = read(field);
        assert_eq!(state.huddle(), None, "{field:x?}");
        assert!(state.encode().unwrap().ends_with(field), "{field:x?}");
    }
}

#[test]
fn a_description_is_bounded_and_has_no_control_characters_but_line_ends() {
    let mut state = RoomState::room("Title", &owner()).unwrap();
    state.set_description(&"d".repeat(1024)).unwrap();
    let long = state.set_description(&"d".repeat(1025));
    assert_eq!(long, Err(RoomStateError::DescriptionTooLong));
    for text in ["a\rb", "a\tb", "\u{1b}[2J", "\u{85}"] {
        let refused = state.set_description(text);
        assert_eq!(refused, Err(RoomStateError::DescriptionCharacter), "{text:?}");
    }
    assert_eq!(state.description().len(), 1024, "a refusal changes nothing");
    state.set_description("").unwrap();
    state.set_post(Role::Guest);
    assert_eq!(state, RoomState::room("Title", &owner()).unwrap());
}

#[test]
fn an_expiry_out_of_bounds_stands_for_the_nearest_within() {
    let mut state = RoomState::room("Title", &owner()).unwrap();
    assert_eq!(state.expiry(), None);
    for (stored, meant) in [
        (0, 300),
        (299, 300),
        (300, 300),
        (301, 301),
        (7_776_000, 7_776_000),
        (7_776_001, 7_776_000),
        (u32::MAX, 7_776_000),
    ] {
        state.expiry_seconds = Some(stored);
        let read = RoomState::decode(&state.encode().unwrap()).unwrap();
        assert_eq!((read.expiry(), read.expiry_seconds), (Some(meant), Some(stored)));
    }
}

#[test]
fn who_may_write_goes_by_role_and_in_a_direct_room_both_may() {
    let [admin, member, guest] = ["admin", "member", "guest"]
        .map(|name| AccountId::parse(&format!("{name}@relay.example")).unwrap());
    let mut state = RoomState::room("Title", &owner()).unwrap();
    state.set_role(&admin, Role::Admin);
    state.set_role(&guest, Role::Guest);
    let may = |state: &RoomState| {
        [&guest, &member, &admin, &owner()].map(|person| state.may_post(person))
    };
    assert_eq!(may(&state), [true, true, true, true]);
    for (role, expected) in [
        (Role::Member, [false, true, true, true]),
        (Role::Admin, [false, false, true, true]),
        (Role::Owner, [false, false, false, true]),
        (Role::Guest, [true, true, true, true]),
    ] {
        state.set_post(role);
        assert_eq!(may(&state), expected, "{role:?}");
    }
    let mut direct = RoomState::direct(&owner(), &member);
    direct.set_post(Role::Owner);
    direct.set_role(&member, Role::Guest);
    assert_eq!((direct.post(), direct.may_post(&member)), (Role::Guest, true));
}
