//! Takes down how a patient wants to be spoken to.

use crate::ids::PatientId;
use crate::patients::consents::{HowGiven, Preferences};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Put these preferences in place of those there are.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetPreferences {
    /// Whose.
    pub patient: PatientId,
    /// All of them.
    pub preferences: Preferences,
    /// How the patient said so.
    pub how: HowGiven,
}
