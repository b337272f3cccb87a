//! Reads and writes one visit's row. Wall time, zone and instants are written together or not at all.

use crate::ids::{PatientId, VisitId};
use crate::schedule::place::Place;
use crate::schedule::state::{Exception, VisitState};
use crate::schedule::status::{StatusTimes, VisitStatus};
use crate::schedule::visit::CalledOffBy;
use crate::transact::Tx;
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

/// A visit as stored.
#[derive(Debug, Clone)]
pub struct VisitRow {
    /// Which.
    pub id: VisitId,
    /// Whose.
    pub patient: PatientId,
    /// Rises with every change.
    pub version: i64,
    /// Rises when staff move it.
    pub revision: i64,
    /// When it was booked, Unix seconds.
    pub booked_at: i64,
    /// The zone of its wall time: the clinic's, unless that changed after the visit was over.
    pub zone: String,
    /// All the rest.
    pub state: VisitState,
}

/// The visit; gone or withdrawn is an error.
pub fn load(on: &Connection, id: VisitId) -> Result<VisitRow> {
    let stored = on
        .prepare_cached(
            "SELECT v.*, EXISTS (SELECT 1 FROM tray t WHERE t.visit_id = v.id) AS in_tray FROM visit v WHERE v.id = ?1 AND v.withdrawn = 0",
        )?
        .query_row([id], read)
        .optional()?
        .ok_or_else(|| Refusal::not_found("This visit"))?;
    stored.into_row()
}

/// A row whose texts have not been checked yet.
struct Stored {
    row: VisitRow,
    status: String,
    status_before: Option<String>,
    cancelled_by: Option<String>,
}

impl Stored {
    fn into_row(self) -> Result<VisitRow> {
        let Self {
            mut row,
            status,
            status_before,
            cancelled_by,
        } = self;
        row.state.status = VisitStatus::from_stored(&status)?;
        row.state.status_before = status_before.as_deref().map(VisitStatus::from_stored).transpose()?;
        row.state.cancelled_by = cancelled_by.as_deref().map(CalledOffBy::from_stored).transpose()?;
        Ok(row)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let overridden = match row.get::<_, Option<String>>("override_reason")? {
        Some(reason) => Some(Exception {
            reason,
            by: row.get("override_by")?,
            at: row.get("override_at")?,
        }),
        None => None,
    };
    let state = VisitState {
        provider: row.get("provider_id")?,
        service: row.get("service_id")?,
        room: row.get("room_id")?,
        starts: row.get("starts")?,
        fold: row.get("fold")?,
        minutes: row.get("minutes")?,
        buffer_before: row.get("buffer_before")?,
        buffer_after: row.get("buffer_after")?,
        status: VisitStatus::Scheduled,
        status_at: row.get("status_at")?,
        times: StatusTimes {
            confirmed_at: row.get("confirmed_at")?,
            arrived_at: row.get("arrived_at")?,
            in_room_at: row.get("in_room_at")?,
            completed_at: row.get("completed_at")?,
            no_show_at: row.get("no_show_at")?,
        },
        cancelled_at: row.get("cancelled_at")?,
        cancelled_by: None,
        status_before: None,
        reason: row.get("reason")?,
        note: row.get("note")?,
        overridden,
        in_tray: row.get("in_tray")?,
    };
    let visit = VisitRow {
        id: row.get("id")?,
        patient: row.get("patient_id")?,
        version: row.get("version")?,
        revision: row.get("revision")?,
        booked_at: row.get("booked_at")?,
        zone: row.get("zone")?,
        state,
    };
    Ok(Stored {
        row: visit,
        status: row.get("status")?,
        status_before: row.get("status_before")?,
        cancelled_by: row.get("cancelled_by")?,
    })
}

/// Writes a new visit at `place`.
pub fn insert(tx: &Tx<'_>, id: VisitId, patient: PatientId, state: &VisitState, place: &Place) -> Result<()> {
    tx.on()
        .prepare_cached(
            "INSERT INTO visit (id, patient_id, provider_id, service_id, room_id, day, starts, zone, fold, minutes, buffer_before, buffer_after,
                                starts_at, ends_at, busy_from, busy_until, status, status_at, override_reason, override_by, override_at, note, booked_at, booked_by)
             VALUES (:id, :patient, :provider, :service, :room, :day, :starts, :zone, :fold, :minutes, :buffer_before, :buffer_after,
                     :starts_at, :ends_at, :busy_from, :busy_until, :status, :status_at, :override_reason, :override_by, :override_at, :note, :booked_at, :booked_by)",
        )?
        .execute(named_params! {
            ":id": id, ":patient": patient, ":provider": state.provider, ":service": state.service, ":room": state.room,
            ":day": place.day(), ":starts": state.starts, ":zone": place.zone_name, ":fold": state.fold, ":minutes": state.minutes,
            ":buffer_before": state.buffer_before, ":buffer_after": state.buffer_after,
            ":starts_at": place.starts_at(), ":ends_at": place.ends_at(), ":busy_from": place.busy_from(), ":busy_until": place.busy_until(),
            ":status": state.status.stored(), ":status_at": state.status_at,
            ":override_reason": state.overridden.as_ref().map(|o| &o.reason), ":override_by": state.overridden.as_ref().map(|o| &o.by),
            ":override_at": state.overridden.as_ref().map(|o| o.at),
            ":note": state.note, ":booked_at": tx.now().as_second(), ":booked_by": tx.actor().to_string(),
        })?;
    Ok(())
}

