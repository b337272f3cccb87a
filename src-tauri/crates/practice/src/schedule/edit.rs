//! Change what a visit is for, or the desk's note on it.

use crate::clinic::text;
use crate::door::Call;
use crate::ids::{ServiceId, VisitId};
use crate::schedule::change::{self, Telling};
use crate::schedule::place::Place;
use crate::schedule::rules::{self, Wanted};
use crate::schedule::visit::{Override, VisitView};
use crate::transact::Done;
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// What should be different. What is absent stays.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditVisit {
    /// Which.
    pub visit: VisitId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// The desk's note, at most 2,000 characters.
    #[ts(optional)]
    pub note: Option<String>,
    /// For what. Its buffers come with it; the length stays as agreed.
    #[ts(optional)]
    pub service: Option<ServiceId>,
    /// Kept free before, 0 to 120: in place of the service's.
    #[ts(optional)]
    pub buffer_before: Option<u32>,
    /// Kept free after, 0 to 120.
    #[ts(optional)]
    pub buffer_after: Option<u32>,
    /// Why a warning does not count this time.
    #[ts(optional)]
    pub r#override: Option<Override>,
}

/// Changes it. Where more time is needed around it than before, the rules of booking decide again.
pub fn edit(call: &Call<'_>, input: EditVisit) -> Result<Done<VisitView>> {
    let note = input
        .note
        .as_deref()
        .map(|note| text::lines("note", note, 2000))
        .transpose()?;
    for (field, buffer) in [
        ("buffer_before", input.buffer_before),
        ("buffer_after", input.buffer_after),
    ] {
        text::between(field, i64::from(buffer.unwrap_or(0)), 0, 120, "minutes")?;
    }
    call.transact(|tx| {
        let change = change::begin(tx.on(), input.visit, input.version)?;
        let was = &change.was.state;
        let mut now = was.clone();
        now.note = note.unwrap_or(now.note);
        if let Some(service) = input.service.filter(|service| *service != was.service) {
            now.service = service;
            (now.buffer_before, now.buffer_after) = buffers(tx.on(), service)?;
        }
        now.buffer_before = input.buffer_before.unwrap_or(now.buffer_before);
        now.buffer_after = input.buffer_after.unwrap_or(now.buffer_after);
        let place = Place::of(&now, &change.zone, &change.zone_name)?;
        let needs_deciding = now.service != was.service || now.stands_elsewhere(was);
        if needs_deciding && now.status.blocks() {
            let wanted = Wanted {
                place: &place,
                visit: Some(input.visit),
                patient: Some(change.was.patient),
                fresh: now.service != was.service,
            };
            now.overridden = rules::decide(
                tx,
                &wanted,
                input.r#override.as_ref(),
                &change.accepted,
                was.overridden.as_ref(),
            )?;
        }
        let telling = Telling {
            kind: "visit.edited",
            change: None,
            more: json!({ "service_changed": now.service != was.service, "note_changed": now.note != was.note }),
            label: format!("Changed the visit of {}", change.patient_name),
        };
        change.finish(tx, &now, needs_deciding.then_some(&place), telling)
    })
}

fn buffers(on: &Connection, service: ServiceId) -> Result<(u32, u32)> {
    on.prepare_cached("SELECT buffer_before, buffer_after FROM service WHERE id = ?1")?
        .query_row([service], |row| {
            Ok((row.get("buffer_before")?, row.get("buffer_after")?))
        })
        .optional()?
        .ok_or_else(|| Refusal::invalid("service", "This service is not there any more. Choose another."))
}
