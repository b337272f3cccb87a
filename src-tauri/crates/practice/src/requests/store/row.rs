//! A request as its row has it.

use crate::ids::{PatientId, ProviderId, RequestId, ServiceId, StaffId, VisitId};
use crate::requests::{BandView, Flag, PreferredView, RequestPriority, RequestState};
use crate::transact::stored_json;
use crate::{Refusal, Result};
use keepwell_protocol::form::Purpose;
use keepwell_protocol::id::SlotId;
use rusqlite::Row as SqlRow;
use serde::{Deserialize, Serialize};

/// What of a request changes; the rest stands since it arrived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Where it stands.
    pub state: RequestState,
    /// How soon.
    pub priority: RequestPriority,
    /// Who looks after it.
    pub assigned_to: Option<StaffId>,
    /// What staff noted.
    pub note: String,
    /// Whose record it went into.
    pub patient: Option<PatientId>,
    /// The visit booked from it.
    pub visit: Option<VisitId>,
    /// What the patient is told about the no.
    pub decline_reason: String,
    /// Nobody else can take the time it holds on the web.
    pub slot_held: bool,
    /// What staff should know first.
    pub flags: Vec<Flag>,
}

/// A time taken on the web, as the clinic understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldSlot {
    /// As the relay names it.
    pub id: SlotId,
    /// Clinic wall time.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    pub fold: u8,
    /// Instant, Unix seconds.
    pub starts_at: i64,
    /// Length; 0 where the clinic does not know the time.
    pub minutes: u32,
    /// With whom; nobody where the clinic does not know the time.
    pub provider: Option<ProviderId>,
    /// For what.
    pub service: Option<ServiceId>,
}

/// A request as stored.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number: the order of arrival, and what its other tables hang on.
    pub no: i64,
    /// Which.
    pub id: RequestId,
    /// Rises with every change.
    pub version: i64,
    /// What changes.
    pub standing: Standing,
    /// By the relay's clock.
    pub received_at: i64,
    /// At the clinic.
    pub arrived_at: i64,
    /// Last change.
    pub changed_at: i64,
    /// Where its form stands.
    pub form_no: i64,
    /// Which form.
    pub form_id: String,
    /// Which version.
    pub form_version: u32,
    /// Its title.
    pub form_title: String,
    /// What becomes of the answers.
    pub purpose: Purpose,
    /// BCP 47.
    pub language: String,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Folded name.
    pub name_key: String,
    /// `YYYY-MM-DD`.
    pub born: Option<String>,
    /// As typed.
    pub phone: String,
    /// As dialled.
    pub phone_e164: Option<String>,
    /// As typed.
    pub email: String,
    /// A valid address in lower case.
    pub email_key: Option<String>,
    /// The wished service, if the clinic has it.
    pub service: Option<ServiceId>,
    /// As called.
    pub service_name: String,
    /// Preferred times.
    pub preferred: PreferredView,
    /// In a few words.
    pub preferred_words: String,
    /// Why they come.
    pub reason: String,
    /// How they heard of the clinic.
    pub referral: String,
    /// The page the form stood in.
    pub source: String,
    /// Score.
    pub score: Option<f64>,
    /// Its band.
    pub band: Option<BandView>,
    /// The time taken on the web.
    pub slot: Option<HeldSlot>,
}

impl Row {
    /// The name as typed, given name first.
    pub fn name(&self) -> String {
        name_of(&self.given, &self.family)
    }
}

/// The name as typed, given name first; a request without one is still somebody's.
pub fn name_of(given: &str, family: &str) -> String {
    let name = format!("{given} {family}");
    let name = name.trim();
    if name.is_empty() {
        "Somebody without a name".into()
    } else {
        name.to_owned()
    }
}

/// Reads `purpose` as stored.
pub fn purpose(text: &str) -> Result<Purpose> {
    match text {
        "request" => Ok(Purpose::Request),
        "registration" => Ok(Purpose::Registration),
        "questionnaire" => Ok(Purpose::Questionnaire),
        _ => Err(Refusal::fault("a request of an unknown purpose")),
    }
}

/// As stored.
pub fn stored_purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Request => "request",
        Purpose::Registration => "registration",
        Purpose::Questionnaire => "questionnaire",
    }
}

/// Reads a band as stored.
pub fn band(json: Option<String>) -> Result<Option<BandView>> {
    json.map(|json| stored_json(&json)).transpose()
}

/// The request from its row.
pub(super) fn read(row: &SqlRow<'_>) -> Result<Row> {
    let standing = Standing {
        state: RequestState::from_stored(&row.get::<_, String>("state")?)?,
        priority: RequestPriority::from_stored(row.get("priority")?)?,
        assigned_to: row.get("assigned_to")?,
        note: row.get("note")?,
        patient: row.get("patient_id")?,
        visit: row.get("visit_id")?,
        decline_reason: row.get("decline_reason")?,
        slot_held: row.get("slot_held")?,
        flags: stored_json(&row.get::<_, String>("flags")?)?,
    };
    let slot = match row.get::<_, Option<String>>("slot")? {
        None => None,
        Some(id) => Some(HeldSlot {
            id: id.parse().map_err(Refusal::fault)?,
            starts: row.get::<_, Option<String>>("slot_starts")?.unwrap_or_default(),
            fold: row.get("slot_fold")?,
            starts_at: row.get::<_, Option<i64>>("slot_starts_at")?.unwrap_or_default(),
            minutes: row.get::<_, Option<u32>>("slot_minutes")?.unwrap_or_default(),
            provider: row.get("slot_provider")?,
            service: row.get("slot_service")?,
        }),
    };
    Ok(Row {
        no: row.get("no")?,
        id: row.get("id")?,
        version: row.get("version")?,
        standing,
        received_at: row.get("received_at")?,
        arrived_at: row.get("arrived_at")?,
        changed_at: row.get("changed_at")?,
        form_no: row.get("form_no")?,
        form_id: row.get("form_id")?,
        form_version: row.get("form_version")?,
        form_title: row.get("form_title")?,
        purpose: purpose(&row.get::<_, String>("purpose")?)?,
        language: row.get("language")?,
        given: row.get("given")?,
        family: row.get("family")?,
        name_key: row.get("name_key")?,
        born: row.get("born")?,
        phone: row.get("phone")?,
        phone_e164: row.get("phone_e164")?,
        email: row.get("email")?,
        email_key: row.get("email_key")?,
        service: row.get("service_id")?,
        service_name: row.get("service_name")?,
        preferred: stored_json(&row.get::<_, String>("preferred")?)?,
        preferred_words: row.get("preferred_words")?,
        reason: row.get("reason")?,
        referral: row.get("referral")?,
        source: row.get("source")?,
        score: row.get("score")?,
        band: band(row.get("band")?)?,
        slot,
    })
}
