//! Add or change a room or a piece of equipment.

use crate::clinic::rooms::{RoomKind, RoomView};
use crate::clinic::{locations, text};
use crate::door::Call;
use crate::events::Event;
use crate::ids::{LocationId, RoomId};
use crate::{Refusal, Result};
use rusqlite::params;
use serde::Deserialize;
use ts_rs::TS;

/// The room as it should be. Without `id` a new one.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveRoom {
    /// Which; a new one without.
    #[ts(optional)]
    pub id: Option<RoomId>,
    /// Where.
    pub location: LocationId,
    /// `Room 1`, `Ultrasound`.
    pub name: String,
    /// Which of the two.
    pub kind: RoomKind,
    /// Order in lists; 0 without.
    #[ts(optional)]
    pub position: Option<u32>,
    /// False: no new visits in it.
    pub active: bool,
}

/// Saves a room. Rooms are never deleted, only taken out of use.
pub fn save(call: &Call<'_>, input: SaveRoom) -> Result<RoomView> {
    let name = text::line("name", &input.name, 1, 80)?;
    let position = input.position.unwrap_or(0);
    call.transact(|tx| {
        let on = tx.on();
        locations::known(on, "location", input.location)?;
        let id = input.id.unwrap_or_else(RoomId::make);
        if input.id.is_some() {
            let changed = on.execute(
                "UPDATE room SET location_id = ?2, name = ?3, kind = ?4, position = ?5, active = ?6 WHERE id = ?1",
                params![id, input.location, name, input.kind.stored(), position, input.active],
            )?;
            if changed == 0 {
                return Err(Refusal::not_found("This room"));
            }
        } else {
            on.execute(
                "INSERT INTO room (id, location_id, name, kind, position, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![id, input.location, name, input.kind.stored(), position, input.active],
            )?;
        }
        tx.subject(id);
        tx.event(Event::new("clinic.room_saved"));
        Ok(RoomView {
            id,
            location: input.location,
            name: name.clone(),
            kind: input.kind,
            position,
            active: input.active,
        })
    })
}
