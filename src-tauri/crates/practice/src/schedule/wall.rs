//! Wall time: how a clinic's local time is read, and which instant it is. The clinic's zone is the authority.

use crate::{Refusal, Result};
use jiff::civil::{Date, DateTime};

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
    Err(Refusal::invalid(field, "The year lies outside 1900 to 2200. Check the date."))
}

/// As stored and sent: `YYYY-MM-DDTHH:MM`.
pub fn text(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}
