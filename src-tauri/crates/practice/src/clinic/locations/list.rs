//! Every place.

use crate::clinic::locations::LocationView;
use crate::door::Call;
use crate::ids::LocationId;
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension};

/// Every place; those out of use at the end.
pub fn list(call: &Call<'_>, (): ()) -> Result<Vec<LocationView>> {
    call.read(|on| {
        let mut statement = on.prepare_cached(
            "SELECT id, name, address, position, active FROM location ORDER BY active DESC, position, name, id",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(LocationView {
                id: row.get("id")?,
                name: row.get("name")?,
                address: row.get("address")?,
                position: row.get("position")?,
                active: row.get("active")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    })
}

/// Refuses a place that is not there, at `field`.
pub fn known(on: &Connection, field: &str, id: LocationId) -> Result<()> {
    on.prepare_cached("SELECT 1 FROM location WHERE id = ?1")?
        .query_row([id], |_| Ok(()))
        .optional()?
        .ok_or_else(|| Refusal::invalid(field, "This location is not there any more. Choose another."))
}
