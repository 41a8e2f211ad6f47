//! What the relay counts, in the Prometheus text format. Sums over everybody: no metric has a label
//! that names a person, a log or an address.

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};

use corridor_relay_core::Counters;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

pub struct Metrics {
    registry: Registry,
    core: Arc<CoreCounters>,
    pub connections_refused: Counter,
    pub connections_stuck: Counter,
    pub tls_failures: Counter,
    pub commit_rows: Histogram,
    pub commit_seconds: Histogram,
    pub blob_bytes_received: Counter,
    pub blob_bytes_sent: Counter,
    pub push_delivered: Counter,
    pub push_refused: Counter,
    pub push_failed: Counter,
    pub push_dropped: Counter,
    pub disk_free_bytes: Gauge<u64, AtomicU64>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("corridor_relay"),
            core: Arc::default(),
            connections_refused: Counter::default(),
            connections_stuck: Counter::default(),
            tls_failures: Counter::default(),
            commit_rows: Histogram::new(exponential_buckets(1.0, 2.0, 13)),
            commit_seconds: Histogram::new(exponential_buckets(0.000_25, 2.0, 14)),
            blob_bytes_received: Counter::default(),
            blob_bytes_sent: Counter::default(),
            push_delivered: Counter::default(),
            push_refused: Counter::default(),
            push_failed: Counter::default(),
            push_dropped: Counter::default(),
            disk_free_bytes: Gauge::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    /// The core's own numbers, for the next scrape.
    pub fn publish(&self, counters: Counters) {
        *self.core.0.lock().unwrap_or_else(PoisonError::into_inner) = counters;
    }

    pub fn core(&self) -> Counters {
        *self.core.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The text that a scrape gets.
    pub fn render(&self) -> String {
        let mut text = String::new();
        // Writing to a String has no error of its own.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }

    fn register(&mut self) {
        let registry = &mut self.registry;
        for (name, help, counter) in [
            ("connections_refused", "Connections over the limit", &self.connections_refused),
            ("connections_stuck", "Closed for taking no bytes", &self.connections_stuck),
            ("tls_failures", "Failed TLS handshakes", &self.tls_failures),
            ("blob_bytes_received", "Bytes of blobs uploaded", &self.blob_bytes_received),
            ("blob_bytes_sent", "Bytes of blobs downloaded", &self.blob_bytes_sent),
            ("push_delivered", "Wake-ups that a push service took", &self.push_delivered),
            ("push_refused", "Wake-ups that a push service refused", &self.push_refused),
            ("push_failed", "Wake-ups that reached no push service", &self.push_failed),
            ("push_dropped", "Wake-ups over the length of the queue", &self.push_dropped),
        ] {
            registry.register(name, help, counter.clone());
        }
        registry.register("commit_rows", "Rows made durable together", self.commit_rows.clone());
        registry.register_with_unit(
            "commit",
            "Time to make a batch durable",
            Unit::Seconds,
            self.commit_seconds.clone(),
        );
        registry.register(
            "disk_free_bytes",
            "Room on the relay's disk",
            self.disk_free_bytes.clone(),
        );
        registry.register_collector(Box::new(self.core.clone()));
    }
}

#[derive(Debug, Default)]
struct CoreCounters(Mutex<Counters>);

impl Collector for CoreCounters {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), core::fmt::Error> {
        let now = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, help, value) in [
            ("connections", "Open connections", now.connections),
            ("sessions", "Authenticated connections", now.sessions),
            ("follows", "Followed logs", now.follows),
        ] {
            let gauge = ConstGauge::new(value);
            let metric = encoder.encode_descriptor(name, help, None, gauge.metric_type())?;
            gauge.encode(metric)?;
        }
        for (name, help, value) in [
            ("connections_opened", "Connections", now.connections_opened),
            ("frames_received", "Frames from clients", now.frames_received),
            ("bytes_received", "Bytes of frames from clients", now.bytes_received),
            ("frames_sent", "Frames to clients", now.frames_sent),
            ("bytes_sent", "Bytes of frames to clients", now.bytes_sent),
            ("bad_frames", "Frames that do not decode", now.bad_frames),
            ("refused_requests", "Requests answered with an error", now.refused_requests),
            ("rate_limited", "Requests over a limit", now.rate_limited),
            ("records_appended", "Records appended", now.records_appended),
            ("commits_appended", "Records that were commits", now.commits_appended),
            ("conflicts", "Appends under a version that had passed", now.conflicts),
            ("records_pushed", "Records pushed to followers", now.records_pushed),
            ("followers_lagged", "Followers caught up from the store", now.followers_lagged),
            ("batches_committed", "Batches made durable", now.batches_committed),
            ("batches_failed", "Batches that could not be written", now.batches_failed),
            ("logs_created", "Logs created", now.logs_created),
            ("logs_deleted", "Logs deleted", now.logs_deleted),
            ("accounts_created", "Accounts created", now.accounts_created),
            ("blobs_created", "Blobs created", now.blobs_created),
            ("spaces_dropped", "Expired days dropped", now.spaces_dropped),
            ("wakes", "Devices to wake for a letter", now.wakes),
            (
                "push_endpoints_gone",
                "Endpoints that a push service forgot",
                now.push_endpoints_gone,
            ),
        ] {
            let counter = ConstCounter::new(value);
            let metric = encoder.encode_descriptor(name, help, None, counter.metric_type())?;
            counter.encode(metric)?;
        }
        Ok(())
    }
}
