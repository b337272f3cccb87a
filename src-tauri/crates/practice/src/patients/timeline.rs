//! What happened with a patient, newest first (PAT-6), from the events of every concept.

use crate::ids::{PatientId, VisitId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of a patient's timeline.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadTimeline {
    /// Whose.
    pub patient: PatientId,
    /// Only what came before this entry.
    #[ts(optional, type = "number")]
    pub before_seq: Option<i64>,
    /// At most so many; 50 if left out, 200 at most.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A page of a timeline.
#[derive(Debug, Serialize, TS)]
pub struct Timeline {
    /// Newest first.
    pub entries: Vec<TimelineEntry>,
    /// Whether there is more before the last of them.
    pub more: bool,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimelineEntry {
    /// Its number.
    #[ts(type = "number")]
    pub seq: i64,
    /// When, Unix seconds.
    #[ts(type = "number")]
    pub at: i64,
    /// What kind: `patient.edited`, `visit.booked`, `message.sent`.
    pub kind: String,
    /// What happened, in words: "Booked a visit".
    pub title: String,
    /// More, in words; may be empty.
    pub detail: String,
    /// Who did it: a name, "Keepwell" for the background.
    pub by: String,
    /// The visit it is about.
    pub visit: Option<VisitId>,
}
