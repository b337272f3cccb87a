//! Book a visit.

use crate::Result;
use crate::automation::{self, VisitChange};
use crate::clinic::text;
use crate::door::Call;
use crate::events::Event;
use crate::ids::{PatientId, ProviderId, RoomId, ServiceId, VisitId};
use crate::schedule::place::{Place, Wish};
use crate::schedule::rules::{self, Wanted};
use crate::schedule::state::VisitState;
use crate::schedule::status::{StatusTimes, VisitStatus};
use crate::schedule::visit::{Override, VisitView};
use crate::schedule::withdraw::WithdrawVisit;
use crate::schedule::{change, store, view, wall};
use crate::transact::{Done, Tx};
use jiff::civil::DateTime;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// The visit wanted.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BookVisit {
    /// For whom.
    pub patient: PatientId,
    /// With whom.
    pub provider: ProviderId,
    /// For what.
    pub service: ServiceId,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    #[ts(optional)]
    pub fold: Option<u8>,
    /// Length, 5 to 720; the service's without.
    #[ts(optional)]
    pub minutes: Option<u32>,
    /// In which room. Absent: the one the provider works in at that time; `null`: none.
    #[ts(optional, type = "string | null")]
    #[serde(default, with = "crate::schedule::asked", skip_serializing_if = "Option::is_none")]
    pub room: Option<Option<RoomId>>,
    /// The desk's note.
    #[ts(optional)]
    pub note: Option<String>,
    /// Why a warning does not count this time.
    #[ts(optional)]
    pub r#override: Option<Override>,
}

/// Books it, or says who has the time.
pub fn book(call: &Call<'_>, input: BookVisit) -> Result<Done<VisitView>> {
    call.transact(|tx| {
        let booking = Booking::make(tx, &input)?;
        let undo = tx.undo_with(&booking.label, "visits.withdraw", &booking.back)?;
        Ok(Done {
            value: view::one(tx.on(), booking.visit)?,
            undo,
            told_at: booking.told_at,
        })
    })
}

/// A visit just booked.
#[derive(Debug)]
pub struct Booking {
    /// Which.
    pub visit: VisitId,
    /// When the patient is told, Unix seconds, if they are.
    pub told_at: Option<i64>,
    /// `Booked Grace Kim at 14:00`.
    pub label: String,
    /// Takes it back.
    pub back: WithdrawVisit,
}

impl Booking {
    /// Books inside a running transaction, by the same rules for whoever asks.
    pub fn make(tx: &mut Tx<'_>, input: &BookVisit) -> Result<Self> {
        let wall = wall::parse("starts", &input.starts)?;
        let note = text::lines("note", input.note.as_deref().unwrap_or_default(), 2000)?;
        let place = input.place(tx.on(), wall)?;
        let wanted = Wanted {
            place: &place,
            visit: None,
            patient: Some(input.patient),
            fresh: true,
        };
        let overridden = rules::decide(tx, &wanted, input.r#override.as_ref(), &[], None)?;
        let state = VisitState {
            provider: place.provider,
            service: place.service,
            room: place.room,
            starts: wall::text(place.moment.wall),
            fold: place.moment.fold,
            minutes: place.minutes,
            buffer_before: place.buffer_before,
            buffer_after: place.buffer_after,
            status: VisitStatus::Scheduled,
            status_at: tx.now().as_second(),
            times: StatusTimes::default(),
            cancelled_at: None,
            cancelled_by: None,
            status_before: None,
            reason: String::new(),
            note,
            overridden,
            in_tray: false,
        };
        let id = VisitId::make();
        store::insert(tx, id, input.patient, &state, &place)?;
        tx.event(
            Event::new("visit.booked")
                .patient(input.patient)
                .visit(id)
                .body(change::describe(tx.on(), &state)?),
        );
        if let Some(exception) = &state.overridden {
            tx.event(
                Event::new("visit.overridden")
                    .patient(input.patient)
                    .visit(id)
                    .body(json!({ "reason": exception.reason })),
            );
        }
        let told_at = automation::visit_changed(tx, id, VisitChange::Booked)?;
        let today = wall::text(place.zone.to_datetime(tx.now()));
        let label = format!(
            "Booked {} at {}",
            change::patient_name(tx.on(), input.patient)?,
            change::when(&state.starts, &today)?
        );
        Ok(Self {
            visit: id,
            told_at,
            label,
            back: WithdrawVisit {
                visit: id,
                booked: state,
            },
        })
    }
}

impl BookVisit {
    /// The place asked for, with what the service and the provider's week bring along.
    fn place(&self, on: &Connection, wall: DateTime) -> Result<Place> {
        Wish {
            provider: self.provider,
            service: self.service,
            wall,
            fold: self.fold,
            minutes: self.minutes,
            room: self.room,
        }
        .place(on)
    }
}
