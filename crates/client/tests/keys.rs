//! A profile opens with its key, for one process at a time, and for its owner alone.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use support::Relay;

#[test]
fn a_passphrase_opens_the_profile_and_another_does_not() {
    let relay = Relay::start();
    let person = relay.stranger("alice");
    let file = |name: &str, text: &str| {
        let path = relay.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (right, wrong) = (file("right", "correct horse\n"), file("wrong", "battery staple\n"));
    let invitation = relay.invitation();
    let join = |passphrase: &str| {
        person.json(&["--passphrase-file", passphrase, "join", &invitation, "--name", "alice"])
    };
    join(&file("short", "short\n")).bad(2, "short_passphrase");
    let joined = join(&right).good();
    assert_eq!(joined.objects()[0]["key_storage"], "passphrase");
    person.json(&["whoami"]).bad(9, "no_passphrase");
    person.json(&["--passphrase-file", &wrong, "whoami"]).bad(9, "wrong_key");
    person.good(&["--passphrase-file", &right, "whoami"]);
    let description = fs::read_to_string(person.directory.join("profile.json")).unwrap();
    assert!(description.contains("\"salt\"") && !description.contains("horse"), "{description}");
    assert!(!person.directory.join("database.key").exists());
}

#[test]
fn a_key_file_may_live_elsewhere_and_its_loss_is_noticed() {
    let relay = Relay::start();
    let person = relay.stranger("alice");
    let key = relay.folder.path().join("stick.key");
    let invitation = relay.invitation();
    let path = key.to_str().unwrap();
    person.good(&["join", &invitation, "--name", "alice", "--key-file", path]);
    person.good(&["whoami"]);
    let good = fs::read_to_string(&key).unwrap();
    assert_eq!(good.trim().len(), 64);
    fs::write(&key, "0".repeat(64)).unwrap();
    person.json(&["whoami"]).bad(9, "wrong_key");
    fs::write(&key, "no key at all").unwrap();
    person.json(&["whoami"]).bad(9, "key_file");
    fs::remove_file(&key).unwrap();
    person.json(&["whoami"]).bad(9, "profile_file");
    fs::write(&key, good).unwrap();
    person.good(&["whoami"]);
}

#[test]
fn the_database_is_not_readable_without_its_key() {
    let relay = Relay::start();
    let alice = relay.person("alice");
    alice.good(&["new", "Sanctuary"]);
    alice.good(&["send", "Sanctuary", "a sentence to look for"]);
    for entry in fs::read_dir(&alice.directory).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        for secret in ["Sanctuary", "a sentence to look for", "SQLite format 3"] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{secret}");
        }
    }
}

#[cfg(unix)]
#[test]
fn files_are_the_owners_alone_and_doctor_sees_when_they_are_not() {
    use std::os::unix::fs::PermissionsExt;
    let relay = Relay::start();
    let alice = relay.person("alice");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&alice.directory), 0o700);
    assert_eq!(mode(&alice.directory.join("database.key")), 0o600);
    assert_eq!(mode(&alice.directory.join("profile.json")), 0o600);
    let findings = alice.good(&["doctor"]);
    assert!(findings.iter().all(|finding| finding["verdict"] != "bad"), "{findings:?}");
    fs::set_permissions(&alice.directory, fs::Permissions::from_mode(0o755)).unwrap();
    let unwell = alice.json(&["doctor"]).bad(1, "unwell");
    let is_bad = |finding: &serde_json::Value| {
        finding["check"] == "permissions" && finding["verdict"] == "bad"
    };
    assert!(unwell.objects().iter().any(is_bad));
}

#[test]
fn a_second_process_waits_and_then_says_who_has_the_profile() {
    let relay = Relay::start();
    let alice = relay.person("alice");
    let mut holder =
        alice.command(&["rpc"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = holder.stdin.take().unwrap();
    writeln!(stdin, r#"{{"jsonrpc":"2.0","id":1,"method":"account"}}"#).unwrap();
    let mut line = String::new();
    BufReader::new(holder.stdout.take().unwrap()).read_line(&mut line).unwrap();

    let refused = alice.run(&["--lock-wait", "0", "whoami"]);
    assert_eq!(refused.code, 9);
    let shown = format!(
        "error: another program is using this profile (process {})\n  \
         end it (corridor tail, chat and rpc hold it), then try again\n",
        holder.id()
    );
    assert_eq!(refused.err, shown);
    alice.json(&["--lock-wait", "0", "whoami"]).bad(9, "profile_in_use");

    // It waits, and goes on as soon as the other one ends.
    let waiting = alice.command(&["whoami"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(stdin);
    assert!(holder.wait().unwrap().success());
    assert!(waiting.wait_with_output().unwrap().status.success());
}

#[test]
fn commands_at_once_queue_up_and_lose_nothing() {
    let relay = Relay::start();
    let alice = relay.person("alice");
    alice.good(&["new", "Queue"]);
    let children: Vec<_> = (0..8)
        .map(|number| {
            let text = number.to_string();
            alice.command(&["send", "Queue", &text, "--no-wait"]).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    alice.good(&["sync"]);
    let mut texts = alice.texts("Queue");
    texts.sort();
    assert_eq!(texts, ["0", "1", "2", "3", "4", "5", "6", "7"]);
}
