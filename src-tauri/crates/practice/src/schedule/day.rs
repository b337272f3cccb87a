//! A day, side by side: the home screen.

use crate::Result;
use crate::door::Call;
use crate::ids::{ProviderId, RoomId};
use crate::schedule::axis::{Axis, Frame};
use crate::schedule::backdrop::{Away, Backdrop, Open};
use crate::schedule::counts::Counts;
use crate::schedule::grid::{self, Which};
use crate::schedule::visit::DayVisit;
use crate::schedule::{columns, mine, wall};
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

/// The day in columns.
pub fn day(call: &Call<'_>, input: AskDay) -> Result<DayView> {
    let date = wall::parse_day("date", &input.date)?;
    let (zone, now) = (call.practice()?.zone(), call.practice()?.now());
    let zone_name = zone.iana_name().unwrap_or("UTC").to_owned();
    let staff = call.staff()?;
    call.looks_at(date);
    call.read(|on| {
        let frame = Frame::of(&zone, date)?;
        let mine = mine::provider_of(on, staff)?;
        let only = mine.filter(|_| input.only_mine == Some(true));
        let which = Which {
            provider: only,
            cancelled: input.cancelled == Some(true),
        };
        let visits = grid::visits(on, &zone, &[frame], which)?.pop().unwrap_or_default();
        let backdrop = Backdrop::read(on, date, date)?;
        let people = columns::people(on)?;
        let columns = match input.by {
            By::Provider => columns::by_provider(&zone, &frame, &backdrop, &people, &visits, mine, only)?,
            By::Room => columns::by_room(on, &zone, &frame, &backdrop, &people, &visits)?,
        };
        let in_tray = on
            .prepare_cached("SELECT count(*) FROM tray")?
            .query_row([], |row| row.get(0))?;
        Ok(DayView {
            date: date.to_string(),
            zone: zone_name,
            by: input.by,
            axis: frame.axis(&zone)?,
            now: frame.now(now),
            columns,
            counts: grid::count(&visits),
            visits,
            in_tray,
        })
    })
}
