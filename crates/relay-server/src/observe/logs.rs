//! Structured logs on standard error.
//!
//! They say what the relay does, never for whom: no address, account, log, token or device appears
//! at any level. Only our own crates may write, since a library's debug line would not keep that
//! promise.

use tracing_subscriber::EnvFilter;

use crate::config::settings::{Log, LogFormat, LogLevel};

const OWN_CRATES: [&str; 3] = ["corridor_relay", "corridor_relay_core", "corridor_store"];

/// Begins logging for the whole process. A second call changes nothing.
pub fn begin(log: &Log) {
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter(log.level)))
        .with_writer(std::io::stderr)
        .with_ansi(false);
    let _ = match log.format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
}

fn filter(level: LogLevel) -> String {
    let level = match level {
        LogLevel::Off => return "off".to_owned(),
        LogLevel::Error => "error",
        LogLevel::Warn => "warn",
        LogLevel::Info => "info",
        LogLevel::Debug => "debug",
    };
    let own: Vec<String> = OWN_CRATES.iter().map(|own| format!("{own}={level}")).collect();
    format!("off,{}", own.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_stay_silent_at_every_level() {
        assert_eq!(
            filter(LogLevel::Debug),
            "off,corridor_relay=debug,corridor_relay_core=debug,corridor_store=debug"
        );
        assert_eq!(filter(LogLevel::Off), "off");
    }
}
