//! Marks a patient as active, inactive or deceased.

use crate::ids::PatientId;
use crate::patients::record::PatientStatus;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Change the status alone.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetPatientStatus {
    /// Whose.
    pub patient: PatientId,
    /// The version the screen shows.
    #[ts(type = "number")]
    pub version: i64,
    /// What they are now.
    pub status: PatientStatus,
}
