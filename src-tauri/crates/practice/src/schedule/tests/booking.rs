use super::desk::{Desk, clashes, with};
use crate::Code;
use serde_json::json;

#[test]
fn a_booking_takes_length_room_and_buffers_from_service_and_week() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let done = desk.ask("visits.book", desk.wish(&grace, 0, "2026-11-23T10:00"));
    let visit = &done["value"];
    assert_eq!(visit["ends"], "2026-11-23T10:30", "the service takes half an hour");
    assert_eq!(
        visit["room"].as_str(),
        Some(desk.rooms[0].as_str()),
        "the provider's usual room"
    );
    assert_eq!(
        (
            visit["status"].as_str(),
            visit["version"].as_i64(),
            visit["first_visit"].as_bool()
        ),
        (Some("scheduled"), Some(1), Some(true))
    );
    assert_eq!(visit["booked_by"], "Amara Okafor", "a name, not an id");
    assert!(done["undo"].is_string(), "it can be taken back");
    let without_room = desk.ask(
        "visits.book",
        with(
            desk.wish(&grace, 0, "2026-11-23T11:00"),
            json!({ "room": null, "minutes": 45 }),
        ),
    );
    assert_eq!(
        (
            without_room["value"]["room"].clone(),
            without_room["value"]["ends"].as_str()
        ),
        (json!(null), Some("2026-11-23T11:45")),
        "what is asked for counts"
    );
    assert_eq!(
        without_room["value"]["first_visit"], false,
        "the second visit of a patient is not the first"
    );
}

#[test]
fn who_has_the_time_is_named_and_a_reason_books_all_the_same() {
    let desk = Desk::open();
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    desk.book(&grace, 0, "2026-11-23T10:00");
    let refusal = desk.refused("visits.book", desk.wish(&peter, 0, "2026-11-23T10:15"));
    assert_eq!(refusal.code, Code::Taken);
    assert_eq!(refusal.message, "Dr. Okafor is with Grace Kim from 10:00 to 10:30.");
    let details = refusal.details.unwrap();
    assert_eq!(details["can_override"], true, "this provider's policy is a warning");
    assert_eq!(
        (
            details["clashes"][0]["from"].as_str(),
            details["clashes"][0]["weight"].as_str()
        ),
        (Some("2026-11-23T10:00"), Some("warns"))
    );

    let empty = desk.refused(
        "visits.book",
        with(
            desk.wish(&peter, 0, "2026-11-23T10:15"),
            json!({ "override": { "reason": "  " } }),
        ),
    );
    assert_eq!(
        empty.field.as_deref(),
        Some("override.reason"),
        "a reason has to be one"
    );
    let booked = desk.ask(
        "visits.book",
        with(
            desk.wish(&peter, 0, "2026-11-23T10:15"),
            json!({ "override": { "reason": "He is in pain" } }),
        ),
    );
    assert_eq!(booked["value"]["overridden"]["reason"], "He is in pain");
    assert_eq!(booked["value"]["overridden"]["by"], "Amara Okafor");
    assert_eq!(
        desk.number("SELECT count(*) FROM event WHERE kind = 'visit.overridden' AND body LIKE '%in pain%'"),
        1,
        "the history says why"
    );
    assert_eq!(
        desk.number(
            "SELECT count(*) FROM audit WHERE command = 'visits.book' AND subject LIKE '%overrode:provider:vis_%'"
        ),
        1,
        "the audit log says what was overridden"
    );
}

#[test]
fn a_provider_who_blocks_is_not_overbooked_for_any_reason() {
    let desk = Desk::open();
    desk.policy(0, "block", 1);
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    desk.book(&grace, 0, "2026-11-23T10:00");
    let refusal = desk.refused(
        "visits.book",
        with(
            desk.wish(&peter, 0, "2026-11-23T10:15"),
            json!({ "override": { "reason": "He is in pain" } }),
        ),
    );
    assert_eq!(
        (refusal.code, refusal.details.unwrap()["can_override"].as_bool()),
        (Code::Taken, Some(false))
    );
    desk.book(&peter, 0, "2026-11-23T10:30");
}

