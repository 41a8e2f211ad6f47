//! Files and directories for their owner alone.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::ProfileError;

/// 0700, with whatever leads to it.
pub fn make_directory(path: &Path) -> Result<(), ProfileError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(ProfileError::file(path))?;
    // One that was there already keeps its mode otherwise.
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .map_err(ProfileError::file(path))?;
    sync_entries_to(path);
    Ok(())
}

/// What is synced inside of a new directory is lost with the entry that leads to it. All of them, since
/// one that is there already may be what an interrupted attempt has made.
fn sync_entries_to(path: &Path) {
    if let Ok(path) = std::path::absolute(path) {
        path.ancestors().for_each(sync_directory);
    }
}

/// 0600 for files that `options` creates.
#[cfg_attr(not(unix), expect(unused_variables, reason = "the profile's folder is the user's own"))]
pub fn mode_of_files(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

/// Writes beside and renames over, so that a crash leaves the old file or the new one.
pub fn replace_file(path: &Path, content: &[u8]) -> Result<(), ProfileError> {
    let beside = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    mode_of_files(&mut options);
    let mut file = options.open(&beside).map_err(ProfileError::file(&beside))?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(ProfileError::file(&beside))?;
    fs::rename(&beside, path).map_err(ProfileError::file(path))?;
    sync_directory(path);
    Ok(())
}

/// A rename is on disk when its directory is. Systems that cannot sync one order it themselves.
fn sync_directory(path: &Path) {
    if let Some(Ok(directory)) = path.parent().map(fs::File::open) {
        let _ = directory.sync_all();
    }
}

/// What in `directory` (and itself, as `.`) the group or everybody may touch.
pub fn open_to_others(directory: &Path) -> Result<Vec<String>, ProfileError> {
    let mut names = Vec::new();
    let read = |error| ProfileError::file(directory)(error);
    for entry in fs::read_dir(directory).map_err(read)? {
        let entry = entry.map_err(ProfileError::file(directory))?;
        // A file may go between listing and looking, as SQLite's own do.
        if let Ok(metadata) = entry.metadata()
            && is_open(&metadata)
        {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    let own = fs::metadata(directory).map_err(ProfileError::file(directory))?;
    // Inside a directory that is closed, nothing is open, whatever its own mode says.
    if is_open(&own) {
        names.insert(0, ".".to_owned());
        Ok(names)
    } else {
        Ok(Vec::new())
    }
}

#[cfg(unix)]
fn is_open(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open(_: &fs::Metadata) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_the_owners_alone_and_doctor_sees_what_is_not() {
        let outer = tempfile::tempdir().unwrap();
        let directory = outer.path().join("a/b");
        make_directory(&directory).unwrap();
        replace_file(&directory.join("secret"), b"x").unwrap();
        assert_eq!(open_to_others(&directory).unwrap(), Vec::<String>::new());

        let open = std::os::unix::fs::PermissionsExt::from_mode;
        fs::set_permissions(directory.join("secret"), open(0o644)).unwrap();
        fs::set_permissions(&directory, open(0o755)).unwrap();
        assert_eq!(open_to_others(&directory).unwrap(), [".", "secret"]);
        make_directory(&directory).unwrap();
        assert_eq!(open_to_others(&directory).unwrap(), Vec::<String>::new());
    }
}
