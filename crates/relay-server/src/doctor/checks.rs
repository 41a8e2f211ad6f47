//! The single checks.

use std::time::{Duration, SystemTime};

use rustix::process::{Resource, getrlimit};

use super::Finding;
use crate::config::Config;
use crate::directory::{Directory, is_open_to_others};
use crate::observe::readiness::free_bytes;
use crate::{admin, certificate, clock, command, secret, storage};

/// A certificate that ends sooner than this is worth a warning.
const RENEW_SECONDS: i64 = 14 * 24 * 60 * 60;

/// 2025-01-01: this program is younger.
const PROGRAM_EPOCH_SECONDS: u64 = 1_735_689_600;

/// 2100-01-01: no clock is right that says so.
const FAR_FUTURE_SECONDS: u64 = 4_102_444_800;

/// Files of the process beside its connections: tables of the store, blobs, listeners.
const FILES_APART: u64 = 512;

pub fn settings(directory: &Directory) -> (Option<Config>, Finding) {
    match Config::read(directory) {
        Ok(config) => {
            let finding = format!(
                "relay.toml is understood; the relay is {} on {}",
                config.relay_name, config.listen
            );
            (Some(config), Finding::ok("settings", finding))
        }
        Err(error) => {
            let advice = "correct it; docs/operations.md explains every setting";
            (None, Finding::wrong("settings", error.to_string(), advice))
        }
    }
}

pub fn permissions(directory: &Directory, config: Option<&Config>) -> Vec<Finding> {
    let mut private = vec![
        (directory.path().to_path_buf(), "700"),
        (directory.settings(), "600"),
        (directory.invitation_secret(), "600"),
    ];
    private.extend(
        config.and_then(|config| config.tls.as_ref()).map(|files| (files.key.clone(), "600")),
    );
    let mut findings = Vec::new();
    for (path, mode) in private {
        if is_open_to_others(&path).unwrap_or(false) {
            findings.push(Finding::wrong(
                "permissions",
                format!("{} can be read by other users of this machine", path.display()),
                format!("chmod {mode} {}", path.display()),
            ));
        }
    }
    if findings.is_empty() {
        findings.push(Finding::ok("permissions", "only the owner reads the relay's files"));
    }
    findings
}

pub fn secret(directory: &Directory) -> Finding {
    match secret::read(directory) {
        Ok(_) => Finding::ok("invitation secret", "it is there"),
        Err(error) => Finding::wrong(
            "invitation secret",
            error.to_string(),
            "restore it from a backup, or delete it and run init elsewhere: without it, \
             invitations that were given out are void",
        ),
    }
}

pub fn certificate(config: &Config) -> Finding {
    const CHECK: &str = "certificate";
    let Some(files) = &config.tls else {
        if config.listen.is_loopback() {
            return Finding::ok(CHECK, "none is needed: only this machine connects");
        }
        let finding = "the relay takes plain connections from other machines";
        return Finding::warning(
            CHECK,
            finding,
            "make sure that something in front of it does TLS",
        );
    };
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    let facts = certificate::read(files, &provider).and_then(|_| certificate::facts(files));
    let now = i64::try_from(clock::now_seconds()).unwrap_or(i64::MAX);
    match facts {
        Err(error) => {
            Finding::wrong(CHECK, error.to_string(), "correct tls.certificate and tls.key")
        }
        Ok(facts) if now < facts.not_before => Finding::wrong(
            CHECK,
            "the certificate is not valid yet",
            "check this machine's clock, or get a certificate that is valid now",
        ),
        Ok(facts) if now > facts.not_after => Finding::wrong(
            CHECK,
            "the certificate has expired",
            "renew it; a running relay reads the new files by itself",
        ),
        Ok(facts) if now + RENEW_SECONDS > facts.not_after => Finding::warning(
            CHECK,
            format!("the certificate expires in {} days", (facts.not_after - now) / 86_400),
            "renew it; a running relay reads the new files by itself",
        ),
        Ok(facts) if facts.self_signed => {
            Finding::ok(CHECK, "the relay's own; invitations carry its fingerprint")
        }
        Ok(facts) => {
            let days = (facts.not_after - now) / 86_400;
            Finding::ok(CHECK, format!("valid for {days} more days"))
        }
    }
}

