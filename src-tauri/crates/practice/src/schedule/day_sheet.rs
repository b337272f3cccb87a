//! The printed day.

use crate::Result;
use crate::clinic::{ClinicView, Paper};
use crate::door::Call;
use crate::ids::{ProviderId, VisitId};
use crate::schedule::status::VisitStatus;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which day.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskDaySheet {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Only this provider; otherwise a sheet each for everybody who works or has visits that day.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
    /// False: record numbers only, for a sheet that hangs where patients see it.
    pub names: bool,
}

/// What the printer gets.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DaySheet {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// When it was printed, `YYYY-MM-DDTHH:MM` clinic wall time.
    pub printed: String,
    /// By whom.
    pub printed_by: String,
    /// The clinic, for the head.
    pub clinic: ClinicView,
    /// The paper to lay it out for.
    pub paper: Paper,
    /// Names are on it.
    pub names: bool,
    /// What the clocks do that day, in a sentence; absent on ordinary days.
    pub clock_change: Option<String>,
    /// One sheet a provider.
    pub sheets: Vec<ProviderSheet>,
}

/// One provider's sheet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProviderSheet {
    /// Whose.
    pub provider: ProviderId,
    /// Their name.
    pub provider_name: String,
    /// What they do.
    pub speciality: String,
    /// Working hours: `08:00–12:00`, `13:00–17:00`.
    pub hours: Vec<String>,
    /// Visits and blocked times, by start.
    pub rows: Vec<SheetRow>,
}

/// A line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SheetRow {
    /// The visit; absent for an away or blocked time.
    pub visit: Option<VisitId>,
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`.
    pub until: String,
    /// It is the second of a time that comes twice.
    pub second: bool,
    /// The patient's name; absent on a sheet without names.
    pub patient_name: Option<String>,
    /// The record number.
    #[ts(type = "number | null")]
    pub patient_no: Option<i64>,
    /// `YYYY-MM-DD`; absent on a sheet without names.
    pub born: Option<String>,
    /// E.164; absent on a sheet without names.
    pub phone: Option<String>,
    /// The service, or the label of the blocked time.
    pub what: String,
    /// The room's name.
    pub room: Option<String>,
    /// The desk's note; absent on a sheet without names.
    pub note: Option<String>,
    /// Where it stands.
    pub status: Option<VisitStatus>,
    /// The patient has not been here before.
    pub first_visit: bool,
}

/// The printed day. Cancelled visits are not on it.
pub fn day_sheet(_call: &Call<'_>, _input: AskDaySheet) -> Result<DaySheet> {
    Err(crate::Refusal::fault("being written"))
}
