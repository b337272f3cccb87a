//! One write transaction per command: rows, events, audit entry and jobs commit together or not at all, and listeners
//! hear of it only after the commit.

use crate::audit::Entry;
use crate::events::{self, Changed, Event};
use crate::ids::{OperationId, StaffId};
use crate::practice::Practice;
use crate::{Refusal, Result, undo};
use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};
use serde::Serialize;
use std::sync::PoisonError;
use ts_rs::TS;

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person who signed in.
    Staff(StaffId),
    /// The background thread.
    Worker,
    /// The wizard, before there is anybody.
    Setup,
    /// Somebody who has not signed in.
    Nobody,
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Staff(id) => write!(f, "{id}"),
            Self::Worker => f.write_str("worker"),
            Self::Setup => f.write_str("setup"),
            Self::Nobody => f.write_str("nobody"),
        }
    }
}

/// Who acts, from where, by which command: what the audit entry of a change says.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Who.
    pub actor: Actor,
    /// `window`, `browser`, `cli` or `worker`.
    pub seat: &'static str,
    /// The door's command, or the worker's step.
    pub command: &'static str,
}

/// An answer to a change that can be taken back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Done<T> {
    /// The thing as it is now.
    pub value: T,
    /// Takes the change back (`undo.run`); absent where it cannot be.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<OperationId>,
    /// When the patient is told, Unix seconds; until then an undo leaves no trace outside.
    #[ts(optional, type = "number")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_at: Option<i64>,
}

/// A running write transaction.
pub struct Tx<'c> {
    connection: &'c Connection,
    now: Timestamp,
    actor: &'c Actor,
    events: Vec<Event>,
    subjects: Vec<String>,
}

impl Tx<'_> {
    /// The connection, for a concept's `store`.
    pub fn on(&self) -> &Connection {
        self.connection
    }

    /// The instant this change counts as happening.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        self.actor
    }

    /// Records what happened. Patient, visit and request of the event also become subjects of the audit entry.
    pub fn event(&mut self, event: Event) {
        self.subjects.extend(event.patient.map(|id| id.to_string()));
        self.subjects.extend(event.visit.map(|id| id.to_string()));
        self.subjects.extend(event.request.map(|id| id.to_string()));
        self.events.push(event);
    }

    /// Names what the audit entry is about, where no event does. Wire ids only.
    pub fn subject(&mut self, id: impl std::fmt::Display) {
        self.subjects.push(id.to_string());
    }

    /// Tries `change`: where it is refused, nothing of it remains, and the transaction goes on.
    pub fn attempt<T>(&mut self, change: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let (events, subjects) = (self.events.len(), self.subjects.len());
        self.connection.execute_batch("SAVEPOINT attempt")?;
        let answer = change(self);
        if answer.is_err() {
            self.connection.execute_batch("ROLLBACK TO attempt")?;
            self.events.truncate(events);
            self.subjects.truncate(subjects);
        }
        self.connection.execute_batch("RELEASE attempt")?;
        answer
    }

    /// Runs `work` as done by `actor` at an earlier instant, and records its events with both: a demo's past.
    pub(crate) fn in_the_past<T>(
        &mut self,
        at: Timestamp,
        actor: &Actor,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut past = Tx {
            connection: self.connection,
            now: at,
            actor,
            events: Vec::new(),
            subjects: Vec::new(),
        };
        let answer = work(&mut past)?;
        let actor = actor.to_string();
        for event in &past.events {
            events::record(self.connection, at.as_second(), &actor, event)?;
        }
        Ok(answer)
    }

    /// Makes this change one that can be taken back by calling `command` with `input`. Only a person's change can.
    pub fn undo_with(
        &mut self,
        label: &str,
        command: &'static str,
        input: &impl Serialize,
    ) -> Result<Option<OperationId>> {
        let Actor::Staff(staff) = self.actor else {
            return Ok(None);
        };
        undo::remember(self.connection, self.now.as_second(), *staff, label, command, input).map(Some)
    }
}

impl Practice {
    /// Runs `change` in the one write transaction and tells listeners after it committed.
    pub fn transact<T>(&self, origin: &Origin, change: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let (answer, changed) = {
            let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut tx = Tx {
                connection: &transaction,
                now: self.now(),
                actor: &origin.actor,
                events: Vec::new(),
                subjects: Vec::new(),
            };
            let answer = change(&mut tx)?;
            let Tx {
                now,
                events,
                mut subjects,
                ..
            } = tx;
            let actor = origin.actor.to_string();
            let mut seq = 0;
            for event in &events {
                seq = events::record(&transaction, now.as_second(), &actor, event)?;
            }
            subjects.sort_unstable();
            subjects.dedup();
            crate::audit::append(
                &transaction,
                &Entry {
                    at: now.as_second(),
                    actor,
                    seat: origin.seat.into(),
                    command: origin.command.into(),
                    outcome: "done".into(),
                    subject: subjects.join(" "),
                },
            )?;
            transaction.commit()?;
            (answer, (!events.is_empty()).then(|| Changed::of(seq, &events)))
        };
        if let Some(changed) = changed {
            self.told.tell(changed);
        }
        Ok(answer)
    }

    /// Runs `read` on a snapshot, beside the writer.
    pub fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.readers.read(read)
    }
}

/// Parses the stored JSON of our own making; a failure is damage, not a default. serde quotes what it did not like, and
/// the log must not: it says where.
pub fn stored_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| {
        Refusal::fault(format!(
            "stored JSON: {:?} at {}:{}",
            e.classify(),
            e.line(),
            e.column()
        ))
    })
}
