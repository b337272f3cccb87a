//! Suggested times, and what patients answered.

use super::json;
use crate::ids::{RequestId, ServiceId};
use crate::requests::{ReplyView, SuggestedView};
use crate::transact::stored_json;
use crate::{Refusal, Result};
use keepwell_protocol::id::PageId;
use rusqlite::{Connection, Row as SqlRow, params};

/// A suggestion as stored.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// Of which request, by number.
    pub no: i64,
    /// From 1.
    pub round: i64,
    /// The page at the relay.
    pub page: PageId,
    /// The secret in its link.
    pub secret: [u8; 16],
    /// For what.
    pub service: ServiceId,
    /// The times.
    pub times: Vec<SuggestedView>,
    /// What staff added.
    pub note: String,
    /// The answer counts until then.
    pub until: i64,
    /// When it was made.
    pub made_at: i64,
    /// By whom, as an actor.
    pub made_by: String,
    /// The page is still there.
    pub open: bool,
}

/// The suggestions of a request, the newest first.
pub fn suggestions(on: &Connection, no: i64) -> Result<Vec<Suggestion>> {
    let mut statement = on.prepare_cached("SELECT * FROM request_suggestion WHERE no = ?1 ORDER BY round DESC")?;
    let mut rows = statement.query([no])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(suggestion(row)?);
    }
    Ok(found)
}

/// The suggestion behind a page, with its request.
pub fn suggestion_of_page(on: &Connection, page: PageId) -> Result<Option<(Suggestion, RequestId)>> {
    let mut statement = on.prepare_cached(
        "SELECT s.*, r.id AS request_id FROM request_suggestion s JOIN request r ON r.no = s.no WHERE s.page = ?1",
    )?;
    let mut rows = statement.query([page.to_string()])?;
    match rows.next()? {
        Some(row) => Ok(Some((suggestion(row)?, row.get("request_id")?))),
        None => Ok(None),
    }
}

fn suggestion(row: &SqlRow<'_>) -> Result<Suggestion> {
    Ok(Suggestion {
        no: row.get("no")?,
        round: row.get("round")?,
        page: row.get::<_, String>("page")?.parse().map_err(Refusal::fault)?,
        secret: row.get("secret")?,
        service: row.get("service_id")?,
        times: stored_json(&row.get::<_, String>("times")?)?,
        note: row.get("note")?,
        until: row.get("until")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        open: row.get("open")?,
    })
}

/// Writes a suggestion down.
pub fn insert_suggestion(on: &Connection, new: &Suggestion) -> Result<()> {
    on.prepare_cached(
        "INSERT INTO request_suggestion (no, round, page, secret, service_id, times, note, until, made_at, made_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        new.no,
        new.round,
        new.page.to_string(),
        new.secret.as_slice(),
        new.service,
        json(&new.times)?,
        new.note,
        new.until,
        new.made_at,
        new.made_by
    ])?;
    Ok(())
}

/// The page of a suggestion was taken away.
pub fn close_suggestion(on: &Connection, no: i64, round: i64) -> Result<()> {
    on.prepare_cached("UPDATE request_suggestion SET open = 0 WHERE no = ?1 AND round = ?2")?
        .execute([no, round])?;
    Ok(())
}

/// Writes a patient's answer down; false where this submission is there already.
pub fn insert_reply(on: &Connection, sid: &str, no: i64, round: i64, reply: &ReplyView) -> Result<bool> {
    let written = on
        .prepare_cached("INSERT INTO request_reply (sid, no, round, at, choice, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (sid) DO NOTHING")?
        .execute(params![sid, no, round, reply.at, reply.choice, reply.note])?;
    Ok(written == 1)
}

/// The answers to one round, the newest first.
pub fn replies(on: &Connection, no: i64, round: i64) -> Result<Vec<ReplyView>> {
    let mut statement = on.prepare_cached(
        "SELECT at, choice, note FROM request_reply WHERE no = ?1 AND round = ?2 ORDER BY at DESC, sid DESC",
    )?;
    let rows = statement.query_map([no, round], |row| {
        Ok(ReplyView {
            at: row.get("at")?,
            choice: row.get("choice")?,
            note: row.get("note")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
