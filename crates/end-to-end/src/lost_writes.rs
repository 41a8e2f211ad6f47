//! A folder as its disk could have it after a power cut.
//!
//! The calls of a recorded run go through a small model of a file system: what was synced is on the
//! disk, everything since is *pending*. An image takes, for a cut at any call, what is on the disk and
//! some of what is pending:
//!
//! | pending | in an image |
//! |---|---|
//! | bytes of a file | each write is there, is not, or is torn: each sector of 512 bytes for itself |
//! | length of a file | changed or not |
//! | names in a folder | the first few of what was made, renamed and removed; each folder for itself |
//!
//! That is what POSIX allows and less than any journaling file system gives. [`Choice::Ordered`] is
//! nearer to ext4: everything up to some moment after the last sync, and nothing of the rest.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Component, Path, PathBuf};

use crate::chance::Chance;
use crate::recording::Call;

const SECTOR: u64 = 512;

/// What an image takes of what was pending.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// All of it, as after `kill -9`.
    Everything,
    Nothing,
    /// All up to a moment, in the order of the calls.
    Ordered(u64),
    /// Any of it.
    Any(u64),
}

type Id = usize;

#[derive(Clone)]
enum Node {
    File(File),
    Folder(Folder),
}

#[derive(Clone, Default)]
struct File {
    synced: Content,
    pending: Vec<(usize, Change)>,
    /// With everything pending.
    length: u64,
}

/// Bytes up to the last one that was written, and zeros from there on.
#[derive(Clone, Default)]
struct Content {
    bytes: Vec<u8>,
    length: u64,
}

#[derive(Clone)]
enum Change {
    Write { at: u64, bytes: Vec<u8> },
    Length(u64),
}

#[derive(Clone, Default)]
struct Folder {
    synced: BTreeMap<String, Id>,
    pending: Vec<(usize, Naming)>,
    /// With everything pending.
    names: BTreeMap<String, Id>,
}

#[derive(Clone)]
enum Naming {
    Add(String, Id),
    Remove(String),
    Rename(String, String),
}

struct Open {
    node: Id,
    position: u64,
    appends: bool,
}

/// The folder and what is pending in it.
pub struct Disk {
    root: PathBuf,
    nodes: Vec<Node>,
    open: BTreeMap<i64, Open>,
    /// Where the last call that was taken began, and where the last sync did.
    now: usize,
    last_sync: usize,
    /// Lines of the logs of earlier processes.
    base: usize,
}

impl Disk {
    /// Of a folder that lies on the disk as it is now. It is the root of all that is looked at.
    pub fn of(root: &Path) -> Self {
        let nodes = vec![Node::Folder(Folder::default())];
        let open = BTreeMap::new();
        let mut disk = Self { root: root.to_owned(), nodes, open, now: 0, last_sync: 0, base: 0 };
        disk.load(0, root);
        disk
    }

    fn load(&mut self, folder: Id, path: &Path) {
        for entry in fs::read_dir(path).expect("the folder is there") {
            let entry = entry.expect("it can be read");
            let name = entry.file_name().into_string().expect("names of tests are UTF-8");
            let kind = entry.file_type().expect("an entry has a kind");
            let node = if kind.is_dir() {
                let node = self.add(Node::Folder(Folder::default()));
                self.load(node, &entry.path());
                node
            } else if kind.is_file() {
                let bytes = fs::read(entry.path()).expect("a file can be read");
                let length = bytes.len() as u64;
                let synced = Content { bytes, length };
                self.add(Node::File(File { synced, pending: Vec::new(), length }))
            } else {
                continue;
            };
            let folder = self.folder(folder);
            folder.synced.insert(name.clone(), node);
            folder.names.insert(name, node);
        }
    }

