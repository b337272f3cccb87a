//! What lies behind the visits of a column: hours, away and blocked times. Never something to click on.

use crate::clinic::time_off::TimeOffKind;
use crate::ids::{LocationId, RoomId, TimeOffId};
use serde::Serialize;
use ts_rs::TS;

/// A stretch of working time on a day's axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Open {
    /// Elapsed minutes since the day began.
    pub from: i32,
    /// Elapsed minutes since the day began.
    pub until: i32,
    /// `HH:MM`.
    pub from_clock: String,
    /// `HH:MM`; `24:00` is the end of the day.
    pub until_clock: String,
    /// Where.
    pub location: LocationId,
    /// In which room.
    pub room: Option<RoomId>,
}

/// A stretch without visits on a day's axis, cut to the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Away {
    /// Which time off.
    pub id: TimeOffId,
    /// Away or blocked.
    pub kind: TimeOffKind,
    /// What to show.
    pub label: String,
    /// The whole clinic.
    pub whole_clinic: bool,
    /// Elapsed minutes since the day began.
    pub from: i32,
    /// Elapsed minutes since the day began.
    pub until: i32,
    /// The whole of it: `YYYY-MM-DDTHH:MM`.
    pub starts: String,
    /// `YYYY-MM-DDTHH:MM`.
    pub ends: String,
}
