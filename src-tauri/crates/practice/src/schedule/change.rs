//! What every change to a visit has in common: the version it was made from, the event, the messages it sets off, and
//! the way back.

use crate::automation::{self, VisitChange};
use crate::events::Event;
use crate::ids::{PatientId, ProviderId, ServiceId, VisitId};
use crate::schedule::place::Place;
use crate::schedule::put_back::PutBack;
use crate::schedule::state::VisitState;
use crate::schedule::store::{self, VisitRow};
use crate::schedule::visit::VisitView;
use crate::schedule::{rules, view, wall};
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result, requests};
use jiff::tz::TimeZone;
use rusqlite::Connection;
use serde_json::json;

/// A visit about to change.
pub struct Change {
    /// As it was.
    pub was: VisitRow,
    /// The clinic's zone.
    pub zone: TimeZone,
    /// Its name.
    pub zone_name: String,
    /// The patient's name, for labels.
    pub patient_name: String,
    /// What is in its way where it stands: accepted when it was put there.
    pub accepted: Vec<String>,
}

/// How a change is told: to the timeline, to the messages, and in the toast that offers to take it back.
pub struct Telling {
    /// The event's kind.
    pub kind: &'static str,
    /// What messages make of it; `None` where it is none of their business.
    pub change: Option<VisitChange>,
    /// What the event says besides.
    pub more: serde_json::Value,
    /// `Moved Grace Kim to 14:00`.
    pub label: String,
}

/// Begins a change from the version that was on the screen. If somebody was faster, the answer is the visit as it is.
pub fn begin(on: &Connection, visit: VisitId, version: i64) -> Result<Change> {
    let was = store::load(on, visit)?;
    if was.version != version {
        return Err(changed_meanwhile(on, visit)?);
    }
    of(on, was)
}

/// Begins a change of a row in hand.
pub fn of(on: &Connection, was: VisitRow) -> Result<Change> {
    let (zone, zone_name) = wall::clinic_zone(on)?;
    let accepted = if was.state.status.blocks() {
        rules::accepted(on, was.id, was.patient, &Place::of(&was.state, &zone, &zone_name)?)?
    } else {
        Vec::new()
    };
    Ok(Change {
        patient_name: patient_name(on, was.patient)?,
        was,
        zone,
        zone_name,
        accepted,
    })
}

/// The refusal of a change made from an older version.
pub fn changed_meanwhile(on: &Connection, visit: VisitId) -> Result<Refusal> {
    Ok(Refusal::new(
        Code::Changed,
        "Somebody else changed this visit in the meantime. Nothing was overwritten.",
    )
    .next("Look at how it is now, then do it again if it is still right.")
    .details(view::one(on, visit)?))
}

impl Change {
    /// Writes the new state, tells of it and remembers the way back.
    pub fn finish(
        self,
        tx: &mut Tx<'_>,
        now: &VisitState,
        place: Option<&Place>,
        telling: Telling,
    ) -> Result<Done<VisitView>> {
        let (id, accepted) = (self.was.id, self.accepted.clone());
        let told_at = self.write(tx, now, place, &telling)?;
        let after = store::load(tx.on(), id)?.state;
        let back = PutBack {
            visit: id,
            before: self.was.state,
            after,
            accepted,
        };
        let undo = tx.undo_with(&telling.label, "visits.put_back", &back)?;
        Ok(Done {
            value: view::one(tx.on(), id)?,
            undo,
            told_at,
        })
    }

    /// Writes the new state and tells of it.
    pub fn write(
        &self,
        tx: &mut Tx<'_>,
        now: &VisitState,
        place: Option<&Place>,
        telling: &Telling,
    ) -> Result<Option<i64>> {
        let was = &self.was.state;
        store::update(tx, self.was.id, now, place, now.means_another_appointment(was))?;
        requests::slot_left(tx, self.was.id)?;
        let mut body = describe(tx.on(), now)?;
        if let (Some(body), serde_json::Value::Object(more)) = (body.as_object_mut(), telling.more.clone()) {
            body.extend(more);
        }
        tx.event(
            Event::new(telling.kind)
                .patient(self.was.patient)
                .visit(self.was.id)
                .body(body),
        );
        if now.overridden != was.overridden
            && let Some(exception) = &now.overridden
        {
            tx.event(
                Event::new("visit.overridden")
                    .patient(self.was.patient)
                    .visit(self.was.id)
                    .body(json!({ "reason": exception.reason })),
            );
        }
        match telling.change {
            Some(change) => automation::visit_changed(tx, self.was.id, change),
            None => Ok(None),
        }
    }
}

/// What an event says of a visit: names as they are now, so that the timeline still reads right when they change.
pub fn describe(on: &Connection, state: &VisitState) -> Result<serde_json::Value> {
    Ok(json!({
        "service": service_name(on, state.service)?,
        "provider": provider_name(on, state.provider)?,
        "room": room_name(on, state)?,
        "starts": state.starts,
        "minutes": state.minutes,
    }))
}

/// The patient's name, given name first.
pub fn patient_name(on: &Connection, id: PatientId) -> Result<String> {
    Ok(on
        .prepare_cached("SELECT trim(given || ' ' || family) FROM patient WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

fn provider_name(on: &Connection, id: ProviderId) -> Result<String> {
    Ok(on
        .prepare_cached("SELECT name FROM provider WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

fn service_name(on: &Connection, id: ServiceId) -> Result<String> {
    Ok(on
        .prepare_cached("SELECT name FROM service WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

fn room_name(on: &Connection, state: &VisitState) -> Result<Option<String>> {
    let Some(room) = state.room else { return Ok(None) };
    Ok(Some(
        on.prepare_cached("SELECT name FROM room WHERE id = ?1")?
            .query_row([room], |row| row.get(0))?,
    ))
}

/// A time in a label: `14:00`, or with its day where that is another: `21 Nov 14:00`.
pub fn when(starts: &str, beside: &str) -> Result<String> {
    let at = wall::parse("starts", starts)?;
    let same_day = starts.get(..10) == beside.get(..10);
    Ok(if same_day {
        wall::clock(at)
    } else {
        at.strftime("%-d %b %H:%M").to_string()
    })
}
