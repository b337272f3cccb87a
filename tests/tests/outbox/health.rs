//! A demo, a real worker thread and a real mail server.

use super::desk::{Desk, Scripted};
use keepwell_mail::Outcome;
use keepwell_practice::automation::Worker;
use keepwell_testkit::smtp::{RealServer, RealSetup};
use serde_json::Value;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

fn never() -> Arc<Scripted> {
    Arc::new(Scripted(Mutex::new(Box::new(|_, _| Outcome::Stopped))))
}

#[test]
fn the_thread_sends_to_a_real_mailbox_once_and_ends_when_it_is_dropped() {
    let server = RealServer::start(&RealSetup::default());
    let mut desk = Desk::open(never());
    desk.engine = None;
    desk.set_up_mail(server.port());
    let visit = desk.book(&desk.patient("Grace"), "2026-03-25T10:00")["value"]["id"].clone();
    desk.clinic.clock.advance(240);
    let worker = Worker::start(desk.clinic.door.practice().unwrap()).unwrap();
    assert!(server.wait_for(1, Duration::from_secs(20)), "it sends at once");
    let wait = Instant::now();
    while desk.state(&visit, "confirmed").0 != "sent" && wait.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(desk.state(&visit, "confirmed"), ("sent".into(), "accepted".into()));
    let health = desk.ask("reminders.health", Value::Null);
    assert_eq!(
        (health["state"].as_str(), health["words"].as_str()),
        (Some("good"), Some("Reminders healthy")),
        "{health}"
    );
    let started = Instant::now();
    drop(worker);
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "it took {:?} to end",
        started.elapsed()
    );
    assert_eq!(
        desk.ask("reminders.health", Value::Null)["words"],
        "Reminders do not run"
    );
    let letter = &server.mailbox()[0];
    assert_eq!(
        letter.subject,
        "Appointment confirmed: Wednesday, March 25, 2026 at 10:00 AM"
    );
    assert_eq!(
        (letter.envelope_to.as_str(), server.accepted_ids().len()),
        ("grace@example.com", 1)
    );
    let text = letter.text.as_deref().unwrap();
    for (part, why) in [
        ("Grace", "first name"),
        ("Linden Street Clinic", "clinic"),
        ("10:00 AM", "time"),
        ("+1 484 555 0100", "call-back"),
    ] {
        assert!(text.contains(part), "{why} is missing:\n{text}");
    }
    for revealing in ["Consultation", "Okafor", "Family medicine", "Kim"] {
        assert!(
            !text.contains(revealing),
            "{revealing} is nobody else's business:\n{text}"
        );
    }
}

#[test]
fn a_second_worker_stands_by_and_takes_over_when_the_first_is_gone() {
    let sent = Arc::new(Mutex::new(0));
    let counts = Arc::clone(&sent);
    let good = Arc::new(Scripted(Mutex::new(Box::new(move |_, phases| {
        if phases.before_connect().is_err() || phases.before_body().is_err() {
            return Outcome::Stopped;
        }
        *counts.lock().unwrap() += 1;
        Outcome::Sent { reply: "250 ok".into() }
    }))));
    let mut desk = Desk::open(good.clone());
    desk.run(20);
    let outside = keepwell_practice::automation::worker::Outside {
        mailer: good,
        clock: desk.steady.clone(),
    };
    let mut second = keepwell_practice::automation::worker::Engine::new(desk.clinic.door.practice().unwrap(), outside);
    desk.book(&desk.patient("Grace"), "2026-03-25T10:00");
    desk.clinic.clock.advance(200);
    desk.steady.run(200);
    second.look().unwrap();
    assert_eq!(*sent.lock().unwrap(), 0, "the second does not send beside the first");
    desk.engine = None;
    second.look().unwrap();
    second.look().unwrap();
    assert_eq!(*sent.lock().unwrap(), 1, "but instead of it");
}

#[test]
fn a_demo_pretends_and_opens_no_connection() {
    let clinic = keepwell_testkit::clinic::TestClinic::bare(keepwell_keys::Keychain::off);
    clinic.ask(
        "practice.make_demo",
        serde_json::json!({ "patients": 20, "years": 0, "seed": 7 }),
    );
    let mailer = Arc::new(Scripted(Mutex::new(Box::new(|_, _| panic!("a demo must not send")))));
    let steady = Arc::new(super::desk::HandSteady::default());
    let outside = keepwell_practice::automation::worker::Outside {
        mailer,
        clock: steady.clone(),
    };
    let mut engine = keepwell_practice::automation::worker::Engine::new(clinic.door.practice().unwrap(), outside);
    let sign_in = || {
        clinic.ask(
            "staff.sign_in",
            serde_json::json!({ "sign_in": "amara", "password": "demo clinic sends nothing" }),
        )
    };
    let mut record = keepwell_testkit::clinic::person("Zora", "Quimby");
    record["emails"] = serde_json::json!([{ "address": "zora@example.com", "note": "" }]);
    let patient = clinic.ask("patients.register", serde_json::json!({ "record": record }))["value"]["id"].clone();
    let provider = clinic.ask("providers.list", Value::Null)[0]["id"].clone();
    let service = clinic.ask("services.list", Value::Null)[0]["id"].clone();
    let visit = clinic.ask(
        "visits.book",
        serde_json::json!({ "patient": patient, "provider": provider, "service": service, "starts": "2026-03-27T15:00", "override": { "reason": "test" } }),
    )["value"]["id"]
        .clone();
    for _ in 0..15 {
        clinic.clock.advance(20);
        steady.run(20);
        engine.look().unwrap();
    }
    sign_in();
    let messages = clinic.ask("visits.messages", serde_json::json!({ "visit": visit }));
    let confirmed = messages["messages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["rule_name"] == "Appointment confirmed")
        .unwrap()
        .clone();
    assert_eq!(
        (confirmed["state"].as_str(), confirmed["why"]["code"].as_str()),
        (Some("sent"), Some("pretended")),
        "{confirmed}"
    );
    let health = clinic.ask("reminders.health", Value::Null);
    assert_eq!(
        (health["pretends"].as_bool(), health["mail_problem"].is_null()),
        (Some(true), true),
        "{health}"
    );
    let test = clinic.ask("mail.test_send", serde_json::json!({ "to": "me@example.com" }));
    assert!(test["words"].as_str().unwrap().contains("pretended"), "{test}");
}
