//! A request becomes a visit.

use crate::door::Call;
use crate::ids::{PatientId, ProviderId, RequestId, RoomId, ServiceId};
use crate::patients::record::PatientRecord;
use crate::requests::{ConfirmedRequest, RequestView};
use crate::schedule::visit::Override;
use crate::transact::Done;
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Confirm a request: the patient is registered or their record changed, consents are taken down, the visit is booked
/// and the patient told, all or nothing.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmRequest {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// Whose record it goes into.
    pub patient: WhoIsIt,
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
    /// The desk's note on the visit.
    #[ts(optional)]
    pub note: Option<String>,
    /// Why a warning does not count this time.
    #[ts(optional)]
    pub r#override: Option<Override>,
}

/// Whose record a request goes into.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum WhoIsIt {
    /// Somebody the clinic knows.
    Existing {
        /// Who.
        patient: PatientId,
        /// What to take over from the answers; everything else in the record stays.
        take: Vec<TakeField>,
    },
    /// Somebody new.
    New {
        /// Their record, as looked over by staff.
        record: Box<PatientRecord>,
    },
}

/// A field of the record an answer can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TakeField {
    /// Given and family name: replaces.
    Name,
    /// Date of birth: replaces.
    Born,
    /// Sex: replaces.
    Sex,
    /// Phone: is added after those there are.
    Phone,
    /// E-mail: is added after those there are.
    Email,
    /// Address: is added after those there are.
    Address,
    /// Insurance policy: is added after those there are.
    Insurance,
    /// Emergency contact: is added after those there are.
    Emergency,
    /// Language to write in: replaces.
    Language,
    /// How they heard of the clinic: replaces.
    Source,
}

/// Take a request into a record without booking a visit: a registration, a questionnaire.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptRequest {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// Whose record it goes into.
    pub patient: WhoIsIt,
}

/// Confirms a request.
pub fn confirm(call: &Call<'_>, input: ConfirmRequest) -> Result<Done<ConfirmedRequest>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}

/// Takes a request into a record.
pub fn accept(call: &Call<'_>, input: AcceptRequest) -> Result<Done<RequestView>> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}
