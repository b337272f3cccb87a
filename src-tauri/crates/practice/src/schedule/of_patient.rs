//! The visits of one patient.

use crate::Result;
use crate::clinic::text;
use crate::door::Call;
use crate::ids::PatientId;
use crate::schedule::view;
use crate::schedule::visit::VisitLine;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskPatientVisits {
    /// The patient.
    pub patient: PatientId,
    /// How many past ones, at most 200; 20 without.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A patient's visits.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PatientVisits {
    /// From now on, the nearest first; cancelled ones are left out.
    pub coming: Vec<VisitLine>,
    /// Before now or cancelled, the latest first.
    pub past: Vec<VisitLine>,
    /// How many were missed without a word.
    pub no_shows: u32,
}

/// A patient's visits.
pub fn of_patient(call: &Call<'_>, input: AskPatientVisits) -> Result<PatientVisits> {
    let limit = input.limit.unwrap_or(20);
    text::between("limit", i64::from(limit), 1, 200, "visits")?;
    let now = call.practice()?.now().as_second();
    call.looks_at(input.patient);
    call.read(|on| {
        let coming = lines(
            on,
            "v.starts_at >= ?2 AND v.status <> 'cancelled' ORDER BY v.starts_at LIMIT ?3",
            input.patient,
            now,
            200,
        )?;
        let past = lines(
            on,
            "(v.starts_at < ?2 OR v.status = 'cancelled') ORDER BY v.starts_at DESC LIMIT ?3",
            input.patient,
            now,
            limit,
        )?;
        let no_shows = on
            .prepare_cached("SELECT count(*) FROM visit WHERE patient_id = ?1 AND status = 'no_show'")?
            .query_row([input.patient], |row| row.get(0))?;
        Ok(PatientVisits { coming, past, no_shows })
    })
}

fn lines(on: &Connection, which: &str, patient: PatientId, now: i64, limit: u32) -> Result<Vec<VisitLine>> {
    let mut statement =
        on.prepare_cached(&[view::LINES, "WHERE v.patient_id = ?1 AND v.withdrawn = 0 AND ", which].concat())?;
    let mut rows = statement.query(params![patient, now, limit])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        lines.push(view::line(row)?);
    }
    Ok(lines)
}
