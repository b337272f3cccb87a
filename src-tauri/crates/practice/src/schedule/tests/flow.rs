use super::desk::Desk;
use crate::Code;
use serde_json::{Value, json};

fn set(desk: &Desk, visit: &Value, status: &str) -> Value {
    desk.ask("visits.set_status", desk.shift(visit, json!({ "status": status })))["value"].clone()
}

#[test]
fn a_visit_goes_through_the_day_and_keeps_the_time_of_every_step() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let mut visit = desk.book(&grace, 0, "2026-11-20T10:00");
    let mut times = Vec::new();
    for status in ["confirmed", "arrived", "in_room", "completed"] {
        desk.clock.advance(60);
        visit = set(&desk, &visit, status);
        times.push(visit["times"][format!("{status}_at")].as_i64().unwrap());
        assert_eq!(
            (visit["status"].as_str(), visit["status_at"].as_i64()),
            (Some(status), times.last().copied())
        );
    }
    assert!(
        times.windows(2).all(|pair| pair[1] - pair[0] == 60),
        "a minute apart: {times:?}"
    );
    visit = set(&desk, &visit, "completed");
    assert_eq!(
        (visit["status"].as_str(), visit["times"]["completed_at"].clone()),
        (Some("in_room"), json!(null)),
        "clicked again: back in the room"
    );
    assert_eq!(visit["status_at"].as_i64(), Some(times[2]), "since when she went in");
    visit = set(&desk, &visit, "scheduled");
    assert_eq!(
        visit["times"],
        json!({ "confirmed_at": null, "arrived_at": null, "in_room_at": null, "completed_at": null, "no_show_at": null })
    );
    assert_eq!(
        desk.number("SELECT count(*) FROM event WHERE kind = 'visit.status'"),
        6,
        "every step is in the history"
    );
}

#[test]
fn a_step_can_be_given_its_true_time_but_not_one_to_come() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.book(&grace, 0, "2026-11-20T10:00");
    let earlier = desk.practice().now().as_second() - 600;
    let arrived = desk.ask(
        "visits.set_status",
        desk.shift(&visit, json!({ "status": "arrived", "at": earlier })),
    );
    assert_eq!(arrived["value"]["times"]["arrived_at"], earlier);
    let refusal = desk.refused(
        "visits.set_status",
        desk.shift(
            &arrived["value"],
            json!({ "status": "in_room", "at": earlier + 86_400 }),
        ),
    );
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::Invalid, Some("at")));
}

#[test]
fn nobody_arrives_the_day_before_or_is_missed_before_the_visit_begins() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let monday = desk.book(&grace, 0, "2026-11-23T10:00");
    let refusal = desk.refused("visits.set_status", desk.shift(&monday, json!({ "status": "arrived" })));
    assert_eq!(refusal.message, "This visit is on 23 November 2026.");
    let today = desk.book(&grace, 0, "2026-11-20T10:00");
    assert_eq!(
        desk.refused("visits.set_status", desk.shift(&today, json!({ "status": "no_show" })))
            .message,
        "The visit begins only at 10:00."
    );
    assert_eq!(
        desk.refused(
            "visits.set_status",
            desk.shift(&today, json!({ "status": "cancelled" }))
        )
        .field
        .as_deref(),
        Some("status"),
        "cancelling has a reason"
    );
}

#[test]
fn a_no_show_frees_the_time_and_gets_it_back_only_while_it_is_free() {
    let desk = Desk::open();
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    let visit = desk.book(&grace, 0, "2026-11-20T09:00");
    desk.clock.advance(2 * 3600);
    desk.ask(
        "staff.sign_in",
        json!({ "sign_in": "amara", "password": "four unrelated paper lanterns" }),
    );
    let missed = set(&desk, &visit, "no_show");
    desk.book(&peter, 0, "2026-11-20T09:00");
    let refusal = desk.refused("visits.set_status", desk.shift(&missed, json!({ "status": "no_show" })));
    assert_eq!(
        (refusal.code, refusal.message.as_str()),
        (Code::Taken, "Dr. Okafor is with Peter Hale from 09:00 to 09:30.")
    );
    let all_the_same = desk.ask(
        "visits.set_status",
        desk.shift(
            &missed,
            json!({ "status": "arrived", "override": { "reason": "came late" } }),
        ),
    );
    assert_eq!(all_the_same["value"]["overridden"]["reason"], "came late");
}

#[test]
fn a_cancelled_time_is_free_at_once_and_restoring_asks_for_it_again() {
    let desk = Desk::open();
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    let visit = set(&desk, &desk.book(&grace, 0, "2026-11-23T10:00"), "confirmed");
    let off = desk.ask(
        "visits.cancel",
        desk.shift(&visit, json!({ "reason": "Has a cold", "by": "patient" })),
    )["value"]
        .clone();
    assert_eq!(
        (
            off["status"].as_str(),
            off["cancelled_by"].as_str(),
            off["reason"].as_str()
        ),
        (Some("cancelled"), Some("patient"), Some("Has a cold"))
    );
    let other = desk.book(&peter, 0, "2026-11-23T10:00");
    assert_eq!(
        desk.refused("visits.restore", desk.shift(&off, json!({}))).code,
        Code::Taken,
        "Peter has it now"
    );
    desk.ask(
        "visits.move",
        desk.shift(&other, json!({ "starts": "2026-11-23T11:00" })),
    );
    let back = desk.ask("visits.restore", desk.shift(&off, json!({})))["value"].clone();
    assert_eq!(
        (
            back["status"].as_str(),
            back["reason"].as_str(),
            back["cancelled_at"].clone()
        ),
        (Some("confirmed"), Some(""), json!(null)),
        "as it was before"
    );
}
