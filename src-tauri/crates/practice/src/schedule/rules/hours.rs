//! Working hours and time off.

use super::{Clash, ClashKind, Provider, Wanted, Weight};
use crate::Refusal;
use crate::Result;
use crate::clinic::hours::{self, Span};
use crate::ids::{ProviderId, RoomId};
use crate::schedule::place::Place;
use crate::schedule::wall;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, params};

/// What hours and time off have against it. Both are warnings: a provider who stays longer for somebody is ordinary.
pub fn clashes(on: &Connection, wanted: &Wanted<'_>, provider: &Provider) -> Result<Vec<Clash>> {
    let place = wanted.place;
    let mut found: Vec<Clash> = closed(on, place, provider)?.into_iter().collect();
    let (from, until) = (
        wall::text(place.moment.wall),
        wall::text(wall::at(&place.zone, place.ends_at())?),
    );
    let mut statement = on.prepare_cached(
        "SELECT provider_id IS NULL AS whole_clinic, kind = 'blocked' AS blocked, label, starts, ends FROM time_off
         WHERE ends > ?1 AND starts < ?2 AND (provider_id IS NULL OR provider_id = ?3) ORDER BY starts, id",
    )?;
    let mut rows = statement.query(params![from, until, place.provider])?;
    while let Some(row) = rows.next()? {
        let (whole_clinic, blocked, label): (bool, bool, String) =
            (row.get("whole_clinic")?, row.get("blocked")?, row.get("label")?);
        let who = if whole_clinic { "The clinic" } else { &provider.name };
        let state = match (whole_clinic, blocked) {
            (true, false) => "is closed",
            (false, false) => "is away",
            (_, true) => "is busy",
        };
        found.push(Clash {
            kind: ClashKind::TimeOff,
            weight: Weight::Warns,
            who: who.to_owned(),
            what: format!("{who} {state} then: {label}."),
            from: Some(row.get("starts")?),
            until: Some(row.get("ends")?),
            visit: None,
        });
    }
    Ok(found)
}

/// Outside working hours, if any minute of it is. The visit's own time counts, not its buffers.
fn closed(on: &Connection, place: &Place, provider: &Provider) -> Result<Option<Clash>> {
    let week = hours::read(on, place.provider)?;
    let day = place.moment.wall.date();
    let spans = spans_around(&week, &place.zone, day)?;
    // Spans are in order; walk forward through those that touch.
    let mut reached = place.starts_at();
    for (from, until, _) in &spans {
        if *from <= reached && *until > reached {
            reached = *until;
        }
    }
    if reached >= place.ends_at() {
        return Ok(None);
    }
    let weekday = iso(day);
    let open: Vec<String> = week
        .iter()
        .filter(|s| s.weekday == weekday)
        .map(|s| [s.from.as_str(), "–", s.until.as_str()].concat())
        .collect();
    let day_name = day.strftime("%As").to_string();
    let what = if open.is_empty() {
        format!("{} does not work on {day_name}.", provider.name)
    } else {
        format!("{} works {} on {day_name}.", provider.name, open.join(" and "))
    };
    Ok(Some(Clash {
        kind: ClashKind::Closed,
        weight: Weight::Warns,
        who: provider.name.clone(),
        what,
        from: None,
        until: None,
        visit: None,
    }))
}

/// The spans of the day, the one before and the one after as instants, in order: a visit may run past midnight.
fn spans_around<'a>(week: &'a [Span], zone: &TimeZone, day: Date) -> Result<Vec<(i64, i64, &'a Span)>> {
    let days = [
        day.yesterday().map_err(Refusal::fault)?,
        day,
        day.tomorrow().map_err(Refusal::fault)?,
    ];
    let mut spans = Vec::new();
    for day in days {
        for span in week.iter().filter(|s| s.weekday == iso(day)) {
            spans.push((
                wall::begins(zone, wall::on_day(day, &span.from)?)?,
                wall::ends(zone, wall::on_day(day, &span.until)?)?,
                span,
            ));
        }
    }
    Ok(spans)
}

fn iso(day: Date) -> u8 {
    day.weekday().to_monday_one_offset().unsigned_abs()
}

/// The room the provider works in at `wall`: the span's, else their usual one, if it is in use.
pub fn usual_room(on: &Connection, provider: ProviderId, wall: DateTime) -> Result<Option<RoomId>> {
    Ok(on
        .prepare_cached(
            "SELECT r.id FROM room r WHERE r.active = 1 AND r.id = coalesce(
                 (SELECT w.room_id FROM working_span w WHERE w.provider_id = ?1 AND w.weekday = ?2 AND w.from_time <= ?3 AND w.until_time > ?3),
                 (SELECT p.room_id FROM provider p WHERE p.id = ?1))",
        )?
        .query_row(params![provider, iso(wall.date()), wall::clock(wall)], |row| row.get(0))
        .optional()?)
}
