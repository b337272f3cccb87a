//! A day, side by side: the home screen.

use crate::Result;
use crate::door::Call;
use crate::ids::{ProviderId, RoomId};
use crate::schedule::axis::Axis;
use crate::schedule::backdrop::{Away, Open};
use crate::schedule::visit::DayVisit;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which day.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskDay {
    /// `YYYY-MM-DD`, the clinic's day.
    pub date: String,
    /// What a column is.
    pub by: By,
    /// Only the column of the person who is signed in, if they are a provider.
    #[ts(optional)]
    pub only_mine: Option<bool>,
    /// Cancelled visits too.
    #[ts(optional)]
    pub cancelled: Option<bool>,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A provider.
    Provider,
    /// A room or a piece of equipment.
    Room,
}

/// A day.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DayView {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The clinic's zone.
    pub zone: String,
    /// What a column is.
    pub by: By,
    /// The vertical axis.
    pub axis: Axis,
    /// Where now is on it, if it is today.
    pub now: Option<i32>,
    /// The columns, the signed-in provider's own first.
    pub columns: Vec<Column>,
    /// The visits of all columns, by start.
    pub visits: Vec<DayVisit>,
    /// How many visits stand where.
    pub counts: Counts,
    /// How many visits wait in the tray.
    pub in_tray: u32,
}

/// A column.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Column {
    /// The provider of a column by provider.
    pub provider: Option<ProviderId>,
    /// The room of a column by room; absent for the column of visits without a room.
    pub room: Option<RoomId>,
    /// Its head.
    pub name: String,
    /// Under it: the provider's speciality, the room's place.
    pub detail: String,
    /// The room the provider works in that day, for the head.
    pub room_name: Option<String>,
    /// The signed-in provider's own.
    pub mine: bool,
    /// False: shown only because visits are left in it.
    pub active: bool,
    /// Working hours; what is not in one is closed. Rooms are open when somebody works.
    pub open: Vec<Open>,
    /// Away and blocked times.
    pub away: Vec<Away>,
    /// How many visits (cancelled ones not counted).
    pub visits: u32,
}

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

/// The day in columns.
pub fn day(_call: &Call<'_>, _input: AskDay) -> Result<DayView> {
    Err(crate::Refusal::fault("being written"))
}
