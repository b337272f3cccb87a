//! Reminder rules, and the background thread that carries them out.

use crate::Result;
use crate::door::Command;
use crate::ids::VisitId;
use crate::transact::Tx;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[];

/// What happened to a visit, as far as messages care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitChange {
    /// Newly booked.
    Booked,
    /// Other time, length, provider or room; the revision rose.
    Moved,
    /// Cancelled.
    Cancelled,
    /// A cancellation, or another end state, was taken back.
    Restored,
    /// Confirmed, arrived, in room, completed, no-show (or taken back).
    StatusSet,
    /// The booking itself was undone within its grace: as if it had never been.
    Withdrawn,
}

/// Plans, replans or drops the messages of a visit, in the transaction that changed it. Answers when the patient is
/// told of the change (Unix seconds), if they are.
pub fn visit_changed(_tx: &mut Tx<'_>, _visit: VisitId, _change: VisitChange) -> Result<Option<i64>> {
    Ok(None)
}

/// How reminders sound: the wizard's fifth question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// "Hi Grace, see you on Wednesday."
    Warm,
    /// "Dear Grace, this is to remind you …"
    Formal,
}

/// Ships templates and rules into a practice being founded (called by `setup::found`, also for the demo).
pub fn found(_tx: &mut Tx<'_>, _tone: Tone) -> Result<()> {
    Ok(())
}
