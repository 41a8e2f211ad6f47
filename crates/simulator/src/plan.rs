//! What a run will do, all of it drawn from the seed before the run begins. A plan is a list of
//! steps, so that a failing run is made shorter by leaving steps out.

use std::collections::BTreeSet;

use corridor_wire::planted::Bug;

use crate::deed::Deed;
use crate::fault::Fault;
use crate::feature::{self, Feature};
use crate::random::Random;
use crate::schedule::{DAY, HOUR, MINUTE, Millis, SECOND};

/// Which primitives the devices use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cipher {
    /// MLS over primitives that only hash: ordering, storage and policy are real, secrecy is not.
    Stub,
    /// The suite that people use.
    Mls,
}

/// How far the relay and the lines can be trusted in a run; it decides what is checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conduct {
    /// Everything fails, nobody lies.
    Honest,
    /// The relay is also restored from backups.
    Restored,
    /// The relay, or somebody in front of it, lies for a while.
    Lying,
    /// The relay serves two histories.
    Forking,
}

#[derive(Clone, Debug)]
pub struct PersonPlan {
    /// Which relay she has her account at.
    pub relay: usize,
    pub devices: usize,
    /// Sends read receipts.
    pub receipts: bool,
    /// Her program, or her relay's, is newer than the other side: it writes fields and versions that
    /// this one does not know.
    pub newer: bool,
}

/// Who and where are numbers that are taken modulo what there is when the step comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    CreateRoom {
        by: usize,
        with: [usize; 3],
        count: usize,
    },
    OpenDirect {
        by: usize,
        with: usize,
    },
    Say {
        by: usize,
        room: usize,
        bytes: usize,
        look: bool,
    },
    /// Something is done to one of the last messages of a room, or said in another way.
    Do {
        by: usize,
        room: usize,
        which: usize,
        deed: Deed,
    },
    /// What rooms and messages can be beside talk.
    Use {
        by: usize,
        room: usize,
        which: usize,
        feature: Feature,
    },
    Look {
        by: usize,
        room: usize,
    },
    Add {
        by: usize,
        room: usize,
        who: usize,
    },
    Remove {
        by: usize,
        room: usize,
        who: usize,
    },
    Leave {
        by: usize,
        room: usize,
    },
    Rename {
        by: usize,
        room: usize,
    },
    SetRole {
        by: usize,
        room: usize,
        who: usize,
        role: usize,
    },
    /// Writes down something in a room of her own, or closes the one she has.
    KeepNotes {
        by: usize,
    },
    MarkRead {
        by: usize,
        room: usize,
    },
    Discard {
        by: usize,
        room: usize,
    },
    AddDevice {
        person: usize,
    },
    RevokeDevice {
        by: usize,
    },
    UseInvitationAgain,
    /// Somebody who was removed tries what she still has.
    TryOldToken {
        by: usize,
    },
    Sleep {
        device: usize,
        days: u64,
    },
    Partition {
        device: usize,
        ms: Millis,
    },
    Cut {
        device: usize,
        in_frame: bool,
    },
    CrashDevice {
        device: usize,
    },
    FailStorage {
        device: usize,
        steps: u32,
        crash: bool,
    },
    SkewClock {
        device: usize,
        ms: i64,
    },
    KillRelay {
        relay: usize,
        down_ms: Millis,
    },
    FillDisk {
        relay: usize,
        ms: Millis,
    },
    FailWrite {
        relay: usize,
    },
    FlipBits {
        relay: usize,
    },
    BackUp {
        relay: usize,
    },
    Restore {
        relay: usize,
    },
    Lie {
        device: usize,
        ms: Millis,
        fault: Fault,
    },
    Fork {
        relay: usize,
        half: u64,
    },
}

#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub after: Millis,
    pub action: Action,
}

#[derive(Clone, Debug)]
pub struct Plan {
    pub seed: u64,
    pub cipher: Cipher,
    pub conduct: Conduct,
    pub relays: usize,
    pub people: Vec<PersonPlan>,
    /// The slowest a frame may be, in milliseconds.
    pub latency_ms: Millis,
    /// Commits and Welcomes above this travel as blobs.
    pub inline_bytes: Option<u64>,
    pub steps: Vec<Step>,
    /// Steps beside these, which begin at the same time and are drawn from a stream of their own.
    pub features: Vec<Step>,
    /// Kinds of fault that are left out, to find out which matter.
    pub without: BTreeSet<Fault>,
    /// The rule that every core breaks in this run, to see that it is noticed.
    pub planted: Option<Bug>,
    /// Prints what happens, for a person who looks for the cause.
    pub verbose: bool,
}

