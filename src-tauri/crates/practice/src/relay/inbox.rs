//! Every submission ever seen. The row is written in the transaction that makes it a request: that is what "exactly once" rests on.

use super::PoisonReason;
use super::accept::Delivered;
use super::numbers::{cell, number};
use crate::{Refusal, Result};
use keepwell_protocol::id::{SlotId, SubmissionId};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// How long the bytes of what could not be opened are kept, seconds.
pub const POISON_KEPT: i64 = 30 * 86_400;

/// What became of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is a request, or the answer to one.
    Accepted,
    /// It could not be opened.
    Poison,
    /// The relay gave it up unread.
    Expired,
}

/// What is known of a submission that was seen before.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its number then.
    pub seq: u64,
    /// Its bytes then.
    pub sha256: [u8; 32],
    /// What became of it.
    pub state: State,
    /// Why it is poison.
    pub why: Option<PoisonReason>,
}

/// A submission to be written down.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Which.
    pub sid: SubmissionId,
    /// Its number.
    pub seq: u64,
    /// Its bytes' hash.
    pub sha256: [u8; 32],
    /// Their length.
    pub size: usize,
    /// The time it took.
    pub slot: Option<SlotId>,
    /// By the relay's clock.
    pub received_at: i64,
    /// Why it is poison, with its bytes; `None`: accepted.
    pub poison: Option<(PoisonReason, &'a [u8])>,
}

/// What waits to be acknowledged.
#[derive(Debug)]
pub struct ToAck {
    /// Which.
    pub sid: SubmissionId,
    /// Its bytes.
    pub sha256: [u8; 32],
    /// When it was accepted; `None`: it could not be opened, so there is no receipt.
    pub accepted_at: Option<i64>,
}

fn state(row: &Row<'_>) -> rusqlite::Result<State> {
    Ok(match row.get_ref("state")?.as_str()? {
        "accepted" => State::Accepted,
        "poison" => State::Poison,
        _ => State::Expired,
    })
}

fn why(row: &Row<'_>) -> rusqlite::Result<Option<PoisonReason>> {
    let text: String = row.get("why")?;
    Ok(serde_json::from_value(serde_json::Value::String(text)).ok())
}

/// What is known of `sid`.
pub fn seen(on: &Connection, sid: SubmissionId) -> Result<Option<Seen>> {
    Ok(on
        .prepare_cached("SELECT seq, sha256, state, why FROM inbox WHERE sid = ?1")?
        .query_row([sid.as_bytes()], |row| {
            Ok(Seen {
                seq: number(row, "seq")?,
                sha256: row.get("sha256")?,
                state: state(row)?,
                why: why(row)?,
            })
        })
        .optional()?)
}

/// Writes a submission down. One that was poison or given up before may still become a request; an accepted one never changes.
pub fn write(on: &Connection, now: i64, entry: &Entry<'_>) -> Result<()> {
    let (state, why, envelope) = match entry.poison {
        None => ("accepted", String::new(), None),
        Some((reason, bytes)) => ("poison", code(reason)?, Some(bytes)),
    };
    let size = i64::try_from(entry.size).map_err(Refusal::fault)?;
    let written = on
        .prepare_cached(
            "INSERT INTO inbox (sid, seq, sha256, state, why, size, slot, received_at, written_at, envelope) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (sid) DO UPDATE SET seq = excluded.seq, sha256 = excluded.sha256, state = excluded.state, why = excluded.why, size = excluded.size,
                 slot = excluded.slot, received_at = excluded.received_at, written_at = excluded.written_at, envelope = excluded.envelope, acked_at = NULL
             WHERE inbox.state <> 'accepted'",
        )?
        .execute(params![
            entry.sid.as_bytes(),
            cell(entry.seq),
            entry.sha256,
            state,
            why,
            size,
            entry.slot.map(|slot| *slot.as_bytes()),
            entry.received_at,
            now,
            envelope
        ])?;
    if written == 1 {
        Ok(())
    } else {
        Err(Refusal::fault("a submission was to be written down twice"))
    }
}

/// The code of a reason as it is stored.
fn code(reason: PoisonReason) -> Result<String> {
    match serde_json::to_value(reason).map_err(Refusal::fault)? {
        serde_json::Value::String(code) => Ok(code),
        _ => Err(Refusal::fault("a reason that is not a word")),
    }
}

/// The relay gave it up. What is already here stays what it is.
pub fn write_expired(on: &Connection, now: i64, sid: SubmissionId, seq: u64) -> Result<bool> {
    Ok(on
        .prepare_cached(
            "INSERT INTO inbox (sid, seq, sha256, state, size, received_at, written_at, acked_at) VALUES (?1, ?2, zeroblob(32), 'expired', 0, 0, ?3, ?3)
             ON CONFLICT (sid) DO NOTHING",
        )?
        .execute(params![sid.as_bytes(), cell(seq), now])?
        == 1)
}

