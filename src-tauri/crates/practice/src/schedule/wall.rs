//! Wall time: how a clinic's local time is read, and which instant it is. The clinic's zone is the authority.

use crate::{Code, Refusal, Result};
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde::Serialize;

/// Reads a wall time `YYYY-MM-DDTHH:MM` at `field`.
pub fn parse(field: &str, given: &str) -> Result<DateTime> {
    let wrong = || Refusal::invalid(field, "Write date and time like 2026-11-20T14:30.");
    if given.len() != 16 || given.as_bytes().get(10) != Some(&b'T') {
        return Err(wrong());
    }
    let time: DateTime = given.parse().map_err(|_| wrong())?;
    in_range(field, time.date())?;
    Ok(time)
}

/// Reads a day `YYYY-MM-DD` at `field`.
pub fn parse_day(field: &str, given: &str) -> Result<Date> {
    let wrong = || Refusal::invalid(field, "Write the day like 2026-11-20.");
    if given.len() != 10 {
        return Err(wrong());
    }
    let day: Date = given.parse().map_err(|_| wrong())?;
    in_range(field, day)?;
    Ok(day)
}

/// No clinic books before 1900 or after 2200; a year outside is a slip of the finger.
fn in_range(field: &str, day: Date) -> Result<()> {
    if (1900..=2200).contains(&day.year()) {
        return Ok(());
    }
    Err(Refusal::invalid(
        field,
        "The year lies outside 1900 to 2200. Check the date.",
    ))
}

/// As stored and sent: `YYYY-MM-DDTHH:MM`.
pub fn text(time: DateTime) -> String {
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute()
    )
}

/// The time of day: `HH:MM`.
pub fn clock(time: DateTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The wall time of an instant (Unix seconds).
pub fn at(zone: &TimeZone, instant: i64) -> Result<DateTime> {
    Ok(zone.to_datetime(Timestamp::from_second(instant).map_err(Refusal::fault)?))
}

/// An instant as a visit's start: its wall time, and 1 if it is the second of a time that comes twice.
pub fn starts(zone: &TimeZone, instant: i64) -> Result<(String, u8)> {
    let wall = at(zone, instant)?;
    let fold = u8::from(resolve("from", zone, wall, None)?.at != instant);
    Ok((text(wall), fold))
}

/// The clinic's zone and its name, as the file has it.
pub fn clinic_zone(on: &Connection) -> Result<(TimeZone, String)> {
    let name: String = on
        .prepare_cached("SELECT zone FROM clinic")?
        .query_row([], |row| row.get(0))?;
    Ok((named(&name)?, name))
}

/// A zone the file names.
pub fn named(name: &str) -> Result<TimeZone> {
    TimeZone::get(name).map_err(|e| Refusal::fault(format!("a stored zone: {e}")))
}

/// A wall time that exists, and the instant it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The wall time.
    pub wall: DateTime,
    /// Unix seconds.
    pub at: i64,
    /// 1: the second of a time that comes twice.
    pub fold: u8,
    /// The clocks go back over this time: it comes twice that day.
    pub comes_twice: bool,
}

/// Details of the refusal of a time the clocks skip.
#[derive(Debug, Serialize)]
struct Skipped {
    /// `YYYY-MM-DDTHH:MM`.
    next: String,
}

/// The instant of `wall`. A time the clocks skip is refused at `field` with the next one there is; of a time that comes
/// twice `fold` chooses, the first without.
pub fn resolve(field: &str, zone: &TimeZone, wall: DateTime, fold: Option<u8>) -> Result<Moment> {
    if fold.is_some_and(|fold| fold > 1) {
        return Err(Refusal::invalid(
            "fold",
            "Only 0 (the first) and 1 (the second) mean something here.",
        ));
    }
    let (offset, fold, comes_twice) = match zone.to_ambiguous_timestamp(wall).offset() {
        AmbiguousOffset::Unambiguous { offset } => (offset, 0, false),
        AmbiguousOffset::Fold { after, .. } if fold == Some(1) => (after, 1, true),
        AmbiguousOffset::Fold { before, .. } => (before, 0, true),
        AmbiguousOffset::Gap { before, .. } => {
            let as_if = before.to_timestamp(wall).map_err(Refusal::fault)?;
            return Err(skipped(field, zone, wall, as_if)?);
        }
    };
    Ok(Moment {
        wall,
        at: offset.to_timestamp(wall).map_err(Refusal::fault)?.as_second(),
        fold,
        comes_twice,
    })
}

/// The instant of a wall time that was agreed before the clocks came to skip it: as much later as they skip.
pub fn resolve_or_later(zone: &TimeZone, wall: DateTime, fold: u8) -> Result<Moment> {
    if let AmbiguousOffset::Gap { .. } = zone.to_ambiguous_timestamp(wall).offset() {
        return Ok(Moment {
            wall,
            at: begins(zone, wall)?,
            fold: 0,
            comes_twice: false,
        });
    }
    resolve("starts", zone, wall, Some(fold))
}