pub fn disk(directory: &Directory, config: &Config) -> Finding {
    match free_bytes(directory) {
        Ok(free) if free < config.least_free_bytes => Finding::wrong(
            "disk",
            format!("{} MB are free", free >> 20),
            format!("make room: below {} MB the relay is not ready", config.least_free_bytes >> 20),
        ),
        Ok(free) => Finding::ok("disk", format!("{} MB are free", free >> 20)),
        Err(error) => {
            Finding::wrong("disk", format!("it cannot be asked: {error}"), "check the disk")
        }
    }
}

pub fn files(config: &Config) -> Finding {
    let wanted = config.settings.connections.most as u64 + FILES_APART;
    match getrlimit(Resource::Nofile).maximum {
        Some(most) if most < wanted => Finding::warning(
            "open files",
            format!("this user may open {most} files, fewer than connections.most needs"),
            format!("raise the hard limit to {wanted} (LimitNOFILE= of the systemd unit)"),
        ),
        _ => Finding::ok("open files", "the limit is high enough for connections.most"),
    }
}

pub fn invitations(directory: &Directory, config: &Config) -> Finding {
    match command::invite::public_address(config, directory) {
        Ok(address) => Finding::ok("invitations", format!("they lead to {}", address.origin())),
        Err(error @ command::invite::InviteError::NoPort) => {
            Finding::warning("invitations", error.to_string(), "start the relay")
        }
        Err(error) => Finding::wrong("invitations", error.to_string(), "correct relay.toml"),
    }
}

/// A clock that was set back would make invitations and records live longer than they should.
pub fn clock(directory: &Directory) -> Finding {
    let now = clock::now_seconds();
    let advice = "set this machine's clock, and let it follow a time server";
    if !(PROGRAM_EPOCH_SECONDS..FAR_FUTURE_SECONDS).contains(&now) {
        return Finding::wrong("clock", format!("it says {now} seconds since 1970"), advice);
    }
    let ahead = std::fs::metadata(directory.settings())
        .and_then(|metadata| metadata.modified())
        .is_ok_and(|written| written > SystemTime::now() + Duration::from_mins(1));
    if ahead {
        return Finding::wrong("clock", "it is behind the date of relay.toml", advice);
    }
    Finding::ok("clock", "it is plausible")
}

/// Asks the relay that runs here; without one, opens the store.
pub fn store(directory: &Directory) -> Finding {
    const CHECK: &str = "store";
    match admin::ask_status(directory) {
        Ok(Some(status)) if status.ready => {
            return Finding::ok(CHECK, format!("relay {} runs and is ready", status.version));
        }
        Ok(Some(status)) => {
            let reason = status.reason.unwrap_or_default();
            return Finding::wrong(
                CHECK,
                format!("the relay runs and is not ready: {reason}"),
                "see the relay's log",
            );
        }
        Ok(None) => {}
        Err(error) => {
            return Finding::wrong(
                CHECK,
                format!("the running relay does not answer: {error}"),
                "run doctor as the relay's user; if it does not help, restart the relay",
            );
        }
    }
    let advice = "see the relay's log; if the store is damaged, restore a backup";
    match directory.lock() {
        Err(error) => Finding::wrong(CHECK, format!("it cannot be locked: {error}"), advice),
        Ok(None) => {
            Finding::wrong(CHECK, "another program has it open and does not answer", advice)
        }
        Ok(Some(_lock)) if !directory.store().exists() => {
            Finding::ok(CHECK, "there is none yet; the first serve makes it")
        }
        Ok(Some(_lock)) => match storage::open(directory) {
            Ok(_) => Finding::ok(CHECK, "it opens; the relay does not run"),
            Err(error) => Finding::wrong(CHECK, error.to_string(), advice),
        },
    }
}
