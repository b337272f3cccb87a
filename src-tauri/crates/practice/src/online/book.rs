//! The book: every time that is free by the calendar and offered by the rules.

use super::store::{self, Service};
use super::{Book, OfferStep, OfferedSlot, OnlineClinic, ServiceOffer};
use crate::ids::{ProviderId, ServiceId};
use crate::schedule::free::{Day, Fit, Free, Person, people};
use crate::schedule::wall;
use crate::{Refusal, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use keepwell_protocol::id::{LaneId, SlotId};
use keepwell_protocol::slots::Slot;
use ring::hmac;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Most times in a book, the earliest: a patient's phone reads all of them.
const MOST: usize = 5_000;
/// The grid of the calendar, seconds.
const GRID: i64 = 5 * 60;

/// By which rules times are offered.
pub(super) struct Rules {
    /// What holds for all services.
    pub clinic: OnlineClinic,
    /// What of each service is offered.
    pub offers: BTreeMap<ServiceId, ServiceOffer>,
}

/// A service that is offered, and how.
struct Offered<'a> {
    service: &'a Service,
    offer: &'a ServiceOffer,
    fit: Fit,
}

/// One time, before it has an id.
struct Time<'a> {
    person: &'a Person,
    services: Vec<&'a Service>,
    after: i64,
}

/// What is offered now, for `days` days at most.
pub(super) fn book(on: &Connection, now: Timestamp, rules: &Rules, days: Option<u32>) -> Result<Book> {
    let services = store::services(on)?;
    let offered: Vec<Offered<'_>> = services
        .iter()
        .filter_map(|service| {
            let offer = rules.offers.get(&service.id).filter(|offer| offer.offered)?;
            Some(Offered {
                service,
                offer,
                fit: Fit {
                    length: i64::from(service.minutes) * 60,
                    before: i64::from(service.before) * 60,
                    after: i64::from(service.after) * 60,
                },
            })
        })
        .collect();
    let Some(furthest) = offered.iter().map(|one| one.offer.days_ahead).max() else {
        return Ok(Book::default());
    };
    let (zone, _) = wall::clinic_zone(on)?;
    let everybody: Vec<Person> = people(on)?.into_iter().filter(|person| person.active).collect();
    let pen = Pen::new(on, rules, &offered)?;
    let today = wall::at(&zone, now.as_second())?.date();
    let mut book = Book::default();
    for ahead in 0..=days.map_or(furthest, |days| days.saturating_sub(1).min(furthest)) {
        let day = today.checked_add(i64::from(ahead).days()).map_err(Refusal::fault)?;
        let wanted: Vec<&Offered<'_>> = offered.iter().filter(|one| one.is_on(day, ahead)).collect();
        if wanted.is_empty() {
            continue;
        }
        let stands = Day::read(on, &zone, day)?;
        // Times of one length with one person are one time, whatever they may be taken for.
        let mut times: BTreeMap<(i64, usize, u32), Time<'_>> = BTreeMap::new();
        for (place, person) in everybody.iter().enumerate() {
            let free = stands.of(person)?;
            for one in wanted.iter().filter(|one| one.may(person.id)) {
                for at in one.starts(&zone, &free, day, now.as_second())? {
                    let time = times.entry((at, place, one.service.minutes)).or_insert_with(|| Time {
                        person,
                        services: Vec::new(),
                        after: 0,
                    });
                    time.services.push(one.service);
                    time.after = time.after.max(one.fit.after);
                }
            }
        }
        for ((at, _, minutes), time) in times {
            pen.write(&mut book, &zone, at, minutes, &time)?;
        }
        if book.slots.len() >= MOST {
            break;
        }
    }
    book.slots.truncate(MOST);
    book.meanings.truncate(MOST);
    book.caps = caps(on, rules, &book)?;
    Ok(book)
}

