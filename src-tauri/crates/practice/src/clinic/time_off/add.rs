//! Plan an away or blocked time.

use crate::clinic::time_off::remove::RemoveTimeOff;
use crate::clinic::time_off::{TimeOffKind, TimeOffView, one};
use crate::clinic::{providers, text};
use crate::door::Call;
use crate::events::Event;
use crate::ids::{ProviderId, TimeOffId};
use crate::schedule::wall;
use crate::transact::Done;
use crate::{Refusal, Result};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The stretch.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddTimeOff {
    /// The id it had, when a removal is taken back. Leave out.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<TimeOffId>,
    /// Whose; without, the whole clinic.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
    /// Away or blocked.
    pub kind: TimeOffKind,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// `YYYY-MM-DDTHH:MM`, the first minute after it.
    pub ends: String,
    /// What the calendar shows.
    pub label: String,
}

/// Plans it. Visits already booked in it stay; `visits` of the answer says how many need another time.
pub fn add(call: &Call<'_>, input: AddTimeOff) -> Result<Done<TimeOffView>> {
    let label = text::line("label", &input.label, 1, 80)?;
    let (starts, ends) = (wall::parse("starts", &input.starts)?, wall::parse("ends", &input.ends)?);
    if ends <= starts {
        return Err(Refusal::invalid("ends", "The end has to be later than the start."));
    }
    if (ends.date() - starts.date()).get_days() > 366 * 2 {
        return Err(Refusal::invalid(
            "ends",
            "More than two years at once cannot be planned. If somebody left, make them inactive.",
        ));
    }
    call.transact(|tx| {
        if let Some(provider) = input.provider {
            providers::named(tx.on(), "provider", provider)?;
        }
        let id = input.id.unwrap_or_else(TimeOffId::make);
        if tx
            .on()
            .query_row("SELECT 1 FROM time_off WHERE id = ?1", [id], |_| Ok(()))
            .optional()?
            .is_some()
        {
            return Err(Refusal::invalid("id", "This time off is there already."));
        }
        tx.on().execute(
            "INSERT INTO time_off (id, provider_id, kind, starts, ends, label) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                id,
                input.provider,
                input.kind.stored(),
                wall::text(starts),
                wall::text(ends),
                label
            ],
        )?;
        tx.subject(id);
        tx.event(Event::new("clinic.time_off_added"));
        let undo = tx.undo_with(&["Added ", &label].concat(), "time_off.remove", &RemoveTimeOff { id })?;
        Ok(Done {
            value: one(tx.on(), id)?,
            undo,
            told_at: None,
        })
    })
}
