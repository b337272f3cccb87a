//! What would be offered now, before it is saved.

use super::book::{Rules, book};
use super::settings::checked;
use super::store;
use super::{Book, OfferedDay, OfferedTime, OnlinePreview, PreviewOnline};
use crate::door::Call;
use crate::ids::ProviderId;
use crate::schedule::free::people;
use crate::schedule::wall;
use crate::{Refusal, Result};
use jiff::ToSpan;
use rusqlite::Connection;
use std::collections::HashMap;

/// Two weeks: what fits on a screen.
const DAYS: u32 = 14;

/// The next fourteen days, counted and listed.
pub fn preview(call: &Call<'_>, input: PreviewOnline) -> Result<OnlinePreview> {
    let practice = call.practice()?;
    let now = practice.now();
    call.read(|on| {
        let mut offers = store::offers(on)?;
        let clinic = match input.with {
            None => store::clinic(on)?.1,
            Some(with) => {
                let with = checked(on, with)?;
                offers.extend(with.services.into_iter().map(|offer| (offer.service, offer)));
                with.clinic
            }
        };
        let rules = Rules { clinic, offers };
        let book = book(on, now, &rules, Some(DAYS))?;
        let today = wall::at(&practice.zone(), now.as_second())?.date();
        let mut days = Vec::new();
        for ahead in 0..DAYS {
            let day = today
                .checked_add(i64::from(ahead).days())
                .map_err(Refusal::fault)?
                .to_string();
            let times = book.slots.iter().filter(|slot| slot.starts.starts_with(&day)).count();
            days.push(OfferedDay {
                times: u32::try_from(times).unwrap_or(u32::MAX),
                left: book.caps.get(&day).copied(),
                day,
            });
        }
        Ok(OnlinePreview {
            days,
            why_none: why_none(&rules, &book).into(),
            times: times(on, book)?,
        })
    })
}

fn times(on: &Connection, book: Book) -> Result<Vec<OfferedTime>> {
    let names: HashMap<ProviderId, String> = people(on)?.into_iter().map(|person| (person.id, person.name)).collect();
    Ok(book
        .meanings
        .into_iter()
        .map(|slot| OfferedTime {
            provider_name: names.get(&slot.provider).cloned().unwrap_or_default(),
            starts: slot.starts,
            starts_at: slot.starts_at,
            minutes: slot.minutes,
            provider: slot.provider,
            services: slot.services,
        })
        .collect())
}

fn why_none(rules: &Rules, book: &Book) -> &'static str {
    if !book.slots.is_empty() {
        ""
    } else if rules.offers.values().any(|offer| offer.offered) {
        "Nothing is free within these rules in the next 14 days. Offer more days or hours, a shorter notice, or more people."
    } else {
        "No service is offered on the web yet. Switch one on."
    }
}
