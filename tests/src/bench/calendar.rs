//! The day of ten providers, and the week of all of them.

use crate::desk::Desk;
use crate::figures::Row;
use crate::raw::Raw;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;

/// What the grid is drawn from: the one statement over visits and patients.
pub const VISITS: &str = "SELECT v.day, v.id, v.version, v.patient_id, p.no, trim(p.given || ' ' || p.family), p.phone, v.provider_id, v.room_id, v.service_id,
    v.starts, v.fold, v.minutes, v.buffer_before, v.buffer_after, v.starts_at, v.ends_at, v.status, v.status_at, v.note <> '', v.override_reason IS NOT NULL,
    t.visit_id IS NOT NULL,
    NOT EXISTS (SELECT 1 FROM visit e WHERE e.patient_id = v.patient_id AND e.starts_at < v.starts_at AND e.status NOT IN ('cancelled', 'no_show'))
    FROM visit v JOIN patient p INDEXED BY patient_card ON p.id = v.patient_id LEFT JOIN tray t ON t.visit_id = v.id
    WHERE v.day BETWEEN ?1 AND ?2 AND v.withdrawn = 0 AND v.status <> 'cancelled' ORDER BY v.day, v.starts_at, v.id";

/// Measures days.
pub fn day(desk: &Desk, raw: &Raw) -> Row {
    let mut chance = fastrand::Rng::with_seed(3);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for at in 0..320 {
        let date = working_day(desk.today, chance.i64(-25..18)).to_string();
        let by_raw = || raw.timed(|raw| raw.rows(VISITS, [&date, &date]));
        let early = (at % 2 == 0).then(by_raw);
        let (took, _) = desk.timed("schedule.day", &json!({ "date": date, "by": "provider" }));
        let took_raw = early.unwrap_or_else(by_raw);
        if at >= 20 {
            ours.push(took);
            bare.push(took_raw);
        }
    }
    desk.settle();
    Row::of_times(
        "day_view",
        &ours,
        &bare,
        "ten providers, about ninety visits; raw: the one statement over visits and patients",
    )
}

/// Measures weeks.
pub fn week(desk: &Desk, raw: &Raw) -> Row {
    let mut chance = fastrand::Rng::with_seed(4);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    let monday = desk
        .today
        .checked_sub(i64::from(desk.today.weekday().to_monday_zero_offset()).days())
        .expect("a Monday");
    for at in 0..130 {
        let from = monday.checked_add((7 * chance.i64(-3..2)).days()).expect("a Monday");
        let until = from.checked_add(6.days()).expect("a Sunday").to_string();
        let from = from.to_string();
        let by_raw = || raw.timed(|raw| raw.rows(VISITS, [&from, &until]));
        let early = (at % 2 == 0).then(by_raw);
        let (took, _) = desk.timed("schedule.week", &json!({ "from": from }));
        let took_raw = early.unwrap_or_else(by_raw);
        if at >= 10 {
            ours.push(took);
            bare.push(took_raw);
        }
    }
    desk.settle();
    Row::of_times(
        "week_view",
        &ours,
        &bare,
        "seven days of all ten providers; raw: the one statement over visits and patients",
    )
}

fn working_day(today: Date, away: i64) -> Date {
    let mut day = today.checked_add(away.days()).expect("a day");
    while day.weekday().to_monday_one_offset() > 5 {
        day = day.tomorrow().expect("a day");
    }
    day
}
