//! Which column is mine.

use crate::Result;
use crate::door::Call;
use crate::ids::{ProviderId, StaffId};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use ts_rs::TS;

/// The provider behind the signed-in account.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Mine {
    /// Absent for those who see no patients.
    pub provider: Option<ProviderId>,
}

/// The column of the person at this seat.
pub fn mine(call: &Call<'_>, (): ()) -> Result<Mine> {
    let staff = call.staff()?;
    call.read(|on| {
        Ok(Mine {
            provider: provider_of(on, staff)?,
        })
    })
}

/// The provider with this account.
pub fn provider_of(on: &Connection, staff: StaffId) -> Result<Option<ProviderId>> {
    Ok(on
        .prepare_cached("SELECT id FROM provider WHERE staff_id = ?1 AND active = 1")?
        .query_row([staff], |row| row.get(0))
        .optional()?)
}
