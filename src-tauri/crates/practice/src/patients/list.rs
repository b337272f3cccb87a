//! The list of patients, page by page.

use crate::patients::record::PatientStatus;
use crate::patients::view::PatientLine;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of the list.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListPatients {
    /// In what order.
    #[serde(default)]
    pub sort: PatientSort,
    /// The other way round.
    #[serde(default)]
    pub descending: bool,
    /// Only of this status; all of them if left out.
    #[ts(optional)]
    pub status: Option<PatientStatus>,
    /// Only with this tag.
    #[ts(optional)]
    pub tag: Option<String>,
    /// Only those a search finds; then the order is the search's own and there is one page.
    #[ts(optional)]
    pub text: Option<String>,
    /// The `next` of the page before.
    #[ts(optional)]
    pub after: Option<String>,
    /// At most so many; 50 if left out, 200 at most.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PatientSort {
    /// By family name, then given name.
    #[default]
    Name,
    /// By record number.
    No,
    /// By last change.
    Changed,
}

/// A page.
#[derive(Debug, Serialize, TS)]
pub struct PatientPage {
    /// The patients.
    pub patients: Vec<PatientLine>,
    /// Asks for the next page; absent on the last.
    pub next: Option<String>,
    /// How many patients there are in all, whatever the filter; only on the first page.
    #[ts(type = "number | null")]
    pub registered: Option<i64>,
}
