//! Everything one run found, as JSON. The table is drawn from the same.

use serde::Serialize;

use crate::measure::appends::AppendFigures;
use crate::measure::disk::DiskFigures;
use crate::measure::fan_out::FanOutFigures;
use crate::measure::idle::IdleFigures;
use crate::measure::registering::RegisteringFigures;
use crate::measure::restart::RestartFigures;

#[derive(Debug, Serialize)]
pub struct Report {
    /// Of the load test and the relay, which are built together.
    pub version: &'static str,
    /// Shared by the relay and the load.
    pub processors: usize,
    /// Whether the load test was built without optimisation; such figures mean nothing.
    pub debug_build: bool,
    pub record_bytes: usize,
    pub seconds: u64,
    pub disk: Vec<DiskFigures>,
    pub registering: RegisteringFigures,
    pub appends: Vec<AppendFigures>,
    pub fan_out: Vec<FanOutFigures>,
    /// The most memory that the relay had under all of that.
    pub peak_bytes: u64,
    pub restart: RestartFigures,
    pub idle: IdleFigures,
}
