//! Who may look after requests: for the list to choose from.

use crate::door::Call;
use crate::ids::StaffId;
use crate::staff::Permission;
use crate::{Result, staff};
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
    let active = staff::active(on)?;
    Ok(active
        .into_iter()
        .filter(|person| person.role.may(Permission::AnswerRequests))
        .map(|person| RequestPerson {
            id: person.id,
            name: person.name,
        })
        .collect())
}

/// The name of who looks after a request; empty where nobody does.
pub fn name_of(on: &Connection, person: Option<StaffId>) -> Result<String> {
    let name = person.map(|id| staff::name_of(on, id)).transpose()?;
    Ok(name.flatten().unwrap_or_default())
}
