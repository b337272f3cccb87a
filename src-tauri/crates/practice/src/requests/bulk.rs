//! Answers requests as staff would have, inside a running transaction: for those of which it is already known what became
//! of them (the demo). Nothing here can be taken back, and nothing is put on a relay.

use crate::Result;
use crate::automation::RequestChange;
use crate::ids::{PatientId, RequestId, ServiceId, StaffId};
use crate::requests::change::{self, Telling};
use crate::requests::store::{self, Suggestion};
use crate::requests::{RequestState, SuggestedView, WhoIsIt, assign, book, decline};
use crate::schedule::BookVisit;
use crate::transact::Tx;
use jiff::civil::Date;
use keepwell_protocol::id::PageId;
use serde_json::json;

/// Suggested times.
pub(crate) struct Suggested {
    /// For what.
    pub service: ServiceId,
    /// The times, earliest first.
    pub times: Vec<SuggestedView>,
    /// What staff added.
    pub note: String,
    /// The answer counts until then, Unix seconds.
    pub until: i64,
    /// What a page at a relay would be called.
    pub page: [u8; 16],
    /// The secret its link would have.
    pub secret: [u8; 16],
}

/// Hands a request to somebody.
pub(crate) fn hand_to(tx: &mut Tx<'_>, request: RequestId, to: StaffId) -> Result<()> {
    let row = store::load(tx.on(), request)?;
    let (now, telling) = assign::handed(tx, &row, Some(to))?;
    change::write(tx, &row, &now, telling).map(drop)
}

/// Says no, with a reason the patient is told.
pub(crate) fn decline(tx: &mut Tx<'_>, request: RequestId, reason: &str) -> Result<()> {
    let row = store::load(tx.on(), request)?;
    let (now, telling) = decline::declined(tx, &row, reason, true)?;
    change::write(tx, &row, &now, telling).map(drop)
}

/// Suggests times.
pub(crate) fn suggest(tx: &mut Tx<'_>, request: RequestId, suggested: Suggested) -> Result<()> {
    let row = store::load(tx.on(), request)?;
    let starts: Vec<String> = suggested.times.iter().map(|time| time.starts.clone()).collect();
    let telling = Telling {
        kind: "request.suggested",
        more: json!({ "times": starts, "until": suggested.until }),
        letter: Some(RequestChange::Suggested),
    };
    let suggestion = Suggestion {
        no: row.no,
        round: 1,
        page: PageId::from_bytes(suggested.page),
        secret: suggested.secret,
        service: suggested.service,
        times: suggested.times,
        note: suggested.note,
        until: suggested.until,
        made_at: tx.now().as_second(),
        made_by: tx.actor().to_string(),
        open: true,
    };
    store::insert_suggestion(tx.on(), &suggestion)?;
    let mut now = row.standing.clone();
    now.state = RequestState::Suggested;
    change::write(tx, &row, &now, telling).map(drop)
}

/// Books the visit a request of somebody known asks for.
pub(crate) fn confirm(tx: &mut Tx<'_>, request: RequestId, visit: BookVisit, today: Date) -> Result<PatientId> {
    let row = store::load(tx.on(), request)?;
    let who = WhoIsIt::Existing {
        patient: visit.patient,
        take: Vec::new(),
    };
    Ok(book::book(tx, &row, who, visit, today)?.linked.patient)
}
