//! The printed day.

use crate::clinic::{self, ClinicView, Paper};
use crate::door::Call;
use crate::ids::{ProviderId, VisitId};
use crate::schedule::axis::Frame;
use crate::schedule::backdrop::{Away, Backdrop};
use crate::schedule::status::VisitStatus;
use crate::schedule::{columns, view, wall};
use crate::{Refusal, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// Which day.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskDaySheet {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Only this provider; otherwise a sheet each for everybody who works or has visits that day.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
    /// False: record numbers only, for a sheet that hangs where patients see it.
    pub names: bool,
}

/// What the printer gets.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DaySheet {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// When it was printed, `YYYY-MM-DDTHH:MM` clinic wall time.
    pub printed: String,
    /// By whom.
    pub printed_by: String,
    /// The clinic, for the head.
    pub clinic: ClinicView,
    /// The paper to lay it out for.
    pub paper: Paper,
    /// Names are on it.
    pub names: bool,
    /// What the clocks do that day, in a sentence; absent on ordinary days.
    pub clock_change: Option<String>,
    /// One sheet a provider.
    pub sheets: Vec<ProviderSheet>,
}

/// One provider's sheet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProviderSheet {
    /// Whose.
    pub provider: ProviderId,
    /// Their name.
    pub provider_name: String,
    /// What they do.
    pub speciality: String,
    /// Working hours: `08:00–12:00`, `13:00–17:00`.
    pub hours: Vec<String>,
    /// Visits and blocked times, by start.
    pub rows: Vec<SheetRow>,
}

/// A line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SheetRow {
    /// The visit; absent for an away or blocked time.
    pub visit: Option<VisitId>,
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`.
    pub until: String,
    /// It is the second of a time that comes twice.
    pub second: bool,
    /// The patient's name; absent on a sheet without names.
    pub patient_name: Option<String>,
    /// The record number.
    #[ts(type = "number | null")]
    pub patient_no: Option<i64>,
    /// `YYYY-MM-DD`; absent on a sheet without names.
    pub born: Option<String>,
    /// E.164; absent on a sheet without names.
    pub phone: Option<String>,
    /// The service, or the label of the blocked time.
    pub what: String,
    /// The room's name.
    pub room: Option<String>,
    /// The desk's note; absent on a sheet without names.
    pub note: Option<String>,
    /// Where it stands.
    pub status: Option<VisitStatus>,
    /// The patient has not been here before.
    pub first_visit: bool,
}

/// The printed day. Cancelled visits are not on it.
pub fn day_sheet(call: &Call<'_>, input: AskDaySheet) -> Result<DaySheet> {
    let date = wall::parse_day("date", &input.date)?;
    let (zone, printed) = (call.practice()?.zone(), call.practice()?.wall_now());
    let printed_by = call.actor().to_string();
    call.looks_at(date);
    call.read(|on| {
        let frame = Frame::of(&zone, date)?;
        let backdrop = Backdrop::read(on, date, date)?;
        let mut rows = rows(on, &zone, date, input.provider, input.names)?;
        let mut sheets = Vec::new();
        for person in columns::people(on)? {
            let mut lines = rows.remove(&person.id).unwrap_or_default();
            let open = backdrop.open(&zone, &frame, |provider, _| provider == person.id)?;
            let wanted = input
                .provider
                .map_or(!lines.is_empty() || (person.active && !open.is_empty()), |only| {
                    only == person.id
                });
            if !wanted {
                continue;
            }
            lines.extend(
                backdrop
                    .away(&zone, &frame, Some(person.id))?
                    .into_iter()
                    .map(|away| away_row(&zone, &frame, away))
                    .collect::<Result<Vec<_>>>()?,
            );
            lines.sort_by_key(|(at, _)| *at);
            sheets.push(ProviderSheet {
                provider: person.id,
                provider_name: person.name,
                speciality: person.speciality,
                hours: open
                    .iter()
                    .map(|open| [open.from_clock.as_str(), "–", open.until_clock.as_str()].concat())
                    .collect(),
                rows: lines.into_iter().map(|(_, row)| row).collect(),
            });
        }
        if sheets.is_empty() && input.provider.is_some() {
            return Err(Refusal::invalid(
                "provider",
                "This provider is not there any more. Choose another.",
            ));
        }
        let clinic = clinic::view(on)?;
        Ok(DaySheet {
            date: date.to_string(),
            printed: wall::text(printed),
            printed_by: view::person(on, &printed_by)?,
            paper: clinic.paper,
            clinic,
            names: input.names,
            clock_change: frame.axis(&zone)?.clock_change,
            sheets,
        })
    })
}

type Rows = HashMap<ProviderId, Vec<(i64, SheetRow)>>;

/// The visits of the day by provider, each with its instant to sort by.
fn rows(on: &Connection, zone: &TimeZone, date: Date, provider: Option<ProviderId>, names: bool) -> Result<Rows> {
    let mut statement = on.prepare_cached(
        "SELECT v.id, v.provider_id, v.starts_at, v.ends_at, v.fold, v.status, v.note, s.name AS service_name, m.name AS room_name,
                p.no, trim(p.given || ' ' || p.family) AS patient_name, p.born, p.phone,
                NOT EXISTS (SELECT 1 FROM visit e WHERE e.patient_id = v.patient_id AND e.starts_at < v.starts_at AND e.status NOT IN ('cancelled', 'no_show')) AS first_visit
         FROM visit v JOIN patient p ON p.id = v.patient_id JOIN service s ON s.id = v.service_id LEFT JOIN room m ON m.id = v.room_id
         WHERE v.day = ?1 AND v.status <> 'cancelled' AND (?2 IS NULL OR v.provider_id = ?2) ORDER BY v.starts_at, v.id",
    )?;
    let mut rows = statement.query(params![date.to_string(), provider])?;
    let mut found = Rows::new();
    while let Some(row) = rows.next()? {
        let starts_at = row.get("starts_at")?;
        let note: Option<String> = row.get("note")?;
        let name: String = row.get("patient_name")?;
        let (born, phone): (Option<String>, Option<String>) = (row.get("born")?, row.get("phone")?);
        let line = SheetRow {
            visit: row.get("id")?,
            from: wall::clock(wall::at(zone, starts_at)?),
            until: wall::clock(wall::at(zone, row.get("ends_at")?)?),
            second: row.get::<_, i64>("fold")? == 1,
            patient_name: names.then_some(name),
            patient_no: row.get("no")?,
            born: born.filter(|_| names),
            phone: phone.filter(|_| names),
            what: row.get("service_name")?,
            room: row.get("room_name")?,
            note: note.filter(|note| names && !note.is_empty()),
            status: Some(VisitStatus::from_stored(&row.get::<_, String>("status")?)?),
            first_visit: row.get("first_visit")?,
        };
        found
            .entry(row.get("provider_id")?)
            .or_default()
            .push((starts_at, line));
    }
    Ok(found)
}

fn away_row(zone: &TimeZone, frame: &Frame, away: Away) -> Result<(i64, SheetRow)> {
    let instant = |minute: i32| frame.from + i64::from(minute) * 60;
    let row = SheetRow {
        visit: None,
        from: wall::clock(wall::at(zone, instant(away.from))?),
        until: if instant(away.until) == frame.until {
            "24:00".into()
        } else {
            wall::clock(wall::at(zone, instant(away.until))?)
        },
        second: false,
        patient_name: None,
        patient_no: None,
        born: None,
        phone: None,
        what: away.label,
        room: None,
        note: None,
        status: None,
        first_visit: false,
    };
    Ok((instant(away.from), row))
}
