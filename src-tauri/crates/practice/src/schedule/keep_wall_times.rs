//! Visits stay at the wall time that was agreed. When the clinic moves to another zone, or its zone's rules change (a
//! government moved the clocks), the instants of coming visits are computed again.

use crate::automation::{self, VisitChange};
use crate::ids::VisitId;
use crate::practice::Practice;
use crate::schedule::place::Place;
use crate::schedule::store;
use crate::schedule::wall;
use crate::transact::{Actor, Origin, Tx};
use crate::{Refusal, Result, requests};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::{Connection, params};

/// Keeps every coming visit at its wall time, now in `zone`. Answers how many got another instant; their reminders are
/// planned again. What is past stays when it was.
pub fn keep_wall_times(tx: &mut Tx<'_>, zone: &TimeZone, name: &str) -> Result<u32> {
    let shifted = shifted(tx.on(), zone, tx.now())?;
    for id in &shifted {
        let state = store::load(tx.on(), *id)?.state;
        let place = Place::of(&state, zone, name)?;
        tx.on()
            .prepare_cached(
                "UPDATE visit SET starts_at = ?2, ends_at = ?3, busy_from = ?4, busy_until = ?5 WHERE id = ?1",
            )?
            .execute(params![
                id,
                place.starts_at(),
                place.ends_at(),
                place.busy_from(),
                place.busy_until()
            ])?;
        tx.subject(*id);
    }
    tx.on().execute(
        "UPDATE visit SET zone = ?1 WHERE day >= ?2 AND starts_at > ?3 AND zone <> ?1",
        params![name, first_day(zone, tx.now())?, tx.now().as_second()],
    )?;
    for id in &shifted {
        requests::slot_left(tx, *id)?;
        automation::visit_changed(tx, *id, VisitChange::Moved)?;
    }
    u32::try_from(shifted.len()).map_err(Refusal::fault)
}

/// Does the same when the practice is opened: this computer's zone rules may be newer than those the visits were booked
/// with. Writes nothing, and takes no write lock, while the rules are the same.
pub fn follow_the_zone(practice: &Practice) -> Result<u32> {
    let (zone, now) = (practice.zone(), practice.now());
    if practice.read(|on| shifted(on, &zone, now))?.is_empty() {
        return Ok(0);
    }
    let origin = Origin {
        actor: Actor::Worker,
        seat: "worker",
        command: "visits.follow_the_zone",
    };
    practice.transact(&origin, |tx| {
        let (zone, name) = wall::clinic_zone(tx.on())?;
        keep_wall_times(tx, &zone, &name)
    })
}

/// The coming visits whose instant is not the one their wall time has in `zone`.
fn shifted(on: &Connection, zone: &TimeZone, now: Timestamp) -> Result<Vec<VisitId>> {
    let mut statement = on.prepare_cached(
        "SELECT id, starts, fold, starts_at FROM visit WHERE day >= ?1 AND starts_at > ?2 AND withdrawn = 0",
    )?;
    let mut rows = statement.query(params![first_day(zone, now)?, now.as_second()])?;
    let mut shifted = Vec::new();
    while let Some(row) = rows.next()? {
        let starts = row.get_ref("starts")?.as_str().map_err(rusqlite::Error::from)?;
        let moment = wall::resolve_or_later(zone, wall::parse("starts", starts)?, row.get("fold")?)?;
        if moment.at != row.get::<_, i64>("starts_at")? {
            shifted.push(row.get("id")?);
        }
    }
    Ok(shifted)
}

/// The day before today: between the farthest zones a wall time of yesterday may still lie ahead.
fn first_day(zone: &TimeZone, now: Timestamp) -> Result<String> {
    Ok(zone
        .to_datetime(now)
        .date()
        .yesterday()
        .map_err(Refusal::fault)?
        .to_string())
}
