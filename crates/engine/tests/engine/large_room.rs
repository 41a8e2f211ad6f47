#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // It measures, and says what.
//! A room of 250 people with two devices each: joined, talked in, and one removed; and what it is to come back
//! to 10,000 messages and 500 commits. It prints what that costs, and is no test: nothing passes or fails by a
//! figure. `cargo xtask bench-room` runs it.

use std::time::{Duration, Instant};

use crate::support::{World, recover};
use corridor_engine::command::Command;
use corridor_engine::view::RoomId;

/// A figure of the environment, or what stands here.
fn figure(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// What was spent between two moments.
#[derive(Clone, Copy, Default)]
struct Cost {
    up: u64,
    down: u64,
    spent: Duration,
}

fn cost(world: &World, client: usize) -> Cost {
    let one = &world.clients[client];
    Cost { up: one.up, down: one.down, spent: one.spent }
}

fn since(world: &World, client: usize, before: Cost) -> Cost {
    let now = cost(world, client);
    Cost {
        up: now.up - before.up,
        down: now.down - before.down,
        spent: now.spent.saturating_sub(before.spent),
    }
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

fn milliseconds(time: Duration) -> String {
    format!("{}.{} ms", time.as_millis(), time.as_micros() % 1000 / 100)
}

fn row(what: &str, cost: Cost) {
    println!(
        "| {what:<52} | {:>12} | {:>12} | {:>13} |",
        kilobytes(cost.up),
        kilobytes(cost.down),
        milliseconds(cost.spent)
    );
}

fn settle(world: &mut World) {
    world.run();
}

/// The mean over some devices.
fn mean(costs: &[Cost]) -> Cost {
    let count = costs.len().max(1) as u64;
    let spent: Duration = costs.iter().map(|one| one.spent).sum();
    Cost {
        up: costs.iter().map(|one| one.up).sum::<u64>() / count,
        down: costs.iter().map(|one| one.down).sum::<u64>() / count,
        spent: spent / u32::try_from(count).unwrap_or(u32::MAX),
    }
}

#[test]
#[ignore = "measures for many minutes: cargo xtask bench-room"]
fn a_room_of_250_people_with_two_devices_each() {
    let people = figure("CORRIDOR_PEOPLE", 250);
    let messages = figure("CORRIDOR_MESSAGES", 10_000);
    let commits = figure("CORRIDOR_COMMITS", 500).max(1);
    let begun = Instant::now();
    let mut world = World::new(250);
    let founders: Vec<usize> = (0..people).map(|n| world.join(&format!("person{n}"))).collect();
    let seconds: Vec<usize> = founders.iter().map(|one| recover(&mut world, *one)).collect();
    eprintln!("{} devices have accounts after {:?}", people * 2, begun.elapsed());

    println!(
        "\n{people} people with two devices each; mean of one device, unless it says of whom\n"
    );
    println!(
        "| {:<52} | {:>12} | {:>12} | {:>13} |",
        "what", "bytes up", "bytes down", "processor"
    );
    println!("|{:-<54}|{:->14}|{:->14}|{:->15}|", "", "", "", "");

    let owner = founders[0];
    let before: Vec<_> = (0..world.clients.len()).map(|one| cost(&world, one)).collect();
    let room = world.room(owner, "Plenary", &founders[1..]);
    settle(&mut world);
    assert_eq!(world.people(owner, &room).len(), people);
    row("founding it and adding everybody (its owner)", since(&world, owner, before[owner]));
    let others = |list: &[usize], world: &World| -> Vec<Cost> {
        list.iter().map(|one| since(world, *one, before[*one])).collect()
    };
    let first = &founders[1..founders.len().min(17)];
    row("joining, among the first 16 people", mean(&others(first, &world)));
    let last = &founders[founders.len().saturating_sub(16).max(1)..];
    row("joining, among the last 16 people", mean(&others(last, &world)));
    eprintln!("all are in after {:?}", begun.elapsed());
    for one in 0..world.clients.len() {
        world.look(one, &room);
    }
    settle(&mut world);

    message(&mut world, owner, &room, "the first after all have joined");
    message(&mut world, owner, &room, "another message, of 200 bytes");
    commit(&mut world, owner, &room, "a commit: another title");
    commit(&mut world, owner, &room, "another one");
    remove(&mut world, owner, founders[people - 1], &room);

    // Everybody else goes away, and two people of this room go on talking.
    let away = founders[2];
    let stay = [owner, founders[1]];
    for one in 0..world.clients.len() {
        if !stay.contains(&one) {
            world.disconnect(one);
        }
    }
    for round in 0..commits {
        for n in 0..messages / commits {
            let by = stay[n % 2];
            world.say(by, &room, &format!("{round}/{n}: {}", "x".repeat(180)));
        }
        settle(&mut world);
        let title = format!("Plenary, item {round}");
        world.command(owner, Command::Rename { room, title }).unwrap();
        settle(&mut world);
    }
    eprintln!("{messages} messages and {commits} commits stand there after {:?}", begun.elapsed());
    catch_up(&mut world, away, &room, messages, commits);
    let _ = seconds;
}

/// One text, to everybody who is there.
fn message(world: &mut World, by: usize, room: &RoomId, what: &str) {
    let before: Vec<_> = (0..world.clients.len()).map(|one| cost(world, one)).collect();
    world.say(by, room, &"x".repeat(200));
    settle(world);
    shown(world, by, &before, what);
}

fn commit(world: &mut World, by: usize, room: &RoomId, what: &str) {
    let before: Vec<_> = (0..world.clients.len()).map(|one| cost(world, one)).collect();
    world.command(by, Command::Rename { room: *room, title: what.to_owned() }).unwrap();
    settle(world);
    shown(world, by, &before, what);
}

fn remove(world: &mut World, by: usize, whom: usize, room: &RoomId) {
    let before: Vec<_> = (0..world.clients.len()).map(|one| cost(world, one)).collect();
    let people = vec![world.account(whom)];
    world.command(by, Command::RemovePeople { room: *room, people }).unwrap();
    settle(world);
    shown(world, by, &before, "removing a person with two devices");
}

fn shown(world: &World, by: usize, before: &[Cost], what: &str) {
    row(&format!("{what} (by whom)"), since(world, by, before[by]));
    let others: Vec<_> = (0..world.clients.len())
        .filter(|one| *one != by)
        .map(|one| since(world, one, before[one]))
        .collect();
    row("  at everybody else", mean(&others));
}

/// A device that was away for all of it.
fn catch_up(world: &mut World, away: usize, room: &RoomId, messages: usize, commits: usize) {
    let before = cost(world, away);
    let begun = Instant::now();
    world.connect(away);
    settle(world);
    let took = begun.elapsed();
    let said = world.texts(away, room).len();
    assert!(said >= messages / commits * commits, "{said} of {messages}");
    row(
        &format!("back after {messages} messages and {commits} commits"),
        since(world, away, before),
    );
    println!("\nAll of it, relay included, took {took:?}; it holds {said} texts.");
}

#[test]
fn a_small_one_is_measured_the_same_way() {
    let mut world = World::new(251);
    let people: Vec<usize> = (0..4).map(|n| world.join(&format!("person{n}"))).collect();
    let room = world.room(people[0], "Plenary", &people[1..]);
    settle(&mut world);
    for one in 0..4 {
        world.look(one, &room);
    }
    message(&mut world, people[0], &room, "a message");
    assert!(cost(&world, people[1]).down > 0 && cost(&world, people[0]).up > 0);
    world.disconnect(people[2]);
    for _ in 0..3 {
        world.say(people[0], &room, "on");
    }
    world.command(people[0], Command::Rename { room, title: "On".to_owned() }).unwrap();
    settle(&mut world);
    catch_up(&mut world, people[2], &room, 3, 1);
    remove(&mut world, people[0], people[3], &room);
}
