//! Breaks one rule after the other, and counts the seeds until somebody notices.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use corridor_simulator::failure::Promise;
use corridor_simulator::plan::{Cipher, Plan};
use corridor_simulator::run::run as run_plan;
use corridor_wire::planted::Bug;

/// The seed that noticed, counted from 1, and what it said was broken.
type Caught = Option<(u64, Promise)>;

fn hunt(bug: Bug, from: u64, most: u64, cipher: Cipher) -> Caught {
    (0..most).find_map(|number| {
        let mut plan = Plan::new(from + number, cipher);
        plan.planted = Some(bug);
        let failure = run_plan(plan.clone()).failure?;
        // A seed that fails by itself has noticed nothing.
        plan.planted = None;
        run_plan(plan).failure.is_none().then_some((number + 1, failure.promise))
    })
}

/// Prints a table in the form in which docs/reliability.md has it; `false` when a bug got away.
fn run_all(bugs: &[Bug], from: u64, most: u64, cipher: Cipher) -> bool {
    let next = AtomicUsize::new(0);
    let found: Mutex<Vec<(usize, Caught)>> = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(bug) = bugs.get(index) else { return };
                    let caught = hunt(*bug, from, most, cipher);
                    if let Ok(mut found) = found.lock() {
                        found.push((index, caught));
                    }
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap_or_default();
    found.sort_by_key(|(index, _)| *index);
    println!("| planted | what is broken | seeds until caught | by the promise |");
    println!("|---|---|---|---|");
    let mut escaped = 0;
    for (index, caught) in &found {
        let bug = bugs[*index];
        let (seeds, promise) = if let Some((seeds, promise)) = caught {
            (seeds.to_string(), format!("{promise:?}"))
        } else {
            escaped += 1;
            (format!("not in {most}"), String::new())
        };
        println!("| `{}` | {} | {seeds} | {promise} |", bug.name(), bug.rule());
    }
    println!("\n{} of {} caught", found.len() - escaped, found.len());
    escaped == 0
}

pub fn run(name: &str, from: u64, most: u64, cipher: Cipher) -> Result<bool, String> {
    let bugs: Vec<Bug> = if name == "all" {
        Bug::ALL.to_vec()
    } else {
        vec![Bug::parse(name).ok_or_else(|| format!("there is no bug {name:?}"))?]
    };
    Ok(run_all(&bugs, from, most, cipher))
}
