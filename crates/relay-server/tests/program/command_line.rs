//! Every command as a person sees it: transcripts.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use corridor_wire::invitation::Invitation;

use crate::support::{Home, run, transcript};

fn said(home: &Home, arguments: &[&str]) -> String {
    let arguments: Vec<&str> =
        arguments.iter().map(|word| if *word == "DIR" { home.path() } else { word }).collect();
    transcript(&home.directory, &arguments)
}

#[test]
fn init_sets_up_once_and_refuses_to_become_another_relay() {
    let home = Home::empty();
    let init = |more: &[&str]| said(&home, &[&["init", "--dir", "DIR"], more].concat());
    assert_eq!(
        init(&["--listen", "127.0.0.1:4430"]),
        "A relay is set up in DIR.\n\
         Start it:    corridor-relay serve --dir DIR\n\
         Invite:      corridor-relay invite --dir DIR --count 1\n[0]"
    );
    assert_eq!(
        init(&["--listen", "127.0.0.1:4430"]),
        "The relay in DIR is set up like this already; nothing changed.\n[0]"
    );
    assert_eq!(
        init(&["--listen", "127.0.0.1:4431"]),
        "error: DIR is already a relay with listen = \"127.0.0.1:4430\", and this asks for \
         \"127.0.0.1:4431\"; change relay.toml there, or choose another directory\n[1]"
    );
    assert_eq!(
        init(&["--listen", "127.0.0.1:4430", "--name", "relay.example"]),
        "error: DIR is already a relay with relay_name = \"localhost\", and this asks for \
         \"relay.example\"; change relay.toml there, or choose another directory\n[1]"
    );
}

#[test]
fn init_refuses_what_could_not_serve() {
    let home = Home::empty();
    let init = |more: &[&str]| said(&home, &[&["init", "--dir", "DIR"], more].concat());
    assert_eq!(
        init(&["--listen", "4430"]),
        "error: --listen: \"4430\" is not HOST:PORT, such as relay.example:443 or 127.0.0.1:4430\n[1]"
    );
    assert_eq!(
        init(&["--listen", "0.0.0.0:4430"]),
        "error: --listen 0.0.0.0:4430 takes connections on every address, so invitations need \
         --public-url or --name\n[1]"
    );
    assert_eq!(
        init(&["--listen", "127.0.0.1:1", "--name", "Relay"]),
        "error: --name: a relay's name is a domain name in lower case, such as relay.example\n[1]"
    );
    assert_eq!(
        init(&["--listen", "relay.example:443", "--certificate", "/nowhere", "--key", "/nowhere"]),
        "error: /nowhere cannot be found; give the path of a file that exists\n[1]"
    );
    assert!(!home.directory.exists(), "a refused init leaves nothing");
    fs::create_dir(&home.directory).unwrap();
    fs::write(home.directory.join("thesis.txt"), "mine").unwrap();
    assert_eq!(
        init(&["--listen", "127.0.0.1:1"]),
        "error: DIR is not empty and holds no relay; choose another directory\n[1]"
    );
}

#[test]
fn secrets_are_the_owners_alone() {
    let home = Home::with(&["--listen", "relay.example:4433"]);
    let mode =
        |name: &str| fs::metadata(home.directory.join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(""), 0o700);
    for file in ["relay.toml", "invitation.secret", "key.pem"] {
        assert_eq!(mode(file), 0o600, "{file}");
    }
}

#[test]
fn invitations_are_all_that_invite_prints() {
    let home = Home::with(&["--listen", "127.0.0.1:4430"]);
    let mut seen = std::collections::BTreeSet::new();
    for line in home.invite(20) {
        let invitation = Invitation::parse(&line).unwrap();
        assert_eq!(invitation.address.origin(), "http://127.0.0.1:4430");
        assert_eq!(invitation.address.pin, None);
        assert!(seen.insert(line), "each is another one");
    }
    let secure = Home::with(&["--listen", "relay.example:443"]);
    let invitation = Invitation::parse(&secure.invite(1)[0]).unwrap();
    assert_eq!(invitation.address.origin(), "https://relay.example");
    assert!(invitation.address.pin.is_some());
}

#[test]
fn invitations_of_a_proxied_or_wildcard_relay_lead_to_its_public_address() {
    let proxied =
        Home::with(&["--listen", "127.0.0.1:4430", "--public-url", "https://relay.example/"]);
    let address = Invitation::parse(&proxied.invite(1)[0]).unwrap().address;
    assert_eq!((address.origin().as_str(), address.pin), ("https://relay.example", None));
    let wildcard = Home::with(&["--listen", "0.0.0.0:8443", "--name", "relay.example"]);
    let address = Invitation::parse(&wildcard.invite(1)[0]).unwrap().address;
    assert_eq!(address.origin(), "https://relay.example:8443");
    assert!(address.pin.is_some());
}

