//! The numbers on the badge.

use crate::Result;
use crate::door::Call;
use crate::requests::store;
use serde::Serialize;
use ts_rs::TS;

/// How much waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RequestCounts {
    /// New ones.
    #[ts(type = "number")]
    pub new: i64,
    /// New ones that are mine.
    #[ts(type = "number")]
    pub mine: i64,
    /// New ones nobody looks after.
    #[ts(type = "number")]
    pub unassigned: i64,
    /// New ones that are urgent.
    #[ts(type = "number")]
    pub urgent: i64,
    /// Waiting for the patient.
    #[ts(type = "number")]
    pub suggested: i64,
    /// When the new one that waits longest was received, Unix seconds.
    #[ts(type = "number | null")]
    pub oldest_at: Option<i64>,
}

/// How much waits.
pub fn counts(call: &Call<'_>, (): ()) -> Result<RequestCounts> {
    let mine = call.staff()?;
    call.read(|on| store::counts(on, mine))
}
