//! The demo on a real encrypted file.

use super::*;
use crate::clock::HandClock;
use crate::ports::NoDesktop;
use keepwell_keys::Keychain;
use rusqlite::types::ValueRef;
use std::collections::{HashMap, HashSet};
use tempfile::TempDir;

/// Wednesday 18 March 2026, a little after eleven in the demo's town.
const LATE_MORNING: &str = "2026-03-18T15:07:00Z";

fn demo(at: &str, patients: u32, years: u32, seed: u64) -> (TempDir, Practice) {
    let home = TempDir::new().unwrap();
    let ports = Ports {
        clock: Arc::new(HandClock::at(at.parse().unwrap())),
        notifier: Arc::new(NoDesktop),
        keychain: |id| Keychain::off(id),
        cost: Cost::WORTHLESS_BUT_QUICK,
        ..Ports::real()
    };
    let made = make(
        &home.path().join("practice"),
        &ports,
        &Arc::default(),
        &Size { patients, years, seed },
    )
    .unwrap();
    (home, made.practice)
}

/// Every row of every table, but for the key, the passwords' salts and the audit chain.
fn dump(practice: &Practice) -> Vec<String> {
    practice
        .read(|on| {
            let mut tables = on.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'audit' ORDER BY name")?;
            let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            let mut lines = Vec::new();
            for table in tables {
                let mut rows = on.prepare(&format!("SELECT * FROM \"{table}\""))?;
                let names: Vec<String> = rows.column_names().into_iter().map(str::to_owned).collect();
                let mut rows = rows.query([])?;
                while let Some(row) = rows.next()? {
                    let cells = names.iter().enumerate().filter(|(_, name)| !matches!(name.as_str(), "practice_id" | "password" | "secret"));
                    let cells: Vec<String> = cells.map(|(at, name)| format!("{name}={}", cell(row.get_ref_unwrap(at)))).collect();
                    lines.push(format!("{table}: {}", cells.join(" ")));
                }
            }
            Ok(lines)
        })
        .unwrap()
}

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Null => "-".into(),
    }
}

fn counts(practice: &Practice, sql: &str) -> HashMap<String, i64> {
    practice
        .read(|on| {
            Ok(on
                .prepare(sql)?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?)
        })
        .unwrap()
}

fn number(practice: &Practice, sql: &str) -> i64 {
    practice
        .read(|on| Ok(on.query_row(sql, [], |row| row.get(0))?))
        .unwrap()
}

#[test]
fn the_same_seed_on_the_same_day_makes_the_same_clinic() {
    let ((_a, once), (_b, again)) = (demo(LATE_MORNING, 40, 1, 7), demo(LATE_MORNING, 40, 1, 7));
    let (once, again) = (dump(&once), dump(&again));
    let first = once.iter().zip(&again).find(|(a, b)| a != b);
    assert!(
        first.is_none() && once.len() == again.len(),
        "the first row that differs: {first:?}"
    );
    assert!(once.len() > 2_000, "and it is not empty: {} rows", once.len());
    let (_c, other) = demo(LATE_MORNING, 40, 0, 8);
    assert_ne!(once, dump(&other), "another seed is another clinic");
}

#[test]
fn nobody_and_nothing_is_in_two_places_at_once() {
    let (_home, practice) = demo(LATE_MORNING, 150, 1, 1);
    for who in ["provider_id", "room_id", "patient_id"] {
        let twice = number(
            &practice,
            &format!(
                "SELECT count(*) FROM (SELECT busy_from, lag(busy_until) OVER (PARTITION BY {who} ORDER BY busy_from) AS before FROM visit WHERE status <> 'cancelled')
                 WHERE busy_from < before"
            ),
        );
        assert_eq!(twice, 0, "{who} is booked twice");
    }
    let outside = number(
        &practice,
        "SELECT count(*) FROM visit v WHERE NOT EXISTS (
             SELECT 1 FROM working_span w WHERE w.provider_id = v.provider_id AND w.weekday = (strftime('%w', v.day) + 6) % 7 + 1
             AND substr(v.starts, 12) >= w.from_time AND time(substr(v.starts, 12), '+' || v.minutes || ' minutes') <= w.until_time || ':00')",
    );
    assert_eq!(outside, 0, "visits outside the provider's hours");
    let away = number(
        &practice,
        "SELECT count(*) FROM visit v JOIN time_off t ON (t.provider_id IS NULL OR t.provider_id = v.provider_id)
         AND v.starts < t.ends AND strftime('%Y-%m-%dT%H:%M', v.starts, '+' || v.minutes || ' minutes') > t.starts",
    );
    assert_eq!(away, 0, "visits while the provider is away or the team huddles");
}

