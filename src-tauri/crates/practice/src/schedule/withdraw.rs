//! Take a booking back: the opposite of booking, used by undo.

use crate::Result;
use crate::door::Call;
use crate::ids::VisitId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WithdrawVisit {
    /// The visit.
    pub visit: VisitId,
    /// The version it was booked with: once anything else happened to it, cancel it instead.
    #[ts(type = "number")]
    pub version: i64,
    /// When the patient is told of the booking, Unix seconds. After that a withdrawal is a cancellation they hear of.
    #[ts(optional, type = "number")]
    pub told_at: Option<i64>,
}

/// Takes the booking back.
pub fn withdraw(_call: &Call<'_>, _input: WithdrawVisit) -> Result<()> {
    Err(crate::Refusal::fault("being written"))
}
