//! Random days: nobody is ever in two places, and every undo leads back exactly.

use super::desk::{Desk, with};
use crate::Code;
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::{Mutex, OnceLock};

#[derive(Debug, Clone)]
enum Act {
    Book {
        patient: usize,
        provider: usize,
        slot: u32,
        minutes: u32,
        insist: bool,
    },
    Move {
        visit: usize,
        provider: Option<usize>,
        slot: Option<u32>,
        minutes: Option<u32>,
    },
    Confirm {
        visit: usize,
    },
    Edit {
        visit: usize,
        service: usize,
    },
    Cancel {
        visit: usize,
    },
    Restore {
        visit: usize,
    },
    Tray {
        visit: usize,
    },
    UndoLast,
    UndoAny {
        operation: usize,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let slot = 0..90_u32;
    let minutes = prop_oneof![Just(5_u32), Just(20), Just(30), Just(60), Just(95)];
    prop_oneof![
        5 => (0..4_usize, 0..3_usize, slot.clone(), minutes.clone(), any::<bool>()).prop_map(|(patient, provider, slot, minutes, insist)| Act::Book { patient, provider, slot, minutes, insist }),
        5 => (0..20_usize, prop::option::of(0..3_usize), prop::option::of(slot), prop::option::of(minutes)).prop_map(|(visit, provider, slot, minutes)| Act::Move { visit, provider, slot, minutes }),
        1 => (0..20_usize).prop_map(|visit| Act::Confirm { visit }),
        1 => (0..20_usize, 0..2_usize).prop_map(|(visit, service)| Act::Edit { visit, service }),
        2 => (0..20_usize).prop_map(|visit| Act::Cancel { visit }),
        1 => (0..20_usize).prop_map(|visit| Act::Restore { visit }),
        1 => (0..20_usize).prop_map(|visit| Act::Tray { visit }),
        4 => Just(Act::UndoLast),
        1 => (0..40_usize).prop_map(|operation| Act::UndoAny { operation }),
    ]
}

/// One clinic for all cases, a day of its own for each: founding costs more than a case.
struct Ground {
    desk: Desk,
    patients: Vec<String>,
    cases: i32,
}

static GROUND: OnceLock<Mutex<Ground>> = OnceLock::new();

fn ground() -> &'static Mutex<Ground> {
    GROUND.get_or_init(|| {
        let desk = Desk::open();
        desk.policy(0, "block", 1);
        desk.policy(1, "warn", 1);
        desk.policy(2, "allow", 2);
        desk.ask("services.save", json!({ "id": desk.services[1], "name": "Physio", "minutes": 60, "buffer_before": 5, "buffer_after": 15, "price": 0, "preparation": "", "next_steps": "", "colour": "amber", "active": true, "performed_by": [] }));
        let patients = ["Ann", "Ben", "Cem", "Dana"].iter().map(|name| desk.patient(name, "Test")).collect();
        Mutex::new(Ground { desk, patients, cases: 0 })
    })
}

/// Everything a person could see of the day's visits, but for the counters of changes.
fn seen(desk: &Desk, day: &str) -> Vec<String> {
    desk.practice()
        .read(|on| {
            let mut statement = on.prepare(
                "SELECT json_array(hex(id), hex(provider_id), hex(service_id), hex(room_id), day, starts, zone, fold, minutes, buffer_before, buffer_after,
                        starts_at, ends_at, busy_from, busy_until, status, status_at, confirmed_at, cancelled_at, status_before, cancelled_by,
                        override_reason, override_by, override_at, note, reason, EXISTS (SELECT 1 FROM tray WHERE visit_id = id))
                 FROM visit WHERE day = ?1 AND withdrawn = 0 ORDER BY id",
            )?;
            let rows = statement.query_map([day], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .unwrap()
}

/// Pairs of visits of the provider at `place` that are at once and keep others out, and how many are at once at most.
fn at_once(desk: &Desk, day: &str, place: usize) -> i64 {
    let provider = &desk.providers[place];
    desk.practice()
        .read(|on| {
            let id: crate::ids::ProviderId = provider.parse().unwrap();
            Ok(on.query_row(
                "SELECT coalesce(max(n), 0) FROM (SELECT (SELECT count(*) FROM visit b WHERE b.provider_id = a.provider_id AND b.status NOT IN ('cancelled', 'no_show')
                        AND b.starts_at <= a.starts_at AND b.ends_at > a.starts_at) AS n
                 FROM visit a WHERE a.day = ?1 AND a.provider_id = ?2 AND a.status NOT IN ('cancelled', 'no_show'))",
                rusqlite::params![day, id],
                |row| row.get(0),
            )?)
        })
        .unwrap()
}

