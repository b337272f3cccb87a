//! What happened to a request, from the log of events.

use crate::Result;
use crate::ids::{PatientId, RequestId};
use crate::transact::stored_json;
use rusqlite::Connection;
use serde_json::Value;

/// One thing that happened.
pub struct Happened {
    /// Its number in the log.
    pub seq: i64,
    /// When, Unix seconds.
    pub at: i64,
    /// The event's kind.
    pub kind: String,
    /// Who, as an actor.
    pub actor: String,
    /// What the event says.
    pub body: Value,
}

/// What happened to a request, newest first.
pub fn happened(on: &Connection, request: RequestId) -> Result<Vec<Happened>> {
    let mut statement = on.prepare_cached(
        "SELECT seq, at, kind, actor, body FROM event WHERE request_id = ?1 ORDER BY seq DESC LIMIT 200",
    )?;
    let mut rows = statement.query([request])?;
    let mut happened = Vec::new();
    while let Some(row) = rows.next()? {
        happened.push(Happened {
            seq: row.get("seq")?,
            at: row.get("at")?,
            kind: row.get("kind")?,
            actor: row.get("actor")?,
            body: stored_json(&row.get::<_, String>("body")?)?,
        });
    }
    Ok(happened)
}

/// What happened to a request before somebody knew whose it is stands in that patient's timeline from now on.
pub fn belongs_to(on: &Connection, request: RequestId, patient: Option<PatientId>) -> Result<()> {
    on.prepare_cached(
        "UPDATE event SET patient_id = ?2 WHERE request_id = ?1 AND kind IN ('request.arrived', 'request.suggested', 'request.reply', 'request.assigned', 'request.reopened')",
    )?
    .execute((request, patient))?;
    Ok(())
}
