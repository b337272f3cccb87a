//! The outbox's rows: the SQL that never changes. What the screen composes is in `list.rs`.

use super::about::{About, ForRequest, ForVisit, Subject};
use super::message::Message;
use crate::ids::{MessageId, PatientId, RequestId, VisitId};
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

/// The columns [`read`] wants, for composed queries.
pub const COLUMNS: [&str; 25] = [
    "id",
    "visit_id",
    "revision",
    "round",
    "rule_id",
    "request_id",
    "key",
    "channel",
    "patient_id",
    "state",
    "why",
    "due_at",
    "latest_at",
    "starts_at",
    "provider_id",
    "planned_at",
    "attempts",
    "fence",
    "by_person",
    "needs_person",
    "template_id",
    "template_version",
    "to_address",
    "message_id",
    "sent_at",
];

const SELECT: &str = "SELECT id, visit_id, revision, round, rule_id, request_id, key, channel, patient_id, state, why, due_at, latest_at, starts_at, provider_id,
    planned_at, attempts, fence, by_person, needs_person, template_id, template_version, to_address, message_id, sent_at FROM message";

/// Reads a row selected with [`COLUMNS`].
pub fn read(row: &Row<'_>) -> rusqlite::Result<Message> {
    let about = read_about(row)?;
    rest(row, about)
}

/// Reads what a message is about. Wants the columns that begin with `visit_id` and `request_id` and their like.
pub fn read_about(row: &Row<'_>) -> rusqlite::Result<About> {
    Ok(match row.get("visit_id")? {
        Some(visit) => About::Visit(for_visit(row, visit)?),
        None => About::Request(for_request(row, row.get("request_id")?)?),
    })
}

fn for_visit(row: &Row<'_>, visit: VisitId) -> rusqlite::Result<ForVisit> {
    Ok(ForVisit {
        visit,
        revision: row.get("revision")?,
        round: row.get("round")?,
        rule: row.get("rule_id")?,
        patient: row.get("patient_id")?,
        starts_at: row.get("starts_at")?,
        provider: row.get("provider_id")?,
    })
}

fn for_request(row: &Row<'_>, request: RequestId) -> rusqlite::Result<ForRequest> {
    Ok(ForRequest {
        request,
        letter: row.get("key")?,
        round: row.get("round")?,
        patient: row.get("patient_id")?,
    })
}

fn rest<A>(row: &Row<'_>, about: A) -> rusqlite::Result<Message<A>> {
    Ok(Message {
        id: row.get("id")?,
        about,
        channel: row.get("channel")?,
        state: row.get("state")?,
        why: row.get("why")?,
        due_at: row.get("due_at")?,
        latest_at: row.get("latest_at")?,
        planned_at: row.get("planned_at")?,
        attempts: row.get("attempts")?,
        fence: row.get("fence")?,
        by_person: row.get("by_person")?,
        needs_person: row.get("needs_person")?,
        template: row.get("template_id")?,
        template_version: row.get("template_version")?,
        to_address: row.get("to_address")?,
        message_id: row.get("message_id")?,
        sent_at: row.get("sent_at")?,
    })
}

