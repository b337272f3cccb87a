//! Takes down what a patient agreed to.

use crate::ids::PatientId;
use crate::patients::consents::{ConsentChannel, ConsentPurpose, ConsentState, HowGiven};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the patient said, in one go.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetConsent {
    /// Who said it.
    pub patient: PatientId,
    /// The answers.
    pub answers: Vec<ConsentAnswer>,
    /// How they were given.
    pub how: HowGiven,
    /// What staff note about it.
    #[serde(default)]
    pub note: String,
}

/// One answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConsentAnswer {
    /// By what way.
    pub channel: ConsentChannel,
    /// For what.
    pub purpose: ConsentPurpose,
    /// What the patient said.
    pub state: ConsentState,
}
