//! The request's own tables. What the queue shows is composed in `requests::list`.

mod events;
mod files;
mod insert;
mod row;
mod slots;
mod suggestions;

pub use events::{belongs_to, happened};
pub use files::{NewFile, file, file_bytes, files, insert_file};
pub use insert::{Came, answers, form, insert};
pub use row::{HeldSlot, Row, Standing, band, name_of, purpose, stored_purpose};
pub use slots::{holds_no_longer, left_by, others_hold};
pub use suggestions::{
    Suggestion, close_suggestion, insert_reply, insert_suggestion, replies, suggestion_of_page, suggestions,
};

use crate::ids::{RequestId, StaffId};
use crate::requests::RequestState;
use crate::requests::counts::RequestCounts;
use crate::transact::Tx;
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

/// The request; gone is an error.
pub fn load(on: &Connection, id: RequestId) -> Result<Row> {
    let mut statement = on.prepare_cached("SELECT * FROM request WHERE id = ?1")?;
    let mut rows = statement.query([id])?;
    match rows.next()? {
        Some(row) => row::read(row),
        None => Err(Refusal::not_found("This request")),
    }
}

/// The request a submission became.
pub fn of_submission(on: &Connection, sid: &str) -> Result<Option<RequestId>> {
    Ok(on
        .prepare_cached("SELECT id FROM request WHERE sid = ?1")?
        .query_row([sid], |row| row.get(0))
        .optional()?)
}

/// Puts what changes in place; the version rises.
pub fn put(tx: &Tx<'_>, no: i64, standing: &Standing) -> Result<()> {
    tx.on()
        .prepare_cached(
            "UPDATE request SET state = ?2, priority = ?3, assigned_to = ?4, note = ?5, patient_id = ?6, visit_id = ?7, decline_reason = ?8, slot_held = ?9,
                    flags = ?10, flag_count = ?11, changed_at = ?12, version = version + 1 WHERE no = ?1",
        )?
        .execute(params![
            no,
            standing.state.stored(),
            standing.priority.stored(),
            standing.assigned_to,
            standing.note,
            standing.patient,
            standing.visit,
            standing.decline_reason,
            standing.slot_held,
            json(&standing.flags)?,
            count(standing.flags.len()),
            tx.now().as_second()
        ])?;
    Ok(())
}

/// Another request that shares something with one.
pub struct Sibling {
    /// Which.
    pub id: RequestId,
    /// Where it stands.
    pub state: RequestState,
    /// By the relay's clock.
    pub received_at: i64,
    /// The wished service; may be empty.
    pub service_name: String,
    /// The title of its form.
    pub form_title: String,
    /// The same e-mail address.
    pub by_email: bool,
    /// The same phone number.
    pub by_phone: bool,
}

/// Other requests with the same address, number or name, newest first. Spam is nobody's.
pub fn siblings(on: &Connection, row: &Row) -> Result<Vec<Sibling>> {
    let mut statement = on.prepare_cached(
        "SELECT id, state, received_at, service_name, form_title, email_key = ?2 AS by_email, phone_e164 = ?3 AS by_phone FROM request
         WHERE (email_key = ?2 OR phone_e164 = ?3 OR (name_key = ?4 AND name_key <> '')) AND id <> ?1 AND state <> 'spam' ORDER BY received_at DESC, no DESC LIMIT 10",
    )?;
    let mut rows = statement.query(params![row.id, row.email_key, row.phone_e164, row.name_key])?;
    let mut found = Vec::new();
    while let Some(other) = rows.next()? {
        found.push(Sibling {
            id: other.get("id")?,
            state: RequestState::from_stored(&other.get::<_, String>("state")?)?,
            received_at: other.get("received_at")?,
            service_name: other.get("service_name")?,
            form_title: other.get("form_title")?,
            by_email: other.get::<_, Option<bool>>("by_email")? == Some(true),
            by_phone: other.get::<_, Option<bool>>("by_phone")? == Some(true),
        });
    }
    Ok(found)
}

/// How much waits; `mine` is who asks.
pub fn counts(on: &Connection, mine: StaffId) -> Result<RequestCounts> {
    Ok(on
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE state = 'new') AS new, count(*) FILTER (WHERE state = 'new' AND assigned_to = ?1) AS mine,
                    count(*) FILTER (WHERE state = 'new' AND assigned_to IS NULL) AS unassigned,
                    count(*) FILTER (WHERE state = 'new' AND priority = 2) AS urgent, count(*) FILTER (WHERE state = 'suggested') AS suggested,
                    min(received_at) FILTER (WHERE state = 'new') AS oldest
             FROM request WHERE state IN ('new', 'suggested')",
        )?
        .query_row([mine], |row| {
            Ok(RequestCounts {
                new: row.get("new")?,
                mine: row.get("mine")?,
                unassigned: row.get("unassigned")?,
                urgent: row.get("urgent")?,
                suggested: row.get("suggested")?,
                oldest_at: row.get("oldest")?,
            })
        })?)
}

/// A number of things as a cell.
fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

/// A value as a cell.
fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Refusal::fault)
}
