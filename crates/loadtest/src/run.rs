//! One run, from a fresh relay to the table.

use std::io::Write as _;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::arguments::Options;
use crate::failure::Failure;
use crate::measure::appends::{self, SHAPES};
use crate::measure::fan_out::{self, PACES};
use crate::measure::{Site, disk, idle, registering, restart};
use crate::plan::Plan;
use crate::relay::{self, Relay};
use crate::report::Report;
use crate::table;

pub fn run(options: &Options) -> Result<(), Failure> {
    let plan = Plan::new(options)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::System("starting", error))?;
    let report = runtime.block_on(measure(options, &plan))?;
    let text = if options.json {
        serde_json::to_string_pretty(&report)? + "\n"
    } else {
        table::render(&report)
    };
    std::io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| Failure::System("standard output", error))
}

async fn measure(options: &Options, plan: &Plan) -> Result<Report, Failure> {
    let program = relay::find_program(options.relay_binary.as_deref()).await?;
    let folder = folder(options)?;

    say("the disk alone");
    let disk = disk::measure(folder.path(), plan.record_bytes, plan.disk)?;

    let relay = Relay::init(&program, folder.path().join("relay")).await?;
    let running = relay.serve().await?;
    say(&format!("{} accounts", plan.devices()));
    let (address, invitations) = relay.invite(plan.devices()).await?;
    let (devices, registering) = registering::measure(&address, invitations).await?;

    let (folder, process) = (folder.path(), running.process);
    let site = Site { folder, address: &address, devices: &devices, plan, process };
    let mut appends = Vec::new();
    for shape in SHAPES {
        say("durable appends");
        appends.push(appends::measure(site, shape).await?);
    }
    let mut fan_out = Vec::new();
    for pace in PACES {
        say("fan-out");
        fan_out.push(fan_out::measure(site, pace).await?);
    }
    let peak_bytes = running.process.peak_bytes()?;

    say("restarts");
    let (running, restart) = restart::measure(&relay, running, &address).await?;
    say(&format!("{} idle connections", plan.idle));
    let idle = idle::measure(Site { process: running.process, ..site }).await?;
    running.stop().await?;

    Ok(Report {
        version: env!("CARGO_PKG_VERSION"),
        processors: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        debug_build: cfg!(debug_assertions),
        record_bytes: plan.record_bytes,
        seconds: plan.load.as_secs(),
        disk,
        registering,
        appends,
        fan_out,
        peak_bytes,
        restart,
        idle,
    })
}

/// A folder that is removed with all it holds. By default it lies beside this program: the
/// system's own folder for temporary files is memory on many machines, and no disk.
fn folder(options: &Options) -> Result<TempDir, Failure> {
    let failed = |error| Failure::System("making a folder for the run", error);
    let parent = if let Some(folder) = &options.dir {
        std::fs::create_dir_all(folder).map_err(failed)?;
        folder.clone()
    } else {
        let this = std::env::current_exe().map_err(failed)?;
        this.parent().map_or_else(|| PathBuf::from("."), PathBuf::from)
    };
    tempfile::Builder::new().prefix("loadtest-").tempdir_in(parent).map_err(failed)
}

/// Progress, on standard error, so that the report stays alone on standard output.
fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "measuring: {what}");
}
