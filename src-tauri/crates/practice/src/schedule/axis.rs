//! The vertical axis of a day. It counts elapsed minutes since the clinic-local day began, not wall minutes: a day of 23
//! or 25 hours is drawn as long as it is, a visit's height is its real length, and nothing overlaps that does not.
//! Ticks tell which wall time stands where; between two ticks the wall clock runs evenly.

use serde::Serialize;
use ts_rs::TS;

/// A day's axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Axis {
    /// How long the day is: 1440, or less or more where the clocks change.
    pub minutes: i32,
    /// The whole hours, and the moment after a change of the clocks, in order; the first stands at 0.
    pub ticks: Vec<Tick>,
    /// What the clocks do that day, in a sentence; absent on ordinary days.
    pub clock_change: Option<String>,
}

/// A wall time on the axis. From here to the next tick, wall time is `clock` plus the minutes since `at`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Tick {
    /// Elapsed minutes since the day began.
    pub at: i32,
    /// `HH:MM`.
    pub clock: String,
    /// This stretch of wall time has been before on this day: times in it are sent with `fold: 1`.
    pub second: bool,
}