#[test]
fn today_shows_every_status_and_none_is_ahead_of_the_clock() {
    for (at, seed) in [
        (LATE_MORNING, 1),
        (LATE_MORNING, 2),
        ("2026-11-20T19:35:00Z", 1),
        ("2026-06-07T15:20:00Z", 3),
        ("2026-03-18T16:52:00Z", 4),
    ] {
        let (_home, practice) = demo(at, 400, 0, seed);
        let today = practice.wall_now().date().to_string();
        let there = counts(
            &practice,
            &format!("SELECT status, count(*) FROM visit WHERE day = '{today}' GROUP BY status"),
        );
        for status in [
            "scheduled",
            "confirmed",
            "arrived",
            "in_room",
            "completed",
            "no_show",
            "cancelled",
        ] {
            assert!(
                there.contains_key(status),
                "{at}, seed {seed}: nobody is {status} today: {there:?}"
            );
        }
        let now = practice.now().as_second();
        let early = number(
            &practice,
            &format!(
                "SELECT count(*) FROM visit WHERE max(booked_at, status_at, coalesce(cancelled_at, 0), coalesce(completed_at, 0)) > {now}
                 OR (starts_at > {now} + 3600 AND status IN ('arrived', 'in_room', 'completed', 'no_show')) OR (ends_at < {now} - 7200 AND status IN ('scheduled', 'confirmed', 'arrived', 'in_room'))"
            ),
        );
        assert_eq!(early, 0, "{at}: visits that are ahead of the clock, or forgot it");
        let huddles = number(
            &practice,
            &format!("SELECT count(*) FROM time_off WHERE kind = 'blocked' AND substr(starts, 1, 10) = '{today}'"),
        );
        assert_eq!(huddles, 1, "the team huddles today");
    }
}

#[test]
fn the_outbox_holds_a_past_that_went_and_a_future_that_waits() {
    let (_home, practice) = demo(LATE_MORNING, 150, 1, 1);
    let now = practice.now().as_second();
    let states = counts(&practice, "SELECT state, count(*) FROM message GROUP BY state");
    for state in ["scheduled", "sent", "failed", "uncertain", "expired", "suppressed"] {
        assert!(states.contains_key(state), "no message is {state}: {states:?}");
    }
    assert_eq!(
        number(
            &practice,
            &format!("SELECT count(*) FROM message WHERE state = 'scheduled' AND due_at <= {now}")
        ),
        0,
        "what was due has been decided"
    );
    assert_eq!(
        number(
            &practice,
            &format!(
                "SELECT count(*) FROM message WHERE state = 'sent' AND (sent_at > {now} OR template_id IS NULL OR to_address IS NULL)"
            )
        ),
        0
    );
    let untried = number(
        &practice,
        "SELECT count(*) FROM message m WHERE m.attempts <> (SELECT count(*) FROM attempt a WHERE a.message_id = m.id)",
    );
    assert_eq!(untried, 0, "every try stands in the file, and none that was not made");
}

#[test]
fn everybody_in_a_demo_signs_in_with_the_same_password_and_elias_has_his_column() {
    let (home, practice) = demo(LATE_MORNING, 20, 0, 1);
    let ports = practice.ports().clone();
    let columns = number(
        &practice,
        "SELECT count(*) FROM provider p JOIN staff s ON s.id = p.staff_id WHERE s.sign_in IN ('amara', 'elias', 'priya')",
    );
    assert_eq!(columns, 3);
    drop(practice);
    for sign_in in ["amara", "dana", "elias", "priya", "admin"] {
        // A door of its own each time: everybody's password opens the file, also when the owner is not in.
        let door = crate::door::Door::at(&home.path().join("practice"), ports.clone());
        let desk = crate::door::Caller::window("main", false);
        door.call(
            &desk,
            "staff.sign_in",
            serde_json::json!({ "sign_in": sign_in, "password": PASSWORD }),
        )
        .unwrap();
    }
}

