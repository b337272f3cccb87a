//! Reads and writes the rules of the offer, and what ids meant.

use super::{OfferStep, OfferWindow, OfferedSlot, OnlineClinic, ServiceOffer};
use crate::ids::{ProviderId, ServiceId};
use crate::transact::stored_json;
use crate::{Refusal, Result};
use keepwell_protocol::id::SlotId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

/// A service before anybody decided about it: not offered; a day's notice, a month ahead, every half hour.
pub fn untouched(service: ServiceId) -> ServiceOffer {
    ServiceOffer {
        service,
        offered: false,
        providers: None,
        lead_hours: 24,
        days_ahead: 30,
        weekdays: Vec::new(),
        window: None,
        step: OfferStep::Half,
    }
}

/// What holds for all services, and the revision.
pub fn clinic(on: &Connection) -> Result<(u32, OnlineClinic)> {
    Ok(on
        .prepare_cached("SELECT revision, accepts_by_itself, show_providers, per_day FROM online")?
        .query_row([], |row| {
            Ok((
                row.get("revision")?,
                OnlineClinic {
                    accepts_by_itself: row.get("accepts_by_itself")?,
                    show_providers: row.get("show_providers")?,
                    per_day: row.get("per_day")?,
                },
            ))
        })?)
}

/// The key ids are made with.
pub fn secret(on: &Connection) -> Result<ring::hmac::Key> {
    let bytes: zeroize::Zeroizing<Vec<u8>> = on
        .prepare_cached("SELECT secret FROM online")?
        .query_row([], |row| row.get::<_, Vec<u8>>("secret"))?
        .into();
    Ok(ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &bytes))
}

/// The offers somebody decided about, by service.
pub fn offers(on: &Connection) -> Result<BTreeMap<ServiceId, ServiceOffer>> {
    let mut named: BTreeMap<ServiceId, Vec<ProviderId>> = BTreeMap::new();
    let mut statement =
        on.prepare_cached("SELECT service_id, provider_id FROM online_provider ORDER BY service_id, provider_id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        named
            .entry(row.get("service_id")?)
            .or_default()
            .push(row.get("provider_id")?);
    }
    let mut statement = on.prepare_cached(
        "SELECT service_id, offered, named, lead_hours, days_ahead, weekdays, window_from, window_until, step FROM online_service",
    )?;
    let mut rows = statement.query([])?;
    let mut offers = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let offer = offer(row, &mut named)?;
        offers.insert(offer.service, offer);
    }
    Ok(offers)
}

fn offer(row: &Row<'_>, named: &mut BTreeMap<ServiceId, Vec<ProviderId>>) -> Result<ServiceOffer> {
    let service = row.get("service_id")?;
    let window: Option<(String, String)> = row
        .get::<_, Option<String>>("window_from")?
        .zip(row.get::<_, Option<String>>("window_until")?);
    let weekdays: String = row.get("weekdays")?;
    Ok(ServiceOffer {
        service,
        offered: row.get("offered")?,
        providers: row
            .get::<_, bool>("named")?
            .then(|| named.remove(&service).unwrap_or_default()),
        lead_hours: row.get("lead_hours")?,
        days_ahead: row.get("days_ahead")?,
        weekdays: weekdays.bytes().map(|digit| digit.saturating_sub(b'0')).collect(),
        window: window.map(|(from, until)| OfferWindow { from, until }),
        step: OfferStep::from_stored(&row.get::<_, String>("step")?)?,
    })
}

/// Writes what holds for all services.
pub fn put_clinic(on: &Connection, revision: u32, clinic: &OnlineClinic) -> Result<()> {
    on.execute(
        "UPDATE online SET revision = ?1, accepts_by_itself = ?2, show_providers = ?3, per_day = ?4",
        params![
            revision,
            clinic.accepts_by_itself,
            clinic.show_providers,
            clinic.per_day
        ],
    )?;
    Ok(())
}

/// Writes what of a service is offered.
pub fn put_offer(on: &Connection, offer: &ServiceOffer) -> Result<()> {
    let weekdays: String = offer.weekdays.iter().map(ToString::to_string).collect();
    on.prepare_cached(
        "INSERT INTO online_service (service_id, offered, named, lead_hours, days_ahead, weekdays, window_from, window_until, step)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (service_id) DO UPDATE SET offered = excluded.offered, named = excluded.named, lead_hours = excluded.lead_hours,
            days_ahead = excluded.days_ahead, weekdays = excluded.weekdays, window_from = excluded.window_from,
            window_until = excluded.window_until, step = excluded.step",
    )?
    .execute(params![
        offer.service,
        offer.offered,
        offer.providers.is_some(),
        offer.lead_hours,
        offer.days_ahead,
        weekdays,
        offer.window.as_ref().map(|window| &window.from),
        offer.window.as_ref().map(|window| &window.until),
        offer.step.stored()
    ])?;
    on.prepare_cached("DELETE FROM online_provider WHERE service_id = ?1")?
        .execute([offer.service])?;
    for provider in offer.providers.iter().flatten() {
        on.prepare_cached("INSERT INTO online_provider (service_id, provider_id) VALUES (?1, ?2)")?
            .execute(params![offer.service, provider])?;
    }
    Ok(())
}