fn play(ground: &mut Ground, acts: &[Act]) {
    ground.cases += 1;
    let desk = &ground.desk;
    let day = date(2026, 11, 23).checked_add(ground.cases.days()).unwrap().to_string();
    let clock = |slot: u32| format!("{day}T{:02}:{:02}", 9 + slot / 12, slot % 12 * 5);
    let mut visits: Vec<Value> = Vec::new();
    let mut done: Vec<(Value, Vec<String>)> = Vec::new();
    let mut all_operations: Vec<Value> = Vec::new();
    for act in acts {
        let before = seen(desk, &day);
        let pick = |at: usize| {
            (!visits.is_empty())
                .then(|| {
                    desk.ask_maybe("visits.get", json!({ "visit": visits[at % visits.len()] }))
                        .ok()
                })
                .flatten()
        };
        let call = match act {
            Act::Book {
                patient,
                provider,
                slot,
                minutes,
                insist,
            } => {
                // Weekend or lunch does not matter here: that warning is overridden, the policy of the provider is not.
                let wish = json!({ "patient": ground.patients[*patient], "provider": desk.providers[*provider], "service": desk.services[0], "starts": clock(*slot), "minutes": minutes });
                Some((
                    "visits.book",
                    if *insist {
                        with(wish, json!({ "override": { "reason": "insists" } }))
                    } else {
                        wish
                    },
                ))
            }
            Act::Move {
                visit,
                provider,
                slot,
                minutes,
            } => pick(*visit).map(|visit| {
                let mut to = json!({ "override": { "reason": "insists" } });
                if let Some(provider) = provider {
                    to["provider"] = json!(desk.providers[*provider]);
                }
                if let Some(slot) = slot {
                    to["starts"] = json!(clock(*slot));
                }
                if let Some(minutes) = minutes {
                    to["minutes"] = json!(minutes);
                }
                ("visits.move", desk.shift(&visit, to))
            }),
            Act::Confirm { visit } => pick(*visit).map(|visit| {
                (
                    "visits.set_status",
                    desk.shift(&visit, json!({ "status": "confirmed" })),
                )
            }),
            Act::Edit { visit, service } => pick(*visit).map(|visit| {
                (
                    "visits.edit",
                    desk.shift(
                        &visit,
                        json!({ "service": desk.services[*service], "note": "n", "override": { "reason": "insists" } }),
                    ),
                )
            }),
            Act::Cancel { visit } => pick(*visit).map(|visit| {
                (
                    "visits.cancel",
                    desk.shift(&visit, json!({ "reason": "r", "by": "clinic" })),
                )
            }),
            Act::Restore { visit } => pick(*visit).map(|visit| {
                (
                    "visits.restore",
                    desk.shift(&visit, json!({ "override": { "reason": "insists" } })),
                )
            }),
            Act::Tray { visit } => pick(*visit).map(|visit| ("tray.put", json!({ "visit": visit["id"] }))),
            Act::UndoLast => {
                if let Some((operation, was)) = done.pop() {
                    desk.ask("undo.run", json!({ "operation": operation }));
                    assert_eq!(seen(desk, &day), was, "an undo leads back exactly");
                }
                None
            }
            Act::UndoAny { operation } => {
                if !all_operations.is_empty() {
                    let operation = all_operations[operation % all_operations.len()].clone();
                    match desk.ask_maybe("undo.run", json!({ "operation": operation })) {
                        // The way back of the others does not begin here any more.
                        Ok(_) => done.clear(),
                        Err(refusal) => assert!(
                            matches!(
                                refusal.code,
                                Code::Changed | Code::Taken | Code::CannotUndo | Code::NotFound
                            ),
                            "out of order it may be refused, plainly: {refusal:?}"
                        ),
                    }
                }
                None
            }
        };
        if let Some((command, input)) = call {
            match desk.ask_maybe(command, input) {
                Ok(answer) => {
                    if command == "visits.book" {
                        visits.push(answer["value"]["id"].clone());
                    }
                    if answer["undo"].is_string() {
                        done.push((answer["undo"].clone(), before));
                        all_operations.push(answer["undo"].clone());
                    } else {
                        assert_eq!(
                            seen(desk, &day),
                            before,
                            "what cannot be taken back has changed nothing"
                        );
                    }
                }
                Err(refusal) => {
                    assert!(
                        matches!(refusal.code, Code::Taken | Code::Invalid),
                        "{command}: {refusal:?}"
                    );
                    assert_eq!(seen(desk, &day), before, "what is refused changes nothing");
                }
            }
        }
        assert!(
            at_once(desk, &day, 0) <= 1,
            "the provider who blocks is never in two places, after {act:?}"
        );
        assert!(
            at_once(desk, &day, 2) <= 2,
            "the one who takes two never has three, after {act:?}"
        );
    }
    while let Some((operation, was)) = done.pop() {
        desk.ask("undo.run", json!({ "operation": operation }));
        assert_eq!(seen(desk, &day), was, "all the way back");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_in_two_places_and_every_undo_leads_back_exactly(acts in prop::collection::vec(act(), 1..22)) {
        let mut ground = ground().lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        play(&mut ground, &acts);
    }
}

#[test]
fn a_booking_taken_back_is_shown_nowhere_and_frees_its_time() {
    let desk = Desk::open();
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    let done = desk.ask("visits.book", desk.wish(&grace, 0, "2026-11-23T10:00"));
    let told = desk.ask("undo.run", json!({ "operation": done["undo"] }));
    assert_eq!(told["label"], "Booked Grace Kim at 23 Nov 10:00");
    assert_eq!(
        desk.refused("visits.get", json!({ "visit": done["value"]["id"] })).code,
        Code::NotFound
    );
    assert_eq!(
        desk.ask(
            "schedule.day",
            json!({ "date": "2026-11-23", "by": "provider", "cancelled": true })
        )["visits"],
        json!([])
    );
    assert_eq!(
        desk.ask("visits.of_patient", json!({ "patient": grace }))["past"],
        json!([])
    );
    desk.book(&peter, 0, "2026-11-23T10:00");
    assert_eq!(
        desk.refused("undo.run", json!({ "operation": done["undo"] })).code,
        Code::CannotUndo,
        "once"
    );
}

#[test]
fn a_booking_that_was_changed_since_is_not_withdrawn() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let done = desk.ask("visits.book", desk.wish(&grace, 0, "2026-11-23T10:00"));
    desk.ask(
        "visits.edit",
        desk.shift(&done["value"], json!({ "note": "Bring the MRI" })),
    );
    assert_eq!(
        desk.refused("undo.run", json!({ "operation": done["undo"] })).code,
        Code::Changed
    );
}

