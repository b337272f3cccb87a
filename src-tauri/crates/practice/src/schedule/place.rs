//! Where a visit stands: provider, room, time and the time kept free around it.

use crate::clinic::text;
use crate::ids::{ProviderId, RoomId, ServiceId};
use crate::schedule::rules;
use crate::schedule::state::VisitState;
use crate::schedule::wall::{self, Moment};
use crate::{Refusal, Result};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension};

/// A place on the calendar. Its instants follow from wall time and zone.
#[derive(Debug, Clone)]
pub struct Place {
    /// With whom.
    pub provider: ProviderId,
    /// For what.
    pub service: ServiceId,
    /// Where.
    pub room: Option<RoomId>,
    /// When.
    pub moment: Moment,
    /// How long.
    pub minutes: u32,
    /// Kept free before it.
    pub buffer_before: u32,
    /// Kept free after it.
    pub buffer_after: u32,
    /// The clinic's zone.
    pub zone: TimeZone,
    /// Its name.
    pub zone_name: String,
}

impl Place {
    /// The place a state describes. What was agreed may meanwhile be a time the clocks skip (the clinic's zone
    /// changed); then it is as much later as they skip.
    pub fn of(state: &VisitState, zone: &TimeZone, zone_name: &str) -> Result<Self> {
        let moment = wall::resolve_or_later(zone, wall::parse("starts", &state.starts)?, state.fold)?;
        Ok(Self {
            provider: state.provider,
            service: state.service,
            room: state.room,
            moment,
            minutes: state.minutes,
            buffer_before: state.buffer_before,
            buffer_after: state.buffer_after,
            zone: zone.clone(),
            zone_name: zone_name.to_owned(),
        })
    }

    /// The clinic's day.
    pub fn day(&self) -> String {
        self.moment.wall.date().to_string()
    }

    /// Instant it begins, Unix seconds.
    pub fn starts_at(&self) -> i64 {
        self.moment.at
    }

    /// Instant it ends.
    pub fn ends_at(&self) -> i64 {
        self.moment.at + i64::from(self.minutes) * 60
    }

    /// Instant from which the provider and the room are taken.
    pub fn busy_from(&self) -> i64 {
        self.starts_at() - i64::from(self.buffer_before) * 60
    }

    /// Instant until which they are taken.
    pub fn busy_until(&self) -> i64 {
        self.ends_at() + i64::from(self.buffer_after) * 60
    }
}

/// A place as somebody asks for it: what is left out comes from the service and the provider's week.
pub struct Wish {
    /// With whom.
    pub provider: ProviderId,
    /// For what.
    pub service: ServiceId,
    /// When.
    pub wall: DateTime,
    /// 1: the second of a time that comes twice.
    pub fold: Option<u8>,
    /// How long; the service's without.
    pub minutes: Option<u32>,
    /// Where; the room the provider works in then without.
    pub room: Option<Option<RoomId>>,
}

impl Wish {
    /// The place meant. Refuses a time the clocks skip and a length no visit has.
    pub fn place(&self, on: &Connection) -> Result<Place> {
        let (zone, zone_name) = wall::clinic_zone(on)?;
        let (usual, buffer_before, buffer_after) = on
            .prepare_cached("SELECT minutes, buffer_before, buffer_after FROM service WHERE id = ?1")?
            .query_row([self.service], |row| {
                Ok((row.get("minutes")?, row.get("buffer_before")?, row.get("buffer_after")?))
            })
            .optional()?
            .ok_or_else(|| Refusal::invalid("service", "This service is not there any more. Choose another."))?;
        let minutes = self.minutes.unwrap_or(usual);
        text::between("minutes", i64::from(minutes), 5, 720, "minutes")?;
        let room = match self.room {
            Some(room) => room,
            None => rules::usual_room(on, self.provider, self.wall)?,
        };
        let moment = wall::resolve("starts", &zone, self.wall, self.fold)?;
        Ok(Place {
            provider: self.provider,
            service: self.service,
            room,
            moment,
            minutes,
            buffer_before,
            buffer_after,
            zone,
            zone_name,
        })
    }
}
