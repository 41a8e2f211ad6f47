//! Huddle invisibility as a game. A coin is thrown; on one side five of a room's six people form a huddle and talk in
//! it, on the other they do nothing. A distinguisher has everything that the sixth one's device received, with
//! sizes, times and order, everything that its engine shows, and what its database holds. It learns on half of the
//! runs what tells the two apart, guesses on the other half, and then the other way round.
//!
//! Lines are slow and each by its own draw, frames on one line keep their order, and the relay writes what came
//! within two milliseconds at once; so what the five do among themselves does move what they do in the room by a
//! little, as it would. A line that is full, and a processor that is busy, are not in it.

mod distinguisher;
mod seen;
mod stage;

use distinguisher::{Guesses, play};
use stage::{Leak, Stage};

/// A stage is used for so many runs: rooms that are over are to leave nothing behind that a later one would show.
const RUNS_OF_A_STAGE: usize = 20;

fn guess(runs: usize, seed: u64, leak: Option<Leak>) -> Guesses {
    corridor_sealing::stub::enable(true);
    let mut runs_seen = Vec::new();
    for number in 0..runs.div_ceil(RUNS_OF_A_STAGE) {
        let mut stage = Stage::new(seed + number as u64, leak);
        runs_seen.extend((0..RUNS_OF_A_STAGE).map(|_| stage.run()));
    }
    corridor_sealing::stub::enable(false);
    let huddles = runs_seen.iter().filter(|run| run.is_huddle).count();
    assert!(huddles > runs / 3 && huddles < 2 * runs / 3, "{huddles} of {runs}: no coin");
    let guesses = play(&runs_seen);
    let (low, high) = guesses.interval();
    println!(
        "{leak:?}: {} of {} guesses are right, {:.3} (95%: {low:.3} to {high:.3}), by {}",
        guesses.right,
        guesses.all,
        guesses.rate(),
        guesses.by.join(" and ")
    );
    guesses
}

#[test]
fn who_is_not_in_a_huddle_guesses_no_better_than_chance_whether_there_is_one() {
    let (low, high) = guess(1_000, 1, None).interval();
    assert!(low <= 0.5 && high >= 0.5, "{low:.3} to {high:.3}");
}

/// The game can be lost.
#[test]
fn a_signal_or_a_receipt_that_a_huddle_moves_is_noticed() {
    for leak in [Leak::TypingInTheRoom, Leak::LateReceipts, Leak::CommitInTheRoom] {
        let (low, _) = guess(200, 1_000, Some(leak)).interval();
        assert!(low > 0.5, "{leak:?}");
    }
}
