//! Whatever people do, and in whatever order their devices hear of it, all show the same in the end: what is
//! said, edited, taken back and reacted to, while who may write and what disappears changes under it.

use crate::support::{World, recover, wait};
use corridor_engine::command::Command;
use corridor_engine::view::{ItemKind, RoomId, TimelineItem};
use corridor_sealing::room_state::Role;
use proptest::prelude::*;

/// Alice owns the room; Bob has two devices, Carol one.
const DEVICES: usize = 4;

#[derive(Clone, Debug)]
enum Step {
    Say(usize),
    /// What stands so many places from the end.
    React(usize, usize),
    Edit(usize, usize),
    Withdraw(usize, usize),
    Expire(Option<u32>),
    Post(Role),
    GoAway(usize),
    ComeBack(usize),
    Wait(u64),
    Run,
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..DEVICES;
    let which = || 0..4_usize;
    prop_oneof![
        5 => who().prop_map(Step::Say),
        2 => (who(), which()).prop_map(|(by, at)| Step::React(by, at)),
        2 => (who(), which()).prop_map(|(by, at)| Step::Edit(by, at)),
        1 => (who(), which()).prop_map(|(by, at)| Step::Withdraw(by, at)),
        1 => prop::sample::select(vec![None, Some(300), Some(900)]).prop_map(Step::Expire),
        1 => prop::sample::select(vec![Role::Guest, Role::Admin]).prop_map(Step::Post),
        2 => who().prop_map(Step::GoAway),
        3 => who().prop_map(Step::ComeBack),
        2 => (0..400_000_u64).prop_map(Step::Wait),
        3 => Just(Step::Run),
    ]
}

struct Walk {
    world: World,
    devices: Vec<usize>,
    room: RoomId,
    said: usize,
}

impl Walk {
    fn start() -> Self {
        let mut world = World::new(240);
        let [alice, bob, carol] = ["alice", "bob", "carol"].map(|name| world.join(name));
        let room = world.room(alice, "Any order", &[bob, carol]);
        world.run();
        let second = recover(&mut world, bob);
        world.run();
        let devices = vec![alice, bob, second, carol];
        for device in &devices {
            world.look(*device, &room);
        }
        Self { world, devices, room, said: 0 }
    }

    /// A message of the timeline, counted from its end.
    fn message(&self, device: usize, from_end: usize) -> Option<i64> {
        let items = self.world.timeline(device, &self.room);
        let mut said = items.iter().filter(|item| item.kind == ItemKind::Text).rev();
        said.nth(from_end).map(|item| item.local_id)
    }

    /// What the engine refuses is refused: here it matters what becomes of the rest.
    fn order(&mut self, by: usize, command: Command) {
        let _ = self.world.command(by, command);
    }

    fn take(&mut self, step: &Step) {
        let room = self.room;
        let device = |number: usize| self.devices[number];
        match *step {
            Step::Say(by) => {
                self.said += 1;
                let (by, text) = (device(by), format!("text {}", self.said));
                self.order(by, Command::SendText { room, text: text.into(), seen: None });
            }
            Step::React(by, at) => {
                let by = device(by);
                let Some(local_id) = self.message(by, at) else { return };
                let reaction = "+".to_owned();
                self.order(by, Command::React { local_id, reaction, is_on: true });
            }
            Step::Edit(by, at) => {
                self.said += 1;
                let (by, text) = (device(by), format!("edit {}", self.said));
                let Some(local_id) = self.message(by, at) else { return };
                self.order(by, Command::Edit { local_id, text, is_markdown: false });
            }
            Step::Withdraw(by, at) => {
                let by = device(by);
                let Some(local_id) = self.message(by, at) else { return };
                self.order(by, Command::Withdraw { local_id });
            }
            Step::Expire(seconds) => self.order(device(0), Command::SetExpiry { room, seconds }),
            Step::Post(role) => self.order(device(0), Command::SetPosting { room, role }),
            Step::GoAway(who) => self.world.disconnect(device(who)),
            Step::ComeBack(who) => self.world.connect(device(who)),
            Step::Wait(milliseconds) => {
                wait(&mut self.world, self.devices[0], milliseconds);
                for who in &self.devices[1..] {
                    wait(&mut self.world, *who, 0);
                }
            }
            Step::Run => self.world.run(),
        }
    }

    /// What stands in the log, as a screen shows it, but for what is each device's own.
    fn shown(&self, device: usize) -> Vec<String> {
        let describe = |item: TimelineItem| {
            let TimelineItem { seq, sender, kind, text, edits, withdrawn_by, .. } = &item;
            let reactions: Vec<_> =
                item.reactions.iter().map(|one| (&one.reaction, &one.people)).collect();
            format!(
                "{seq:?} {sender} {kind:?} {text} {edits} {withdrawn_by:?} {reactions:?} {:?}",
                item.expires_at
            )
        };
        // Whoever came later has not seen who came before.
        let items = self.world.timeline(device, &self.room).into_iter();
        items
            .filter(|item| !matches!(item.kind, ItemKind::Joined | ItemKind::DeviceJoined))
            .map(describe)
            .collect()
    }

    fn come_together(&mut self) {
        for device in self.devices.clone() {
            self.world.connect(device);
        }
        self.world.run();
        for device in self.devices.clone() {
            wait(&mut self.world, device, 0);
        }
        self.world.run();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_devices_show_the_same_in_the_end(steps in prop::collection::vec(step(), 1..40)) {
        let mut walk = Walk::start();
        for step in &steps {
            walk.take(step);
        }
        walk.come_together();
        // What its room takes away from the first device, it takes away from all: now, and in a while.
        for milliseconds in [0, 200_000, 400_000] {
            walk.take(&Step::Wait(milliseconds));
            walk.world.run();
            for device in &walk.devices[1..] {
                prop_assert_eq!(walk.shown(walk.devices[0]), walk.shown(*device));
            }
        }
        // Nothing that was said under a period outlives the longest one.
        walk.take(&Step::Wait(1_000_000));
        for device in &walk.devices {
            let items = walk.world.timeline(*device, &walk.room);
            prop_assert!(items.iter().all(|item| item.expires_at.is_none()));
            prop_assert!(items.iter().all(|item| item.seq.is_some()));
        }
    }
}
