//! The days of a demo, numbered, with the instants they begin at: wall times become instants by addition.

use crate::{Refusal, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Days before the first visit in which visits were already booked and patients registered.
const BEFORE: i64 = 120;
/// Days after today for which visits are booked: six weeks.
pub const AHEAD: usize = 42;
/// Days after that, in which a holiday that began before may end.
const AFTER: i64 = 20;

/// A day of the clinic.
#[derive(Debug, Clone)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// `YYYY-MM-DD`.
    pub text: String,
    /// 1 Monday … 7 Sunday.
    pub weekday: u8,
    /// Unix seconds of its midnight, reckoned back from noon: right for every hour a clinic works, also on the days the
    /// clocks change (they change at night).
    base: i64,
}

/// The days from long before the first visit until six weeks after today.
#[derive(Debug, Clone)]
pub struct Calendar {
    days: Vec<Day>,
    /// Number of the first day with visits.
    pub first: usize,
    /// Number of today.
    pub today: usize,
    /// The instant it is now, Unix seconds.
    pub now: i64,
}

impl Calendar {
    /// `behind` days of visits behind the day of `now`.
    pub fn new(now: Timestamp, zone: &TimeZone, behind: u32) -> Result<Self> {
        let today = zone.to_datetime(now).date();
        let count = BEFORE + i64::from(behind);
        let mut date = today.checked_sub(count.days()).map_err(Refusal::fault)?;
        let mut days = Vec::new();
        for _ in 0..=count + AHEAD as i64 + AFTER {
            let noon = zone
                .to_ambiguous_timestamp(date.at(12, 0, 0, 0))
                .compatible()
                .map_err(Refusal::fault)?;
            let weekday = date.weekday().to_monday_one_offset().unsigned_abs();
            days.push(Day {
                date,
                text: date.to_string(),
                weekday,
                base: noon.as_second() - 12 * 3600,
            });
            date = date.tomorrow().map_err(Refusal::fault)?;
        }
        let today = usize::try_from(count).map_err(Refusal::fault)?;
        Ok(Self {
            days,
            first: today - behind as usize,
            today,
            now: now.as_second(),
        })
    }

    /// The day numbered `day`; beyond the ends, the first or last there is.
    pub fn day(&self, day: usize) -> &Day {
        &self.days[day.min(self.days.len() - 1)]
    }

    /// The day after the last one with visits.
    pub fn end(&self) -> usize {
        self.today + AHEAD + 1
    }

    /// Unix seconds of `minute` (of wall time) on a day.
    pub fn at(&self, day: usize, minute: i64) -> i64 {
        self.day(day).base + minute * 60
    }

    /// `YYYY-MM-DDTHH:MM` of `minute` on a day.
    pub fn wall(&self, day: usize, minute: i64) -> String {
        format!("{}T{:02}:{:02}", self.day(day).text, minute / 60, minute % 60)
    }

    /// Whether the whole clinic is closed that day for a public holiday, and for which.
    pub fn holiday(&self, day: usize) -> Option<&'static str> {
        let found = self.day(day);
        let (month, number) = (found.date.month(), found.date.day());
        match (month, number) {
            _ if day == self.today => None,
            (1, 1) => Some("New Year's Day"),
            (7, 4) => Some("Independence Day"),
            (11, 22..=28) if found.weekday == 4 => Some("Thanksgiving"),
            (12, 25) => Some("Christmas Day"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_time_is_its_instant_on_both_sides_of_a_change_of_clocks() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let calendar = Calendar::new("2026-03-18T16:00:00Z".parse().unwrap(), &zone, 30).unwrap();
        for day in [calendar.today, calendar.today - 10, calendar.today - 11] {
            let wall = calendar.wall(day, 9 * 60 + 30);
            let instant = zone.to_timestamp(wall.parse().unwrap()).unwrap().as_second();
            assert_eq!(
                calendar.at(day, 9 * 60 + 30),
                instant,
                "{wall}: the clocks changed on 8 March"
            );
        }
        assert_eq!(
            calendar.at(calendar.today, 12 * 60),
            calendar.now,
            "16:00 UTC is noon in New York in March"
        );
        assert_eq!(calendar.day(calendar.today).weekday, 3, "18 March 2026 is a Wednesday");
    }
}
