//! Devices that talk, commit, race and restart in any order agree on everything.

use corridor_sealing::record::SealedBody;
use corridor_sealing::room_state::{Policy, Role};
use corridor_sealing::session::{CommitRequest, Opened, RoomSession};
use proptest::prelude::*;

use crate::world::{Device, Log, add, assert_agree, room};

const NAMES: [&str; 8] = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi"];

#[derive(Clone, Debug)]
enum Step {
    Say(usize),
    Refresh(usize),
    /// Two prepare at once; the first of them wins.
    Race(usize, usize),
    Rename(usize),
    /// Takes out a device that is in, or brings in one that is out.
    Toggle(usize, usize),
    /// Removes a device and adds it again in one commit.
    ReAdd(usize, usize),
    Restart(usize),
    Garbage,
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..NAMES.len();
    prop_oneof![
        4 => who.clone().prop_map(Step::Say),
        2 => who.clone().prop_map(Step::Refresh),
        2 => (who.clone(), who.clone()).prop_map(|(first, second)| Step::Race(first, second)),
        1 => who.clone().prop_map(Step::Rename),
        3 => (who.clone(), who.clone()).prop_map(|(by, whom)| Step::Toggle(by, whom)),
        1 => (who.clone(), who.clone()).prop_map(|(by, whom)| Step::ReAdd(by, whom)),
        1 => who.prop_map(Step::Restart),
        1 => Just(Step::Garbage),
    ]
}

struct Walk {
    log: Log,
    devices: Vec<Device>,
}

impl Walk {
    /// Everybody may do everything, so that any device can commit any step.
    fn start(count: usize) -> Self {
        let (mut log, mut devices) = room(&NAMES[..count]);
        let mut state = devices[0].session().state().clone();
        state.policy = Policy { add: Role::Member, remove: Role::Member, rename: Role::Member };
        for name in &NAMES[1..count] {
            state.set_role(&crate::world::account(name), Role::Owner);
        }
        let mut all: Vec<&mut Device> = devices.iter_mut().collect();
        let request = CommitRequest { state: Some(state), ..CommitRequest::default() };
        log.commit(&mut all, 0, request, &mut []);
        Self { log, devices }
    }

    fn is_in(&self, who: usize) -> bool {
        self.devices
            .get(who)
            .is_some_and(|device| device.session.as_ref().is_some_and(RoomSession::is_active))
    }

    fn commit(&mut self, by: usize, request: CommitRequest, joining: Option<usize>) {
        let (op_id, prepared) = self.devices[by].prepare(request).unwrap();
        let body = SealedBody::Mls(prepared.message.clone());
        let version = self.log.version;
        let record = self.devices[by].seal(version, op_id, &prepared.header, &body).unwrap();
        let entry = self.log.append(op_id, record, Some(prepared.header));
        for reader in 0..self.devices.len() {
            if reader == by {
                self.devices[reader].merge_own();
            } else if self.is_in(reader) {
                let opened = self.devices[reader].open(&entry);
                assert!(matches!(opened, Ok(Opened::Commit(_) | Opened::Removed(_))), "{opened:?}");
            }
        }
        if let Some(joining) = joining {
            self.devices[joining].join(prepared.welcome.as_ref().unwrap());
        }
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Say(by) if self.is_in(by) => {
                let entry = self.log.say(&mut self.devices[by], b"words");
                for reader in (0..self.devices.len()).filter(|reader| *reader != by) {
                    if self.is_in(reader) {
                        let opened = self.devices[reader].open(&entry);
                        assert!(matches!(opened, Ok(Opened::Message { .. })), "{opened:?}");
                    }
                }
            }
            Step::Refresh(by) if self.is_in(by) => {
                self.commit(by, CommitRequest::default(), None);
            }
            Step::Race(first, second)
                if first != second && self.is_in(first) && self.is_in(second) =>
            {
                self.devices[second].prepare(CommitRequest::default()).unwrap();
                self.commit(first, CommitRequest::default(), None);
                assert!(!self.devices[second].session().has_pending_commit());
            }
            Step::Rename(by) if self.is_in(by) => {
                let mut state = self.devices[by].session().state().clone();
                state.title = format!("Title {}", self.log.version);
                let request = CommitRequest { state: Some(state), ..CommitRequest::default() };
                self.commit(by, request, None);
            }
            Step::Toggle(by, whom) if by != whom && self.is_in(by) => self.toggle(by, whom),
            Step::ReAdd(by, whom) if by != whom && self.is_in(by) && self.is_in(whom) => {
                let mut request = add(&mut [&mut self.devices[whom]]);
                request.remove = vec![self.devices[whom].id()];
                let joining = Some(whom);
                self.devices[whom].session = None;
                self.commit(by, request, joining);
            }
            Step::Restart(who) if self.is_in(who) => self.devices[who].reload(),
            Step::Garbage => self.log.version += 1,
            _ => {}
        }
        assert_agree(&self.devices);
    }

    fn toggle(&mut self, by: usize, whom: usize) {
        if self.is_in(whom) {
            // The last owner stays in, so an owner takes it out.
            let request =
                CommitRequest { remove: vec![self.devices[whom].id()], ..CommitRequest::default() };
            if self.devices[by].session().state().role_of(&self.devices[by].account())
                == Role::Owner
            {
                self.commit(by, request, None);
            }
        } else if whom < self.devices.len() {
            let mut request = add(&mut [&mut self.devices[whom]]);
            let mut state = self.devices[by].session().state().clone();
            let role = state.role_of(&self.devices[by].account());
            state.set_role(&self.devices[whom].account(), role);
            request.state = Some(state);
            self.commit(by, request, Some(whom));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_steps_keeps_everybody_together(
        count in 3..=NAMES.len(),
        steps in prop::collection::vec(step(), 1..24),
    ) {
        let mut walk = Walk::start(count);
        for step in &steps {
            walk.take(step);
        }
    }
}
