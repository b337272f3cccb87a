//! The patient's record as forms show and send it (PAT-1). One shape in both directions, so that a form opened on a
//! record can send the whole of it back.

use crate::ids::FieldId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything staff write down about a patient, consents and photo apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PatientRecord {
    /// Given name. This or `family` must be there.
    #[serde(default)]
    pub given: String,
    /// Family name.
    #[serde(default)]
    pub family: String,
    /// Middle names.
    #[serde(default)]
    pub middle: String,
    /// The name they like to be called by.
    #[serde(default)]
    pub preferred: String,
    /// The name in the patient's own script.
    #[serde(default)]
    pub own_script: String,
    /// Date of birth, `YYYY-MM-DD`.
    #[serde(default)]
    pub born: Option<String>,
    /// Administrative sex.
    #[serde(default)]
    pub sex: Sex,
    /// Gender, in the patient's words.
    #[serde(default)]
    pub gender: String,
    /// Pronouns, in the patient's words.
    #[serde(default)]
    pub pronouns: String,
    /// Phones, the preferred one first.
    #[serde(default)]
    pub phones: Vec<PatientPhone>,
    /// E-mail addresses, the preferred one first.
    #[serde(default)]
    pub emails: Vec<PatientEmail>,
    /// Postal addresses, the preferred one first.
    #[serde(default)]
    pub addresses: Vec<PatientAddress>,
    /// Language to write in, BCP 47 (`en`, `pt-BR`); empty means the clinic's.
    #[serde(default)]
    pub language: String,
    /// How they prefer to be reached.
    #[serde(default)]
    pub contact_method: ContactMethod,
    /// Insurance policies: the first pays first.
    #[serde(default)]
    pub insurance: Vec<InsurancePolicy>,
    /// Whom to call in an emergency, in order.
    #[serde(default)]
    pub emergency: Vec<EmergencyContact>,
    /// Who or what sent them.
    #[serde(default)]
    pub source: String,
    /// Whether they are still a patient here.
    #[serde(default)]
    pub status: PatientStatus,
    /// Free tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Values of the clinic's own fields.
    #[serde(default)]
    pub fields: Vec<FieldValue>,
    /// Numbers in government schemes.
    #[serde(default)]
    pub schemes: Vec<SchemeNumber>,
    /// A note for staff.
    #[serde(default)]
    pub note: String,
}

impl PatientRecord {
    /// The name as staff say it: "Grace Kim".
    pub fn spoken(&self) -> String {
        [self.given.as_str(), self.family.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Administrative sex as health systems exchange it (FHIR R4 `administrative-gender`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Other.
    Other,
    /// Not known or not asked.
    #[default]
    Unknown,
}

/// Whether they are a patient here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PatientStatus {
    /// Comes to the clinic.
    #[default]
    Active,
    /// Does not come any more; nothing is sent.
    Inactive,
    /// Has died; nothing is sent.
    Deceased,
    /// Lives on in another record; only merging sets it.
    Merged,
}

/// How a patient prefers to be reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactMethod {
    /// E-mail.
    #[default]
    Email,
    /// Text message.
    Sms,
    /// WhatsApp.
    Whatsapp,
    /// A call.
    Phone,
    /// A letter.
    Post,
}

/// What kind of phone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// Can receive texts.
    #[default]
    Mobile,
    /// At home.
    Home,
    /// At work.
    Work,
}

/// A phone. Families share one, so it is never unique.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PatientPhone {
    /// What kind.
    #[serde(default)]
    pub kind: PhoneKind,
    /// The number as it was typed.
    pub number: String,
    /// The number as dialled from anywhere (`+14155550123`): Keepwell works it out; what a form sends here is ignored.
    #[serde(default)]
    pub e164: String,
    /// "Mother's phone", "after 17:00".
    #[serde(default)]
    pub note: String,
}

/// An e-mail address. Families share one, so it is never unique.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PatientEmail {
    /// The address.
    pub address: String,
    /// Whose it is, when it may be used.
    #[serde(default)]
    pub note: String,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AddressKind {
    /// Lives there.
    #[default]
    Home,
    /// Works there.
    Work,
    /// Wants letters there.
    Post,
}

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PatientAddress {
    /// What it is for.
    #[serde(default)]
    pub kind: AddressKind,
    /// Street, house, flat: line by line.
    #[serde(default)]
    pub lines: Vec<String>,
    /// Town or city.
    #[serde(default)]
    pub city: String,
    /// State, province, county.
    #[serde(default)]
    pub region: String,
    /// Postcode.
    #[serde(default)]
    pub postcode: String,
    /// ISO 3166-1 alpha-2; empty means the clinic's.
    #[serde(default)]
    pub country: String,
}

/// An insurance policy. Its place in the list is its priority.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct InsurancePolicy {
    /// Who pays.
    pub payer: String,
    /// Under which plan.
    #[serde(default)]
    pub plan: String,
    /// Member number.
    #[serde(default)]
    pub member_no: String,
    /// Group number.
    #[serde(default)]
    pub group_no: String,
    /// Who holds the policy, where it is not the patient.
    #[serde(default)]
    pub holder: String,
    /// First day it covers, `YYYY-MM-DD`.
    #[serde(default)]
    pub valid_from: Option<String>,
    /// Last day it covers, `YYYY-MM-DD`.
    #[serde(default)]
    pub valid_until: Option<String>,
}

/// Whom to call in an emergency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EmergencyContact {
    /// Name.
    pub name: String,
    /// "Mother", "neighbour".
    #[serde(default)]
    pub relation: String,
    /// Phone as typed.
    #[serde(default)]
    pub phone: String,
    /// Phone as dialled from anywhere: Keepwell works it out; what a form sends here is ignored.
    #[serde(default)]
    pub e164: String,
}

/// A number in a government scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SchemeNumber {
    /// Which scheme: "NHS", "Medicare", "ABHA".
    pub scheme: String,
    /// The number, as the scheme writes it.
    pub number: String,
}

/// The value of one of the clinic's own fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FieldValue {
    /// Which field.
    pub field: FieldId,
    /// Its value as text: `YYYY-MM-DD` for a date, `yes` or `no`, one of the choices, a number with a decimal point.
    pub value: String,
}

/// Names a patient.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichPatient {
    /// Whom.
    pub patient: crate::ids::PatientId,
}
