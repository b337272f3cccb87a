//! What lies behind the visits of a column: hours, away and blocked times. Never something to click on.

use crate::clinic::hours::Span;
use crate::clinic::time_off::TimeOffKind;
use crate::ids::{LocationId, ProviderId, RoomId, TimeOffId};
use crate::schedule::axis::Frame;
use crate::schedule::wall;
use crate::{Refusal, Result};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rusqlite::Connection;
use serde::Serialize;
use ts_rs::TS;

/// A stretch of working time on a day's axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Open {
    /// Elapsed minutes since the day began.
    pub from: i32,
    /// Elapsed minutes since the day began.
    pub until: i32,
    /// `HH:MM`.
    pub from_clock: String,
    /// `HH:MM`; `24:00` is the end of the day.
    pub until_clock: String,
    /// Where.
    pub location: LocationId,
    /// In which room.
    pub room: Option<RoomId>,
}

/// A stretch without visits on a day's axis, cut to the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Away {
    /// Which time off.
    pub id: TimeOffId,
    /// Away or blocked.
    pub kind: TimeOffKind,
    /// What to show.
    pub label: String,
    /// The whole clinic.
    pub whole_clinic: bool,
    /// Elapsed minutes since the day began.
    pub from: i32,
    /// Elapsed minutes since the day began.
    pub until: i32,
    /// The whole of it: `YYYY-MM-DDTHH:MM`.
    pub starts: String,
    /// `YYYY-MM-DDTHH:MM`.
    pub ends: String,
}

/// The week of everybody and what is planned as away, for some days in a row.
pub struct Backdrop {
    spans: Vec<(ProviderId, Span)>,
    away: Vec<Planned>,
}

struct Planned {
    provider: Option<ProviderId>,
    id: TimeOffId,
    kind: TimeOffKind,
    label: String,
    starts: DateTime,
    ends: DateTime,
}

impl Backdrop {
    /// Reads it for the days from `first` to `last`.
    pub fn read(on: &Connection, first: Date, last: Date) -> Result<Self> {
        let mut statement =
            on.prepare_cached("SELECT provider_id, weekday, from_time, until_time, location_id, room_id FROM working_span ORDER BY provider_id, weekday, from_time")?;
        let spans = statement
            .query_map([], |row| {
                let span = Span {
                    weekday: row.get("weekday")?,
                    from: row.get("from_time")?,
                    until: row.get("until_time")?,
                    location: row.get("location_id")?,
                    room: row.get("room_id")?,
                };
                Ok((row.get("provider_id")?, span))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut statement = on.prepare_cached("SELECT provider_id, id, kind, label, starts, ends FROM time_off WHERE ends > ?1 AND starts < ?2 ORDER BY starts, id")?;
        let after = last.tomorrow().map_err(Refusal::fault)?;
        let mut rows = statement.query([first.to_string(), after.to_string()])?;
        let mut away = Vec::new();
        while let Some(row) = rows.next()? {
            away.push(Planned {
                provider: row.get("provider_id")?,
                id: row.get("id")?,
                kind: TimeOffKind::from_stored(&row.get::<_, String>("kind")?)?,
                label: row.get("label")?,
                starts: wall::parse("starts", &row.get::<_, String>("starts")?)?,
                ends: wall::parse("ends", &row.get::<_, String>("ends")?)?,
            });
        }
        Ok(Self { spans, away })
    }

    /// Working hours on a day of those `whose` says yes to, in order.
    pub fn open(&self, zone: &TimeZone, frame: &Frame, whose: impl Fn(ProviderId, &Span) -> bool) -> Result<Vec<Open>> {
        let weekday = frame.day.weekday().to_monday_one_offset().unsigned_abs();
        let mut open = Vec::new();
        for (provider, span) in &self.spans {
            if span.weekday != weekday || !whose(*provider, span) {
                continue;
            }
            let (from, until) = (
                wall::on_day(frame.day, &span.from)?,
                wall::on_day(frame.day, &span.until)?,
            );
            open.push(Open {
                from: frame.place(wall::begins(zone, from)?),
                until: frame.place(wall::ends(zone, until)?),
                from_clock: span.from.clone(),
                until_clock: span.until.clone(),
                location: span.location,
                room: span.room,
            });
        }
        open.sort_by_key(|open| (open.from, open.until));
        Ok(open)
    }

    /// What is planned on a day for `provider` and for the whole clinic, or for the whole clinic alone.
    pub fn away(&self, zone: &TimeZone, frame: &Frame, provider: Option<ProviderId>) -> Result<Vec<Away>> {
        let mut away = Vec::new();
        for planned in &self.away {
            if planned.provider.is_some() && planned.provider != provider {
                continue;
            }
            let (from, until) = (
                frame.place(wall::begins(zone, planned.starts)?),
                frame.place(wall::ends(zone, planned.ends)?),
            );
            if from < until {
                away.push(Away {
                    id: planned.id,
                    kind: planned.kind,
                    label: planned.label.clone(),
                    whole_clinic: planned.provider.is_none(),
                    from,
                    until,
                    starts: wall::text(planned.starts),
                    ends: wall::text(planned.ends),
                });
            }
        }
        Ok(away)
    }
}

/// Overlapping stretches of several providers as one: when anybody works.
pub fn when_anybody(open: Vec<Open>) -> Vec<Open> {
    let mut merged: Vec<Open> = Vec::new();
    for stretch in open {
        match merged.last_mut() {
            Some(last) if stretch.from <= last.until => {
                if stretch.until > last.until {
                    (last.until, last.until_clock) = (stretch.until, stretch.until_clock);
                }
                if last.room != stretch.room {
                    last.room = None;
                }
            }
            _ => merged.push(stretch),
        }
    }
    merged
}

/// Minutes of `open` that are not `away`.
pub fn minutes_open(open: &[Open], away: &[Away]) -> i32 {
    let mut minutes = 0;
    for stretch in open {
        let mut from = stretch.from;
        let mut cuts: Vec<&Away> = away
            .iter()
            .filter(|a| a.from < stretch.until && a.until > stretch.from)
            .collect();
        cuts.sort_by_key(|a| a.from);
        for cut in cuts {
            minutes += (cut.from - from).max(0);
            from = from.max(cut.until);
        }
        minutes += (stretch.until - from).max(0);
    }
    minutes
}
