//! Changes a patient's record.

use crate::ids::PatientId;
use crate::patients::record::PatientRecord;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Put a whole record in place of the one there is.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditPatient {
    /// Whose.
    pub patient: PatientId,
    /// The version the form was opened on.
    #[ts(type = "number")]
    pub version: i64,
    /// The new record, all of it.
    pub record: PatientRecord,
}
