//! The clinic's first day, as the wizard's answers give it: one location, a room a provider, the week and the services.

use crate::Result;
use crate::ids::{LocationId, ProviderId, RoomId, ServiceId};
use crate::transact::Tx;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Hours, providers and services of a new clinic.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FoundClinic {
    /// The week, for every provider to begin with.
    pub week: Vec<OpenDay>,
    /// Who sees patients.
    pub providers: Vec<NewProvider>,
    /// What they are seen for.
    pub services: Vec<NewService>,
}

/// A day the clinic is open.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenDay {
    /// ISO: Monday is 1.
    pub weekday: u8,
    /// `HH:MM`.
    pub from: String,
    /// `HH:MM`.
    pub until: String,
    /// The lunch break, if there is one: from and until.
    pub lunch: Option<(String, String)>,
}

/// A provider of a new clinic.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewProvider {
    /// As patients know them.
    pub name: String,
    /// May be empty.
    pub speciality: String,
}

/// A service of a new clinic.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewService {
    /// Its name.
    pub name: String,
    /// Its length.
    pub minutes: u16,
    /// Minor units.
    #[ts(type = "number")]
    pub price: i64,
    /// `teal`, `blue`, `violet`, `amber`, `rose`, `slate`.
    pub colour: String,
}

/// What was made.
pub struct Founded {
    /// The location.
    pub location: LocationId,
    /// The providers, in the order given.
    pub providers: Vec<ProviderId>,
    /// Their rooms.
    pub rooms: Vec<RoomId>,
    /// The services, in the order given.
    pub services: Vec<ServiceId>,
}

/// Writes the first day.
pub fn found(tx: &mut Tx<'_>, input: &FoundClinic) -> Result<Founded> {
    let on = tx.on();
    let location = LocationId::make();
    on.execute("INSERT INTO location (id, name) VALUES (?1, 'Clinic')", params![location])?;
    let mut made = Founded { location, providers: Vec::new(), rooms: Vec::new(), services: Vec::new() };
    for (position, provider) in (0_i64..).zip(&input.providers) {
        let (id, room) = (ProviderId::make(), RoomId::make());
        on.execute("INSERT INTO room (id, location_id, name, kind, position) VALUES (?1, ?2, ?3, 'room', ?4)", params![room, location, format!("Room {}", position + 1), position])?;
        on.execute("INSERT INTO provider (id, name, speciality, room_id, position) VALUES (?1, ?2, ?3, ?4, ?5)", params![id, provider.name, provider.speciality, room, position])?;
        for day in &input.week {
            let spans = match &day.lunch {
                Some((lunch_from, lunch_until)) => vec![(&day.from, lunch_from), (lunch_until, &day.until)],
                None => vec![(&day.from, &day.until)],
            };
            for (from, until) in spans {
                on.execute(
                    "INSERT INTO working_span (provider_id, weekday, from_time, until_time, location_id, room_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![id, day.weekday, from, until, location, room],
                )?;
            }
        }
        made.providers.push(id);
        made.rooms.push(room);
    }
    for (position, service) in (0_i64..).zip(&input.services) {
        let id = ServiceId::make();
        on.execute(
            "INSERT INTO service (id, name, minutes, price, colour, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id, service.name, service.minutes, service.price, service.colour, position],
        )?;
        made.services.push(id);
    }
    Ok(made)
}
