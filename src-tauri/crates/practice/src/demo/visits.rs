//! Visits: each column's days are filled from morning to evening, so nothing can overlap; a patient has one visit a day
//! at most. What becomes of a visit is drawn when it is made and shown as far as the clock has come ([`super::course`]).

use crate::demo::away;
use crate::demo::calendar::Calendar;
use crate::demo::chance::Chance;
use crate::demo::course::{Course, End};
use crate::demo::people::Person;
use crate::demo::team::{self, DOCTORS, SERVICES};
use crate::patients::bulk::PatientStatus;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// A visit to be. Patient, column and service are places in their lists.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Whose.
    pub patient: usize,
    /// With whom.
    pub column: usize,
    /// For what.
    pub service: usize,
    /// Day.
    pub day: usize,
    /// Minute of wall time it starts at; buffers come before and after.
    pub start: i64,
    /// When booked, Unix seconds.
    pub booked_at: i64,
    /// What becomes of it.
    pub course: Course,
}

impl Visit {
    /// How long, minutes.
    pub fn minutes(&self) -> i64 {
        SERVICES[self.service].minutes
    }

    /// Instant of its start.
    pub fn starts_at(&self, calendar: &Calendar) -> i64 {
        calendar.at(self.day, self.start)
    }

    /// Instant of its end.
    pub fn ends_at(&self, calendar: &Calendar) -> i64 {
        self.starts_at(calendar) + self.minutes() * 60
    }
}

/// How full the days are.
#[derive(Debug, Clone, Copy)]
pub struct Demand {
    /// Share of the working time taken long ago, 0 to 1.
    pub before: f64,
    /// The same around today; it grew over the last months.
    pub lately: f64,
}

impl Demand {
    fn on(self, day: usize, today: usize) -> f64 {
        let away = (day.abs_diff(today)) as f64;
        if day > today {
            // Booked ahead: full tomorrow, hardly anything in six weeks.
            return self.lately * (-away / 18.0).exp().max(0.06);
        }
        self.before + (self.lately - self.before) * (-away / 40.0).exp()
    }
}

/// Who comes next.
struct Queue {
    chance: Chance,
    /// Patients of a column who were told to come again, by day.
    again: Vec<BinaryHeap<Reverse<(usize, usize)>>>,
    /// Patients of a column who have not been here, by the day they registered.
    new: Vec<VecDeque<usize>>,
    joined: Vec<usize>,
    /// Whether they are still a patient here.
    comes: Vec<bool>,
    last_seen: Vec<usize>,
    present: usize,
    columns: usize,
}

/// Fills the days of `columns` columns. The visits come by day, column and start.
pub fn visits(
    people: &[Person],
    seed: u64,
    columns: usize,
    calendar: &Calendar,
    plan: &away::Plan,
    demand: Demand,
) -> Vec<Visit> {
    let mut chance = Chance::of(seed, "visits");
    let mut queue = Queue::of(people, seed, columns);
    let mut visits = Vec::new();
    for day in calendar.first..calendar.end() {
        let level = demand.on(day, calendar.today);
        for column in 0..columns {
            fill(
                column,
                day,
                level,
                &mut chance,
                &mut queue,
                people,
                calendar,
                plan,
                &mut visits,
            );
        }
    }
    visits
}

#[allow(clippy::too_many_arguments, reason = "one loop, cut in two for reading")]
fn fill(
    column: usize,
    day: usize,
    level: f64,
    chance: &mut Chance,
    queue: &mut Queue,
    people: &[Person],
    calendar: &Calendar,
    plan: &away::Plan,
    visits: &mut Vec<Visit>,
) {
    let today = calendar.day(calendar.today).weekday;
    for (from, until) in team::hours(column, calendar.day(day).weekday, today) {
        let mut at = *from;
        while at < *until {
            let service = chance.weighted(&DOCTORS[column].services);
            let kind = &SERVICES[service];
            let length = kind.before + kind.minutes + kind.after;
            if let Some(free_from) = plan.busy_until(column, day, at, at + 15) {
                at = free_from.max(at + 15);
                continue;
            }
            let fits = at + length <= *until && plan.busy_until(column, day, at, at + length).is_none();
            if !fits || !chance.share(begins(level, at, length)) {
                at += 15;
                continue;
            }
            if let Some(patient) = queue.next(column, day, kind.again) {
                visits.extend(booked(
                    patient,
                    column,
                    service,
                    day,
                    at + kind.before,
                    chance,
                    people,
                    calendar,
                ));
            }
            at += length;
        }
    }
}