/// `as_if` is the instant the time would be had the clocks not changed: the change lies just before it.
fn skipped(field: &str, zone: &TimeZone, wall: DateTime, as_if: Timestamp) -> Result<Refusal> {
    let just_after = as_if
        .checked_add(SignedDuration::from_secs(1))
        .map_err(Refusal::fault)?;
    let change = zone
        .preceding(just_after)
        .next()
        .ok_or_else(|| Refusal::fault("a skipped time without a clock change"))?;
    let to = zone.to_datetime(change.timestamp());
    let before = change
        .timestamp()
        .checked_sub(SignedDuration::from_secs(1))
        .map_err(Refusal::fault)?;
    let from = zone.to_offset(before).to_datetime(change.timestamp());
    let message = format!(
        "The clocks go forward on {} from {} to {}: there is no {} that day.",
        wall.strftime("%-d %B %Y"),
        clock(from),
        clock(to),
        clock(wall)
    );
    Ok(Refusal {
        code: Code::Invalid,
        ..Refusal::invalid(field, message)
    }
    .next(format!("The next time there is: {}.", clock(to)))
    .details(Skipped { next: text(to) }))
}

/// The instant a background stretch begins at. Where the clocks skip it, as much later as they skip.
pub fn begins(zone: &TimeZone, wall: DateTime) -> Result<i64> {
    Ok(zone
        .to_ambiguous_timestamp(wall)
        .compatible()
        .map_err(Refusal::fault)?
        .as_second())
}

/// The instant a background stretch ends at. Of a time that comes twice, the second: the stretch covers both.
pub fn ends(zone: &TimeZone, wall: DateTime) -> Result<i64> {
    Ok(zone
        .to_ambiguous_timestamp(wall)
        .later()
        .map_err(Refusal::fault)?
        .as_second())
}

/// `HH:MM` of `day`, where `24:00` is midnight at its end.
pub fn on_day(day: Date, clock: &str) -> Result<DateTime> {
    let stored = || Refusal::fault("a stored time of day");
    if clock == "24:00" {
        return Ok(day.tomorrow().map_err(Refusal::fault)?.at(0, 0, 0, 0));
    }
    let (hour, minute) = clock.split_once(':').ok_or_else(stored)?;
    let (hour, minute): (i8, i8) = (
        hour.parse().map_err(|_| stored())?,
        minute.parse().map_err(|_| stored())?,
    );
    let time = jiff::civil::Time::new(hour, minute, 0, 0).map_err(|_| stored())?;
    Ok(day.to_datetime(time))
}

/// The instants a clinic day begins and ends at. Days follow each other without a gap, whatever the clocks do at midnight.
pub fn day_bounds(zone: &TimeZone, day: Date) -> Result<(i64, i64)> {
    let begins = |day: Date| {
        Ok::<_, Refusal>(
            day.to_zoned(zone.clone())
                .map_err(Refusal::fault)?
                .timestamp()
                .as_second(),
        )
    };
    Ok((begins(day)?, begins(day.tomorrow().map_err(Refusal::fault)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    #[test]
    fn a_skipped_time_is_refused_with_the_clock_change_and_the_next_time() {
        let refusal = resolve(
            "starts",
            &zone("Europe/London"),
            parse("starts", "2026-03-29T01:30").unwrap(),
            None,
        )
        .unwrap_err();
        assert_eq!(
            refusal.field.as_deref(),
            Some("starts"),
            "the form shows it at the field"
        );
        assert_eq!(
            refusal.message,
            "The clocks go forward on 29 March 2026 from 01:00 to 02:00: there is no 01:30 that day."
        );
        assert_eq!(
            refusal.details.unwrap()["next"],
            "2026-03-29T02:00",
            "the screen can offer it"
        );
        let half_hour = resolve(
            "starts",
            &zone("Australia/Lord_Howe"),
            parse("starts", "2026-10-04T02:15").unwrap(),
            None,
        )
        .unwrap_err();
        assert_eq!(
            half_hour.details.unwrap()["next"],
            "2026-10-04T02:30",
            "half an hour on Lord Howe"
        );
    }

    #[test]
    fn of_a_time_that_comes_twice_the_first_is_taken_unless_the_second_is_asked_for() {
        let wall = parse("starts", "2026-11-01T01:30").unwrap();
        let first = resolve("starts", &zone("America/New_York"), wall, None).unwrap();
        let second = resolve("starts", &zone("America/New_York"), wall, Some(1)).unwrap();
        assert!(first.comes_twice && second.comes_twice, "the screen says so");
        assert_eq!((first.fold, second.fold), (0, 1));
        assert_eq!(second.at - first.at, 3600, "an hour apart");
    }

    #[test]
    fn what_is_no_wall_time_is_refused_at_its_field() {
        let long = "9".repeat(1_000_000);
        for wrong in [
            "",
            "2026-11-20",
            "2026-11-20 14:30",
            "0000-01-01T10:00",
            "2026-02-30T10:00",
            "2026-11-20T24:00",
            "2026-11-20T10:60",
            "-026-11-20T10:00",
            "2026-11-20T10:0a",
            "９026-11-20T1",
            long.as_str(),
        ] {
            let refusal = parse("starts", wrong).unwrap_err();
            assert_eq!(
                (refusal.code, refusal.field.as_deref()),
                (Code::Invalid, Some("starts")),
                "{}",
                wrong.chars().take(20).collect::<String>()
            );
        }
    }

    #[test]
    fn days_tile_the_year_even_where_midnight_is_skipped() {
        for name in [
            "America/New_York",
            "Africa/Cairo",
            "America/Santiago",
            "Asia/Kathmandu",
            "Atlantic/Azores",
        ] {
            let (zone, mut day) = (zone(name), jiff::civil::date(2026, 1, 1));
            let mut end = day_bounds(&zone, day).unwrap().1;
            for _ in 0..400 {
                day = day.tomorrow().unwrap();
                let (from, until) = day_bounds(&zone, day).unwrap();
                assert_eq!(from, end, "{name} {day} begins where the day before ended");
                end = until;
            }
        }
    }
}
