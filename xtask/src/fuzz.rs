//! `cargo xtask fuzz`: every fuzz target for so many minutes, one after the other, and a table of what
//! came of it. docs/fuzzing.md says what the targets check.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use crate::program::{Failure, Program};

const VERSION: &str = "cargo-fuzz@0.13.1";

/// What libFuzzer is told beside how long to run: inputs of a few kilobytes find what larger ones
/// would, and no input may take a fortune in memory or time.
const OPTIONS: [&str; 5] = [
    "-max_len=16384",
    "-timeout=25",
    "-rss_limit_mb=2048",
    "-malloc_limit_mb=512",
    "-print_final_stats=1",
];

struct Wishes {
    targets: Vec<String>,
    minutes: u64,
}

/// What one target did.
#[derive(Default, Debug, PartialEq, Eq)]
struct Run {
    executions: u64,
    edges: u64,
    corpus: u64,
    crashes: usize,
    seconds: u64,
}

pub fn run(arguments: impl Iterator<Item = String>) -> Result<(), Failure> {
    let all = targets()?;
    let wishes = wishes(arguments, &all)?;
    crate::prepare::run()?;
    let programs = build()?;
    let mut rows = Vec::new();
    for target in &wishes.targets {
        let run = fuzz(target, &programs, wishes.minutes)?;
        rows.push((target.clone(), run));
    }
    println!("\n{}", table(&rows));
    let broken: Vec<&str> =
        rows.iter().filter(|(_, run)| run.crashes > 0).map(|(name, _)| name.as_str()).collect();
    if broken.is_empty() {
        Ok(())
    } else {
        let names = broken.join(", ");
        Err(Failure(format!("inputs that break something are in target/fuzz/artifacts: {names}")))
    }
}

/// Those in the manifest of `fuzz/`, in its order.
fn targets() -> Result<Vec<String>, Failure> {
    let manifest = crate::root().join("fuzz/Cargo.toml");
    let text = std::fs::read_to_string(&manifest)
        .map_err(|error| Failure(format!("{}: {error}", manifest.display())))?;
    let binaries = text.split("[[bin]]").skip(1);
    let names = binaries.filter_map(|one| one.split("name = \"").nth(1)?.split('"').next());
    Ok(names.map(str::to_owned).collect())
}

fn wishes(mut arguments: impl Iterator<Item = String>, all: &[String]) -> Result<Wishes, Failure> {
    let mut wishes = Wishes { targets: Vec::new(), minutes: 10 };
    while let Some(argument) = arguments.next() {
        let value = arguments.next().unwrap_or_default();
        match argument.as_str() {
            "--target" if all.contains(&value) => wishes.targets.push(value),
            "--target" => {
                let names = all.join(", ");
                return Err(Failure(format!("there is no target {value:?}; there are {names}")));
            }
            "--minutes" => {
                wishes.minutes = value
                    .parse()
                    .map_err(|_| Failure(format!("{value:?} is not a number of minutes")))?;
            }
            other => {
                return Err(Failure(format!("fuzz takes --target T and --minutes M, not {other}")));
            }
        }
    }
    if wishes.targets.is_empty() {
        wishes.targets = all.to_vec();
    }
    Ok(wishes)
}

fn work() -> PathBuf {
    crate::target().join("fuzz")
}

/// Finds cargo-fuzz, or builds it once for all later runs.
fn cargo_fuzz() -> Result<PathBuf, Failure> {
    if Program::new("cargo-fuzz", ["--version"]).succeeds() {
        return Ok(PathBuf::from("cargo-fuzz"));
    }
    let tools = crate::target().join("tools");
    let program = tools.join("bin/cargo-fuzz");
    if !Program::new(&program, ["--version"]).succeeds() {
        let root = tools.as_os_str().to_string_lossy().into_owned();
        Program::cargo(["install", "--locked", VERSION, "--root", &root])
            .variable("CARGO_TARGET_DIR", tools.join("build"))
            .run()?;
        let _ = std::fs::remove_dir_all(tools.join("build"));
    }
    Ok(program)
}

/// Builds every target and returns the folder of the programs.
///
/// Without a sanitizer, because no code of ours is unsafe and the time goes into executions. Then a
/// stable compiler can do it too: what is asked of it is instrumentation that LLVM has anyway.
fn build() -> Result<PathBuf, Failure> {
    let program = cargo_fuzz()?;
    let has_nightly = Program::new("rustup", ["run", "nightly", "rustc", "--version"]).succeeds();
    let folder = work().into_os_string();
    let mut words: Vec<OsString> =
        ["fuzz", "build", "-O", "--sanitizer", "none", "--no-cfg-fuzzing", "--target-dir"]
            .map(OsString::from)
            .into();
    words.push(folder);
    let build = Program::new(program, words);
    // The cargo that runs us is of one toolchain; the one that builds this is chosen anew.
    let build = if has_nightly {
        build.variable("CARGO", "cargo").variable("RUSTUP_TOOLCHAIN", "nightly")
    } else {
        build.variable("RUSTC_BOOTSTRAP", "1")
    };
    build.run()?;
    let version = Program::new("rustc", ["-vV"]).output()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    Ok(work().join(host).join("release"))
}