#[test]
fn a_provider_who_takes_two_at_once_gets_two_and_not_three() {
    let desk = Desk::open();
    desk.policy(0, "allow", 2);
    let people: Vec<String> = ["Ann", "Ben", "Cem"]
        .iter()
        .map(|name| desk.patient(name, "Group"))
        .collect();
    desk.book(&people[0], 0, "2026-11-23T10:00");
    desk.book(&people[1], 0, "2026-11-23T10:15");
    let third = desk.refused("visits.book", desk.wish(&people[2], 0, "2026-11-23T10:20"));
    assert!(
        third.message.contains("2 visits at once are the most"),
        "{}",
        third.message
    );
    let beside = desk.ask("visits.book", desk.wish(&people[2], 0, "2026-11-23T10:30"));
    assert_eq!(
        beside["value"]["overridden"],
        json!(null),
        "at 10:30 only one of them is still there"
    );
}

#[test]
fn room_patient_hours_time_off_buffers_and_skills_each_warn_by_name() {
    let desk = Desk::open();
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    desk.book(&grace, 0, "2026-11-23T10:00");

    let room = desk.refused(
        "visits.book",
        with(
            desk.wish(&peter, 1, "2026-11-23T10:00"),
            json!({ "room": desk.rooms[0] }),
        ),
    );
    assert_eq!(
        (clashes(&room), room.message.as_str()),
        (
            vec!["room".into()],
            "Room 1 is taken by Dr. Okafor with Grace Kim from 10:00 to 10:30."
        )
    );

    let twice = desk.refused("visits.book", desk.wish(&grace, 1, "2026-11-23T10:15"));
    assert_eq!(
        (clashes(&twice), twice.message.as_str()),
        (
            vec!["patient".into()],
            "Grace Kim already has Consultation with Dr. Okafor from 10:00 to 10:30."
        )
    );

    let lunch = desk.refused("visits.book", desk.wish(&peter, 1, "2026-11-23T11:45"));
    assert_eq!(
        (clashes(&lunch), lunch.message.as_str()),
        (
            vec!["closed".into()],
            "Dr. Brandt works 09:00–12:00 and 13:00–17:00 on Mondays."
        ),
        "a visit that runs into lunch"
    );
    assert_eq!(
        desk.refused("visits.book", desk.wish(&peter, 1, "2026-11-22T10:00"))
            .message,
        "Dr. Brandt does not work on Sundays."
    );

    desk.ask("time_off.add", json!({ "provider": desk.providers[1], "kind": "blocked", "starts": "2026-11-23T14:00", "ends": "2026-11-23T15:00", "label": "Team huddle" }));
    desk.ask(
        "time_off.add",
        json!({ "kind": "away", "starts": "2026-11-26T00:00", "ends": "2026-11-27T00:00", "label": "Thanksgiving" }),
    );
    let huddle = desk.refused("visits.book", desk.wish(&peter, 1, "2026-11-23T14:45"));
    assert_eq!(
        (clashes(&huddle), huddle.message.as_str()),
        (vec!["time_off".into()], "Dr. Brandt is busy then: Team huddle.")
    );
    assert_eq!(
        desk.refused("visits.book", desk.wish(&peter, 2, "2026-11-26T10:00"))
            .message,
        "The clinic is closed then: Thanksgiving."
    );

    desk.ask(
        "services.save",
        json!({ "id": desk.services[1], "name": "Physio", "minutes": 60, "buffer_before": 0, "buffer_after": 15, "price": 8500, "preparation": "", "next_steps": "", "colour": "amber", "active": true, "performed_by": [desk.providers[1]] }),
    );
    desk.ask(
        "visits.book",
        with(
            desk.wish(&grace, 1, "2026-11-24T09:00"),
            json!({ "service": desk.services[1] }),
        ),
    );
    let buffer = desk.refused("visits.book", desk.wish(&peter, 1, "2026-11-24T10:05"));
    assert_eq!(
        clashes(&buffer),
        ["buffer"],
        "the quarter of an hour after physio is kept free"
    );
    desk.book(&peter, 1, "2026-11-24T10:15");
    let skill = desk.refused(
        "visits.book",
        with(
            desk.wish(&peter, 0, "2026-11-24T14:00"),
            json!({ "service": desk.services[1] }),
        ),
    );
    assert_eq!(
        (clashes(&skill), skill.message.as_str()),
        (vec!["not_performed_by".into()], "Dr. Okafor does not perform Physio.")
    );
}

