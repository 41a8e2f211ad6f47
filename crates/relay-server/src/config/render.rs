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
    use std::path::Path;

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
