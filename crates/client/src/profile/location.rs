//! Where a profile lives.

use std::path::{Path, PathBuf};

use super::ProfileError;

const LONGEST_NAME: usize = 64;

/// Something with a path separator, or a directory that exists, is a directory. Anything else is a
/// name in the platform's data folder (`~/.local/share/corridor/profiles/NAME` on Linux).
pub fn directory(profile: &str) -> Result<PathBuf, ProfileError> {
    let is_path = profile.contains(std::path::is_separator) || Path::new(profile).is_dir();
    if is_path {
        return Ok(PathBuf::from(profile));
    }
    let is_name = (1..=LONGEST_NAME).contains(&profile.len())
        && profile.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        && !profile.starts_with('.');
    if !is_name {
        return Err(ProfileError::Name);
    }
    let project =
        directories::ProjectDirs::from("", "", "corridor").ok_or(ProfileError::NoDataFolder)?;
    Ok(project.data_dir().join("profiles").join(profile))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_lead_out_of_the_data_folder() {
        for name in ["...", ".hidden", "", "a b", "caf\u{e9}", &"x".repeat(65)] {
            assert!(matches!(directory(name), Err(ProfileError::Name)), "{name}");
        }
        assert_eq!(directory("./here").unwrap(), PathBuf::from("./here"));
        assert!(directory("alice-2").unwrap().ends_with("profiles/alice-2"));
    }
}
