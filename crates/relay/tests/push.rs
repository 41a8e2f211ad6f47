//! Waking devices that are away: for a letter or by the name of a room's writer, once, and through known push
//! services alone.

mod support;

use corridor_relay_core::push::QUIET_MS;
use corridor_relay_core::{ConnId, Output, PushPolicy, PushService, RelayConfig};
use corridor_store::{KeyRange, Space, SpaceName, View};
use corridor_wire::client_frame::{Append, Request, WakeList};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::LogId;
use corridor_wire::push::{PushEndpoint, PushKey};
use corridor_wire::relay_frame::{RelayFrame, Response};
use support::people::Person;
use support::{World, message};

const PUSHES: Space = Space::undated(SpaceName::new("pushes"));
const KEY: PushKey = PushKey::from_bytes([4; 65]);

fn waking(config: &mut RelayConfig) {
    let services = vec![PushService::parse("*.push.example").unwrap()];
    config.push = Some(PushPolicy { key: KEY, services });
}

fn endpoint(path: &str) -> PushEndpoint {
    PushEndpoint::parse(&format!("https://one.push.example/{path}")).unwrap()
}

fn set(path: &str) -> Request {
    Request::SetPushEndpoint { endpoint: endpoint(path), for_rooms: Some(true) }
}

fn inbox(name: &str) -> LogId {
    Person::new(name).inbox()
}

fn write(world: &mut World, from: ConnId, to: LogId, number: u64) {
    let letter = Append { token: None, expect_version: 0, ..message(to, number, 0) };
    assert!(matches!(world.append(from, letter), Response::Appended { .. }));
}

/// The endpoints that were to be woken since the last look.
fn wakes(world: &mut World) -> Vec<(LogId, PushEndpoint)> {
    let effects = std::mem::take(&mut world.effects).into_iter();
    let wake = |output| match output {
        Output::Wake { inbox, endpoint } => Some((inbox, endpoint)),
        _ => None,
    };
    effects.filter_map(wake).collect()
}

fn rows(world: &World) -> usize {
    world.store.range(PUSHES, &KeyRange::prefix(&[])).unwrap().len()
}

/// Ann, who wants to be woken and is away, and Ben.
fn ann_is_away() -> (World, ConnId) {
    let mut world = World::with(waking);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    world.done(ann, set("ann"));
    world.disconnect(ann);
    (world, ben)
}

#[test]
fn a_letter_wakes_a_device_that_is_away_and_a_record_that_names_nobody_does_not() {
    let (mut world, ben) = ann_is_away();
    let room = world.found(ben, 1);
    world.append(ben, message(room, 1, 0));
    assert_eq!(wakes(&mut world), [], "a room wakes nobody");
    write(&mut world, ben, inbox("ben"), 2);
    assert_eq!(wakes(&mut world), [], "nor does a letter to somebody who is there");
    write(&mut world, ben, inbox("ann"), 3);
    assert_eq!(wakes(&mut world), [(inbox("ann"), endpoint("ann"))]);
    assert_eq!(world.relay.counters().wakes, 1);
}

/// A record in a room by somebody who would have these devices woken.
fn waking_for(log: LogId, number: u64, names: &[&str]) -> Append {
    let devices = names.iter().map(|name| Person::new(name).device()).collect();
    Append { wake: Some(WakeList::new(devices).unwrap()), ..message(log, number, 0) }
}

#[test]
fn a_record_wakes_those_whom_its_writer_names_once_it_is_on_the_disk() {
    let (mut world, ben) = ann_is_away();
    let room = world.found(ben, 1);
    let append = waking_for(room, 1, &["ann", "ben", "nobody"]);
    world.send(ben, Request::Append(append.clone()));
    world.drain();
    assert_eq!(wakes(&mut world), []);
    world.settle();
    assert_eq!(wakes(&mut world), [(inbox("ann"), endpoint("ann"))]);
    world.pass(QUIET_MS);
    world.append(ben, append);
    assert_eq!(wakes(&mut world), [], "the same operation again wakes nobody");
    world.append(ben, waking_for(room, 2, &["ann", "ann"]));
    world.append(ben, waking_for(room, 3, &["ann"]));
    assert_eq!(wakes(&mut world).len(), 1, "at most once in five minutes");
    let ann = world.come_back("ann");
    world.disconnect(ann);
    world.append(ben, waking_for(room, 4, &["ann"]));
    assert_eq!(wakes(&mut world).len(), 0, "nor at once where she has come in between");
    write(&mut world, ben, inbox("ann"), 5);
    assert_eq!(wakes(&mut world).len(), 1, "which keeps no letter from waking");
    world.pass(60 * 1000);
    world.append(ben, waking_for(room, 6, &["ann"]));
    assert_eq!(wakes(&mut world).len(), 1, "but a minute later");
}

