//! One broken row must not keep the reminders of everybody else, and an undo knows what the patient has heard.

use super::desk::{Desk, Script, Scripted};
use keepwell_mail::Outcome;
use keepwell_practice::transact::{Actor, Origin};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// A desk whose mail server takes every letter, and the addresses it took them for.
fn desk() -> (Desk, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let keeps = Arc::clone(&seen);
    let script: Script = Box::new(move |letter, phases| {
        if phases.before_connect().is_err() || phases.before_body().is_err() {
            return Outcome::Stopped;
        }
        keeps
            .lock()
            .unwrap()
            .push(format!("{}: {}", letter.to.address, letter.subject));
        Outcome::Sent { reply: "250 ok".into() }
    });
    (Desk::open(Arc::new(Scripted(Mutex::new(script)))), seen)
}

/// The patient's zone becomes one that nobody knows: a file from another program, or zones that a government merged.
fn break_zone(desk: &Desk, patient: &Value) {
    let id: keepwell_practice::ids::PatientId = serde_json::from_value(patient.clone()).unwrap();
    let origin = Origin {
        actor: Actor::Setup,
        seat: "setup",
        command: "test.break",
    };
    desk.clinic
        .door
        .practice()
        .unwrap()
        .transact(&origin, |tx| {
            let broken = "INSERT INTO patient_preference (no, language, contact_method, zone, at, actor) SELECT no, '', 'email', 'Mars/Olympus', 0, 'test' FROM patient WHERE id = ?1";
            assert_eq!(tx.on().execute(broken, [id])?, 1);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_message_that_cannot_be_looked_at_waits_for_a_person_and_the_others_go() {
    let (mut desk, seen) = desk();
    let (ada, grace) = (desk.patient("Ada"), desk.patient("Grace"));
    desk.book(&ada, "2026-03-25T10:00");
    desk.book(&grace, "2026-03-25T11:00");
    break_zone(&desk, &ada);
    desk.run(240);
    assert_eq!(
        seen.lock()
            .unwrap()
            .iter()
            .filter(|letter| letter.starts_with("grace@"))
            .count(),
        1,
        "Grace hears of her visit"
    );
    let list = desk.ask("outbox.list", json!({ "part": "needs_person" }));
    assert_eq!(
        (
            list["messages"][0]["patient"].clone(),
            list["messages"][0]["state"].as_str()
        ),
        (ada, Some("failed")),
        "{list}"
    );
}

#[test]
fn a_visit_that_cannot_be_planned_anew_does_not_stop_the_worker() {
    let (mut desk, seen) = desk();
    let (ada, grace) = (desk.patient("Ada"), desk.patient("Grace"));
    desk.book(&ada, "2026-03-25T10:00");
    desk.run(240);
    break_zone(&desk, &ada);
    desk.ask(
        "reminders.save_settings",
        json!({ "quiet_from": "20:00", "quiet_until": "08:00", "language": "en" }),
    );
    desk.book(&grace, "2026-03-25T11:00");
    desk.run(240);
    assert_eq!(
        seen.lock()
            .unwrap()
            .iter()
            .filter(|letter| letter.starts_with("grace@"))
            .count(),
        1,
        "Grace hears of her visit"
    );
}

#[test]
fn a_booking_whose_confirmation_was_sent_by_hand_is_cancelled_with_a_notice_when_it_is_taken_back() {
    let (mut desk, seen) = desk();
    let done = desk.book(&desk.patient("Grace"), "2026-03-25T10:00");
    let visit = done["value"]["id"].clone();
    let confirmation = desk.of_rule(&visit, "confirmed")[0]["id"].clone();
    desk.ask("messages.send_now", json!({ "message": confirmation, "anyway": false }));
    desk.look();
    assert_eq!(
        seen.lock().unwrap().len(),
        1,
        "the patient knows, though the grace is not over"
    );
    desk.undo(&done);
    desk.run(240);
    let letters = seen.lock().unwrap().clone();
    assert!(
        letters.len() == 2 && letters[1].contains("cancelled"),
        "the patient hears that it is off: {letters:?}"
    );
}

#[test]
fn a_booking_nobody_heard_of_goes_without_a_word_even_late() {
    let (mut desk, seen) = desk();
    let done = desk.book(&desk.patient("Grace"), "2026-03-25T10:00");
    // Nobody looked for an hour: the grace is over, and the patient knows of nothing.
    desk.clinic.clock.advance(3600);
    desk.undo(&done);
    desk.run(600);
    assert!(seen.lock().unwrap().is_empty(), "{:?}", seen.lock().unwrap());
}

#[test]
fn who_wants_one_message_a_week_gets_no_second_reminder_but_still_hears_of_a_cancellation() {
    let (mut desk, seen) = desk();
    let grace = desk.patient("Grace");
    let preferences = json!({ "language": "", "contact_method": "email", "quiet_from": null, "quiet_until": null, "most_per_week": 1, "zone": null });
    desk.ask(
        "patients.set_preferences",
        json!({ "patient": grace, "preferences": preferences, "how": "phone" }),
    );
    let visit = desk.book(&grace, "2026-03-20T15:00")["value"]["id"].clone();
    desk.run(240);
    assert_eq!(seen.lock().unwrap().len(), 1, "the confirmation");
    desk.skip_to("2026-03-19T19:01:00Z");
    assert_eq!(
        desk.state(&visit, "day before"),
        ("suppressed".into(), "often_enough".into())
    );
    let reminder = desk.of_rule(&visit, "day before")[0].clone();
    assert_eq!(reminder["can"]["send_now"], true, "a person may decide otherwise");
    desk.cancel(&visit);
    desk.run(240);
    let letters = seen.lock().unwrap().clone();
    assert!(
        letters.len() == 2 && letters[1].contains("cancelled"),
        "nobody travels in vain for a preference: {letters:?}"
    );
}
