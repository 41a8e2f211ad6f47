//! Key packages are handed out once.

mod support;

use std::collections::BTreeSet;

use corridor_relay_core::ConnId;
use corridor_wire::bytes::{BoundedBytes, BoundedList};
use corridor_wire::client_frame::{KeyPackageBytes, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::relay_frame::{ClaimedKeyPackage, Response};
use support::people::Person;
use support::{DAY_MS, World};

fn package(text: &str) -> KeyPackageBytes {
    BoundedBytes::new(text.as_bytes().to_vec()).unwrap()
}

fn publish(packages: &[&str], last_resort: Option<&str>) -> Request {
    let packages = packages.iter().map(|text| package(text)).collect();
    Request::PublishKeyPackages {
        packages: BoundedList::new(packages).unwrap(),
        last_resort: last_resort.map(package),
    }
}

fn claim(name: &str) -> Request {
    Request::ClaimKeyPackages { account: Person::new(name).account }
}

fn claimed(response: Response) -> Vec<ClaimedKeyPackage> {
    match response {
        Response::ClaimedKeyPackages { devices, .. } => devices.into_vec(),
        other => panic!("expected key packages, got {other:?}"),
    }
}

fn count(world: &mut World, conn: ConnId) -> (u32, bool) {
    match world.ask(conn, Request::CountKeyPackages {}) {
        Response::KeyPackageCount { one_time, last_resort } => (one_time, last_resort),
        other => panic!("expected a count, got {other:?}"),
    }
}

#[test]
fn one_time_packages_go_to_one_claimer_each_and_then_the_last_resort_to_all() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    assert_eq!(world.code(bob, claim("alice")), ErrorCode::NoKeyPackage);
    world.done(alice, publish(&["one", "two", "three"], Some("last")));
    assert_eq!(count(&mut world, alice), (3, true));
    // At the same moment, before the first claim is on disk.
    let ids: Vec<u64> = (0..5).map(|_| world.send(bob, claim("alice"))).collect();
    world.settle();
    let given: Vec<_> = ids
        .into_iter()
        .flat_map(|id| claimed(world.reply(bob, id).unwrap()))
        .map(|claimed| String::from_utf8(claimed.key_package.into_vec()).unwrap())
        .collect();
    let once: BTreeSet<_> = given[..3].iter().map(String::as_str).collect();
    assert_eq!(once, BTreeSet::from(["one", "two", "three"]));
    assert_eq!(given[3..], ["last", "last"]);
    assert_eq!(count(&mut world, alice), (0, true));
}

#[test]
fn a_claimed_package_is_off_the_disk_before_it_is_handed_out() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    world.done(alice, publish(&["one"], None));
    let id = world.send(bob, claim("alice"));
    world.drain();
    assert_eq!(world.reply(bob, id), None, "not yet");
    // The process dies before the removal is on disk: nobody has the package, so it is there.
    world.restart();
    let bob = world.come_back("bob");
    assert_eq!(claimed(world.ask(bob, claim("alice"))).len(), 1);
    world.restart();
    let bob = world.come_back("bob");
    assert_eq!(world.code(bob, claim("alice")), ErrorCode::NoKeyPackage);
}

#[test]
fn publishing_again_after_a_lost_reply_revives_nothing() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    world.done(alice, publish(&["one", "two"], None));
    assert_eq!(claimed(world.ask(bob, claim("alice"))).len(), 1);
    world.pass(2 * DAY_MS);
    world.done(alice, publish(&["one", "two"], None));
    assert_eq!(count(&mut world, alice), (1, false));
}

#[test]
fn every_device_of_an_account_gives_one_with_its_record() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let laptop = Person::with_device("alice", "laptop");
    let second = world.greet();
    let nonce = world.nonce(second);
    world.ask(second, laptop.add_device(nonce));
    world.done(alice, publish(&["phone"], None));
    world.done(second, publish(&["laptop"], None));
    let devices = claimed(world.ask(bob, claim("alice")));
    let records: Vec<_> = devices.iter().map(|claimed| claimed.device.clone()).collect();
    assert_eq!(records, [Person::new("alice").record(), laptop.record()]);
    let packages: Vec<_> = devices.iter().map(|claimed| claimed.key_package.as_slice()).collect();
    assert_eq!(packages, [b"phone".as_slice(), b"laptop"]);
    // A revoked device gives none.
    world.done(second, publish(&["laptop again"], Some("laptop last")));
    world.done(alice, Person::new("alice").revoke(laptop.device()));
    assert_eq!(world.code(bob, claim("alice")), ErrorCode::NoKeyPackage);
}

#[test]
fn a_device_keeps_so_many_and_no_empty_ones() {
    let mut world = World::with(|config| config.limits.key_packages_per_device = 3);
    let alice = world.join("alice");
    world.done(alice, publish(&["1", "2"], None));
    let error = world.error(alice, publish(&["3", "4"], Some("last")));
    assert_eq!(error.code, ErrorCode::KeyPackageQuota);
    assert!(error.retry_after_ms.is_some());
    assert_eq!(count(&mut world, alice), (2, false), "a refused publication changes nothing");
    world.done(alice, publish(&["1", "2", "3"], Some("last")));
    world.done(alice, publish(&[], Some("newer")));
    assert_eq!(count(&mut world, alice), (3, true));
    assert_eq!(world.code(alice, publish(&[""], None)), ErrorCode::KeyPackageInvalid);
    assert_eq!(world.code(alice, publish(&[], Some(""))), ErrorCode::KeyPackageInvalid);
    assert_eq!(world.code(alice, claim("nobody")), ErrorCode::AccountUnknown);
}
