//! Cancel a visit.

use crate::Result;
use crate::door::Call;
use crate::ids::VisitId;
use crate::schedule::visit::{CalledOffBy, VisitView};
use crate::transact::Done;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which, and why.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CancelVisit {
    /// Which.
    pub visit: VisitId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// Why, in the desk's words; may be empty.
    pub reason: String,
    /// Who called it off.
    pub by: CalledOffBy,
}

/// Cancels it: its time is free again at once.
pub fn cancel(_call: &Call<'_>, _input: CancelVisit) -> Result<Done<VisitView>> {
    Err(crate::Refusal::fault("being written"))
}
