//! Which lines of the cores their own tests run.
//!
//! Only this repository's packages are instrumented: cargo passes their compilations, and no others,
//! through `RUSTC_WORKSPACE_WRAPPER`, which is this program again. So dependencies are not built anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{Failure, Program};

/// Set for the compilations that go through this program.
const WRAPPING: &str = "CORRIDOR_COVERAGE_WRAPPER";

const CORES: &[&str] = &[
    "corridor-wire",
    "corridor-content",
    "corridor-sealing",
    "corridor-engine",
    "corridor-store",
    "corridor-relay-core",
];

/// Whether cargo has called this program as if it were rustc.
pub fn is_wrapper() -> bool {
    std::env::var_os(WRAPPING).is_some()
}

/// `program rustc arguments...`: rustc with counters.
pub fn wrap() -> Result<(), Failure> {
    let mut words = std::env::args_os().skip(1);
    let rustc = words.next().ok_or_else(|| Failure("no compiler to call".to_owned()))?;
    let mut command = std::process::Command::new(rustc);
    command.args(words).args(["-C", "instrument-coverage"]);
    let status = command.status().map_err(|error| Failure(error.to_string()))?;
    std::process::exit(status.code().unwrap_or(1))
}

/// Runs the tests of the packages named on the command line, or of all cores, and prints a table.
/// What follows `--` goes to the tests.
pub fn run() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(2).collect();
    let mut halves = words.splitn(2, |word| word == "--").map(<[String]>::to_vec);
    let (named, options) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
    let packages =
        if named.is_empty() { CORES.iter().map(|&core| core.to_owned()).collect() } else { named };
    let tools = tools()?;
    let folder = crate::target().join("coverage");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)
        .map_err(|error| Failure(format!("{}: {error}", folder.display())))?;
    let chosen: Vec<&str> = packages.iter().flat_map(|one| ["--package", one]).collect();
    let program =
        std::env::current_exe().map_err(|error| Failure(format!("this program: {error}")))?;
    let test = |more: &[&str]| {
        let words = ["test", "--locked", "--lib", "--tests"].iter().chain(&chosen).chain(more);
        Program::cargo(words)
            .variable("RUSTC_WORKSPACE_WRAPPER", &program)
            .variable(WRAPPING, "1")
            // What many processes count is added up in a few files.
            .variable("LLVM_PROFILE_FILE", folder.join("%4m.profraw"))
    };
    let built = test(&["--no-run", "--message-format", "json"]).output()?;
    test(&["--"]).arguments(&options).run()?;

    let merged = folder.join("tests.profdata");
    let raw: Vec<PathBuf> = entries(&folder, "profraw");
    Program::new(tools.join("llvm-profdata"), ["merge", "-sparse", "-o"])
        .argument(&merged)
        .arguments(&raw)
        .run()?;
    let mut export = Program::new(tools.join("llvm-cov"), ["export", "-summary-only"])
        .argument("-instr-profile")
        .argument(&merged);
    for object in executables(&built) {
        export = export.argument("-object").argument(object);
    }
    let report: Value = serde_json::from_str(&export.output()?)
        .map_err(|error| Failure(format!("llvm-cov printed no JSON: {error}")))?;
    print_table(&report);
    Ok(())
}

/// The folder of `llvm-cov` that belongs to this compiler.
fn tools() -> Result<PathBuf, Failure> {
    let sysroot = Program::new("rustc", ["--print", "sysroot"]).output()?;
    let version = Program::new("rustc", ["-vV"]).output()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or_else(|| Failure("rustc does not name its host".to_owned()))?;
    let tools = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin");
    if !tools.join("llvm-cov").exists() {
        println!("llvm-tools is missing; rustup installs it.");
        Program::new("rustup", ["component", "add", "llvm-tools"]).run()?;
    }
    Ok(tools)
}

fn entries(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|end| end == ending)).collect()
}

/// The test programs among cargo's messages.
fn executables(messages: &str) -> Vec<String> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages.filter_map(|message| Some(message["executable"].as_str()?.to_owned())).collect()
}

#[derive(Default)]
struct Lines {
    all: u64,
    run: u64,
}

impl Lines {
    #[allow(clippy::cast_precision_loss)] // Lines of code are few.
    fn percent(&self) -> f64 {
        if self.all == 0 { 0.0 } else { 100.0 * self.run as f64 / self.all as f64 }
    }
}

fn print_table(report: &Value) {
    let crates = crate::root().join("crates");
    let mut files = BTreeMap::new();
    let listed = report["data"][0]["files"].as_array().into_iter().flatten();
    for file in listed {
        let name = Path::new(file["filename"].as_str().unwrap_or_default());
        let Ok(name) = name.strip_prefix(&crates) else { continue };
        let mut parts = name.components().map(|part| part.as_os_str().to_string_lossy());
        let (Some(package), Some(folder)) = (parts.next(), parts.next()) else { continue };
        if folder == "src" {
            let lines = &file["summary"]["lines"];
            let (all, run) = (lines["count"].as_u64(), lines["covered"].as_u64());
            let lines = Lines { all: all.unwrap_or(0), run: run.unwrap_or(0) };
            files.insert((package.into_owned(), name.display().to_string()), lines);
        }
    }
    let mut packages: BTreeMap<&str, Lines> = BTreeMap::new();
    for ((package, name), lines) in &files {
        println!("{:>6} of {:>6} {:>6.1} %  {name}", lines.run, lines.all, lines.percent());
        let sum = packages.entry(package).or_default();
        sum.all += lines.all;
        sum.run += lines.run;
    }
    println!();
    for (package, lines) in packages {
        println!("{:>6} of {:>6} {:>6.1} %  {package}", lines.run, lines.all, lines.percent());
    }
}
