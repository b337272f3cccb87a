//! What a patient agreed to and how they want to be spoken to (PAT-7).

use crate::patients::record::ContactMethod;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// By what way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentChannel {
    /// E-mail.
    Email,
    /// Text message.
    Sms,
    /// WhatsApp.
    Whatsapp,
    /// A call.
    Phone,
    /// A letter.
    Post,
    /// The patient portal.
    Portal,
}

/// For what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentPurpose {
    /// About their treatment.
    Treatment,
    /// Reminders of visits.
    Reminders,
    /// News and offers.
    Marketing,
    /// Research.
    Research,
    /// Sharing data with others who treat them.
    DataSharing,
}

/// What the patient said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// Never asked, or the answer was taken back.
    NotAsked,
    /// Yes.
    Given,
    /// No.
    Refused,
}

/// How the answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HowGiven {
    /// At the desk.
    InPerson,
    /// On the phone.
    Phone,
    /// On a signed paper.
    Paper,
    /// On the web.
    Web,
    /// Staff put a mistake right.
    Correction,
}

/// One answer, and what stands now for one channel and purpose.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Consent {
    /// By what way.
    pub channel: ConsentChannel,
    /// For what.
    pub purpose: ConsentPurpose,
    /// What the patient said.
    pub state: ConsentState,
    /// Whether Keepwell may use this way for this purpose now: treatment and reminders unless refused, the others
    /// only when given.
    pub allowed: bool,
    /// When it was said, Unix seconds; absent where never asked.
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    /// Who took it down.
    pub by: String,
    /// How it was given.
    pub how: Option<HowGiven>,
    /// What staff noted.
    pub note: String,
}

/// How a patient wants to be spoken to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    /// Language to write in, BCP 47; empty means the clinic's. The same as in the record.
    pub language: String,
    /// How they prefer to be reached. The same as in the record.
    pub contact_method: ContactMethod,
    /// Nothing is sent from this wall time …, `HH:MM`; `null` means the clinic's quiet hours.
    pub quiet_from: Option<String>,
    /// … until this one; may be on the next day.
    pub quiet_until: Option<String>,
    /// At most so many messages in seven days; `null` means no limit of their own.
    pub most_per_week: Option<u32>,
    /// Their own zone (IANA) where it differs from the clinic's.
    pub zone: Option<String>,
}

/// A change of preferences that once happened.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreferenceChange {
    /// When, Unix seconds.
    #[ts(type = "number")]
    pub at: i64,
    /// Who took it down.
    pub by: String,
    /// How it was given; `null` where it was written in the record's form.
    pub how: Option<HowGiven>,
    /// As they were from then on.
    pub preferences: Preferences,
}

/// Consents and preferences of a patient.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PatientConsents {
    /// What stands now, for every channel and purpose.
    pub now: Vec<Consent>,
    /// Every answer there ever was, newest first.
    pub history: Vec<Consent>,
    /// How they want to be spoken to.
    pub preferences: Preferences,
    /// Every change of preferences, newest first.
    pub preference_history: Vec<PreferenceChange>,
}