#[test]
fn an_old_time_given_away_meanwhile_is_not_taken_back_by_an_undo() {
    let desk = Desk::open();
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    let moved = desk.ask(
        "visits.move",
        desk.shift(&visit, json!({ "starts": "2026-11-23T11:00" })),
    );
    desk.book(&peter, 0, "2026-11-23T10:00");
    let refusal = desk.refused("undo.run", json!({ "operation": moved["undo"] }));
    assert_eq!(
        (refusal.code, refusal.message.as_str()),
        (Code::Taken, "Dr. Okafor is with Peter Hale from 10:00 to 10:30.")
    );
    assert_eq!(
        desk.ask("visits.get", json!({ "visit": visit["id"] }))["starts"],
        "2026-11-23T11:00",
        "it stays where it is"
    );
}

#[test]
fn time_off_and_hours_are_taken_back_as_they_were() {
    let desk = Desk::open();
    let week = desk.ask("hours.get", json!({ "provider": desk.providers[0] }));
    let saved = desk.ask("hours.save", json!({ "provider": desk.providers[0], "spans": [] }));
    assert_eq!(saved["value"]["spans"], json!([]));
    desk.ask("undo.run", json!({ "operation": saved["undo"] }));
    assert_eq!(desk.ask("hours.get", json!({ "provider": desk.providers[0] })), week);
    let added = desk.ask("time_off.add", json!({ "provider": desk.providers[0], "kind": "away", "starts": "2026-12-01T00:00", "ends": "2026-12-08T00:00", "label": "Holiday" }));
    let removed = desk.ask("time_off.remove", json!({ "id": added["value"]["id"] }));
    assert_eq!(desk.ask("time_off.list", json!({})), json!([]));
    desk.ask("undo.run", json!({ "operation": removed["undo"] }));
    assert_eq!(
        desk.ask("time_off.list", json!({}))[0],
        added["value"],
        "with the same id"
    );
}
