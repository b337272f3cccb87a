//! What letters may know of a request.

use crate::ids::RequestId;
use crate::requests::RequestState;
use crate::{Refusal, Result};
use keepwell_protocol::submission::SuggestedTime;
use rusqlite::Connection;

/// A request as letters need it. Every text is one line without control characters, its length capped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFacts {
    /// Which.
    pub id: RequestId,
    /// Where it stands.
    pub state: RequestState,
    /// Given name as typed: the only name that goes into a letter.
    pub given: String,
    /// Family name as typed.
    pub family: String,
    /// A valid e-mail address, if one was given.
    pub email: Option<String>,
    /// The language the form was filled in, BCP 47.
    pub language: String,
    /// The service wished, as the clinic calls it; may be empty.
    pub service: String,
    /// The preferred times in a few words; may be empty.
    pub preferred: String,
    /// The newest suggestion.
    pub suggestion: Option<SuggestionFacts>,
    /// What the clinic tells the patient about its no; may be empty.
    pub decline_note: String,
}

/// Suggested times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionFacts {
    /// Rises with every suggestion made for this request, from 1.
    pub round: i64,
    /// The link to the page where the patient chooses. It holds a secret: letters only, never the log.
    pub link: String,
    /// The times.
    pub times: Vec<SuggestedTime>,
    /// The answer counts until then, Unix seconds.
    pub until: i64,
    /// What staff added; may be empty.
    pub note: String,
}

/// The facts of a request; gone is an error.
pub fn facts(on: &Connection, request: RequestId) -> Result<RequestFacts> {
    let _ = (on, request);
    Err(Refusal::fault("not ready"))
}
