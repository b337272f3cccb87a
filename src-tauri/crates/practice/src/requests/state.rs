//! Where a request stands, and how soon it should be looked at.

use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Somebody has to look at it.
    New,
    /// Times were suggested; the patient's turn.
    Suggested,
    /// A visit is booked.
    Confirmed,
    /// Taken into the record; no visit.
    Accepted,
    /// The clinic said no.
    Declined,
    /// Put away without an answer.
    Closed,
    /// Nothing a patient wrote.
    Spam,
}

const STATES: [RequestState; 7] = [
    RequestState::New,
    RequestState::Suggested,
    RequestState::Confirmed,
    RequestState::Accepted,
    RequestState::Declined,
    RequestState::Closed,
    RequestState::Spam,
];

impl RequestState {
    /// As stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Suggested => "suggested",
            Self::Confirmed => "confirmed",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Closed => "closed",
            Self::Spam => "spam",
        }
    }

    /// Reads what is stored; anything else is damage.
    pub fn from_stored(text: &str) -> Result<Self> {
        STATES
            .into_iter()
            .find(|state| state.stored() == text)
            .ok_or_else(|| Refusal::fault("a request in an unknown state"))
    }

    /// Whether it still waits for somebody, here or at the patient's.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Suggested)
    }

    /// In the clinic's words.
    pub fn words(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Suggested => "waiting for the patient",
            Self::Confirmed => "confirmed",
            Self::Accepted => "taken into the record",
            Self::Declined => "declined",
            Self::Closed => "closed",
            Self::Spam => "spam",
        }
    }
}

/// How soon somebody should look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestPriority {
    /// When there is time.
    Low,
    /// In turn.
    Normal,
    /// First.
    Urgent,
}

impl RequestPriority {
    /// As stored: the higher, the sooner.
    pub fn stored(self) -> i64 {
        match self {
            Self::Low => 0,
            Self::Normal => 1,
            Self::Urgent => 2,
        }
    }

    /// Reads what is stored; anything else is damage.
    pub fn from_stored(number: i64) -> Result<Self> {
        [Self::Low, Self::Normal, Self::Urgent]
            .into_iter()
            .find(|priority| priority.stored() == number)
            .ok_or_else(|| Refusal::fault("a request of an unknown priority"))
    }
}
