//! Quiet hours: when nothing is sent, by the recipient's own wall clock.

use crate::{Refusal, Result};
use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;

/// A span of every day in which nothing is sent. Usually across midnight; from = until means there is none.
#[derive(Debug, Clone)]
pub struct Quiet {
    from: Time,
    until: Time,
    zone: TimeZone,
}

impl Quiet {
    /// Quiet from `from` until `until` (`HH:MM`) in `zone`.
    pub fn new(from: &str, until: &str, zone: TimeZone) -> Result<Self> {
        Ok(Self {
            from: wall_time(from)?,
            until: wall_time(until)?,
            zone,
        })
    }

    /// The quiet span `at` lies in: its first instant and the first instant after it.
    pub fn span(&self, at: Timestamp) -> Result<Option<(Timestamp, Timestamp)>> {
        let local = self.zone.to_datetime(at);
        let (today, time) = (local.date(), local.time());
        let overnight = self.from > self.until;
        let (first, last) = match (self.from <= time, time < self.until) {
            (true, true) if !overnight && self.from != self.until => (today, today),
            (true, false) if overnight => (today, today.tomorrow().map_err(Refusal::fault)?),
            (false, true) if overnight => (today.yesterday().map_err(Refusal::fault)?, today),
            _ => return Ok(None),
        };
        Ok(Some((
            instant(&self.zone, first.to_datetime(self.from))?,
            instant(&self.zone, last.to_datetime(self.until))?,
        )))
    }
}

/// Reads `HH:MM`.
pub fn wall_time(text: &str) -> Result<Time> {
    let shape = text.len() == 5 && text.as_bytes().get(2) == Some(&b':');
    Time::strptime("%H:%M", text)
        .ok()
        .filter(|_| shape)
        .ok_or_else(|| Refusal::invalid("at", "Write a time as 24 hours, like 08:00 or 21:30."))
}

/// The instant of a wall time. An hour that comes twice means its first, one that is skipped the hour after it.
pub fn instant(zone: &TimeZone, wall: DateTime) -> Result<Timestamp> {
    zone.to_ambiguous_timestamp(wall).compatible().map_err(Refusal::fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet(from: &str, until: &str) -> Quiet {
        Quiet::new(from, until, TimeZone::get("America/New_York").unwrap()).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        instant(&TimeZone::get("America/New_York").unwrap(), text.parse().unwrap()).unwrap()
    }

    #[test]
    fn the_night_is_quiet_on_both_sides_of_midnight() {
        let night = quiet("21:00", "08:00");
        let span = Some((at("2026-03-06T21:00"), at("2026-03-07T08:00")));
        assert_eq!(
            night.span(at("2026-03-06T21:00")).unwrap(),
            span,
            "the first minute is quiet"
        );
        assert_eq!(night.span(at("2026-03-07T07:59")).unwrap(), span, "so is the last");
        assert_eq!(night.span(at("2026-03-07T08:00")).unwrap(), None, "then it is over");
        assert_eq!(
            night.span(at("2026-03-06T20:59")).unwrap(),
            None,
            "and before it had not begun"
        );
    }

    #[test]
    fn a_night_across_the_change_of_clocks_is_an_hour_shorter() {
        let (from, until) = quiet("21:00", "08:00").span(at("2026-03-08T04:00")).unwrap().unwrap();
        assert_eq!(
            until.as_second() - from.as_second(),
            10 * 3600,
            "clocks go forward in that night; the wall times stay"
        );
    }

    #[test]
    fn a_siesta_is_quiet_and_equal_times_are_never_quiet() {
        let siesta = quiet("13:00", "15:00");
        assert_eq!(
            siesta.span(at("2026-06-01T14:00")).unwrap(),
            Some((at("2026-06-01T13:00"), at("2026-06-01T15:00")))
        );
        assert_eq!(siesta.span(at("2026-06-01T12:00")).unwrap(), None);
        assert_eq!(
            quiet("08:00", "08:00").span(at("2026-06-01T08:00")).unwrap(),
            None,
            "from = until switches quiet hours off"
        );
    }

    #[test]
    fn times_that_are_none_are_refused() {
        for wrong in ["", "8:00", "24:00", "08:60", "08:00:00", "ab:cd", "08-00"] {
            assert!(wall_time(wrong).is_err(), "{wrong:?} is no time");
        }
    }
}
