//! What letters may know of a request.

use crate::Result;
use crate::ids::RequestId;
use crate::requests::{RequestState, SuggestedView, link, store};
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
    /// The first of the days preferred, `YYYY-MM-DD`; empty: none was chosen.
    pub preferred_day: String,
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
    let row = store::load(on, request)?;
    let newest = store::suggestions(on, row.no)?.into_iter().next();
    let suggestion = match newest {
        None => None,
        Some(newest) => Some(SuggestionFacts {
            round: newest.round,
            link: link::of(on, &newest)?.unwrap_or_default(),
            times: newest.times.iter().map(for_patient).collect(),
            until: newest.until,
            note: newest.note,
        }),
    };
    Ok(RequestFacts {
        id: row.id,
        state: row.standing.state,
        given: row.given,
        family: row.family,
        // A valid address is one line without blanks: it was read as one when it arrived.
        email: row.email_key.is_some().then_some(row.email),
        language: row.language,
        service: row.service_name,
        preferred_day: row.preferred.days.first().cloned().unwrap_or_default(),
        preferred: row.preferred_words,
        suggestion,
        decline_note: row.standing.decline_reason,
    })
}

/// A suggested time as the patient reads it.
pub fn for_patient(time: &SuggestedView) -> SuggestedTime {
    SuggestedTime {
        starts_at: time.starts_at,
        starts: time.starts.clone(),
        minutes: time.minutes,
        provider: time.provider_name.clone(),
    }
}
