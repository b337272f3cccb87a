//! Reads the visits of some days in the form the calendar draws them: one query for all of them.

use crate::Result;
use crate::clinic::Colour;
use crate::ids::{ProviderId, ServiceId};
use crate::schedule::axis::Frame;
use crate::schedule::counts::Counts;
use crate::schedule::status::VisitStatus;
use crate::schedule::visit::DayVisit;
use crate::schedule::wall;
use crate::{Refusal, clinic};
use jiff::tz::{AmbiguousOffset, TimeZone};
use rusqlite::{Connection, Row, Statement, params};
use std::collections::HashMap;

/// Which visits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Which {
    /// Only of this provider.
    pub provider: Option<ProviderId>,
    /// Cancelled ones too.
    pub cancelled: bool,
}

/// Through the primary key: a contiguous stretch of the file.
pub const VISITS: &str = "SELECT v.day, v.id, v.version, v.patient_id, p.no, trim(p.given || ' ' || p.family) AS patient_name, p.phone, v.provider_id, v.room_id, v.service_id,
       v.starts, v.fold, v.minutes, v.buffer_before, v.buffer_after, v.starts_at, v.ends_at, v.status, v.status_at,
       v.note <> '' AS has_note, v.override_reason IS NOT NULL AS overridden, t.visit_id IS NOT NULL AS in_tray,
       NOT EXISTS (SELECT 1 FROM visit e WHERE e.patient_id = v.patient_id AND e.starts_at < v.starts_at AND e.status NOT IN ('cancelled', 'no_show')) AS first_visit
FROM visit v JOIN patient p INDEXED BY patient_card ON p.id = v.patient_id LEFT JOIN tray t ON t.visit_id = v.id
WHERE v.day BETWEEN ?1 AND ?2 AND v.withdrawn = 0 AND (?3 IS NULL OR v.provider_id = ?3) AND (?4 OR v.status <> 'cancelled')
ORDER BY v.day, v.starts_at, v.id";

/// The visits of `frames` (days in a row), by day and start: one list for each frame.
pub fn visits(on: &Connection, zone: &TimeZone, frames: &[Frame], which: Which) -> Result<Vec<Vec<DayVisit>>> {
    let (Some(first), Some(last)) = (frames.first(), frames.last()) else {
        return Ok(Vec::new());
    };
    let services = services(on)?;
    let mut statement = on.prepare_cached(VISITS)?;
    let column = Columns::of(&statement)?;
    let mut days: Vec<Vec<DayVisit>> = vec![Vec::new(); frames.len()];
    let names: Vec<String> = frames.iter().map(|frame| frame.day.to_string()).collect();
    let mut rows = statement.query(params![
        first.day.to_string(),
        last.day.to_string(),
        which.provider,
        which.cancelled
    ])?;
    let mut at = 0;
    while let Some(row) = rows.next()? {
        let day = row.get_ref(column.day)?.as_str().map_err(rusqlite::Error::from)?;
        while names.get(at).is_some_and(|name| name != day) {
            at += 1;
        }
        let (Some(frame), Some(visits)) = (frames.get(at), days.get_mut(at)) else {
            return Err(Refusal::fault("a visit on a day that was not asked for"));
        };
        visits.push(visit(row, &column, zone, frame, &services)?);
    }
    Ok(days)
}

/// Where each column of [`VISITS`] stands: looked up by name once a query, because a day has hundreds of rows.
struct Columns {
    day: usize,
    id: usize,
    version: usize,
    patient_id: usize,
    no: usize,
    patient_name: usize,
    phone: usize,
    provider_id: usize,
    room_id: usize,
    service_id: usize,
    starts: usize,
    fold: usize,
    minutes: usize,
    buffer_before: usize,
    buffer_after: usize,
    starts_at: usize,
    ends_at: usize,
    status: usize,
    status_at: usize,
    has_note: usize,
    overridden: usize,
    in_tray: usize,
    first_visit: usize,
}

