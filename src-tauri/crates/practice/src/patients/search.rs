//! Finds patients as somebody types (PAT-2).

use crate::patients::view::PatientLine;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Find patients.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SearchPatients {
    /// What was typed: names in any order, a phone, a date of birth, a record number, an e-mail.
    pub text: String,
    /// At most so many; 20 if left out, 50 at most.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A patient who fits.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PatientHit {
    /// Who.
    pub patient: PatientLine,
    /// How they fit.
    pub why: WhyMatched,
    /// The text that fits, for the screen to show beside the name where the name alone does not explain it.
    pub matched: String,
    /// The next visit that still stands, clinic wall time.
    pub next_visit: Option<String>,
    /// The last visit that took place, clinic wall time.
    pub last_visit: Option<String>,
}

/// What made a patient fit, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyMatched {
    /// The record number.
    RecordNo,
    /// The name as typed, or its beginning.
    Name,
    /// The words of the name in another order.
    NameAnyOrder,
    /// A nickname (Bill for William) or preferred name.
    Nickname,
    /// Digits of a phone.
    Phone,
    /// The date of birth.
    Born,
    /// The beginning of an e-mail address.
    Email,
    /// A name spelt nearly so.
    Similar,
}
