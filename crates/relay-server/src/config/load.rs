//! From `relay.toml` and the environment to [`Settings`]. The environment wins.

use std::path::{Path, PathBuf};

use super::settings::{SETTINGS, Settings, VARIABLE_PREFIX};

/// Variables that begin like a setting and are the command line's own.
const COMMAND_LINE_VARIABLES: [&str; 1] = ["CORRIDOR_RELAY_DIR"];

#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("there is no relay in {0}: run `corridor-relay init --dir {0}` first")]
    NoRelay(String),
    #[error("cannot read {}: {source}", file.display())]
    Read { file: PathBuf, source: std::io::Error },
    #[error("{}, line {line}: {message}", file.display())]
    File { file: PathBuf, line: usize, message: String },
    #[error("the environment variable {name} is not a setting; relay.toml lists them")]
    UnknownVariable { name: String },
    #[error("the environment variable {name}: {message}")]
    Variable { name: String, message: String },
}

/// Reads the file, then lays the variables over it. `variables` is `std::env::vars` in the program.
pub fn load(
    file: &Path,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Settings, LoadError> {
    let text = std::fs::read_to_string(file).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => {
            LoadError::NoRelay(file.parent().unwrap_or(file).display().to_string())
        }
        _ => LoadError::Read { file: file.to_path_buf(), source },
    })?;
    parse(file, &text, variables)
}

pub fn parse(
    file: &Path,
    text: &str,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Settings, LoadError> {
    let mut settings: Settings =
        toml::from_str(text).map_err(|error| in_file(file, text, &error))?;
    for (name, value) in variables {
        if name.starts_with(VARIABLE_PREFIX) && !COMMAND_LINE_VARIABLES.contains(&name.as_str()) {
            settings = overlay(&settings, &name, &value)?;
        }
    }
    Ok(settings)
}

/// The settings with one variable's value in its place.
fn overlay(settings: &Settings, name: &str, value: &str) -> Result<Settings, LoadError> {
    let wrong = |message: String| LoadError::Variable { name: name.to_owned(), message };
    let setting = SETTINGS
        .iter()
        .find(|setting| setting.variable() == name)
        .ok_or_else(|| LoadError::UnknownVariable { name: name.to_owned() })?;
    let mut table = toml::Table::try_from(settings).map_err(|error| wrong(error.to_string()))?;
    let (section, key) = match setting.key.split_once('.') {
        Some((section, key)) => (table.get_mut(section).and_then(toml::Value::as_table_mut), key),
        None => (Some(&mut table), setting.key),
    };
    if let Some(place) = section.and_then(|section| section.get_mut(key)) {
        *place = match place {
            toml::Value::Integer(_) => toml::Value::Integer(
                value.trim().parse().map_err(|_| wrong(format!("{value:?} is not a number")))?,
            ),
            toml::Value::Boolean(_) => toml::Value::Boolean(
                value
                    .trim()
                    .parse()
                    .map_err(|_| wrong(format!("{value:?} is not true or false")))?,
            ),
            _ => toml::Value::String(value.to_owned()),
        };
    }
    table.try_into().map_err(|error: toml::de::Error| wrong(error.message().to_owned()))
}

fn in_file(file: &Path, text: &str, error: &toml::de::Error) -> LoadError {
    let start = error.span().map_or(0, |span| span.start.min(text.len()));
    LoadError::File {
        file: file.to_path_buf(),
        line: text[..start].matches('\n').count() + 1,
        message: error.message().replace("unknown field", "unknown key"),
    }
}
