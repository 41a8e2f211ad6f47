//! What is printed, and how: tables and colours on a terminal, plain lines in a pipe, JSON on request.
//!
//! Standard output carries results, standard error everything said beside them. A closed pipe ends
//! the program quietly instead of panicking as `println!` would.

use std::io::{IsTerminal, Write};

use anstyle::Style;
use serde::Serialize;

use crate::failure::Failure;

mod escape;
mod time;

pub use escape::{EscapingFormatter, line, paragraph};
pub use time::utc;

pub const STRONG: Style = Style::new().bold();
pub const FAINT: Style = Style::new().dimmed();
pub const WARNING: Style = anstyle::AnsiColor::Yellow.on_default();
pub const ERROR: Style = anstyle::AnsiColor::Red.on_default().bold();

#[derive(Clone, Copy)]
pub struct Screen {
    pub json: bool,
}

#[expect(clippy::unused_self, reason = "what is printed goes through the screen, whatever it is")]
impl Screen {
    /// Whether a person looks at standard output.
    pub fn is_terminal(self) -> bool {
        !self.json && std::io::stdout().is_terminal()
    }

    /// A line of the result. What came from others has gone through `line` or `paragraph`.
    pub fn print(self, text: &str) -> Result<(), Failure> {
        let mut out = anstream::AutoStream::auto(std::io::stdout()).lock();
        writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|_| Failure::OutputClosed)
    }

    /// One JSON object on a line of its own.
    pub fn object(self, value: &impl Serialize) -> Result<(), Failure> {
        let mut bytes = to_json(value);
        bytes.push(b'\n');
        let mut out = std::io::stdout().lock();
        out.write_all(&bytes).and_then(|()| out.flush()).map_err(|_| Failure::OutputClosed)
    }

    /// The object where JSON was asked for, else the text.
    pub fn show(
        self,
        value: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        if self.json { self.object(value) } else { self.print(&text()) }
    }

    /// A list: a table on a terminal, else one line each with tabs between.
    pub fn table(self, header: &[&str], rows: Vec<Vec<String>>) -> Result<(), Failure> {
        if !self.is_terminal() {
            return rows.iter().try_for_each(|row| self.print(&row.join("\t")));
        }
        let mut table = comfy_table::Table::new();
        table
            .load_preset(comfy_table::presets::NOTHING)
            .set_content_arrangement(comfy_table::ContentArrangement::Dynamic)
            .set_header(header)
            .add_rows(rows);
        self.print(&table.to_string())
    }

    /// Something a person should know, beside the result.
    pub fn note(self, text: &str) {
        if self.json {
            self.complain(&serde_json::json!({ "note": text }));
        } else {
            let mut err = anstream::AutoStream::auto(std::io::stderr()).lock();
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(err, "{WARNING}{text}{WARNING:#}");
        }
    }

    /// Why the program ends.
    pub fn failure(self, failure: &Failure) {
        if self.json {
            self.complain(&serde_json::json!({ "error": failure.object() }));
            return;
        }
        let mut err = anstream::AutoStream::auto(std::io::stderr()).lock();
        let _ = writeln!(err, "{ERROR}error:{ERROR:#} {failure}");
        if let Some(hint) = failure.hint() {
            let _ = writeln!(err, "  {hint}");
        }
    }

    fn complain(self, value: &serde_json::Value) {
        let mut bytes = to_json(value);
        bytes.push(b'\n');
        let _ = std::io::stderr().lock().write_all(&bytes);
    }
}

/// A question, on standard error so that results can be piped away.
pub fn prompt(question: &str) -> Result<(), Failure> {
    let mut err = std::io::stderr().lock();
    write!(err, "{question}").and_then(|()| err.flush()).map_err(|_| Failure::OutputClosed)
}

/// Bytes of this program's own making, such as a completion script.
pub fn raw(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|_| Failure::OutputClosed)
}

/// One line of JSON with everything escaped that acts on a terminal.
pub fn to_json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, EscapingFormatter);
    // Every type printed here has string keys and no failing serializer, so this cannot fail.
    let _ = value.serialize(&mut serializer);
    bytes
}