/// How likely a visit of `length` minutes begins at a free quarter of an hour, so that `level` of the day is taken.
/// Mornings are busier than afternoons.
fn begins(level: f64, minute: i64, length: i64) -> f64 {
    let busy = level * if minute < 11 * 60 + 30 { 1.15 } else { 0.9 };
    let busy = busy.clamp(0.0, 0.97);
    15.0 * busy / (15.0 * busy + (1.0 - busy) * length as f64)
}

/// The visit, and sometimes before it the cancelled one whose time it got.
#[allow(clippy::too_many_arguments, reason = "a visit is all of this")]
fn booked(
    patient: usize,
    column: usize,
    service: usize,
    day: usize,
    start: i64,
    chance: &mut Chance,
    people: &[Person],
    calendar: &Calendar,
) -> Option<Visit> {
    let person = &people[patient];
    let latest = calendar.at(day, start - 60).min(calendar.now - 120);
    let earliest = person.joined_at + 300;
    if latest <= earliest {
        return None;
    }
    // A third books within days, the others weeks ahead.
    let lead = if chance.percent(35) {
        chance.between(0, 4)
    } else {
        chance.between(5, 40)
    };
    let newest = calendar.today.min(day);
    let book_day = newest.saturating_sub(usize::try_from(lead).unwrap_or(0));
    let minute = chance.between(8 * 60 + 32, 17 * 60 + 25);
    let mut booked_at = calendar.at(book_day, minute);
    if booked_at > latest {
        booked_at = calendar.at(book_day.saturating_sub(1), minute).min(latest);
    }
    let booked_at = booked_at.max(earliest);
    let course = Course::drawn(
        chance,
        booked_at,
        calendar.at(day, start),
        !person.record.emails.is_empty(),
    );
    // What will be cancelled later is, today, a visit like any other.
    let course = match course.end {
        End::Cancelled { at, .. } if at >= calendar.now => Course {
            end: End::Comes,
            ..course
        },
        _ => course,
    };
    Some(Visit {
        patient,
        column,
        service,
        day,
        start,
        booked_at,
        course,
    })
}

impl Queue {
    fn of(people: &[Person], seed: u64, columns: usize) -> Self {
        let mut chance = Chance::of(seed, "queue");
        let mut new = vec![VecDeque::new(); columns];
        let comes: Vec<bool> = people
            .iter()
            .map(|person| person.record.status == PatientStatus::Active)
            .collect();
        for (at, comes) in comes.iter().enumerate() {
            if *comes {
                new[chance.index(columns)].push_back(at);
            }
        }
        Self {
            chance,
            again: vec![BinaryHeap::new(); columns],
            new,
            joined: people.iter().map(|person| person.joined).collect(),
            comes,
            last_seen: vec![0; people.len()],
            present: 0,
            columns,
        }
    }

    /// The next patient for a column on a day; nobody has two visits on one day.
    fn next(&mut self, column: usize, day: usize, again: (i64, i64)) -> Option<usize> {
        while self.present < self.joined.len() && self.joined[self.present] < day {
            self.present += 1;
        }
        let patient = self
            .told_to_come(column, day)
            .or_else(|| self.newcomer(column, day))
            .or_else(|| self.anybody(day))?;
        self.last_seen[patient] = day;
        if self.chance.percent(45) {
            let due = day + usize::try_from(self.chance.between(again.0, again.1)).unwrap_or(30);
            self.again[column].push(Reverse((due, patient)));
        }
        Some(patient)
    }

    fn told_to_come(&mut self, column: usize, day: usize) -> Option<usize> {
        let queue = &mut self.again[column];
        while let Some(Reverse((due, patient))) = queue.peek().copied() {
            if due > day {
                return None;
            }
            queue.pop();
            if self.last_seen[patient] < day {
                return Some(patient);
            }
        }
        None
    }

    fn newcomer(&mut self, column: usize, day: usize) -> Option<usize> {
        let at = (0..self.columns)
            .map(|step| (column + step) % self.columns)
            .find(|at| {
                self.new[*at]
                    .front()
                    .is_some_and(|patient| self.joined[*patient] < day && self.last_seen[*patient] < day)
            })?;
        // Old patients come too: not every free slot goes to the queue of new ones.
        if self.chance.percent(45) {
            None
        } else {
            self.new[at].pop_front()
        }
    }

    fn anybody(&mut self, day: usize) -> Option<usize> {
        // Weeks apart where there are enough patients for that; in a small clinic, days.
        for apart in [21, 21, 21, 14, 14, 7, 7, 3, 3, 1, 1, 1] {
            let patient = self.chance.index(self.present.max(1));
            let known = self.present > 0 && self.joined[patient] < day && self.comes[patient];
            if known && (self.last_seen[patient] == 0 || self.last_seen[patient] + apart <= day) {
                return Some(patient);
            }
        }
        None
    }
}
