//! Fresh processes: from start to the first screen, and the memory after a day's work.

use crate::calendar::VISITS;
use crate::desk::Desk;
use crate::figures::Row;
use crate::made::WorkCopy;
use crate::raw::Raw;
use jiff::Timestamp;
use jiff::ToSpan;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// From the start of the process until the first day is there, without the seconds in which a person types a password.
pub fn start(copy: &WorkCopy, key: &str) -> Row {
    let (mut ours, mut raw) = (Vec::new(), Vec::new());
    for _ in 0..15 {
        raw.push(run(&["start-raw", path(copy), key]).0);
        let (whole, signing_in) = run(&["start", path(copy), &copy.at.to_string()]);
        ours.push(whole.saturating_sub(Duration::from_secs_f64(signing_in / 1e3)));
    }
    Row::of_times(
        "start",
        &ours,
        &raw,
        "process start, key from a keychain kept in a file, door, state and day; signing in left out; no web view; the file is in the system's cache; raw: process start, bare connection and the day's statement",
    )
}

/// Resident memory after a day's work.
pub fn memory(copy: &WorkCopy, key: &str) -> Row {
    let ours = run(&["work", path(copy), &copy.at.to_string()]).1;
    let raw = run(&["work-raw", path(copy), key]).1;
    Row::new(
        "memory",
        "mb",
        vec![ours],
        vec![raw],
        "VmRSS after 600 keystrokes, 60 days, 12 weeks, 150 patients and 40 bookings; no web view; raw: one bare connection that read 60 days",
    )
}

fn path(copy: &WorkCopy) -> &str {
    copy.folder.to_str().expect("a path in UTF-8")
}

/// Runs a child; answers how long it ran and the number it printed.
fn run(words: &[&str]) -> (Duration, f64) {
    let begun = Instant::now();
    let out = Command::new(std::env::current_exe().expect("this program"))
        .arg("child")
        .args(words)
        .output()
        .expect("a child");
    let took = begun.elapsed();
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(
        out.status.success(),
        "a child failed: {text} {}",
        String::from_utf8_lossy(&out.stderr)
    );
    (took, text.trim().parse().expect("a number"))
}

/// Opens the practice as the program does, and asks for what the first screen shows. Prints how long signing in took, ms.
pub fn child_starts(folder: &Path, at: &str) {
    let desk = Desk::unsigned(folder, instant(at));
    desk.ask("practice.state", &Value::Null);
    let begun = Instant::now();
    desk.sign_in();
    let signing_in = begun.elapsed();
    desk.ask(
        "schedule.day",
        &json!({ "date": desk.today.to_string(), "by": "provider" }),
    );
    println!("{}", signing_in.as_secs_f64() * 1e3);
    // The process ends here as it would never do by itself: closing is not part of starting.
    std::process::exit(0);
}

/// The same, bare.
pub fn child_starts_raw(folder: &Path, key: &str) {
    let raw = Raw::open(folder, key);
    raw.rows(VISITS, ["2026-11-18", "2026-11-18"]);
    println!("0");
    std::process::exit(0);
}

/// A day's work; prints the resident memory, MB.
pub fn child_works(folder: &Path, at: &str) {
    let desk = Desk::unsigned(folder, instant(at));
    desk.sign_in();
    let mut seen: Vec<String> = Vec::new();
    for at in 0..60 {
        let date = desk
            .today
            .checked_add((at % 30 - 12).days())
            .expect("a day")
            .to_string();
        let day = desk.ask("schedule.day", &json!({ "date": date, "by": "provider" }));
        let visits = day["visits"].as_array().cloned().unwrap_or_default();
        seen.extend(
            visits
                .iter()
                .filter_map(|visit| visit["patient"].as_str().map(str::to_owned)),
        );
        for visit in visits.iter().take(2) {
            let name = visit["patient_name"].as_str().unwrap_or("maria");
            for (end, _) in name.char_indices().skip(1).take(5) {
                desk.ask("patients.search", &json!({ "text": &name[..end] }));
            }
        }
    }
    for at in 0..12_i64 {
        let from = desk
            .today
            .checked_add((7 * (at - 6)).days())
            .expect("a day")
            .to_string();
        desk.ask("schedule.week", &json!({ "from": from }));
    }
    for patient in seen.iter().take(150) {
        desk.ask("patients.get", &json!({ "patient": patient }));
        desk.ask("patients.timeline", &json!({ "patient": patient, "limit": 30 }));
        desk.ask("patients.consents", &json!({ "patient": patient }));
    }
    book(&desk, &seen);
    desk.settle();
    println!("{}", resident());
}

fn book(desk: &Desk, patients: &[String]) {
    let first = |list: Value, name: &str| {
        list.as_array()
            .and_then(|all| all.iter().find(|one| one["name"] == name))
            .map(|one| one["id"].clone())
            .expect(name)
    };
    let provider = first(desk.ask("providers.list", &Value::Null), "Dr. Amara Okafor");
    let service = first(desk.ask("services.list", &Value::Null), "Follow-up");
    let mut day = desk.today.checked_add(160.days()).expect("a day");
    let mut left = patients.iter();
    for _ in 0..10 {
        day = day.tomorrow().expect("a day");
        while day.weekday().to_monday_one_offset() > 5 {
            day = day.tomorrow().expect("a day");
        }
        for (time, patient) in ["09:00", "10:00", "14:00", "15:00"].iter().zip(&mut left) {
            desk.ask("visits.book", &json!({ "patient": patient, "provider": provider, "service": service, "starts": format!("{day}T{time}") }));
        }
    }
}

/// One bare connection that read sixty days; prints the resident memory, MB.
pub fn child_works_raw(folder: &Path, key: &str) {
    let raw = Raw::open(folder, key);
    let today = jiff::civil::date(2026, 11, 18);
    for at in 0..60 {
        let date = today.checked_add((at % 30 - 12).days()).expect("a day").to_string();
        raw.rows(VISITS, [&date, &date]);
    }
    println!("{}", resident());
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// `VmRSS` of this process, MB; Linux tells, elsewhere the figure is left at zero.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}
