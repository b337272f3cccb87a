//! What is planned as away or blocked.

use crate::clinic::time_off::{TimeOffKind, TimeOffView};
use crate::door::Call;
use crate::ids::{ProviderId, TimeOffId};
use crate::schedule::wall;
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Deserialize;
use ts_rs::TS;

/// Which stretch to look at.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskTimeOff {
    /// First day, `YYYY-MM-DD`; today without.
    #[ts(optional)]
    pub from: Option<String>,
    /// Last day, `YYYY-MM-DD`; no end without.
    #[ts(optional)]
    pub until: Option<String>,
    /// Only of this provider (and of the whole clinic).
    #[ts(optional)]
    pub provider: Option<ProviderId>,
}

const SELECT: &str =
    "SELECT t.id, t.provider_id, coalesce(p.name, '') AS provider_name, t.kind, t.starts, t.ends, t.label,
    (SELECT count(*) FROM visit v WHERE v.day BETWEEN substr(t.starts, 1, 10) AND substr(t.ends, 1, 10)
        AND v.starts < t.ends AND v.starts >= t.starts AND (t.provider_id IS NULL OR v.provider_id = t.provider_id)
        AND v.status IN ('scheduled', 'confirmed')) AS visits
    FROM time_off t LEFT JOIN provider p ON p.id = t.provider_id ";

/// Away and blocked times that touch the stretch, by start.
pub fn list(call: &Call<'_>, input: AskTimeOff) -> Result<Vec<TimeOffView>> {
    let from = match &input.from {
        Some(day) => wall::parse_day("from", day)?,
        None => call.practice()?.wall_now().date(),
    };
    let until = input
        .until
        .as_deref()
        .map(|day| wall::parse_day("until", day))
        .transpose()?;
    call.read(|on| {
        let mut statement = on.prepare_cached(
            &[SELECT, "WHERE t.ends > ?1 AND (?2 IS NULL OR t.starts < ?2) AND (?3 IS NULL OR t.provider_id IS NULL OR t.provider_id = ?3) ORDER BY t.starts, t.id LIMIT 1000"].concat(),
        )?;
        let after = until.map(|day| day.tomorrow()).transpose().map_err(Refusal::fault)?;
        let rows = statement.query_map(params![from.to_string(), after.map(|day| day.to_string()), input.provider], read)?;
        rows.map(|row| view(row?)).collect()
    })
}

/// One of them; gone is an error.
pub fn one(on: &Connection, id: TimeOffId) -> Result<TimeOffView> {
    let stored = on
        .prepare_cached(&[SELECT, "WHERE t.id = ?1"].concat())?
        .query_row([id], read)
        .optional()?
        .ok_or_else(|| Refusal::not_found("This time off"))?;
    view(stored)
}

fn read(row: &Row<'_>) -> rusqlite::Result<(TimeOffView, String)> {
    let view = TimeOffView {
        id: row.get("id")?,
        provider: row.get("provider_id")?,
        provider_name: row.get("provider_name")?,
        kind: TimeOffKind::Away,
        starts: row.get("starts")?,
        ends: row.get("ends")?,
        label: row.get("label")?,
        visits: row.get("visits")?,
    };
    Ok((view, row.get("kind")?))
}

fn view((view, kind): (TimeOffView, String)) -> Result<TimeOffView> {
    Ok(TimeOffView {
        kind: TimeOffKind::from_stored(&kind)?,
        ..view
    })
}
