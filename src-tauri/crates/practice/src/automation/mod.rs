//! Reminder rules, and the background thread that carries them out.
//!
//! [`visit_changed`] and [`request_changed`] fill the outbox inside the transaction that changed a visit or a request; [`Worker`] empties it. Between the two
//! lies only the outbox, so that a rule never sends and the worker never decides what is to be said.

mod about_requests;
mod health;
mod plan;
mod pulse;
mod quiet;
mod rules;
mod save_rule;
mod settings;
mod shipped;
mod store;
mod wire;
pub mod worker;

pub use about_requests::{
    RequestChange, letter_latest, letter_off, letter_waits, relook, request_belongs_to, request_changed,
};
pub use health::{confirm_clock, health, health_of};
pub use plan::{quiet_hours, quiet_hours_of, replan, visit_changed, was_told};
pub use pulse::Pulse;
pub use quiet::{Quiet, instant, wall_time};
pub use rules::{Planned, Rule, called_off, plan as plan_rule, project};
pub use save_rule::{list_rules, save_rule};
pub use settings::{save_settings, settings};
pub use shipped::found;
pub use store::{put_setting, rule, rules, setting, settings as settings_of};
pub use wire::*;
pub use worker::Worker;

use crate::Result;
use crate::door::{Command, command};
use rusqlite::Connection;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("rules.list", list_rules, (), Vec<RuleView>, SeeMessages),
    command!(
        "rules.save",
        save_rule,
        SaveRule,
        crate::transact::Done<RuleView>,
        ManageTemplates
    ),
    command!("reminders.settings", settings, (), ReminderSettings, SeeMessages),
    command!(
        "reminders.save_settings",
        save_settings,
        ReminderSettings,
        ReminderSettings,
        ManageClinic
    ),
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

/// The names of the rules that send the text `key`.
pub fn rules_using(on: &Connection, key: &str) -> Result<Vec<String>> {
    Ok(store::rules(on)?
        .into_iter()
        .filter(|rule| rule.template == key && rule.active)
        .map(|rule| rule.name)
        .collect())
}
