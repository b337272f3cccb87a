//! Whether provider, service, room and patient are there to be booked at all.

use super::{Clash, ClashKind, Provider, Wanted, Weight};
use crate::clinic::providers;
use crate::ids::{PatientId, ProviderId, RoomId, ServiceId};
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, params};

/// The provider; one that is not there is a wrong field.
pub fn provider(on: &Connection, id: ProviderId) -> Result<Provider> {
    let view = providers::named(on, "provider", id)?;
    Ok(Provider {
        name: view.name,
        active: view.active,
        overlap: view.overlap,
        most: usize::try_from(view.overlap_most).map_err(Refusal::fault)?,
    })
}

/// What stands against them.
pub fn clashes(on: &Connection, wanted: &Wanted<'_>, provider: &Provider) -> Result<Vec<Clash>> {
    let mut found = Vec::new();
    let mut clash = |kind, weight, who: &str, what: String| {
        found.push(Clash {
            kind,
            weight,
            who: who.to_owned(),
            what,
            from: None,
            until: None,
            visit: None,
        })
    };
    // A visit that stands with somebody who left may still change its time; nothing new goes to them.
    let gone = if wanted.fresh { Weight::Blocks } else { Weight::Allowed };
    if !provider.active {
        clash(
            ClashKind::Inactive,
            gone,
            &provider.name,
            format!("{} takes no new visits.", provider.name),
        );
    }
    let (service, in_use, performed) = service(on, wanted.place.service, wanted.place.provider)?;
    if !in_use {
        clash(
            ClashKind::Inactive,
            gone,
            &service,
            format!("{service} is not offered any more."),
        );
    }
    if !performed {
        clash(
            ClashKind::NotPerformedBy,
            Weight::Warns,
            &provider.name,
            format!("{} does not perform {service}.", provider.name),
        );
    }
    if let Some(room) = wanted.place.room {
        let (name, in_use) = room_named(on, room)?;
        if !in_use {
            clash(ClashKind::Inactive, gone, &name, format!("{name} is out of use."));
        }
    }
    if let Some(patient) = wanted.patient {
        let (name, status) = patient_named(on, patient)?;
        match status.as_str() {
            "active" => {}
            "inactive" => clash(
                ClashKind::Inactive,
                Weight::Warns,
                &name,
                format!("{name} is marked as inactive."),
            ),
            "deceased" => clash(
                ClashKind::NoPatient,
                Weight::Blocks,
                &name,
                format!("{name} has died. No visits can be booked."),
            ),
            _ => clash(
                ClashKind::NoPatient,
                Weight::Blocks,
                &name,
                format!("The record of {name} was merged into another. Book for that one."),
            ),
        }
    }
    Ok(found)
}

fn service(on: &Connection, id: ServiceId, provider: ProviderId) -> Result<(String, bool, bool)> {
    on.prepare_cached(
        "SELECT name, active, NOT EXISTS (SELECT 1 FROM service_provider WHERE service_id = ?1)
                OR EXISTS (SELECT 1 FROM service_provider WHERE service_id = ?1 AND provider_id = ?2) AS performed
         FROM service WHERE id = ?1",
    )?
    .query_row(params![id, provider], |row| {
        Ok((row.get("name")?, row.get("active")?, row.get("performed")?))
    })
    .optional()?
    .ok_or_else(|| Refusal::invalid("service", "This service is not there any more. Choose another."))
}

fn room_named(on: &Connection, id: RoomId) -> Result<(String, bool)> {
    on.prepare_cached("SELECT name, active FROM room WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get("name")?, row.get("active")?)))
        .optional()?
        .ok_or_else(|| Refusal::invalid("room", "This room is not there any more. Choose another."))
}

fn patient_named(on: &Connection, id: PatientId) -> Result<(String, String)> {
    on.prepare_cached("SELECT given || ' ' || family AS name, status FROM patient WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get("name")?, row.get("status")?)))
        .optional()?
        .ok_or_else(|| Refusal::invalid("patient", "This patient is not there any more. Choose another."))
}
