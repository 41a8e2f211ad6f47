//! `relay.toml` and the environment over it: what an operator writes is understood or refused with the
//! setting's name, and what is written back reads the same.

use std::path::Path;

use corridor_relay::config::load::{self, LoadError};
use corridor_relay::config::settings::{SETTINGS, Settings};
use corridor_relay::config::{Config, render};
use corridor_relay::directory::Directory;
use corridor_relay_core::InvitationSecret;

/// The file, then, each after a zero byte, variables as `NAME=VALUE`.
pub fn run(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    let mut parts = text.split('\0');
    let file = parts.next().unwrap_or_default();
    let variables: Vec<(String, String)> = parts
        .take(8)
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (format!("CORRIDOR_RELAY_{name}"), value.to_owned()))
        .collect();
    let path = Path::new("relay.toml");
    match load::parse(path, file, variables.clone()) {
        Ok(settings) => understood(path, settings),
        Err(LoadError::File { line, message, .. }) => {
            assert!(line <= file.matches('\n').count() + 1 && !message.is_empty());
        }
        Err(LoadError::UnknownVariable { name }) => {
            assert!(SETTINGS.iter().all(|setting| setting.variable() != name));
        }
        Err(LoadError::Variable { name, .. }) => {
            assert!(variables.iter().any(|(given, _)| *given == name));
        }
        Err(other) => panic!("no file was read: {other}"),
    }
}

fn understood(path: &Path, settings: Settings) {
    if let Ok(text) = render::render(&settings) {
        let again = load::parse(path, &text, []);
        assert_eq!(again.ok().as_ref(), Some(&settings), "what is written reads the same:\n{text}");
    }
    let directory = Directory::new("/relay");
    match Config::check(settings, &directory) {
        Ok(config) => {
            assert_eq!(Some(config.listen.clone()), {
                let printed = config.listen.to_string();
                corridor_relay::config::address::ListenAddress::parse(&printed)
            });
            let core = config.core(InvitationSecret::from_bytes([0; 32]), None);
            assert!(core.retention_days > 0 && core.limits.connections > 0);
            assert!(core.limits.blob_bytes <= corridor_wire::limits::BLOB_BYTES);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let mut settings = Settings { relay_name: "relay.example".to_owned(), ..Settings::default() };
    settings.connections.most = 7;
    let text = render::render(&settings).unwrap_or_default();
    // Without what it says of each setting, which a mutation would mostly hit.
    let bare: Vec<&str> = text
        .lines()
        .filter(|line| line.contains('=') || line.starts_with('['))
        .map(|line| line.trim_start_matches("# "))
        .collect();
    let bare = bare.join("\n");
    let tls = "listen = \"[::]:443\"\nrelay_name = \"relay.example\"\n\
               public_url = \"https://relay.example/\"\n[tls]\ncertificate = \"c.pem\"\n\
               key = \"k.pem\"\n[blobs]\nbackend = \"s3\"\nbucket = \"b\"\n";
    let variables =
        "\0LISTEN=127.0.0.1:0\0RETENTION_DAYS= 7 \0LIMITS_BLOB_BYTES=1\0ALLOW_PLAIN=true";
    [
        ("empty", String::new()),
        ("every_setting", bare),
        ("tls_and_s3", tls.to_owned()),
        ("variables", variables.to_owned()),
        ("unknown_variable", "\0LISTENN=1".to_owned()),
        ("line", "listen = 1\nretention_days = \"x\"\n".to_owned()),
    ]
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .into()
}
