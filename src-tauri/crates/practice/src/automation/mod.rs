//! Reminder rules, and the background thread that carries them out.

mod wire;

pub use wire::*;

use crate::Result;
use crate::door::{Command, command};
use crate::ids::VisitId;
use crate::transact::Tx;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("rules.list", list_rules, (), Vec<RuleView>, SeeMessages),
    command!("rules.save", save_rule, SaveRule, crate::transact::Done<RuleView>, ManageTemplates),
    command!("reminders.settings", settings, (), ReminderSettings, SeeMessages),
    command!("reminders.save_settings", save_settings, ReminderSettings, ReminderSettings, ManageClinic),
    command!("reminders.health", health, (), Health, SignedIn),
    command!("reminders.confirm_clock", confirm_clock, (), Health, SendMessages),
];

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

pub fn list_rules(_call: &crate::door::Call<'_>, _input: ()) -> Result<Vec<RuleView>> {
    Err(crate::Refusal::new(crate::Code::NoSuchCommand, "This command is being built."))
}

pub fn save_rule(_call: &crate::door::Call<'_>, _input: SaveRule) -> Result<crate::transact::Done<RuleView>> {
    Err(crate::Refusal::new(crate::Code::NoSuchCommand, "This command is being built."))
}

pub fn settings(_call: &crate::door::Call<'_>, _input: ()) -> Result<ReminderSettings> {
    Err(crate::Refusal::new(crate::Code::NoSuchCommand, "This command is being built."))
}

pub fn save_settings(_call: &crate::door::Call<'_>, _input: ReminderSettings) -> Result<ReminderSettings> {
    Err(crate::Refusal::new(crate::Code::NoSuchCommand, "This command is being built."))
}

pub fn health(_call: &crate::door::Call<'_>, _input: ()) -> Result<Health> {
    Err(crate::Refusal::new(crate::Code::NoSuchCommand, "This command is being built."))
}

pub fn confirm_clock(_call: &crate::door::Call<'_>, _input: ()) -> Result<Health> {
    Err(crate::Refusal::new(crate::Code::NoSuchCommand, "This command is being built."))
}

/// Ships templates and rules into a practice being founded (called by `setup::found`, also for the demo).
pub fn found(_tx: &mut Tx<'_>, _tone: Tone) -> Result<()> {
    Ok(())
}
