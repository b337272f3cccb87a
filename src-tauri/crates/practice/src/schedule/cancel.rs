//! Cancel a visit.

use crate::automation::VisitChange;
use crate::clinic::text;
use crate::door::Call;
use crate::ids::VisitId;
use crate::schedule::change::{self, Telling};
use crate::schedule::state::VisitState;
use crate::schedule::status::VisitStatus;
use crate::schedule::visit::{CalledOffBy, VisitView};
use crate::transact::Done;
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;
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

/// Cancels it: its time is free again at once. What was completed happened and stays.
pub fn cancel(call: &Call<'_>, input: CancelVisit) -> Result<Done<VisitView>> {
    let reason = text::lines("reason", &input.reason, 500)?;
    call.transact(|tx| {
        let change = change::begin(tx.on(), input.visit, input.version)?;
        let was = &change.was.state;
        if matches!(was.status, VisitStatus::Cancelled | VisitStatus::Completed) {
            return Err(Refusal::invalid(
                "visit",
                format!("This visit is {} already.", was.status.words()),
            ));
        }
        let at = tx.now().as_second();
        let now = VisitState {
            status: VisitStatus::Cancelled,
            status_at: at,
            cancelled_at: Some(at),
            cancelled_by: Some(input.by),
            status_before: Some(was.status),
            reason,
            in_tray: false,
            ..was.clone()
        };
        let telling = Telling {
            kind: "visit.cancelled",
            change: Some(VisitChange::Cancelled),
            more: json!({ "reason": now.reason, "by": input.by, "from": was.status, "to": now.status }),
            label: format!("Cancelled {}", change.patient_name),
        };
        change.finish(tx, &now, None, telling)
    })
}
