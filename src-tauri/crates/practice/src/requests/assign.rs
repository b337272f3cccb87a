//! Who looks after a request.

use crate::door::Call;
use crate::ids::{RequestId, StaffId};
use crate::requests::{ManyChanged, RequestView};
use crate::transact::Done;
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Hand a request to somebody.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssignRequest {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// To whom; `null`: nobody.
    pub to: Option<StaffId>,
}

/// Hand many requests to somebody.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssignRequests {
    /// Which, 200 at most.
    pub requests: Vec<RequestId>,
    /// To whom; `null`: nobody.
    pub to: Option<StaffId>,
}

/// Hands a request to somebody.
pub fn assign(call: &Call<'_>, input: AssignRequest) -> Result<Done<RequestView>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}

/// Hands many requests to somebody.
pub fn assign_many(call: &Call<'_>, input: AssignRequests) -> Result<Done<ManyChanged>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}
