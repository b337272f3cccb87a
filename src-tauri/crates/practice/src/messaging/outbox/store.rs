//! The outbox's rows: the SQL that never changes. What the screen composes is in `list.rs`.

use super::MessageState;
use crate::ids::{MessageId, PatientId, ProviderId, RuleId, TemplateId, VisitId};
use crate::messaging::WhyCode;
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

/// A row of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Which.
    pub id: MessageId,
    /// For which visit …
    pub visit: VisitId,
    /// … which time of it …
    pub revision: i64,
    /// … and how often a cancellation the patient knew of was taken back since.
    pub round: i64,
    /// By which rule.
    pub rule: RuleId,
    /// `email`.
    pub channel: String,
    /// To whom.
    pub patient: PatientId,
    /// Where it stands.
    pub state: MessageState,
    /// Why.
    pub why: WhyCode,
    /// When it goes.
    pub due_at: i64,
    /// Of no use after this.
    pub latest_at: i64,
    /// The visit's start when it was planned.
    pub starts_at: i64,
    /// The visit's provider when it was planned.
    pub provider: ProviderId,
    /// When it was planned.
    pub planned_at: i64,
    /// How often it was tried.
    pub attempts: u32,
    /// The leader's number at the claim.
    pub fence: i64,
    /// Asked for by a person: 1; also in quiet hours and to a bounced address: 2.
    pub by_person: i64,
    /// Somebody has to look at it.
    pub needs_person: bool,
    /// The text that was sent …
    pub template: Option<TemplateId>,
    /// … in which version.
    pub template_version: Option<i64>,
    /// The address it was sent to.
    pub to_address: Option<String>,
    /// The letter's number.
    pub message_id: Option<String>,
    /// When the mail server took it.
    pub sent_at: Option<i64>,
}

impl Message {
    /// Not on its way and not final: a change of the visit can still change it.
    pub fn is_open(&self) -> bool {
        matches!(
            self.state,
            MessageState::Scheduled | MessageState::Held | MessageState::Retry
        )
    }

    /// The patient got it, may have got it, or is just getting it.
    pub fn is_told(&self) -> bool {
        matches!(
            self.state,
            MessageState::Sent | MessageState::Uncertain | MessageState::Claimed | MessageState::Data
        )
    }
}

/// The columns [`read`] wants, for composed queries.
pub const COLUMNS: [&str; 23] = [
    "id",
    "visit_id",
    "revision",
    "round",
    "rule_id",
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

const SELECT: &str = "SELECT id, visit_id, revision, round, rule_id, channel, patient_id, state, why, due_at, latest_at, starts_at, provider_id, planned_at, attempts,
    fence, by_person, needs_person, template_id, template_version, to_address, message_id, sent_at FROM message";

/// Reads a row selected with [`COLUMNS`].
pub fn read(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: row.get("id")?,
        visit: row.get("visit_id")?,
        revision: row.get("revision")?,
        round: row.get("round")?,
        rule: row.get("rule_id")?,
        channel: row.get("channel")?,
        patient: row.get("patient_id")?,
        state: row.get("state")?,
        why: row.get("why")?,
        due_at: row.get("due_at")?,
        latest_at: row.get("latest_at")?,
        starts_at: row.get("starts_at")?,
        provider: row.get("provider_id")?,
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
pub fn of_visit(on: &Connection, visit: VisitId) -> Result<Vec<Message>> {
    let mut statement = on.prepare_cached(&format!("{SELECT} WHERE visit_id = ?1 ORDER BY due_at, id"))?;
    let rows = statement.query_map([visit], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
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

/// Puts a message into the outbox. A second one under the same key is a fault, not a second message.
pub fn insert(on: &Connection, message: &Message) -> Result<()> {
    on.prepare_cached(
        "INSERT INTO message (id, visit_id, revision, round, rule_id, channel, patient_id, state, why, due_at, latest_at, starts_at, provider_id, planned_at, changed_at)
         VALUES (:id, :visit, :revision, :round, :rule, :channel, :patient, :state, :why, :due, :latest, :starts, :provider, :planned, :planned)",
    )?
    .execute(named_params! {
        ":id": message.id, ":visit": message.visit, ":revision": message.revision, ":round": message.round, ":rule": message.rule,
        ":channel": message.channel, ":patient": message.patient, ":state": message.state, ":why": message.why, ":due": message.due_at,
        ":latest": message.latest_at, ":starts": message.starts_at, ":provider": message.provider, ":planned": message.planned_at,
    })?;
    Ok(())
}

/// Writes the planner's or a person's decision into a message that is not on its way.
pub fn decide(on: &Connection, now: i64, message: &Message) -> Result<()> {
    let changed = on
        .prepare_cached(
            "UPDATE message SET state = :state, why = :why, due_at = :due, latest_at = :latest, starts_at = :starts, provider_id = :provider,
                    by_person = :by_person, needs_person = :needs_person, sent_at = :sent_at, changed_at = :now
             WHERE id = :id AND state NOT IN ('claimed', 'data')",
        )?
        .execute(named_params! {
            ":id": message.id, ":state": message.state, ":why": message.why, ":due": message.due_at, ":latest": message.latest_at,
            ":starts": message.starts_at, ":provider": message.provider, ":by_person": message.by_person,
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
