//! Who may look after requests: for the list to choose from.

use crate::Result;
use crate::door::Call;
use crate::ids::StaffId;
use crate::staff::{Permission, Role};
use rusqlite::Connection;
use serde::Serialize;
use ts_rs::TS;

/// Somebody who may look after requests.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RequestPerson {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
}

/// Everybody who may, by name.
pub fn people(call: &Call<'_>, (): ()) -> Result<Vec<RequestPerson>> {
    call.read(all)
}

/// Everybody who may, by name, inside any transaction.
pub fn all(on: &Connection) -> Result<Vec<RequestPerson>> {
    let mut statement = on.prepare_cached("SELECT id, name, role FROM staff WHERE active = 1 ORDER BY name, id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if Role::from_stored(&row.get::<_, String>("role")?)?.may(Permission::AnswerRequests) {
            found.push(RequestPerson {
                id: row.get("id")?,
                name: row.get("name")?,
            });
        }
    }
    Ok(found)
}
