use super::web::{Filled, Web, grace};
use crate::requests::Flag;
use crate::schedule::tests::desk::with;
use keepwell_protocol::id::SubmissionId;
use serde_json::{Value, json};

#[test]
fn what_a_patient_asks_for_stands_in_the_queue_and_in_the_panel() {
    let web = Web::open();
    let request = web.grace();
    let page = web.desk.ask("requests.list", json!({}));
    assert_eq!(page["total"], 1);
    let line = &page["requests"][0];
    assert_eq!(
        (
            line["name"].as_str(),
            line["service"].as_str(),
            line["state"].as_str(),
            line["priority"].as_str()
        ),
        (Some("Grace Kim"), Some("Consultation"), Some("new"), Some("normal"))
    );
    assert_eq!(line["preferred"], "Tue 24 Nov, morning");
    let in_list = line.to_string();
    for kept_back in ["2671", "example.com", "1985", "knee"] {
        assert!(
            !in_list.contains(kept_back),
            "a list of names does not show {kept_back}"
        );
    }
    let view = web.get(&request);
    assert_eq!(
        (
            view["born"].as_str(),
            view["phone_e164"].as_str(),
            view["email"].as_str()
        ),
        (Some("1985-03-04"), Some("+14155552671"), Some("Grace.Kim@example.com"))
    );
    assert_eq!(view["reason"], "My knee hurts.\nSince Monday.");
    assert_eq!(
        (view["score"].as_f64(), view["band"]["label"].as_str()),
        (Some(4.0), Some("Mild"))
    );
    assert_eq!(view["answers"][0]["answers"][0]["value"], "Grace Kim");
    assert_eq!(view["consents"][0]["version"], 3);
    assert_eq!(view["consents"][2]["agreed"], false);
    assert_eq!(view["history"][0]["title"], "Asked on the web");
    assert_eq!(
        view["letters"].as_array().unwrap().len(),
        1,
        "the receipt is on its way"
    );
    let counts = web.desk.ask("requests.counts", Value::Null);
    assert_eq!(
        (
            counts["new"].as_i64(),
            counts["unassigned"].as_i64(),
            counts["urgent"].as_i64()
        ),
        (Some(1), Some(1), Some(0))
    );
}

#[test]
fn answers_are_read_in_both_languages_and_a_band_can_make_a_request_urgent() {
    let web = Web::open();
    let Value::Object(mut answers) = grace(&web.desk.services[0]) else {
        panic!()
    };
    answers.insert("pain".into(), json!(9));
    let request = web.take(web.arrived(Filled {
        answers,
        language: Some("es"),
        ..Filled::default()
    }));
    let view = web.get(&request);
    assert_eq!(
        (view["language"].as_str(), view["base_language"].as_str()),
        (Some("es"), Some("en"))
    );
    let name = &view["answers"][0]["answers"][0];
    assert_eq!(
        (name["label"].as_str(), name["label_base"].as_str()),
        (Some("name (es)"), Some("name"))
    );
    let service = &view["answers"][1]["answers"][0];
    assert_eq!(
        (service["value"].as_str(), service["value_base"].as_str()),
        (Some("Consultation (es)"), Some("Consultation"))
    );
    assert_eq!(
        (view["priority"].as_str(), view["band"]["urgent"].as_bool()),
        (Some("urgent"), Some(true))
    );
}

#[test]
fn the_same_submission_again_is_the_same_request() {
    let web = Web::open();
    let Value::Object(answers) = grace(&web.desk.services[0]) else {
        panic!()
    };
    let arrived = web.arrived(Filled {
        answers,
        ..Filled::default()
    });
    let first = web.take(arrived.clone());
    assert_eq!(web.take(arrived), first);
    assert_eq!(web.desk.number("SELECT count(*) FROM request"), 1);
    assert_eq!(
        web.desk
            .number("SELECT count(*) FROM event WHERE kind = 'request.arrived'"),
        1
    );
    assert_eq!(web.desk.number("SELECT count(*) FROM request_form"), 1);
}

