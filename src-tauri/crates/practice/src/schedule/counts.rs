//! How many visits stand where.

use serde::Serialize;
use ts_rs::TS;

/// How many visits stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct Counts {
    /// Booked and not cancelled.
    pub all: u32,
    /// Not confirmed yet.
    pub scheduled: u32,
    /// Confirmed.
    pub confirmed: u32,
    /// Waiting at the desk.
    pub arrived: u32,
    /// With a provider.
    pub in_room: u32,
    /// Over.
    pub completed: u32,
    /// Did not come.
    pub no_show: u32,
    /// Called off.
    pub cancelled: u32,
    /// First visits among them.
    pub first_visits: u32,
}
