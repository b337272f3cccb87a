//! What a message is about: a visit, by a rule, or a request, by one of the letters there are about one.

use crate::ids::{PatientId, ProviderId, RequestId, RuleId, VisitId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a message is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A visit.
    Visit(ForVisit),
    /// A request from the web.
    Request(ForRequest),
}

/// A message about a visit: which time of it, by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForVisit {
    /// For which visit …
    pub visit: VisitId,
    /// … which time of it …
    pub revision: i64,
    /// … and how often a cancellation the patient knew of was taken back since.
    pub round: i64,
    /// By which rule.
    pub rule: RuleId,
    /// To whom.
    pub patient: PatientId,
    /// The visit's start when it was planned.
    pub starts_at: i64,
    /// The visit's provider when it was planned.
    pub provider: ProviderId,
}

/// A letter about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForRequest {
    /// About which request.
    pub request: RequestId,
    /// Which letter.
    pub letter: RequestLetter,
    /// Which suggestion of times, or how often it was declined.
    pub round: i64,
    /// To whom, once the request belongs to a patient.
    pub patient: Option<PatientId>,
}

/// The letters there are about a request. The name in the file is the key of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub enum RequestLetter {
    /// "We have your request."
    #[serde(rename = "request_received")]
    Received,
    /// "These times would be possible."
    #[serde(rename = "request_suggested")]
    Suggested,
    /// "We cannot offer you an appointment."
    #[serde(rename = "request_declined")]
    Declined,
}

impl RequestLetter {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Received, Self::Suggested, Self::Declined];

    /// The key of its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::Received => "request_received",
            Self::Suggested => "request_suggested",
            Self::Declined => "request_declined",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Received => "Receipt for a request",
            Self::Suggested => "Suggested times",
            Self::Declined => "Request declined",
        }
    }

    /// When it goes, for the screen of texts, where other texts name their rules.
    pub fn occasion(self) -> &'static str {
        match self {
            Self::Received => "When a request arrives",
            Self::Suggested => "When times are suggested",
            Self::Declined => "When a request is declined",
        }
    }

    /// The letter of this key, if there is one.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|letter| letter.key() == key)
    }
}

/// What every message has, whatever it is about.
pub trait Subject {
    /// The visit's start and provider as planned; of a request nothing.
    fn told(&self) -> Option<(i64, ProviderId)>;
}

impl Subject for ForVisit {
    fn told(&self) -> Option<(i64, ProviderId)> {
        Some((self.starts_at, self.provider))
    }
}

impl Subject for ForRequest {
    fn told(&self) -> Option<(i64, ProviderId)> {
        None
    }
}

impl Subject for About {
    fn told(&self) -> Option<(i64, ProviderId)> {
        match self {
            Self::Visit(of) => of.told(),
            Self::Request(of) => of.told(),
        }
    }
}

impl About {
    /// To whom, if it is a patient.
    pub fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Visit(of) => Some(of.patient),
            Self::Request(of) => of.patient,
        }
    }
}
