//! The report for people: one table, each figure beside what it is to be compared with.

use std::fmt::Write as _;

use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{Cell, CellAlignment, Row, Table};

use crate::latency::Latency;
use crate::measure::appends::AppendFigures;
use crate::measure::disk::DiskFigures;
use crate::measure::fan_out::{FanOutFigures, Pace};
use crate::report::Report;

/// Columns of numbers, which stand right.
const NUMBERS: std::ops::RangeInclusive<usize> = 1..=4;

pub fn render(report: &Report) -> String {
    let mut table = Table::new();
    // Markdown reads well on a terminal too, and goes into docs/benchmarks.md as it is.
    table.load_preset(ASCII_MARKDOWN);
    table.set_header(["what", "figure", "p50", "p99", "slowest", "beside it"]);
    for one in &report.disk {
        table.add_row(disk_row(one));
    }
    let registering = &report.registering;
    table.add_row(plain_row(
        format!("{} accounts registered", grouped(registering.accounts as u64)),
        format!("{}/s", rounded(registering.accounts_per_second)),
        "connecting included",
    ));
    for one in &report.appends {
        table.add_row(append_row(one));
    }
    for one in &report.fan_out {
        table.add_row(fan_out_row(one));
    }
    table.add_row(plain_row("memory of the relay, peak", mebibytes(report.peak_bytes), ""));
    for row in restart_rows(report).into_iter().chain(idle_rows(report)) {
        table.add_row(row);
    }
    for column in NUMBERS {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = heading(report);
    // Writing to a String has no error of its own.
    let _ = writeln!(text, "{table}");
    text
}

fn heading(report: &Report) -> String {
    let warning = if report.debug_build {
        "\nNot an optimised build: these figures mean nothing. Use cargo run --release."
    } else {
        ""
    };
    format!(
        "corridor-relay {}: records of {} bytes, {} s each, relay and load together on {} \
         processors{warning}\n",
        report.version, report.record_bytes, report.seconds, report.processors
    )
}

fn disk_row(one: &DiskFigures) -> Row {
    measured_row(
        format!("disk: {} a sync", records(one.records_per_sync)),
        format!("{} records/s", rounded(one.records_per_second)),
        one.sync,
        String::new(),
    )
}

fn append_row(one: &AppendFigures) -> Row {
    let logs = if one.shape.one_log { "one log" } else { "own logs" };
    let ahead = match one.shape.in_flight {
        1 => String::new(),
        more => format!(", {more} each"),
    };
    let share = one.records_per_second * 100.0 / one.disk_records_per_second.max(1.0);
    measured_row(
        format!("append: {} senders{ahead}, {logs}", one.senders),
        format!("{} records/s", rounded(one.records_per_second)),
        one.latency,
        format!(
            "{share:.0} % of the disk's {}/s; {:.0} µs relay CPU",
            rounded(one.disk_records_per_second),
            one.relay_cpu_us_per_record
        ),
    )
}

fn fan_out_row(one: &FanOutFigures) -> Row {
    let pace = match one.pace {
        Pace::PerSecond(rate) => format!("{} a second", records(rate as usize)),
        Pace::Together(together) => format!("{} on the way", records(together)),
    };
    measured_row(
        format!("fan-out: {} followers, {pace}", one.followers),
        format!("{} deliveries/s", rounded(one.deliveries_per_second)),
        one.latency,
        format!("to the last; {:.1} µs relay CPU", one.relay_cpu_us_per_delivery),
    )
}

fn restart_rows(report: &Report) -> [Row; 2] {
    let restart = &report.restart;
    [
        plain_row(
            "start after kill -9",
            format!("{} ms", restart.after_kill_ms),
            format!("{} stored", mebibytes(restart.store_bytes)),
        ),
        plain_row(
            "start after a clean stop",
            format!("{} ms", restart.after_stop_ms),
            format!("stopping: {} ms", restart.stop_ms),
        ),
    ]
}

fn idle_rows(report: &Report) -> [Row; 2] {
    let idle = &report.idle;
    [
        plain_row(
            format!("{} idle connections", grouped(idle.connections as u64)),
            format!("{} each", kibibytes(idle.bytes_per_connection)),
            format!(
                "{} before, {} after; {}/s",
                mebibytes(idle.resident_before_bytes),
                mebibytes(idle.resident_after_bytes),
                rounded(idle.connections_per_second)
            ),
        ),
        plain_row(
            "idle, following the inbox",
            format!("{} each", kibibytes(idle.bytes_per_following_connection)),
            "as clients do",
        ),
    ]
}

fn measured_row(what: String, figure: String, latency: Latency, beside: String) -> Row {
    let times = [latency.p50_us, latency.p99_us, latency.max_us].map(millis);
    [what, figure]
        .into_iter()
        .chain(times)
        .chain([beside])
        .map(Cell::new)
        .collect::<Vec<_>>()
        .into()
}

fn plain_row(what: impl Into<String>, figure: String, beside: impl Into<String>) -> Row {
    let nothing = String::new;
    let cells = [what.into(), figure, nothing(), nothing(), nothing(), beside.into()];
    cells.into_iter().map(Cell::new).collect::<Vec<_>>().into()
}

fn records(count: usize) -> String {
    if count == 1 { "1 record".to_owned() } else { format!("{count} records") }
}

#[expect(clippy::cast_precision_loss, reason = "shown with two decimals")]
fn millis(micros: u64) -> String {
    format!("{:.2} ms", micros as f64 / 1e3)
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn kibibytes(bytes: u64) -> String {
    format!("{:.1} KiB", bytes as f64 / 1024.0)
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / 1_048_576.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rate is above zero")]
fn rounded(rate: f64) -> String {
    grouped(rate.round() as u64)
}

/// 12345 as 12,345.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }
}
