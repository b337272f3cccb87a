//! Take a cancellation back.

use crate::automation::VisitChange;
use crate::door::Call;
use crate::ids::VisitId;
use crate::schedule::change::{self, Telling};
use crate::schedule::place::Place;
use crate::schedule::rules::{self, Wanted};
use crate::schedule::state::VisitState;
use crate::schedule::status::VisitStatus;
use crate::schedule::visit::{Override, VisitView};
use crate::transact::Done;
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;
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

/// Puts it back where it was and as it was, if the time is still free.
pub fn restore(call: &Call<'_>, input: RestoreVisit) -> Result<Done<VisitView>> {
    call.transact(|tx| {
        let change = change::begin(tx.on(), input.visit, input.version)?;
        let was = &change.was.state;
        if was.status != VisitStatus::Cancelled {
            return Err(Refusal::invalid("visit", "This visit is not cancelled."));
        }
        let status = was.status_before.unwrap_or(VisitStatus::Scheduled);
        let place = Place::of(was, &change.zone, &change.zone_name)?;
        let mut now = VisitState {
            status,
            status_at: was.times.of(status).unwrap_or(change.was.booked_at),
            cancelled_at: None,
            cancelled_by: None,
            status_before: None,
            reason: String::new(),
            ..was.clone()
        };
        if status.blocks() {
            let wanted = Wanted {
                place: &place,
                visit: Some(input.visit),
                patient: Some(change.was.patient),
                fresh: true,
            };
            now.overridden = rules::decide(tx, &wanted, input.r#override.as_ref(), &[], None)?;
        }
        let telling = Telling {
            kind: "visit.restored",
            change: Some(VisitChange::Restored),
            more: json!({ "from": was.status, "to": now.status }),
            label: format!("Restored the visit of {}", change.patient_name),
        };
        change.finish(tx, &now, None, telling)
    })
}
