//! When nobody can be booked: holidays, days off, training, and the team's huddle.

use crate::clinic::time_off::TimeOffKind;
use crate::demo::calendar::{AHEAD, Calendar};
use crate::demo::chance::Chance;

/// The huddle stands after lunch on the weekday of today.
const HUDDLE: (i64, i64) = (13 * 60 + 15, 13 * 60 + 45);

/// A stretch without visits.
#[derive(Debug, Clone)]
pub struct Away {
    /// Whose; the whole clinic without.
    pub column: Option<usize>,
    /// Away or busy.
    pub kind: TimeOffKind,
    /// First day and minute.
    pub from: (usize, i64),
    /// Last day, and the first minute after it.
    pub until: (usize, i64),
    /// What the calendar shows.
    pub label: &'static str,
}

impl Away {
    /// Whether a stretch of a day of a column lies in it.
    fn covers(&self, column: usize, day: usize, from: i64, until: i64) -> bool {
        self.column.is_none_or(|own| own == column) && (day, until) > self.from && (day, from) < self.until
    }
}

/// All of them, with an index by day.
#[derive(Debug)]
pub struct Plan {
    /// In order of their begin.
    pub all: Vec<Away>,
    of_day: Vec<Vec<usize>>,
}

impl Plan {
    /// Plans the absences of a clinic of so many columns.
    pub fn new(seed: u64, columns: usize, calendar: &Calendar) -> Self {
        let mut chance = Chance::of(seed, "away");
        let mut all = Vec::new();
        for day in calendar.first..calendar.end() {
            if let Some(label) = calendar.holiday(day) {
                all.push(Away {
                    column: None,
                    kind: TimeOffKind::Away,
                    from: (day, 0),
                    until: (day + 1, 0),
                    label,
                });
            }
            let huddle = calendar.day(day).weekday == calendar.day(calendar.today).weekday && day + 57 > calendar.today;
            if huddle && calendar.holiday(day).is_none() {
                all.push(Away {
                    column: None,
                    kind: TimeOffKind::Blocked,
                    from: (day, HUDDLE.0),
                    until: (day, HUDDLE.1),
                    label: "Team huddle",
                });
            }
        }
        for column in 0..columns {
            all.extend(holidays(column, &mut chance, calendar));
        }
        all.sort_by_key(|away| (away.from, away.column));
        let mut of_day = vec![Vec::new(); calendar.end()];
        for (at, away) in all.iter().enumerate() {
            for day in of_day.iter_mut().take(away.until.0 + 1).skip(away.from.0) {
                day.push(at);
            }
        }
        Self { all, of_day }
    }

    /// Until when a stretch of a column is not free; `None` if it is.
    pub fn busy_until(&self, column: usize, day: usize, from: i64, until: i64) -> Option<i64> {
        let covering = self.of_day[day]
            .iter()
            .map(|at| &self.all[*at])
            .filter(|away| away.covers(column, day, from, until));
        covering
            .map(|away| if away.until.0 > day { 24 * 60 } else { away.until.1 })
            .max()
    }
}

/// Two holidays a year, a training day now and then, never today.
fn holidays(column: usize, chance: &mut Chance, calendar: &Calendar) -> Vec<Away> {
    let away = |from: usize, days: usize, label| Away {
        column: Some(column),
        kind: TimeOffKind::Away,
        from: (from, 0),
        until: (from + days, 0),
        label,
    };
    let mut found = Vec::new();
    let mut day = calendar.first + chance.index(120);
    while day < calendar.end() {
        let (days, label) = match chance.between(0, 4) {
            0 => (1, "Training"),
            1 => (2, "Day off"),
            2 => (5, "Holiday"),
            3 => (12, "Holiday"),
            _ => (1, "Conference"),
        };
        if day > calendar.today || day + days <= calendar.today {
            found.push(away(day, days, label));
        }
        day += 60 + chance.index(90);
    }
    // Something to see in the weeks ahead, whatever chance brought.
    if column == 1 {
        let next = calendar.today + AHEAD / 2;
        found.retain(|away| away.until.0 < next || away.from.0 > next + 3);
        found.push(away(next, 3, "Holiday"));
    }
    found
}
