use super::{Clinic, grace};
use serde_json::{Value, json};

fn id_named(list: &Value, name: &str) -> Value {
    list.as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["name"] == name)
        .unwrap()["id"]
        .clone()
}

#[test]
fn the_record_the_search_and_the_timeline_know_of_visits_and_messages() {
    let clinic = Clinic::open();
    let patient = clinic.register(grace());
    let provider = id_named(&clinic.ask("providers.list", json!(null)), "Dr. Amara Okafor");
    let service = id_named(&clinic.ask("services.list", json!(null)), "Consultation");
    let book =
        json!({ "patient": patient["id"], "provider": provider, "service": service, "starts": "2026-03-23T09:00" });
    let visit = clinic.ask("visits.book", book)["value"].take();

    let view = clinic.ask("patients.get", json!({ "patient": patient["id"] }));
    assert_eq!(
        view["next_visit"],
        json!({ "visit": visit["id"], "starts": "2026-03-23T09:00", "service": "Consultation", "provider": "Dr. Amara Okafor", "status": "scheduled" })
    );
    let hit = clinic.ask("patients.search", json!({ "text": "grace kim" }))[0].take();
    assert_eq!(
        (&hit["next_visit"], &hit["last_visit"]),
        (&json!("2026-03-23T09:00"), &Value::Null),
        "clinic wall time"
    );

    // Held back by a person, then the visit takes place.
    let messages = clinic.ask("visits.messages", json!({ "visit": visit["id"] }));
    let first = messages["messages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|message| message["state"] == "scheduled")
        .expect("a reminder is planned")
        .clone();
    clinic.ask("messages.hold", json!({ "message": first["id"] }));
    clinic.clock.advance(5 * 86_400 + 4000);
    clinic.ask(
        "staff.sign_in",
        json!({ "sign_in": "amara", "password": "four unrelated paper lanterns" }),
    );
    let visit = clinic.ask("visits.get", json!({ "visit": visit["id"] }));
    clinic.ask(
        "visits.set_status",
        json!({ "visit": visit["id"], "version": visit["version"], "status": "arrived" }),
    );

    let view = clinic.ask("patients.get", json!({ "patient": patient["id"] }));
    assert_eq!(
        (&view["next_visit"], &view["last_visit"]["visit"]),
        (&Value::Null, &visit["id"])
    );
    let timeline = clinic.ask("patients.timeline", json!({ "patient": patient["id"] }));
    let told: Vec<(&str, &str)> = timeline["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["title"].as_str().unwrap(), entry["detail"].as_str().unwrap()))
        .collect();
    let rule = first["rule_name"].as_str().unwrap();
    let (title, detail) = told[1];
    assert_eq!(title, "Held a message back");
    assert!(detail.starts_with(rule), "says which message: {detail}");
    assert_eq!(
        (told[0].0, told[2].0, told[3].0, told.len()),
        ("Arrived", "Booked a visit", "Registered", 4),
        "{told:?}"
    );
    assert_eq!(told[2].1, "Consultation with Dr. Amara Okafor, Mon 23 Mar 2026 09:00");
}
