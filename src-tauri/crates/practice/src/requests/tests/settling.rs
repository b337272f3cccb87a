use super::web::Web;
use crate::Code;
use crate::schedule::tests::desk::with;
use serde_json::{Value, json};

#[test]
fn a_no_is_told_or_kept_and_can_be_taken_back() {
    let web = Web::open();
    let request = web.grace();
    let done = web.desk.ask(
        "requests.decline",
        with(
            web.this(&request),
            json!({ "reason_to_patient": "We do not treat knees.", "tell": true }),
        ),
    );
    assert_eq!(
        (done["value"]["state"].as_str(), done["told_at"].is_number()),
        (Some("declined"), true)
    );
    assert_eq!(done["value"]["decline_reason"], "We do not treat knees.");
    let again = web
        .desk
        .refused("requests.confirm", web.confirmation(&request, "2026-11-24T10:00"));
    assert_eq!(again.code, Code::Changed, "what is settled is not confirmed as well");
    web.undo(&done);
    let view = web.get(&request);
    assert_eq!(view["state"], "new");
    let waits = |view: &Value| {
        let letters = view["letters"].as_array().unwrap();
        letters.iter().filter(|l| l["state"] == "scheduled").count()
    };
    assert!(waits(&view) <= 1, "the no does not go: {}", view["letters"]);
    let silent = web
        .desk
        .ask("requests.decline", with(web.this(&request), json!({ "tell": false })));
    assert!(silent["told_at"].is_null());
}

#[test]
fn every_end_can_be_opened_again_but_a_standing_visit() {
    let web = Web::open();
    for (command, more) in [
        ("requests.decline", json!({ "tell": false })),
        ("requests.spam", json!({})),
    ] {
        let request = web.grace();
        web.desk.ask(command, with(web.this(&request), more));
        let opened = web.desk.ask("requests.reopen", web.this(&request));
        assert_eq!(opened["value"]["state"], "new", "{command}");
        web.undo(&opened);
        assert_ne!(
            web.get(&request)["state"],
            "new",
            "{command}: the opening is taken back"
        );
    }
    let request = web.grace();
    let done = web
        .desk
        .ask("requests.confirm", web.confirmation(&request, "2026-11-24T10:00"));
    let refusal = web.desk.refused("requests.reopen", web.this(&request));
    assert_eq!(refusal.message, "A visit was booked from this request, and it stands.");
    let visit = &done["value"]["visit"];
    web.desk.ask(
        "visits.cancel",
        json!({ "visit": visit["id"], "version": visit["version"], "by": "patient", "reason": "" }),
    );
    assert_eq!(
        web.desk.ask("requests.reopen", web.this(&request))["value"]["state"],
        "new"
    );
}

#[test]
fn nobody_writes_over_what_they_have_not_seen() {
    let web = Web::open();
    let request = web.grace();
    let old = web.this(&request);
    web.desk.ask(
        "requests.set_priority",
        with(old.clone(), json!({ "priority": "urgent" })),
    );
    for (command, more) in [
        ("requests.assign", json!({ "to": null })),
        ("requests.note", json!({ "note": "x" })),
        ("requests.set_priority", json!({ "priority": "low" })),
        ("requests.decline", json!({ "tell": true })),
        ("requests.spam", json!({})),
        ("requests.reopen", json!({})),
        (
            "requests.suggest",
            json!({ "times": [{ "provider": web.desk.providers[0], "starts": "2026-11-24T10:00" }] }),
        ),
    ] {
        let refusal = web.desk.refused(command, with(old.clone(), more));
        assert_eq!(refusal.code, Code::Changed, "{command}");
        assert_eq!(
            refusal.details.unwrap()["priority"],
            "urgent",
            "{command}: it shows how it is now"
        );
    }
}

#[test]
fn a_request_is_handed_to_somebody_who_may_answer_it() {
    let web = Web::open();
    let request = web.grace();
    let people = web.desk.ask("requests.people", Value::Null);
    let amara = people[0]["id"].clone();
    assert_eq!(people[0]["name"], "Amara Okafor");
    let done = web
        .desk
        .ask("requests.assign", with(web.this(&request), json!({ "to": amara })));
    assert_eq!(done["value"]["assigned_name"], "Amara Okafor");
    let mine = web.desk.ask("requests.list", json!({ "whose": { "of": "mine" } }));
    let nobodys = web.desk.ask("requests.list", json!({ "whose": { "of": "nobody" } }));
    assert_eq!((mine["total"].as_i64(), nobodys["total"].as_i64()), (Some(1), Some(0)));
    assert_eq!(web.desk.ask("requests.counts", Value::Null)["mine"], 1);
    web.undo(&done);
    assert_eq!(web.get(&request)["assigned_to"], Value::Null);
    let looker = web.desk.ask(
        "staff.add",
        json!({ "name": "Lou Looker", "sign_in": "lou", "role": "read_only", "password": "nine quiet copper kettles" }),
    );
    let refusal = web.desk.refused(
        "requests.assign",
        with(web.this(&request), json!({ "to": looker["id"] })),
    );
    assert_eq!(refusal.field.as_deref(), Some("to"));
}
