//! Add or change a service.

use crate::clinic::services::ServiceView;
use crate::clinic::{Colour, text};
use crate::door::Call;
use crate::events::Event;
use crate::ids::{ProviderId, ServiceId};
use crate::{Refusal, Result, forms};
use rusqlite::{OptionalExtension, params};
use serde::Deserialize;
use ts_rs::TS;

/// The service as it should be. Without `id` a new one.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveService {
    /// Which; a new one without.
    #[ts(optional)]
    pub id: Option<ServiceId>,
    /// `Consultation`.
    pub name: String,
    /// How long a visit takes, 5 to 720.
    pub minutes: u32,
    /// Kept free before it, 0 to 120.
    pub buffer_before: u32,
    /// Kept free after it, 0 to 120.
    pub buffer_after: u32,
    /// Minor units of the clinic's currency.
    #[ts(type = "number")]
    pub price: i64,
    /// What to bring or do before.
    pub preparation: String,
    /// What comes after.
    pub next_steps: String,
    /// Its colour on the calendar.
    pub colour: Colour,
    /// Order in lists; 0 without.
    #[ts(optional)]
    pub position: Option<u32>,
    /// False: not booked any more.
    pub active: bool,
    /// Who may perform it; empty is everybody.
    pub performed_by: Vec<ProviderId>,
}

/// Saves a service. Booked visits keep the length and buffers they were booked with: a changed service must not move
/// what was agreed.
pub fn save(call: &Call<'_>, input: SaveService) -> Result<ServiceView> {
    let name = text::line("name", &input.name, 1, 120)?;
    let preparation = text::lines("preparation", &input.preparation, 2000)?;
    let next_steps = text::lines("next_steps", &input.next_steps, 2000)?;
    text::between("minutes", i64::from(input.minutes), 5, 720, "minutes")?;
    text::between("buffer_before", i64::from(input.buffer_before), 0, 120, "minutes")?;
    text::between("buffer_after", i64::from(input.buffer_after), 0, 120, "minutes")?;
    text::price("price", input.price)?;
    let position = input.position.unwrap_or(0);
    let mut performed_by = input.performed_by;
    performed_by.sort_unstable();
    performed_by.dedup();
    call.transact(|tx| {
        let on = tx.on();
        let id = input.id.unwrap_or_else(ServiceId::make);
        let values = params![
            id, name, input.minutes, input.buffer_before, input.buffer_after, input.price, preparation, next_steps, input.colour.stored(), position, input.active
        ];
        if input.id.is_some() {
            let changed = on.execute(
                "UPDATE service SET name = ?2, minutes = ?3, buffer_before = ?4, buffer_after = ?5, price = ?6, preparation = ?7, next_steps = ?8,
                        colour = ?9, position = ?10, active = ?11 WHERE id = ?1",
                values,
            )?;
            if changed == 0 {
                return Err(Refusal::not_found("This service"));
            }
        } else {
            on.execute(
                "INSERT INTO service (id, name, minutes, buffer_before, buffer_after, price, preparation, next_steps, colour, position, active)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                values,
            )?;
        }
        on.execute("DELETE FROM service_provider WHERE service_id = ?1", [id])?;
        for (at, provider) in performed_by.iter().enumerate() {
            if on.query_row("SELECT 1 FROM provider WHERE id = ?1", [provider], |_| Ok(())).optional()?.is_none() {
                return Err(Refusal::invalid(format!("performed_by.{at}"), "This provider is not there any more."));
            }
            on.execute("INSERT INTO service_provider (service_id, provider_id) VALUES (?1, ?2)", params![id, provider])?;
        }
        tx.subject(id);
        tx.event(Event::new("clinic.service_saved"));
        forms::services_changed(tx)?;
        Ok(ServiceView {
            id,
            name: name.clone(),
            minutes: input.minutes,
            buffer_before: input.buffer_before,
            buffer_after: input.buffer_after,
            price: input.price,
            preparation: preparation.clone(),
            next_steps: next_steps.clone(),
            colour: input.colour,
            position,
            active: input.active,
            performed_by: performed_by.clone(),
        })
    })
}
