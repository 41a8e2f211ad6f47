//! Every setting once: its name, its default and what it means.
//!
//! [`SETTINGS`] is what `relay.toml`, the environment and `docs/operations.md` are checked against,
//! so that no setting exists which an operator cannot find.

use corridor_store::embedded::EmbeddedOptions;
use serde::{Deserialize, Serialize};

/// One line of the listing: a key as it stands in `relay.toml`, with its table before the dot.
pub struct Setting {
    pub key: &'static str,
    pub meaning: &'static str,
}

impl Setting {
    /// The environment variable that overrides the file.
    pub fn variable(&self) -> String {
        format!("{VARIABLE_PREFIX}{}", self.key.replace('.', "_").to_ascii_uppercase())
    }
}

pub const VARIABLE_PREFIX: &str = "CORRIDOR_RELAY_";

/// Many people may share one address, behind a NAT; with this many, twenty such addresses fill a
/// relay.
const PER_ADDRESS: usize = 1_024;

/// Those of Chrome, Firefox, Safari and Edge.
const PUSH_SERVICES: &str =
    "fcm.googleapis.com *.push.services.mozilla.com *.push.apple.com *.notify.windows.com";

macro_rules! settings {
    ($($key:literal: $meaning:literal;)*) => {
        pub const SETTINGS: &[Setting] = &[$(Setting { key: $key, meaning: $meaning },)*];
    };
}