#[test]
fn a_device_that_wants_letters_alone_is_woken_by_no_room() {
    let (mut world, ben) = ann_is_away();
    let ann = world.come_back("ann");
    world.done(ann, Request::SetPushEndpoint { endpoint: endpoint("ann"), for_rooms: None });
    world.disconnect(ann);
    let room = world.found(ben, 1);
    world.append(ben, waking_for(room, 1, &["ann"]));
    assert_eq!(wakes(&mut world), []);
    write(&mut world, ben, inbox("ann"), 2);
    assert_eq!(wakes(&mut world).len(), 1);
}

#[test]
fn an_account_that_names_very_many_wakes_nobody_for_a_while() {
    let (mut world, ben) = ann_is_away();
    let room = world.found(ben, 1);
    let crowd: Vec<_> = (0..64).map(|number| format!("nobody{number}")).collect();
    let crowd: Vec<&str> = crowd.iter().map(String::as_str).collect();
    for number in 1..=16 {
        world.append(ben, waking_for(room, number, &crowd));
    }
    assert!(matches!(world.append(ben, waking_for(room, 17, &["ann"])), Response::Appended { .. }));
    assert_eq!(wakes(&mut world), []);
    world.pass(1000);
    world.append(ben, waking_for(room, 18, &["ann"]));
    assert_eq!(wakes(&mut world).len(), 1);
}

#[test]
fn a_record_that_is_refused_wakes_nobody_and_an_inbox_takes_no_names() {
    let (mut world, ben) = ann_is_away();
    let room = world.found(ben, 1);
    let ahead = Append { expect_version: 1, ..waking_for(room, 1, &["ann"]) };
    assert!(matches!(world.append(ben, ahead), Response::Error(_)));
    let letter = Append { token: None, ..waking_for(inbox("ben"), 2, &["ann"]) };
    let Response::Error(error) = world.append(ben, letter) else { panic!("it was taken") };
    assert_eq!(error.code, ErrorCode::InboxRules);
    assert_eq!(wakes(&mut world), []);
}

#[test]
fn a_record_that_went_into_a_dead_line_wakes_and_one_that_was_heard_does_not() {
    let mut world = World::with(waking);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    world.done(ann, set("ann"));
    let room = world.found(ben, 1);
    world.append(ben, waking_for(room, 1, &["ann"]));
    world.done(ann, Request::Ping {});
    world.disconnect(ann);
    world.pass(0);
    assert_eq!(wakes(&mut world), [], "she was there");
    let ann = world.come_back("ann");
    world.append(ben, waking_for(room, 2, &["ann"]));
    world.disconnect(ann);
    world.pass(0);
    assert_eq!(wakes(&mut world), [(inbox("ann"), endpoint("ann"))]);
}

#[test]
fn whom_a_record_wakes_is_on_no_disk() {
    let (mut world, ben) = ann_is_away();
    let room = world.found(ben, 1);
    let all_rows = |world: &World| {
        let spaces = world.store.spaces().unwrap();
        let rows = |space: &Space| world.store.range(*space, &KeyRange::prefix(&[])).unwrap();
        spaces.iter().flat_map(rows).map(|row| [row.key, row.value].concat()).collect::<Vec<_>>()
    };
    let (device, inbox) = (Person::new("ann").device(), inbox("ann"));
    let count = |world: &World| {
        let is_named = |row: &&Vec<u8>| {
            let has = |id: &[u8]| row.windows(id.len()).any(|part| part == id);
            has(device.as_bytes()) || has(inbox.as_bytes())
        };
        all_rows(world).iter().filter(is_named).count()
    };
    let before = (count(&world), all_rows(&world).len());
    world.append(ben, waking_for(room, 1, &["ann"]));
    assert!(all_rows(&world).len() > before.1);
    assert_eq!(count(&world), before.0);
}

