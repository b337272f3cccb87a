//! What becomes of a request's time and consents after it was answered, and what is never done without anybody looking.

use super::slots::{flags, offered, take};
use super::web::{Filled, Web, grace};
use crate::schedule::tests::desk::with;
use serde_json::{Value, json};

fn free(web: &Web) -> i64 {
    web.desk.number("SELECT count(*) FROM relay_slot_free")
}

/// A request for the offered time, confirmed on it; the visit as it is then.
fn confirmed(web: &Web) -> (String, Value, Value) {
    let view = take(web, offered(web));
    let request = view["id"].as_str().unwrap().to_owned();
    let done = web
        .desk
        .ask("requests.confirm", web.confirmation(&request, "2026-11-24T14:00"));
    let visit = done["value"]["visit"].clone();
    (request, visit, done)
}

#[test]
fn a_visit_that_leaves_its_web_time_gives_it_back() {
    let web = Web::open();
    let (request, visit, done) = confirmed(&web);
    assert_eq!(free(&web), 0);
    let cancelled = web.desk.ask(
        "visits.cancel",
        json!({ "visit": visit["id"], "version": visit["version"], "reason": "", "by": "patient" }),
    );
    assert_eq!(free(&web), 1, "cancelled: somebody else may have the time");
    assert_eq!(web.get(&request)["slot"]["held"], false);
    web.undo(&cancelled);
    web.undo(&done);
    assert_eq!(web.get(&request)["state"], "new");
    assert_eq!(
        web.get(&request)["slot"]["held"],
        false,
        "what was given back is not claimed to be held"
    );

    let web = Web::open();
    let (_, visit, _) = confirmed(&web);
    web.desk.ask(
        "visits.move",
        json!({ "visit": visit["id"], "version": visit["version"], "starts": "2026-11-24T10:00" }),
    );
    assert_eq!(free(&web), 1, "moved elsewhere");

    let web = Web::open();
    let (request, _, done) = confirmed(&web);
    web.undo(&done);
    assert_eq!(
        free(&web),
        0,
        "undone: the request waits for an answer again, and holds its time"
    );
    assert_eq!(web.get(&request)["slot"]["held"], true);
}

#[test]
fn a_time_two_requests_claim_is_given_back_with_the_last_of_them() {
    let web = Web::open();
    let slot = offered(&web);
    let first = take(&web, slot.clone());
    let second = take(&web, slot);
    for (view, freed) in [(&second, 0), (&first, 1)] {
        let request = view["id"].as_str().unwrap();
        web.desk
            .ask("requests.decline", with(web.this(request), json!({ "tell": false })));
        assert_eq!(free(&web), freed);
    }
}

#[test]
fn a_name_that_is_none_is_registered_and_written_to_by_nobody_but_staff() {
    for (given, family) in [
        ("Win $500 at www.evil.example", "Kim"),
        ("Grace", "see http://evil.example"),
    ] {
        let web = Web::open();
        web.desk.sql("UPDATE online SET accepts_by_itself = 1");
        let slot = offered(&web);
        let Value::Object(mut answers) = grace(&web.desk.services[0]) else {
            panic!()
        };
        answers.insert("name".into(), json!({ "given": given, "family": family }));
        let request = web.take(web.arrived(Filled {
            answers,
            slot: Some(slot),
            ..Filled::default()
        }));
        let view = web.get(&request);
        assert_eq!(
            (view["state"].as_str(), flags(&view)),
            (Some("new"), vec!["not_by_itself"])
        );
        assert_eq!(web.desk.number("SELECT count(*) FROM patient"), 0);
    }
}

#[test]
fn what_a_patient_said_since_is_not_overruled_by_an_older_form() {
    let web = Web::open();
    let request = web.grace();
    let done = web
        .desk
        .ask("requests.confirm", web.confirmation(&request, "2026-11-24T10:00"));
    let visit = &done["value"]["visit"];
    let patient = visit["patient"].clone();
    let states = |web: &Web| {
        web.desk.number("SELECT count(*) FROM patient_consent c WHERE purpose = 'reminders' AND channel = 'email' AND state = 'given' AND seq = (SELECT max(seq) FROM patient_consent d WHERE d.purpose = c.purpose AND d.channel = c.channel)")
    };
    assert_eq!(states(&web), 1, "agreed on the web");
    web.desk.clock.advance(60);
    web.desk.ask(
        "patients.set_consent",
        json!({ "patient": patient, "how": "phone", "answers": [{ "channel": "email", "purpose": "reminders", "state": "refused" }] }),
    );
    web.desk.ask(
        "visits.cancel",
        json!({ "visit": visit["id"], "version": visit["version"], "reason": "", "by": "patient" }),
    );
    web.desk.ask("requests.reopen", web.this(&request));
    web.desk
        .ask("requests.confirm", web.confirmation(&request, "2026-11-25T10:00"));
    assert_eq!(states(&web), 0, "they said no on the phone since");
}