/// Gaps between steps: mostly within the same moments, sometimes minutes.
const GAPS: [(Millis, Millis); 6] =
    [(0, 5), (0, 50), (5, 200), (50, 2 * SECOND), (SECOND, 20 * SECOND), (MINUTE, 20 * MINUTE)];

impl Plan {
    pub fn new(seed: u64, cipher: Cipher) -> Self {
        let mut random = Random::new(seed, "plan");
        let conduct = match random.below(100) {
            0..=59 => Conduct::Honest,
            60..=74 => Conduct::Restored,
            75..=87 => Conduct::Lying,
            _ => Conduct::Forking,
        };
        let relays = if conduct != Conduct::Forking && random.chance(60) { 2 } else { 1 };
        let count = 3 + random.below(3);
        let people = (0..count)
            .map(|person| PersonPlan {
                relay: usize::from(relays > 1 && person + 1 == count),
                devices: 1 + usize::from(random.chance(250)),
                receipts: random.chance(300),
                newer: random.chance(200),
            })
            .collect();
        let mut plan = Self {
            seed,
            cipher,
            conduct,
            relays,
            people,
            latency_ms: *random.pick(&[2, 20, 200, 2_000]),
            inline_bytes: random.chance(100).then_some(2_000),
            steps: Vec::new(),
            features: feature::draw(seed),
            without: BTreeSet::new(),
            planted: None,
            verbose: false,
        };
        plan.draw_steps(&mut random);
        plan
    }

    /// The same plan with these steps only, each at the time it had.
    #[must_use]
    pub fn keeping(&self, kept: &[usize], without: &BTreeSet<Fault>) -> Self {
        let mut plan = self.clone();
        plan.without.clone_from(without);
        let keep = |steps: &[Step], first: usize| {
            let mut waited = 0;
            let mut left = Vec::new();
            for (number, step) in steps.iter().enumerate() {
                waited += step.after;
                if kept.contains(&(first + number)) {
                    left.push(Step { after: core::mem::take(&mut waited), ..*step });
                }
            }
            left
        };
        plan.steps = keep(&self.steps, 0);
        plan.features = keep(&self.features, self.steps.len());
        plan
    }

    /// Steps of both kinds: numbers count through the one and then the other.
    pub fn count(&self) -> usize {
        self.steps.len() + self.features.len()
    }

