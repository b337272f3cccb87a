//! Take an away or blocked time out of the plan.

use crate::Result;
use crate::clinic::time_off::{AddTimeOff, TimeOffView, one};
use crate::door::Call;
use crate::events::Event;
use crate::ids::TimeOffId;
use crate::transact::Done;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveTimeOff {
    /// The time off.
    pub id: TimeOffId,
}

/// Removes it; the undo puts it back as it was.
pub fn remove(call: &Call<'_>, input: RemoveTimeOff) -> Result<Done<TimeOffView>> {
    call.transact(|tx| {
        let was = one(tx.on(), input.id)?;
        tx.on().execute("DELETE FROM time_off WHERE id = ?1", [input.id])?;
        tx.subject(input.id);
        tx.event(Event::new("clinic.time_off_removed"));
        let back = AddTimeOff {
            id: Some(was.id),
            provider: was.provider,
            kind: was.kind,
            starts: was.starts.clone(),
            ends: was.ends.clone(),
            label: was.label.clone(),
        };
        let undo = tx.undo_with(&["Removed ", &was.label].concat(), "time_off.add", &back)?;
        Ok(Done {
            value: was,
            undo,
            told_at: None,
        })
    })
}
