//! A file system of a few megabytes that a test can really fill.
//!
//! It is mounted in a name space of its own, in which the test runs once more as a process of its
//! own. So nothing is left behind, whatever happens to it, and where unprivileged name spaces are
//! allowed no rights are needed.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const VARIABLE: &str = "CORRIDOR_SMALL_DISK";

pub struct SmallDisk {
    path: PathBuf,
}

impl SmallDisk {
    /// Runs the test of this name again, with a disk of so many megabytes. `Some` in the process
    /// inside, which goes on with it; `None` outside, when it has passed.
    pub fn enter(test: &str, megabytes: u64) -> Option<Self> {
        if let Some(path) = std::env::var_os(VARIABLE) {
            return Some(Self { path: path.into() });
        }
        let folder = tempfile::tempdir().expect("a folder for the test");
        let mount = format!("mount -t tmpfs -o size={megabytes}m tmpfs \"$0\" && exec \"$@\"");
        let options = [&["--mount"][..], &["--mount", "--map-root-user"]];
        let works = |options: &&[&str]| {
            let mut command = inside(options, &mount, folder.path());
            let quiet = command.arg("true").stderr(Stdio::null());
            quiet.status().is_ok_and(|status| status.success())
        };
        let options = options.into_iter().find(works).expect(
            "this test mounts a small file system in a name space of its own: it needs unshare(1), and \
             root or unprivileged user name spaces",
        );
        let status = inside(options, &mount, folder.path())
            .arg(std::env::current_exe().expect("a test has a path"))
            .args(["--exact", test, "--nocapture"])
            .env(VARIABLE, folder.path())
            .status();
        assert!(status.expect("a test can be started").success(), "it failed inside");
        None
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn free_bytes(&self) -> u64 {
        let disk = rustix::fs::statvfs(&self.path).expect("a mounted disk has a size");
        disk.f_bavail * disk.f_frsize
    }

    /// Something else that takes some room.
    pub fn take(&self, megabytes: usize) -> Filler {
        let path = self.path.join("something that was there before");
        fs::write(&path, vec![b'x'; megabytes << 20]).expect("there is room for it");
        Filler { path }
    }

    /// Writes a file until so many bytes are free, in the file system's blocks.
    pub fn fill_up_to(&self, left: u64) -> Filler {
        let filler = self.fill();
        let file = File::options().write(true).open(&filler.path).expect("it was just written");
        let length = file.metadata().expect("a file has a length").len();
        file.set_len(length - left).expect("a file can be cut");
        filler
    }

    /// Writes a file until no byte fits any more.
    pub fn fill(&self) -> Filler {
        let path = self.path.join("something else");
        let mut file = File::create(&path).expect("a name fits");
        for length in [1 << 20, 4096, 1] {
            while file.write_all(&vec![b'x'; length]).is_ok() {}
        }
        Filler { path }
    }
}

fn inside(options: &[&str], mount: &str, mount_point: &Path) -> Command {
    let mut command = Command::new("unshare");
    command.args(options).args(["--propagation", "private", "sh", "-c", mount]).arg(mount_point);
    command
}

/// What fills a disk, until it is removed.
pub struct Filler {
    path: PathBuf,
}

impl Filler {
    pub fn remove(self) {
        fs::remove_file(&self.path).expect("a file can be removed");
    }
}
