//! `relay.toml` as `init` writes it: every setting with its meaning, the ones that matter filled in.

use std::fmt::Write as _;

use super::settings::{SETTINGS, Settings};

/// The file's text. A setting that is at its default stands commented out, so that a later version
/// may choose a better default.
pub fn render(settings: &Settings) -> Result<String, toml::ser::Error> {
    let chosen = toml::Table::try_from(settings)?;
    let defaults = toml::Table::try_from(Settings::default())?;
    let mut text = String::from(
        "# The settings of a Corridor relay. Each is also an environment variable, which wins.\n\
         # docs/operations.md explains them at length.\n",
    );
    let mut section = "";
    for setting in SETTINGS {
        let (table, key) = setting.key.split_once('.').unwrap_or(("", setting.key));
        if table != section {
            section = table;
            let _ = write!(text, "\n[{section}]\n");
        }
        let value = look_up(&chosen, table, key);
        let mark = if value == look_up(&defaults, table, key) { "# " } else { "" };
        let _ = write!(text, "\n# {}\n# {}\n", setting.meaning, setting.variable());
        if let Some(value) = value {
            let _ = writeln!(text, "{mark}{key} = {value}");
        }
    }
    Ok(text)
}

fn look_up<'t>(table: &'t toml::Table, section: &str, key: &str) -> Option<&'t toml::Value> {
    if section.is_empty() { table.get(key) } else { table.get(section)?.get(key) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load::parse;
    use crate::config::settings::{BlobBackend, LogLevel};
    use proptest::prelude::*;
    use std::path::Path;

    /// Settings with something in every section, sensible or not.
    fn settings() -> impl Strategy<Value = Settings> {
        // TOML has no integer beyond 2^63 - 1.
        let number = || 0..i64::MAX.unsigned_abs();
        let texts = (".{0,40}", "[a-z.]{0,20}", "\\PC{0,20}");
        let numbers = (any::<u32>(), number(), number(), 0..usize::MAX / 2);
        let level = prop::sample::select(vec![LogLevel::Off, LogLevel::Info, LogLevel::Debug]);
        (texts, numbers, any::<bool>(), level).prop_map(
            |((listen, name, key), (days, bytes, rate, most), flag, level)| {
                let mut settings = Settings {
                    listen,
                    relay_name: name,
                    retention_days: days,
                    ..Settings::default()
                };
                settings.allow_plain = flag;
                settings.tls.key = key;
                settings.limits.blob_bytes = bytes;
                settings.limits.requests_per_second = rate;
                settings.connections.most = most;
                settings.log.level = level;
                if flag {
                    settings.blobs.backend = BlobBackend::S3;
                }
                settings
            },
        )
    }

    proptest! {
        #[test]
        fn any_settings_read_back(settings in settings()) {
            let text = render(&settings).unwrap();
            prop_assert_eq!(parse(Path::new("relay.toml"), &text, []).unwrap(), settings);
        }

        #[test]
        fn the_environment_says_the_same_as_the_file(settings in settings()) {
            let table = toml::Table::try_from(&settings).unwrap();
            let variables = SETTINGS.iter().map(|setting| {
                let (section, key) = setting.key.split_once('.').unwrap_or(("", setting.key));
                let value = match look_up(&table, section, key).unwrap() {
                    toml::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                (setting.variable(), value)
            });
            let read = parse(Path::new("relay.toml"), "", variables.collect::<Vec<_>>());
            prop_assert_eq!(read.unwrap(), settings);
        }

        #[test]
        fn any_text_is_settings_or_an_error(text in "(\\PC|\n){0,200}", value in ".{0,20}") {
            let _ = parse(Path::new("relay.toml"), &text, []);
            for setting in SETTINGS {
                let variable = (setting.variable(), value.clone());
                if let Ok(read) = parse(Path::new("relay.toml"), "", [variable]) {
                    prop_assert!(render(&read).is_ok());
                }
            }
        }
    }

    #[test]
    fn what_is_written_reads_back_and_names_every_setting() {
        let mut settings =
            Settings { relay_name: "relay.example".to_owned(), ..Settings::default() };
        settings.connections.most = 7;
        let text = render(&settings).unwrap();
        assert_eq!(parse(Path::new("relay.toml"), &text, []).unwrap(), settings);
        for setting in SETTINGS {
            assert!(text.contains(&setting.variable()), "{}", setting.key);
        }
    }
}
