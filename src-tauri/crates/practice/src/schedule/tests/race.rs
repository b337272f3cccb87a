//! Several seats at once: what the one write transaction promises.

use super::desk::Desk;
use crate::{Code, Refusal};
use serde_json::{Value, json};
use std::sync::Barrier;

const SEATS: usize = 8;

/// Every seat does `act` at the same moment; answers what each was told.
fn at_once(act: impl Fn(usize) -> Result<Value, Refusal> + Sync) -> Vec<Result<Value, Refusal>> {
    let start = Barrier::new(SEATS);
    std::thread::scope(|scope| {
        let seats: Vec<_> = (0..SEATS)
            .map(|seat| {
                let (start, act) = (&start, &act);
                scope.spawn(move || {
                    start.wait();
                    act(seat)
                })
            })
            .collect();
        seats.into_iter().map(|seat| seat.join().unwrap()).collect()
    })
}

#[test]
fn of_eight_seats_booking_one_slot_exactly_one_gets_it_fifty_times() {
    let desk = Desk::open();
    let patients: Vec<String> = (0..SEATS)
        .map(|seat| desk.patient(&format!("Patient{seat}"), "Race"))
        .collect();
    for slot in 0..50 {
        // Ten half hours a day, from Monday on; every other day the provider who blocks.
        let (day, place) = (23 + slot / 10, slot / 10 % 2);
        if slot % 10 == 0 {
            desk.policy(place, if place == 0 { "warn" } else { "block" }, 1);
        }
        let starts = format!("2026-11-{day}T{:02}:{:02}", 13 + slot % 10 / 3, slot % 10 % 3 * 20);
        let wish = |seat: usize| json!({ "patient": patients[seat], "provider": desk.providers[place], "service": desk.services[0], "starts": starts, "minutes": 20 });
        let told = at_once(|seat| desk.door.call(&desk.seat, "visits.book", wish(seat)));
        let won: Vec<&Value> = told.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        assert_eq!(won.len(), 1, "{starts}: one wins");
        let winner = won[0]["value"]["patient_name"].as_str().unwrap();
        for refusal in told.iter().filter_map(|answer| answer.as_ref().err()) {
            assert_eq!(
                refusal.code,
                Code::Taken,
                "{starts}: the others are told it is taken: {refusal:?}"
            );
            assert!(
                refusal.message.contains(winner),
                "{starts}: and by whom: {}",
                refusal.message
            );
        }
    }
    assert_eq!(desk.number("SELECT count(*) FROM visit"), 50, "one visit a slot");
}

#[test]
fn of_eight_seats_changing_one_visit_one_wins_and_nothing_is_overwritten_unseen() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let mut visit = desk.book(&grace, 0, "2026-11-23T09:00");
    for round in 0..10 {
        let told = at_once(|seat| {
            let to = format!(
                "2026-11-{:02}T{:02}:{:02}",
                23 + round % 5,
                13 + seat / 4,
                seat % 4 * 5 + round % 2 * 30
            );
            desk.door
                .call(&desk.seat, "visits.move", desk.shift(&visit, json!({ "starts": to })))
        });
        let won: Vec<&Value> = told.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        assert_eq!(
            won.len(),
            1,
            "one of the moves from version {} counts",
            visit["version"]
        );
        let next = won[0]["value"].clone();
        for refusal in told.iter().filter_map(|answer| answer.as_ref().err()) {
            assert_eq!(
                (refusal.code, refusal.details.as_ref().unwrap()["starts"].as_str()),
                (Code::Changed, next["starts"].as_str()),
                "the others see where it went"
            );
        }
        visit = next;
    }
}
