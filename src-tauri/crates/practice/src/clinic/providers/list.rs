//! Everybody who sees patients.

use crate::clinic::providers::{Overlap, ProviderView};
use crate::door::Call;
use crate::ids::ProviderId;
use crate::{Code, Refusal, Result};
use rusqlite::{Connection, OptionalExtension, Row};

const COLUMNS: &str = "id, name, speciality, room_id, staff_id, overlap, overlap_most, position, active";

/// Every provider, in the order of the columns; those who left at the end.
pub fn list(call: &Call<'_>, (): ()) -> Result<Vec<ProviderView>> {
    let now = call.practice()?.now().as_second();
    call.read(|on| {
        let mut statement = on.prepare_cached(
            "SELECT id, name, speciality, room_id, staff_id, overlap, overlap_most, position, active,
                    (SELECT count(*) FROM visit v WHERE v.provider_id = provider.id AND v.busy_from >= ?1 AND v.status IN ('scheduled', 'confirmed')) AS upcoming
             FROM provider ORDER BY active DESC, position, name, id",
        )?;
        let rows = statement.query_map([now], |row| Ok((read(row)?, row.get("upcoming")?)))?;
        rows.map(|row| {
            let (stored, upcoming) = row?;
            Ok(ProviderView { upcoming, ..view(stored)? })
        })
        .collect()
    })
}

/// One provider; `upcoming` is left at zero. Gone is an error.
pub fn one(on: &Connection, id: ProviderId) -> Result<ProviderView> {
    let stored = on
        .prepare_cached(&["SELECT ", COLUMNS, " FROM provider WHERE id = ?1"].concat())?
        .query_row([id], read)
        .optional()?
        .ok_or_else(|| Refusal::not_found("This provider"))?;
    view(stored)
}

/// The provider a form's `field` names; one that is not there is a wrong field.
pub fn named(on: &Connection, field: &str, id: ProviderId) -> Result<ProviderView> {
    one(on, id).map_err(|refusal| match refusal.code {
        Code::NotFound => Refusal::invalid(field, "This provider is not there any more. Choose another."),
        _ => refusal,
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<(ProviderView, String)> {
    let provider = ProviderView {
        id: row.get("id")?,
        name: row.get("name")?,
        speciality: row.get("speciality")?,
        room: row.get("room_id")?,
        staff: row.get("staff_id")?,
        overlap: Overlap::Block,
        overlap_most: row.get("overlap_most")?,
        position: row.get("position")?,
        active: row.get("active")?,
        upcoming: 0,
    };
    Ok((provider, row.get("overlap")?))
}

fn view((provider, overlap): (ProviderView, String)) -> Result<ProviderView> {
    Ok(ProviderView {
        overlap: Overlap::from_stored(&overlap)?,
        ..provider
    })
}