    fn add(&mut self, node: Node) -> Id {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn folder(&mut self, id: Id) -> &mut Folder {
        match &mut self.nodes[id] {
            Node::Folder(folder) => folder,
            Node::File(_) => panic!("a file is used as a folder"),
        }
    }

    fn file(&mut self, id: Id) -> Option<&mut File> {
        match &mut self.nodes[id] {
            Node::File(file) => Some(file),
            Node::Folder(_) => None,
        }
    }

    /// Another process begins: it has none of the last one's files open.
    pub fn begin_process(&mut self) {
        self.open.clear();
        self.base = self.now + 1;
    }

    /// Takes a call that succeeded. A sync counts for what began and returned before it.
    pub fn take(&mut self, call: &Call) {
        if call.result < 0 {
            return;
        }
        self.now = self.base + call.begin;
        match call.name.as_str() {
            "openat" => self.take_open(call),
            "close" => drop(self.open.remove(&call.descriptor(0))),
            "dup" => assert!(!self.open.contains_key(&call.descriptor(0)), "dup of a file"),
            "write" => self.take_write(call.descriptor(0), None, call.bytes(1)),
            "writev" => self.take_write(call.descriptor(0), None, call.gathered()),
            "pwrite64" => {
                let at = u64::try_from(call.number(3)).expect("an offset");
                self.take_write(call.descriptor(0), Some(at), call.bytes(1));
            }
            "ftruncate" => self.take_length(call.descriptor(0), call.number(1), true),
            "fallocate" => {
                let length = call.number(2) + call.number(3);
                self.take_length(call.descriptor(0), length, false);
            }
            "lseek" => {
                if let Some(open) = self.open.get_mut(&call.descriptor(0)) {
                    open.position = u64::try_from(call.result).unwrap_or_default();
                }
            }
            "fsync" | "fdatasync" => self.take_sync(call.descriptor(0)),
            "mkdir" => self.take_folder(&call.path(0)),
            "mkdirat" => self.take_folder(&call.path_at(0)),
            "unlink" | "rmdir" => self.take_removal(&call.path(0)),
            "unlinkat" => self.take_removal(&call.path_at(0)),
            "rename" => self.take_rename(&call.path(0), &call.path(1)),
            "renameat" | "renameat2" => self.take_rename(&call.path_at(0), &call.path_at(2)),
            "link" | "linkat" => panic!("the model knows no links"),
            _ => {}
        }
    }

    /// The folder that a path leads to, and the last name; `None` outside of the root.
    fn place(&self, path: &Path) -> Option<(Id, String)> {
        let inside = path.strip_prefix(&self.root).ok()?;
        let name = inside.file_name()?.to_str()?.to_owned();
        let mut at = 0;
        for part in inside.parent()?.components() {
            let Component::Normal(part) = part else { return None };
            let Node::Folder(folder) = &self.nodes[at] else { return None };
            at = *folder.names.get(part.to_str()?)?;
        }
        Some((at, name))
    }

    fn take_open(&mut self, call: &Call) {
        let path = call.path_at(0);
        self.open.remove(&call.result);
        let node = if path == self.root {
            Some(0)
        } else {
            let Some((parent, name)) = self.place(&path) else { return };
            let now = self.now;
            let known = self.folder(parent).names.get(&name).copied();
            match known {
                Some(node) => {
                    if call.is_about("O_TRUNC")
                        && let Some(file) = self.file(node)
                    {
                        file.change(now, Change::Length(0));
                    }
                    Some(node)
                }
                None if call.is_about("O_CREAT") => {
                    let node = self.add(Node::File(File::default()));
                    self.folder(parent).change(now, Naming::Add(name, node));
                    Some(node)
                }
                None => None,
            }
        };
        if let Some(node) = node {
            let appends = call.is_about("O_APPEND");
            self.open.insert(call.result, Open { node, position: 0, appends });
        }
    }

    fn take_write(&mut self, descriptor: i64, at: Option<u64>, bytes: Vec<u8>) {
        let now = self.now;
        let Some(open) = self.open.get_mut(&descriptor) else { return };
        let Node::File(file) = &mut self.nodes[open.node] else { return };
        let begin = at.unwrap_or(if open.appends { file.length } else { open.position });
        if at.is_none() {
            open.position = begin + bytes.len() as u64;
        }
        file.change(now, Change::Write { at: begin, bytes });
    }

    fn take_length(&mut self, descriptor: i64, length: i64, may_shrink: bool) {
        let now = self.now;
        let length = u64::try_from(length).expect("a length");
        let Some(node) = self.open.get(&descriptor).map(|open| open.node) else { return };
        if let Some(file) = self.file(node)
            && (may_shrink || length > file.length)
        {
            file.change(now, Change::Length(length));
        }
    }

    fn take_sync(&mut self, descriptor: i64) {
        let Some(node) = self.open.get(&descriptor).map(|open| open.node) else { return };
        self.last_sync = self.now;
        match &mut self.nodes[node] {
            Node::File(file) => {
                let covered = file.pending.partition_point(|(at, _)| *at < self.now);
                for (_, change) in file.pending.drain(..covered) {
                    file.synced.apply(&change);
                }
            }
            Node::Folder(folder) => {
                let covered = folder.pending.partition_point(|(at, _)| *at < self.now);
                for (_, naming) in folder.pending.drain(..covered) {
                    apply(&mut folder.synced, &naming);
                }
            }
        }
    }

    fn take_folder(&mut self, path: &Path) {
        let Some((parent, name)) = self.place(path) else { return };
        let node = self.add(Node::Folder(Folder::default()));
        let now = self.now;
        self.folder(parent).change(now, Naming::Add(name, node));
    }

    fn take_removal(&mut self, path: &Path) {
        let Some((parent, name)) = self.place(path) else { return };
        let now = self.now;
        self.folder(parent).change(now, Naming::Remove(name));
    }

    fn take_rename(&mut self, from: &Path, to: &Path) {
        let (Some((parent, from)), Some((other, to))) = (self.place(from), self.place(to)) else {
            return;
        };
        assert_eq!(parent, other, "the model knows renames within one folder");
        let now = self.now;
        self.folder(parent).change(now, Naming::Rename(from, to));
    }

    /// How much is pending.
    pub fn pending(&self) -> usize {
        let pending = |node: &Node| match node {
            Node::File(file) => file.pending.len(),
            Node::Folder(folder) => folder.pending.len(),
        };
        self.nodes.iter().map(pending).sum()
    }

    /// Writes a folder that does not exist yet, as the disk could have this one if power were cut
    /// now.
    pub fn write_image(&self, choice: Choice, to: &Path) {
        let picker = match choice {
            Choice::Everything => Picker::Until(usize::MAX),
            Choice::Nothing => Picker::Until(0),
            Choice::Ordered(seed) => {
                let span = self.now.saturating_sub(self.last_sync) as u64 + 1;
                let kept = usize::try_from(Chance(seed).below(span)).expect("it was a usize");
                Picker::Until(self.last_sync + kept + 1)
            }
            Choice::Any(seed) => Picker::Any(Chance(seed)),
        };
        self.write_folder(0, to, &mut { picker });
    }

    fn write_folder(&self, id: Id, to: &Path, picker: &mut Picker) {
        let Node::Folder(folder) = &self.nodes[id] else { panic!("a file is used as a folder") };
        fs::create_dir(to).expect("the image is written anew");
        let mut names = folder.synced.clone();
        let kept = picker.names(&folder.pending);
        for (_, naming) in &folder.pending[..kept] {
            apply(&mut names, naming);
        }
        for (name, node) in names {
            match &self.nodes[node] {
                Node::Folder(_) => self.write_folder(node, &to.join(name), picker),
                Node::File(file) => file.image(picker).write_file(&to.join(name)),
            }
        }
    }
}

/// Decides about each pending change.
enum Picker {
    /// Those before this call.
    Until(usize),
    Any(Chance),
}

impl Picker {
    fn names(&mut self, pending: &[(usize, Naming)]) -> usize {
        match self {
            Self::Until(end) => pending.iter().take_while(|(at, _)| at < end).count(),
            Self::Any(chance) => {
                let kept = chance.below(pending.len() as u64 + 1);
                usize::try_from(kept).expect("it was a usize")
            }
        }
    }
}

impl File {
    fn change(&mut self, now: usize, change: Change) {
        match &change {
            Change::Write { at, bytes } => self.length = self.length.max(at + bytes.len() as u64),
            Change::Length(length) => self.length = *length,
        }
        self.pending.push((now, change));
    }

