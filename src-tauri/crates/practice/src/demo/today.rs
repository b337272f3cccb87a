//! Today shows the whole flow: somebody waits, somebody is in, somebody did not come, somebody called off. Chance alone
//! would leave one out every other day.

use crate::demo::calendar::Calendar;
use crate::demo::course::{Course, End};
use crate::demo::visits::Visit;
use crate::schedule::bulk::CalledOffBy;

/// Bends the courses of today's visits, where the time of day allows it.
pub fn tell(visits: &mut [Visit], calendar: &Calendar) {
    let now = calendar.now;
    let mut today: Vec<&mut Visit> = visits.iter_mut().filter(|visit| visit.day == calendar.today).collect();
    today.sort_by_key(|visit| (visit.start, visit.column));
    let usual = Course {
        confirms_at: None,
        early: 6,
        wait: 2,
        short: 2,
        end: End::Comes,
    };

    let mut over: Vec<usize> = (0..today.len())
        .filter(|at| today[*at].ends_at(calendar) + 600 < now)
        .collect();
    if over.len() > 3 {
        // Neither the first of the day nor the last: they are looked at most.
        let missed = over.remove(over.len() / 2);
        today[missed].course.end = End::NoShow;
        let came = over.remove(0);
        today[came].course = Course {
            confirms_at: today[came].course.confirms_at,
            ..usual
        };
    }
    let running: Vec<usize> = (0..today.len())
        .filter(|at| today[*at].starts_at(calendar) + 180 < now && now < today[*at].ends_at(calendar) - 360)
        .collect();
    if running.is_empty()
        && let Some(last) = over
            .last()
            .copied()
            .filter(|at| now - today[*at].ends_at(calendar) < 50 * 60)
    {
        // Lunch: somebody's visit runs over.
        let short = -((now - today[last].ends_at(calendar)) / 60 + 6);
        today[last].course = Course {
            confirms_at: today[last].course.confirms_at,
            short,
            ..usual
        };
    }
    for at in running {
        today[at].course = Course {
            confirms_at: today[at].course.confirms_at,
            ..usual
        };
    }
    let mut ahead: Vec<usize> = (0..today.len())
        .filter(|at| today[*at].starts_at(calendar) > now)
        .collect();
    if let Some(next) = ahead
        .first()
        .copied()
        .filter(|at| today[*at].starts_at(calendar) - now < 100 * 60)
    {
        ahead.remove(0);
        let early = (today[next].starts_at(calendar) - now) / 60 + 3;
        today[next].course = Course { early, ..usual };
    }
    if ahead.len() > 3 {
        let off = ahead.remove(ahead.len() / 2);
        let at = (today[off].booked_at + now) / 2;
        today[off].course.end = End::Cancelled {
            at,
            by: CalledOffBy::Patient,
            why: "Is ill",
        };
        let (yes, no) = (ahead.remove(0), ahead.remove(0));
        let confirmed = now.min(today[yes].starts_at(calendar)) - 40 * 60;
        today[yes].course = Course {
            confirms_at: Some(confirmed.max(today[yes].booked_at + 30)),
            ..usual
        };
        today[no].course = usual;
    }
}
