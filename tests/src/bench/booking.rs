//! Booking a visit: checks, row, planned messages, event, audit entry and undo, in one transaction that is on disk.

use crate::desk::Desk;
use crate::figures::Row;
use crate::made::Volume;
use crate::raw::Raw;
use jiff::ToSpan;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::time::{Duration, Instant};

/// Ten free times of a day far enough ahead that nobody has booked there yet.
const TIMES: &[&str] = &[
    "09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "13:30", "14:00", "14:30", "15:00",
];

/// Measures it.
pub fn booking(desk: &Desk, raw: &Raw, volume: &Volume) -> Row {
    let providers = desk.ask("providers.list", &Value::Null);
    let service = named(&desk.ask("services.list", &Value::Null), "Follow-up");
    // Those who work every weekday and have no holidays so far ahead.
    let names = [
        "Dr. Amara Okafor",
        "Dr. Lin Zhao",
        "Youssef Haddad",
        "Grace Whitfield, nurse",
    ];
    let mut chance = fastrand::Rng::with_seed(6);
    let mut ours = Vec::new();
    let mut day = desk.today.checked_add(70.days()).expect("a day");
    let mut booked = 0;
    let mut patients = HashSet::new();
    while booked < 210 {
        day = day.tomorrow().expect("a day");
        if day.weekday().to_monday_one_offset() > 5 || day.strftime("%m-%d").to_string() == "01-01" {
            continue;
        }
        for (time, name) in TIMES.iter().flat_map(|time| names.iter().map(move |name| (time, name))) {
            // Nobody twice: two visits of one patient at the same time would be refused.
            let patient = std::iter::repeat_with(|| active_patient(raw, volume, &mut chance))
                .find(|patient| patients.insert(patient.clone()))
                .expect("a patient");
            let input = json!({ "patient": patient, "provider": named(&providers, name), "service": service, "starts": format!("{day}T{time}") });
            let (took, _) = desk.timed("visits.book", &input);
            booked += 1;
            if booked > 10 {
                ours.push(took);
            }
        }
    }
    desk.settle();
    Row::of_times(
        "book",
        &ours,
        &one_row(raw),
        "checks, visit, messages, event, audit and undo in one transaction; raw: a one-row transaction with the same pragmas",
    )
}

fn named(list: &Value, name: &str) -> Value {
    list.as_array()
        .and_then(|list| list.iter().find(|one| one["name"] == name))
        .map(|one| one["id"].clone())
        .expect(name)
}

fn active_patient(raw: &Raw, volume: &Volume, chance: &mut fastrand::Rng) -> String {
    loop {
        let no = chance.u32(1..=volume.patients);
        let id: Option<Vec<u8>> = raw
            .on
            .query_row(
                "SELECT id FROM patient WHERE no = ?1 AND status = 'active'",
                [no],
                |row| row.get(0),
            )
            .ok();
        if let Some(id) = id {
            return format!(
                "pat_{}",
                id.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
            );
        }
    }
}

fn one_row(raw: &Raw) -> Vec<Duration> {
    let path = raw.on.path().map(std::path::PathBuf::from).expect("a file");
    let writer = Raw::writer(path.parent().expect("a folder"), &raw.key);
    let body = "x".repeat(300);
    let mut took = Vec::new();
    for at in 0..210 {
        let begun = Instant::now();
        writer.on.execute_batch("BEGIN IMMEDIATE").expect("begun");
        writer
            .on
            .prepare_cached("INSERT INTO setting (name, body, changed_at) VALUES (?1, ?2, ?3)")
            .expect("a statement")
            .execute(rusqlite::params![format!("bench-{at}"), body, at])
            .expect("a row");
        writer.on.execute_batch("COMMIT").expect("on disk");
        if at >= 10 {
            took.push(begun.elapsed());
        }
    }
    took
}
