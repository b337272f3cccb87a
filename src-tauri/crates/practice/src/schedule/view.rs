//! Reads visits in the form the screens get them: one with everything, or lines of a list.

use crate::clinic::Colour;
use crate::ids::{StaffId, VisitId};
use crate::schedule::place::Place;
use crate::schedule::status::VisitStatus;
use crate::schedule::store;
use crate::schedule::visit::{Overridden, VisitLine, VisitView};
use crate::schedule::wall;
use crate::{Result, staff};
use rusqlite::{Connection, Row};

/// A visit with all that is known of it.
pub fn one(on: &Connection, id: VisitId) -> Result<VisitView> {
    let row = store::load(on, id)?;
    let state = row.state;
    let zone_name = row.zone;
    let zone = wall::named(&zone_name)?;
    let place = Place::of(&state, &zone, &zone_name)?;
    let mut statement = on.prepare_cached(
        "SELECT p.no, trim(p.given || ' ' || p.family) AS patient_name, p.phone, p.email, r.name AS provider_name, s.name AS service_name, s.colour, s.price,
                m.name AS room_name, m.location_id, l.name AS location_name, v.booked_by, v.ends_at,
                NOT EXISTS (SELECT 1 FROM visit e WHERE e.patient_id = v.patient_id AND e.starts_at < v.starts_at AND e.status NOT IN ('cancelled', 'no_show')) AS first_visit
         FROM visit v JOIN patient p ON p.id = v.patient_id JOIN provider r ON r.id = v.provider_id JOIN service s ON s.id = v.service_id
         LEFT JOIN room m ON m.id = v.room_id LEFT JOIN location l ON l.id = m.location_id WHERE v.id = ?1",
    )?;
    let mut rows = statement.query([id])?;
    let joined = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let booked_by: String = joined.get("booked_by")?;
    let overridden = match state.overridden {
        Some(exception) => Some(Overridden {
            reason: exception.reason,
            by: person(on, &exception.by)?,
            at: exception.at,
        }),
        None => None,
    };
    Ok(VisitView {
        id,
        version: row.version,
        revision: row.revision,
        patient: row.patient,
        patient_no: joined.get("no")?,
        patient_name: joined.get("patient_name")?,
        patient_phone: joined.get("phone")?,
        patient_email: joined.get("email")?,
        provider: state.provider,
        provider_name: joined.get("provider_name")?,
        service: state.service,
        service_name: joined.get("service_name")?,
        colour: Colour::from_stored(&joined.get::<_, String>("colour")?)?,
        price: joined.get("price")?,
        room: state.room,
        room_name: joined.get("room_name")?,
        location: joined.get("location_id")?,
        location_name: joined.get("location_name")?,
        day: place.day(),
        ends: wall::text(wall::at(&zone, place.ends_at())?),
        starts: state.starts,
        zone: zone_name,
        comes_twice: place.moment.comes_twice,
        second: place.moment.fold == 1,
        minutes: state.minutes,
        buffer_before: state.buffer_before,
        buffer_after: state.buffer_after,
        starts_at: place.starts_at(),
        ends_at: place.ends_at(),
        status: state.status,
        status_at: state.status_at,
        times: state.times,
        cancelled_at: state.cancelled_at,
        cancelled_by: state.cancelled_by,
        reason: state.reason,
        note: state.note,
        first_visit: joined.get("first_visit")?,
        in_tray: state.in_tray,
        overridden,
        booked_at: row.booked_at,
        booked_by: person(on, &booked_by)?,
    })
}

/// What a [`VisitLine`] is read from; the caller adds its WHERE.
pub const LINES: &str = "SELECT v.id, v.version, v.patient_id, p.no, trim(p.given || ' ' || p.family) AS patient_name, p.phone, v.provider_id,
    r.name AS provider_name, v.service_id, s.name AS service_name, s.colour, m.name AS room_name, v.starts, v.minutes, v.fold, v.starts_at,
    v.status, v.status_at, v.note
    FROM visit v JOIN patient p ON p.id = v.patient_id JOIN provider r ON r.id = v.provider_id JOIN service s ON s.id = v.service_id
    LEFT JOIN room m ON m.id = v.room_id ";

/// A line of a list, from a row of [`LINES`].
pub fn line(row: &Row<'_>) -> Result<VisitLine> {
    Ok(VisitLine {
        id: row.get("id")?,
        version: row.get("version")?,
        patient: row.get("patient_id")?,
        patient_no: row.get("no")?,
        patient_name: row.get("patient_name")?,
        patient_phone: row.get("phone")?,
        provider: row.get("provider_id")?,
        provider_name: row.get("provider_name")?,
        service: row.get("service_id")?,
        service_name: row.get("service_name")?,
        colour: Colour::from_stored(row.get_ref("colour")?.as_str().map_err(rusqlite::Error::from)?)?,
        room_name: row.get("room_name")?,
        starts: row.get("starts")?,
        minutes: row.get("minutes")?,
        second: row.get::<_, i64>("fold")? == 1,
        starts_at: row.get("starts_at")?,
        status: VisitStatus::from_stored(row.get_ref("status")?.as_str().map_err(rusqlite::Error::from)?)?,
        status_at: row.get("status_at")?,
        note: row.get("note")?,
    })
}

/// The name behind an actor as stored; who is not a person stays as written.
pub fn person(on: &Connection, actor: &str) -> Result<String> {
    let Ok(id) = actor.parse::<StaffId>() else {
        return Ok(actor.to_owned());
    };
    Ok(staff::name_of(on, id)?.unwrap_or_else(|| actor.to_owned()))
}
