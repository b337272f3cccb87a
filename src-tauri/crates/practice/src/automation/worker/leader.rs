//! One sender: a file lock that the system takes back from the dead, and a row whose number rises with every leader.

use super::origin;
use crate::Result;
use crate::ids::MessageId;
use crate::messaging::outbox;
use crate::practice::Practice;
use crate::transact::Tx;
use rusqlite::{OptionalExtension, params};
use std::fs::{File, TryLockError};
use std::sync::PoisonError;

/// Longest a leader may be silent where the folder's disk knows no locks, seconds.
const LEASE: i64 = 120;
/// How often a leader writes down that it looks, seconds: a catch-up is told to this precision.
const WRITTEN: i64 = 60;

/// The right to send.
pub struct Leader {
    /// Greater than every leader's before.
    pub fence: i64,
    /// When the leader before last looked, Unix seconds.
    pub before: Option<i64>,
    /// Letters whose fate the leader before took with it.
    pub uncertain: usize,
    written: i64,
    _lock: Option<File>,
}

/// What is left of a letter whose sender died.
struct Orphan {
    id: MessageId,
    about: outbox::About,
}

impl Leader {
    /// Tries to become the leader. `None`: somebody else is.
    pub fn try_become(practice: &Practice) -> Result<Option<Self>> {
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(practice.folder().join("worker.lock"))
            .map_err(|e| crate::store::disk("open the lock of the reminders", &e))?;
        let lock = match file.try_lock() {
            Ok(()) => Some(file),
            Err(TryLockError::WouldBlock) => return Ok(None),
            // A disk without locks: the lease alone decides.
            Err(TryLockError::Error(_)) => None,
        };
        let locked = lock.is_some();
        let taken = practice.transact(&origin("worker.lead"), |tx| take(tx, locked))?;
        let Some((fence, before, uncertain)) = taken else {
            return Ok(None);
        };
        Ok(Some(Self {
            fence,
            before,
            uncertain,
            written: practice.now().as_second(),
            _lock: lock,
        }))
    }

    /// Writes down, now and then, that this leader looks. Answers whether it still leads.
    pub fn keep(&mut self, practice: &Practice) -> Result<bool> {
        let now = practice.now().as_second();
        if (now - self.written).abs() < WRITTEN {
            return Ok(true);
        }
        // Not a change of the practice: no event, no audit entry, once a minute.
        let writer = practice.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = writer
            .prepare_cached("UPDATE leader SET lease_until = ?2, looked_at = ?3 WHERE fence = ?1")?
            .execute(params![self.fence, now + LEASE, now])?;
        self.written = now;
        Ok(kept == 1)
    }
}

/// Takes the row, and settles what the leader before left behind: a claimed letter has not left the computer and is due
/// again; of one whose body was going out nobody knows, so it is never sent again by itself. Each state is asked for in
/// the words of the partial index: otherwise every start would read all messages there ever were, and hold up the desk.
fn take(tx: &mut Tx<'_>, locked: bool) -> Result<Option<(i64, Option<i64>, usize)>> {
    let now = tx.now().as_second();
    let before: Option<(i64, i64, i64)> = tx
        .on()
        .query_row("SELECT fence, lease_until, looked_at FROM leader", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    if !locked && before.is_some_and(|(_, lease, _)| lease > now && lease <= now + LEASE) {
        return Ok(None);
    }
    let fence = before.map_or(1, |(fence, ..)| fence + 1);
    tx.on().execute(
        "INSERT INTO leader (only, holder, fence, lease_until, looked_at) VALUES (1, ?1, ?2, ?3, ?4)
         ON CONFLICT (only) DO UPDATE SET holder = excluded.holder, fence = excluded.fence, lease_until = excluded.lease_until, looked_at = excluded.looked_at",
        params![std::process::id().to_string(), fence, now + LEASE, now],
    )?;
    tx.on().execute("UPDATE attempt SET outcome = 'uncertain', detail = 'Keepwell ended while the letter was going out' WHERE outcome = 'running' AND message_id IN (SELECT id FROM message WHERE state IN ('claimed', 'data') AND state = 'data')", [])?;
    tx.on().execute("UPDATE attempt SET outcome = 'interrupted', detail = 'Keepwell ended before anything left this computer' WHERE outcome = 'running' AND message_id IN (SELECT id FROM message WHERE state IN ('claimed', 'data') AND state = 'claimed')", [])?;
    tx.on().execute("UPDATE message SET state = 'scheduled', why = 'by_rule', lease_until = NULL, changed_at = ?1 WHERE state IN ('claimed', 'data') AND state = 'claimed'", [now])?;
    let orphans = {
        let mut statement =
            tx.on().prepare("UPDATE message SET state = 'uncertain', why = 'probably_delivered', needs_person = 1, lease_until = NULL, changed_at = ?1 WHERE state IN ('claimed', 'data') AND state = 'data' RETURNING id, visit_id, revision, round, rule_id, request_id, key, patient_id, starts_at, provider_id")?;
        let rows = statement.query_map([now], |row| {
            Ok(Orphan {
                id: row.get("id")?,
                about: outbox::read_about(row)?,
            })
        })?;
        rows.collect::<rusqlite::Result<Vec<_>>>()?
    };
    for orphan in &orphans {
        tx.event(outbox::event_about(
            "message.uncertain",
            orphan.id,
            &orphan.about,
            serde_json::json!({}),
        ));
    }
    Ok(Some((fence, before.map(|(_, _, looked)| looked), orphans.len())))
}

impl std::fmt::Debug for Leader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Leader")
            .field("fence", &self.fence)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    /// What SQLite says it would read, statement by statement of this file.
    #[test]
    fn taking_the_lead_reads_what_is_on_its_way_and_not_all_messages_there_ever_were() {
        let mut db = Connection::open_in_memory().unwrap();
        crate::store::migrate(&mut db).unwrap();
        let own = include_str!("leader.rs");
        let statements: Vec<&str> = own
            .split('"')
            .filter(|text| text.starts_with("UPDATE ") && text.contains("message") && !text.contains("WHERE fence"))
            .collect();
        assert_eq!(statements.len(), 4, "the statements of `take`: {statements:?}");
        for sql in statements {
            let mut plan = db.prepare(&["EXPLAIN QUERY PLAN ", sql].concat()).unwrap();
            let binds = vec![0_i64; plan.parameter_count()];
            let steps: Vec<String> = plan
                .query_map(rusqlite::params_from_iter(binds), |row| row.get("detail"))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            assert!(!steps.iter().any(|step| step == "SCAN message"), "{sql}: {steps:?}");
        }
    }
}