/// Writes a changed state; the version rises, and with `revised` the revision. Without a `place` the visit stays where
/// it is and its instants stay as they are.
pub fn update(tx: &Tx<'_>, id: VisitId, state: &VisitState, place: Option<&Place>, revised: bool) -> Result<()> {
    if let Some(place) = place {
        tx.on()
            .prepare_cached(
                "UPDATE visit SET day = ?2, starts = ?3, zone = ?4, fold = ?5, starts_at = ?6, ends_at = ?7, busy_from = ?8, busy_until = ?9 WHERE id = ?1",
            )?
            .execute(params![
                id, place.day(), state.starts, place.zone_name, state.fold, place.starts_at(), place.ends_at(), place.busy_from(), place.busy_until()
            ])?;
    }
    tx.on()
        .prepare_cached(
            "UPDATE visit SET provider_id = :provider, service_id = :service, room_id = :room, minutes = :minutes, buffer_before = :buffer_before,
                    buffer_after = :buffer_after, status = :status, status_at = :status_at, confirmed_at = :confirmed_at, arrived_at = :arrived_at,
                    in_room_at = :in_room_at, completed_at = :completed_at, no_show_at = :no_show_at, cancelled_at = :cancelled_at,
                    cancelled_by = :cancelled_by, status_before = :status_before, reason = :reason, note = :note, override_reason = :override_reason,
                    override_by = :override_by, override_at = :override_at, version = version + 1, revision = revision + :revised WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id, ":provider": state.provider, ":service": state.service, ":room": state.room, ":minutes": state.minutes,
            ":buffer_before": state.buffer_before, ":buffer_after": state.buffer_after,
            ":status": state.status.stored(), ":status_at": state.status_at,
            ":confirmed_at": state.times.confirmed_at, ":arrived_at": state.times.arrived_at, ":in_room_at": state.times.in_room_at,
            ":completed_at": state.times.completed_at, ":no_show_at": state.times.no_show_at,
            ":cancelled_at": state.cancelled_at, ":cancelled_by": state.cancelled_by.map(CalledOffBy::stored),
            ":status_before": state.status_before.map(VisitStatus::stored), ":reason": state.reason, ":note": state.note,
            ":override_reason": state.overridden.as_ref().map(|o| &o.reason), ":override_by": state.overridden.as_ref().map(|o| &o.by),
            ":override_at": state.overridden.as_ref().map(|o| o.at), ":revised": revised,
        })?;
    set_in_tray(tx, id, state.in_tray)
}

/// Marks a booking as undone: it stays in the file, cancelled, and is shown nowhere.
pub fn mark_withdrawn(tx: &Tx<'_>, id: VisitId) -> Result<()> {
    tx.on()
        .prepare_cached("UPDATE visit SET withdrawn = 1, status_before = status, status = 'cancelled', status_at = ?2, cancelled_at = ?2, cancelled_by = 'clinic', version = version + 1 WHERE id = ?1")?
        .execute(params![id, tx.now().as_second()])?;
    set_in_tray(tx, id, false)
}

/// Removes a withdrawn booking nobody was told of: its patient's registration is taken back with it.
pub fn erase_withdrawn(tx: &Tx<'_>, id: VisitId) -> Result<()> {
    tx.on()
        .prepare_cached("DELETE FROM visit WHERE id = ?1 AND withdrawn = 1")?
        .execute([id])?;
    Ok(())
}

/// Puts the visit into the tray or takes it out. One that is in stays with the time and person that put it there.
pub fn set_in_tray(tx: &Tx<'_>, id: VisitId, in_tray: bool) -> Result<()> {
    if in_tray {
        tx.on()
            .prepare_cached(
                "INSERT INTO tray (visit_id, put_at, put_by) VALUES (?1, ?2, ?3) ON CONFLICT (visit_id) DO NOTHING",
            )?
            .execute(params![id, tx.now().as_second(), tx.actor().to_string()])?;
    } else {
        tx.on()
            .prepare_cached("DELETE FROM tray WHERE visit_id = ?1")?
            .execute([id])?;
    }
    Ok(())
}
