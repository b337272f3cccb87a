//! What stands in the outbox after each thing that can happen to a visit.

use super::desk::{Desk, Scripted, of};
use keepwell_mail::Outcome;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

const WEDNESDAY_NEXT: &str = "2026-03-25T10:00";

/// A desk whose mail server takes every letter and remembers its subject.
fn desk() -> (Desk, Arc<Mutex<Vec<String>>>) {
    let taken = Arc::new(Mutex::new(Vec::new()));
    let keeps = Arc::clone(&taken);
    let mailer = Scripted(Mutex::new(Box::new(move |letter, phases| {
        if phases.before_connect().is_err() || phases.before_body().is_err() {
            return Outcome::Stopped;
        }
        keeps.lock().unwrap().push(letter.subject.clone());
        Outcome::Sent { reply: "250 ok".into() }
    })));
    (Desk::open(Arc::new(mailer)), taken)
}

fn scheduled() -> (String, String) {
    ("scheduled".into(), "by_rule".into())
}

fn no(why: &str) -> (String, String) {
    ("suppressed".into(), why.into())
}

#[test]
fn a_booking_plans_confirmation_and_reminders_and_shows_what_follows() {
    let (desk, _) = desk();
    let done = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT);
    let visit = &done["value"]["id"];
    let due: Vec<(String, i64)> = desk
        .messages(visit)
        .iter()
        .map(|m| {
            (
                m["rule_name"].as_str().unwrap().to_owned(),
                m["due_at"].as_i64().unwrap(),
            )
        })
        .collect();
    let start = done["value"]["starts_at"].as_i64().unwrap();
    let now = "2026-03-18T12:00:00Z".parse::<jiff::Timestamp>().unwrap().as_second();
    let of = |part: &str| {
        due.iter()
            .find(|(name, _)| name.contains(part))
            .unwrap_or_else(|| panic!("{part} in {due:?}"))
            .1
    };
    assert_eq!(of("confirmed"), now + 180, "after the grace");
    assert_eq!(done["told_at"].as_i64(), Some(now + 180), "and the booking says so");
    assert_eq!(of("two days"), start - 48 * 3600);
    assert_eq!(of("day before"), start - 24 * 3600);
    assert_eq!(of("two hours"), start - 2 * 3600);
    assert_eq!(
        desk.state(visit, "same day"),
        ("projected".into(), "after_completion".into()),
        "shown before it is planned"
    );
    assert_eq!(due.len(), 8);
}

#[test]
fn a_booking_for_tomorrow_skips_what_came_too_late_and_says_so() {
    let (desk, _) = desk();
    let done = desk.book(&desk.patient("Grace"), "2026-03-19T10:00");
    let visit = &done["value"]["id"];
    assert_eq!(desk.state(visit, "two days"), no("booked_late"));
    assert_eq!(
        desk.state(visit, "day before"),
        scheduled(),
        "26 hours are enough for this one"
    );
}

#[test]
fn undoing_a_booking_in_its_grace_leaves_nothing_and_tells_nobody() {
    let (mut desk, taken) = desk();
    let done = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT);
    desk.run(60);
    desk.undo(&done);
    desk.run(400);
    assert_eq!(*taken.lock().unwrap(), Vec::<String>::new());
}

#[test]
fn several_moves_in_the_grace_are_one_notice_and_a_move_back_is_none() {
    let (mut desk, taken) = desk();
    let visit = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT)["value"]["id"].clone();
    desk.run(240);
    assert_eq!(taken.lock().unwrap().len(), 1, "the confirmation");
    desk.move_to(&visit, "2026-03-25T11:00");
    desk.run(60);
    desk.move_to(&visit, "2026-03-26T09:30");
    desk.run(400);
    assert_eq!(
        taken.lock().unwrap().last().unwrap(),
        "Your new appointment time: Thursday, March 26, 2026 at 9:30 AM"
    );
    assert_eq!(taken.lock().unwrap().len(), 2, "one notice for two moves");
    let moved = desk.move_to(&visit, "2026-03-27T09:30");
    desk.run(60);
    desk.undo(&moved);
    desk.run(400);
    assert_eq!(
        taken.lock().unwrap().len(),
        2,
        "taken back in the grace: nothing to tell"
    );
    let twice_moved = desk.of_rule(&visit, "moved");
    assert!(
        twice_moved.iter().any(|m| of(m) == no("moved_back")),
        "{twice_moved:#?}"
    );
    let day_before: Vec<_> = desk.of_rule(&visit, "day before").iter().map(of).collect();
    assert_eq!(
        day_before.iter().filter(|m| **m == scheduled()).count(),
        1,
        "one for the time that counts: {day_before:?}"
    );
    assert!(
        day_before.contains(&no("moved")),
        "and those of the other times say why not"
    );
}

