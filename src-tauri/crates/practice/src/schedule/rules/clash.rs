//! What is in the way of a visit, and how much it weighs.

use crate::ids::VisitId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Clash {
    /// What kind.
    pub kind: ClashKind,
    /// How much it weighs.
    pub weight: Weight,
    /// Who or what is taken: the provider, the room, the patient.
    pub who: String,
    /// By what, in a sentence: `Dr. Okafor is with Grace Kim from 14:00 to 15:00.`
    pub what: String,
    /// Since when, `YYYY-MM-DDTHH:MM`; absent where the time is not the matter.
    pub from: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// The visit in the way, if it is one.
    pub visit: Option<VisitId>,
}

impl Clash {
    /// Which clash it is, whoever asks and whenever: ids only, so that it may stand in the audit log.
    pub fn key(&self) -> String {
        match self.visit {
            Some(visit) => format!("{}:{visit}", self.kind.word()),
            None => self.kind.word().to_owned(),
        }
    }
}

/// What kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClashKind {
    /// The provider has another visit.
    Provider,
    /// The room or equipment is in use.
    Room,
    /// The patient has another visit.
    Patient,
    /// Inside the time kept free around another visit.
    Buffer,
    /// Outside the provider's hours.
    Closed,
    /// The provider is away or busy, or the clinic is closed that day.
    TimeOff,
    /// The provider does not perform the service.
    NotPerformedBy,
    /// The provider, service, room or patient is inactive.
    Inactive,
    /// The patient has died, or the record was merged into another.
    NoPatient,
}

impl ClashKind {
    fn word(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Room => "room",
            Self::Patient => "patient",
            Self::Buffer => "buffer",
            Self::Closed => "closed",
            Self::TimeOff => "time_off",
            Self::NotPerformedBy => "not_performed_by",
            Self::Inactive => "inactive",
            Self::NoPatient => "no_patient",
        }
    }
}

/// How much a clash weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The clinic's policy lets it be.
    Allowed,
    /// It may be booked with a reason.
    Warns,
    /// It may not be booked.
    Blocks,
}

/// Whether a visit may be where somebody wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing is in the way.
    Free,
    /// Something is, and the policy lets it be.
    Allowed,
    /// It needs a reason.
    Warns,
    /// It may not be.
    Blocked,
}

/// The details of a refusal with code `taken`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TakenDetails {
    /// What is in the way, the heaviest first.
    pub clashes: Vec<Clash>,
    /// Whether it may be booked with a reason (`override`).
    pub can_override: bool,
}

/// The verdict on a set of clashes.
pub fn verdict(clashes: &[Clash]) -> Verdict {
    match clashes.iter().map(|c| c.weight).max() {
        None => Verdict::Free,
        Some(Weight::Allowed) => Verdict::Allowed,
        Some(Weight::Warns) => Verdict::Warns,
        Some(Weight::Blocks) => Verdict::Blocked,
    }
}
