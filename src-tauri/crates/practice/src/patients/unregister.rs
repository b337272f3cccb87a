//! Takes a registration back on which nothing has been built yet.

use crate::ids::PatientId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Take a registration back.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnregisterPatient {
    /// Whose.
    pub patient: PatientId,
    /// The version the registration made; a record changed since stays.
    #[ts(type = "number")]
    pub version: i64,
}
