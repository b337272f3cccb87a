//! Suggest other times.

use crate::door::Call;
use crate::ids::{ProviderId, RequestId, ServiceId};
use crate::requests::RequestView;
use crate::transact::Done;
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Suggest times: a letter goes with a link to a page where the patient chooses.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SuggestTimes {
    /// Which request.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// For what; the one wished without.
    #[ts(optional)]
    pub service: Option<ServiceId>,
    /// One to five.
    pub times: Vec<TimeToSuggest>,
    /// What staff add, for the letter and the page.
    #[serde(default)]
    pub note: String,
    /// The answer counts so many days, 1 to 14; 3 if left out.
    #[ts(optional)]
    pub valid_days: Option<u32>,
}

/// A time to suggest.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeToSuggest {
    /// With whom.
    pub provider: ProviderId,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    #[ts(optional)]
    pub fold: Option<u8>,
    /// Length; the service's without.
    #[ts(optional)]
    pub minutes: Option<u32>,
}

/// Suggests times.
pub fn suggest(call: &Call<'_>, input: SuggestTimes) -> Result<Done<RequestView>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}
