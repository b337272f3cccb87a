//! Visits as a list, page by page.

use crate::Result;
use crate::door::Call;
use crate::ids::ProviderId;
use crate::schedule::status::VisitStatus;
use crate::schedule::visit::VisitLine;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which visits.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskAgenda {
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day, `YYYY-MM-DD`.
    pub until: String,
    /// Only this provider.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
    /// Only these; without, all but cancelled ones.
    #[ts(optional)]
    pub status: Option<Vec<VisitStatus>>,
    /// The page after this mark (`next` of the page before).
    #[ts(optional)]
    pub after: Option<String>,
    /// The page before this mark (`previous` of the page after).
    #[ts(optional)]
    pub before: Option<String>,
    /// Rows a page, at most 200; 50 without.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A page.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AgendaPage {
    /// By start.
    pub rows: Vec<VisitLine>,
    /// Mark of the next page, if there is one.
    pub next: Option<String>,
    /// Mark of the page before, if there is one.
    pub previous: Option<String>,
}

/// A page of the list.
pub fn agenda(_call: &Call<'_>, _input: AskAgenda) -> Result<AgendaPage> {
    Err(crate::Refusal::fault("being written"))
}
