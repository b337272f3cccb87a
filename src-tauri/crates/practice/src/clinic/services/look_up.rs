//! What other concepts ask about services.

use crate::Result;
use crate::ids::ServiceId;
use rusqlite::{Connection, OptionalExtension};

/// What the clinic calls a service, in use or not; `None` where it never had it.
pub fn name_of(on: &Connection, id: ServiceId) -> Result<Option<String>> {
    Ok(on
        .prepare_cached("SELECT name FROM service WHERE id = ?1")?
        .query_row([id], |row| row.get("name"))
        .optional()?)
}

/// How long a visit for a service takes, minutes; gone is an error.
pub fn minutes_of(on: &Connection, id: ServiceId) -> Result<u32> {
    Ok(on
        .prepare_cached("SELECT minutes FROM service WHERE id = ?1")?
        .query_row([id], |row| row.get("minutes"))?)
}

/// The services that may be booked, with their names, in the clinic's order.
pub fn active(on: &Connection) -> Result<Vec<(ServiceId, String)>> {
    let mut statement =
        on.prepare_cached("SELECT id, name FROM service WHERE active = 1 ORDER BY position, name, id")?;
    let rows = statement.query_map([], |row| Ok((row.get("id")?, row.get("name")?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
