//! Warns of a likely duplicate while a form is filled (PAT-3). A shared phone or e-mail alone is normal in a family.

use crate::ids::PatientId;
use crate::patients::view::PatientLine;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the form holds so far. Half-typed values are welcome: what cannot be read yet is passed over.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindDuplicates {
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Date of birth.
    pub born: Option<String>,
    /// Phones, as typed.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// The patient being edited, who is no duplicate of themselves.
    #[ts(optional)]
    pub except: Option<PatientId>,
}

/// Somebody who may be the same person.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LikelyDuplicate {
    /// Who.
    pub patient: PatientLine,
    /// How likely, 0 to 100.
    pub score: u32,
    /// Why, in words: "same date of birth", "name differs by one letter".
    pub reasons: Vec<String>,
}
