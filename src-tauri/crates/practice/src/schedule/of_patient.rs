//! The visits of one patient.

use crate::Result;
use crate::door::Call;
use crate::ids::PatientId;
use crate::schedule::visit::VisitLine;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskPatientVisits {
    /// The patient.
    pub patient: PatientId,
    /// How many past ones, at most 200; 20 without.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A patient's visits.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PatientVisits {
    /// From now on, the nearest first; cancelled ones are left out.
    pub coming: Vec<VisitLine>,
    /// Before now, the latest first, with cancelled ones and no-shows.
    pub past: Vec<VisitLine>,
    /// How many were missed without a word.
    pub no_shows: u32,
}

/// A patient's visits.
pub fn of_patient(_call: &Call<'_>, _input: AskPatientVisits) -> Result<PatientVisits> {
    Err(crate::Refusal::fault("being written"))
}
