//! A patient as screens show them.

use crate::ids::{PatientId, VisitId};
use crate::patients::consents::Preferences;
use crate::patients::record::{PatientRecord, PatientStatus};
use serde::Serialize;
use ts_rs::TS;

/// Everything the patient's panel shows, timeline apart.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PatientView {
    /// Who.
    pub id: PatientId,
    /// The record number people say on the phone.
    #[ts(type = "number")]
    pub no: i64,
    /// Rises with every change; a form sends back the one it was opened on.
    #[ts(type = "number")]
    pub version: i64,
    /// What is written down.
    pub record: PatientRecord,
    /// Quiet hours, frequency, language and zone.
    pub preferences: Preferences,
    /// Whether there is a photo (`patients.photo`).
    pub has_photo: bool,
    /// The next visit that still stands.
    pub next_visit: Option<PatientVisit>,
    /// The last visit that took place.
    pub last_visit: Option<PatientVisit>,
    /// When registered, Unix seconds.
    #[ts(type = "number")]
    pub created_at: i64,
    /// When last changed, Unix seconds.
    #[ts(type = "number")]
    pub changed_at: i64,
}

/// A visit in one line.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PatientVisit {
    /// Which.
    pub visit: VisitId,
    /// Clinic wall time, `YYYY-MM-DDTHH:MM`.
    pub starts: String,
    /// What for.
    pub service: String,
    /// With whom.
    pub provider: String,
    /// `scheduled`, `confirmed`, `completed` …
    pub status: String,
}

/// A patient in one line of a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PatientLine {
    /// Who.
    pub id: PatientId,
    /// Record number.
    #[ts(type = "number")]
    pub no: i64,
    /// Given name.
    pub given: String,
    /// Middle names.
    pub middle: String,
    /// Family name.
    pub family: String,
    /// The name they like to be called by.
    pub preferred: String,
    /// The name in their own script.
    pub own_script: String,
    /// Date of birth, `YYYY-MM-DD`.
    pub born: Option<String>,
    /// First phone, as typed.
    pub phone: Option<String>,
    /// First e-mail address.
    pub email: Option<String>,
    /// Whether they still come here.
    pub status: PatientStatus,
    /// When last changed, Unix seconds.
    #[ts(type = "number")]
    pub changed_at: i64,
}
