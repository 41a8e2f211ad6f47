//! What an operator sees of a running relay.

pub mod logs;
pub mod metrics;
pub mod readiness;
pub mod supervisor;