impl Columns {
    fn of(statement: &Statement<'_>) -> rusqlite::Result<Self> {
        let at = |name: &str| statement.column_index(name);
        Ok(Self {
            day: at("day")?,
            id: at("id")?,
            version: at("version")?,
            patient_id: at("patient_id")?,
            no: at("no")?,
            patient_name: at("patient_name")?,
            phone: at("phone")?,
            provider_id: at("provider_id")?,
            room_id: at("room_id")?,
            service_id: at("service_id")?,
            starts: at("starts")?,
            fold: at("fold")?,
            minutes: at("minutes")?,
            buffer_before: at("buffer_before")?,
            buffer_after: at("buffer_after")?,
            starts_at: at("starts_at")?,
            ends_at: at("ends_at")?,
            status: at("status")?,
            status_at: at("status_at")?,
            has_note: at("has_note")?,
            overridden: at("overridden")?,
            in_tray: at("in_tray")?,
            first_visit: at("first_visit")?,
        })
    }
}

fn visit(
    row: &Row<'_>,
    column: &Columns,
    zone: &TimeZone,
    frame: &Frame,
    services: &HashMap<ServiceId, (String, Colour)>,
) -> Result<DayVisit> {
    let service: ServiceId = row.get(column.service_id)?;
    let (service_name, colour) = services
        .get(&service)
        .ok_or_else(|| Refusal::fault("a visit for a service that is not there"))?;
    let starts: String = row.get(column.starts)?;
    Ok(DayVisit {
        id: row.get(column.id)?,
        version: row.get(column.version)?,
        patient: row.get(column.patient_id)?,
        patient_no: row.get(column.no)?,
        patient_name: row.get(column.patient_name)?,
        patient_phone: row.get(column.phone)?,
        provider: row.get(column.provider_id)?,
        room: row.get(column.room_id)?,
        service,
        service_name: service_name.clone(),
        colour: *colour,
        ends: wall::clock(wall::at(zone, row.get(column.ends_at)?)?),
        at: frame.place(row.get(column.starts_at)?),
        minutes: row.get(column.minutes)?,
        buffer_before: row.get(column.buffer_before)?,
        buffer_after: row.get(column.buffer_after)?,
        comes_twice: comes_twice(zone, frame, &starts)?,
        starts,
        second: row.get::<_, i64>(column.fold)? == 1,
        status: VisitStatus::from_stored(row.get_ref(column.status)?.as_str().map_err(rusqlite::Error::from)?)?,
        status_at: row.get(column.status_at)?,
        first_visit: row.get(column.first_visit)?,
        has_note: row.get(column.has_note)?,
        overridden: row.get(column.overridden)?,
        in_tray: row.get(column.in_tray)?,
    })
}

/// Only a day longer than 24 hours has times that come twice.
fn comes_twice(zone: &TimeZone, frame: &Frame, starts: &str) -> Result<bool> {
    if frame.until - frame.from <= 86_400 {
        return Ok(false);
    }
    let wall = wall::parse("starts", starts)?;
    Ok(matches!(
        zone.to_ambiguous_timestamp(wall).offset(),
        AmbiguousOffset::Fold { .. }
    ))
}

/// Name and colour of every service: a clinic has a dozen, a day has hundreds of visits.
pub fn services(on: &Connection) -> Result<HashMap<ServiceId, (String, Colour)>> {
    let mut statement = on.prepare_cached("SELECT id, name, colour FROM service")?;
    let mut rows = statement.query([])?;
    let mut services = HashMap::new();
    while let Some(row) = rows.next()? {
        let colour = clinic::Colour::from_stored(&row.get::<_, String>("colour")?)?;
        services.insert(row.get("id")?, (row.get("name")?, colour));
    }
    Ok(services)
}

/// How many visits stand where.
pub fn count<'a>(visits: impl IntoIterator<Item = &'a DayVisit>) -> Counts {
    let mut counts = Counts::default();
    for visit in visits {
        let place = match visit.status {
            VisitStatus::Scheduled => &mut counts.scheduled,
            VisitStatus::Confirmed => &mut counts.confirmed,
            VisitStatus::Arrived => &mut counts.arrived,
            VisitStatus::InRoom => &mut counts.in_room,
            VisitStatus::Completed => &mut counts.completed,
            VisitStatus::NoShow => &mut counts.no_show,
            VisitStatus::Cancelled => &mut counts.cancelled,
        };
        *place += 1;
        if visit.status != VisitStatus::Cancelled {
            counts.all += 1;
            counts.first_visits += u32::from(visit.first_visit);
        }
    }
    counts
}