#[test]
fn a_relay_without_a_port_has_to_run_before_it_invites() {
    let home = Home::new();
    assert_eq!(
        said(&home, &["invite", "--dir", "DIR"]),
        "error: listen has port 0: run `corridor-relay serve` once, so that there is a port to \
         invite to\n[1]"
    );
    let relay = home.serve();
    let address = Invitation::parse(&home.invite(1)[0]).unwrap().address;
    assert_eq!(address.port, relay.address.port());
    assert_eq!(relay.ready, format!("The relay localhost is ready at {}\n", address.origin()));
}

#[test]
fn commands_on_no_relay_say_how_to_make_one() {
    let home = Home::empty();
    let expected =
        "error: there is no relay in DIR: run `corridor-relay init --dir DIR` first\n[1]";
    for command in ["serve", "invite"] {
        assert_eq!(said(&home, &[command, "--dir", "DIR"]), expected);
    }
    assert_eq!(said(&home, &["backup", "--dir", "DIR", "--out", "/nowhere/x"]), expected);
}

#[test]
fn a_second_server_is_refused() {
    let home = Home::new();
    let _relay = home.serve();
    assert_eq!(said(&home, &["serve", "--dir", "DIR"]), "error: a relay runs in DIR already\n[1]");
}

#[test]
fn an_address_in_use_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let home = Home::with(&["--listen", &address]);
    let said = said(&home, &["serve", "--dir", "DIR"]);
    assert!(
        said.contains(&format!("error: cannot listen on {address}: Address already in use")),
        "{said}"
    );
    assert!(said.ends_with("[1]"));
}

#[test]
fn doctor_finds_a_healthy_relay_healthy_running_or_not() {
    let home = Home::with(&["--listen", "127.0.0.1:0"]);
    let stopped = said(&home, &["doctor", "--dir", "DIR"]);
    assert!(stopped.ends_with("[0]"), "{stopped}");
    assert!(stopped.contains("store: there is none yet; the first serve makes it"));
    assert!(stopped.contains("warning  invitations: listen has port 0"), "{stopped}");
    let relay = home.serve();
    let running = said(&home, &["doctor", "--dir", "DIR"]);
    assert!(running.contains("runs and is ready"), "{running}");
    assert!(!running.contains("WRONG") && !running.contains("warning  invitations"), "{running}");
    relay.stop();
    let stopped = said(&home, &["doctor", "--dir", "DIR"]);
    assert!(stopped.contains("store: it opens; the relay does not run"), "{stopped}");
}

#[test]
fn doctor_says_what_is_wrong_and_what_to_do() {
    let home = Home::with(&["--listen", "relay.example:443"]);
    let secret = home.directory.join("invitation.secret");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(&secret, b"short").unwrap();
    fs::write(home.directory.join("certificate.pem"), "not a certificate").unwrap();
    let said = said(&home, &["doctor", "--dir", "DIR"]);
    for line in [
        "WRONG    permissions: DIR/invitation.secret can be read by other users of this machine\n\
         \u{20}        -> chmod 600 DIR/invitation.secret\n",
        "WRONG    invitation secret: DIR/invitation.secret is damaged: it has 5 bytes, not 32",
        "WRONG    certificate: DIR/certificate.pem holds no certificate in PEM form\n",
    ] {
        assert!(said.contains(line), "{line}\n---\n{said}");
    }
    assert!(said.ends_with("[1]"));
    let json = run(&["doctor", "--dir", home.path(), "--json"]);
    assert_eq!(json.status.code(), Some(1));
    let findings: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let wrong = findings.as_array().unwrap().iter().filter(|one| one["verdict"] == "wrong");
    assert!(wrong.clone().count() >= 3);
    assert!(wrong.clone().all(|one| one["advice"].is_string()));
}

#[test]
fn doctor_sees_a_full_disk_and_so_does_readyz() {
    let home = Home::new();
    let more_than_any_disk = ("CORRIDOR_RELAY_DISK_LEAST_FREE_MEGABYTES", "9000000000000");
    let relay = home.serve_with(&[more_than_any_disk]);
    let reply = crate::support::http::get(&relay, "/readyz");
    assert_eq!(reply.status, 503);
    assert!(reply.text().starts_with("not ready: disk full: "), "{}", reply.text());
    assert_eq!(crate::support::http::get(&relay, "/healthz").status, 200);
    let said = said(&home, &["doctor", "--dir", "DIR"]);
    assert!(said.contains("the relay runs and is not ready: disk full"), "{said}");
}
