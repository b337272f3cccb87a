//! Furnishes a clinic that was just founded: what the wizard does not ask (the demo, imports).

use crate::Result;
use crate::clinic::Founded;
use crate::clinic::time_off::TimeOffKind;
use crate::ids::{LocationId, ProviderId, RoomId, ServiceId, StaffId, TimeOffId};
use crate::store::Select;
use rusqlite::{Connection, params};
use sea_query::{Order, Query};

/// What was founded, in the order it was asked for.
pub(crate) fn founded(on: &Connection) -> Result<Founded> {
    fn ids<T: rusqlite::types::FromSql>(on: &Connection, table: &'static str) -> Result<Vec<T>> {
        Ok(Query::select()
            .column("id")
            .from(table)
            .order_by("position", Order::Asc)
            .all(on, |row| row.get("id"))?)
    }
    let location: LocationId = on.query_row("SELECT id FROM location ORDER BY position, id LIMIT 1", [], |row| {
        row.get("id")
    })?;
    Ok(Founded {
        providers: ids(on, "provider")?,
        rooms: ids(on, "room")?,
        services: ids(on, "service")?,
        location,
    })
}

/// Ties a provider to the account they sign in with.
pub(crate) fn tie(on: &Connection, provider: ProviderId, staff: StaffId) -> Result<()> {
    on.prepare_cached("UPDATE provider SET staff_id = ?2 WHERE id = ?1")?
        .execute(params![provider, staff])?;
    Ok(())
}

/// What there is to a service besides its name, length and price.
pub(crate) struct ServiceDetail<'a> {
    /// Which.
    pub service: ServiceId,
    /// Kept free before it, minutes.
    pub before: i64,
    /// Kept free after it, minutes.
    pub after: i64,
    /// What to bring or do before.
    pub preparation: &'a str,
    /// What comes after.
    pub next_steps: &'a str,
    /// Who performs it.
    pub performed_by: &'a [ProviderId],
}

/// Writes it.
pub(crate) fn detail(on: &Connection, detail: &ServiceDetail<'_>) -> Result<()> {
    on.prepare_cached(
        "UPDATE service SET buffer_before = ?2, buffer_after = ?3, preparation = ?4, next_steps = ?5 WHERE id = ?1",
    )?
    .execute(params![
        detail.service,
        detail.before,
        detail.after,
        detail.preparation,
        detail.next_steps
    ])?;
    for provider in detail.performed_by {
        on.prepare_cached("INSERT INTO service_provider (service_id, provider_id) VALUES (?1, ?2)")?
            .execute(params![detail.service, provider])?;
    }
    Ok(())
}

/// Writes an away or blocked time, from and until as `YYYY-MM-DDTHH:MM`.
pub(crate) fn away(
    on: &Connection,
    id: TimeOffId,
    provider: Option<ProviderId>,
    kind: TimeOffKind,
    span: (&str, &str),
    label: &str,
) -> Result<()> {
    on.prepare_cached(
        "INSERT INTO time_off (id, provider_id, kind, starts, ends, label) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![id, provider, kind.stored(), span.0, span.1, label])?;
    Ok(())
}

/// Adds a room or a piece of equipment.
pub(crate) fn equipment(on: &Connection, id: RoomId, location: LocationId, name: &str, position: u32) -> Result<()> {
    on.prepare_cached("INSERT INTO room (id, location_id, name, kind, position) VALUES (?1, ?2, ?3, 'equipment', ?4)")?
        .execute(params![id, location, name, position])?;
    Ok(())
}
