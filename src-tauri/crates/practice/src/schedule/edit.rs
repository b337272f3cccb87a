//! Change what a visit is for, or the desk's note on it.

use crate::Result;
use crate::door::Call;
use crate::ids::{ServiceId, VisitId};
use crate::schedule::visit::{Override, VisitView};
use crate::transact::Done;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What should be different. What is absent stays.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditVisit {
    /// Which.
    pub visit: VisitId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// The desk's note, at most 2,000 characters.
    #[ts(optional)]
    pub note: Option<String>,
    /// For what. Its buffers come with it; the length stays as agreed.
    #[ts(optional)]
    pub service: Option<ServiceId>,
    /// Kept free before, 0 to 120: in place of the service's.
    #[ts(optional)]
    pub buffer_before: Option<u32>,
    /// Kept free after, 0 to 120.
    #[ts(optional)]
    pub buffer_after: Option<u32>,
    /// Why a warning does not count this time.
    #[ts(optional)]
    pub r#override: Option<Override>,
}

/// Changes it.
pub fn edit(_call: &Call<'_>, _input: EditVisit) -> Result<Done<VisitView>> {
    Err(crate::Refusal::fault("being written"))
}
