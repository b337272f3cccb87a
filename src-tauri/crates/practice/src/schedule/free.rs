//! When somebody can be booked without a word to anybody: inside hours, outside time off, with buffers, in a free room.
//! What the policy of a provider would let overlap is not free. One place for the desk's search and the web's offer.

use crate::Result;
use crate::ids::{LocationId, ProviderId, RoomId};
use crate::schedule::axis::Frame;
use crate::schedule::backdrop::Backdrop;
pub(crate) use crate::schedule::columns::{Person, people};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::Connection;

/// What has to fit, seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fit {
    /// The visit.
    pub length: i64,
    /// Kept free before it.
    pub before: i64,
    /// Kept free after it.
    pub after: i64,
}

/// A day of the clinic, with everything that stands in it.
pub(crate) struct Day<'z> {
    zone: &'z TimeZone,
    /// Its bounds.
    pub frame: Frame,
    backdrop: Backdrop,
    busy: Vec<Busy>,
}

/// Somebody and some room, taken for a while.
struct Busy {
    provider: ProviderId,
    room: Option<RoomId>,
    from: i64,
    until: i64,
}

/// A stretch of somebody's working time, instants.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    /// From.
    pub from: i64,
    /// Until.
    pub until: i64,
    /// In which room.
    pub room: Option<RoomId>,
    /// Where.
    pub location: LocationId,
}

/// The day of one person.
pub(crate) struct Free<'d> {
    person: ProviderId,
    /// When they work, in order.
    pub stretches: Vec<Stretch>,
    away: Vec<(i64, i64)>,
    busy: &'d [Busy],
}

impl<'z> Day<'z> {
    /// Reads the day.
    pub fn read(on: &Connection, zone: &'z TimeZone, day: Date) -> Result<Self> {
        Ok(Self {
            zone,
            frame: Frame::of(zone, day)?,
            backdrop: Backdrop::read(on, day, day)?,
            busy: busy_on(on, day)?,
        })
    }

    /// The day of `person`.
    pub fn of(&self, person: &Person) -> Result<Free<'_>> {
        let instant = |minute: i32| self.frame.from + i64::from(minute) * 60;
        let open = self
            .backdrop
            .open(self.zone, &self.frame, |provider, _| provider == person.id)?;
        let away = self.backdrop.away(self.zone, &self.frame, Some(person.id))?;
        Ok(Free {
            person: person.id,
            stretches: open
                .into_iter()
                .map(|open| Stretch {
                    from: instant(open.from),
                    until: instant(open.until),
                    room: open.room.or(person.room),
                    location: open.location,
                })
                .collect(),
            away: away
                .iter()
                .map(|away| (instant(away.from), instant(away.until)))
                .collect(),
            busy: &self.busy,
        })
    }
}

impl Free<'_> {
    /// Whether a visit that begins at `at` fits into `stretch` and nothing stands against it.
    pub fn fits(&self, stretch: &Stretch, at: i64, fit: &Fit) -> bool {
        let ends = at + fit.length;
        at >= stretch.from
            && ends <= stretch.until
            && !self.away.iter().any(|(from, until)| *from < ends && *until > at)
            && !self.busy.iter().any(|busy| {
                (busy.provider == self.person || (stretch.room.is_some() && busy.room == stretch.room))
                    && busy.from < ends + fit.after
                    && busy.until > at - fit.before
            })
    }
}

/// Everything that takes time on a day; a visit from the evening before may reach into it.
fn busy_on(on: &Connection, day: Date) -> Result<Vec<Busy>> {
    let mut statement = on.prepare_cached(
        "SELECT provider_id, room_id, busy_from, busy_until FROM visit WHERE day BETWEEN ?1 AND ?2 AND status NOT IN ('cancelled', 'no_show')",
    )?;
    let (yesterday, tomorrow) = (
        day.yesterday().map_err(crate::Refusal::fault)?,
        day.tomorrow().map_err(crate::Refusal::fault)?,
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
