//! What staff write beside a request: how soon, and a note.

use crate::door::Call;
use crate::ids::RequestId;
use crate::requests::{RequestPriority, RequestView};
use crate::transact::Done;
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Say how soon a request should be looked at.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetRequestPriority {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// How soon.
    pub priority: RequestPriority,
}

/// Write a note beside a request, in place of the one there is.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteRequest {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// The note; empty takes it away.
    pub note: String,
}

/// Says how soon.
pub fn set_priority(call: &Call<'_>, input: SetRequestPriority) -> Result<Done<RequestView>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}

/// Writes a note.
pub fn note(call: &Call<'_>, input: NoteRequest) -> Result<Done<RequestView>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}
