//! Other visits in the way: of the provider, in the room, of the patient.

use super::{Clash, ClashKind, Provider, Wanted, Weight};
use crate::Result;
use crate::clinic::providers::Overlap;
use crate::ids::{ProviderId, VisitId};
use crate::schedule::wall;
use rusqlite::{Connection, Params};

/// No visit keeps anybody busy longer than this, seconds: 720 minutes and two buffers of 120. Looking back so far finds
/// every visit in the way through the index, however old the practice is.
const LONGEST_BUSY: i64 = (720 + 2 * 120) * 60;

/// A visit that shares some busy time with the one wanted.
struct Other {
    id: VisitId,
    patient: String,
    provider: ProviderId,
    provider_name: String,
    service: String,
    starts_at: i64,
    ends_at: i64,
}

impl Other {
    fn meets(&self, wanted: &Wanted<'_>) -> bool {
        self.starts_at < wanted.place.ends_at() && self.ends_at > wanted.place.starts_at()
    }

    /// `from 14:00 to 15:00`.
    fn span(&self, wanted: &Wanted<'_>) -> Result<String> {
        let zone = &wanted.place.zone;
        Ok(format!(
            "from {} to {}",
            wall::clock(wall::at(zone, self.starts_at)?),
            wall::clock(wall::at(zone, self.ends_at)?)
        ))
    }

    fn clash(&self, wanted: &Wanted<'_>, kind: ClashKind, weight: Weight, who: &str, what: String) -> Result<Clash> {
        let zone = &wanted.place.zone;
        Ok(Clash {
            kind,
            weight,
            who: who.to_owned(),
            what,
            from: Some(wall::text(wall::at(zone, self.starts_at)?)),
            until: Some(wall::text(wall::at(zone, self.ends_at)?)),
            visit: Some(self.id),
        })
    }
}

const SELECT: &str = "SELECT v.id, p.given || ' ' || p.family AS patient, v.provider_id, r.name AS provider_name, s.name AS service, v.starts_at, v.ends_at
    FROM visit v JOIN patient p ON p.id = v.patient_id JOIN provider r ON r.id = v.provider_id JOIN service s ON s.id = v.service_id WHERE ";
/// Who keeps others out, as [`crate::schedule::status::VisitStatus::blocks`] says; never the visit itself.
const BLOCKING: &str =
    " AND v.status NOT IN ('cancelled', 'no_show') AND v.id IS NOT :visit ORDER BY v.starts_at, v.id";

