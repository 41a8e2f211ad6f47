//! Files that are too long for one piece: a part at a time, on lines that break, at relays that lie.

use crate::support::World;
use corridor_engine::Location;
use corridor_engine::command::{Answer, Command, CommandError, LongFileToSend};
use corridor_engine::kinds::AboutFile;
use corridor_engine::output::TransferResult;
use corridor_engine::view::{FileState, LocalId, RoomId};

const PART: usize = 1024 * 1024;
/// The shortest that goes in parts: seventeen of them.
const BYTES: usize = 16 * PART + 1;

const ALICE: usize = 0;
const BOB: usize = 1;

fn content() -> Vec<u8> {
    (0..BYTES).map(|at| u8::try_from(at / 4096 % 251).unwrap()).collect()
}

fn about(bytes: u64) -> LongFileToSend {
    LongFileToSend {
        name: "minutes.zip".to_owned(),
        media_type: "application/zip".to_owned(),
        bytes,
        preview: None,
        caption: "all of it".to_owned(),
        about: AboutFile::default(),
    }
}

struct Two {
    world: World,
    room: RoomId,
    _folder: tempfile::TempDir,
}

impl Two {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut world = World::new(seed);
        for name in ["alice", "bob"] {
            let client = world.add_client(Location::File(folder.path().join(name)));
            world.join_with(client, name);
        }
        let room = world.room(ALICE, "Delegation", &[BOB]);
        world.run();
        world.look(ALICE, &room);
        Self { world, room, _folder: folder }
    }

    fn begin(&mut self, bytes: u64) -> Result<LocalId, CommandError> {
        let (room, file) = (self.room, about(bytes));
        match self.world.command(ALICE, Command::BeginFile { room, file, seen: None })? {
            Answer::Queued(local_id) => Ok(local_id),
            other => panic!("{other:?}"),
        }
    }

    /// Gives the file to Alice's device; nothing has moved yet where it is offline.
    fn send(&mut self) -> LocalId {
        let local_id = self.begin(BYTES as u64).unwrap();
        for part in content().chunks(PART) {
            let command = Command::AddFilePart { local_id, content: part.to_vec() };
            self.world.command(ALICE, command).unwrap();
        }
        local_id
    }

    fn state(&self, client: usize) -> (FileState, u64) {
        let item = self.world.timeline(client, &self.room).pop().unwrap();
        let file = item.file.unwrap();
        (file.state, file.bytes_done)
    }

    fn fetch(&mut self) -> LocalId {
        let local_id = self.world.timeline(BOB, &self.room).pop().unwrap().local_id;
        self.world.command(BOB, Command::FetchFile { local_id }).unwrap();
        self.world.run();
        local_id
    }

    fn content_at(&self, client: usize, item: LocalId) -> Vec<u8> {
        let engine = &self.world.clients[client].engine;
        let mut whole = Vec::new();
        for part in 0.. {
            let Some(part) = engine.file_part(item, part).unwrap() else { break };
            whole.extend_from_slice(&part);
        }
        whole
    }
}

#[test]
fn a_long_file_is_the_same_at_the_other_end() {
    let mut two = Two::new(1);
    two.send();
    two.world.run();
    assert_eq!(two.state(ALICE), (FileState::Sent, BYTES as u64));
    assert_eq!(two.state(BOB), (FileState::Elsewhere, 0));
    let item = two.fetch();
    assert_eq!(two.state(BOB), (FileState::Here, BYTES as u64));
    assert!(two.content_at(BOB, item) == content());
}

#[test]
fn an_upload_goes_on_from_where_it_was_after_breaks_and_a_restart() {
    let mut two = Two::new(2);
    two.world.disconnect(ALICE);
    two.send();
    assert_eq!(two.state(ALICE), (FileState::Uploading, 0));
    // The first three parts go, then the line breaks twice.
    for result in [
        TransferResult::Uploaded,
        TransferResult::Uploaded,
        TransferResult::Uploaded,
        TransferResult::Interrupted,
        TransferResult::Interrupted,
    ] {
        two.world.broken.push_back(result);
    }
    two.world.connect(ALICE);
    while two.world.uploads.len() < 4 {
        assert!(two.world.step());
        two.world.commit_relay();
    }
    assert_eq!(two.state(ALICE), (FileState::Uploading, 3 * PART as u64));
    two.world.restart(ALICE);
    two.world.connect(ALICE);
    two.world.run();
    assert_eq!(two.state(ALICE).0, FileState::Sent);
    // Seventeen parts, and two that broke off: nothing that had arrived went again.
    assert_eq!(two.world.uploads.len(), 17 + 2);
    let item = two.fetch();
    assert!(two.content_at(BOB, item) == content());
}

