//! What a person sees when something is wrong, word for word, where no relay is needed.

mod support;

use support::{Person, corridor, run};

/// The error, its hint and the exit code, exactly.
#[track_caller]
fn fails(person: &Person, arguments: &[&str], code: i32, shown: &str) {
    let ran = person.run(arguments);
    assert_eq!((ran.code, ran.err.as_str(), ran.out.as_str()), (code, shown, ""), "{arguments:?}");
}

fn stranger(folder: &tempfile::TempDir) -> Person {
    Person { directory: folder.path().join("profile") }
}

const INVITATION: &str =
    "https://relay.invalid/join#4S7vCchAFYI5QIQJkBhU3QAAUTp4jC6HSnJ8xUZF-ur52hn1";

#[test]
fn before_joining_every_command_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let person = stranger(&folder);
    let shown = format!(
        "error: this profile has no account yet ({})\n  corridor join INVITATION --name NAME\n",
        person.directory.display()
    );
    for arguments in [
        &["rooms"][..],
        &["whoami"],
        &["send", "room", "text"],
        &["read", "room"],
        &["sync"],
        &["tail", "room"],
        &["doctor"],
        &["rpc"],
        &["recovery-words"],
    ] {
        fails(&person, arguments, 3, &shown);
    }
    assert!(!person.directory.exists(), "looking has left something behind");
    person.json(&["rooms"]).bad(3, "no_account");
}

#[test]
fn an_invitation_that_is_none_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let person = stranger(&folder);
    for (invitation, shown) in [
        (
            "relay.example",
            "error: an invitation begins with https:// (or http:// for a relay on this machine)\n",
        ),
        (
            "https://relay.example/",
            "error: an invitation has /join# and a code after the relay's address\n",
        ),
        (
            "https://relay.example/join#short",
            "error: the code is damaged: copy the whole invitation\n",
        ),
    ] {
        fails(&person, &["join", invitation, "--name", "alice"], 2, shown);
    }
    fails(
        &person,
        &["join", INVITATION],
        2,
        "error: which name? corridor join INVITATION --name NAME\n",
    );
    fails(
        &person,
        &["join", INVITATION, "--name", "Alice"],
        2,
        "error: a name has the letters a to z, digits, and . _ - between them\n",
    );
    fails(
        &person,
        &["--offline", "join", INVITATION, "--name", "alice"],
        2,
        "error: --offline does not go with a command that needs the relay\n",
    );
    assert!(!person.directory.exists());
}

#[test]
fn a_relay_that_is_not_there_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let person = stranger(&folder);
    // A port that was free a moment ago: nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let code = INVITATION.rsplit_once('#').unwrap().1;
    let invitation = format!("http://127.0.0.1:{port}/join#{code}");
    let ran = person.run(&["join", &invitation, "--name", "alice"]);
    assert_eq!(ran.code, 7);
    let begins = format!("error: the relay at http://127.0.0.1:{port} can't be reached: ");
    assert!(ran.err.starts_with(&begins), "{}", ran.err);
    person.json(&["join", &invitation, "--name", "alice"]).bad(7, "unreachable");
    assert!(!person.directory.exists());
}

#[test]
fn a_connection_without_tls_goes_to_this_machine_only() {
    let folder = tempfile::tempdir().unwrap();
    let person = stranger(&folder);
    let invitation = INVITATION.replace("https://relay.invalid", "http://192.0.2.1:4430");
    fails(
        &person,
        &["join", &invitation, "--name", "alice"],
        2,
        "error: http://192.0.2.1:4430 is not this machine, and the connection would not be encrypted\n  \
         --allow-plain, if you know the network between\n",
    );
}

#[test]
fn something_that_is_no_relay_is_recognised() {
    use std::io::{Read, Write};
    let folder = tempfile::tempdir().unwrap();
    let person = stranger(&folder);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
        }
    });
    let code = INVITATION.rsplit_once('#').unwrap().1;
    let invitation = format!("http://127.0.0.1:{port}/join#{code}");
    fails(
        &person,
        &["join", &invitation, "--name", "alice"],
        7,
        &format!(
            "error: what answers at http://127.0.0.1:{port} is not a Corridor relay (HTTP 404)\n"
        ),
    );
}

#[test]
fn a_mistyped_command_is_a_usage_error_in_text_and_in_json() {
    let ran = run(&["sned", "room", "text"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("unrecognized subcommand 'sned'"), "{}", ran.err);
    run(&["sned", "--json"]).bad(2, "usage");
    let ran = run(&["--profile", "no/../such name\u{7}/", "rooms", "--json"]);
    ran.bad(3, "no_account");
    run(&["--profile", "a b", "rooms", "--json"]).bad(2, "profile_name");
}

#[test]
fn help_and_completion_are_results() {
    for arguments in [&["--help"][..], &["help", "send"], &["completion", "bash"], &["--version"]] {
        let ran = run(arguments).good();
        assert!(!ran.out.is_empty() && ran.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_does_no_harm() {
    let mut child = corridor(&["completion", "bash"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