#[test]
fn patients_have_timelines_in_the_order_things_happened() {
    let (_home, practice) = demo(LATE_MORNING, 150, 1, 5);
    let wrong = number(
        &practice,
        "SELECT count(*) FROM event a JOIN event b ON b.visit_id = a.visit_id AND b.seq > a.seq AND b.at < a.at",
    );
    assert_eq!(wrong, 0, "later in the list is later in time");
    let unborn = number(
        &practice,
        "SELECT count(*) FROM visit v JOIN patient p ON p.id = v.patient_id WHERE v.booked_at < p.created_at",
    );
    assert_eq!(unborn, 0, "nobody is booked before they were registered");
    let (registered, with_visits) = (
        number(&practice, "SELECT count(*) FROM patient"),
        number(&practice, "SELECT count(DISTINCT patient_id) FROM visit"),
    );
    assert_eq!(registered, 150);
    assert!(with_visits > 110, "most patients have been here: {with_visits}");
    let scripts: HashSet<String> = practice
        .read(|on| {
            Ok(on
                .prepare("SELECT DISTINCT language FROM patient WHERE language <> ''")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?)
        })
        .unwrap();
    assert!(scripts.len() >= 6, "patients write in many languages: {scripts:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn making_a_demo_opens_no_socket() {
    let sockets = || -> usize {
        let handles = std::fs::read_dir("/proc/self/fd")
            .unwrap()
            .filter_map(|entry| std::fs::read_link(entry.unwrap().path()).ok());
        handles
            .filter(|target| target.to_string_lossy().starts_with("socket:"))
            .count()
    };
    let before = sockets();
    let (_home, practice) = demo(LATE_MORNING, 50, 0, 1);
    assert!(
        number(&practice, "SELECT demo FROM clinic") == 1,
        "the file itself says that nothing leaves it"
    );
    assert_eq!(sockets(), before, "a demo has nobody to talk to");
}

#[test]
fn a_closed_practice_leaves_no_log_to_recover() {
    let (home, practice) = demo(LATE_MORNING, 20, 0, 1);
    drop(practice);
    let left: Vec<_> = std::fs::read_dir(home.path().join("practice"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        left.iter().all(|name| !name.to_string_lossy().ends_with("-wal")),
        "whoever reads closes before who writes: {left:?}"
    );
}

#[test]
fn the_queue_shows_requests_in_every_state_and_none_is_ahead_of_the_clock() {
    for (at, seed) in [
        (LATE_MORNING, 1),
        ("2026-06-07T15:20:00Z", 3),
        ("2026-11-20T02:35:00Z", 2),
    ] {
        let (_home, practice) = demo(at, 150, 1, seed);
        let states = counts(&practice, "SELECT state, count(*) FROM request GROUP BY state");
        let wanted = HashMap::from([("new", 5), ("suggested", 1), ("confirmed", 1), ("declined", 1)]);
        assert_eq!(
            states,
            wanted.into_iter().map(|(state, n)| (state.to_owned(), n)).collect(),
            "{at}"
        );
        let now = practice.now().as_second();
        for (what, sql) in [
            (
                "urgent by its score",
                "SELECT count(*) FROM request WHERE priority = 2 AND state = 'new'",
            ),
            ("in Spanish", "SELECT count(*) FROM request WHERE language = 'es'"),
            (
                "a registration",
                "SELECT count(*) FROM request WHERE purpose = 'registration'",
            ),
            (
                "new with a time taken",
                "SELECT count(*) FROM request WHERE slot_held = 1 AND state = 'new'",
            ),
            (
                "somebody known who writes again",
                "SELECT count(*) FROM request WHERE known = 1 AND state = 'new'",
            ),
            (
                "confirmed with its visit",
                "SELECT count(*) FROM request r JOIN visit v ON v.id = r.visit_id WHERE r.state = 'confirmed' AND v.status = 'scheduled'",
            ),
        ] {
            assert_eq!(number(&practice, sql), 1, "{at}: one is {what}");
        }
        assert_eq!(
            number(&practice, "SELECT count(*) FROM request WHERE flag_count > 0"),
            0,
            "{at}: nothing stands against any of them"
        );
        assert_eq!(
            number(
                &practice,
                &format!(
                    "SELECT count(*) FROM request WHERE max(received_at, changed_at) > {now} OR received_at < {now} - 2 * 86400"
                )
            ),
            0
        );
        let undecided = number(
            &practice,
            &format!("SELECT count(*) FROM message WHERE state = 'scheduled' AND due_at <= {now}"),
        );
        assert_eq!(undecided, 0, "{at}: no letter was forgotten");
        assert!(
            number(
                &practice,
                "SELECT count(*) FROM message WHERE request_id IS NOT NULL AND state = 'sent'"
            ) >= 8,
            "{at}: who wrote has a receipt"
        );
    }
}
