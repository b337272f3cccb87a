//! What staff write beside a request: how soon, and a note.

use crate::Result;
use crate::clinic::text;
use crate::door::Call;
use crate::ids::RequestId;
use crate::requests::change::{self, Telling};
use crate::requests::{RequestPriority, RequestView};
use crate::transact::Done;
use serde::{Deserialize, Serialize};
use serde_json::json;
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
    call.transact(|tx| {
        let row = change::begin(tx.on(), input.request, input.version)?;
        let mut now = row.standing.clone();
        now.priority = input.priority;
        let telling = Telling {
            kind: "request.priority_set",
            more: json!({ "to": input.priority }),
            letter: None,
        };
        change::finish(
            tx,
            &row,
            &now,
            telling,
            &format!("Changed how soon {}'s request is due", row.name()),
        )
    })
}

/// Writes a note.
pub fn note(call: &Call<'_>, input: NoteRequest) -> Result<Done<RequestView>> {
    let note = text::lines("note", &input.note, 2000)?;
    call.transact(|tx| {
        let row = change::begin(tx.on(), input.request, input.version)?;
        let mut now = row.standing.clone();
        now.note = note;
        let telling = Telling {
            kind: "request.noted",
            more: json!({}),
            letter: None,
        };
        change::finish(
            tx,
            &row,
            &now,
            telling,
            &format!("Wrote a note on {}'s request", row.name()),
        )
    })
}
