//! What waits to be placed.

use crate::Result;
use crate::door::Call;
use crate::ids::VisitId;
use crate::schedule::tray::TrayEntry;
use crate::schedule::view;
use rusqlite::{Connection, Row};

/// The tray, in the order things were put there.
pub fn list(call: &Call<'_>, (): ()) -> Result<Vec<TrayEntry>> {
    call.read(|on| {
        let mut statement = on.prepare_cached(&entries("ORDER BY t.put_at, t.visit_id LIMIT 200"))?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(entry(on, row)?);
        }
        Ok(found)
    })
}

/// One entry, if the visit is in the tray.
pub fn one(on: &Connection, visit: VisitId) -> Result<Option<TrayEntry>> {
    let mut statement = on.prepare_cached(&entries("WHERE t.visit_id = ?1"))?;
    let mut rows = statement.query([visit])?;
    rows.next()?.map(|row| entry(on, row)).transpose()
}

fn entries(which: &str) -> String {
    view::LINES.replacen("v.note", "v.note, t.put_at, t.put_by", 1) + "JOIN tray t ON t.visit_id = v.id " + which
}

fn entry(on: &Connection, row: &Row<'_>) -> Result<TrayEntry> {
    let put_by: String = row.get("put_by")?;
    Ok(TrayEntry {
        visit: view::line(row)?,
        put_at: row.get("put_at")?,
        put_by: view::person(on, &put_by)?,
    })
}