#[test]
fn a_device_that_is_connected_or_never_asked_is_not_woken() {
    let mut world = World::with(waking);
    let (ann, ben, eve) = (world.join("ann"), world.join("ben"), world.join("eve"));
    world.done(ann, set("ann"));
    world.disconnect(eve);
    write(&mut world, ben, inbox("ann"), 1);
    write(&mut world, ben, inbox("eve"), 2);
    assert_eq!(wakes(&mut world), []);
    world.done(ann, Request::TrimInbox { through_seq: 1 });
    world.disconnect(ann);
    world.pass(0);
    assert_eq!(wakes(&mut world), [], "it has fetched what there was");
}

#[test]
fn a_letter_that_went_into_a_dead_line_wakes_when_the_line_is_known_to_be_dead() {
    let mut world = World::with(waking);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    world.done(ann, set("ann"));
    let second = world.come_back("ann");
    write(&mut world, ben, inbox("ann"), 1);
    world.disconnect(ann);
    assert_ne!(world.relay.poll_wake(), Some(world.now), "it has another line");
    world.disconnect(second);
    assert_eq!(world.relay.poll_wake(), Some(world.now));
    world.pass(0);
    assert_eq!(wakes(&mut world), [(inbox("ann"), endpoint("ann"))]);
    assert_ne!(world.relay.poll_wake(), Some(world.now), "once");
}

#[test]
fn many_letters_wake_once_until_the_device_comes_or_minutes_pass() {
    let (mut world, ben) = ann_is_away();
    for number in 1..20 {
        write(&mut world, ben, inbox("ann"), number);
    }
    assert_eq!(wakes(&mut world).len(), 1);
    world.pass(QUIET_MS - 1);
    write(&mut world, ben, inbox("ann"), 20);
    assert_eq!(wakes(&mut world).len(), 0);
    world.pass(1);
    write(&mut world, ben, inbox("ann"), 21);
    assert_eq!(wakes(&mut world).len(), 1);
    let ann = world.come_back("ann");
    world.done(ann, Request::TrimInbox { through_seq: 21 });
    world.disconnect(ann);
    write(&mut world, ben, inbox("ann"), 22);
    assert_eq!(wakes(&mut world).len(), 1, "it was here in between");
}

#[test]
fn a_wake_comes_after_the_disk_has_the_letter() {
    let (mut world, ben) = ann_is_away();
    let letter = Append { token: None, expect_version: 0, ..message(inbox("ann"), 1, 0) };
    world.send(ben, Request::Append(letter));
    world.drain();
    assert_eq!(wakes(&mut world), []);
    world.settle();
    assert_eq!(wakes(&mut world).len(), 1);
}

#[test]
fn the_newest_endpoint_counts_and_a_restart_keeps_it() {
    let (mut world, ben) = ann_is_away();
    let ann = world.come_back("ann");
    world.done(ann, set("newer"));
    world.done(ann, set("newer"));
    assert_eq!(rows(&world), 1);
    world.disconnect(ben);
    world.restart();
    let ben = world.come_back("ben");
    write(&mut world, ben, inbox("ann"), 1);
    assert_eq!(wakes(&mut world), [(inbox("ann"), endpoint("newer"))]);
}

#[test]
fn clearing_withdrawing_and_a_service_that_knows_it_no_more_end_it() {
    let (mut world, ben) = ann_is_away();
    let ann = world.come_back("ann");
    world.done(ann, Request::ClearPushEndpoint {});
    world.done(ann, Request::ClearPushEndpoint {});
    assert_eq!(rows(&world), 0);
    world.disconnect(ann);
    write(&mut world, ben, inbox("ann"), 1);
    assert_eq!(wakes(&mut world), []);

    let ann = world.come_back("ann");
    world.done(ann, set("second"));
    let (now, gone) = (world.now, inbox("ann"));
    world.relay.handle_push_gone(gone, &endpoint("first"), now, &world.store);
    world.settle();
    assert_eq!(rows(&world), 1, "another one was set since");
    world.relay.handle_push_gone(gone, &endpoint("second"), now, &world.store);
    world.settle();
    assert_eq!(rows(&world), 0);
    assert_eq!(world.relay.counters().push_endpoints_gone, 1);

    world.done(ann, set("third"));
    let person = Person::new("ann");
    world.done(ann, person.revoke(person.device()));
    assert_eq!(rows(&world), 0, "a withdrawn device leaves none behind");
    world.pass(0);
    assert_eq!(wakes(&mut world), []);
}

