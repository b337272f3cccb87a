use super::desk::{Desk, with};
use crate::Code;
use serde_json::json;

#[test]
fn a_drag_keeps_length_and_buffers_and_changes_the_rest() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    let moved = desk.ask(
        "visits.move",
        desk.shift(
            &visit,
            json!({ "starts": "2026-11-24T14:00", "provider": desk.providers[1] }),
        ),
    );
    let now = &moved["value"];
    assert_eq!(
        (
            now["starts"].as_str(),
            now["ends"].as_str(),
            now["provider_name"].as_str()
        ),
        (Some("2026-11-24T14:00"), Some("2026-11-24T14:30"), Some("Dr. Brandt"))
    );
    assert_eq!(
        now["room"].as_str(),
        Some(desk.rooms[1].as_str()),
        "the new provider's room"
    );
    assert_eq!(
        (now["revision"].as_i64(), now["version"].as_i64()),
        (Some(2), Some(2)),
        "new revision, new reminders"
    );
    let longer = desk.ask("visits.move", desk.shift(now, json!({ "minutes": 45 })));
    assert_eq!(longer["value"]["ends"], "2026-11-24T14:45", "a resize");
    assert_eq!(desk.number("SELECT count(*) FROM event WHERE kind = 'visit.moved' AND body LIKE '%Dr. Okafor%' AND body LIKE '%2026-11-24T14:00%'"), 1, "the history says from where to where");
}

#[test]
fn a_confirmation_of_the_old_time_is_void_but_not_of_a_longer_visit() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    let confirmed = desk.ask(
        "visits.set_status",
        desk.shift(&visit, json!({ "status": "confirmed" })),
    )["value"]
        .clone();
    let longer = desk.ask("visits.move", desk.shift(&confirmed, json!({ "minutes": 40 })))["value"].clone();
    assert_eq!(
        longer["status"], "confirmed",
        "the patient confirmed the time, and it is the same"
    );
    let moved = desk.ask(
        "visits.move",
        desk.shift(&longer, json!({ "starts": "2026-11-23T11:00" })),
    );
    assert_eq!(
        (
            moved["value"]["status"].as_str(),
            moved["value"]["times"]["confirmed_at"].clone()
        ),
        (Some("scheduled"), json!(null))
    );
    desk.ask("undo.run", json!({ "operation": moved["undo"] }));
    assert_eq!(
        desk.ask("visits.get", json!({ "visit": visit["id"] }))["status"],
        "confirmed",
        "taken back, it is confirmed again"
    );
}

#[test]
fn a_change_from_an_old_screen_is_refused_with_the_visit_as_it_is() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    desk.ask(
        "visits.move",
        desk.shift(&visit, json!({ "starts": "2026-11-23T11:00" })),
    );
    for (command, more) in [
        ("visits.move", json!({ "starts": "2026-11-23T14:00" })),
        ("visits.set_status", json!({ "status": "confirmed" })),
        ("visits.cancel", json!({ "reason": "", "by": "clinic" })),
        ("visits.edit", json!({ "note": "x" })),
        ("visits.restore", json!({})),
    ] {
        let refusal = desk.refused(command, desk.shift(&visit, more));
        assert_eq!(refusal.code, Code::Changed, "{command} from version 1");
        assert_eq!(
            refusal.details.unwrap()["starts"],
            "2026-11-23T11:00",
            "{command} shows what is there now"
        );
    }
}

