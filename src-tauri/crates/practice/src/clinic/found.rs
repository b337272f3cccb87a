//! The first providers, rooms, services and hours of a new practice, as the wizard asks for them.

use crate::clinic::hours::{self, Span};
use crate::clinic::{Colour, text};
use crate::ids::{LocationId, ProviderId, RoomId, ServiceId};
use crate::transact::Tx;
use crate::{Refusal, Result};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Hours, providers and services of a new clinic: everybody works the same week until somebody changes it.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FoundClinic {
    /// The week; a weekday that is missing is closed.
    pub week: Vec<OpenDay>,
    /// Who sees patients: a column of the calendar and a room each.
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
    /// `HH:MM`; `24:00` is the end of the day.
    pub until: String,
    /// The lunch break, if there is one: from and until.
    pub lunch: Option<(String, String)>,
}

/// A provider of a new clinic.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewProvider {
    /// As patients know them: `Dr. Amara Okafor`.
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
    /// Its length, 5 to 720.
    pub minutes: u32,
    /// Minor units of the clinic's currency.
    #[ts(type = "number")]
    pub price: i64,
    /// Its colour on the calendar.
    pub colour: Colour,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct Founded {
    /// In the order of the input.
    pub providers: Vec<ProviderId>,
    /// One for each provider, in the same order.
    pub rooms: Vec<RoomId>,
    /// In the order of the input.
    pub services: Vec<ServiceId>,
    /// The one place the clinic works at.
    pub location: LocationId,
}

/// Puts the clinic's first week into the file, inside the caller's transaction. Refuses what no clinic can mean,
/// naming the field as the wizard sends it
/// (`day.providers.0.name`).
pub fn found(tx: &mut Tx<'_>, input: &FoundClinic) -> Result<Founded> {
    if input.providers.is_empty() || input.providers.len() > 100 {
        return Err(Refusal::invalid(
            "day.providers",
            "Name at least one person who sees patients.",
        ));
    }
    if input.services.is_empty() || input.services.len() > 100 {
        return Err(Refusal::invalid("day.services", "Name at least one kind of visit."));
    }
    let spans = spans_of(&input.week)?;
    let mut made = Founded {
        providers: Vec::new(),
        rooms: Vec::new(),
        services: Vec::new(),
        location: LocationId::make(),
    };
    let on = tx.on();
    on.execute(
        "INSERT INTO location (id, name) VALUES (?1, 'Main location')",
        [made.location],
    )?;
    for (at, provider) in (0_u32..).zip(&input.providers) {
        let name = text::line(&format!("day.providers.{at}.name"), &provider.name, 1, 120)?;
        let speciality = text::line(&format!("day.providers.{at}.speciality"), &provider.speciality, 0, 120)?;
        let (room, id) = (RoomId::make(), ProviderId::make());
        on.prepare_cached("INSERT INTO room (id, location_id, name, kind, position) VALUES (?1, ?2, ?3, 'room', ?4)")?
            .execute(params![room, made.location, format!("Room {}", at + 1), at])?;
        on.prepare_cached(
            "INSERT INTO provider (id, name, speciality, room_id, position) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![id, name, speciality, room, at])?;
        let week: Vec<Span> = spans
            .iter()
            .map(|(weekday, from, until)| Span {
                weekday: *weekday,
                from: from.clone(),
                until: until.clone(),
                location: made.location,
                room: None,
            })
            .collect();
        hours::write(on, id, &week)?;
        made.rooms.push(room);
        made.providers.push(id);
    }
    for (at, service) in (0_u32..).zip(&input.services) {
        let name = text::line(&format!("day.services.{at}.name"), &service.name, 1, 120)?;
        text::between(
            &format!("day.services.{at}.minutes"),
            i64::from(service.minutes),
            5,
            720,
            "minutes",
        )?;
        text::price(&format!("day.services.{at}.price"), service.price)?;
        let id = ServiceId::make();
        on.prepare_cached(
            "INSERT INTO service (id, name, minutes, price, colour, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            id,
            name,
            service.minutes,
            service.price,
            service.colour.stored(),
            at
        ])?;
        made.services.push(id);
    }
    Ok(made)
}

/// The week as spans: a day with a lunch break is two.
fn spans_of(days: &[OpenDay]) -> Result<Vec<(u8, String, String)>> {
    let mut spans = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let mut cut = vec![(day.from.clone(), day.until.clone())];
        if let Some((lunch_from, lunch_until)) = &day.lunch {
            if lunch_from <= &day.from || lunch_until >= &day.until || lunch_from >= lunch_until {
                return Err(Refusal::invalid(
                    format!("day.week.{at}.lunch"),
                    "The break has to lie inside the opening hours of that day.",
                ));
            }
            cut = vec![
                (day.from.clone(), lunch_from.clone()),
                (lunch_until.clone(), day.until.clone()),
            ];
        }
        for (from, until) in cut {
            hours::check_span(&format!("day.week.{at}"), day.weekday, &from, &until)?;
            spans.push((day.weekday, from, until));
        }
    }
    hours::check_overlaps("day.week", &mut spans.clone())?;
    Ok(spans)
}