fn others(on: &Connection, which: &str, values: impl Params) -> Result<Vec<Other>> {
    let mut statement = on.prepare_cached(&[SELECT, which, BLOCKING].concat())?;
    let rows = statement.query_map(values, |row| {
        Ok(Other {
            id: row.get("id")?,
            patient: row.get("patient")?,
            provider: row.get("provider_id")?,
            provider_name: row.get("provider_name")?,
            service: row.get("service")?,
            starts_at: row.get("starts_at")?,
            ends_at: row.get("ends_at")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The provider's other visits, weighed by their policy. Where several at once are wanted, buffers between them mean
/// nothing; otherwise using a buffer takes a reason under every policy.
pub fn of_provider(on: &Connection, wanted: &Wanted<'_>, provider: &Provider) -> Result<Vec<Clash>> {
    let place = wanted.place;
    let found = others(
        on,
        "v.provider_id = :provider AND v.busy_from < :until AND v.busy_from > :earliest AND v.busy_until > :from",
        rusqlite::named_params! {
            ":provider": place.provider, ":from": place.busy_from(), ":until": place.busy_until(), ":earliest": place.busy_from() - LONGEST_BUSY, ":visit": wanted.visit
        },
    )?;
    let most_at_once = at_once(&found, wanted);
    let several = provider.overlap == Overlap::Allow && provider.most > 1;
    let overlap = match provider.overlap {
        Overlap::Block => Weight::Blocks,
        Overlap::Warn => Weight::Warns,
        Overlap::Allow if most_at_once < provider.most => Weight::Allowed,
        Overlap::Allow => Weight::Blocks,
    };
    let mut clashes = Vec::new();
    for other in &found {
        let span = other.span(wanted)?;
        if other.meets(wanted) {
            let more = if several && overlap == Weight::Blocks {
                format!(" {} visits at once are the most.", provider.most)
            } else {
                String::new()
            };
            let what = format!("{} is with {} {span}.{more}", provider.name, other.patient);
            clashes.push(other.clash(wanted, ClashKind::Provider, overlap, &provider.name, what)?);
        } else if !several {
            let what = format!(
                "{} needs the time kept free around the visit of {} {span}.",
                provider.name, other.patient
            );
            clashes.push(other.clash(wanted, ClashKind::Buffer, Weight::Warns, &provider.name, what)?);
        }
    }
    Ok(clashes)
}

/// How many of `found` run at the same moment at most, within the time wanted.
fn at_once(found: &[Other], wanted: &Wanted<'_>) -> usize {
    let meeting: Vec<&Other> = found.iter().filter(|o| o.meets(wanted)).collect();
    // The most are at once at the beginning of one of them, or of the visit wanted.
    let beginnings = meeting.iter().map(|o| o.starts_at.max(wanted.place.starts_at()));
    beginnings
        .map(|at| meeting.iter().filter(|o| o.starts_at <= at && o.ends_at > at).count())
        .max()
        .unwrap_or(0)
}

/// Other visits in the room or at the equipment. As strict as the policy of the provider being booked; the provider's
/// own other visits were weighed already.
pub fn of_room(on: &Connection, wanted: &Wanted<'_>, provider: &Provider) -> Result<Vec<Clash>> {
    let place = wanted.place;
    let Some(room) = place.room else { return Ok(Vec::new()) };
    let found = others(
        on,
        "v.room_id = :room AND v.busy_from < :until AND v.busy_from > :earliest AND v.busy_until > :from",
        rusqlite::named_params! {
            ":room": room, ":from": place.busy_from(), ":until": place.busy_until(), ":earliest": place.busy_from() - LONGEST_BUSY, ":visit": wanted.visit
        },
    )?;
    let name: String = on
        .prepare_cached("SELECT name FROM room WHERE id = ?1")?
        .query_row([room], |row| row.get(0))?;
    let weight = if provider.overlap == Overlap::Block {
        Weight::Blocks
    } else {
        Weight::Warns
    };
    let elsewhere = found.iter().filter(|other| other.provider != place.provider);
    elsewhere
        .map(|other| {
            let (span, meets) = (other.span(wanted)?, other.meets(wanted));
            let what = if meets {
                format!(
                    "{name} is taken by {} with {} {span}.",
                    other.provider_name, other.patient
                )
            } else {
                format!(
                    "{name} is kept free around the visit of {} with {} {span}.",
                    other.patient, other.provider_name
                )
            };
            other.clash(
                wanted,
                ClashKind::Room,
                if meets { weight } else { Weight::Warns },
                &name,
                what,
            )
        })
        .collect()
}

/// The patient's own other visits: nobody is in two rooms at once. Always a warning: two siblings on one record, or a
/// visit with two providers, are the desk's to judge.
pub fn of_patient(on: &Connection, wanted: &Wanted<'_>) -> Result<Vec<Clash>> {
    let place = wanted.place;
    let Some(patient) = wanted.patient else {
        return Ok(Vec::new());
    };
    let found = others(
        on,
        "v.patient_id = :patient AND v.starts_at < :until AND v.starts_at > :earliest AND v.ends_at > :from",
        rusqlite::named_params! {
            ":patient": patient, ":from": place.starts_at(), ":until": place.ends_at(), ":earliest": place.starts_at() - LONGEST_BUSY, ":visit": wanted.visit
        },
    )?;
    found
        .iter()
        .map(|other| {
            let what = format!(
                "{} already has {} with {} {}.",
                other.patient,
                other.service,
                other.provider_name,
                other.span(wanted)?
            );
            other.clash(wanted, ClashKind::Patient, Weight::Warns, &other.patient, what)
        })
        .collect()
}
