//! `corridor-simulator`: runs seeds, shrinks what fails, prints how to run it again.
//! `cargo xtask simulate` builds it and hands its arguments on.
#![forbid(unsafe_code)]

mod planted;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, ValueEnum};
use corridor_simulator::campaign::{Campaign, Totals};
use corridor_simulator::fault::Fault;
use corridor_simulator::plan::{Cipher, Plan};
use corridor_simulator::races;
use corridor_simulator::run::run;
use corridor_simulator::shrink::shrink;

#[derive(Clone, Copy, ValueEnum)]
enum CipherName {
    Stub,
    Mls,
}

/// Runs Corridor's engine and relay against every fault, from seeds.
#[derive(Parser)]
#[command(name = "cargo xtask simulate")]
struct Arguments {
    /// How many seeds to run.
    #[arg(long, default_value_t = 1000)]
    seeds: u64,
    /// The first of them.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// `stub` replaces the slow primitives under MLS; `mls` is the suite that people use.
    #[arg(long, value_enum, default_value = "stub")]
    cipher: CipherName,
    /// How many runs at once; as many as there are cores unless set.
    #[arg(long)]
    threads: Option<usize>,
    /// Stop after so many failing seeds.
    #[arg(long, default_value_t = 1)]
    failures: usize,
    /// With one seed: keep only these steps of its plan, as in `0-3,7`.
    #[arg(long)]
    keep: Option<String>,
    /// With one seed: leave these kinds of fault out, as in `delay,cut`.
    #[arg(long)]
    without: Option<String>,
    /// With one seed: print the steps, and what the devices showed at the end.
    #[arg(long)]
    verbose: bool,
    /// Break one rule of the cores on purpose, or `all` of them one after the other, and print in how
    /// many seeds each is noticed.
    #[arg(long)]
    planted: Option<String>,
    /// Instead of everything: people who come while others write, until so many texts had somebody come in
    /// between their writing and their sealing.
    #[arg(long)]
    races: Option<u64>,
    /// Do not shorten a failing plan.
    #[arg(long)]
    no_shrink: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // A panic is caught, and reported as the failure that it is.
    if !arguments.verbose {
        std::panic::set_hook(Box::new(|_| {}));
    }
    match run_all(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(wrong) => {
            eprintln!("corridor-simulator: {wrong}");
            ExitCode::from(2)
        }
    }
}

fn run_all(arguments: &Arguments) -> Result<bool, String> {
    let cipher = match arguments.cipher {
        CipherName::Stub => Cipher::Stub,
        CipherName::Mls => Cipher::Mls,
    };
    if arguments.keep.is_some() || arguments.without.is_some() || arguments.verbose {
        return run_one(arguments, cipher);
    }
    if let Some(name) = &arguments.planted {
        return planted::run(name, arguments.from, arguments.seeds.min(500), cipher);
    }
    let threads = arguments
        .threads
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get));
    let draw = if arguments.races.is_some() { races::draw } else { Plan::new };
    let campaign = Campaign {
        from: arguments.from,
        seeds: if arguments.races.is_some() { u64::MAX - arguments.from } else { arguments.seeds },
        cipher,
        draw,
        races: arguments.races,
        threads,
        most_failures: arguments.failures.max(1),
    };
    let begun = Instant::now();
    let totals = campaign.run(|done, failed| {
        if let Some((seed, failure)) = failed {
            eprintln!("seed {seed}: {failure}");
        }
        if done.is_multiple_of(1000) {
            eprintln!("{done} seeds");
        }
    });
    print_totals(&totals, begun.elapsed().as_secs_f64());
    for (seed, failure) in &totals.failures {
        println!("\nseed {seed}: {failure}");
        let plan = draw(*seed, cipher);
        println!("  {:?}, {} people, {} steps", plan.conduct, plan.people.len(), plan.count());
        if !arguments.no_shrink && arguments.races.is_none() {
            print_shrunk(&plan, failure, cipher);
        }
    }
    Ok(totals.failures.is_empty())
}

fn print_totals(totals: &Totals, seconds: f64) {
    #[expect(clippy::cast_precision_loss, reason = "printed with one digit")]
    let rate = totals.runs as f64 / seconds.max(0.001);
    println!(
        "{} seeds in {seconds:.1} s, {rate:.1} seeds/s; {} events, {} texts; {} seeds run twice, alike",
        totals.runs, totals.events, totals.texts, totals.repeated
    );
    for fault in Fault::ALL {
        println!("  {:>12} {}", totals.counts.of(fault), fault);
    }
    println!(
        "{} texts with somebody new between writing and sealing, none sealed before a look but where said below",
        totals.races
    );
    println!("{} seeds failed", totals.failures.len());
}

fn name_of(cipher: Cipher) -> &'static str {
    match cipher {
        Cipher::Stub => "stub",
        Cipher::Mls => "mls",
    }
}

fn print_shrunk(plan: &Plan, failure: &corridor_simulator::failure::Failure, cipher: Cipher) {
    let shrunk = shrink(plan, failure.promise, 150);
    let kept: Vec<String> = shrunk.kept.iter().map(ToString::to_string).collect();
    let without: Vec<&str> = shrunk.plan.without.iter().map(|fault| fault.name()).collect();
    println!("  {} of {} steps suffice ({} runs):", kept.len(), plan.count(), shrunk.runs);
    for (when, action) in shrunk.plan.timed() {
        println!("    at {when} ms {action:?}");
    }
    println!(
        "  cargo xtask simulate --cipher {} --from {} --seeds 1 --verbose --keep {} --without {}",
        name_of(cipher),
        plan.seed,
        if kept.is_empty() { "none".to_owned() } else { kept.join(",") },
        if without.is_empty() { "none".to_owned() } else { without.join(",") },
    );
}

fn run_one(arguments: &Arguments, cipher: Cipher) -> Result<bool, String> {
    let drawn = Plan::new(arguments.from, cipher);
    let kept = match arguments.keep.as_deref() {
        None => (0..drawn.count()).collect(),
        Some("none") => Vec::new(),
        Some(list) => numbers(list)?,
    };
    let mut without = BTreeSet::new();
    for name in arguments.without.iter().flat_map(|list| list.split(',')).filter(|n| *n != "none") {
        without.insert(Fault::parse(name).ok_or_else(|| format!("there is no fault {name:?}"))?);
    }
    let mut plan = drawn.keeping(&kept, &without);
    plan.verbose = arguments.verbose;
    println!("seed {}: {:?}, {} people", plan.seed, plan.conduct, plan.people.len());
    if arguments.verbose {
        println!("{plan:?}");
    }
    let report = run(plan);
    println!("{} events, {} texts", report.events, report.texts);
    match report.failure {
        None => println!("every promise was kept"),
        Some(ref failure) => println!("{failure}"),
    }
    Ok(report.failure.is_none())
}

/// `0-3,7` is 0, 1, 2, 3, 7.
fn numbers(list: &str) -> Result<Vec<usize>, String> {
    let number = |text: &str| text.parse::<usize>().map_err(|_| format!("{text:?} is no number"));
    let mut all = Vec::new();
    for part in list.split(',') {
        match part.split_once('-') {
            Some((low, high)) => all.extend(number(low)?..=number(high)?),
            None => all.push(number(part)?),
        }
    }
    Ok(all)
}