#[test]
fn who_it_may_be_is_told_with_reasons_and_asked_before_too() {
    let web = Web::open();
    let known = web.desk.ask(
        "patients.register",
        json!({ "record": { "given": "Grace", "family": "Kim", "born": "1985-03-04", "emails": [{ "address": "grace.kim@EXAMPLE.com" }] } }),
    );
    let first = web.grace();
    let view = web.get(&first);
    let found = &view["matches"][0];
    assert_eq!(found["patient"]["id"], known["value"]["id"]);
    assert_eq!(found["sure"], true, "same name, same birthday, same e-mail: {found}");
    assert!(found["reasons"].as_array().unwrap().contains(&json!("same e-mail")));
    let second = web.grace();
    let again = web.get(&second);
    assert_eq!(
        (again["others"][0]["id"].as_str(), again["others"][0]["why"].as_str()),
        (Some(first.as_str()), Some("same e-mail"))
    );
    let namesake = web.ask(json!({ "name": { "given": "Grace", "family": "Kim" }, "born": "1985-03-04" }));
    assert_eq!(
        web.get(&namesake)["matches"][0]["sure"],
        false,
        "without phone or e-mail nobody is sure"
    );
    let line = &web.desk.ask("requests.list", json!({ "sort": "oldest" }))["requests"];
    assert_eq!(
        (line[0]["known"].as_bool(), line[2]["known"].as_bool()),
        (Some(true), Some(false))
    );
    web.desk.ask(
        "patients.register",
        json!({ "record": { "given": "Grace", "family": "Kim", "born": "1985-03-04", "phones": [{ "number": "(415) 555-2671" }] } }),
    );
    let later = web.get(&first);
    assert_eq!(
        later["matches"].as_array().unwrap().len(),
        2,
        "matches are looked up anew when it is opened"
    );
}

#[test]
fn what_the_worker_found_out_is_shown_first_and_wrong_answers_are_shown_as_they_came() {
    let web = Web::open();
    let Value::Object(mut answers) = grace(&web.desk.services[0]) else {
        panic!()
    };
    answers.insert("pain".into(), json!({ "what": "is this" }));
    answers.insert("extra".into(), json!("never asked"));
    let request = web.take(web.arrived(Filled {
        answers,
        flags: vec![
            Flag::RetiredKey,
            Flag::DoesNotFit {
                problems: vec![serde_json::from_value(json!({ "question": "pain", "code": "wrong_kind" })).unwrap()],
            },
        ],
        ..Filled::default()
    }));
    let view = web.get(&request);
    assert_eq!(view["flags"][0]["flag"], "retired_key");
    let pain = view["answers"][1]["answers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|answer| answer["question"] == "pain")
        .unwrap();
    assert_eq!(
        (pain["value"].as_str(), pain["problems"][0].as_str()),
        (Some("{\"what\":\"is this\"}"), Some("wrong_kind"))
    );
    let extra = &view["answers"][2]["answers"][0];
    assert_eq!(
        (extra["label"].as_str(), extra["value"].as_str()),
        (Some("extra"), Some("\"never asked\""))
    );
    assert_eq!(web.desk.ask("requests.list", json!({}))["requests"][0]["flags"], 2);
}

#[test]
fn whoever_says_the_code_of_their_receipt_is_found_however_it_is_typed() {
    let web = Web::open();
    let mut arrived = web.arrived(Filled {
        answers: grace(&web.desk.services[0]).as_object().unwrap().clone(),
        ..Filled::default()
    });
    arrived.sid = SubmissionId::from_bytes([0, 4, 0x5a, 9, 0x21, 0, 1, 7, 1, 1, 1, 1, 1, 1, 1, 1]);
    let sid = arrived.sid.to_string();
    let request = web.take(arrived);
    let found = |said: &str| web.desk.ask("requests.list", json!({ "text": said, "part": "all" }))["requests"].clone();
    let (first, second) = (&sid[..4], &sid[4..8]);
    for said in [
        format!("{first} {second}"),
        format!("{first}{second}").to_lowercase(),
        format!(" {first}-{second} ").replace('0', "O").replace('1', "l"),
    ] {
        assert_eq!(found(&said)[0]["id"], request.as_str(), "{said:?}");
    }
    // The answer to suggested times has a code of its own, and leads to the same request.
    assert_eq!(found("0000 0000"), json!([]));
    let done = web.desk.ask(
        "requests.suggest",
        with(
            web.this(&request),
            json!({ "times": [{ "provider": web.desk.providers[0], "starts": "2026-11-24T10:00" }] }),
        ),
    );
    web.reply(done["value"]["suggestions"][0]["link"].as_str().unwrap(), Some(0), "");
    assert_eq!(found("0000 0000")[0]["id"], request.as_str());
}
