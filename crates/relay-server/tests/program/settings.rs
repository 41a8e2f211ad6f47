//! Settings: each wrong one as the operator sees it, and each right one documented.

use std::fs;
use std::path::Path;

use corridor_relay::config::load::parse;
use corridor_relay::config::settings::SETTINGS;

use crate::support::{Home, program, transcript};

/// What `serve` says of a `relay.toml`.
fn refusal(text: &str) -> String {
    let home = Home::new();
    fs::write(home.directory.join("relay.toml"), text).unwrap();
    transcript(&home.directory, &["serve", "--dir", home.path()])
}

#[test]
fn a_wrong_file_is_refused_by_key_and_line() {
    let unknown = refusal("listen = \"127.0.0.1:0\"\n\nlisten_on = 3\n");
    assert!(
        unknown
            .starts_with("error: DIR/relay.toml, line 3: unknown key `listen_on`, expected one of"),
        "{unknown}"
    );
    let nested = refusal("[limits]\nblob_bites = 3\n");
    assert!(
        nested.starts_with("error: DIR/relay.toml, line 2: unknown key `blob_bites`"),
        "{nested}"
    );
    for (text, error) in [
        (
            "retention_days = \"long\"\n",
            "error: DIR/relay.toml, line 1: invalid type: string \"long\", expected u32\n[1]",
        ),
        ("listen = \"4430\"\n", "error: listen: \"4430\" is not HOST:PORT\n[1]"),
        ("metrics.listen = \"x\"\n", "error: metrics.listen: \"x\" is not HOST:PORT\n[1]"),
        (
            "listen = \"10.0.0.7:80\"\n",
            "error: listen: 10.0.0.7:80 is reached from other machines, and there is no \
             tls.certificate; give one, or set allow_plain = true if something in front of the \
             relay does TLS\n[1]",
        ),
        (
            "relay_name = \"Relay\"\n",
            "error: relay_name: a relay's name is a domain name in lower case, such as \
             relay.example\n[1]",
        ),
        (
            "public_url = \"relay.example\"\n",
            "error: public_url: an invitation begins with https:// (or http:// for a relay on \
             this machine)\n[1]",
        ),
        (
            "tls.key = \"x\"\n",
            "error: tls.certificate and tls.key are given together or not at all\n[1]",
        ),
        (
            &format!("report_to = \"{}\"\n", "x".repeat(201)),
            "error: report_to: a line of at most 200 characters\n[1]",
        ),
        (
            "report_to = \"two\\nlines\"\n",
            "error: report_to: a line of at most 200 characters\n[1]",
        ),
        ("retention_days = 0\n", "error: retention_days: must be at least 1\n[1]"),
        ("limits.bytes_burst = 1\n", "error: limits.bytes_burst: must be at least 524288\n[1]"),
        (
            "limits.blob_bytes = 3000000000\n",
            "error: limits.blob_bytes: no blob is larger than 2684354560 bytes\n[1]",
        ),
        ("blobs.backend = \"s3\"\n", "error: blobs: the s3 backend needs blobs.bucket\n[1]"),
        (
            "[tls]\ncertificate = \"c.pem\"\nkey = \"k.pem\"\n",
            "error: cannot read DIR/k.pem: No such file or directory (os error 2)\n[1]",
        ),
    ] {
        assert_eq!(refusal(text), error, "{text}");
    }
}

#[test]
fn a_wrong_variable_is_refused_by_name() {
    let home = Home::new();
    for (name, value, error) in [
        (
            "CORRIDOR_RELAY_LISTENING",
            "x",
            "error: the environment variable CORRIDOR_RELAY_LISTENING is not a setting; \
             relay.toml lists them\n",
        ),
        (
            "CORRIDOR_RELAY_RETENTION_DAYS",
            "long",
            "error: the environment variable CORRIDOR_RELAY_RETENTION_DAYS: \"long\" is not a \
             number\n",
        ),
        (
            "CORRIDOR_RELAY_ALLOW_PLAIN",
            "yes",
            "error: the environment variable CORRIDOR_RELAY_ALLOW_PLAIN: \"yes\" is not true or \
             false\n",
        ),
        (
            "CORRIDOR_RELAY_LOG_LEVEL",
            "loud",
            "error: the environment variable CORRIDOR_RELAY_LOG_LEVEL: unknown variant `loud`, \
             expected one of `off`, `error`, `warn`, `info`, `debug`\n",
        ),
    ] {
        let output =
            program().args(["serve", "--dir", home.path()]).env(name, value).output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), error);
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn every_setting_can_be_given_in_the_environment_and_wins() {
    let defaults = parse(Path::new("relay.toml"), "", []).unwrap();
    for setting in SETTINGS {
        let value = match setting.key {
            "blobs.backend" => "s3",
            "log.format" => "json",
            "log.level" => "debug",
            "allow_plain" | "allow_core_dumps" | "push.allow_private_addresses" => "true",
            _ => "77",
        };
        let variables = [(setting.variable(), value.to_owned())];
        let changed = parse(Path::new("relay.toml"), "", variables).unwrap();
        assert_ne!(changed, defaults, "{}", setting.key);
    }
}

#[test]
fn every_setting_and_its_variable_is_documented() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operations.md");
    let docs = fs::read_to_string(docs).unwrap();
    for setting in SETTINGS {
        let row = format!("| `{}` | `{}` |", setting.key, setting.variable());
        assert!(docs.contains(&row), "docs/operations.md has no row {row}");
    }
}
