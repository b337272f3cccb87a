//! The clinic's own fields of the patient's record.

use crate::ids::FieldId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// One of `choices`.
    Choice,
    /// Yes or no.
    YesNo,
}

/// One of the clinic's own fields.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CustomField {
    /// Which.
    pub id: FieldId,
    /// What the form calls it.
    pub label: String,
    /// What it holds.
    pub kind: FieldKind,
    /// What can be chosen, where `kind` is `choice`.
    pub choices: Vec<String>,
    /// Whether a record may be saved without it.
    pub required: bool,
    /// Whether forms show it; values already written stay.
    pub active: bool,
    /// Its place in the form, from 0.
    pub position: u32,
}

/// Add a field or change one.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveCustomField {
    /// Which; left out for a new one.
    #[ts(optional)]
    pub id: Option<FieldId>,
    /// What the form calls it.
    pub label: String,
    /// What it holds. Cannot change once a value is written.
    pub kind: FieldKind,
    /// What can be chosen, where `kind` is `choice`.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Whether a record may be saved without it.
    #[serde(default)]
    pub required: bool,
    /// Whether forms show it.
    #[serde(default = "yes")]
    pub active: bool,
    /// Its place in the form, from 0.
    #[serde(default)]
    pub position: u32,
}

fn yes() -> bool {
    true
}
