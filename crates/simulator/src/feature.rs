//! What rooms and messages can be beside talk. Each world has some of it, drawn from a stream of its own, so
//! that the other steps of a seed stay what they are.

use crate::deed::Deed;
use crate::huddle::HuddleDeed;
use crate::plan::{Action, Step};
use crate::random::Random;
use crate::schedule::{DAY, HOUR, MINUTE, Millis, SECOND};
use crate::together::Work;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Feature {
    SetExpiry {
        seconds: Option<u32>,
    },
    SetPosting {
        role: usize,
    },
    MakeLink {
        most: u64,
        ms: Millis,
    },
    RevokeLink,
    Knock,
    AnswerKnock {
        opens: bool,
    },
    /// A file in parts; of some its person gives the rest later.
    SendLong {
        bytes: u64,
        is_whole: bool,
    },
    PauseFile,
    /// The rest of a file that was begun or stopped.
    GoOn,
    FetchLong,
    Hand(Handed),
    /// Fetches a file that is to be opened once, or opens it.
    OpenOnce,
    SetProfile,
    ShareProfile {
        is_on: bool,
    },
    Block {
        is_on: bool,
    },
    Tell,
    /// One question to several people, each asked alone.
    AskAround {
        count: usize,
    },
    AnswerAround,
    /// Reminds who has not answered, or tells a room the totals.
    GoOnAround {
        shares: bool,
    },
    /// A room that ends by itself after so long.
    FormHuddle {
        ms: Millis,
    },
    InHuddle(HuddleDeed),
    /// Whether a device asks its rooms to wake it, or one of them.
    Wake {
        is_on: bool,
        is_one: bool,
    },
    /// On a picture or a statement that all of a room work on.
    Together(Work),
}

/// What is said beside words and plain files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Handed {
    Mention,
    Voice,
    Once,
    Album,
    Contact,
    Place,
    Link,
    Nudge,
    Announcement,
}

const GAPS: [(Millis, Millis); 5] = [
    (0, 50),
    (50, 2 * SECOND),
    (SECOND, 20 * SECOND),
    (MINUTE, 5 * MINUTE),
    (5 * MINUTE, 20 * MINUTE),
];

type Theme = fn(&mut Random) -> Vec<Action>;

/// What belongs together, in the order in which people do it.
const THEMES: [Theme; 9] =
    [fleeting, posting, doors, long_files, handed, once, profiles, blocks, hearsay];

/// What came later, each from a stream of its own.
const BEHIND: [(&str, Theme); 6] = [
    ("announcements", announcements),
    ("soundings", soundings),
    ("huddles", huddles),
    ("pages", pages),
    ("statements", statements),
    ("waking", waking),
];

pub fn draw(seed: u64) -> Vec<Step> {
    let mut random = Random::new(seed, "features");
    let mut themes: Vec<Vec<Action>> = Vec::new();
    for theme in THEMES {
        if random.chance(160) {
            let mut actions = theme(&mut random);
            actions.reverse();
            themes.push(actions);
        }
    }
    let mut steps = Vec::new();
    let mut after = 10 * SECOND;
    while !themes.is_empty() {
        let theme = random.below(themes.len());
        match themes[theme].pop() {
            Some(action) => {
                let (low, high) = *random.pick(&GAPS);
                steps.push(Step { after: core::mem::take(&mut after), action });
                after += random.between(low, high);
            }
            None => drop(themes.remove(theme)),
        }
    }
    // From a stream of their own and behind everything else: what a seed did before, it does still.
    let mut random = Random::new(seed, "nudges");
    if random.chance(160) {
        for _ in 0..=random.below(3) {
            let room = random.below(2);
            let action = act(&mut random, room, Feature::Hand(Handed::Nudge));
            let (low, high) = *random.pick(&GAPS);
            steps.push(Step { after: random.between(low, high), action });
        }
    }
    // So does what came later.
    for (name, theme) in BEHIND {
        let mut random = Random::new(seed, name);
        if random.chance(160) {
            for action in theme(&mut random) {
                let (low, high) = *random.pick(&GAPS);
                steps.push(Step { after: random.between(low, high), action });
            }
        }
    }
    steps
}

fn act(random: &mut Random, room: usize, feature: Feature) -> Action {
    Action::Use { by: random.below(64), room, which: random.below(64), feature }
}