settings! {
    "listen": "Host and port that clients connect to. Port 0 takes any free one.";
    "relay_name": "The part of every account after the @. It cannot change once people have joined.";
    "public_url": "What invitations print, where it is not the scheme, host and port of `listen`.";
    "allow_plain": "Serve without TLS beyond this machine, because something in front does TLS.";
    "retention_days": "How long a record is kept, in days.";
    "shutdown_seconds": "How long a shutdown waits for connections to finish.";
    "allow_core_dumps": "Let the system write the process's memory to disk when it crashes.";
    "web_folder": "Folder of the built web app, served at /. A path is relative to this directory. Empty: no web app.";
    "report_to": "Whom you want reports of misuse sent to, in at most 200 characters: shown to people who write one, who send it themselves. Empty: nobody is named.";
    "tls.certificate": "Certificate chain (PEM). A path is relative to this directory. Empty: no TLS.";
    "tls.key": "Private key of the certificate (PEM). Both files are read again when they change.";
    "connections.most": "Connections at once; one more is refused with too_many_connections.";
    "connections.per_address": "Connections at once of one IPv4 address or IPv6 /56; one more is closed. 0: any number, for a relay behind a proxy.";
    "connections.keepalive_seconds": "A silent connection is pinged this often and closed after three times this.";
    "connections.write_seconds": "A connection that takes no bytes for this long is closed.";
    "connections.authentication_seconds": "A connection that has not authenticated by then is closed.";
    "connections.push_window_bytes": "Bytes that wait for one connection; beyond it, it catches up from the store as it drains.";
    "limits.requests_per_second": "Requests of one account, and of one connection, sustained.";
    "limits.requests_burst": "Requests of one account, and of one connection, after a pause.";
    "limits.bytes_per_second": "Bytes that one account, and one connection, sends; sustained.";
    "limits.bytes_burst": "Bytes that one account, and one connection, sends after a pause.";
    "limits.connections_per_account": "Connections of one account at once.";
    "limits.logs_per_day": "Logs (rooms) that one account creates in a day.";
    "limits.record_bytes_per_day": "Bytes of records that one account writes in a day, with 256 for each.";
    "limits.inbox_entries": "Letters that one device's inbox keeps until that device has fetched them.";
    "limits.blob_bytes_per_day": "Bytes of blobs that one account uploads in a day.";
    "limits.blob_bytes": "The largest blob, in bytes.";
    "blobs.backend": "`local` (the folder `blobs` beside this file) or `s3`.";
    "blobs.bucket": "s3: the bucket.";
    "blobs.endpoint": "s3: the server's URL, for anything but Amazon.";
    "blobs.region": "s3: the region.";
    "blobs.credentials_file": "s3: a file with the access key on its first line and the secret key on its second.";
    "push.services": "Push services that devices may be woken through, with spaces between: `host`, `*.host`, `host:port`. Empty: devices are not woken.";
    "push.contact": "Whom a push service may write to about this relay: `mailto:...` or `https://...`. Empty: https:// and `relay_name`.";
    "push.authorities": "Certificates (PEM) of authorities beside those of the web, for a push service of your own. A path is relative to this directory.";
    "push.allow_private_addresses": "Connect to push services at private and loopback addresses too. For a push service of your own alone.";
    "metrics.listen": "Host and port of /metrics, /healthz and /readyz alone. Empty: no metrics.";
    "log.format": "`text` or `json`, on standard error.";
    "log.level": "`error`, `warn`, `info`, `debug` or `off`. No level prints addresses, accounts or tokens.";
    "store.memtable_megabytes": "Memory of one space's newest rows before they go to a file of their own; about ten spaces are written to.";
    "disk.least_free_megabytes": "With less room than this, /readyz and `doctor` say so.";
    "disk.reserve_megabytes": "A file of this size that is given up when the disk is full, so that deleting still works. 0: none.";
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    pub listen: String,
    pub relay_name: String,
    pub public_url: String,
    pub allow_plain: bool,
    pub retention_days: u32,
    pub shutdown_seconds: u64,
    pub allow_core_dumps: bool,
    pub web_folder: String,
    pub report_to: String,
    pub tls: Tls,
    pub connections: Connections,
    pub limits: Limits,
    pub blobs: Blobs,
    pub push: Push,
    pub metrics: Metrics,
    pub log: Log,
    pub store: Store,
    pub disk: Disk,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tls {
    pub certificate: String,
    pub key: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Connections {
    pub most: usize,
    pub per_address: usize,
    pub keepalive_seconds: u64,
    pub write_seconds: u64,
    pub authentication_seconds: u64,
    pub push_window_bytes: usize,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    pub requests_per_second: u64,
    pub requests_burst: u64,
    pub bytes_per_second: u64,
    pub bytes_burst: u64,
    pub connections_per_account: usize,
    pub logs_per_day: u32,
    pub record_bytes_per_day: u64,
    pub inbox_entries: u64,
    pub blob_bytes_per_day: u64,
    pub blob_bytes: u64,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Blobs {
    pub backend: BlobBackend,
    pub bucket: String,
    pub endpoint: String,
    pub region: String,
    pub credentials_file: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Push {
    pub services: String,
    pub contact: String,
    pub authorities: String,
    pub allow_private_addresses: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlobBackend {
    Local,
    S3,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metrics {
    pub listen: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    pub format: LogFormat,
    pub level: LogLevel,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    Off,
    Error,
    Warn,
    Info,
    Debug,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Store {
    pub memtable_megabytes: u64,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Disk {
    pub least_free_megabytes: u64,
    pub reserve_megabytes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:4430".to_owned(),
            relay_name: "localhost".to_owned(),
            public_url: String::new(),
            allow_plain: false,
            retention_days: 30,
            shutdown_seconds: 10,
            allow_core_dumps: false,
            web_folder: String::new(),
            report_to: String::new(),
            tls: Tls::default(),
            connections: Connections::default(),
            limits: Limits::default(),
            blobs: Blobs::default(),
            push: Push::default(),
            metrics: Metrics::default(),
            log: Log::default(),
            store: Store::default(),
            disk: Disk::default(),
        }
    }
}

impl Default for Connections {
    fn default() -> Self {
        let core = corridor_relay_core::Limits::default();
        Self {
            most: core.connections,
            per_address: PER_ADDRESS,
            keepalive_seconds: 30,
            write_seconds: 20,
            authentication_seconds: core.authentication_ms / 1000,
            push_window_bytes: core.push_window_bytes,
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, level: LogLevel::Info }
    }
}

impl Default for Store {
    fn default() -> Self {
        Self { memtable_megabytes: EmbeddedOptions::default().memtable_bytes >> 20 }
    }
}

impl Default for Disk {
    fn default() -> Self {
        Self { least_free_megabytes: 256, reserve_megabytes: 128 }
    }
}

impl Default for Blobs {
    fn default() -> Self {
        Self {
            backend: BlobBackend::Local,
            bucket: String::new(),
            endpoint: String::new(),
            region: String::new(),
            credentials_file: String::new(),
        }
    }
}

impl Default for Push {
    fn default() -> Self {
        Self {
            services: PUSH_SERVICES.to_owned(),
            contact: String::new(),
            authorities: String::new(),
            allow_private_addresses: false,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        let core = corridor_relay_core::Limits::default();
        Self {
            requests_per_second: core.account_requests.per_second,
            requests_burst: core.account_requests.burst,
            bytes_per_second: core.account_bytes.per_second,
            bytes_burst: core.account_bytes.burst,
            connections_per_account: core.connections_per_account,
            logs_per_day: core.logs_per_day,
            record_bytes_per_day: core.record_bytes_per_day,
            inbox_entries: core.inbox_entries,
            blob_bytes_per_day: core.blob_bytes_per_day,
            blob_bytes: core.blob_bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The keys of a table, with the table's name before a dot.
    fn keys(table: &toml::Table, prefix: &str) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for (key, value) in table {
            match value {
                toml::Value::Table(inner) => all.extend(keys(inner, &format!("{prefix}{key}."))),
                _ => assert!(all.insert(format!("{prefix}{key}"))),
            }
        }
        all
    }

    #[test]
    fn the_listing_and_the_structure_name_the_same_settings() {
        let structure = keys(&toml::Table::try_from(Settings::default()).unwrap(), "");
        let listing: BTreeSet<String> = SETTINGS.iter().map(|s| s.key.to_owned()).collect();
        assert_eq!(structure, listing);
    }
}
