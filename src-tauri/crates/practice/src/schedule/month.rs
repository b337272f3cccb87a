//! A month at a glance: how full each day is. It stays small with 200 visits a day, because only the first few travel.

use crate::clinic::Colour;
use crate::clinic::time_off::TimeOffKind;
use crate::door::Call;
use crate::ids::{ProviderId, ServiceId, VisitId};
use crate::schedule::axis::Frame;
use crate::schedule::backdrop::{Backdrop, minutes_open};
use crate::schedule::status::VisitStatus;
use crate::schedule::{columns, grid, wall};
use crate::{Refusal, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// Which month.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskMonth {
    /// `YYYY-MM`.
    pub month: String,
    /// Only this provider.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
}

/// A month, with the six days before and after it that fill the grid whatever the week begins with.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MonthView {
    /// `YYYY-MM`.
    pub month: String,
    /// The days in order.
    pub days: Vec<MonthDay>,
}

/// A day of the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MonthDay {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// How many visits; cancelled ones not counted.
    pub visits: u32,
    /// How many of them are not confirmed yet.
    pub unconfirmed: u32,
    /// Minutes booked.
    pub booked_minutes: u32,
    /// Minutes open: of the provider, or of all together.
    pub open_minutes: i32,
    /// Why the whole clinic (or the provider) is away that day, if so.
    pub closed: Option<String>,
    /// The first few visits.
    pub first: Vec<MonthVisit>,
}

/// One of the first few.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MonthVisit {
    /// Which.
    pub id: VisitId,
    /// `HH:MM`.
    pub clock: String,
    /// The patient's name.
    pub patient_name: String,
    /// The service's colour.
    pub colour: Colour,
    /// Where it stands.
    pub status: VisitStatus,
}

/// How many visits of a day travel.
const FIRST_FEW: i64 = 4;

/// The month.
pub fn month(call: &Call<'_>, input: AskMonth) -> Result<MonthView> {
    let wrong = || Refusal::invalid("month", "Write the month like 2026-11.");
    if input.month.len() != 7 {
        return Err(wrong());
    }
    let first = wall::parse_day("month", &[&input.month, "-01"].concat()).map_err(|_| wrong())?;
    let from = first.checked_sub(6.days()).map_err(Refusal::fault)?;
    let until = first.last_of_month().checked_add(6.days()).map_err(Refusal::fault)?;
    let zone = call.practice()?.zone();
    call.looks_at(first);
    call.read(|on| {
        let mut totals = totals(on, from, until, input.provider)?;
        let mut few = first_few(on, from, until, input.provider)?;
        let backdrop = Backdrop::read(on, from, until)?;
        let people = columns::people(on)?;
        let mut days = Vec::new();
        for day in from.series(1.day()).take_while(|day| *day <= until) {
            let frame = Frame::of(&zone, day)?;
            let date = day.to_string();
            let (visits, unconfirmed, booked_minutes) = totals.remove(&date).unwrap_or_default();
            let mut open_minutes = 0;
            for person in people
                .iter()
                .filter(|p| input.provider.map_or(p.active, |only| only == p.id))
            {
                let open = backdrop.open(&zone, &frame, |provider, _| provider == person.id)?;
                open_minutes += minutes_open(&open, &backdrop.away(&zone, &frame, Some(person.id))?);
            }
            let away = backdrop.away(&zone, &frame, input.provider)?;
            let whole_day = (frame.place(frame.from), frame.place(frame.until));
            let closed = away
                .into_iter()
                .find(|a| a.kind == TimeOffKind::Away && (a.from, a.until) == whole_day)
                .map(|a| a.label);
            let first = few.remove(&date).unwrap_or_default();
            days.push(MonthDay {
                date,
                visits,
                unconfirmed,
                booked_minutes,
                open_minutes,
                closed,
                first,
            });
        }
        Ok(MonthView {
            month: input.month.clone(),
            days,
        })
    })
}

fn totals(
    on: &Connection,
    from: Date,
    until: Date,
    provider: Option<ProviderId>,
) -> Result<HashMap<String, (u32, u32, u32)>> {
    let mut statement = on.prepare_cached(
        "SELECT day, count(*) AS visits, sum(status = 'scheduled') AS unconfirmed, sum(minutes) AS minutes FROM visit
         WHERE day BETWEEN ?1 AND ?2 AND status <> 'cancelled' AND (?3 IS NULL OR provider_id = ?3) GROUP BY day",
    )?;
    let rows = statement.query_map(params![from.to_string(), until.to_string(), provider], |row| {
        Ok((
            row.get("day")?,
            (row.get("visits")?, row.get("unconfirmed")?, row.get("minutes")?),
        ))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn first_few(
    on: &Connection,
    from: Date,
    until: Date,
    provider: Option<ProviderId>,
) -> Result<HashMap<String, Vec<MonthVisit>>> {
    let services = grid::services(on)?;
    let mut statement = on.prepare_cached(
        "SELECT v.day, v.id, v.starts, trim(p.given || ' ' || p.family) AS patient_name, v.service_id, v.status
         FROM (SELECT day, id, starts, starts_at, patient_id, service_id, status, row_number() OVER (PARTITION BY day ORDER BY starts_at, id) AS place
               FROM visit WHERE day BETWEEN ?1 AND ?2 AND status <> 'cancelled' AND (?3 IS NULL OR provider_id = ?3)) v
         JOIN patient p ON p.id = v.patient_id WHERE v.place <= ?4 ORDER BY v.day, v.place",
    )?;
    let mut rows = statement.query(params![from.to_string(), until.to_string(), provider, FIRST_FEW])?;
    let mut few: HashMap<String, Vec<MonthVisit>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (_, colour) = services
            .get(&row.get::<_, ServiceId>("service_id")?)
            .ok_or_else(|| Refusal::fault("a visit for a service that is not there"))?;
        let starts: String = row.get("starts")?;
        few.entry(row.get("day")?).or_default().push(MonthVisit {
            id: row.get("id")?,
            clock: wall::clock(wall::parse("starts", &starts)?),
            patient_name: row.get("patient_name")?,
            colour: *colour,
            status: VisitStatus::from_stored(&row.get::<_, String>("status")?)?,
        });
    }
    Ok(few)
}
