//! Add or change a provider.

use crate::clinic::providers::{Overlap, ProviderView, one};
use crate::clinic::{rooms, text};
use crate::door::Call;
use crate::events::Event;
use crate::ids::{ProviderId, RoomId, StaffId};
use crate::{Refusal, Result};
use rusqlite::{OptionalExtension, params};
use serde::Deserialize;
use ts_rs::TS;

/// The provider as they should be. Without `id` a new one.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveProvider {
    /// Which; a new one without.
    #[ts(optional)]
    pub id: Option<ProviderId>,
    /// As patients know them.
    pub name: String,
    /// What they do; may be empty.
    pub speciality: String,
    /// The room they usually work in.
    #[ts(optional)]
    pub room: Option<RoomId>,
    /// The account they sign in with.
    #[ts(optional)]
    pub staff: Option<StaffId>,
    /// What happens when a visit is booked over another.
    pub overlap: Overlap,
    /// With `allow`: how many visits at once, 1 to 50.
    #[ts(optional)]
    pub overlap_most: Option<u32>,
    /// Order of the columns; a new one without goes last.
    #[ts(optional)]
    pub position: Option<u32>,
    /// False: no new visits. Visits they have stay until somebody moves them.
    pub active: bool,
}

/// Saves a provider. They are never deleted, only made inactive: old visits keep their name.
pub fn save(call: &Call<'_>, input: SaveProvider) -> Result<ProviderView> {
    let name = text::line("name", &input.name, 1, 120)?;
    let speciality = text::line("speciality", &input.speciality, 0, 120)?;
    let most = input.overlap_most.unwrap_or(1);
    text::between("overlap_most", i64::from(most), 1, 50, "visits at once")?;
    // A new column goes behind the last one: its number must still be one.
    text::between("position", i64::from(input.position.unwrap_or(0)), 0, 10_000, "places")?;
    call.transact(|tx| {
        let on = tx.on();
        if let Some(room) = input.room {
            rooms::known(on, "room", room)?;
        }
        if let Some(staff) = input.staff {
            let other: Option<ProviderId> = on.query_row("SELECT id FROM provider WHERE staff_id = ?1", [staff], |row| row.get(0)).optional()?;
            if other.is_some() && other != input.id {
                return Err(Refusal::invalid("staff", "This account already belongs to another provider."));
            }
            if on.query_row("SELECT 1 FROM staff WHERE id = ?1", [staff], |_| Ok(())).optional()?.is_none() {
                return Err(Refusal::invalid("staff", "This account is not there any more."));
            }
        }
        let id = match input.id {
            Some(id) => {
                let before = one(on, id)?;
                on.execute(
                    "UPDATE provider SET name = ?2, speciality = ?3, room_id = ?4, staff_id = ?5, overlap = ?6, overlap_most = ?7, position = ?8, active = ?9 WHERE id = ?1",
                    params![id, name, speciality, input.room, input.staff, input.overlap.stored(), most, input.position.unwrap_or(before.position), input.active],
                )?;
                id
            }
            None => {
                let id = ProviderId::make();
                let last: u32 = on.query_row("SELECT coalesce(max(position) + 1, 0) FROM provider", [], |row| row.get(0))?;
                on.execute(
                    "INSERT INTO provider (id, name, speciality, room_id, staff_id, overlap, overlap_most, position, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                    params![id, name, speciality, input.room, input.staff, input.overlap.stored(), most, input.position.unwrap_or(last), input.active],
                )?;
                id
            }
        };
        tx.subject(id);
        tx.event(Event::new("clinic.provider_saved"));
        one(tx.on(), id)
    })
}
