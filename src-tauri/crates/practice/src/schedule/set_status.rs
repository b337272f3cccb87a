//! Set where a visit stands, forward or back.

use crate::automation::VisitChange;
use crate::door::Call;
use crate::ids::VisitId;
use crate::schedule::change::{self, Change, Telling};
use crate::schedule::place::Place;
use crate::schedule::rules::{self, Wanted};
use crate::schedule::state::VisitState;
use crate::schedule::status::VisitStatus;
use crate::schedule::visit::{Override, VisitView};
use crate::schedule::wall;
use crate::transact::Done;
use crate::{Refusal, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Where it stands now.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetStatus {
    /// Which.
    pub visit: VisitId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// Any but `cancelled`, which has commands of its own. Setting the one it has takes it back one step.
    pub status: VisitStatus,
    /// Since when, Unix seconds; now without.
    #[ts(optional, type = "number")]
    pub at: Option<i64>,
    /// Why a warning does not count: only when a no-show comes after all and the time was given away.
    #[ts(optional)]
    pub r#override: Option<Override>,
}

/// Sets the status and keeps the time of each step. A no-show who comes after all gets the time back only if it was not
/// given away.
pub fn set_status(call: &Call<'_>, input: SetStatus) -> Result<Done<VisitView>> {
    call.transact(|tx| {
        let change = change::begin(tx.on(), input.visit, input.version)?;
        let was = &change.was.state;
        if was.status == VisitStatus::Cancelled {
            return Err(Refusal::invalid("status", "This visit is cancelled.").next("Restore it first."));
        }
        let (status, at) = reached(&change, &input, tx.now().as_second())?;
        let place = Place::of(was, &change.zone, &change.zone_name)?;
        if status != was.status {
            refuse_too_early(status, &place, tx.now())?;
        }
        let mut now = VisitState {
            status,
            status_at: at,
            times: was.times.reach(status, at),
            ..was.clone()
        };
        if status.blocks() && !was.status.blocks() {
            let wanted = Wanted {
                place: &place,
                visit: Some(input.visit),
                patient: Some(change.was.patient),
                fresh: false,
            };
            now.overridden = rules::decide(tx, &wanted, input.r#override.as_ref(), &[], None)?;
        }
        let telling = Telling {
            kind: "visit.status",
            change: Some(VisitChange::StatusSet),
            more: json!({ "from": was.status, "to": now.status }),
            label: format!("Marked {} as {}", change.patient_name, status.words()),
        };
        change.finish(tx, &now, None, telling)
    })
}

/// The status meant and since when. Asking for the one it has takes that step back, to the last one reached before.
fn reached(change: &Change, input: &SetStatus, now: i64) -> Result<(VisitStatus, i64)> {
    let was = &change.was.state;
    if input.status == VisitStatus::Cancelled {
        return Err(Refusal::invalid("status", "A visit is cancelled with a reason.").next("Use Cancel visit."));
    }
    if let Some(at) = input.at
        && !(now - 7 * 86_400..=now + 60).contains(&at)
    {
        return Err(Refusal::invalid(
            "at",
            "The time of a step lies within the last seven days, not in the future.",
        ));
    }
    if input.status != was.status {
        let known = if input.status < was.status {
            was.times.of(input.status)
        } else {
            None
        };
        let at = match input.status {
            VisitStatus::Scheduled => change.was.booked_at,
            _ => input.at.or(known).unwrap_or(now),
        };
        return Ok((input.status, at));
    }
    if was.status == VisitStatus::Scheduled || input.at.is_some() {
        return Ok((was.status, input.at.unwrap_or(was.status_at)));
    }
    let earlier = [
        VisitStatus::Completed,
        VisitStatus::InRoom,
        VisitStatus::Arrived,
        VisitStatus::Confirmed,
    ]
    .into_iter()
    .filter(|s| *s < was.status);
    let last = earlier
        .filter_map(|status| was.times.of(status).map(|at| (status, at)))
        .next();
    Ok(last.unwrap_or((VisitStatus::Scheduled, change.was.booked_at)))
}

/// Nobody arrives the day before, and nobody is missed before the visit begins.
fn refuse_too_early(status: VisitStatus, place: &Place, now: Timestamp) -> Result<()> {
    let today = place.zone.to_datetime(now).date();
    match status {
        VisitStatus::Arrived | VisitStatus::InRoom | VisitStatus::Completed if today < place.moment.wall.date() => {
            Err(Refusal::invalid(
                "status",
                format!("This visit is on {}.", place.moment.wall.strftime("%-d %B %Y")),
            )
            .next("Move it to today first if the patient is here now."))
        }
        VisitStatus::NoShow if now.as_second() < place.starts_at() => Err(Refusal::invalid(
            "status",
            format!("The visit begins only at {}.", wall::clock(place.moment.wall)),
        )
        .next("If the patient called it off, cancel it.")),
        _ => Ok(()),
    }
}