    fn image(&self, picker: &mut Picker) -> Content {
        let mut content = self.synced.clone();
        for (at, change) in &self.pending {
            match picker {
                Picker::Until(end) if at < end => content.apply(change),
                Picker::Until(_) => {}
                Picker::Any(chance) => match (chance.below(3), change) {
                    (0, _) => {}
                    (1, Change::Write { at, bytes }) => content.apply_torn(*at, bytes, chance),
                    _ => content.apply(change),
                },
            }
        }
        content
    }
}

impl Content {
    fn apply(&mut self, change: &Change) {
        match change {
            Change::Write { at, bytes } => self.write(*at, bytes),
            Change::Length(length) => {
                self.length = *length;
                self.bytes.truncate(usize::try_from(*length).expect("files of tests are small"));
            }
        }
    }

    fn write(&mut self, at: u64, bytes: &[u8]) {
        let begin = usize::try_from(at).expect("files of tests are small");
        let end = begin + bytes.len();
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes[begin..end].copy_from_slice(bytes);
        self.length = self.length.max(end as u64);
    }

    /// Each sector that the write touches is there or not.
    fn apply_torn(&mut self, at: u64, bytes: &[u8], chance: &mut Chance) {
        let mut begin = 0;
        while begin < bytes.len() {
            let position = at + begin as u64;
            let room = usize::try_from(SECTOR - position % SECTOR).expect("a sector is small");
            let end = bytes.len().min(begin + room);
            if chance.below(2) == 0 {
                self.write(position, &bytes[begin..end]);
            }
            begin = end;
        }
    }

    fn write_file(&self, path: &Path) {
        let mut options = fs::OpenOptions::new();
        // Keys among them are read only when they are private.
        let file = options.create_new(true).write(true).mode(0o600).open(path);
        let mut file = file.expect("the image is written anew");
        file.write_all(&self.bytes).expect("there is room for an image");
        file.set_len(self.length).expect("there is room for an image");
    }
}

impl Folder {
    fn change(&mut self, now: usize, naming: Naming) {
        apply(&mut self.names, &naming);
        self.pending.push((now, naming));
    }
}

fn apply(names: &mut BTreeMap<String, Id>, naming: &Naming) {
    match naming {
        Naming::Add(name, node) => drop(names.insert(name.clone(), *node)),
        Naming::Remove(name) => drop(names.remove(name)),
        Naming::Rename(from, to) => {
            if let Some(node) = names.remove(from) {
                names.insert(to.clone(), node);
            }
        }
    }
}
