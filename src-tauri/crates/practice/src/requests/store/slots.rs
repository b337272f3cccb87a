//! The times requests hold on the web.

use crate::ids::VisitId;
use crate::{Refusal, Result};
use keepwell_protocol::id::SlotId;
use rusqlite::{Connection, params};

/// Whether a request other than `no` holds this web time as well: only a relay that contradicts itself gives it twice.
pub fn others_hold(on: &Connection, no: i64, slot: SlotId) -> Result<bool> {
    Ok(on
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM request WHERE slot = ?1 AND slot_held = 1 AND no <> ?2) AS it")?
        .query_row(params![slot.to_string(), no], |row| row.get("it"))?)
}

/// Requests that hold a web time which their visit does not stand on any more.
pub fn left_by(on: &Connection, visit: VisitId) -> Result<Vec<(i64, SlotId)>> {
    let mut statement = on.prepare_cached(
        "SELECT r.no, r.slot FROM request r JOIN visit v ON v.id = r.visit_id
         WHERE r.visit_id = ?1 AND r.slot_held = 1 AND r.slot IS NOT NULL
           AND (v.status = 'cancelled' OR v.starts_at IS NOT r.slot_starts_at OR v.provider_id IS NOT r.slot_provider)",
    )?;
    let rows = statement.query_map([visit], |row| Ok((row.get("no")?, row.get::<_, String>("slot")?)))?;
    rows.map(|row| {
        let (no, slot) = row?;
        Ok((no, slot.parse().map_err(Refusal::fault)?))
    })
    .collect()
}

/// The web time was given back. Nobody's decision about the request: its version stays.
pub fn holds_no_longer(on: &Connection, no: i64) -> Result<()> {
    on.prepare_cached("UPDATE request SET slot_held = 0 WHERE no = ?1")?
        .execute([no])?;
    Ok(())
}
