//! Registers a patient.

use crate::patients::record::PatientRecord;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Register a patient.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterPatient {
    /// What is written down.
    pub record: PatientRecord,
}
