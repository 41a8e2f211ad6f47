//! Whatever people do to a statement, and in whatever order their devices hear of it, all come to the same.

use super::{ALI, MINUTE, MONA, StatementCommand, SuggestedChange, Table, WEI, replaced};
use crate::support::wait;
use corridor_engine::kinds::Statement;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Suggest(usize, usize),
    Settle(bool),
    Write(u8),
    Sign(usize),
    Silence(usize, u64),
    Object(usize),
    TakeBack(usize),
    GoAway(usize),
    ComeBack(usize),
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..3_usize;
    prop_oneof![
        3 => (who(), 1..4_usize).prop_map(|(by, at)| Step::Suggest(by, at)),
        2 => any::<bool>().prop_map(Step::Settle),
        2 => (0..4_u8).prop_map(Step::Write),
        2 => who().prop_map(Step::Sign),
        3 => (who(), 1..20_u64).prop_map(|(by, minutes)| Step::Silence(by, minutes)),
        2 => who().prop_map(Step::Object),
        1 => who().prop_map(Step::TakeBack),
        2 => who().prop_map(Step::GoAway),
        3 => who().prop_map(Step::ComeBack),
        2 => (0..400_000_u64).prop_map(Step::Wait),
    ]
}

/// What the engine refuses is refused: here it matters what becomes of the rest.
fn take(table: &mut Table, step: &Step) {
    match *step {
        Step::Suggest(by, number) => {
            let change = match number {
                1 => SuggestedChange::Strike,
                2 => replaced(),
                _ if by == WEI => SuggestedChange::InsertBefore(format!("First, by {by}.")),
                _ => SuggestedChange::InsertAfter(format!("By {by}.")),
            };
            let _ = table.suggest(by, number, change);
        }
        Step::Settle(is_taken) => {
            let shown = table.shown(MONA).suggestions;
            let open = shown.iter().rposition(|one| one.sent && one.taken_in.is_none());
            let places: Vec<_> = open.into_iter().collect();
            let _ = if is_taken { table.settle(&places, &[]) } else { table.settle(&[], &places) };
        }
        Step::Write(which) => {
            let last = format!("Ending {which}.");
            let _ = table.write(&["We met.", "We agreed on all points.", &last]);
        }
        Step::Sign(by) => drop(table.sign(by)),
        Step::Silence(by, minutes) => drop(table.silence(by, minutes)),
        Step::Object(by) => drop(table.object(by)),
        Step::TakeBack(by) => {
            let shown = table.shown(by);
            let own = shown.sign_offs.iter().filter(|one| one.own).map(|one| one.local_id);
            let own =
                own.chain(shown.suggestions.iter().filter(|one| one.own).map(|one| one.local_id));
            if let Some(local_id) = own.last() {
                let _ = table.give(by, StatementCommand::TakeBack { local_id });
            }
        }
        Step::GoAway(who) => table.world.disconnect(who),
        Step::ComeBack(who) => {
            table.world.connect(who);
            table.world.run();
        }
        Step::Wait(milliseconds) => pass(table, milliseconds),
    }
}

fn pass(table: &mut Table, milliseconds: u64) {
    wait(&mut table.world, MONA, milliseconds);
    for client in [ALI, WEI] {
        wait(&mut table.world, client, 0);
    }
    table.world.run();
}

/// All of it, but for what is each device's own.
fn common(mut shown: Statement) -> Statement {
    (shown.local_id, shown.own, shown.may_silence) = (0, false, false);
    let versions = shown.versions.iter_mut().chain(&mut shown.void);
    versions.for_each(|version| version.local_id = 0);
    shown.suggestions.iter_mut().for_each(|one| (one.local_id, one.own) = (0, false));
    shown.sign_offs.iter_mut().for_each(|one| (one.local_id, one.own) = (0, false));
    shown.silences.iter_mut().for_each(|one| one.local_id = 0);
    shown
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_devices_come_to_the_same(steps in prop::collection::vec(step(), 1..30)) {
        let mut table = Table::new(920);
        table.propose();
        for step in &steps {
            take(&mut table, step);
        }
        for client in [MONA, ALI, WEI] {
            table.world.connect(client);
        }
        table.world.run();
        // Receipts wait for others to go with them; deadlines pass.
        for milliseconds in [1_000, 30 * MINUTE] {
            pass(&mut table, milliseconds);
            let at_mona = common(table.shown(MONA));
            for client in [ALI, WEI] {
                prop_assert_eq!(&common(table.shown(client)), &at_mona);
            }
            prop_assert!(at_mona.versions.iter().all(|version| version.sent));
        }
    }
}
