//! Away and blocked times: of one provider, or of the whole clinic.

mod add;
mod list;
mod remove;

pub use add::{AddTimeOff, add};
pub use list::{AskTimeOff, list, one};
pub use remove::{RemoveTimeOff, remove};

use crate::ids::{ProviderId, TimeOffId};
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A stretch in which no visits are taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimeOffView {
    /// Which.
    pub id: TimeOffId,
    /// Whose; `null` is the whole clinic.
    pub provider: Option<ProviderId>,
    /// Their name; empty for the whole clinic.
    pub provider_name: String,
    /// `away` (holiday, illness) or `blocked` (team huddle).
    pub kind: TimeOffKind,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// `YYYY-MM-DDTHH:MM`, the first minute after it.
    pub ends: String,
    /// What the calendar shows: `Holiday`, `Team huddle`.
    pub label: String,
    /// How many visits lie in it and need another time.
    pub visits: u32,
}

/// Away, or there but not for patients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimeOffKind {
    /// Not there.
    Away,
    /// There, but busy.
    Blocked,
}

impl TimeOffKind {
    /// As stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::Blocked => "blocked",
        }
    }

    /// Reads a stored kind; an unknown one is damage.
    pub fn from_stored(text: &str) -> Result<Self> {
        [Self::Away, Self::Blocked]
            .into_iter()
            .find(|k| k.stored() == text)
            .ok_or_else(|| Refusal::fault("time off of an unknown kind"))
    }
}
