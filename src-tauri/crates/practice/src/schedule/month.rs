//! A month at a glance: how full each day is. It stays small with 200 visits a day, because only the first few travel.

use crate::Result;
use crate::clinic::Colour;
use crate::door::Call;
use crate::ids::{ProviderId, VisitId};
use crate::schedule::status::VisitStatus;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which month.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskMonth {
    /// `YYYY-MM`.
    pub month: String,
    /// Only this provider.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
}

/// A month, with the six days before and after it that fill the grid whatever the week begins with.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MonthView {
    /// `YYYY-MM`.
    pub month: String,
    /// The days in order.
    pub days: Vec<MonthDay>,
}

/// A day of the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MonthDay {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// How many visits; cancelled ones not counted.
    pub visits: u32,
    /// How many of them are not confirmed yet.
    pub unconfirmed: u32,
    /// Minutes booked.
    pub booked_minutes: u32,
    /// Minutes open: of the provider, or of all together.
    pub open_minutes: u32,
    /// Why the whole clinic (or the provider) is away that day, if so.
    pub closed: Option<String>,
    /// The first few visits.
    pub first: Vec<MonthVisit>,
}

/// One of the first few.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MonthVisit {
    /// Which.
    pub id: VisitId,
    /// `HH:MM`.
    pub clock: String,
    /// The patient's name.
    pub patient_name: String,
    /// The service's colour.
    pub colour: Colour,
    /// Where it stands.
    pub status: VisitStatus,
}

/// The month.
pub fn month(_call: &Call<'_>, _input: AskMonth) -> Result<MonthView> {
    Err(crate::Refusal::fault("being written"))
}
