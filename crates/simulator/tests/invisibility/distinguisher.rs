//! Learns which of the numbers tells, and guesses by it.

use std::collections::BTreeSet;

use crate::seen::Seen;

/// What guessing came to.
pub struct Guesses {
    pub right: usize,
    pub all: usize,
    /// What was gone by, in each half.
    pub by: Vec<String>,
}

impl Guesses {
    #[allow(clippy::cast_precision_loss, reason = "a thousand")]
    pub fn rate(&self) -> f64 {
        self.right as f64 / self.all as f64
    }

    /// Between these the true rate is with 95%, by the normal approximation.
    #[allow(clippy::cast_precision_loss, reason = "a thousand")]
    pub fn interval(&self) -> (f64, f64) {
        let rate = self.rate();
        let spread = 1.96 * (rate * (1.0 - rate) / self.all as f64).sqrt();
        (rate - spread, rate + spread)
    }
}

/// A huddle is guessed where a number is at least `from`, or is not.
struct Rule {
    name: String,
    from: f64,
    is_above: bool,
    right: usize,
}

impl Rule {
    fn guesses_huddle(&self, run: &Seen) -> bool {
        (run.number(&self.name) >= self.from) == self.is_above
    }
}

/// The best cut through one number: sorted, each place between two runs is tried.
fn best_cut(name: &str, runs: &[&Seen]) -> Rule {
    let mut sorted: Vec<_> = runs.iter().map(|run| (run.number(name), run.is_huddle)).collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let huddles = sorted.iter().filter(|(_, is_huddle)| *is_huddle).count();
    let mut best = Rule { name: name.to_owned(), from: f64::MIN, is_above: true, right: huddles };
    let (mut huddles_below, mut others_below) = (0, 0);
    for (at, (value, is_huddle)) in sorted.iter().enumerate() {
        if at > 0 && sorted[at - 1].0 < *value {
            let above = huddles - huddles_below + others_below;
            for (is_above, right) in [(true, above), (false, runs.len() - above)] {
                if right > best.right {
                    best = Rule { name: name.to_owned(), from: *value, is_above, right };
                }
            }
        }
        if *is_huddle {
            huddles_below += 1;
        } else {
            others_below += 1;
        }
    }
    best
}

/// Each half is learned from once and guessed once.
pub fn play(runs: &[Seen]) -> Guesses {
    let (first, second): (Vec<_>, Vec<_>) =
        runs.iter().enumerate().partition(|(number, _)| number % 2 == 0);
    let halves =
        [first, second].map(|half| half.into_iter().map(|(_, run)| run).collect::<Vec<_>>());
    let mut guesses = Guesses { right: 0, all: 0, by: Vec::new() };
    for (learned, guessed) in [(&halves[0], &halves[1]), (&halves[1], &halves[0])] {
        let names: BTreeSet<&String> = learned.iter().flat_map(|run| run.numbers.keys()).collect();
        assert!(names.len() > 60, "much is looked at: {}", names.len());
        let rules = names.into_iter().map(|name| best_cut(name, learned));
        let Some(best) = rules.max_by_key(|rule| rule.right) else { continue };
        guesses.right +=
            guessed.iter().filter(|run| best.guesses_huddle(run) == run.is_huddle).count();
        guesses.all += guessed.len();
        guesses.by.push(best.name);
    }
    guesses
}
