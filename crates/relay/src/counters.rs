//! Numbers for metrics. None of them says anything of an account, a device or a log.

/// Everything counts up from the start of the process, except where the doc says "now".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counters {
    pub connections_opened: u64,
    /// Now.
    pub connections: u64,
    /// Now.
    pub sessions: u64,
    /// Now.
    pub follows: u64,
    pub frames_received: u64,
    pub bytes_received: u64,
    pub frames_sent: u64,
    pub bytes_sent: u64,
    pub bad_frames: u64,
    pub refused_requests: u64,
    pub rate_limited: u64,
    pub records_appended: u64,
    pub commits_appended: u64,
    pub conflicts: u64,
    pub records_pushed: u64,
    /// Signals given to followers, each counted for each.
    pub signals_passed: u64,
    /// Followers that fell behind and were caught up from the store.
    pub followers_lagged: u64,
    pub batches_committed: u64,
    pub batches_failed: u64,
    pub logs_created: u64,
    pub logs_deleted: u64,
    pub accounts_created: u64,
    pub blobs_created: u64,
    pub spaces_dropped: u64,
    /// Devices that were away when a letter came, and have a push service.
    pub wakes: u64,
    /// Forgotten because the push service said so.
    pub push_endpoints_gone: u64,
}
