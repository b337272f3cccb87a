//! Writes visits that were agreed elsewhere or long ago (imports, the demo). Nothing is checked for clashes here: the
//! caller brings a calendar that has none, or one that happened.

pub(crate) use crate::schedule::state::VisitState;
pub(crate) use crate::schedule::status::StatusTimes;
pub(crate) use crate::schedule::visit::CalledOffBy;

use crate::Result;
use crate::ids::{PatientId, VisitId};
use rusqlite::{Connection, named_params};

/// A visit with its instants.
pub(crate) struct PastVisit<'a> {
    /// Which.
    pub id: VisitId,
    /// Whose.
    pub patient: PatientId,
    /// Where it stands.
    pub state: VisitState,
    /// The zone of its wall time (IANA).
    pub zone: &'a str,
    /// Instant of its start, Unix seconds.
    pub starts_at: i64,
    /// When it was booked.
    pub booked_at: i64,
    /// By whom, as stored: a staff id.
    pub booked_by: &'a str,
    /// How often it was changed since, plus one.
    pub version: i64,
}

/// Writes one. Fastest in the order of their days.
pub(crate) fn put(on: &Connection, visit: &PastVisit<'_>) -> Result<()> {
    let state = &visit.state;
    let ends_at = visit.starts_at + i64::from(state.minutes) * 60;
    on.prepare_cached(
        "INSERT INTO visit (id, patient_id, provider_id, service_id, room_id, day, starts, zone, fold, minutes, buffer_before, buffer_after,
                            starts_at, ends_at, busy_from, busy_until, status, status_at, confirmed_at, arrived_at, in_room_at, completed_at, no_show_at,
                            cancelled_at, cancelled_by, status_before, version, note, reason, booked_at, booked_by)
         VALUES (:id, :patient, :provider, :service, :room, :day, :starts, :zone, :fold, :minutes, :buffer_before, :buffer_after,
                 :starts_at, :ends_at, :busy_from, :busy_until, :status, :status_at, :confirmed_at, :arrived_at, :in_room_at, :completed_at, :no_show_at,
                 :cancelled_at, :cancelled_by, :status_before, :version, :note, :reason, :booked_at, :booked_by)",
    )?
    .execute(named_params! {
        ":id": visit.id, ":patient": visit.patient, ":provider": state.provider, ":service": state.service, ":room": state.room,
        ":day": state.starts.get(..10), ":starts": state.starts, ":zone": visit.zone, ":fold": state.fold, ":minutes": state.minutes,
        ":buffer_before": state.buffer_before, ":buffer_after": state.buffer_after,
        ":starts_at": visit.starts_at, ":ends_at": ends_at,
        ":busy_from": visit.starts_at - i64::from(state.buffer_before) * 60, ":busy_until": ends_at + i64::from(state.buffer_after) * 60,
        ":status": state.status.stored(), ":status_at": state.status_at, ":confirmed_at": state.times.confirmed_at, ":arrived_at": state.times.arrived_at,
        ":in_room_at": state.times.in_room_at, ":completed_at": state.times.completed_at, ":no_show_at": state.times.no_show_at,
        ":cancelled_at": state.cancelled_at, ":cancelled_by": state.cancelled_by.map(CalledOffBy::stored),
        ":status_before": state.status_before.map(crate::schedule::VisitStatus::stored), ":version": visit.version, ":note": state.note,
        ":reason": state.reason, ":booked_at": visit.booked_at, ":booked_by": visit.booked_by,
    })?;
    Ok(())
}