/// A service as far as offering goes.
pub struct Service {
    /// Which.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// How long a visit takes.
    pub minutes: u32,
    /// Kept free before it, minutes.
    pub before: u32,
    /// Kept free after it, minutes.
    pub after: u32,
    /// Who is named as performing it; empty: everybody.
    pub performers: Vec<ProviderId>,
}

/// The active services, in the clinic's order.
pub fn services(on: &Connection) -> Result<Vec<Service>> {
    let mut performers: BTreeMap<ServiceId, Vec<ProviderId>> = BTreeMap::new();
    let mut statement = on.prepare_cached("SELECT service_id, provider_id FROM service_provider")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        performers
            .entry(row.get("service_id")?)
            .or_default()
            .push(row.get("provider_id")?);
    }
    let mut statement = on.prepare_cached(
        "SELECT id, name, minutes, buffer_before, buffer_after FROM service WHERE active = 1 ORDER BY position, name, id",
    )?;
    let rows = statement.query_map([], |row| {
        let id = row.get("id")?;
        Ok(Service {
            id,
            name: row.get("name")?,
            minutes: row.get("minutes")?,
            before: row.get("buffer_before")?,
            after: row.get("buffer_after")?,
            performers: performers.remove(&id).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Visits taken on the web that the relay does not count any more: it keeps count of a time as long as the request holds it,
/// but a visit that was moved elsewhere has given its time back.
pub fn taken_by_day(on: &Connection, first: &str, last: &str) -> Result<BTreeMap<String, u32>> {
    let mut statement = on.prepare_cached(
        "SELECT v.day, count(*) AS taken FROM request r JOIN visit v ON v.id = r.visit_id
         WHERE v.day BETWEEN ?1 AND ?2 AND v.status <> 'cancelled' AND r.slot IS NOT NULL
           AND NOT (r.slot_held = 1 AND substr(r.slot_starts, 1, 10) = v.day)
         GROUP BY v.day",
    )?;
    let rows = statement.query_map([first, last], |row| Ok((row.get("day")?, row.get("taken")?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Keeps what an id means.
pub fn remember(on: &Connection, slot: &OfferedSlot) -> Result<()> {
    on.prepare_cached(
        "INSERT INTO offered_slot (id, provider_id, services, starts, fold, minutes, starts_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET services = excluded.services, starts = excluded.starts, fold = excluded.fold
         WHERE services <> excluded.services OR starts <> excluded.starts OR fold <> excluded.fold",
    )?
    .execute(params![
        slot.id.as_bytes().as_slice(),
        slot.provider,
        serde_json::to_string(&slot.services).map_err(Refusal::fault)?,
        slot.starts,
        slot.fold,
        slot.minutes,
        slot.starts_at
    ])?;
    Ok(())
}

/// Forgets times that began before `instant`.
pub fn forget_before(on: &Connection, instant: i64) -> Result<()> {
    on.prepare_cached("DELETE FROM offered_slot WHERE starts_at < ?1")?
        .execute([instant])?;
    Ok(())
}

/// What an id meant.
pub fn slot(on: &Connection, id: SlotId) -> Result<Option<OfferedSlot>> {
    let found = on
        .prepare_cached(
            "SELECT provider_id, services, starts, fold, minutes, starts_at FROM offered_slot WHERE id = ?1",
        )?
        .query_row([id.as_bytes().as_slice()], |row| {
            Ok((
                OfferedSlot {
                    id,
                    provider: row.get("provider_id")?,
                    services: Vec::new(),
                    starts: row.get("starts")?,
                    fold: row.get("fold")?,
                    minutes: row.get("minutes")?,
                    starts_at: row.get("starts_at")?,
                },
                row.get::<_, String>("services")?,
            ))
        })
        .optional()?;
    found
        .map(|(slot, services)| {
            Ok(OfferedSlot {
                services: stored_json(&services)?,
                ..slot
            })
        })
        .transpose()
}
