//! Take a change of a visit back: the opposite of moving, editing, cancelling, restoring and every step of the flow.
//! Used by undo. It is a change like any other: if the old time has been given away since, it is refused.

use crate::Result;
use crate::automation::VisitChange;
use crate::door::Call;
use crate::ids::VisitId;
use crate::schedule::change::{self, Telling};
use crate::schedule::place::Place;
use crate::schedule::rules::{self, Wanted};
use crate::schedule::state::VisitState;
use crate::schedule::status::VisitStatus;
use crate::schedule::visit::VisitView;
use crate::schedule::{store, view};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// The way back.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PutBack {
    /// Which.
    pub visit: VisitId,
    /// As it was before the change.
    pub before: VisitState,
    /// As the change left it: only from there can it be taken back. (Not the version: taking back a later change first
    /// leads here again.)
    pub after: VisitState,
    /// Warnings that already stood where it was.
    pub accepted: Vec<String>,
}

/// Puts the visit back as it was.
pub fn put_back(call: &Call<'_>, input: PutBack) -> Result<VisitView> {
    call.transact(|tx| {
        let was = store::load(tx.on(), input.visit)?;
        if was.state != input.after {
            return Err(change::changed_meanwhile(tx.on(), input.visit)?);
        }
        let change = change::of(tx.on(), was)?;
        let was = &change.was.state;
        let place = Place::of(&input.before, &change.zone, &change.zone_name)?;
        let moves = input.before.stands_elsewhere(was);
        if input.before.status.blocks() && (moves || !was.status.blocks()) {
            let fresh = input.before.provider != was.provider
                || input.before.service != was.service
                || input.before.room != was.room;
            let wanted = Wanted {
                place: &place,
                visit: Some(input.visit),
                patient: Some(change.was.patient),
                fresh,
            };
            rules::decide(tx, &wanted, None, &input.accepted, None)?;
        }
        let telling = telling(was, &input.before);
        change.write(tx, &input.before, moves.then_some(&place), &telling)?;
        view::one(tx.on(), input.visit)
    })
}

fn telling(was: &VisitState, back: &VisitState) -> Telling {
    let was_off = was.status == VisitStatus::Cancelled;
    let is_off = back.status == VisitStatus::Cancelled;
    let (kind, change) = match (was_off, is_off) {
        (true, false) => ("visit.restored", Some(VisitChange::Restored)),
        (false, true) => ("visit.cancelled", Some(VisitChange::Cancelled)),
        (_, _) if back.means_another_appointment(was) => ("visit.moved", Some(VisitChange::Moved)),
        (_, _) if back.status != was.status => ("visit.status", Some(VisitChange::StatusSet)),
        (_, _) => ("visit.edited", None),
    };
    let more = json!({
        "undone": true,
        "from": { "starts": was.starts, "minutes": was.minutes, "status": was.status },
        "to": { "starts": back.starts, "minutes": back.minutes, "status": back.status },
    });
    Telling {
        kind,
        change,
        more,
        label: String::new(),
    }
}
