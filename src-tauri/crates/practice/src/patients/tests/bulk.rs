use super::{Clinic, grace};
use crate::ids::PatientId;
use crate::patients::record::PatientRecord;
use crate::patients::register::{NewPatient, register_many};
use crate::transact::{Actor, Origin};
use rusqlite::Connection;
use serde_json::json;

/// The whole content of the key tables.
type Rows = Vec<(String, i64)>;

fn keys(on: &Connection) -> (Rows, Rows) {
    let all = |sql: &str| {
        on.prepare(sql)
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    (
        all("SELECT key, no FROM patient_key ORDER BY key, no"),
        all("SELECT word, uses FROM name_word ORDER BY word"),
    )
}

#[test]
fn many_at_once_are_the_same_as_one_by_one() {
    let mut names = vec![grace()];
    names.extend((0..40).map(|at| json!({ "given": format!("Anna{}", at % 5), "family": format!("Berg {}", at % 7), "phones": [{ "number": format!("415555{:04}", 1000 + at) }] })));
    let (one, many) = (Clinic::open(), Clinic::open());
    for name in &names {
        one.register(name.clone());
    }
    let practice = many.door.practice().unwrap();
    let origin = Origin {
        actor: Actor::Setup,
        seat: "test",
        command: "test",
    };
    let numbers = practice
        .transact(&origin, |tx| {
            let record = |name: &serde_json::Value| serde_json::from_value::<PatientRecord>(name.clone()).unwrap();
            let new = names
                .iter()
                .map(|name| NewPatient {
                    id: PatientId::make(),
                    created_at: 1,
                    record: record(name),
                })
                .collect();
            register_many(tx, jiff::civil::date(2026, 3, 18), new)
        })
        .unwrap();
    assert_eq!(numbers, (1..=41).collect::<Vec<i64>>(), "numbered in order");
    let read = |clinic: &Clinic| clinic.door.practice().unwrap().read(|on| Ok(keys(on))).unwrap();
    assert_eq!(read(&one), read(&many), "the same keys and words");
    let timeline = many.ask(
        "patients.timeline",
        json!({ "patient": many.ask("patients.search", json!({ "text": "#1" }))[0]["patient"]["id"] }),
    );
    assert_eq!(
        timeline["entries"][0]["title"], "Registered",
        "each has a beginning in its timeline"
    );
}

#[test]
fn keys_follow_every_change_and_none_is_left_behind() {
    let clinic = Clinic::open();
    let done = clinic.ask("patients.register", json!({ "record": grace() }));
    let other = clinic.register(json!({ "given": "Grace", "family": "Lee" }));
    let practice = clinic.door.practice().unwrap();
    let before = practice.read(|on| Ok(keys(on))).unwrap();
    assert!(before.1.contains(&("grace".into(), 2)), "two patients, one word");
    let changed = clinic.ask("patients.edit", json!({ "patient": other["id"], "version": 1, "record": { "given": "Ruth", "family": "Lee", "emails": [{ "address": "R@x.org" }] } }));
    let between = practice.read(|on| Ok(keys(on))).unwrap();
    assert!(between.1.contains(&("grace".into(), 1)) && between.0.contains(&("er@x.org".into(), 2)));
    clinic.undo(&changed);
    assert_eq!(
        practice.read(|on| Ok(keys(on))).unwrap(),
        before,
        "taken back to the last key"
    );
    clinic.undo(&done);
    let after = practice.read(|on| Ok(keys(on))).unwrap();
    assert!(
        after.0.iter().all(|(_, no)| *no == 2),
        "nothing leads to the patient who was never registered"
    );
    assert!(
        !after.1.iter().any(|(word, _)| word == "kim"),
        "and no word remembers them"
    );
}