/// Every message of a visit.
pub fn of_visit(on: &Connection, visit: VisitId) -> Result<Vec<Message<ForVisit>>> {
    let mut statement = on.prepare_cached(&format!("{SELECT} WHERE visit_id = ?1 ORDER BY due_at, id"))?;
    let rows = statement.query_map([visit], |row| rest(row, for_visit(row, visit)?))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every letter about a request.
pub fn of_request(on: &Connection, request: RequestId) -> Result<Vec<Message<ForRequest>>> {
    let mut statement = on.prepare_cached(&format!("{SELECT} WHERE request_id = ?1 ORDER BY due_at, id"))?;
    let rows = statement.query_map([request], |row| rest(row, for_request(row, request)?))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The letters about a request are letters to this patient from now on, also those that went.
pub fn belongs_to(on: &Connection, request: RequestId, patient: Option<PatientId>) -> Result<()> {
    on.prepare_cached("UPDATE message SET patient_id = ?2 WHERE request_id = ?1 AND patient_id IS NOT ?2")?
        .execute(params![request, patient])?;
    Ok(())
}

/// How many receipts for requests went to an address after `since`.
pub fn receipts_since(on: &Connection, address: &str, since: i64) -> Result<i64> {
    Ok(on
        .prepare_cached(
            "SELECT count(*) FROM message WHERE request_id IS NOT NULL AND key = 'request_received' AND sent_at > ?2 AND lower(to_address) = ?1",
        )?
        .query_row(params![address.to_lowercase(), since], |row| row.get(0))?)
}

/// One message; gone is an error.
pub fn get(on: &Connection, id: MessageId) -> Result<Message> {
    on.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?
        .query_row([id], read)
        .optional()?
        .ok_or_else(|| Refusal::not_found("This message"))
}

/// What waits and is due, earliest first. Those waiting for a first try come before the retries of the same second.
pub fn due(on: &Connection, now: i64, most: u32) -> Result<Vec<MessageId>> {
    let mut statement = on.prepare_cached("SELECT id FROM message WHERE state IN ('scheduled', 'retry', 'held') AND state <> 'held' AND due_at <= ?1 ORDER BY due_at LIMIT ?2")?;
    let rows = statement.query_map(params![now, most], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What waits and is of no use any more.
pub fn stale(on: &Connection, now: i64, most: u32) -> Result<Vec<MessageId>> {
    let mut statement =
        on.prepare_cached("SELECT id FROM message WHERE state IN ('scheduled', 'retry', 'held') AND state <> 'held' AND due_at <= ?1 AND (latest_at < ?1 OR EXISTS (SELECT 1 FROM rule WHERE rule.id = rule_id AND anchor <> 'after_completed' AND starts_at <= ?1)) ORDER BY due_at LIMIT ?2")?;
    let rows = statement.query_map(params![now, most], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When the next waiting message is due.
pub fn next_due(on: &Connection) -> Result<Option<i64>> {
    Ok(on.prepare_cached("SELECT due_at FROM message WHERE state IN ('scheduled', 'retry', 'held') AND state <> 'held' ORDER BY due_at LIMIT 1")?.query_row([], |row| row.get(0)).optional()?)
}

/// Puts a message about a visit into the outbox. A second one under the same key is a fault, not a second message.
pub fn insert(on: &Connection, message: &Message<ForVisit>) -> Result<()> {
    let about = &message.about;
    on.prepare_cached(
        "INSERT INTO message (id, visit_id, revision, round, rule_id, channel, patient_id, state, why, due_at, latest_at, starts_at, provider_id, planned_at, changed_at)
         VALUES (:id, :visit, :revision, :round, :rule, :channel, :patient, :state, :why, :due, :latest, :starts, :provider, :planned, :planned)",
    )?
    .execute(named_params! {
        ":id": message.id, ":visit": about.visit, ":revision": about.revision, ":round": about.round, ":rule": about.rule,
        ":channel": message.channel, ":patient": about.patient, ":state": message.state, ":why": message.why, ":due": message.due_at,
        ":latest": message.latest_at, ":starts": about.starts_at, ":provider": about.provider, ":planned": message.planned_at,
    })?;
    Ok(())
}

/// Puts a letter about a request into the outbox. A second one under the same key is a fault, not a second letter.
pub fn insert_letter(on: &Connection, message: &Message<ForRequest>) -> Result<()> {
    let about = &message.about;
    on.prepare_cached(
        "INSERT INTO message (id, request_id, key, round, channel, patient_id, state, why, due_at, latest_at, planned_at, changed_at)
         VALUES (:id, :request, :key, :round, :channel, :patient, :state, :why, :due, :latest, :planned, :planned)",
    )?
    .execute(named_params! {
        ":id": message.id, ":request": about.request, ":key": about.letter, ":round": about.round, ":channel": message.channel,
        ":patient": about.patient, ":state": message.state, ":why": message.why, ":due": message.due_at, ":latest": message.latest_at,
        ":planned": message.planned_at,
    })?;
    Ok(())
}

/// Writes the planner's or a person's decision into a message that is not on its way.
pub fn decide<A: Subject>(on: &Connection, now: i64, message: &Message<A>) -> Result<()> {
    let (starts, provider) = message.about.told().unzip();
    let changed = on
        .prepare_cached(
            "UPDATE message SET state = :state, why = :why, due_at = :due, latest_at = :latest, starts_at = :starts, provider_id = :provider,
                    by_person = :by_person, needs_person = :needs_person, sent_at = :sent_at, changed_at = :now
             WHERE id = :id AND state NOT IN ('claimed', 'data')",
        )?
        .execute(named_params! {
            ":id": message.id, ":state": message.state, ":why": message.why, ":due": message.due_at, ":latest": message.latest_at,
            ":starts": starts, ":provider": provider, ":by_person": message.by_person,
            ":needs_person": message.needs_person, ":sent_at": message.sent_at, ":now": now,
        })?;
    if changed == 0 {
        return Err(
            Refusal::new(crate::Code::Changed, "This message is being sent at this very moment.")
                .next("Wait a few seconds and look again."),
        );
    }
    Ok(())
}

/// Takes messages of a visit that never left out of the outbox, as if they had never been.
pub fn forget_unsent(on: &Connection, visit: VisitId) -> Result<()> {
    on.prepare_cached("DELETE FROM message WHERE visit_id = ?1 AND attempts = 0 AND state IN ('scheduled', 'held', 'suppressed', 'expired')")?.execute([visit])?;
    Ok(())
}

/// How many messages a patient got, or may have got, after `since`.
pub fn told_since(on: &Connection, patient: PatientId, since: i64) -> Result<i64> {
    Ok(on
        .prepare_cached("SELECT count(*) FROM message WHERE patient_id = ?1 AND (sent_at > ?2 OR state IN ('claimed', 'data', 'uncertain') AND changed_at > ?2)")?
        .query_row(params![patient, since], |row| row.get(0))?)
}

/// How often mail to an address came back.
pub fn bounces(on: &Connection, address: &str) -> Result<i64> {
    Ok(on
        .prepare_cached("SELECT times FROM bounced_address WHERE address = ?1")?
        .query_row([address.to_lowercase()], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// Notes that mail to an address came back.
pub fn note_bounce(on: &Connection, now: i64, address: &str) -> Result<()> {
    on.prepare_cached("INSERT INTO bounced_address (address, times, last_at) VALUES (?1, 1, ?2) ON CONFLICT (address) DO UPDATE SET times = times + 1, last_at = excluded.last_at")?
        .execute(params![address.to_lowercase(), now])?;
    Ok(())
}

/// A person says the address is right after all, or a letter was taken.
pub fn forget_bounces(on: &Connection, address: &str) -> Result<()> {
    on.prepare_cached("DELETE FROM bounced_address WHERE address = ?1")?
        .execute([address.to_lowercase()])?;
    Ok(())
}

/// How many wait, are tried again, and need a person. Partial indexes: the cost is that of what waits, not of all
/// that was ever sent.
pub fn counts(on: &Connection) -> Result<(i64, i64, i64)> {
    let waiting: (i64, i64) = on
        .prepare_cached("SELECT count(nullif(state, 'held')), count(nullif(state = 'retry', 0)) FROM message WHERE state IN ('scheduled', 'retry', 'held')")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let needs_person = on
        .prepare_cached("SELECT count(*) FROM message WHERE needs_person = 1")?
        .query_row([], |row| row.get(0))?;
    Ok((waiting.0, waiting.1, needs_person))
}

/// How many are due.
pub fn due_count(on: &Connection, now: i64) -> Result<i64> {
    Ok(on.prepare_cached("SELECT count(*) FROM message WHERE state IN ('scheduled', 'retry', 'held') AND state <> 'held' AND due_at <= ?1")?.query_row([now], |row| row.get(0))?)
}