#[test]
fn a_warning_that_was_overridden_once_is_not_asked_again_for_the_same_neighbour() {
    let desk = Desk::open();
    let (grace, peter, ann) = (
        desk.patient("Grace", "Kim"),
        desk.patient("Peter", "Hale"),
        desk.patient("Ann", "Moore"),
    );
    desk.book(&grace, 0, "2026-11-23T10:00");
    desk.book(&ann, 0, "2026-11-23T11:00");
    let squeezed = desk.ask(
        "visits.book",
        with(
            desk.wish(&peter, 0, "2026-11-23T10:15"),
            json!({ "override": { "reason": "pain" } }),
        ),
    )["value"]
        .clone();
    let longer = desk.ask("visits.move", desk.shift(&squeezed, json!({ "minutes": 40 })))["value"].clone();
    assert_eq!(
        longer["overridden"]["reason"], "pain",
        "still beside Grace, for the same reason"
    );
    let refusal = desk.refused("visits.move", desk.shift(&longer, json!({ "minutes": 60 })));
    assert_eq!(
        refusal.code,
        Code::Taken,
        "now it would run into Ann's visit as well: that is new"
    );
    let free = desk.ask(
        "visits.move",
        desk.shift(&longer, json!({ "starts": "2026-11-23T14:00" })),
    );
    assert_eq!(
        free["value"]["overridden"],
        json!(null),
        "in a free place nothing is overridden"
    );
}

#[test]
fn what_is_over_or_off_does_not_move() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    let off = desk.ask(
        "visits.cancel",
        desk.shift(&visit, json!({ "reason": "ill", "by": "patient" })),
    )["value"]
        .clone();
    let refusal = desk.refused("visits.move", desk.shift(&off, json!({ "starts": "2026-11-23T11:00" })));
    assert_eq!(refusal.message, "This visit is cancelled, so it cannot be moved.");
}

#[test]
fn in_the_tray_a_visit_keeps_its_old_time_until_it_is_placed() {
    let desk = Desk::open();
    let (grace, peter) = (desk.patient("Grace", "Kim"), desk.patient("Peter", "Hale"));
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    let put = desk.ask("tray.put", json!({ "visit": visit["id"] }));
    assert_eq!(put["value"]["visit"]["patient_name"], "Grace Kim");
    assert_eq!(
        desk.refused("visits.book", desk.wish(&peter, 0, "2026-11-23T10:00"))
            .code,
        Code::Taken,
        "the old time is still hers"
    );
    let tray = desk.ask("tray.list", json!(null));
    assert_eq!(
        (tray.as_array().unwrap().len(), tray[0]["put_by"].as_str()),
        (1, Some("Amara Okafor"))
    );
    let moved = desk.ask(
        "visits.move",
        desk.shift(&visit, json!({ "starts": "2026-11-24T10:00" })),
    );
    assert_eq!(desk.ask("tray.list", json!(null)), json!([]), "placed");
    desk.ask("undo.run", json!({ "operation": moved["undo"] }));
    assert_eq!(
        desk.ask("tray.list", json!(null)).as_array().unwrap().len(),
        1,
        "taken back, it waits again"
    );
    desk.ask("undo.run", json!({ "operation": put["undo"] }));
    assert_eq!(
        desk.ask("tray.list", json!(null)),
        json!([]),
        "and that can be taken back too"
    );
}

#[test]
fn a_visit_changes_its_service_and_note_and_back() {
    let desk = Desk::open();
    let grace = desk.patient("Grace", "Kim");
    let visit = desk.book(&grace, 0, "2026-11-23T10:00");
    desk.ask(
        "services.save",
        json!({ "id": desk.services[1], "name": "Physio", "minutes": 60, "buffer_before": 0, "buffer_after": 15, "price": 8500, "preparation": "", "next_steps": "", "colour": "amber", "active": true, "performed_by": [] }),
    );
    let changed = desk.ask(
        "visits.edit",
        desk.shift(&visit, json!({ "service": desk.services[1], "note": "Bring the MRI" })),
    );
    let now = &changed["value"];
    assert_eq!(
        (
            now["service_name"].as_str(),
            now["minutes"].as_i64(),
            now["buffer_after"].as_i64()
        ),
        (Some("Physio"), Some(30), Some(15)),
        "buffers come with it, the agreed length stays"
    );
    assert_eq!(now["revision"], 1, "the appointment is the same: no new reminders");
    desk.ask("undo.run", json!({ "operation": changed["undo"] }));
    let back = desk.ask("visits.get", json!({ "visit": visit["id"] }));
    assert_eq!(
        (
            back["service_name"].as_str(),
            back["note"].as_str(),
            back["buffer_after"].as_i64()
        ),
        (Some("Consultation"), Some(""), Some(0))
    );
}