#[test]
fn a_move_before_the_confirmation_went_is_confirmed_at_its_new_time_only() {
    let (mut desk, taken) = desk();
    let visit = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT)["value"]["id"].clone();
    desk.run(60);
    desk.move_to(&visit, "2026-03-26T11:00");
    desk.run(600);
    assert_eq!(
        *taken.lock().unwrap(),
        ["Appointment confirmed: Thursday, March 26, 2026 at 11:00 AM"],
        "the patient never knew the other time"
    );
}

#[test]
fn a_cancellation_stops_everything_and_tells_the_patient_once() {
    let (mut desk, taken) = desk();
    let visit = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT)["value"]["id"].clone();
    desk.run(240);
    let cancelled = desk.cancel(&visit);
    assert!(cancelled["told_at"].is_i64(), "the desk sees when the patient is told");
    desk.run(60);
    desk.undo(&cancelled);
    desk.run(300);
    assert_eq!(
        taken.lock().unwrap().len(),
        1,
        "taken back in its grace: only the confirmation went"
    );
    assert_eq!(
        desk.state(&visit, "day before"),
        scheduled(),
        "and the reminders are back"
    );
    desk.cancel(&visit);
    desk.run(300);
    assert_eq!(
        taken.lock().unwrap().last().unwrap(),
        "Your appointment on Wednesday, March 25, 2026 is cancelled"
    );
    assert_eq!(desk.state(&visit, "day before"), no("cancelled"));
    desk.skip_to("2026-03-25T15:00:00Z");
    assert_eq!(taken.lock().unwrap().len(), 2, "no reminder of a cancelled visit, ever");
}

#[test]
fn a_cancellation_the_patient_knows_of_is_taken_back_with_a_new_confirmation() {
    let (mut desk, taken) = desk();
    let visit = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT)["value"]["id"].clone();
    desk.run(240);
    desk.cancel(&visit);
    desk.run(300);
    let version = desk.visit(&visit)["version"].clone();
    desk.ask("visits.restore", json!({ "visit": visit, "version": version }));
    desk.run(300);
    let sent = taken.lock().unwrap().clone();
    assert_eq!(sent.len(), 3, "{sent:?}");
    assert!(
        sent[2].starts_with("Appointment confirmed"),
        "the patient thinks it is off; tell them it is on: {sent:?}"
    );
    assert_eq!(
        desk.of_rule(&visit, "day before")
            .iter()
            .filter(|m| of(m) == scheduled())
            .count(),
        1
    );
}

#[test]
fn a_confirmed_patient_is_not_asked_to_confirm_but_still_reminded() {
    let (desk, _) = desk();
    let visit = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT)["value"]["id"].clone();
    desk.status(&visit, "confirmed");
    assert_eq!(desk.state(&visit, "day before"), no("confirmed"));
    assert_eq!(desk.state(&visit, "two hours"), scheduled());
    desk.status(&visit, "scheduled");
    assert_eq!(desk.state(&visit, "day before"), scheduled(), "taken back: asked again");
}

#[test]
fn a_completed_visit_plans_the_four_follow_ups_and_taking_it_back_takes_them_back() {
    let (mut desk, taken) = desk();
    let visit = desk.book(&desk.patient("Grace"), "2026-03-18T09:00")["value"]["id"].clone();
    desk.skip_to("2026-03-18T13:40:00Z");
    desk.status(&visit, "completed");
    for rule in ["same day", "three days", "One week", "one month"] {
        assert_eq!(desk.state(&visit, rule), scheduled(), "{rule}");
    }
    desk.status(&visit, "in_room");
    assert_eq!(desk.state(&visit, "same day"), no("completion_taken_back"));
    desk.status(&visit, "completed");
    desk.skip_to("2026-03-18T22:02:00Z");
    desk.run(60);
    assert_eq!(
        taken.lock().unwrap().last().unwrap(),
        "Thank you for visiting Linden Street Clinic",
        "at 18:00 in New York"
    );
}

#[test]
fn who_has_no_address_or_said_no_gets_nothing_and_the_desk_sees_it_beforehand() {
    let (mut desk, taken) = desk();
    let mut record = keepwell_testkit::clinic::person("Noor", "Kim");
    record["emails"] = json!([]);
    let patient = desk.ask("patients.register", json!({ "record": record }))["value"]["id"].clone();
    let done = desk.book(&patient, WEDNESDAY_NEXT);
    assert_eq!(done.get("told_at"), None, "nobody is told");
    let shown = desk.ask("visits.messages", json!({ "visit": done["value"]["id"] }));
    assert_eq!(shown["obstacle"]["code"], "no_address");
    assert_eq!(desk.state(&done["value"]["id"], "day before"), no("no_address"));
    desk.run(300);
    assert_eq!(*taken.lock().unwrap(), Vec::<String>::new());
}

