//! Plans of nothing but people who come and go while others write: how often somebody has come in between the
//! writing of a text and its sealing, and that nothing was sealed to whom its writer had not looked at.

use crate::plan::{Action, Cipher, Conduct, PersonPlan, Plan, Step};
use crate::random::Random;
use crate::schedule::{Millis, SECOND};

/// Together, one after the other, and as fast as a line is.
const GAPS: [(Millis, Millis); 4] = [(0, 1), (0, 5), (0, 50), (50, 2 * SECOND)];

pub fn draw(seed: u64, cipher: Cipher) -> Plan {
    let mut random = Random::new(seed, "races");
    let person = |_| PersonPlan { relay: 0, devices: 1, receipts: false, newer: false };
    let mut plan = Plan::new(seed, cipher);
    plan.conduct = Conduct::Honest;
    plan.relays = 1;
    plan.people = (0..5).map(person).collect();
    plan.latency_ms = *random.pick(&[2, 20, 200]);
    plan.features = Vec::new();
    let first = Action::CreateRoom { by: 0, with: [1, 2, 3], count: 2 };
    plan.steps = vec![
        Step { after: SECOND, action: first },
        Step { after: 5 * SECOND, action: Action::Look { by: 0, room: 0 } },
    ];
    for _ in 0..40 {
        let (low, high) = *random.pick(&GAPS);
        plan.steps.push(Step { after: random.between(low, high), action: step(&mut random) });
    }
    plan
}

fn step(random: &mut Random) -> Action {
    let (by, room, who) = (random.below(64), 0, random.below(64));
    match random.below(20) {
        0..=10 => Action::Say { by, room, bytes: 0, look: random.chance(300) },
        11..=15 => Action::Add { by, room, who },
        16..=17 => Action::Remove { by, room, who },
        18 => Action::Cut { device: who, in_frame: false },
        _ => Action::AddDevice { person: who },
    }
}
