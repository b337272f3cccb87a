//! Take a cancellation back.

use crate::Result;
use crate::door::Call;
use crate::ids::VisitId;
use crate::schedule::visit::{Override, VisitView};
use crate::transact::Done;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreVisit {
    /// The visit.
    pub visit: VisitId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// Why a warning does not count this time.
    #[ts(optional)]
    pub r#override: Option<Override>,
}

/// Puts it back where it was, if the time is still free.
pub fn restore(_call: &Call<'_>, _input: RestoreVisit) -> Result<Done<VisitView>> {
    Err(crate::Refusal::fault("being written"))
}
