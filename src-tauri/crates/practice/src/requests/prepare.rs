//! What the sheet that confirms a request starts with.

use crate::door::Call;
use crate::ids::{PatientId, ProviderId, RequestId, ServiceId};
use crate::patients::record::PatientRecord;
use crate::requests::TakeField;
use crate::schedule::Opening;
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Prepare the confirmation of a request.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrepareRequest {
    /// Which.
    pub request: RequestId,
    /// Into whose record it is to go. Absent: the sure match, if there is exactly one.
    #[ts(optional)]
    pub patient: Option<PatientId>,
    /// For another service than the one wished: looks for its openings.
    #[ts(optional)]
    pub service: Option<ServiceId>,
    /// Only with this provider.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
}

/// Ready to be looked over and confirmed.
#[derive(Debug, Serialize, TS)]
pub struct PreparedRequest {
    /// The version it was prepared from.
    #[ts(type = "number")]
    pub version: i64,
    /// Into whose record it would go; absent: a new one.
    pub patient: Option<PatientId>,
    /// A new record, as the answers fill it.
    pub record: PatientRecord,
    /// What the answers would put into the record of `patient`; empty without one.
    pub fields: Vec<OfferedField>,
    /// The visit.
    pub visit: PreparedVisit,
    /// The next free times that suit, the preferred days first; empty while no service is known.
    pub openings: Vec<Opening>,
    /// Whether times can be suggested (`requests.suggest`).
    pub can_suggest: bool,
    /// Why not, in a sentence; empty where they can.
    pub cannot_suggest: String,
}

/// The visit as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PreparedVisit {
    /// With whom.
    pub provider: Option<ProviderId>,
    /// For what.
    pub service: Option<ServiceId>,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time: the time taken on the web, else the first opening that suits.
    pub starts: Option<String>,
    /// 1: the second of a time that comes twice.
    pub fold: Option<u8>,
    /// Length, where it is not the service's.
    pub minutes: Option<u32>,
}

/// What an answer would change in a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OfferedField {
    /// Which field.
    pub field: TakeField,
    /// As it is in the record; may be empty.
    pub ours: String,
    /// As it was typed.
    pub theirs: String,
    /// It is added beside what is there, and replaces nothing.
    pub adds: bool,
    /// It is already there.
    pub same: bool,
}

/// Prepares the confirmation.
pub fn prepare(call: &Call<'_>, input: PrepareRequest) -> Result<PreparedRequest> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}
