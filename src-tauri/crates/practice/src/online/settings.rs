//! Show and change what is offered.

use super::store::{self, Service};
use super::{OnlineService, OnlineSettings, SaveOnline, ServiceOffer};
use crate::clinic::hours::check_span;
use crate::clinic::text;
use crate::door::Call;
use crate::events::Event;
use crate::ids::ProviderId;
use crate::schedule::free::people;
use crate::transact::Done;
use crate::{Code, Refusal, Result, forms, relay};
use rusqlite::Connection;

/// The settings.
pub fn settings(call: &Call<'_>, (): ()) -> Result<OnlineSettings> {
    call.read(read)
}

fn read(on: &Connection) -> Result<OnlineSettings> {
    let (revision, clinic) = store::clinic(on)?;
    let mut offers = store::offers(on)?;
    let active = active_people(on)?;
    let services = store::services(on)?
        .into_iter()
        .map(|service| OnlineService {
            performers: performers(&service, &active),
            offer: offers
                .remove(&service.id)
                .unwrap_or_else(|| store::untouched(service.id)),
            name: service.name,
            minutes: service.minutes,
        })
        .collect();
    Ok(OnlineSettings {
        revision,
        clinic,
        services,
        through: forms::with_slots(on)?,
    })
}

fn active_people(on: &Connection) -> Result<Vec<ProviderId>> {
    Ok(people(on)?
        .into_iter()
        .filter(|person| person.active)
        .map(|person| person.id)
        .collect())
}

fn performers(service: &Service, active: &[ProviderId]) -> Vec<ProviderId> {
    active
        .iter()
        .copied()
        .filter(|person| service.performers.is_empty() || service.performers.contains(person))
        .collect()
}

/// Saves the settings. Times that were taken stay taken; what is offered changes within seconds.
pub fn save_settings(call: &Call<'_>, input: SaveOnline) -> Result<Done<OnlineSettings>> {
    call.transact(|tx| {
        let before = read(tx.on())?;
        if before.revision != input.revision {
            return Err(
                Refusal::new(Code::Changed, "Somebody else changed online booking in the meantime.")
                    .next("Look at it again, then save.")
                    .details(before),
            );
        }
        let input = checked(tx.on(), input)?;
        store::put_clinic(tx.on(), input.revision + 1, &input.clinic)?;
        for offer in &input.services {
            store::put_offer(tx.on(), offer)?;
        }
        tx.event(Event::new("online.saved"));
        relay::publish_soon(tx)?;
        let after = read(tx.on())?;
        let back = SaveOnline {
            revision: after.revision,
            clinic: before.clinic,
            services: before.services.into_iter().map(|service| service.offer).collect(),
        };
        let undo = tx.undo_with("Changed online booking", "online.save_settings", &back)?;
        Ok(Done {
            value: after,
            undo,
            told_at: None,
        })
    })
}

/// The settings as they can be kept; what no clinic can mean is refused at its field.
pub(super) fn checked(on: &Connection, mut input: SaveOnline) -> Result<SaveOnline> {
    if let Some(per_day) = input.clinic.per_day {
        text::between("clinic.per_day", i64::from(per_day), 1, 500, "visits a day")?;
    }
    let (services, active) = (store::services(on)?, active_people(on)?);
    for (at, offer) in input.services.iter_mut().enumerate() {
        let field = |part: &str| format!("services.{at}.{part}");
        let Some(service) = services.iter().find(|service| service.id == offer.service) else {
            return Err(Refusal::invalid(
                field("service"),
                "This service is not there any more. Open the settings again.",
            ));
        };
        text::between(&field("lead_hours"), i64::from(offer.lead_hours), 0, 720, "hours")?;
        text::between(&field("days_ahead"), i64::from(offer.days_ahead), 1, 180, "days")?;
        if let Some(window) = &offer.window {
            check_span(&field("window"), 1, &window.from, &window.until)?;
        }
        check_days(&field("weekdays"), offer)?;
        check_providers(&field("providers"), offer, &performers(service, &active))?;
    }
    Ok(input)
}

fn check_days(field: &str, offer: &mut ServiceOffer) -> Result<()> {
    if offer.weekdays.iter().any(|day| !(1..=7).contains(day)) {
        return Err(Refusal::invalid(
            field,
            "A weekday is a number from 1 (Monday) to 7 (Sunday).",
        ));
    }
    offer.weekdays.sort_unstable();
    offer.weekdays.dedup();
    Ok(())
}

/// Somebody who left or performs the service no more is dropped without a word; nobody left is refused where it matters.
fn check_providers(field: &str, offer: &mut ServiceOffer, performers: &[ProviderId]) -> Result<()> {
    let Some(named) = &mut offer.providers else {
        return Ok(());
    };
    named.retain(|person| performers.contains(person));
    named.sort_unstable();
    named.dedup();
    if named.is_empty() && offer.offered {
        return Err(Refusal::invalid(
            field,
            "Choose at least one person who performs this service, or offer everybody who does.",
        ));
    }
    Ok(())
}
