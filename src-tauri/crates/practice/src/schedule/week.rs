//! Seven days, of one provider or of all.

use crate::Result;
use crate::door::Call;
use crate::ids::ProviderId;
use crate::schedule::axis::Axis;
use crate::schedule::backdrop::{Away, Open};
use crate::schedule::day::Counts;
use crate::schedule::visit::DayVisit;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which week.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskWeek {
    /// The first of seven days, `YYYY-MM-DD`.
    pub from: String,
    /// Only this provider.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
}

/// A week.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WeekView {
    /// The first day.
    pub from: String,
    /// The clinic's zone.
    pub zone: String,
    /// Whom it shows, in the order of the columns.
    pub providers: Vec<WeekProvider>,
    /// Seven days.
    pub days: Vec<WeekDay>,
}

/// Somebody the week shows.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WeekProvider {
    /// Which.
    pub id: ProviderId,
    /// Their name.
    pub name: String,
    /// The signed-in provider.
    pub mine: bool,
    /// How many visits they have in the week.
    pub visits: u32,
}

/// A day of the week.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WeekDay {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// 1 Monday … 7 Sunday.
    pub weekday: u8,
    /// The vertical axis.
    pub axis: Axis,
    /// Where now is on it, if it is today.
    pub now: Option<i32>,
    /// Working hours: the provider's, or when anybody works.
    pub open: Vec<Open>,
    /// Away and blocked times: the provider's, or of the whole clinic.
    pub away: Vec<Away>,
    /// The visits, by start; cancelled ones are left out.
    pub visits: Vec<DayVisit>,
    /// How many stand where.
    pub counts: Counts,
}

/// The week.
pub fn week(_call: &Call<'_>, _input: AskWeek) -> Result<WeekView> {
    Err(crate::Refusal::fault("being written"))
}
