//! Commits that wait: for large parts on their way, for a line, for a day; and what a commit forgets.

use crate::support::{World, answer, recover, refusal, requests, until, wait};
use corridor_engine::command::Command;
use corridor_engine::output::{Change, TransferResult, Undone};
use corridor_sealing::room_state::Role;
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::OpId;

const DAY: u64 = 24 * 60 * 60 * 1000;

#[test]
fn an_upload_that_breaks_off_is_begun_again_after_a_pause() {
    let mut world = World::new(130);
    let ann = world.join("ann");
    let others: Vec<usize> = (0..16).map(|number| world.join(&format!("guest{number}"))).collect();
    let creates = |request: &Request| matches!(request, Request::CreateBlob { .. });
    world.broken.push_back(TransferResult::Interrupted);
    world.broken.push_back(TransferResult::Refused("blob_unknown".to_owned()));
    let room = world.room(ann, "Broken off", &others);
    // No room for it yet, says the relay.
    let (id, _) = until(&mut world, ann, creates);
    let waiting = requests(&world, ann).iter().filter(|(_, request)| creates(request)).count();
    assert_eq!(waiting, 2, "a Welcome and a tree");
    answer(&mut world, ann, id, refusal(ErrorCode::RateLimited, None));
    world.clients[ann].to_relay.clear();
    wait(&mut world, ann, 9_999);
    assert_eq!(requests(&world, ann).len(), 0);
    assert!(world.uploads.is_empty());
    wait(&mut world, ann, 1);
    world.connect(ann);
    world.run();
    // Two went wrong, and were tried again no sooner than five seconds after.
    assert_eq!(world.uploads.len(), 4, "{:?}", world.uploads);
    assert_eq!(world.uploads[0], world.uploads[1]);
    assert!(world.uploads[2] >= world.uploads[1] + 5_000, "{:?}", world.uploads);
    assert_eq!(world.blobs.len(), 2);
    world.say(ann, &room, "welcome");
    world.run();
    for guest in others {
        assert_eq!(world.texts(guest, &room), ["welcome"]);
    }
}

#[test]
fn what_is_small_travels_in_the_letter_itself() {
    let mut world = World::new(131);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Small", &[ben]);
    world.run();
    assert_eq!(world.people(ben, &room).len(), 2);
    assert!(world.uploads.is_empty() && world.blobs.is_empty());
}

#[test]
fn a_commit_that_has_not_gone_in_a_day_is_made_anew() {
    for (away, is_same) in [(DAY, true), (DAY + 1, false)] {
        let mut world = World::new(132);
        let (ann, ben) = (world.join("ann"), world.join("ben"));
        let room = world.room(ann, "Stale", &[ben]);
        world.run();
        let op_id = |world: &mut World| -> OpId {
            let appends = |request: &Request| matches!(request, Request::Append(_));
            let (_, request) = until(world, ann, appends);
            let Request::Append(append) = request else { panic!() };
            append.op_id
        };
        world.command(ann, Command::Rename { room, title: "New".to_owned() }).unwrap();
        let first = op_id(&mut world);
        world.disconnect(ann);
        world.now += away;
        world.connect(ann);
        assert_eq!(op_id(&mut world) == first, is_same, "after {away}");
        world.run();
        assert_eq!(world.clients[ben].engine.room(&room).unwrap().unwrap().title, "New");
    }
}

#[test]
fn a_role_is_kept_with_a_device_that_stays_and_goes_with_the_last_one() {
    let mut world = World::new(133);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let phone = recover(&mut world, ben);
    let room = world.room(ann, "Roles", &[ben]);
    world.run();
    let person = world.account(ben);
    let role = |world: &World| {
        let roster = world.clients[ann].engine.roster(&room).unwrap().unwrap();
        roster.people.iter().find(|one| one.account == person).map(|one| one.role)
    };
    let command = Command::SetRole { room, person: person.clone(), role: Role::Admin };
    world.command(ann, command).unwrap();
    world.run();
    let device = world.clients[phone].engine.account().unwrap().unwrap().device;
    world.command(ben, Command::RevokeDevice { device }).unwrap();
    world.run();
    assert_eq!(world.clients[ann].engine.room(&room).unwrap().unwrap().devices, 2);
    assert_eq!(role(&world), Some(Role::Admin));
    let people = vec![person.clone()];
    world.command(ann, Command::RemovePeople { room, people: people.clone() }).unwrap();
    world.run();
    assert_eq!(role(&world), None);
    world.command(ann, Command::AddPeople { room, people }).unwrap();
    world.run();
    assert_eq!(role(&world), Some(Role::Member));
}

#[test]
fn who_is_removed_is_told_how_much_was_not_sent_and_nothing_where_all_was() {
    for texts in [&[][..], &["one"], &["one", "two"]] {
        let mut world = World::new(134);
        let (ann, ben) = (world.join("ann"), world.join("ben"));
        let room = world.room(ann, "Removed", &[ben]);
        world.run();
        world.disconnect(ben);
        for text in texts {
            world.say(ben, &room, text);
        }
        let people = vec![world.account(ben)];
        world.command(ann, Command::RemovePeople { room, people }).unwrap();
        world.run();
        world.connect(ben);
        world.run();
        let told: Vec<_> = world.clients[ben]
            .changes
            .iter()
            .filter_map(|change| match change {
                Change::Refused { what: Undone::SendQueued { count }, .. } => Some(*count),
                _ => None,
            })
            .collect();
        let expected = if texts.is_empty() { vec![] } else { vec![texts.len()] };
        assert_eq!(told, expected);
    }
}
