//! What the screens and Keepwell say to each other about rules and the health of reminders.

use crate::ids::RuleId;
use keepwell_mail::Explanation;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How reminders sound: the wizard's fifth question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// "Hi Grace, see you on Wednesday."
    Warm,
    /// "Dear Grace, this is to remind you …"
    Formal,
}

/// What a rule's time hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// The booking, after the grace.
    Booked,
    /// A move to another time or provider, after the grace.
    Moved,
    /// A cancellation, after the grace.
    Cancelled,
    /// The start of the visit, before it.
    BeforeStart,
    /// The end of a completed visit, after it.
    AfterCompleted,
}

/// When a rule's message goes, counted from its anchor. Exactly one of the two ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Offset {
    /// Real minutes: "120 minutes before".
    Minutes {
        /// How many.
        #[ts(type = "number")]
        minutes: i64,
    },
    /// Days on the clinic's calendar, at a wall time: the hour stays right when the clocks change.
    Days {
        /// How many; 0: the same day.
        #[ts(type = "number")]
        days: i64,
        /// `HH:MM`; `None`: the visit's own time of day.
        at: Option<String>,
    },
}

/// A reminder rule.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RuleView {
    /// Which.
    pub id: RuleId,
    /// "Reminder, the day before".
    pub name: String,
    /// What its time hangs on.
    pub anchor: Anchor,
    /// How far from the anchor. With `booked`, `moved` and `cancelled` it is the grace.
    pub offset: Offset,
    /// The key of the text it sends.
    pub template: String,
    /// `email` (later `sms`).
    pub channel: String,
    /// Whether the text asks the patient to confirm.
    pub asks_to_confirm: bool,
    /// Not sent once the patient has confirmed.
    pub skip_if_confirmed: bool,
    /// How long it stays useful, in minutes: before the start of the visit (`before_start`, `booked`, `moved`,
    /// `cancelled`), or after its own time (`after_completed`).
    #[ts(type = "number")]
    pub useful_minutes: i64,
    /// Whether it is on.
    pub active: bool,
    /// Rises with every save.
    #[ts(type = "number")]
    pub version: i64,
    /// When it goes, in a sentence.
    pub words: String,
}

/// Save a rule. Messages waiting under it are planned anew.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveRule {
    /// Which; absent for a new one.
    #[serde(default)]
    #[ts(optional)]
    pub rule: Option<RuleId>,
    /// What people call it.
    pub name: String,
    /// What its time hangs on.
    pub anchor: Anchor,
    /// How far from the anchor.
    pub offset: Offset,
    /// The key of the text it sends.
    pub template: String,
    /// Whether the text asks the patient to confirm.
    pub asks_to_confirm: bool,
    /// Not sent once the patient has confirmed.
    pub skip_if_confirmed: bool,
    /// How long it stays useful, minutes.
    #[ts(type = "number")]
    pub useful_minutes: i64,
    /// Whether it is on.
    pub active: bool,
    /// The version the form started from; another one in the file is refused with `changed`.
    #[ts(type = "number")]
    pub version: i64,
}

/// What holds for all reminders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReminderSettings {
    /// Nothing is sent from this wall time on (`HH:MM`, the recipient's zone) …
    pub quiet_from: String,
    /// … until this one.
    pub quiet_until: String,
    /// The language of patients who have none noted, BCP 47.
    pub language: String,
    /// Whether letters about a booked, moved or cancelled visit carry it for the patient's calendar.
    #[serde(default = "yes")]
    pub invitations: bool,
}

/// A clinic that never chose sends invitations.
fn yes() -> bool {
    true
}

/// How the quiet line at the foot of the rail looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HealthState {
    /// All is well.
    Good,
    /// Late, paused or not set up.
    Wait,
    /// Needs a person.
    Bad,
}

/// How the reminders are.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Health {
    /// At a glance.
    pub state: HealthState,
    /// "Reminders healthy · next 12:30".
    pub words: String,
    /// Why, in a sentence or two.
    pub why: String,
    /// What to do; empty: nothing.
    pub next: String,
    /// When the next message goes, Unix seconds.
    #[ts(type = "number | null")]
    pub next_due_at: Option<i64>,
    /// Since when the background thread runs, Unix seconds; `None`: it does not run in this program.
    #[ts(type = "number | null")]
    pub running_since: Option<i64>,
    /// When it last looked, Unix seconds.
    #[ts(type = "number | null")]
    pub last_look_at: Option<i64>,
    /// How many wait for their time.
    #[ts(type = "number")]
    pub waiting: i64,
    /// How many are tried again after the mail server was busy or away.
    #[ts(type = "number")]
    pub retrying: i64,
    /// How many somebody has to look at.
    #[ts(type = "number")]
    pub needs_person: i64,
    /// What stands in the way of mail at present.
    pub mail_problem: Option<Explanation>,
    /// What was made up for after the computer slept or was off.
    pub catch_up: Option<CatchUp>,
    /// The computer's clock jumped and sending waits.
    pub clock: Option<ClockHold>,
    /// A demo practice pretends to send.
    pub pretends: bool,
}

/// What was made up for after the computer slept or was off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CatchUp {
    /// From when nothing was sent, Unix seconds.
    #[ts(type = "number")]
    pub from: i64,
    /// Until when, Unix seconds.
    #[ts(type = "number")]
    pub until: i64,
    /// Sent late.
    pub sent: u32,
    /// Not sent: of no use any more.
    pub expired: u32,
    /// Still to be sent.
    pub left: u32,
}

/// The computer's clock jumped ahead and nothing else says that the time is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ClockHold {
    /// Since when sending waits, by the new time, Unix seconds.
    #[ts(type = "number")]
    pub since: i64,
    /// How far it jumped, seconds.
    #[ts(type = "number")]
    pub jumped: i64,
}
