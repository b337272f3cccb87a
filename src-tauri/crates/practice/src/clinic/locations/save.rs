//! Add or change a place.

use crate::clinic::locations::LocationView;
use crate::clinic::text;
use crate::door::Call;
use crate::events::Event;
use crate::ids::LocationId;
use crate::{Refusal, Result};
use rusqlite::params;
use serde::Deserialize;
use ts_rs::TS;

/// The place as it should be. Without `id` a new one.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveLocation {
    /// Which; a new one without.
    #[ts(optional)]
    pub id: Option<LocationId>,
    /// What the clinic calls it.
    pub name: String,
    /// Its address; empty means the clinic's.
    pub address: String,
    /// Order in lists; 0 without.
    #[ts(optional)]
    pub position: Option<u32>,
    /// False: out of use.
    pub active: bool,
}

/// Saves a place. The last one in use cannot be taken out of use: hours need somewhere to be.
pub fn save(call: &Call<'_>, input: SaveLocation) -> Result<LocationView> {
    let name = text::line("name", &input.name, 1, 120)?;
    let address = text::lines("address", &input.address, 500)?;
    let position = input.position.unwrap_or(0);
    call.transact(|tx| {
        let on = tx.on();
        let id = input.id.unwrap_or_else(LocationId::make);
        if input.id.is_some() {
            let others: u32 = on.query_row(
                "SELECT count(*) FROM location WHERE active = 1 AND id <> ?1",
                [id],
                |row| row.get(0),
            )?;
            if !input.active && others == 0 {
                return Err(Refusal::invalid(
                    "active",
                    "The clinic needs at least one location in use.",
                ));
            }
            if on.execute(
                "UPDATE location SET name = ?2, address = ?3, position = ?4, active = ?5 WHERE id = ?1",
                params![id, name, address, position, input.active],
            )? == 0
            {
                return Err(Refusal::not_found("This location"));
            }
        } else {
            on.execute(
                "INSERT INTO location (id, name, address, position, active) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, name, address, position, input.active],
            )?;
        }
        tx.subject(id);
        tx.event(Event::new("clinic.location_saved"));
        Ok(LocationView {
            id,
            name: name.clone(),
            address: address.clone(),
            position,
            active: input.active,
        })
    })
}