impl Offered<'_> {
    fn is_on(&self, day: Date, ahead: u32) -> bool {
        let weekday = day.weekday().to_monday_one_offset().unsigned_abs();
        ahead <= self.offer.days_ahead && (self.offer.weekdays.is_empty() || self.offer.weekdays.contains(&weekday))
    }

    fn may(&self, person: ProviderId) -> bool {
        let performs = self.service.performers.is_empty() || self.service.performers.contains(&person);
        performs
            && self
                .offer
                .providers
                .as_ref()
                .is_none_or(|named| named.contains(&person))
    }

    /// The instants a visit may begin at. They stand on a grid from the beginning of each stretch of work, so that the same
    /// time is offered from book to book, whenever it is made.
    fn starts(&self, zone: &TimeZone, free: &Free<'_>, day: Date, now: i64) -> Result<Vec<i64>> {
        let around = self.fit.length + self.fit.before + self.fit.after;
        let step = match self.offer.step {
            OfferStep::Quarter => 15 * 60,
            OfferStep::Third => 20 * 60,
            OfferStep::Half => 30 * 60,
            OfferStep::Length => (around + GRID - 1).div_euclid(GRID) * GRID,
        };
        let not_before = now + i64::from(self.offer.lead_hours) * 3600;
        let mut starts = Vec::new();
        for stretch in &free.stretches {
            let mut at = stretch.from;
            while at + self.fit.length <= stretch.until {
                if at >= not_before && at > now && free.fits(stretch, at, &self.fit) && self.in_window(zone, day, at)? {
                    starts.push(at);
                }
                at += step;
            }
        }
        Ok(starts)
    }

    fn in_window(&self, zone: &TimeZone, day: Date, at: i64) -> Result<bool> {
        let Some(window) = &self.offer.window else {
            return Ok(true);
        };
        let (from, until) = (wall::on_day(day, &window.from)?, wall::on_day(day, &window.until)?);
        Ok(wall::at(zone, at)? >= from && wall::at(zone, at + self.fit.length)? <= until)
    }
}

/// Writes times into the book.
struct Pen {
    key: hmac::Key,
    show_providers: bool,
    /// The longest time kept free before a visit with each provider: a slot has no "from", so what comes before the next visit
    /// is kept free behind this one.
    before: BTreeMap<ProviderId, i64>,
}

impl Pen {
    fn new(on: &Connection, rules: &Rules, offered: &[Offered<'_>]) -> Result<Self> {
        let mut before = BTreeMap::new();
        for person in people(on)? {
            let longest = offered
                .iter()
                .filter(|one| one.may(person.id))
                .map(|one| one.fit.before)
                .max();
            before.insert(person.id, longest.unwrap_or_default());
        }
        Ok(Self {
            key: store::secret(on)?,
            show_providers: rules.clinic.show_providers,
            before,
        })
    }

    fn write(&self, book: &mut Book, zone: &TimeZone, at: i64, minutes: u32, time: &Time<'_>) -> Result<()> {
        let provider = time.person.id;
        let (starts, fold) = wall::starts(zone, at)?;
        let id = SlotId::from_bytes(self.sixteen(&[
            b"slot",
            provider.as_bytes(),
            &at.to_be_bytes(),
            &minutes.to_be_bytes(),
        ]));
        let kept_free = time.after + self.before.get(&provider).copied().unwrap_or_default();
        book.slots.push(Slot {
            id,
            lane: LaneId::from_bytes(self.sixteen(&[b"lane", provider.as_bytes()])),
            starts_at: at,
            until: at + i64::from(minutes) * 60 + kept_free,
            starts: starts.clone(),
            minutes,
            services: time.services.iter().map(|service| service.id.to_string()).collect(),
            provider: if self.show_providers {
                time.person.name.clone()
            } else {
                String::new()
            },
        });
        book.meanings.push(OfferedSlot {
            id,
            provider,
            services: time.services.iter().map(|service| service.id).collect(),
            starts,
            fold,
            minutes,
            starts_at: at,
        });
        Ok(())
    }

    /// Sixteen bytes that say nothing without the practice's secret. The parts have fixed lengths.
    fn sixteen(&self, parts: &[&[u8]]) -> [u8; 16] {
        let tag = hmac::sign(&self.key, &parts.concat());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&tag.as_ref()[..16]);
        bytes
    }
}

/// How many may still be taken on each day that has times. What the relay itself counts as taken is not counted here.
fn caps(on: &Connection, rules: &Rules, book: &Book) -> Result<BTreeMap<String, u32>> {
    let Some(per_day) = rules.clinic.per_day else {
        return Ok(BTreeMap::new());
    };
    let days: BTreeSet<&str> = book.slots.iter().filter_map(|slot| slot.starts.get(..10)).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Ok(BTreeMap::new());
    };
    let taken = store::taken_by_day(on, first, last)?;
    Ok(days
        .into_iter()
        .map(|day| {
            (
                day.to_owned(),
                per_day.saturating_sub(taken.get(day).copied().unwrap_or_default()),
            )
        })
        .collect())
}
