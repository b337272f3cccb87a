//! A visit, as its panel, the calendar and lists show it.

use crate::clinic::Colour;
use crate::ids::{LocationId, PatientId, ProviderId, RoomId, ServiceId, VisitId};
use crate::schedule::status::{StatusTimes, VisitStatus};
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A visit with all that is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VisitView {
    /// Which.
    pub id: VisitId,
    /// Rises with every change; send it back with the next one.
    #[ts(type = "number")]
    pub version: i64,
    /// Rises when staff move the visit.
    #[ts(type = "number")]
    pub revision: i64,
    /// Whose.
    pub patient: PatientId,
    /// The patient's record number.
    #[ts(type = "number")]
    pub patient_no: i64,
    /// The patient's name, given name first.
    pub patient_name: String,
    /// The patient's phone, E.164.
    pub patient_phone: Option<String>,
    /// The patient's e-mail address.
    pub patient_email: Option<String>,
    /// With whom.
    pub provider: ProviderId,
    /// Their name.
    pub provider_name: String,
    /// For what.
    pub service: ServiceId,
    /// Its name.
    pub service_name: String,
    /// Its colour.
    pub colour: Colour,
    /// Its price in minor units.
    #[ts(type = "number")]
    pub price: i64,
    /// Where, if in a room.
    pub room: Option<RoomId>,
    /// The room's name.
    pub room_name: Option<String>,
    /// Which of the clinic's places the room is in.
    pub location: Option<LocationId>,
    /// Its name.
    pub location_name: Option<String>,
    /// `YYYY-MM-DD`, clinic wall time.
    pub day: String,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub ends: String,
    /// The zone of both.
    pub zone: String,
    /// The start is a time that comes twice that day (clocks go back): say whether it is the first or the second.
    pub comes_twice: bool,
    /// It is the second.
    pub second: bool,
    /// Length, minutes of real time.
    pub minutes: u32,
    /// Kept free before it.
    pub buffer_before: u32,
    /// Kept free after it.
    pub buffer_after: u32,
    /// Instant of the start, Unix seconds.
    #[ts(type = "number")]
    pub starts_at: i64,
    /// Instant of the end.
    #[ts(type = "number")]
    pub ends_at: i64,
    /// Where it stands.
    pub status: VisitStatus,
    /// Since when, Unix seconds.
    #[ts(type = "number")]
    pub status_at: i64,
    /// When each step was reached.
    pub times: StatusTimes,
    /// When it was cancelled.
    #[ts(type = "number | null")]
    pub cancelled_at: Option<i64>,
    /// Who called it off.
    pub cancelled_by: Option<CalledOffBy>,
    /// Why.
    pub reason: String,
    /// The desk's note.
    pub note: String,
    /// The patient has not been here before.
    pub first_visit: bool,
    /// It waits in the tray to be placed again.
    pub in_tray: bool,
    /// It was booked over a warning.
    pub overridden: Option<Overridden>,
    /// When it was booked, Unix seconds.
    #[ts(type = "number")]
    pub booked_at: i64,
    /// Who booked it: a name, or how it came in.
    pub booked_by: String,
}

/// Who called a visit off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CalledOffBy {
    /// The patient.
    Patient,
    /// The clinic.
    Clinic,
}

impl CalledOffBy {
    /// As stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Clinic => "clinic",
        }
    }

    /// Reads what is stored; anything else is damage.
    pub fn from_stored(text: &str) -> Result<Self> {
        [Self::Patient, Self::Clinic]
            .into_iter()
            .find(|by| by.stored() == text)
            .ok_or_else(|| Refusal::fault("a visit called off by nobody known"))
    }
}

/// A warning that was overridden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Overridden {
    /// Why.
    pub reason: String,
    /// By whom: a name.
    pub by: String,
    /// When, Unix seconds.
    #[ts(type = "number")]
    pub at: i64,
}

/// Why a warning does not count this time.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// In the desk's words; kept with the visit, in its history and in the audit log.
    pub reason: String,
}

/// A visit as the calendar draws it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DayVisit {
    /// Which.
    pub id: VisitId,
    /// Send it back when it is dragged.
    #[ts(type = "number")]
    pub version: i64,
    /// Whose.
    pub patient: PatientId,
    /// The patient's record number.
    #[ts(type = "number")]
    pub patient_no: i64,
    /// The patient's name, given name first.
    pub patient_name: String,
    /// The patient's phone, E.164.
    pub patient_phone: Option<String>,
    /// With whom.
    pub provider: ProviderId,
    /// Where, if in a room.
    pub room: Option<RoomId>,
    /// For what.
    pub service: ServiceId,
    /// Its name.
    pub service_name: String,
    /// Its colour.
    pub colour: Colour,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// `HH:MM`, clinic wall time of the end.
    pub ends: String,
    /// Where it begins on the day's axis: elapsed minutes since the day began.
    pub at: i32,
    /// Length, minutes of real time: on the axis as it is.
    pub minutes: u32,
    /// Kept free before it.
    pub buffer_before: u32,
    /// Kept free after it.
    pub buffer_after: u32,
    /// The start is a time that comes twice that day.
    pub comes_twice: bool,
    /// It is the second.
    pub second: bool,
    /// Where it stands.
    pub status: VisitStatus,
    /// Since when, Unix seconds.
    #[ts(type = "number")]
    pub status_at: i64,
    /// The patient has not been here before.
    pub first_visit: bool,
    /// The desk left a note on it.
    pub has_note: bool,
    /// It was booked over a warning.
    pub overridden: bool,
    /// It waits in the tray to be placed again.
    pub in_tray: bool,
}

/// A visit as one line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VisitLine {
    /// Which.
    pub id: VisitId,
    /// Send it back with a change.
    #[ts(type = "number")]
    pub version: i64,
    /// Whose.
    pub patient: PatientId,
    /// The patient's record number.
    #[ts(type = "number")]
    pub patient_no: i64,
    /// The patient's name, given name first.
    pub patient_name: String,
    /// The patient's phone, E.164.
    pub patient_phone: Option<String>,
    /// With whom.
    pub provider: ProviderId,
    /// Their name.
    pub provider_name: String,
    /// For what.
    pub service: ServiceId,
    /// Its name.
    pub service_name: String,
    /// Its colour.
    pub colour: Colour,
    /// The room's name.
    pub room_name: Option<String>,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// Length in minutes.
    pub minutes: u32,
    /// It is the second of a time that comes twice.
    pub second: bool,
    /// Instant of the start, Unix seconds.
    #[ts(type = "number")]
    pub starts_at: i64,
    /// Where it stands.
    pub status: VisitStatus,
    /// Since when, Unix seconds.
    #[ts(type = "number")]
    pub status_at: i64,
    /// The desk's note.
    pub note: String,
}

/// Which visit.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskVisit {
    /// The visit.
    pub visit: VisitId,
}
