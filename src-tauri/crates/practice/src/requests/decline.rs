//! The ends of a request that are no visit: declined, closed, spam. And back.

use crate::automation::RequestChange;
use crate::clinic::text;
use crate::door::Call;
use crate::ids::RequestId;
use crate::requests::change::{self, Telling};
use crate::requests::store::{Row, Standing};
use crate::requests::{ManyChanged, RequestState, RequestView, ThisRequest, many};
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result, schedule};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Say no.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeclineRequest {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// What the patient is told as the reason; may be empty.
    #[serde(default)]
    pub reason_to_patient: String,
    /// Whether the patient is told at all.
    pub tell: bool,
}

/// Say no to many.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeclineRequests {
    /// Which, 200 at most.
    pub requests: Vec<RequestId>,
    /// What the patients are told as the reason; may be empty.
    #[serde(default)]
    pub reason_to_patient: String,
    /// Whether the patients are told at all.
    pub tell: bool,
}

/// Put many away without an answer.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CloseRequests {
    /// Which, 200 at most.
    pub requests: Vec<RequestId>,
}

/// Says no.
pub fn decline(call: &Call<'_>, input: DeclineRequest) -> Result<Done<RequestView>> {
    let reason = text::lines("reason_to_patient", &input.reason_to_patient, 1000)?;
    call.transact(|tx| {
        let row = change::begin(tx.on(), input.request, input.version)?;
        let (now, telling) = declined(tx, &row, &reason, input.tell)?;
        change::finish(tx, &row, &now, telling, &format!("Declined {}'s request", row.name()))
    })
}

/// Says no to many.
pub fn decline_many(call: &Call<'_>, input: DeclineRequests) -> Result<Done<ManyChanged>> {
    let reason = text::lines("reason_to_patient", &input.reason_to_patient, 1000)?;
    call.transact(|tx| {
        many::run(tx, &input.requests, "Declined", |tx, row| {
            let (now, telling) = declined(tx, row, &reason, input.tell)?;
            change::write(tx, row, &now, telling)?;
            Ok(now)
        })
    })
}

/// The request declined, and how that is told.
pub fn declined(tx: &mut Tx<'_>, row: &Row, reason: &str, tell: bool) -> Result<(Standing, Telling)> {
    let mut now = settled(tx, row, RequestState::Declined)?;
    now.decline_reason = reason.to_owned();
    let telling = Telling {
        kind: "request.declined",
        more: json!({ "reason": reason, "told": tell }),
        letter: Some(if tell {
            RequestChange::Declined
        } else {
            RequestChange::Closed
        }),
    };
    Ok((now, telling))
}

/// Puts many away without an answer.
pub fn close_many(call: &Call<'_>, input: CloseRequests) -> Result<Done<ManyChanged>> {
    call.transact(|tx| {
        many::run(tx, &input.requests, "Closed", |tx, row| {
            let now = settled(tx, row, RequestState::Closed)?;
            change::write(tx, row, &now, ended("request.closed"))?;
            Ok(now)
        })
    })
}

/// Marks a request as spam.
pub fn spam(call: &Call<'_>, input: ThisRequest) -> Result<Done<RequestView>> {
    call.transact(|tx| {
        let row = change::begin(tx.on(), input.request, input.version)?;
        let now = settled(tx, &row, RequestState::Spam)?;
        change::finish(
            tx,
            &row,
            &now,
            ended("request.spam"),
            &format!("Marked {}'s request as spam", row.name()),
        )
    })
}

fn ended(kind: &'static str) -> Telling {
    Telling {
        kind,
        more: json!({}),
        letter: Some(RequestChange::Closed),
    }
}

/// An open request that ends without a visit: the time it holds is free again, the pages with other times are gone.
fn settled(tx: &mut Tx<'_>, row: &Row, state: RequestState) -> Result<Standing> {
    change::refuse_settled(row)?;
    let mut now = row.standing.clone();
    now.state = state;
    change::free_slot(tx, row, &mut now)?;
    change::drop_pages(tx, row)?;
    Ok(now)
}

/// Takes a settled request back into the queue.
pub fn reopen(call: &Call<'_>, input: ThisRequest) -> Result<Done<RequestView>> {
    call.transact(|tx| {
        let row = change::begin(tx.on(), input.request, input.version)?;
        let mut now = row.standing.clone();
        match row.standing.state {
            RequestState::New => return Err(Refusal::new(Code::Changed, "This request is open already.")),
            RequestState::Suggested => {
                // The clinic does not wait for the patient any longer.
                change::drop_pages(tx, &row)?;
            }
            RequestState::Confirmed => refuse_standing_visit(tx, &row)?,
            RequestState::Accepted | RequestState::Declined | RequestState::Closed | RequestState::Spam => {}
        }
        now.state = RequestState::New;
        now.visit = None;
        now.decline_reason = String::new();
        let telling = Telling {
            kind: "request.reopened",
            more: json!({ "from": row.standing.state }),
            letter: Some(RequestChange::Closed),
        };
        change::finish(
            tx,
            &row,
            &now,
            telling,
            &format!("Opened {}'s request again", row.name()),
        )
    })
}

/// As long as its visit stands, a request is answered.
fn refuse_standing_visit(tx: &Tx<'_>, row: &Row) -> Result<()> {
    let Some(visit) = row.standing.visit else { return Ok(()) };
    match schedule::facts(tx.on(), visit) {
        Ok(facts) if facts.status != "cancelled" => Err(Refusal::new(
            Code::Changed,
            "A visit was booked from this request, and it stands.",
        )
        .next("Move or cancel the visit in the calendar. Then the request can be opened again.")),
        Err(refusal) if refusal.code != Code::NotFound => Err(refusal),
        Ok(_) | Err(_) => Ok(()),
    }
}
