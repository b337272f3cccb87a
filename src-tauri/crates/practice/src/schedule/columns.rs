//! The columns of a day.

use crate::Result;
use crate::ids::{ProviderId, RoomId};
use crate::schedule::axis::Frame;
use crate::schedule::backdrop::{Backdrop, when_anybody};
use crate::schedule::day::Column;
use crate::schedule::status::VisitStatus;
use crate::schedule::visit::DayVisit;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use std::collections::HashMap;

/// A provider, as columns and lists need them.
#[derive(Debug, Clone)]
pub struct Person {
    /// Which.
    pub id: ProviderId,
    /// Their name.
    pub name: String,
    /// What they do.
    pub speciality: String,
    /// The room they usually work in, if it is in use.
    pub room: Option<RoomId>,
    /// Its name.
    pub room_name: Option<String>,
    /// Whether they take visits.
    pub active: bool,
}

/// Everybody, in the order of the columns.
pub fn people(on: &Connection) -> Result<Vec<Person>> {
    let mut statement = on.prepare_cached(
        "SELECT p.id, p.name, p.speciality, m.id AS room_id, m.name AS room_name, p.active
         FROM provider p LEFT JOIN room m ON m.id = p.room_id AND m.active = 1 ORDER BY p.position, p.name, p.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Person {
            id: row.get("id")?,
            name: row.get("name")?,
            speciality: row.get("speciality")?,
            room: row.get("room_id")?,
            room_name: row.get("room_name")?,
            active: row.get("active")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The names of the rooms.
pub fn room_names(on: &Connection) -> Result<HashMap<RoomId, String>> {
    let mut statement = on.prepare_cached("SELECT id, name FROM room")?;
    let rows = statement.query_map([], |row| Ok((row.get("id")?, row.get("name")?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A column for everybody in use, and for those who left as long as they have visits that day. One's own comes first.
pub fn by_provider(
    zone: &TimeZone,
    frame: &Frame,
    backdrop: &Backdrop,
    people: &[Person],
    visits: &[DayVisit],
    mine: Option<ProviderId>,
    only: Option<ProviderId>,
) -> Result<Vec<Column>> {
    let of = counts(visits, |visit| visit.provider);
    let mut columns = Vec::new();
    for person in people {
        let wanted = only.map_or(person.active || of.contains_key(&person.id), |only| only == person.id);
        if !wanted {
            continue;
        }
        columns.push(Column {
            provider: Some(person.id),
            room: None,
            name: person.name.clone(),
            detail: person.speciality.clone(),
            room_name: person.room_name.clone(),
            mine: mine == Some(person.id),
            active: person.active,
            open: backdrop.open(zone, frame, |provider, _| provider == person.id)?,
            away: backdrop.away(zone, frame, Some(person.id))?,
            visits: of.get(&person.id).copied().unwrap_or(0),
        });
    }
    columns.sort_by_key(|column| !column.mine);
    Ok(columns)
}

/// A column for every room and piece of equipment in use, and one for visits without a room if there are any.
pub fn by_room(
    on: &Connection,
    zone: &TimeZone,
    frame: &Frame,
    backdrop: &Backdrop,
    people: &[Person],
    visits: &[DayVisit],
) -> Result<Vec<Column>> {
    let of = counts(visits, |visit| visit.room);
    let usual: HashMap<ProviderId, Option<RoomId>> = people.iter().map(|person| (person.id, person.room)).collect();
    let mut statement = on.prepare_cached(
        "SELECT m.id, m.name, l.name AS location_name, m.active FROM room m JOIN location l ON l.id = m.location_id ORDER BY m.kind = 'equipment', m.position, m.name, m.id",
    )?;
    let mut rows = statement.query([])?;
    let mut columns = Vec::new();
    while let Some(row) = rows.next()? {
        let (room, active): (RoomId, bool) = (row.get("id")?, row.get("active")?);
        if !active && !of.contains_key(&Some(room)) {
            continue;
        }
        let open = backdrop.open(zone, frame, |provider, span| {
            span.room.or(usual.get(&provider).copied().flatten()) == Some(room)
        })?;
        columns.push(Column {
            provider: None,
            room: Some(room),
            name: row.get("name")?,
            detail: row.get("location_name")?,
            room_name: None,
            mine: false,
            active,
            open: when_anybody(open),
            away: backdrop.away(zone, frame, None)?,
            visits: of.get(&Some(room)).copied().unwrap_or(0),
        });
    }
    if visits.iter().any(|visit| visit.room.is_none()) {
        columns.push(Column {
            provider: None,
            room: None,
            name: "No room".into(),
            detail: String::new(),
            room_name: None,
            mine: false,
            active: false,
            open: Vec::new(),
            away: backdrop.away(zone, frame, None)?,
            visits: of.get(&None).copied().unwrap_or(0),
        });
    }
    Ok(columns)
}

fn counts<K: Eq + std::hash::Hash>(visits: &[DayVisit], key: impl Fn(&DayVisit) -> K) -> HashMap<K, u32> {
    let mut counts = HashMap::new();
    for visit in visits.iter().filter(|visit| visit.status != VisitStatus::Cancelled) {
        *counts.entry(key(visit)).or_default() += 1;
    }
    counts
}