#[test]
fn nobody_books_for_the_dead_the_merged_or_with_those_who_left() {
    let desk = Desk::open();
    let (grace, peter, ann) = (
        desk.patient("Grace", "Kim"),
        desk.patient("Peter", "Hale"),
        desk.patient("Ann", "Moore"),
    );
    desk.sql("UPDATE patient SET status = 'deceased' WHERE given = 'Grace'; UPDATE patient SET status = 'inactive' WHERE given = 'Ann'");
    let reason = json!({ "override": { "reason": "because" } });
    let dead = desk.refused(
        "visits.book",
        with(desk.wish(&grace, 0, "2026-11-23T10:00"), reason.clone()),
    );
    assert_eq!(
        (dead.code, dead.message.as_str()),
        (Code::Taken, "Grace Kim has died. No visits can be booked.")
    );
    assert_eq!(
        clashes(&desk.refused("visits.book", desk.wish(&ann, 0, "2026-11-23T10:00"))),
        ["inactive"],
        "an inactive patient takes a reason"
    );
    desk.ask(
        "visits.book",
        with(desk.wish(&ann, 0, "2026-11-23T10:00"), reason.clone()),
    );

    let stays = desk.book(&peter, 1, "2026-11-23T10:00");
    desk.ask(
        "providers.save",
        json!({ "id": desk.providers[1], "name": "Dr. Brandt", "speciality": "", "overlap": "warn", "active": false }),
    );
    let gone = desk.refused("visits.book", with(desk.wish(&peter, 1, "2026-11-24T10:00"), reason));
    assert_eq!(
        (
            gone.message.as_str(),
            gone.details.as_ref().unwrap()["can_override"].as_bool()
        ),
        ("Dr. Brandt takes no new visits.", Some(false))
    );
    desk.ask(
        "visits.move",
        desk.shift(&stays, json!({ "starts": "2026-11-23T11:00" })),
    );
}

#[test]
fn the_live_check_says_what_booking_would_say_and_writes_nothing() {
    let desk = Desk::open();
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    let ask = |starts: &str, more| {
        with(
            json!({ "patient": peter, "provider": desk.providers[0], "service": desk.services[0], "starts": starts }),
            more,
        )
    };
    let free = desk.ask("visits.check", ask("2026-11-23T11:00", json!({})));
    assert_eq!(
        (
            free["verdict"].as_str(),
            free["ends"].as_str(),
            free["message"].as_str()
        ),
        (Some("free"), Some("2026-11-23T11:30"), Some(""))
    );
    let taken = desk.ask("visits.check", ask("2026-11-23T10:00", json!({})));
    assert_eq!(
        (taken["verdict"].as_str(), taken["clashes"][0]["kind"].as_str()),
        (Some("warns"), Some("provider"))
    );
    let itself = desk.ask(
        "visits.check",
        ask("2026-11-23T10:15", json!({ "patient": null, "visit": visit["id"] })),
    );
    assert_eq!(itself["verdict"], "free", "a visit is not in its own way");
    desk.policy(0, "block", 1);
    assert_eq!(
        desk.ask("visits.check", ask("2026-11-23T10:00", json!({})))["verdict"],
        "blocked"
    );
    desk.policy(0, "allow", 3);
    assert_eq!(
        desk.ask("visits.check", ask("2026-11-23T10:00", json!({})))["verdict"],
        "allowed"
    );
    assert_eq!(desk.number("SELECT count(*) FROM visit"), 1, "asking books nothing");
}
