//! The ends of a request that are no visit: declined, closed, spam. And back.

use crate::door::Call;
use crate::ids::RequestId;
use crate::requests::{ManyChanged, RequestView, ThisRequest};
use crate::transact::Done;
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Say no.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeclineRequest {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// What the patient is told as the reason; may be empty.
    #[serde(default)]
    pub reason_to_patient: String,
    /// Whether the patient is told at all.
    pub tell: bool,
}

/// Say no to many.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeclineRequests {
    /// Which, 200 at most.
    pub requests: Vec<RequestId>,
    /// What the patients are told as the reason; may be empty.
    #[serde(default)]
    pub reason_to_patient: String,
    /// Whether the patients are told at all.
    pub tell: bool,
}

/// Put many away without an answer.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CloseRequests {
    /// Which, 200 at most.
    pub requests: Vec<RequestId>,
}

/// Says no.
pub fn decline(call: &Call<'_>, input: DeclineRequest) -> Result<Done<RequestView>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}

/// Says no to many.
pub fn decline_many(call: &Call<'_>, input: DeclineRequests) -> Result<Done<ManyChanged>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}

/// Puts many away without an answer.
pub fn close_many(call: &Call<'_>, input: CloseRequests) -> Result<Done<ManyChanged>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}

/// Marks a request as spam.
pub fn spam(call: &Call<'_>, input: ThisRequest) -> Result<Done<RequestView>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}

/// Takes a settled request back into the queue.
pub fn reopen(call: &Call<'_>, input: ThisRequest) -> Result<Done<RequestView>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}
