use super::web::{Filled, Web, grace};
use crate::online::{Book, OfferedSlot, remember};
use crate::schedule::tests::desk::with;
use keepwell_protocol::id::SlotId;
use keepwell_protocol::submission::ChosenSlot;
use serde_json::{Value, json};

/// Tuesday 24 November 2026, 14:00 in New York.
const AT: i64 = 1_795_546_800;

/// A time that was offered with the first provider.
pub fn offered(web: &Web) -> (SlotId, ChosenSlot) {
    let id = SlotId::from_bytes([5; 16]);
    let slot = OfferedSlot {
        id,
        provider: web.desk.providers[0].parse().unwrap(),
        services: vec![web.desk.services[0].parse().unwrap()],
        starts: "2026-11-24T14:00".into(),
        fold: 0,
        minutes: 30,
        starts_at: AT,
    };
    let book = Book {
        meanings: vec![slot],
        ..Book::default()
    };
    web.desk
        .practice()
        .transact(&Web::origin(), |tx| remember(tx, &book))
        .unwrap();
    let chosen = ChosenSlot {
        slot: id,
        service: web.desk.services[0].clone(),
        starts_at: AT,
    };
    (id, chosen)
}

pub fn take(web: &Web, slot: (SlotId, ChosenSlot)) -> Value {
    let Value::Object(answers) = grace(&web.desk.services[0]) else {
        panic!()
    };
    let request = web.take(web.arrived(Filled {
        answers,
        slot: Some(slot),
        ..Filled::default()
    }));
    web.get(&request)
}

pub fn flags(view: &Value) -> Vec<&str> {
    view["flags"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|f| f["flag"].as_str())
        .collect()
}

#[test]
fn a_time_taken_on_the_web_waits_for_one_click() {
    let web = Web::open();
    let view = take(&web, offered(&web));
    assert_eq!((view["state"].as_str(), flags(&view).len()), (Some("new"), 0));
    assert_eq!(
        (
            view["slot"]["starts"].as_str(),
            view["slot"]["held"].as_bool(),
            view["slot"]["conflict"].as_str()
        ),
        (Some("2026-11-24T14:00"), Some(true), Some(""))
    );
    assert_eq!(
        web.desk.ask("requests.list", json!({}))["requests"][0]["holds"],
        "2026-11-24T14:00"
    );
    let request = view["id"].as_str().unwrap();
    let prepared = web.desk.ask("requests.prepare", json!({ "request": request }));
    assert_eq!(prepared["visit"]["starts"], "2026-11-24T14:00");
    let done = web
        .desk
        .ask("requests.confirm", web.confirmation(request, "2026-11-24T14:00"));
    assert_eq!(done["value"]["request"]["slot"]["held"], true, "its time stays taken");
    assert_eq!(web.desk.number("SELECT count(*) FROM relay_slot_free"), 0);
}

#[test]
fn a_time_that_is_not_used_is_given_back() {
    let web = Web::open();
    let view = take(&web, offered(&web));
    let request = view["id"].as_str().unwrap();
    let done = web
        .desk
        .ask("requests.confirm", web.confirmation(request, "2026-11-24T10:00"));
    assert_eq!(done["value"]["request"]["slot"]["held"], false);
    assert_eq!(web.desk.number("SELECT count(*) FROM relay_slot_free"), 1);
    let web = Web::open();
    let view = take(&web, offered(&web));
    let request = view["id"].as_str().unwrap();
    let declined = web
        .desk
        .ask("requests.decline", with(web.this(request), json!({ "tell": false })));
    assert_eq!(web.desk.number("SELECT count(*) FROM relay_slot_free"), 1);
    web.undo(&declined);
    assert_eq!(
        web.get(request)["slot"]["held"],
        false,
        "what was given back cannot be had back"
    );
}

#[test]
fn where_the_clinic_set_it_so_a_free_time_becomes_a_visit_by_itself() {
    let web = Web::open();
    web.desk.sql("UPDATE online SET accepts_by_itself = 1");
    let view = take(&web, offered(&web));
    assert_eq!(
        (
            view["state"].as_str(),
            view["visit"]["starts"].as_str(),
            view["visit"]["patient_name"].as_str()
        ),
        (Some("confirmed"), Some("2026-11-24T14:00"), Some("Grace Kim"))
    );
    assert_eq!(web.desk.number("SELECT count(*) FROM patient"), 1);
    let letters = web
        .desk
        .number("SELECT count(*) FROM message WHERE state = 'scheduled'");
    assert!(letters > 0, "the patient is told of the visit");
}

#[test]
fn what_stands_against_a_time_leaves_it_to_the_desk_and_says_why() {
    let web = Web::open();
    web.desk.sql("UPDATE online SET accepts_by_itself = 1");
    let slot = offered(&web);
    let peter = web.desk.patient("Peter", "Hale");
    web.desk.book(&peter, 0, "2026-11-24T14:15");
    let view = take(&web, slot.clone());
    assert_eq!(
        (view["state"].as_str(), flags(&view)),
        (Some("new"), vec!["slot_conflict"])
    );
    assert!(view["flags"][0]["what"].as_str().unwrap().contains("Peter Hale"));

    let web = Web::open();
    web.desk.sql("UPDATE online SET accepts_by_itself = 1");
    let slot = offered(&web);
    web.desk.ask(
        "patients.register",
        json!({ "record": { "given": "Grace", "family": "Kim", "born": "1985-03-04" } }),
    );
    let view = take(&web, slot.clone());
    assert_eq!(
        (view["state"].as_str(), flags(&view)),
        (Some("new"), vec!["not_by_itself"])
    );
    assert_eq!(
        web.desk.number("SELECT count(*) FROM patient"),
        1,
        "no second Grace was registered"
    );

    let mut other = slot.clone();
    other.1.starts_at += 3600;
    let view = take(&web, other);
    assert_eq!(flags(&view), ["slot_mismatch"], "the patient saw another time");

    let mut unknown = slot;
    unknown.0 = SlotId::from_bytes([6; 16]);
    unknown.1.slot = unknown.0;
    let view = take(&web, unknown);
    assert_eq!(flags(&view), ["slot_unknown", "slot_conflict"]);
    assert!(view["slot"]["provider"].is_null());
    assert_eq!(web.desk.number("SELECT count(*) FROM visit"), 0);
}
