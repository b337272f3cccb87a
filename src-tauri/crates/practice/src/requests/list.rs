//! A page of the queue.

use crate::door::Call;
use crate::ids::StaffId;
use crate::requests::{RequestLine, RequestPriority, RequestState};
use crate::{Refusal, Result};
use keepwell_protocol::id::FormId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which part of the queue, and which page of it.
#[derive(Debug, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListRequests {
    /// Which part.
    #[serde(default)]
    pub part: RequestPart,
    /// Only in this state.
    #[ts(optional)]
    pub state: Option<RequestState>,
    /// Whose.
    #[serde(default)]
    pub whose: RequestsOf,
    /// Only of this priority.
    #[ts(optional)]
    pub priority: Option<RequestPriority>,
    /// Only from this form, whatever its version.
    #[ts(optional)]
    pub form: Option<FormId>,
    /// Only those whose name, phone or e-mail begins with this.
    #[ts(optional)]
    pub text: Option<String>,
    /// Only those received at least so many hours ago.
    #[ts(optional)]
    pub older_than_hours: Option<u32>,
    /// In what order.
    #[serde(default)]
    pub sort: RequestSort,
    /// Leave out so many: where the page begins.
    #[serde(default)]
    pub offset: u32,
    /// At most so many; 50 if left out, 200 at most.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A part of the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestPart {
    /// New, or waiting for the patient.
    #[default]
    Open,
    /// Settled: confirmed, taken, declined, closed.
    Done,
    /// Everything but spam.
    All,
    /// Spam.
    Spam,
}

/// Whose requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum RequestsOf {
    /// Everybody's.
    #[default]
    Everybody,
    /// Mine.
    Mine,
    /// Nobody's yet.
    Nobody,
    /// This person's.
    Person {
        /// Who.
        staff: StaffId,
    },
}

/// The order of the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestSort {
    /// Urgent first, then who waits longest.
    #[default]
    Urgency,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

/// A page of the queue.
#[derive(Debug, Serialize, TS)]
pub struct RequestPage {
    /// The requests.
    pub requests: Vec<RequestLine>,
    /// How many there are with these filters, on all pages.
    #[ts(type = "number")]
    pub total: i64,
}

/// A page of the queue.
pub fn list(call: &Call<'_>, input: ListRequests) -> Result<RequestPage> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}
