//! A patient's nearest visits. The calendar itself is `schedule`'s; this reads the one index that answers
//! "when were they here last, when do they come next".

use crate::Result;
use crate::ids::{PatientId, VisitId};
use crate::patients::view::PatientVisit;
use crate::schedule;
use rusqlite::{Connection, OptionalExtension};

/// The next visit that still stands.
pub fn next(on: &Connection, patient: PatientId, now: i64) -> Result<Option<VisitId>> {
    Ok(on
        .prepare_cached(
            "SELECT id FROM visit WHERE patient_id = ?1 AND starts_at >= ?2 AND status IN ('scheduled', 'confirmed', 'arrived', 'in_room')
             ORDER BY starts_at LIMIT 1",
        )?
        .query_row((patient, now), |row| row.get("id"))
        .optional()?)
}

/// The last visit that took place.
pub fn last(on: &Connection, patient: PatientId, now: i64) -> Result<Option<VisitId>> {
    Ok(on
        .prepare_cached("SELECT id FROM visit WHERE patient_id = ?1 AND starts_at < ?2 AND status IN ('completed', 'arrived', 'in_room') ORDER BY starts_at DESC LIMIT 1")?
        .query_row((patient, now), |row| row.get("id"))
        .optional()?)
}

/// Both, as instants, from the index alone.
pub fn nearest(on: &Connection, patient: PatientId, now: i64) -> Result<(Option<i64>, Option<i64>)> {
    Ok(on
        .prepare_cached(
            "SELECT (SELECT starts_at FROM visit WHERE patient_id = ?1 AND starts_at >= ?2 AND status IN ('scheduled', 'confirmed', 'arrived', 'in_room')
                     ORDER BY starts_at LIMIT 1) AS next,
                    (SELECT starts_at FROM visit WHERE patient_id = ?1 AND starts_at < ?2 AND status IN ('completed', 'arrived', 'in_room')
                     ORDER BY starts_at DESC LIMIT 1) AS last",
        )?
        .query_row((patient, now), |row| Ok((row.get("next")?, row.get("last")?)))?)
}

/// A visit in one line.
pub fn line(on: &Connection, visit: VisitId) -> Result<PatientVisit> {
    let facts = schedule::facts(on, visit)?;
    Ok(PatientVisit {
        visit,
        starts: facts.starts,
        service: facts.service_name,
        provider: facts.provider_name,
        status: facts.status,
    })
}
