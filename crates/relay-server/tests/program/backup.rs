//! Backups: under load, whole or refused, and restored as another lineage.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};

use corridor_wire::relay_frame::Response;

use crate::support::client::{Client, Person, log, token};
use crate::support::{Home, run, transcript};

fn backup(home: &Home, name: &str) -> std::path::PathBuf {
    let file = home.directory.with_file_name(name);
    let output = run(&["backup", "--dir", home.path(), "--out", file.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    file
}

fn restore(home: &Home, file: &std::path::Path, more: &[&str]) -> String {
    let arguments = ["restore", "--dir", home.path(), "--from", file.to_str().unwrap()];
    transcript(&home.directory, &[&arguments, more].concat())
        .replace(file.to_str().unwrap(), "FILE")
}

#[test]
fn a_backup_under_load_is_restored_in_a_new_lineage() {
    let home = Home::new();
    let relay = home.serve();
    let alice = Person::new("alice");
    let mut client = Client::registered(&relay, &alice, &home.invite(1)[0]);
    let lineage = client.greeting.lineage;
    client.create_log(log(1), &token(1));
    for op in 1..=20 {
        assert_eq!(client.append(log(1), &token(1), op, b"before"), Response::Appended { seq: op });
    }
    let stop = AtomicBool::new(false);
    let file = std::thread::scope(|scope| {
        let sender = scope.spawn(|| {
            let mut op = 21;
            while !stop.load(Ordering::Relaxed) {
                client.append(log(1), &token(1), op, b"meanwhile");
                op += 1;
            }
            op - 1
        });
        let file = backup(&home, "one.backup");
        stop.store(true, Ordering::Relaxed);
        assert!(sender.join().unwrap() > 20, "appends went on");
        file
    });
    relay.stop();

    let other = Home::empty();
    assert_eq!(
        restore(&other, &file, &[]),
        "The relay is restored in DIR. What came after the backup, clients send again.\n[0]"
    );
    let relay = other.serve();
    let mut client = Client::authenticated(&relay, &alice);
    assert_ne!(client.greeting.lineage, lineage, "clients can tell");
    let page = client.read(log(1), &token(1), 1);
    assert!(page.head.seq >= 20);
    for (seq, entry) in (1..).zip(page.entries.as_slice()) {
        assert_eq!(entry.seq, seq);
    }
    let more = page.head.seq + 1;
    assert_eq!(client.append(log(1), &token(1), 9999, b"after"), Response::Appended { seq: more });
}

#[test]
fn a_backup_of_a_stopped_relay_has_its_secrets_and_blobs() {
    let home = Home::new();
    home.serve().stop();
    let day = home.directory.join("blobs/50ab");
    fs::create_dir_all(&day).unwrap();
    fs::write(day.join("50ab"), b"sealed").unwrap();
    let file = backup(&home, "two.backup");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let other = Home::empty();
    restore(&other, &file, &[]);
    for name in ["relay.toml", "invitation.secret", "blobs/50ab/50ab"] {
        let read = |home: &Home| fs::read(home.directory.join(name)).unwrap();
        assert!(read(&home) == read(&other), "{name}");
    }
}

#[test]
fn a_damaged_backup_restores_nothing() {
    let home = Home::new();
    home.serve().stop();
    let file = backup(&home, "three.backup");
    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for (bytes, reason) in [
        (&flipped[..], "it is damaged: its checksum does not fit"),
        (&whole[..whole.len() - 7], "it is damaged: its checksum does not fit"),
        (&whole[..30], "it ends too early; it was not written to its end, or not copied whole"),
        (b"a holiday photograph", "it is not a backup of a relay"),
    ] {
        fs::write(&file, bytes).unwrap();
        let other = Home::empty();
        assert_eq!(
            restore(&other, &file, &[]),
            format!("error: FILE cannot be restored: {reason}\n[1]")
        );
        assert!(!other.directory.exists());
    }
}

#[test]
fn a_directory_in_use_is_not_restored_over() {
    let home = Home::new();
    let relay = home.serve();
    let file = backup(&home, "four.backup");
    assert_eq!(
        restore(&home, &file, &["--force"]),
        "error: a relay runs in DIR; stop it first\n[1]"
    );
    relay.stop();
    assert_eq!(
        restore(&home, &file, &[]),
        "error: DIR is not empty; give --force to move what is there aside\n[1]"
    );
    assert!(restore(&home, &file, &["--force"]).ends_with("[0]"));
    let kept = fs::read_dir(&home.directory)
        .unwrap()
        .flatten()
        .find(|entry| entry.file_name().to_str().unwrap().starts_with("replaced-"))
        .expect("what was there is kept");
    assert!(kept.path().join("relay.toml").exists() && kept.path().join("store").exists());
    home.serve();
}

#[test]
fn a_backup_never_replaces_a_file() {
    let home = Home::new();
    let file = home.directory.with_file_name("five.backup");
    fs::write(&file, "mine").unwrap();
    let said = transcript(
        &home.directory,
        &["backup", "--dir", home.path(), "--out", file.to_str().unwrap()],
    );
    assert_eq!(
        said,
        format!("error: {} exists; a backup never replaces a file\n[1]", file.display())
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}
