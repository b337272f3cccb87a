//! Letters about requests from the web: when they go, when not, what they say and what they must never carry.

use super::desk::{Desk, of};
use keepwell_practice::automation::worker::Smtp;
use keepwell_practice::requests::{Arrived, take};
use keepwell_practice::transact::{Actor, Origin};
use keepwell_protocol::form::Form;
use keepwell_protocol::id::{FormId, SubmissionId};
use keepwell_protocol::submission::FilledForm;
use keepwell_testkit::clinic::person;
use keepwell_testkit::smtp::{RealServer, RealSetup};
use rusqlite::params;
use serde_json::{Map, Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

static NEXT: AtomicU64 = AtomicU64::new(1);

fn desk() -> (Desk, RealServer) {
    let server = RealServer::start(&RealSetup::default());
    let desk = Desk::without_mail(Arc::new(Smtp));
    desk.set_up_mail(server.port());
    (desk, server)
}

fn form() -> Form {
    let question = |id: &str, kind: Value, fills: &str| json!({ "id": id, "kind": kind, "label": { "en": id }, "hint": {}, "required": false, "when": null, "fills": fills });
    let form = json!({
        "v": 1, "id": FormId::from_bytes([7; 16]), "version": 1, "purpose": "request", "languages": ["en", "es"], "title": { "en": "Consultation" },
        "intro": {}, "thanks": {}, "score": null, "slots": false,
        "sections": [{ "id": "all", "title": { "en": "All" }, "text": {}, "when": null, "questions": [
            question("name", json!({ "type": "name" }), "name"), question("email", json!({ "type": "email" }), "email"),
            question("times", json!({ "type": "preferred_times" }), "times"), question("reason", json!({ "type": "long_text", "most": 500 }), "reason"),
        ] }],
    });
    serde_json::from_value(form).expect("a form")
}

/// A request arrives, as the relay's line hands it over.
fn arrives(desk: &Desk, language: &str, answers: Value) -> Value {
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let mut sid = [0; 16];
    sid[..8].copy_from_slice(&number.to_be_bytes());
    let now = keepwell_practice::clock::Clock::now(&*desk.clinic.clock).as_second();
    let answers: Map<String, Value> = serde_json::from_value(answers).expect("answers");
    let arrived = Arrived {
        sid: SubmissionId::from_bytes(sid),
        seq: number,
        sha256: [0; 32],
        received_at: now,
        filled: FilledForm {
            form: FormId::from_bytes([7; 16]),
            version: 1,
            language: language.into(),
            created_at: now,
            answers,
            files: Vec::new(),
            slot: None,
            source: String::new(),
        },
        form: form(),
        files: Vec::new(),
        slot: None,
        flags: Vec::new(),
    };
    let origin = Origin {
        actor: Actor::Worker,
        seat: "worker",
        command: "relay.take",
    };
    let practice = desk.clinic.door.practice().expect("open");
    json!(practice.transact(&origin, |tx| take(tx, arrived)).expect("taken"))
}

fn grace() -> Value {
    json!({ "name": { "given": "Grace", "family": "Kim" }, "email": "grace@example.com",
            "times": { "days": ["2026-03-25"], "times": ["morning"], "note": "any time, http://evil.example" }, "reason": "my private reason" })
}

/// The clinic has a page on the web, which a link can lead to.
fn with_relay(desk: &Desk) {
    let origin = Origin {
        actor: Actor::Worker,
        seat: "worker",
        command: "relay.pair",
    };
    let practice = desk.clinic.door.practice().expect("open");
    let write = practice.transact(&origin, |tx| {
        tx.on().execute("INSERT INTO relay_clinic (only, clinic, seed, made_at) VALUES (1, ?1, ?2, 1)", params![[9_u8; 16], [8_u8; 32]])?;
        tx.on().execute("INSERT INTO relay_link (base_url, active, device_seed, paired_at) VALUES ('https://intake.example', 1, ?1, 1)", [[7_u8; 32]])?;
        Ok(())
    });
    write.expect("written");
}

fn request(desk: &Desk, id: &Value) -> Value {
    desk.ask("requests.get", json!({ "request": id }))
}

/// The letters about a request: which, state, reason.
fn letters(desk: &Desk, id: &Value) -> Vec<(String, String, String)> {
    let letters = request(desk, id)["letters"].as_array().expect("letters").clone();
    letters
        .iter()
        .map(|letter| {
            let (state, why) = of(letter);
            (
                letter["about"]["letter"].as_str().unwrap_or_default().to_owned(),
                state,
                why,
            )
        })
        .collect()
}

fn letter(desk: &Desk, id: &Value, which: &str) -> (String, String) {
    let found: Vec<_> = letters(desk, id).into_iter().filter(|(key, ..)| key == which).collect();
    assert_eq!(found.len(), 1, "one {which}: {found:?}");
    (found[0].1.clone(), found[0].2.clone())
}

fn suggest(desk: &Desk, id: &Value, starts: &[&str]) -> Value {
    let provider = desk.ask("providers.list", Value::Null)[0]["id"].clone();
    let service = desk.ask("services.list", Value::Null)[0]["id"].clone();
    let times: Vec<_> = starts
        .iter()
        .map(|starts| json!({ "provider": provider, "starts": starts }))
        .collect();
    let version = request(desk, id)["version"].clone();
    desk.ask(
        "requests.suggest",
        json!({ "request": id, "version": version, "service": service, "times": times, "note": "" }),
    )
}

fn decline(desk: &Desk, id: &Value, reason: &str) -> Value {
    let version = request(desk, id)["version"].clone();
    desk.ask(
        "requests.decline",
        json!({ "request": id, "version": version, "reason_to_patient": reason, "tell": true }),
    )
}

#[test]
fn a_receipt_goes_at_once_also_at_night_in_the_language_of_the_form_and_repeats_nothing_that_was_typed() {
    let (mut desk, server) = desk();
    desk.skip_to("2026-03-19T03:00:00Z");
    let id = arrives(&desk, "es", grace());
    desk.run(20);
    assert_eq!(
        letter(&desk, &id, "request_received"),
        ("sent".into(), "accepted".into())
    );
    let mailbox = server.mailbox();
    let [received] = mailbox.as_slice() else {
        panic!("one letter: {mailbox:?}")
    };
    let text = received.text.as_deref().unwrap();
    assert!(received.subject.starts_with("Hemos recibido"), "{}", received.subject);
    assert!(
        text.contains("Hola, Grace:") && text.contains("miércoles, 25 de marzo de 2026"),
        "{text}"
    );
    assert_eq!(
        (received.envelope_to.as_str(), received.structure.as_str()),
        ("grace@example.com", "text/plain")
    );
    assert!(
        !received.raw.contains("private reason") && !received.raw.contains("evil.example"),
        "{}",
        received.raw
    );
    let outbox = desk.ask("outbox.list", json!({ "part": "sent" }));
    let row = &outbox["messages"][0];
    assert_eq!(
        (&row["about"]["kind"], &row["about"]["request"], &row["patient"]),
        (&json!("request"), &id, &Value::Null)
    );
    assert_eq!(
        (&row["patient_name"], &row["rule_name"]),
        (&json!("Grace Kim"), &json!("Receipt for a request"))
    );
    let read = desk.ask("messages.preview", json!({ "message": row["id"] }));
    assert_eq!(
        (&read["to"], &read["language"]),
        (&json!("grace@example.com"), &json!("es"))
    );
}

#[test]
fn without_an_address_nothing_goes_and_the_reason_is_shown() {
    let (mut desk, server) = desk();
    let id = arrives(
        &desk,
        "en",
        json!({ "name": { "given": "Grace", "family": "Kim" }, "email": "no address" }),
    );
    assert_eq!(
        letter(&desk, &id, "request_received"),
        ("suppressed".into(), "no_address_given".into())
    );
    let told = decline(&desk, &id, "")["told_at"].clone();
    assert_eq!(told, Value::Null, "nobody is told");
    desk.run(300);
    assert!(server.mailbox().is_empty());
    assert_eq!(
        letter(&desk, &id, "request_declined"),
        ("suppressed".into(), "no_address_given".into())
    );
    let letters = request(&desk, &id)["letters"].clone();
    let row = &letters[1];
    assert_eq!(row["can"]["send_now"], false);
    assert_eq!(
        desk.clinic
            .refused("messages.send_now", json!({ "message": row["id"], "anyway": true }))
            .message,
        "Not sent: no e-mail address was given with the request."
    );
}

#[test]
fn suggested_times_go_with_link_and_code_after_the_grace_and_only_the_newest() {
    let (mut desk, server) = desk();
    with_relay(&desk);
    let id = arrives(&desk, "en", grace());
    desk.run(20);
    let told = suggest(&desk, &id, &["2026-03-24T09:00"])["told_at"].clone();
    assert!(told.is_i64(), "the desk says when it goes");
    desk.run(60);
    suggest(&desk, &id, &["2026-03-25T10:00", "2026-03-26T14:30"]);
    desk.run(240);
    let suggestions: Vec<_> = letters(&desk, &id)
        .into_iter()
        .filter(|(key, ..)| key == "request_suggested")
        .collect();
    assert_eq!(
        suggestions
            .iter()
            .map(|(_, state, why)| (state.as_str(), why.as_str()))
            .collect::<Vec<_>>(),
        [("suppressed", "suggestion_replaced"), ("sent", "accepted")]
    );
    let mailbox = server.mailbox();
    let received = mailbox
        .iter()
        .find(|l| l.subject.starts_with("Please choose"))
        .expect("the letter");
    let text = received.text.as_deref().unwrap().replace("\r\n", "\n");
    assert!(
        text.contains("- Wednesday, March 25, 2026, 10:00 AM\n- Thursday, March 26, 2026, 2:30 PM"),
        "{text}"
    );
    assert!(!text.contains("March 24"), "{text}");
    let link = text.lines().find(|line| line.contains('#')).expect("the link");
    let (page, code) = link.split_once('#').unwrap();
    assert!(
        page.starts_with("https://intake.example/c/") && code.len() == 26,
        "{link}"
    );
    let typed = text
        .lines()
        .find_map(|line| line.strip_prefix("and type this code: "))
        .expect("the code");
    assert_eq!(typed.replace(' ', ""), code, "what is typed is what the link carries");
    assert!(text.contains(&format!("open {page}\n")), "{text}");
    let log = desk.ask("outbox.list", json!({ "part": "sent" })).to_string();
    assert!(!log.contains(code), "the code stands in the letter and nowhere else");
}

#[test]
fn suggested_times_whose_link_is_gone_go_to_nobody_and_somebody_is_told() {
    let (mut desk, server) = desk();
    with_relay(&desk);
    desk.skip_to("2026-03-19T03:00:00Z");
    let id = arrives(&desk, "en", grace());
    desk.run(20);
    suggest(&desk, &id, &["2026-03-24T09:00"]);
    desk.run(600);
    assert_eq!(
        letter(&desk, &id, "request_suggested"),
        ("scheduled".into(), "later_for_quiet_hours".into())
    );
    let parted = desk.ask("relay.unpair", Value::Null);
    assert_eq!(parted["paired"], false, "{parted}");
    desk.skip_to("2026-03-19T12:01:00Z");
    assert_eq!(
        letter(&desk, &id, "request_suggested"),
        ("failed".into(), "cannot_write".into())
    );
    assert_eq!(server.mailbox().len(), 1, "the receipt alone");
    let waiting = desk.ask("outbox.list", json!({ "part": "needs_person" }));
    let rows: Vec<_> = waiting["messages"].as_array().unwrap().iter().collect();
    let [row] = rows.as_slice() else {
        panic!("one letter: {waiting}")
    };
    assert_eq!(
        (&row["about"]["letter"], &row["about"]["request"]),
        (&json!("request_suggested"), &id)
    );
}

#[test]
fn a_no_taken_back_within_its_grace_is_never_said_and_one_said_again_is_a_letter_of_its_own() {
    let (mut desk, server) = desk();
    let id = arrives(&desk, "en", grace());
    desk.run(20);
    let done = decline(&desk, &id, "We do not treat this here.");
    desk.run(60);
    desk.undo(&done);
    desk.run(300);
    assert_eq!(
        letter(&desk, &id, "request_declined"),
        ("suppressed".into(), "request_reopened".into())
    );
    assert_eq!(server.mailbox().len(), 1, "the receipt alone");
    decline(&desk, &id, "We do not treat this here.");
    desk.run(300);
    assert_eq!(
        letter(&desk, &id, "request_declined"),
        ("sent".into(), "accepted".into())
    );
    let mailbox = server.mailbox();
    let no = mailbox
        .iter()
        .find(|l| l.subject.starts_with("About your request"))
        .expect("the letter");
    assert!(no.text.as_deref().unwrap().contains("We do not treat this here."));
}

#[test]
fn an_answer_decided_at_night_waits_for_the_morning() {
    let (mut desk, server) = desk();
    desk.skip_to("2026-03-19T03:00:00Z");
    let id = arrives(&desk, "en", grace());
    desk.run(20);
    decline(&desk, &id, "");
    desk.run(600);
    assert_eq!(
        letter(&desk, &id, "request_declined"),
        ("scheduled".into(), "later_for_quiet_hours".into())
    );
    desk.skip_to("2026-03-19T12:01:00Z");
    assert_eq!(letter(&desk, &id, "request_declined").0, "sent", "at eight in New York");
    assert_eq!(server.mailbox().len(), 2);
}

#[test]
fn a_person_can_hold_stop_and_send_a_letter_about_a_request() {
    let (mut desk, server) = desk();
    let id = arrives(&desk, "en", grace());
    desk.run(20);
    decline(&desk, &id, "");
    let no = request(&desk, &id)["letters"]
        .as_array()
        .unwrap()
        .iter()
        .find(|l| l["about"]["letter"] == "request_declined")
        .unwrap()["id"]
        .clone();
    desk.ask("messages.hold", json!({ "message": no }));
    desk.run(600);
    assert_eq!(server.mailbox().len(), 1, "held");
    desk.ask("messages.release", json!({ "message": no }));
    desk.ask("messages.stop", json!({ "message": no }));
    desk.run(60);
    assert_eq!(
        letter(&desk, &id, "request_declined"),
        ("suppressed".into(), "stopped_by_person".into())
    );
    desk.ask("messages.send_now", json!({ "message": no, "anyway": false }));
    desk.run(20);
    assert_eq!(server.mailbox().len(), 2, "and sent after all");
    assert_eq!(
        desk.ask("messages.get", json!({ "message": no }))["attempts"][0]["outcome"],
        "accepted"
    );
}

#[test]
fn letters_about_a_request_are_seen_at_the_patient_it_belongs_to() {
    let (mut desk, _server) = desk();
    let id = arrives(&desk, "en", grace());
    desk.run(20);
    let patient = desk.ask("patients.register", json!({ "record": person("Grace", "Kim") }))["value"]["id"].clone();
    let of_patient = |desk: &Desk| {
        desk.ask("outbox.list", json!({ "part": "all", "patient": patient }))["messages"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(of_patient(&desk), 0);
    let practice = desk.clinic.door.practice().expect("open");
    let origin = Origin {
        actor: Actor::Worker,
        seat: "worker",
        command: "test.link",
    };
    let link = |to| {
        let request = serde_json::from_value(id.clone()).unwrap();
        practice
            .transact(&origin, |tx| {
                keepwell_practice::automation::request_belongs_to(tx, request, to)
            })
            .unwrap();
    };
    link(Some(serde_json::from_value(patient.clone()).unwrap()));
    assert_eq!(of_patient(&desk), 1, "also what went before");
    link(None);
    assert_eq!(of_patient(&desk), 0, "it was somebody else's");
}

#[test]
fn nobody_is_pestered_or_lured_through_the_form() {
    let (mut desk, server) = desk();
    for name in [
        "Grace\r\nBcc: everybody@evil.example",
        "Win at http://evil.example now",
        "\u{202e}elpmaxe.live",
        "x\n.\nMAIL FROM:<x@evil.example>",
        "Grace\0",
    ] {
        let address = format!("g{}@example.com", NEXT.load(Ordering::SeqCst));
        arrives(
            &desk,
            "en",
            json!({ "name": { "given": name, "family": name }, "email": address, "reason": name }),
        );
        desk.run(20);
    }
    let mailbox = server.mailbox();
    assert_eq!(mailbox.len(), 5);
    for received in &mailbox {
        let names: Vec<_> = received.headers.iter().map(|(name, _)| name.to_lowercase()).collect();
        assert!(!names.contains(&"bcc".to_owned()), "{names:?}");
        assert!(
            !received.envelope_to.contains(','),
            "one reader: {}",
            received.envelope_to
        );
        assert!(
            !received.raw.contains("evil") && !received.raw.contains('\u{202e}'),
            "a stranger's words: {}",
            received.raw
        );
        let text = received.text.as_deref().unwrap();
        assert!(text.starts_with("Hi,") || text.starts_with("Hi Grace,"), "{text}");
    }
    for _ in 0..5 {
        arrives(&desk, "en", grace());
        desk.run(20);
    }
    let to_grace = server
        .mailbox()
        .iter()
        .filter(|l| l.envelope_to == "grace@example.com")
        .count();
    assert_eq!(to_grace, 3, "three receipts a day are enough");
}