    /// All steps in the order of their numbers, each with when it comes, from the beginning.
    pub fn timed(&self) -> impl Iterator<Item = (Millis, Action)> + use<'_> {
        [&self.steps, &self.features].into_iter().flat_map(|steps| {
            steps.iter().scan(0, |when, step| {
                *when += step.after;
                Some((*when, step.action))
            })
        })
    }

    fn draw_steps(&mut self, random: &mut Random) {
        let first = Action::CreateRoom { by: 0, with: [1, 2, 3], count: 1 + random.below(3) };
        self.steps.push(Step { after: SECOND, action: first });
        self.steps.push(Step { after: 5 * SECOND, action: Action::Look { by: 0, room: 0 } });
        let faults = Self::swarm(self.conduct, random);
        let count = 20 + random.below(40);
        // Some runs are calm but for one kind of fault, some are a storm.
        let per_mille = *random.pick(&[50, 150, 300]);
        for _ in 0..count {
            let (low, high) = *random.pick(&GAPS);
            let action = if !faults.is_empty() && random.chance(per_mille) {
                self.fault(*random.pick(&faults), random)
            } else {
                Self::work(random)
            };
            self.steps.push(Step { after: random.between(low, high), action });
        }
        if self.conduct == Conduct::Forking {
            let at = self.steps.len() / 2;
            let action = Action::Fork { relay: 0, half: random.between(0, u64::MAX) };
            self.steps.insert(at, Step { after: SECOND, action });
        }
    }

    /// Each run has some of the faults, so that rare ones meet in many combinations.
    fn swarm(conduct: Conduct, random: &mut Random) -> Vec<Fault> {
        let mut faults = vec![
            Fault::Partition,
            Fault::Cut,
            Fault::CutInFrame,
            Fault::ClientCrash,
            Fault::ClientStorage,
            Fault::ClockSkew,
            Fault::RelayKill,
        ];
        match conduct {
            Conduct::Honest => {
                faults.extend([Fault::DiskFull, Fault::IoError, Fault::Sleep]);
            }
            Conduct::Restored => {
                faults.extend([Fault::Restore, Fault::Restore, Fault::BitFlip, Fault::IoError]);
            }
            Conduct::Lying => {
                let lies = Fault::ALL.into_iter().skip_while(|fault| *fault != Fault::Drop);
                faults.extend(lies.filter(|fault| *fault != Fault::Fork));
            }
            Conduct::Forking => return Vec::new(),
        }
        faults.retain(|_| random.chance(500));
        faults
    }

    fn work(random: &mut Random) -> Action {
        let by = random.below(64);
        let room = random.below(8);
        let who = random.below(64);
        match random.below(150) {
            100.. => {
                let which = random.below(64);
                Action::Do { by, room, which, deed: Self::deed(random) }
            }
            0..=47 => {
                let bytes = match random.below(40) {
                    0 => 40_000,
                    1..=4 => 4_000,
                    5..=14 => 600,
                    _ => 0,
                };
                Action::Say { by, room, bytes, look: !random.chance(200) }
            }
            48..=55 => Action::Look { by, room },
            56..=60 => Action::Add { by, room, who },
            61..=64 => Action::Remove { by, room, who },
            65..=66 => Action::Leave { by, room },
            67..=74 => Action::Rename { by, room },
            75..=79 => Action::SetRole { by, room, who, role: random.below(4) },
            80..=84 => Action::MarkRead { by, room },
            85 => Action::Discard { by, room },
            86..=87 => Action::AddDevice { person: by },
            88 => Action::RevokeDevice { by },
            89..=91 => {
                let with = [random.below(64), random.below(64), random.below(64)];
                Action::CreateRoom { by, with, count: random.below(4) }
            }
            92..=93 => Action::OpenDirect { by, with: who },
            94 => Action::UseInvitationAgain,
            95..=96 => Action::KeepNotes { by },
            _ => Action::TryOldToken { by },
        }
    }

    fn deed(random: &mut Random) -> Deed {
        match random.below(50) {
            0..=7 => Deed::React { reaction: random.below(4) },
            8..=10 => Deed::TakeBackReaction { reaction: random.below(4) },
            11..=16 => Deed::Edit,
            17..=18 => Deed::EditOnTwo,
            19..=22 => Deed::Withdraw,
            23..=24 => Deed::Hide,
            25 => Deed::Star,
            26..=27 => Deed::Pin { is_on: !random.chance(300) },
            28..=30 => {
                let deadline_ms = random.chance(500).then(|| random.between(SECOND, HOUR));
                Deed::Ask { is_open: random.chance(700), deadline_ms }
            }
            31..=36 => Deed::Vote { choice: u8::try_from(random.below(3)).unwrap_or(0) },
            37 => Deed::EndPoll,
            38..=39 => Deed::Forward { to: random.below(8) },
            40..=41 => Deed::PutOff { ms: random.between(SECOND, 2 * HOUR) },
            42..=43 => Deed::Answer,
            44..=45 => Deed::SendFile { bytes: *random.pick(&[0, 300, 5_000, 60_000]) },
            46..=47 => Deed::Fetch,
            _ => Deed::Forge { how: random.below(4) },
        }
    }

    fn fault(&self, fault: Fault, random: &mut Random) -> Action {
        let device = random.below(64);
        let relay = random.below(self.relays);
        match fault {
            Fault::Partition => {
                Action::Partition { device, ms: random.between(SECOND, 5 * MINUTE) }
            }
            Fault::Cut | Fault::Delay | Fault::Transfer => Action::Cut { device, in_frame: false },
            Fault::CutInFrame => Action::Cut { device, in_frame: true },
            Fault::ClientCrash => Action::CrashDevice { device },
            Fault::ClientStorage => Action::FailStorage {
                device,
                steps: u32::try_from(random.between(0, 3_000)).unwrap_or(0),
                crash: random.chance(500),
            },
            Fault::ClockSkew => {
                let most = i64::try_from(2 * DAY).unwrap_or(0);
                let ms = i64::try_from(random.between(0, 4 * DAY)).unwrap_or(0) - most;
                Action::SkewClock { device, ms }
            }
            Fault::Sleep => Action::Sleep { device, days: *random.pick(&[1, 7, 25, 29, 30, 40]) },
            Fault::RelayKill | Fault::LostWrite | Fault::TornWrite => {
                Action::KillRelay { relay, down_ms: random.between(10, 30 * SECOND) }
            }
            Fault::DiskFull => Action::FillDisk { relay, ms: random.between(10, 2 * HOUR) },
            Fault::IoError => Action::FailWrite { relay },
            Fault::BitFlip => Action::FlipBits { relay },
            Fault::Restore => {
                if random.chance(500) {
                    Action::BackUp { relay }
                } else {
                    Action::Restore { relay }
                }
            }
            Fault::Fork => Action::Fork { relay, half: random.between(0, u64::MAX) },
            lie => Action::Lie { device, ms: random.between(SECOND, 2 * MINUTE), fault: lie },
        }
    }
}