#[test]
fn a_message_is_held_released_stopped_and_sent_at_once() {
    let (mut desk, taken) = desk();
    let visit = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT)["value"]["id"].clone();
    desk.run(240);
    let message = desk.of_rule(&visit, "day before")[0]["id"].clone();
    desk.ask("messages.hold", json!({ "message": message }));
    assert_eq!(desk.state(&visit, "day before"), ("held".into(), "held".into()));
    desk.ask("messages.release", json!({ "message": message }));
    assert_eq!(desk.state(&visit, "day before"), scheduled());
    let stopped = desk.ask("messages.stop", json!({ "message": message }));
    assert_eq!(desk.state(&visit, "day before"), no("stopped_by_person"));
    desk.undo(&stopped);
    assert_eq!(
        desk.state(&visit, "day before"),
        scheduled(),
        "a stop can be taken back"
    );
    let preview = desk.ask("messages.preview", json!({ "message": message }));
    assert_eq!(
        preview["subject"],
        "Please confirm: Wednesday, March 25, 2026 at 10:00 AM"
    );
    assert_eq!(preview["to"], "grace@example.com");
    desk.ask("messages.send_now", json!({ "message": message }));
    desk.run(20);
    assert_eq!(
        taken.lock().unwrap().last().unwrap(),
        preview["subject"].as_str().unwrap(),
        "what was shown is what went"
    );
    let detail = desk.ask("messages.get", json!({ "message": message }));
    assert_eq!(detail["message"]["state"], "sent");
    assert_eq!(detail["attempts"].as_array().map(Vec::len), Some(1));
    desk.skip_to("2026-03-24T14:05:00Z");
    desk.run(120);
    assert_eq!(
        desk.of_rule(&visit, "day before").len(),
        1,
        "and not again at its own time"
    );
    assert_eq!(
        taken
            .lock()
            .unwrap()
            .iter()
            .filter(|s| s.starts_with("Please confirm"))
            .count(),
        1
    );
}

#[test]
fn the_outbox_pages_through_everything_once() {
    let (desk, _) = desk();
    let patient = desk.patient("Grace");
    for hour in 10..13 {
        desk.book(&patient, &format!("2026-03-25T{hour}:00"));
    }
    let mut seen = Vec::new();
    let mut after = Value::Null;
    loop {
        let mut ask = json!({ "part": "waiting", "limit": 5 });
        if !after.is_null() {
            ask["after"] = after;
        }
        let page = desk.ask("outbox.list", ask);
        seen.extend(
            page["messages"]
                .as_array()
                .unwrap()
                .iter()
                .map(|m| (m["due_at"].as_i64().unwrap(), m["id"].as_str().unwrap().to_owned())),
        );
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    let mut sorted = seen.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(seen.len(), 12, "three visits with four messages each");
    assert_eq!(seen, sorted, "in order, none twice");
}

#[test]
fn what_is_held_can_be_seen_alone_among_what_waits() {
    let (desk, _) = desk();
    desk.book(&desk.patient("Grace"), "2026-03-25T10:00");
    let waiting = |state: Option<&str>| {
        let mut ask = json!({ "part": "waiting" });
        if let Some(state) = state {
            ask["state"] = json!(state);
        }
        desk.ask("outbox.list", ask)["messages"].as_array().unwrap().clone()
    };
    let held = waiting(None)[1]["id"].clone();
    desk.ask("messages.hold", json!({ "message": held }));
    assert_eq!(
        waiting(Some("held"))
            .iter()
            .map(|m| m["id"].clone())
            .collect::<Vec<_>>(),
        [held]
    );
    assert_eq!(waiting(Some("scheduled")).len(), 3, "the others still go");
    assert_eq!(
        waiting(Some("sent")),
        Vec::<Value>::new(),
        "a state of another part is nobody, not everybody"
    );
}

#[test]
fn a_changed_rule_and_new_quiet_hours_reach_what_is_waiting() {
    let (mut desk, _) = desk();
    let visit = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT)["value"]["id"].clone();
    desk.run(240);
    let rules = desk.ask("rules.list", Value::Null);
    let rule = rules
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["template"] == "reminder_24h")
        .unwrap();
    let save = |rule: &Value, active: bool, version: &Value| {
        json!({ "rule": rule["id"], "name": rule["name"], "anchor": rule["anchor"], "offset": rule["offset"], "template": rule["template"],
                "asks_to_confirm": true, "skip_if_confirmed": true, "useful_minutes": rule["useful_minutes"], "active": active, "version": version })
    };
    let done = desk.ask("rules.save", save(rule, false, &rule["version"]));
    desk.run(20);
    assert_eq!(desk.state(&visit, "day before"), no("rule_off"));
    assert_eq!(
        desk.clinic
            .refused("rules.save", save(rule, true, &rule["version"]))
            .code,
        keepwell_practice::Code::Changed,
        "an old form does not overwrite"
    );
    desk.undo(&done);
    desk.run(20);
    assert_eq!(desk.state(&visit, "day before"), scheduled());
    desk.ask(
        "reminders.save_settings",
        json!({ "quiet_from": "09:00", "quiet_until": "12:00", "language": "en" }),
    );
    desk.run(20);
    assert_eq!(
        desk.state(&visit, "day before"),
        ("scheduled".into(), "earlier_for_quiet_hours".into())
    );
}