fn say(random: &mut Random, room: usize) -> Action {
    Action::Say { by: random.below(64), room, bytes: 0, look: true }
}

fn deed(random: &mut Random, room: usize, deed: Deed) -> Action {
    Action::Do { by: random.below(64), room, which: random.below(64), deed }
}

fn fleeting(random: &mut Random) -> Vec<Action> {
    let room = random.below(2);
    let seconds = Some(*random.pick(&[300, 300, 900, 3_600, 86_400]));
    let mut actions = vec![act(random, room, Feature::SetExpiry { seconds })];
    for _ in 0..2 + random.below(3) {
        actions.push(say(random, room));
        let later = *random.pick(&[
            Deed::Edit,
            Deed::Answer,
            Deed::SendFile { bytes: 300 },
            Deed::React { reaction: 0 },
            Deed::PutOff { ms: 10 * MINUTE },
            Deed::Ask { is_open: true, deadline_ms: None },
        ]);
        actions.push(deed(random, room, later));
    }
    if random.chance(400) {
        let seconds = *random.pick(&[None, Some(300)]);
        actions.push(act(random, room, Feature::SetExpiry { seconds }));
        actions.push(say(random, room));
    }
    actions
}

fn posting(random: &mut Random) -> Vec<Action> {
    let room = random.below(2);
    let role = 1 + random.below(3);
    let mut actions = vec![act(random, room, Feature::SetPosting { role })];
    for _ in 0..3 {
        actions.push(say(random, room));
    }
    actions.push(deed(random, room, Deed::Edit));
    let role = random.below(4);
    actions.push(act(random, room, Feature::SetPosting { role }));
    actions
}

fn doors(random: &mut Random) -> Vec<Action> {
    let with = [random.below(64); 3];
    let mut actions = vec![Action::CreateRoom { by: random.below(64), with, count: 0 }];
    let ms = *random.pick(&[MINUTE, 20 * MINUTE, HOUR, 30 * DAY]);
    let most = *random.pick(&[1, 1, 2]);
    actions.push(act(random, 0, Feature::MakeLink { most, ms }));
    for _ in 0..2 + random.below(3) {
        actions.push(act(random, 0, Feature::Knock));
        if random.chance(600) {
            let opens = !random.chance(150);
            actions.push(act(random, 0, Feature::AnswerKnock { opens }));
        }
    }
    if random.chance(700) {
        actions.push(act(random, 0, Feature::RevokeLink));
        actions.push(act(random, 0, Feature::Knock));
    }
    for _ in 0..2 {
        actions.push(act(random, 0, Feature::AnswerKnock { opens: true }));
    }
    actions
}

fn long_files(random: &mut Random) -> Vec<Action> {
    let room = random.below(2);
    let mut actions = Vec::new();
    for _ in 0..=random.below(2) {
        let bytes = random.between(64 * 1024 + 1, 100 * 1024);
        let is_whole = !random.chance(300);
        actions.push(act(random, room, Feature::SendLong { bytes, is_whole }));
        actions.push(Action::Cut { device: random.below(64), in_frame: false });
        let further = *random.pick(&[Feature::PauseFile, Feature::GoOn, Feature::FetchLong]);
        actions.push(act(random, room, further));
    }
    actions.push(act(random, room, Feature::GoOn));
    actions.push(act(random, room, Feature::FetchLong));
    actions
}

fn handed(random: &mut Random) -> Vec<Action> {
    use Handed::{Album, Contact, Link, Mention, Place, Voice};
    let mut all = vec![Mention, Mention, Voice, Album, Contact, Place, Link];
    all.retain(|_| random.chance(600));
    all.into_iter().map(|kind| act(random, kind as usize % 2, Feature::Hand(kind))).collect()
}

fn once(random: &mut Random) -> Vec<Action> {
    let room = random.below(2);
    let mut actions = vec![act(random, room, Feature::Hand(Handed::Once))];
    for _ in 0..4 {
        actions.push(act(random, room, Feature::OpenOnce));
    }
    actions
}

