//! What becomes of a visit: drawn once, shown as far as the clock has come.

use crate::demo::chance::Chance;
use crate::schedule::VisitStatus;
use crate::schedule::bulk::{CalledOffBy, StatusTimes};

/// How a visit goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// When the patient confirms, if they do, Unix seconds.
    pub confirms_at: Option<i64>,
    /// How many minutes before the start they come; negative: late.
    pub early: i64,
    /// How many minutes after the start they are called in.
    pub wait: i64,
    /// How many minutes before its planned end it is over.
    pub short: i64,
    /// How it ends.
    pub end: End,
}

/// How a visit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The patient comes and it takes place.
    Comes,
    /// The patient does not come.
    NoShow,
    /// It is called off.
    Cancelled {
        /// When, Unix seconds.
        at: i64,
        /// By whom.
        by: CalledOffBy,
        /// Why.
        why: &'static str,
    },
}

const WHY_PATIENT: &[&str] = &[
    "Is ill",
    "Has to work",
    "Feels better",
    "No child care",
    "Away that week",
    "",
];
const WHY_CLINIC: &[&str] = &["Provider is ill", "Room could not be used", "Called to an emergency"];

impl Course {
    /// Draws the course of a visit that starts at `starts_at`.
    pub fn drawn(chance: &mut Chance, booked_at: i64, starts_at: i64, reads_mail: bool) -> Self {
        // Most who confirm do it in the day before, after the reminder asked them to.
        let confirms = chance.percent(if reads_mail { 72 } else { 35 });
        let confirmed = starts_at - chance.between(4 * 3600, 23 * 3600);
        let until_start = (starts_at - booked_at).max(600);
        let called_off = booked_at + chance.between(until_start / 10, until_start - 300);
        let end = match chance.between(0, 99) {
            0..=3 => End::NoShow,
            4..=8 => End::Cancelled {
                at: called_off,
                by: CalledOffBy::Patient,
                why: chance.pick(WHY_PATIENT),
            },
            9 => End::Cancelled {
                at: called_off,
                by: CalledOffBy::Clinic,
                why: chance.pick(WHY_CLINIC),
            },
            _ => End::Comes,
        };
        Self {
            confirms_at: (confirms && confirmed > booked_at).then_some(confirmed),
            early: chance.between(-3, 14),
            wait: chance.between(0, 4).max(0),
            short: chance.between(0, 5),
            end,
        }
    }
}

/// A step a visit has taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// When, Unix seconds.
    pub at: i64,
    /// To where.
    pub to: VisitStatus,
}

/// Where a visit stands at an instant, and how it came there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where.
    pub status: VisitStatus,
    /// Since when, Unix seconds.
    pub status_at: i64,
    /// When each step was reached.
    pub times: StatusTimes,
    /// Every step after the booking, in order.
    pub steps: Vec<Step>,
}

/// Where a visit of `minutes` that was booked at `booked_at` and starts at `starts_at` stands at `now`.
pub fn standing(course: &Course, booked_at: i64, starts_at: i64, minutes: i64, now: i64) -> Standing {
    let mut steps = Vec::with_capacity(4);
    let called_off = match course.end {
        End::Cancelled { at, .. } => at,
        _ => i64::MAX,
    };
    if let Some(at) = course
        .confirms_at
        .filter(|at| *at < called_off && *at < starts_at - course.early * 60)
    {
        steps.push(Step {
            at,
            to: VisitStatus::Confirmed,
        });
    }
    match course.end {
        End::Comes => {
            let arrived = (starts_at - course.early * 60).max(booked_at + 60);
            let called_in = (starts_at + course.wait * 60).max(arrived + 60);
            let over = (starts_at + (minutes - course.short) * 60).max(called_in + 300);
            steps.extend([
                Step {
                    at: arrived,
                    to: VisitStatus::Arrived,
                },
                Step {
                    at: called_in,
                    to: VisitStatus::InRoom,
                },
                Step {
                    at: over,
                    to: VisitStatus::Completed,
                },
            ]);
        }
        End::NoShow => steps.push(Step {
            at: starts_at + 20 * 60,
            to: VisitStatus::NoShow,
        }),
        End::Cancelled { at, .. } => steps.push(Step {
            at,
            to: VisitStatus::Cancelled,
        }),
    }
    steps.retain(|step| step.at <= now);
    let times = steps
        .iter()
        .fold(StatusTimes::default(), |times, step| times.reach(step.to, step.at));
    let last = steps.last().copied().unwrap_or(Step {
        at: booked_at,
        to: VisitStatus::Scheduled,
    });
    Standing {
        status: last.to,
        status_at: last.at,
        times,
        steps,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMES: Course = Course {
        confirms_at: Some(50_000),
        early: 5,
        wait: 2,
        short: 3,
        end: End::Comes,
    };

    #[test]
    fn a_visit_is_shown_as_far_as_the_clock_has_come() {
        let at = |now| standing(&COMES, 10_000, 100_000, 30, now).status;
        assert_eq!(at(20_000), VisitStatus::Scheduled, "nothing has happened yet");
        assert_eq!(at(60_000), VisitStatus::Confirmed);
        assert_eq!(at(99_750), VisitStatus::Arrived, "five minutes early");
        assert_eq!(at(100_200), VisitStatus::InRoom);
        assert_eq!(
            at(102_000),
            VisitStatus::Completed,
            "three minutes short of half an hour"
        );
    }

    #[test]
    fn a_cancelled_visit_takes_no_further_step_and_a_no_show_waits_twenty_minutes() {
        let off = Course {
            end: End::Cancelled {
                at: 40_000,
                by: CalledOffBy::Patient,
                why: "Is ill",
            },
            ..COMES
        };
        let standing_off = standing(&off, 10_000, 100_000, 30, 200_000);
        assert_eq!(
            (standing_off.status, standing_off.steps.len()),
            (VisitStatus::Cancelled, 1),
            "confirmed only later, so never"
        );
        let missed = Course {
            end: End::NoShow,
            ..COMES
        };
        assert_eq!(
            standing(&missed, 10_000, 100_000, 30, 100_600).status,
            VisitStatus::Confirmed,
            "ten minutes late is not a no-show"
        );
        assert_eq!(
            standing(&missed, 10_000, 100_000, 30, 101_200).status,
            VisitStatus::NoShow
        );
    }
}