#[test]
fn another_service_is_refused_and_so_is_every_one_by_a_relay_that_wakes_nobody() {
    let mut world = World::with(waking);
    let ann = world.join("ann");
    for text in ["https://push.example/a", "https://one.push.example:8443/a", "https://localhost/a"]
    {
        let endpoint = PushEndpoint::parse(text).unwrap();
        let code = world.code(ann, Request::SetPushEndpoint { endpoint, for_rooms: None });
        assert_eq!(code, ErrorCode::PushRefused, "{text}");
    }
    assert_eq!(rows(&world), 0);
    let mut silent = World::new();
    let ann = silent.join("ann");
    assert_eq!(silent.code(ann, set("ann")), ErrorCode::PushRefused);
    silent.done(ann, Request::ClearPushEndpoint {});
    let nobody = silent.greet();
    assert_eq!(silent.code(nobody, set("ann")), ErrorCode::NotAuthenticated);
}

#[test]
fn an_endpoint_whose_service_left_the_list_is_not_connected_to() {
    let (mut world, ben) = ann_is_away();
    let mut config = RelayConfig::new(
        support::relay_name(),
        corridor_relay_core::InvitationSecret::from_bytes(support::SECRET),
    );
    let services = vec![PushService::parse("other.example").unwrap()];
    config.push = Some(PushPolicy { key: KEY, services });
    world.disconnect(ben);
    world.restart();
    let now = world.now;
    world.relay = corridor_relay_core::Relay::open(config, [9; 32], now, &world.store).unwrap();
    let ben = world.come_back("ben");
    write(&mut world, ben, inbox("ann"), 1);
    assert_eq!(wakes(&mut world), []);
    assert_eq!(rows(&world), 1, "it is the operator's list that changed, not the device's wish");
}

#[test]
fn the_greeting_says_whether_and_with_which_key() {
    for (mut world, key) in [(World::with(waking), Some(KEY)), (World::new(), None)] {
        let conn = world.connect();
        let frames = world.frames(conn);
        let [RelayFrame::Greeting(greeting)] = frames.as_slice() else { panic!("{frames:?}") };
        assert_eq!(greeting.push_key, key);
    }
}

#[test]
fn a_row_has_an_inbox_beside_an_endpoint_and_nothing_of_a_room() {
    let (mut world, ben) = ann_is_away();
    let room = world.found(ben, 1);
    world.append(ben, waking_for(room, 1, &["ann"]));
    write(&mut world, ben, inbox("ann"), 1);
    let found = world.store.range(PUSHES, &KeyRange::prefix(&[])).unwrap();
    let [row] = found.as_slice() else { panic!("one row") };
    assert_eq!(row.key, inbox("ann").as_bytes());
    let mut wanted = vec![0xa2, 0x00, 0x78];
    let url = endpoint("ann");
    wanted.push(u8::try_from(url.as_str().len()).unwrap());
    wanted.extend(url.as_str().as_bytes());
    // That rooms may wake it, and not which.
    wanted.extend([0x01, 0xf5]);
    assert_eq!(row.value, wanted);
}

#[test]
fn a_damaged_row_wakes_nobody_and_stops_nothing() {
    let (mut world, ben) = ann_is_away();
    let mut batch = corridor_store::Batch::new();
    batch.put(PUSHES, *inbox("ann").as_bytes(), b"\xff\xff".to_vec());
    corridor_store::Store::commit(&world.store, &batch).unwrap();
    write(&mut world, ben, inbox("ann"), 1);
    assert_eq!(wakes(&mut world), []);
    let ann = world.come_back("ann");
    world.done(ann, set("again"));
    world.disconnect(ann);
    world.pass(0);
    write(&mut world, ben, inbox("ann"), 2);
    assert_eq!(wakes(&mut world).len(), 1);
}
