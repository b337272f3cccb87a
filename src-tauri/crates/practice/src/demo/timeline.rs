//! What happened, in the order it happened: the patients' timelines.

use crate::Result;
use crate::demo::course::End;
use crate::demo::pour::{Clinic, Crew};
use crate::demo::team::{self, DOCTORS, SERVICES, STAFF};
use crate::demo::visits::Visit;
use crate::events::{self, Event};
use crate::ids::{MessageId, VisitId};
use crate::messaging::WhyCode;
use crate::messaging::bulk::Past;
use crate::messaging::outbox::{Message, MessageState};
use crate::schedule::VisitStatus;
use crate::transact::Tx;
use serde_json::{Value, json};

/// One thing that happened to a visit.
#[derive(Debug, Clone, Copy)]
pub struct Happened {
    /// When, Unix seconds.
    pub at: i64,
    /// To which visit, by its place.
    pub of: u32,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// It was booked.
    Booked,
    /// It took a step.
    Status {
        /// From where.
        from: VisitStatus,
        /// To where.
        to: VisitStatus,
    },
    /// A message of it came to an end.
    Message {
        /// Which.
        message: MessageId,
        /// How it stands now.
        state: MessageState,
        /// Why.
        why: WhyCode,
    },
}

impl What {
    /// What the timeline says of a message: what the worker decided when its time had come.
    pub fn of_message(past: &Past) -> Option<Self> {
        let Message { id, state, why, .. } = past.message;
        let decided = match state {
            MessageState::Sent | MessageState::Failed | MessageState::Uncertain | MessageState::Expired => true,
            MessageState::Suppressed => matches!(why, WhyCode::NoAddress | WhyCode::NoConsent),
            _ => false,
        };
        decided.then_some(Self::Message {
            message: id,
            state,
            why,
        })
    }
}

/// Writes the events, oldest first.
pub fn write_timeline(
    tx: &Tx<'_>,
    clinic: &Clinic,
    crew: &Crew,
    ids: &[VisitId],
    mut happened: Vec<Happened>,
) -> Result<()> {
    happened.sort_by_key(|one| one.at);
    for one in &happened {
        let at = one.of as usize;
        let visit = &clinic.visits[at];
        let (kind, body) = told(clinic, visit, one.what);
        let event = Event::new(kind)
            .patient(clinic.people[visit.patient].id)
            .visit(ids[at])
            .body(body);
        events::record(tx.on(), one.at, actor(crew, visit, one.what), &event)?;
    }
    Ok(())
}

fn told(clinic: &Clinic, visit: &Visit, what: What) -> (&'static str, Value) {
    let about_visit = || {
        json!({
            "service": SERVICES[visit.service].name,
            "provider": DOCTORS[visit.column].name,
            "room": format!("Room {}", visit.column + 1),
            "starts": clinic.calendar.wall(visit.day, visit.start),
            "minutes": visit.minutes(),
        })
    };
    match what {
        What::Booked => ("visit.booked", about_visit()),
        What::Message {
            message,
            state: MessageState::Sent,
            ..
        } => ("message.sent", json!({ "message": message, "pretended": true })),
        What::Message {
            message,
            state: MessageState::Failed,
            ..
        } => ("message.failed", json!({ "message": message })),
        What::Message {
            message,
            state: MessageState::Uncertain,
            ..
        } => ("message.uncertain", json!({ "message": message })),
        What::Message { message, why, .. } => ("message.not_sent", json!({ "message": message, "why": why })),
        What::Status { from, to } => {
            let mut body = about_visit();
            body["from"] = json!(from);
            body["to"] = json!(to);
            match (to, visit.course.end) {
                (VisitStatus::Cancelled, End::Cancelled { by, why, .. }) => {
                    body["by"] = json!(by);
                    body["reason"] = why.into();
                    ("visit.cancelled", body)
                }
                _ => ("visit.status", body),
            }
        }
    }
}

/// The desk books and receives; whoever treats calls in and ends.
fn actor<'a>(crew: &'a Crew, visit: &Visit, what: What) -> &'a str {
    let treats = STAFF
        .iter()
        .position(|colleague| colleague.column == Some(visit.column));
    match what {
        What::Message { .. } => "worker",
        What::Status {
            to: VisitStatus::InRoom | VisitStatus::Completed,
            ..
        } => &crew.actors[treats.unwrap_or(team::DESK)],
        What::Booked | What::Status { .. } => &crew.actors[team::DESK],
    }
}
