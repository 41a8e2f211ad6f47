//! Everything that has to hold before a change is anybody else's: checks first, then the tests.

use std::process::ExitCode;

use crate::deny::Deny;
use crate::program::{Failure, Program};
use crate::report::{Report, TestCounter, Tests};
use crate::{direction, links, prepare, screens, simulate, simulation_only, tidy, web};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    QuickChecks,
    Everything,
}

/// Every step runs whatever the ones before it found, so that one run tells all.
pub fn run(extent: Extent) -> ExitCode {
    let mut report = Report::default();
    let prepared = if extent == Extent::Everything { prepare::for_tests } else { prepare::run };
    report.check("prepare this machine", prepared);
    let deny = (extent == Extent::Everything).then(Deny::find);
    report.check("format", || Program::cargo(["fmt", "--all", "--check"]).run());
    report.check("house rules: dependencies point down", direction::check);
    report.check("house rules: files and manifests", tidy::check);
    report.check("house rules: links between pages", links::check);
    report.check("house rules: nothing simulated in programs", simulation_only::check_features);
    report.check("house rules: planted bugs", simulation_only::check_bugs);
    report.check("lints", || {
        let lints = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
        Program::cargo(lints).run()
    });
    if let Some(deny) = deny {
        report.check("documentation", || {
            Program::cargo(["doc", "--workspace", "--no-deps", "--locked"])
                .variable("RUSTDOCFLAGS", "-D warnings")
                .run()
        });
        // End-to-end tests start the programs themselves.
        report.check("programs", || {
            Program::cargo(["build", "--workspace", "--bins", "--locked"]).run()
        });
        run_tests(&mut report);
        report.check("screens: types", screens::check_types);
        report.check("screens: lints", screens::lint);
        report.check("screens: unit tests", screens::test);
        report.check("screens: axe, weight, 50,000 messages", screens::look_and_measure);
        report.check("people in Chromium, over a real relay", || web::talk(&[]));
        report.check("simulated worlds, stub cipher", simulate::stub_seeds);
        report.check("simulated worlds, MLS", simulate::mls_seeds);
        report.check("planted bugs", simulate::planted_bugs);
        report.step("cargo deny", || deny.check());
    }
    report.finish()
}

fn run_tests(report: &mut Report) {
    if Program::cargo(["nextest", "--version"]).succeeds() {
        let all = ["nextest", "run", "--workspace", "--locked", "--no-fail-fast"];
        report.step("tests", || counted(Program::cargo(all)));
        let doc = ["test", "--workspace", "--locked", "--no-fail-fast", "--doc"];
        report.step("tests in the documentation", || counted(Program::cargo(doc)));
    } else {
        let all = ["test", "--workspace", "--locked", "--no-fail-fast"];
        report.step("tests", || counted(Program::cargo(all)));
    }
}

fn counted(program: Program) -> (Tests, Result<String, Failure>) {
    let counter = TestCounter::default();
    let outcome = program.watch(|line| counter.see(line));
    let tests = counter.tests();
    (tests, outcome.map(|()| format!("{} tests", tests.passed)))
}