fn profiles(random: &mut Random) -> Vec<Action> {
    let by = random.below(64);
    let hers = |feature| Action::Use { by, room: 0, which: 0, feature };
    let mut actions = vec![
        hers(Feature::SetProfile),
        hers(Feature::ShareProfile { is_on: true }),
        hers(Feature::SetProfile),
    ];
    actions.push(Action::Add { by: 0, room: 0, who: random.below(64) });
    actions.push(act(random, 0, Feature::SetProfile));
    if random.chance(300) {
        actions.push(act(random, 0, Feature::ShareProfile { is_on: false }));
    }
    actions
}

fn blocks(random: &mut Random) -> Vec<Action> {
    let mut actions = vec![act(random, 0, Feature::Block { is_on: true })];
    for _ in 0..3 {
        actions.push(say(random, 0));
    }
    if random.chance(300) {
        actions.push(act(random, 0, Feature::Block { is_on: false }));
    }
    actions
}

fn hearsay(random: &mut Random) -> Vec<Action> {
    let room = random.below(2);
    vec![
        say(random, room),
        act(random, room, Feature::Tell),
        act(random, room, Feature::FetchLong),
        act(random, room, Feature::Tell),
    ]
}

fn soundings(random: &mut Random) -> Vec<Action> {
    let by = random.below(64);
    let hers = |feature, which| Action::Use { by, room: 0, which, feature };
    let mut actions = vec![hers(Feature::AskAround { count: 2 + random.below(4) }, 1)];
    for _ in 0..2 + random.below(4) {
        actions.push(act(random, 0, Feature::AnswerAround));
    }
    actions.push(hers(Feature::GoOnAround { shares: false }, 1));
    actions.push(act(random, 0, Feature::AnswerAround));
    if random.chance(300) {
        actions.push(hers(Feature::GoOnAround { shares: true }, 1));
    }
    if random.chance(300) {
        actions.push(hers(Feature::AskAround { count: 2 }, 1));
        actions.push(act(random, 0, Feature::AnswerAround));
    }
    actions
}

fn huddles(random: &mut Random) -> Vec<Action> {
    use HuddleDeed::{End, Keep, Say};
    let ms = *random.pick(&[2 * MINUTE, 10 * MINUTE, 40 * MINUTE, 3 * HOUR]);
    let mut actions = vec![act(random, 0, Feature::FormHuddle { ms })];
    for _ in 0..3 + random.below(4) {
        actions.push(act(random, 0, Feature::InHuddle(Say)));
    }
    if random.chance(400) {
        for _ in 0..4 {
            let is_on = !random.chance(150);
            actions.push(act(random, 0, Feature::InHuddle(Keep { is_on })));
        }
    } else if random.chance(300) {
        actions.push(act(random, 0, Feature::InHuddle(End)));
    }
    actions.push(act(random, 0, Feature::InHuddle(Say)));
    actions
}

fn announcements(random: &mut Random) -> Vec<Action> {
    let mut actions = Vec::new();
    for _ in 0..=random.below(2) {
        let room = random.below(2);
        actions.push(act(random, room, Feature::Hand(Handed::Announcement)));
        for _ in 0..=random.below(4) {
            actions.push(deed(random, room, Deed::Acknowledge));
        }
    }
    actions
}

fn pages(random: &mut Random) -> Vec<Action> {
    let room = random.below(2);
    let mut actions = vec![deed(random, room, Deed::SendFile { bytes: 300 })];
    for _ in 0..2 + random.below(4) {
        actions.push(act(random, room, Feature::Together(Work::Mark)));
    }
    if random.chance(300) {
        actions.push(deed(random, room, Deed::Withdraw));
    }
    actions
}

fn statements(random: &mut Random) -> Vec<Action> {
    use Work::{Propose, Revise, SignOff, Suggest};
    let room = random.below(2);
    let mut actions = vec![act(random, room, Feature::Together(Propose))];
    for _ in 0..3 + random.below(5) {
        let work = *random.pick(&[Suggest, Suggest, Revise, SignOff]);
        actions.push(act(random, room, Feature::Together(work)));
    }
    actions
}

fn waking(random: &mut Random) -> Vec<Action> {
    let mut actions = Vec::new();
    for _ in 0..=random.below(4) {
        let room = random.below(2);
        let (is_on, is_one) = (!random.chance(300), random.chance(300));
        actions.push(act(random, room, Feature::Wake { is_on, is_one }));
        for _ in 0..=random.below(3) {
            actions.push(say(random, room));
        }
    }
    actions
}
