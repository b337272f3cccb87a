//! How long the calendar takes on a large practice, beside the bare SQL on the same file.
//! Numbers mean something only from an optimised build:
//! `cargo nextest run -p keepwell-practice --run-ignored only speed --no-capture`

use super::desk::Desk;
use crate::transact::{Actor, Origin};
use rusqlite::params;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const PATIENTS: i64 = 100_000;
const VISITS: i64 = 1_000_000;
/// 10 providers, 16 half hours each.
const A_DAY: i64 = 160;

fn large_practice() -> Desk {
    let desk = Desk::in_zone("America/Bogota", "2026-11-20T13:00:00Z");
    for n in 3..10 {
        desk.ask(
            "providers.save",
            json!({ "name": format!("Dr. No{n}"), "speciality": "", "overlap": "block", "active": true }),
        );
    }
    let origin = Origin {
        actor: Actor::Setup,
        seat: "test",
        command: "test",
    };
    let days = VISITS / A_DAY;
    desk.practice()
        .transact(&origin, |tx| {
            let on = tx.on();
            on.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
                 INSERT INTO patient (id, given, family, phone, created_at, changed_at) SELECT randomblob(16), 'Given' || i, 'Family' || (i * 7919 % 5000), '+1484555' || i, 0, 0 FROM n",
                [PATIENTS],
            )?;
            on.execute(
                "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1),
                 p(place, id) AS (SELECT row_number() OVER (ORDER BY position, id) - 1, id FROM provider),
                 v AS (SELECT i, unixepoch('2026-12-31') + (i / ?2 - ?3) * 86400 + 13 * 3600 + i / 10 % 16 * 1800 AS at FROM n)
                 INSERT INTO visit (id, patient_id, provider_id, service_id, room_id, day, starts, zone, minutes, buffer_before, buffer_after, starts_at, ends_at,
                                    busy_from, busy_until, status, status_at, note, booked_at, booked_by)
                 SELECT randomblob(16), (SELECT id FROM patient WHERE no = i * 48271 % ?4 + 1), (SELECT id FROM p WHERE place = i % 10), (SELECT id FROM service LIMIT 1),
                        NULL, strftime('%Y-%m-%d', at - 18000, 'unixepoch'), strftime('%Y-%m-%dT%H:%M', at - 18000, 'unixepoch'), 'America/Bogota', 30, 0, 0,
                        at, at + 1800, at, at + 1800, CASE WHEN at < unixepoch('2026-11-20') THEN 'completed' ELSE 'scheduled' END, at, '', at - 864000, 'test' FROM v",
                params![VISITS, A_DAY, days, PATIENTS],
            )?;
            Ok(())
        })
        .unwrap();
    desk
}

/// Median and 99th percentile of `times` runs, milliseconds.
fn timed(times: usize, mut run: impl FnMut(usize)) -> (f64, f64) {
    let mut took: Vec<Duration> = (0..times)
        .map(|n| {
            let start = Instant::now();
            run(n);
            start.elapsed()
        })
        .collect();
    took.sort_unstable();
    (
        took[times / 2].as_secs_f64() * 1e3,
        took[times * 99 / 100].as_secs_f64() * 1e3,
    )
}

fn show(name: &str, ours: (f64, f64), bare: (f64, f64)) {
    println!(
        "{name}: p50 {:.2} ms, p99 {:.2} ms; bare p50 {:.2} ms, p99 {:.2} ms; {:.2}×",
        ours.0,
        ours.1,
        bare.0,
        bare.1,
        ours.0 / bare.0
    );
}

#[test]
#[ignore = "makes a practice of a million visits: a minute"]
fn the_calendar_is_quick_on_a_large_practice() {
    let made = Instant::now();
    let desk = large_practice();
    println!("made in {:.1} s", made.elapsed().as_secs_f64());
    let date = |n: usize| {
        jiff::civil::date(2026, 12, 20)
            .checked_sub(jiff::ToSpan::days((n as i64 * 37) % 5000))
            .unwrap()
            .to_string()
    };
    let bare = |from: String, days: i64| {
        let until = from
            .parse::<jiff::civil::Date>()
            .unwrap()
            .checked_add(jiff::ToSpan::days(days - 1))
            .unwrap()
            .to_string();
        desk.practice()
            .read(|on| {
                let mut statement = on.prepare_cached(crate::schedule::grid::VISITS)?;
                let mut rows = statement.query(params![from, until, Option::<crate::ids::ProviderId>::None, false])?;
                let mut count = 0;
                while let Some(row) = rows.next()? {
                    count += row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?.len();
                }
                assert!(count > 0, "the day is full");
                Ok(())
            })
            .unwrap();
    };
    let input = |name: &str, n: usize| {
        if name == "day" {
            json!({ "date": date(n), "by": "provider" })
        } else {
            json!({ "from": date(n) })
        }
    };
    for (name, days) in [("day", 1), ("week", 7)] {
        let raw = timed(200, |n| bare(date(n), days));
        let command = ["schedule.", name].concat();
        let ours = timed(200, |n| drop(desk.ask(&command, input(name, n))));
        show(&format!("{name} (cold)"), ours, raw);
        let raw = timed(200, |_| bare(date(0), days));
        let ours = timed(200, |_| drop(desk.ask(&command, input(name, 0))));
        show(&format!("{name} (warm)"), ours, raw);
    }
    let month = timed(50, |n| {
        drop(desk.ask("schedule.month", json!({ "month": date(n)[..7] })))
    });
    show("month", month, month);

    desk.sql("CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT)");
    let practice = desk.practice();
    let raw = timed(200, |_| {
        let writer = practice.writer.lock().unwrap();
        writer
            .execute("INSERT INTO bare (body) VALUES ('one row')", [])
            .unwrap();
    });
    let grace = desk.patient("Grace", "Kim");
    let mut visits: Vec<Value> = Vec::new();
    let book = timed(200, |n| {
        let wish = json!({ "patient": grace, "provider": desk.providers[n % 3], "service": desk.services[0], "room": null, "override": { "reason": "speed" },
            "starts": format!("2027-{:02}-{:02}T{:02}:00", 1 + n / 28 % 12, 1 + n % 28, 9) });
        visits.push(desk.ask("visits.book", wish)["value"].clone());
    });
    show("book", book, raw);
    let moved = timed(200, |n| {
        desk.ask(
            "visits.move",
            desk.shift(&visits[n], json!({ "minutes": 45, "override": { "reason": "speed" } })),
        );
    });
    show("move", moved, raw);
    let check = timed(200, |n| {
        desk.ask("visits.check", json!({ "patient": grace, "provider": desk.providers[n % 3], "service": desk.services[0], "starts": format!("{}T09:10", date(n)) }));
    });
    show("check", check, check);
    let openings = timed(50, |_| {
        drop(desk.ask(
            "visits.openings",
            json!({ "service": desk.services[0], "from": "2026-12-01", "days": 60, "limit": 20 }),
        ))
    });
    show("openings", openings, openings);
}
