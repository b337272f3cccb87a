//! Find the next times that are free.

use crate::clinic::text;
use crate::door::Call;
use crate::ids::{LocationId, ProviderId, RoomId, ServiceId};
use crate::schedule::axis::Frame;
use crate::schedule::columns;
use crate::schedule::free::{Day, Fit, Person};
use crate::schedule::wall;
use crate::{Refusal, Result};
use jiff::ToSpan;
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
        let wish = Wish::read(on, self)?;
        let people: Vec<Person> = columns::people(on)?
            .into_iter()
            .filter(|p| p.active && wish.performs(p.id, self.provider))
            .collect();
        let not_before = wall::begins(zone, earliest)?.max(now);
        let mut found = Vec::new();
        for day in earliest
            .date()
            .series(1.day())
            .take(usize::try_from(self.days).map_err(Refusal::fault)?)
        {
            if Frame::of(zone, day)?.until <= not_before {
                continue;
            }
            let day = Day::read(on, zone, day)?;
            let mut today = Vec::new();
            for person in &people {
                today.extend(on_day(zone, &day, person, &wish, not_before)?);
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

/// What is looked for.
struct Wish {
    minutes: u32,
    fit: Fit,
    performers: Vec<ProviderId>,
}

impl Wish {
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
            fit: Fit {
                length: i64::from(minutes) * 60,
                before: before * 60,
                after: after * 60,
            },
            performers,
        })
    }

    fn performs(&self, provider: ProviderId, only: Option<ProviderId>) -> bool {
        only.is_none_or(|only| only == provider) && (self.performers.is_empty() || self.performers.contains(&provider))
    }
}

fn on_day(zone: &TimeZone, day: &Day<'_>, person: &Person, wish: &Wish, not_before: i64) -> Result<Vec<Opening>> {
    let free = day.of(person)?;
    let mut found = Vec::new();
    for stretch in &free.stretches {
        let mut at = stretch.from;
        if at < not_before {
            // Up to the next step of the grid.
            at += (not_before - at + STEP - 1).div_euclid(STEP) * STEP;
        }
        while at + wish.fit.length <= stretch.until {
            if !free.fits(stretch, at, &wish.fit) {
                at += STEP;
                continue;
            }
            let (starts, fold) = wall::starts(zone, at)?;
            found.push(Opening {
                provider: person.id,
                provider_name: person.name.clone(),
                starts,
                fold,
                starts_at: at,
                minutes: wish.minutes,
                room: stretch.room,
                room_name: None,
                location: stretch.location,
            });
            // The next one offered begins where this one ends.
            at += (wish.fit.length + STEP - 1).div_euclid(STEP) * STEP;
        }
    }
    Ok(found)
}
