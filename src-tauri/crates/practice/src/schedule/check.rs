//! Ask whether a visit could be somewhere, while it is still being dragged.

use crate::Result;
use crate::door::Call;
use crate::ids::{PatientId, ProviderId, RoomId, ServiceId, VisitId};
use crate::schedule::clash::{Clash, Verdict};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The visit as it would be.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckVisit {
    /// The visit being moved: it is not in its own way.
    #[ts(optional)]
    pub visit: Option<VisitId>,
    /// For whom, where that is known already.
    #[ts(optional)]
    pub patient: Option<PatientId>,
    /// With whom.
    pub provider: ProviderId,
    /// For what.
    pub service: ServiceId,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    #[ts(optional)]
    pub fold: Option<u8>,
    /// Length, 5 to 720; the service's without.
    #[ts(optional)]
    pub minutes: Option<u32>,
    /// In which room. Absent: the one the provider works in at that time; `null`: none.
    #[ts(optional, type = "string | null")]
    #[serde(default, with = "crate::schedule::asked")]
    pub room: Option<Option<RoomId>>,
}

/// What would happen.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Checked {
    /// Free, allowed, needs a reason, or blocked.
    pub verdict: Verdict,
    /// What is in the way, the heaviest first.
    pub clashes: Vec<Clash>,
    /// The first sentence to show; empty when free.
    pub message: String,
    /// `YYYY-MM-DDTHH:MM` of the end.
    pub ends: String,
    /// The room it would be in.
    pub room: Option<RoomId>,
    /// The start is a time that comes twice that day: offer the choice.
    pub comes_twice: bool,
}

/// The verdict. A promise it is not: the same rules decide again when it is booked.
pub fn check(_call: &Call<'_>, _input: CheckVisit) -> Result<Checked> {
    Err(crate::Refusal::fault("being written"))
}