fn fuzz(target: &str, programs: &Path, minutes: u64) -> Result<Run, Failure> {
    let corpus = work().join("corpus").join(target);
    let artifacts = work().join("artifacts").join(target);
    for folder in [&corpus, &artifacts] {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure(format!("{}: {error}", folder.display())))?;
    }
    let fuzz = crate::root().join("fuzz");
    let mut words = vec![corpus.into_os_string(), fuzz.join("corpus").join(target).into()];
    let dictionary = fuzz.join("dictionaries").join(format!("{target}.dict"));
    words.push(option("-dict=", &dictionary));
    words.push(option("-artifact_prefix=", &artifacts.join("")));
    words.push(format!("-max_total_time={}", minutes * 60).into());
    words.extend(OPTIONS.map(OsString::from));
    let before = broken(&artifacts);
    let seen = Mutex::new(Run::default());
    let begun = Instant::now();
    let outcome = Program::new(programs.join(target), words).watch(|line| {
        if let Ok(mut run) = seen.lock() {
            run.see(line);
        }
    });
    let mut run = seen.into_inner().unwrap_or_default();
    run.seconds = begun.elapsed().as_secs();
    run.crashes = broken(&artifacts).saturating_sub(before);
    match outcome {
        // It ends so after it has written an artifact.
        Err(_) if run.crashes > 0 => Ok(run),
        other => other.map(|()| run),
    }
}

fn option(name: &str, path: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(path);
    option
}

/// Inputs that broke something. libFuzzer also keeps those that took ten seconds of the clock, which on a
/// busy machine says nothing of them; beyond its time limit they are `timeout-...`.
fn broken(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with("slow-unit-")).count()
}

impl Run {
    /// `#1024 NEW cov: 300 ft: 900 corp: 40/2Kb ...`, and `Done 5000 runs in 10 second(s)`.
    fn see(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let after = |name: &str| {
            let at = words.iter().position(|word| *word == name)?;
            words.get(at + 1)?.split('/').next()?.parse().ok()
        };
        if let Some(count) = words.first().and_then(|word| word.strip_prefix('#')) {
            self.executions = count.parse().unwrap_or(self.executions);
            self.edges = after("cov:").unwrap_or(self.edges);
            self.corpus = after("corp:").unwrap_or(self.corpus);
        }
        if words.first() == Some(&"stat::number_of_executed_units:") {
            let count = words.get(1).and_then(|count| count.parse().ok());
            self.executions = count.unwrap_or(self.executions);
        }
    }
}

/// As it stands in docs/fuzzing.md.
fn table(rows: &[(String, Run)]) -> String {
    let mut text = "| target | minutes | executions | per second | corpus | edges | crashes |\n\
                    |---|---|---|---|---|---|---|\n"
        .to_owned();
    for (name, run) in rows {
        let Run { executions, edges, corpus, crashes, seconds } = run;
        let minutes = format!("{}.{}", seconds / 60, seconds % 60 / 6);
        let rate = executions / (*seconds).max(1);
        // Writing into a String does not fail.
        let _ = writeln!(
            text,
            "| `{name}` | {minutes} | {executions} | {rate} | {corpus} | {edges} | {crashes} |"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_libfuzzer_says_is_understood() {
        let mut run = Run::default();
        run.see("#39066526\tREDUCE cov: 3009 ft: 8889 corp: 3592/695Kb lim: 16384 exec/s: 126839");
        assert_eq!((run.executions, run.edges, run.corpus), (39_066_526, 3009, 3592));
        run.see("INFO: seed corpus: files: 38 min: 1b max: 2b total: 3b rss: 31Mb");
        run.see("stat::number_of_executed_units: 56836122");
        assert_eq!((run.executions, run.edges), (56_836_122, 3009));
        run.seconds = 605;
        let table = table(&[("wire_frames".to_owned(), run)]);
        let row = "| `wire_frames` | 10.0 | 56836122 | 93944 | 3592 | 3009 | 0 |";
        assert!(table.contains(row), "{table}");
    }

    #[test]
    fn what_was_slow_on_a_busy_machine_has_broken_nothing() {
        let folder = std::env::temp_dir().join(format!("xtask-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for name in ["slow-unit-1", "crash-2", "timeout-3"] {
            std::fs::write(folder.join(name), name).unwrap();
        }
        let count = broken(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(count, 2);
    }

    #[test]
    fn the_manifest_names_the_targets_and_wishes_are_among_them() {
        let all = targets().unwrap();
        assert!(all.contains(&"wire_frames".to_owned()), "{all:?}");
        let wish = |words: &[&str]| wishes(words.iter().map(|word| (*word).to_owned()), &all);
        assert_eq!(wish(&[]).unwrap().targets, all);
        let one = wish(&["--target", "texts", "--minutes", "3"]).unwrap();
        assert_eq!((one.targets, one.minutes), (vec!["texts".to_owned()], 3));
        assert!(wish(&["--target", "nothing"]).is_err());
        assert!(wish(&["--minutes", "x"]).is_err());
    }
}
