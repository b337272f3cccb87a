//! Find the next times that are free.

use crate::clinic::text;
use crate::door::Call;
use crate::ids::{LocationId, ProviderId, RoomId, ServiceId};
use crate::schedule::axis::Frame;
use crate::schedule::backdrop::Backdrop;
use crate::schedule::columns::{self, Person};
use crate::schedule::wall;
use crate::{Refusal, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What for, and from when.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskOpenings {
    /// The service: its length and buffers have to fit.
    pub service: ServiceId,
    /// Only this provider; otherwise everybody who performs the service.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
    /// From this day (`YYYY-MM-DD`) or wall time (`YYYY-MM-DDTHH:MM`) on; never before now.
    pub from: String,
    /// How many days to look through, 1 to 366.
    pub days: u32,
    /// How many to find, 1 to 200.
    pub limit: u32,
    /// Another length than the service's.
    #[ts(optional)]
    pub minutes: Option<u32>,
}

/// A free time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Opening {
    /// With whom.
    pub provider: ProviderId,
    /// Their name.
    pub provider_name: String,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    pub fold: u8,
    /// Instant of the start, Unix seconds.
    #[ts(type = "number")]
    pub starts_at: i64,
    /// Length.
    pub minutes: u32,
    /// The room the provider works in then.
    pub room: Option<RoomId>,
    /// Its name.
    pub room_name: Option<String>,
    /// Where.
    pub location: LocationId,
}

/// The grid of the calendar, seconds.
const STEP: i64 = 5 * 60;

/// The next free times, the earliest first: inside hours, outside time off, with buffers, in a free room. What the
/// policy of a provider would let overlap is not offered: free means free.
pub fn openings(call: &Call<'_>, input: AskOpenings) -> Result<Vec<Opening>> {
    let (zone, now) = (call.practice()?.zone(), call.practice()?.now().as_second());
    call.read(|on| input.run(on, &zone, now))
}

impl AskOpenings {
    /// The next free times, inside any transaction; `now` in Unix seconds.
    pub fn run(&self, on: &Connection, zone: &TimeZone, now: i64) -> Result<Vec<Opening>> {
        text::between("days", i64::from(self.days), 1, 366, "days")?;
        text::between("limit", i64::from(self.limit), 1, 200, "openings")?;
        let earliest = if self.from.len() == 10 {
            wall::parse_day("from", &self.from)?.at(0, 0, 0, 0)
        } else {
            wall::parse("from", &self.from)?
        };
        let limit = usize::try_from(self.limit).map_err(Refusal::fault)?;
        let fit = Fit::read(on, self)?;
        let people: Vec<Person> = columns::people(on)?
            .into_iter()
            .filter(|p| p.active && fit.performs(p.id, self.provider))
            .collect();
        let not_before = wall::begins(zone, earliest)?.max(now);
        let mut found = Vec::new();
        for day in earliest
            .date()
            .series(1.day())
            .take(usize::try_from(self.days).map_err(Refusal::fault)?)
        {
            let frame = Frame::of(zone, day)?;
            if frame.until <= not_before {
                continue;
            }
            let backdrop = Backdrop::read(on, day, day)?;
            let busy = busy_on(on, day)?;
            let mut today = Vec::new();
            for person in &people {
                today.extend(on_day(zone, &frame, &backdrop, &busy, person, &fit, not_before)?);
            }
            today.sort_by_key(|opening| opening.starts_at);
            found.extend(today);
            if found.len() >= limit {
                break;
            }
        }
        found.truncate(limit);
        let rooms = columns::room_names(on)?;
        for opening in &mut found {
            opening.room_name = opening.room.and_then(|room| rooms.get(&room).cloned());
        }
        Ok(found)
    }
}

/// What has to fit.
struct Fit {
    minutes: u32,
    before: i64,
    after: i64,
    performers: Vec<ProviderId>,
}

impl Fit {
    fn read(on: &Connection, input: &AskOpenings) -> Result<Self> {
        let (usual, before, after): (u32, i64, i64) = on
            .prepare_cached("SELECT minutes, buffer_before, buffer_after FROM service WHERE id = ?1")?
            .query_row([input.service], |row| {
                Ok((row.get("minutes")?, row.get("buffer_before")?, row.get("buffer_after")?))
            })
            .optional()?
            .ok_or_else(|| Refusal::invalid("service", "This service is not there any more. Choose another."))?;
        let minutes = input.minutes.unwrap_or(usual);
        text::between("minutes", i64::from(minutes), 5, 720, "minutes")?;
        let mut statement = on.prepare_cached("SELECT provider_id FROM service_provider WHERE service_id = ?1")?;
        let performers = statement
            .query_map([input.service], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self {
            minutes,
            before: before * 60,
            after: after * 60,
            performers,
        })
    }

    fn performs(&self, provider: ProviderId, only: Option<ProviderId>) -> bool {
        only.is_none_or(|only| only == provider) && (self.performers.is_empty() || self.performers.contains(&provider))
    }
}

/// Somebody and some room, taken for a while.
struct Busy {
    provider: ProviderId,
    room: Option<RoomId>,
    from: i64,
    until: i64,
}

/// Everything that takes time on a day; a visit from the evening before may reach into it.
fn busy_on(on: &Connection, day: Date) -> Result<Vec<Busy>> {
    let mut statement = on.prepare_cached(
        "SELECT provider_id, room_id, busy_from, busy_until FROM visit WHERE day BETWEEN ?1 AND ?2 AND status NOT IN ('cancelled', 'no_show')",
    )?;
    let (yesterday, tomorrow) = (
        day.yesterday().map_err(Refusal::fault)?,
        day.tomorrow().map_err(Refusal::fault)?,
    );
    let rows = statement.query_map([yesterday.to_string(), tomorrow.to_string()], |row| {
        Ok(Busy {
            provider: row.get("provider_id")?,
            room: row.get("room_id")?,
            from: row.get("busy_from")?,
            until: row.get("busy_until")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn on_day(
    zone: &TimeZone,
    frame: &Frame,
    backdrop: &Backdrop,
    busy: &[Busy],
    person: &Person,
    fit: &Fit,
    not_before: i64,
) -> Result<Vec<Opening>> {
    let length = i64::from(fit.minutes) * 60;
    let instant = |minute: i32| frame.from + i64::from(minute) * 60;
    let away = backdrop.away(zone, frame, Some(person.id))?;
    let mut found = Vec::new();
    for open in backdrop.open(zone, frame, |provider, _| provider == person.id)? {
        let room = open.room.or(person.room);
        let (mut at, until) = (instant(open.from), instant(open.until));
        if at < not_before {
            // Up to the next step of the grid.
            at += (not_before - at + STEP - 1).div_euclid(STEP) * STEP;
        }
        while at + length <= until {
            let off = away
                .iter()
                .any(|a| instant(a.from) < at + length && instant(a.until) > at);
            let taken = busy.iter().any(|b| {
                (b.provider == person.id || (room.is_some() && b.room == room))
                    && b.from < at + length + fit.after
                    && b.until > at - fit.before
            });
            if off || taken {
                at += STEP;
                continue;
            }
            let wall = wall::at(zone, at)?;
            let fold = u8::from(wall::resolve("from", zone, wall, None)?.at != at);
            found.push(Opening {
                provider: person.id,
                provider_name: person.name.clone(),
                starts: wall::text(wall),
                fold,
                starts_at: at,
                minutes: fit.minutes,
                room,
                room_name: None,
                location: open.location,
            });
            // The next one offered begins where this one ends.
            at += (length + STEP - 1).div_euclid(STEP) * STEP;
        }
    }
    Ok(found)
}
