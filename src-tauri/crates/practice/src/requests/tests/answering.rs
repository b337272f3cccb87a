use super::web::{Web, grace};
use crate::Code;
use crate::schedule::tests::desk::with;
use serde_json::{Value, json};
use std::sync::Barrier;

#[test]
fn confirming_registers_takes_consents_down_books_and_tells_in_one_act() {
    let web = Web::open();
    let request = web.grace();
    let done = web
        .desk
        .ask("requests.confirm", web.confirmation(&request, "2026-11-24T10:00"));
    let (view, visit) = (&done["value"]["request"], &done["value"]["visit"]);
    assert_eq!(
        (view["state"].as_str(), visit["starts"].as_str()),
        (Some("confirmed"), Some("2026-11-24T10:00"))
    );
    assert!(done["told_at"].is_number(), "the patient hears of the visit");
    let patient = web.desk.ask("patients.get", json!({ "patient": visit["patient"] }));
    let record = &patient["record"];
    assert_eq!(
        (
            record["born"].as_str(),
            record["phones"][0]["e164"].as_str(),
            record["emails"][0]["address"].as_str()
        ),
        (Some("1985-03-04"), Some("+14155552671"), Some("Grace.Kim@example.com"))
    );
    assert_eq!(
        record["source"], "Web form: A neighbour",
        "where they come from (CRM-1)"
    );
    let consents = web
        .desk
        .ask("patients.consents", json!({ "patient": visit["patient"] }));
    let said = |channel: &str, purpose: &str| {
        consents["now"]
            .as_array()
            .unwrap()
            .iter()
            .find(|c| c["channel"] == channel && c["purpose"] == purpose)
            .unwrap()
            .clone()
    };
    assert_eq!(said("email", "reminders")["state"], "given");
    assert_eq!(said("email", "marketing")["state"], "refused");
    let treatment = said("email", "treatment");
    assert_eq!(
        (treatment["state"].as_str(), treatment["how"].as_str()),
        (Some("given"), Some("web"))
    );
    assert_eq!(treatment["note"], "Web form “Ask for a visit”, version 3 of the text");
    let timeline = web
        .desk
        .ask("patients.timeline", json!({ "patient": visit["patient"] }));
    let kinds: Vec<&str> = timeline["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|e| e["kind"].as_str())
        .collect();
    for kind in [
        "request.arrived",
        "request.confirmed",
        "patient.registered",
        "visit.booked",
    ] {
        assert!(kinds.contains(&kind), "{kind} is in the patient's timeline: {kinds:?}");
    }
    assert_eq!(web.get(&request)["visit"]["id"], visit["id"]);
}

#[test]
fn taking_a_confirmation_back_leaves_no_visit_and_no_patient_and_the_request_is_open_again() {
    let web = Web::open();
    let request = web.grace();
    let before = web.get(&request);
    let done = web
        .desk
        .ask("requests.confirm", web.confirmation(&request, "2026-11-24T10:00"));
    web.undo(&done);
    let after = web.get(&request);
    assert_eq!(
        (
            after["state"].as_str(),
            after["patient"].is_null(),
            after["visit"].is_null()
        ),
        (Some("new"), true, true)
    );
    assert_eq!(
        after["matches"], before["matches"],
        "nobody is left who could be a match"
    );
    for table in ["patient", "visit", "patient_consent", "patient_key"] {
        assert_eq!(web.desk.number(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    assert_eq!(
        web.desk
            .number("SELECT count(*) FROM message WHERE rule_id IS NOT NULL AND state IN ('scheduled', 'retry')"),
        0,
        "no letter about the visit is left"
    );
    let again = web
        .desk
        .ask("requests.confirm", web.confirmation(&request, "2026-11-24T11:00"));
    assert_eq!(
        again["value"]["request"]["state"], "confirmed",
        "and it can be confirmed again"
    );
}

#[test]
fn somebody_the_clinic_knows_keeps_what_is_there_and_gets_only_what_staff_choose() {
    let web = Web::open();
    let known = web.desk.ask(
        "patients.register",
        json!({ "record": { "given": "Grace", "family": "Kim", "born": "1985-03-04", "phones": [{ "number": "(415) 555-2671" }],
                            "emails": [{ "address": "old@example.com" }], "source": "Neighbour" } }),
    )["value"]
        .clone();
    let request = web.grace();
    let prepared = web.desk.ask("requests.prepare", json!({ "request": request }));
    assert_eq!(prepared["patient"], known["id"], "the sure match is chosen");
    let field = |name: &str| {
        prepared["fields"]
            .as_array()
            .unwrap()
            .iter()
            .find(|f| f["field"] == name)
            .cloned()
            .unwrap_or(Value::Null)
    };
    assert_eq!(
        (field("email")["adds"].as_bool(), field("email")["same"].as_bool()),
        (Some(true), Some(false))
    );
    assert_eq!(field("phone")["same"], true);
    let confirmation = with(
        web.confirmation(&request, "2026-11-24T10:00"),
        json!({ "patient": { "is": "existing", "patient": known["id"], "take": ["email", "phone"] } }),
    );
    let done = web.desk.ask("requests.confirm", confirmation);
    let record = |web: &Web| web.desk.ask("patients.get", json!({ "patient": known["id"] }))["record"].clone();
    let now = record(&web);
    let addresses: Vec<&str> = now["emails"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|e| e["address"].as_str())
        .collect();
    assert_eq!(
        addresses,
        ["old@example.com", "Grace.Kim@example.com"],
        "added behind, never over"
    );
    assert_eq!(
        now["phones"].as_array().unwrap().len(),
        1,
        "what is there already is not added"
    );
    assert_eq!(now["source"], "Neighbour", "not chosen, not taken");
    web.undo(&done);
    assert_eq!(record(&web), known["record"], "and all of it can be taken back");
    let consents = web.desk.ask("patients.consents", json!({ "patient": known["id"] }));
    assert!(
        consents["now"]
            .as_array()
            .unwrap()
            .iter()
            .all(|c| c["state"] == "not_asked"),
        "the answers are taken back by a correction"
    );
}

#[test]
fn a_time_that_is_taken_confirms_nothing_and_registers_nobody() {
    let web = Web::open();
    let peter = web.desk.patient("Peter", "Hale");
    web.desk.book(&peter, 0, "2026-11-24T10:00");
    let request = web.grace();
    let refusal = web
        .desk
        .refused("requests.confirm", web.confirmation(&request, "2026-11-24T10:15"));
    assert_eq!(refusal.code, Code::Taken);
    assert_eq!(refusal.message, "Dr. Okafor is with Peter Hale from 10:00 to 10:30.");
    assert_eq!(web.desk.number("SELECT count(*) FROM patient"), 1);
    assert_eq!(web.get(&request)["state"], "new");
    let booked = web.desk.ask(
        "requests.confirm",
        with(
            web.confirmation(&request, "2026-11-24T10:15"),
            json!({ "override": { "reason": "She is in pain" } }),
        ),
    );
    assert_eq!(booked["value"]["visit"]["overridden"]["reason"], "She is in pain");
}

#[test]
fn of_two_receptionists_who_confirm_at_once_one_wins() {
    let web = Web::open();
    for round in 0..10 {
        let request = web.ask(json!({ "name": { "given": format!("Race{round}"), "family": "Kim" }, "email": format!("r{round}@example.com") }));
        let starts =
            ["10:00", "11:00"].map(|clock| web.confirmation(&request, &format!("2026-12-{:02}T{clock}", round + 1)));
        let start = Barrier::new(2);
        let told: Vec<_> = std::thread::scope(|scope| {
            let seats: Vec<_> = starts
                .iter()
                .map(|wish| {
                    let (start, desk) = (&start, &web.desk);
                    scope.spawn(move || {
                        start.wait();
                        desk.door.call(
                            &desk.seat,
                            "requests.confirm",
                            with(wish.clone(), json!({ "override": { "reason": "race" } })),
                        )
                    })
                })
                .collect();
            seats.into_iter().map(|seat| seat.join().unwrap()).collect()
        });
        let lost: Vec<_> = told.iter().filter_map(|answer| answer.as_ref().err()).collect();
        assert_eq!(lost.len(), 1, "one wins");
        assert_eq!(lost[0].code, Code::Changed);
        assert_eq!(
            lost[0].details.as_ref().unwrap()["state"],
            "confirmed",
            "the other sees what became of it"
        );
    }
    assert_eq!(web.desk.number("SELECT count(*) FROM patient"), 10);
    assert_eq!(web.desk.number("SELECT count(*) FROM visit"), 10);
}

#[test]
fn answers_without_a_visit_go_into_the_record_and_come_out_again() {
    let web = Web::open();
    let request = web.grace();
    let prepared = web.desk.ask("requests.prepare", json!({ "request": request }));
    let done = web.desk.ask(
        "requests.accept",
        json!({ "request": request, "version": prepared["version"], "patient": { "is": "new", "record": prepared["record"] } }),
    );
    assert_eq!(
        (
            done["value"]["state"].as_str(),
            done["value"]["patient"]["given"].as_str()
        ),
        (Some("accepted"), Some("Grace"))
    );
    web.undo(&done);
    assert_eq!(web.desk.number("SELECT count(*) FROM patient"), 0);
    assert_eq!(web.get(&request)["state"], "new");
}

#[test]
fn a_registration_something_else_hangs_on_by_now_stays_when_the_confirmation_is_taken_back() {
    let web = Web::open();
    let request = web.grace();
    let done = web
        .desk
        .ask("requests.confirm", web.confirmation(&request, "2026-11-24T10:00"));
    let patient = done["value"]["visit"]["patient"].as_str().unwrap().to_owned();
    web.desk.book(&patient, 1, "2026-11-25T10:00");
    web.undo(&done);
    assert_eq!(
        web.desk.number("SELECT count(*) FROM patient"),
        1,
        "the other visit keeps the record"
    );
    assert_eq!(web.desk.number("SELECT count(*) FROM visit WHERE withdrawn = 0"), 1);
    let view = web.get(&request);
    assert_eq!((view["state"].as_str(), view["patient"].is_null()), (Some("new"), true));
    assert_eq!(view["matches"][0]["sure"], true, "and the request finds it as a match");
}

#[test]
fn what_suits_the_preferred_days_and_times_is_prepared() {
    let web = Web::open();
    let request = web.ask(with(
        grace(&web.desk.services[0]),
        json!({ "times": { "days": ["2026-11-25", "2026-11-24"], "times": ["afternoon"], "note": "" } }),
    ));
    let prepared = web.desk.ask("requests.prepare", json!({ "request": request }));
    assert_eq!(
        prepared["visit"]["service"].as_str(),
        Some(web.desk.services[0].as_str())
    );
    assert_eq!(
        prepared["visit"]["starts"], "2026-11-24T13:00",
        "the first afternoon of the days wished"
    );
    let openings = prepared["openings"].as_array().unwrap();
    assert!(openings.len() >= 8);
    assert!(
        openings[..8]
            .iter()
            .all(|o| o["starts"].as_str().unwrap() >= "2026-11-24T13:00")
    );
    assert_eq!(prepared["record"]["given"], "Grace");
}

#[test]
fn a_role_that_may_not_book_may_not_confirm() {
    let web = Web::open();
    let request = web.grace();
    web.desk.sql("UPDATE staff SET role = 'read_only'");
    let looker = web.desk.ask(
        "staff.sign_in",
        json!({ "sign_in": "amara", "password": "four unrelated paper lanterns" }),
    );
    assert_eq!(looker["role"], "read_only");
    assert_eq!(web.get(&request)["state"], "new", "they may look");
    for command in ["requests.confirm", "requests.accept"] {
        let wish = json!({ "request": request, "version": 1 });
        assert_eq!(web.desk.refused(command, wish).code, Code::NotAllowed, "{command}");
    }
    assert_eq!(
        web.desk.refused("requests.take_back", json!({})).code,
        Code::NotAllowed,
        "nor take something back by hand"
    );
}
