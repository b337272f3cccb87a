//! Read a provider's week.

use crate::Result;
use crate::clinic::hours::{Hours, Span};
use crate::clinic::providers;
use crate::door::Call;
use crate::ids::ProviderId;
use rusqlite::Connection;
use serde::Deserialize;
use ts_rs::TS;

/// Whose week.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskHours {
    /// The provider.
    pub provider: ProviderId,
}

/// The week of a provider.
pub fn get(call: &Call<'_>, input: AskHours) -> Result<Hours> {
    call.read(|on| {
        providers::named(on, "provider", input.provider)?;
        Ok(Hours {
            provider: input.provider,
            spans: read(on, input.provider)?,
        })
    })
}

/// The spans of a provider's week, in order.
pub fn read(on: &Connection, provider: ProviderId) -> Result<Vec<Span>> {
    let mut statement =
        on.prepare_cached("SELECT weekday, from_time, until_time, location_id, room_id FROM working_span WHERE provider_id = ?1 ORDER BY weekday, from_time")?;
    let rows = statement.query_map([provider], |row| {
        Ok(Span {
            weekday: row.get("weekday")?,
            from: row.get("from_time")?,
            until: row.get("until_time")?,
            location: row.get("location_id")?,
            room: row.get("room_id")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
