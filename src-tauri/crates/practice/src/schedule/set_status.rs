//! Set where a visit stands, forward or back.

use crate::Result;
use crate::door::Call;
use crate::ids::VisitId;
use crate::schedule::status::{StatusTimes, VisitStatus};
use crate::schedule::visit::{Override, VisitView};
use crate::transact::Done;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where it stands now.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetStatus {
    /// Which.
    pub visit: VisitId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// Any but `cancelled`, which has commands of its own. Setting the one it has takes it back one step.
    pub status: VisitStatus,
    /// Since when, Unix seconds; now without.
    #[ts(optional, type = "number")]
    pub at: Option<i64>,
    /// Why a warning does not count: only when a no-show comes after all and the time was given away.
    #[ts(optional)]
    pub r#override: Option<Override>,
    /// The times of every step, when a change is taken back. Leave out.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<StatusTimes>,
}

/// Sets the status and keeps the time of each step.
pub fn set_status(_call: &Call<'_>, _input: SetStatus) -> Result<Done<VisitView>> {
    Err(crate::Refusal::fault("being written"))
}