/// It came again: the relay did not hear the last acknowledgement.
pub fn ack_again(on: &Connection, sid: SubmissionId) -> Result<()> {
    on.prepare_cached(
        "UPDATE inbox SET acked_at = NULL WHERE sid = ?1 AND state <> 'expired' AND acked_at IS NOT NULL",
    )?
    .execute([sid.as_bytes()])?;
    Ok(())
}

/// Whether another accepted submission took this time.
pub fn slot_is_taken(on: &Connection, slot: SlotId, by_other_than: SubmissionId) -> Result<bool> {
    Ok(on
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM inbox WHERE slot = ?1 AND sid <> ?2 AND state = 'accepted') AS it",
        )?
        .query_row(params![slot.as_bytes(), by_other_than.as_bytes()], |row| row.get("it"))?)
}

/// What waits to be acknowledged, oldest first. What met a fault of our own is kept at the relay as well.
pub fn to_ack(on: &Connection) -> Result<Vec<ToAck>> {
    let mut statement = on.prepare_cached(
        "SELECT sid, sha256, state, written_at FROM inbox WHERE acked_at IS NULL AND why <> 'fault' ORDER BY written_at LIMIT 100",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(ToAck {
            sid: SubmissionId::from_bytes(row.get("sid")?),
            sha256: row.get("sha256")?,
            accepted_at: (state(row)? == State::Accepted)
                .then(|| row.get("written_at"))
                .transpose()?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many are here and not acknowledged.
pub fn unacked(on: &Connection) -> Result<u64> {
    Ok(on
        .prepare_cached("SELECT count(*) AS it FROM inbox WHERE acked_at IS NULL")?
        .query_row([], |row| number(row, "it"))?)
}

/// The relay heard it.
pub fn acked(on: &Connection, now: i64, sids: &[SubmissionId]) -> Result<()> {
    for sid in sids {
        on.prepare_cached("UPDATE inbox SET acked_at = ?2 WHERE sid = ?1")?
            .execute(params![sid.as_bytes(), now])?;
    }
    Ok(())
}

/// Whether bytes of poison are kept for longer than they may.
pub fn has_old_poison(on: &Connection, now: i64) -> Result<bool> {
    Ok(on
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM inbox WHERE state = 'poison' AND written_at < ?1 AND envelope IS NOT NULL) AS it")?
        .query_row([now - POISON_KEPT], |row| row.get("it"))?)
}

/// Lets bytes of poison go after 30 days. The row stays: the submission counts as seen.
pub fn forget_old_poison(on: &Connection, now: i64) -> Result<()> {
    on.prepare_cached(
        "UPDATE inbox SET envelope = NULL WHERE state = 'poison' AND written_at < ?1 AND envelope IS NOT NULL",
    )?
    .execute([now - POISON_KEPT])?;
    Ok(())
}

/// A kept submission that could not be opened.
#[derive(Debug)]
pub struct Kept {
    /// Which.
    pub sid: SubmissionId,
    /// When, Unix seconds.
    pub at: i64,
    /// Bytes.
    pub size: i64,
    /// Why.
    pub why: PoisonReason,
}

/// What could not be opened and is still kept, newest first.
pub fn poison(on: &Connection) -> Result<Vec<Kept>> {
    let mut statement = on.prepare_cached(
        "SELECT sid, written_at, size, why FROM inbox WHERE state = 'poison' AND envelope IS NOT NULL ORDER BY written_at DESC LIMIT 500",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Kept {
            sid: SubmissionId::from_bytes(row.get("sid")?),
            at: row.get("written_at")?,
            size: row.get("size")?,
            why: why(row)?.unwrap_or(PoisonReason::Unreadable),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Where a fault of our own stood in the way: as the relay delivered it.
pub fn faulty(on: &Connection) -> Result<Vec<Delivered>> {
    let mut statement = on.prepare_cached(
        "SELECT sid, seq, slot, received_at, envelope FROM inbox WHERE state = 'poison' AND why = 'fault' AND envelope IS NOT NULL LIMIT 100",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Delivered {
            sid: SubmissionId::from_bytes(row.get("sid")?),
            seq: number(row, "seq")?,
            received_at: row.get("received_at")?,
            slot: row.get::<_, Option<[u8; 16]>>("slot")?.map(SlotId::from_bytes),
            envelope: row.get("envelope")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The newest acknowledged submission, to look whether the relay tells its patient the truth.
pub fn newest_acked(on: &Connection, since: i64) -> Result<Option<(SubmissionId, [u8; 32])>> {
    Ok(on
        .prepare_cached(
            "SELECT sid, sha256 FROM inbox WHERE state = 'accepted' AND acked_at >= ?1 ORDER BY acked_at DESC LIMIT 1",
        )?
        .query_row([since], |row| {
            Ok((SubmissionId::from_bytes(row.get("sid")?), row.get("sha256")?))
        })
        .optional()?)
}
