//! Every room and piece of equipment.

use crate::clinic::rooms::{RoomKind, RoomView};
use crate::door::Call;
use crate::ids::RoomId;
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension};

/// Every room and piece of equipment; those out of use at the end.
pub fn list(call: &Call<'_>, (): ()) -> Result<Vec<RoomView>> {
    call.read(|on| {
        // A CHECK on the column allows only the two kinds.
        let mut statement =
            on.prepare_cached("SELECT id, location_id, name, kind = 'equipment' AS equipment, position, active FROM room ORDER BY active DESC, position, name, id")?;
        let rows = statement.query_map([], |row| {
            Ok(RoomView {
                id: row.get("id")?,
                location: row.get("location_id")?,
                name: row.get("name")?,
                kind: if row.get("equipment")? { RoomKind::Equipment } else { RoomKind::Room },
                position: row.get("position")?,
                active: row.get("active")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    })
}

/// Refuses a room that is not there or out of use, at `field`.
pub fn known(on: &Connection, field: &str, id: RoomId) -> Result<()> {
    let active: Option<bool> = on
        .prepare_cached("SELECT active FROM room WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    match active {
        Some(true) => Ok(()),
        Some(false) => Err(Refusal::invalid(field, "This room is out of use. Choose another.")),
        None => Err(Refusal::invalid(
            field,
            "This room is not there any more. Choose another.",
        )),
    }
}
