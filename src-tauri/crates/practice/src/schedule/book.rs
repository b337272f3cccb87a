//! Book a visit.

use crate::Result;
use crate::door::Call;
use crate::ids::{PatientId, ProviderId, RoomId, ServiceId};
use crate::schedule::visit::{Override, VisitView};
use crate::transact::Done;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The visit wanted.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BookVisit {
    /// For whom.
    pub patient: PatientId,
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
    #[serde(default, with = "crate::schedule::asked", skip_serializing_if = "Option::is_none")]
    pub room: Option<Option<RoomId>>,
    /// The desk's note.
    #[ts(optional)]
    pub note: Option<String>,
    /// Why a warning does not count this time.
    #[ts(optional)]
    pub r#override: Option<Override>,
}

/// Books it, or says who has the time.
pub fn book(_call: &Call<'_>, _input: BookVisit) -> Result<Done<VisitView>> {
    Err(crate::Refusal::fault("being written"))
}