#[test]
fn what_the_relay_has_already_is_not_sent_again() {
    let mut two = Two::new(3);
    two.world.disconnect(ALICE);
    two.send();
    two.world.broken.push_back(TransferResult::Uploaded);
    // A part arrived whose answer was lost: the relay says how far it is.
    two.world.broken.push_back(TransferResult::At(2 * (PART as u64 + 16)));
    two.world.connect(ALICE);
    two.world.run();
    assert_eq!(two.world.uploads.len(), 17);
    let item = two.fetch();
    assert!(two.content_at(BOB, item) == content());
}

#[test]
fn a_relay_that_changes_or_moves_a_part_gives_nothing() {
    for (seed, is_moved) in [(4, false), (5, true)] {
        let mut two = Two::new(seed);
        two.send();
        two.world.run();
        let blob = two.world.blobs.values_mut().find(|blob| blob.len() > BYTES).unwrap();
        let sealed = PART + 16;
        if is_moved {
            let (first, second) = blob.split_at_mut(5 * sealed);
            first[4 * sealed..].swap_with_slice(&mut second[..sealed]);
        } else {
            blob[3 * sealed + 77] ^= 1;
        }
        let item = two.fetch();
        assert_eq!(two.state(BOB), (FileState::Gone, 0));
        assert!(two.content_at(BOB, item).is_empty());
    }
}

#[test]
fn a_file_is_given_in_its_parts_and_taken_back_at_any_time() {
    let mut two = Two::new(6);
    for bytes in [0, 16 * PART as u64, 2 * 1024 * 1024 * 1024 + 1, u64::MAX] {
        let refused = two.begin(bytes);
        assert!(matches!(refused, Err(CommandError::FileSize { .. })), "{refused:?}");
    }
    let local_id = two.begin(BYTES as u64).unwrap();
    let part = |length: usize| Command::AddFilePart { local_id, content: vec![1; length] };
    for length in [0, PART - 1, PART + 1] {
        let refused = two.world.command(ALICE, part(length));
        assert!(
            matches!(refused, Err(CommandError::FilePart { expected: 1_048_576, .. })),
            "{refused:?}"
        );
    }
    two.world.command(ALICE, part(PART)).unwrap();
    assert_eq!(two.state(ALICE).0, FileState::Copying);
    two.world.run();
    assert_eq!(
        two.world.timeline(BOB, &two.room).iter().filter(|one| one.file.is_some()).count(),
        0
    );
    two.world.command(ALICE, Command::Discard { local_id }).unwrap();
    let refused = two.world.command(ALICE, part(PART));
    assert!(matches!(refused, Err(CommandError::NoFile)), "{refused:?}");
    assert!(two.world.clients[ALICE].engine.file_part(local_id, 0).unwrap().is_none());
}

#[test]
fn a_long_file_is_forwarded_and_taken_back_with_all_its_parts() {
    let mut two = Two::new(7);
    let local_id = two.send();
    two.world.run();
    let other = two.world.room(ALICE, "Allies", &[BOB]);
    two.world.run();
    two.world.look(ALICE, &other);
    let forward = Command::Forward { local_id, room: other, seen: None };
    two.world.command(ALICE, forward).unwrap();
    two.world.run();
    let room = std::mem::replace(&mut two.room, other);
    let copy = two.fetch();
    assert!(two.content_at(BOB, copy) == content());
    assert_eq!(two.world.blobs.values().filter(|blob| blob.len() > BYTES).count(), 2);
    two.room = room;
    two.world.command(ALICE, Command::Withdraw { local_id }).unwrap();
    two.world.run();
    assert!(two.world.clients[ALICE].engine.file_part(local_id, 0).unwrap().is_none());
    assert!(two.content_at(BOB, copy) == content());
}
