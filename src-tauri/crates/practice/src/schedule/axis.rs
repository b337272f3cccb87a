//! The vertical axis of a day. It counts elapsed minutes since the clinic-local day began, not wall minutes: a day of 23
//! or 25 hours is drawn as long as it is, a visit's height is its real length, and nothing overlaps that does not.
//! Ticks tell which wall time stands where; between two ticks the wall clock runs evenly.

use crate::schedule::wall;
use crate::{Refusal, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use ts_rs::TS;

/// A day's axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Axis {
    /// How long the day is: 1440, or less or more where the clocks change.
    pub minutes: i32,
    /// The whole hours, and the moment after a change of the clocks, in order; the first stands at 0.
    pub ticks: Vec<Tick>,
    /// What the clocks do that day, in a sentence; absent on ordinary days.
    pub clock_change: Option<String>,
}

/// A wall time on the axis. From here to the next tick, wall time is `clock` plus the minutes since `at`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Tick {
    /// Elapsed minutes since the day began.
    pub at: i32,
    /// `HH:MM`.
    pub clock: String,
    /// This stretch of wall time has been before on this day: times in it are sent with `fold: 1`.
    pub second: bool,
}

/// A day of the clinic, as a stretch of real time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Which.
    pub day: Date,
    /// Instant it begins at, Unix seconds.
    pub from: i64,
    /// Instant it ends at.
    pub until: i64,
}

impl Frame {
    /// The frame of `day`.
    pub fn of(zone: &TimeZone, day: Date) -> Result<Self> {
        let (from, until) = wall::day_bounds(zone, day)?;
        Ok(Self { day, from, until })
    }

    /// Where an instant stands on the axis, cut to the day.
    pub fn place(&self, instant: i64) -> i32 {
        minutes(instant.clamp(self.from, self.until) - self.from)
    }

    /// Where now stands, if it is this day.
    pub fn now(&self, now: Timestamp) -> Option<i32> {
        (self.from..self.until)
            .contains(&now.as_second())
            .then(|| self.place(now.as_second()))
    }

    /// The day's axis.
    pub fn axis(&self, zone: &TimeZone) -> Result<Axis> {
        let mut axis = Axis {
            minutes: self.place(self.until),
            ticks: Vec::new(),
            clock_change: None,
        };
        // A stretch in which the wall clock runs evenly, and until when it repeats wall times that have been.
        let (mut from, mut repeats_until) = (self.from, self.from);
        let begin = Timestamp::from_second(self.from).map_err(Refusal::fault)?;
        for change in zone.following(begin) {
            let at = change.timestamp().as_second();
            if at >= self.until {
                break;
            }
            let before = zone.to_offset(Timestamp::from_second(at - 1).map_err(Refusal::fault)?);
            let back = i64::from(before.seconds()) - i64::from(change.offset().seconds());
            if back == 0 {
                continue;
            }
            self.ticks(zone, from, at, repeats_until, &mut axis.ticks)?;
            let (shown, becomes) = (
                wall::clock(before.to_datetime(change.timestamp())),
                wall::clock(wall::at(zone, at)?),
            );
            axis.clock_change = Some(if back > 0 {
                format!("The clocks go back from {shown} to {becomes}: the time between comes twice.")
            } else {
                format!("The clocks go forward from {shown} to {becomes}.")
            });
            (from, repeats_until) = (at, at + back.max(0));
        }
        self.ticks(zone, from, self.until, repeats_until, &mut axis.ticks)?;
        Ok(axis)
    }

    /// Ticks of one even stretch: its beginning, its whole hours, and where it stops repeating.
    fn ticks(&self, zone: &TimeZone, from: i64, until: i64, repeats_until: i64, ticks: &mut Vec<Tick>) -> Result<()> {
        let beginning = wall::at(zone, from)?;
        let to_whole_hour = 3600 - (i64::from(beginning.minute()) * 60 + i64::from(beginning.second()));
        let mut places = vec![from];
        places.extend(
            (0..)
                .map(|hour| from + to_whole_hour + hour * 3600)
                .take_while(|at| *at < until),
        );
        if (from + 1..until).contains(&repeats_until) {
            places.push(repeats_until);
        }
        places.sort_unstable();
        places.dedup();
        for at in places {
            ticks.push(Tick {
                at: self.place(at),
                clock: wall::clock(wall::at(zone, at)?),
                second: at < repeats_until,
            });
        }
        Ok(())
    }
}

fn minutes(seconds: i64) -> i32 {
    i32::try_from(seconds.div_euclid(60)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn axis(zone: &str, day: Date) -> Axis {
        let zone = TimeZone::get(zone).unwrap();
        Frame::of(&zone, day).unwrap().axis(&zone).unwrap()
    }

    fn around(axis: &Axis, from: i32, until: i32) -> Vec<(i32, &str, bool)> {
        axis.ticks
            .iter()
            .filter(|t| (from..=until).contains(&t.at))
            .map(|t| (t.at, t.clock.as_str(), t.second))
            .collect()
    }

    #[test]
    fn an_ordinary_day_has_a_tick_an_hour() {
        let day = axis("Asia/Kathmandu", date(2026, 11, 20));
        assert_eq!((day.minutes, day.ticks.len(), day.clock_change), (1440, 24, None));
        assert_eq!(day.ticks.first().map(|t| t.clock.as_str()), Some("00:00"));
    }

    #[test]
    fn a_day_of_23_hours_skips_and_a_day_of_25_repeats() {
        let spring = axis("America/New_York", date(2026, 3, 8));
        assert_eq!(spring.minutes, 23 * 60);
        assert_eq!(
            around(&spring, 60, 180),
            [(60, "01:00", false), (120, "03:00", false), (180, "04:00", false)],
            "two o'clock is not there"
        );
        let autumn = axis("America/New_York", date(2026, 11, 1));
        assert_eq!(autumn.minutes, 25 * 60);
        assert_eq!(
            around(&autumn, 60, 180),
            [(60, "01:00", false), (120, "01:00", true), (180, "02:00", false)],
            "one o'clock comes twice"
        );
        assert!(autumn.clock_change.unwrap().contains("from 02:00 to 01:00"));
    }

    #[test]
    fn half_an_hour_on_lord_howe_has_its_own_ticks() {
        let spring = axis("Australia/Lord_Howe", date(2026, 10, 4));
        assert_eq!(spring.minutes, 1410);
        assert_eq!(
            around(&spring, 60, 150),
            [(60, "01:00", false), (120, "02:30", false), (150, "03:00", false)]
        );
        let autumn = axis("Australia/Lord_Howe", date(2026, 4, 5));
        assert_eq!(autumn.minutes, 1470);
        assert_eq!(
            around(&autumn, 60, 150),
            [(60, "01:00", false), (120, "01:30", true), (150, "02:00", false)]
        );
    }

    #[test]
    fn where_midnight_is_skipped_the_day_begins_later() {
        let day = axis("Africa/Cairo", date(2026, 4, 24));
        assert_eq!(
            (day.minutes, day.ticks.first().map(|t| t.clock.clone())),
            (23 * 60, Some("01:00".into())),
            "the first tick is the day's first minute"
        );
    }
}
