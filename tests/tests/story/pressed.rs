//! What happens when several hands, or hostile ones, are at the door at the same moment.

use keepwell_practice::Code;
use keepwell_practice::door::Caller;
use keepwell_testkit::clinic::{PASSWORD, TestClinic, answers, person};
use serde_json::{Value, json};
use std::sync::Barrier;

/// Runs `work` so often at the same moment.
fn at_once<T: Send>(times: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let start = Barrier::new(times);
    std::thread::scope(|scope| {
        let hands: Vec<_> = (0..times)
            .map(|hand| {
                let (start, work) = (&start, &work);
                scope.spawn(move || {
                    start.wait();
                    work(hand)
                })
            })
            .collect();
        hands.into_iter().map(|hand| hand.join().unwrap()).collect()
    })
}

#[test]
fn two_clicks_on_found_make_one_practice_that_opens() {
    let clinic = TestClinic::bare(keepwell_keys::Keychain::off);
    let done = at_once(4, |hand| {
        clinic
            .door
            .call(&Caller::browser(&hand.to_string(), false), "practice.set_up", answers())
    });
    let (founded, refused): (Vec<_>, Vec<_>) = done.into_iter().partition(Result::is_ok);
    assert_eq!(founded.len(), 1, "one practice");
    for refusal in refused {
        assert_eq!(
            refusal.unwrap_err().code,
            Code::Busy,
            "the others are told that there is one"
        );
    }
    let clinic = clinic.restart();
    clinic.sign_in();
    assert_eq!(
        clinic.ask("practice.state", Value::Null)["stage"],
        "open",
        "keys and file belong together"
    );
}

#[test]
fn guesses_at_the_same_moment_are_counted_one_by_one() {
    let clinic = TestClinic::open();
    let guess = json!({ "sign_in": "amara", "password": "guessing guessing guessing" });
    at_once(24, |hand| {
        clinic
            .door
            .call(
                &Caller::browser(&hand.to_string(), false),
                "staff.sign_in",
                guess.clone(),
            )
            .unwrap_err()
    });
    let checked: i64 = clinic
        .door
        .practice()
        .unwrap()
        .read(|on| Ok(on.query_row("SELECT wrong_tries FROM staff", [], |row| row.get(0))?))
        .unwrap();
    assert_eq!(checked, 5, "the sixth guess and all after it are refused unseen");
}

#[test]
fn an_unlocked_screen_is_no_place_to_guess_the_password() {
    let clinic = TestClinic::open();
    for _ in 0..4 {
        let refusal = clinic.refused(
            "staff.change_password",
            json!({ "present": "guessing guessing guessing", "new": "seven quiet purple whales" }),
        );
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some("present"))
        );
    }
    assert_eq!(
        clinic
            .refused(
                "staff.set_pin",
                json!({ "password": "guessing guessing guessing", "pin": "4071" })
            )
            .code,
        Code::LockedOut
    );
    assert_eq!(
        clinic
            .refused(
                "staff.change_password",
                json!({ "present": PASSWORD, "new": "seven quiet purple whales" })
            )
            .code,
        Code::LockedOut,
        "the right one waits too"
    );
}

#[test]
fn a_new_password_ends_the_persons_sessions_elsewhere_and_not_here() {
    let clinic = TestClinic::open();
    let elsewhere = Caller::browser("elsewhere", false);
    clinic
        .door
        .call(
            &elsewhere,
            "staff.sign_in",
            json!({ "sign_in": "amara", "password": PASSWORD }),
        )
        .unwrap();
    clinic.ask(
        "staff.change_password",
        json!({ "present": PASSWORD, "new": "seven quiet purple whales" }),
    );
    assert_eq!(
        clinic
            .door
            .call(&elsewhere, "staff.list", Value::Null)
            .unwrap_err()
            .code,
        Code::SignInNeeded
    );
    clinic.ask("staff.list", Value::Null);
}

#[test]
fn a_try_with_an_unknown_name_is_in_the_audit_log_without_the_name() {
    let clinic = TestClinic::open();
    clinic.refused(
        "staff.sign_in",
        json!({ "sign_in": "my-password-in-the-wrong-field", "password": "x" }),
    );
    let practice = clinic.door.practice().unwrap();
    practice.flush_audit();
    let rows: Vec<(String, String)> = practice
        .read(|on| {
            let mut statement =
                on.prepare("SELECT outcome, subject FROM audit WHERE command = 'staff.sign_in' AND actor = 'nobody'")?;
            Ok(statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?)
        })
        .unwrap();
    assert_eq!(rows, [("wrong_password".to_owned(), String::new())]);
}

#[test]
fn what_only_an_undo_may_do_is_refused_to_every_seat() {
    let clinic = TestClinic::open();
    let booked = book(&clinic, "2026-03-25T10:00");
    let visit = clinic.ask("visits.get", json!({ "visit": booked["value"]["id"] }));
    let registered = clinic.ask("patients.register", json!({ "record": person("Ada", "Lee") }));
    for (command, input) in [
        ("visits.withdraw", json!({ "visit": visit["id"], "booked": {} })),
        (
            "visits.put_back",
            json!({ "visit": visit["id"], "before": {}, "after": {}, "accepted": [] }),
        ),
        (
            "patients.unregister",
            json!({ "patient": registered["value"]["id"], "version": 1 }),
        ),
    ] {
        assert_eq!(
            clinic.refused(command, input).code,
            Code::NotAllowed,
            "{command} by hand"
        );
    }
    clinic.ask("undo.run", json!({ "operation": registered["undo"] }));
    clinic.ask("undo.run", json!({ "operation": booked["undo"] }));
}

#[test]
fn two_clicks_on_undo_take_back_once() {
    let clinic = TestClinic::open();
    let ada = clinic.ask("patients.register", json!({ "record": person("Ada", "Lee") }))["value"]["id"].clone();
    let done = clinic.ask("patients.set_consent", json!({ "patient": ada, "answers": [{ "channel": "email", "purpose": "reminders", "state": "refused" }], "how": "phone" }));
    let answers = at_once(2, |_| {
        clinic
            .door
            .call(&clinic.desk, "undo.run", json!({ "operation": done["undo"] }))
            .map_err(|refusal| refusal.code)
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    let history = clinic.ask("patients.consents", json!({ "patient": ada }))["history"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(history, 2, "the answer, and its being taken back, once");
}

#[test]
fn an_undo_does_not_overrule_what_the_patient_said_since() {
    let clinic = TestClinic::open();
    let ada = clinic.ask("patients.register", json!({ "record": person("Ada", "Lee") }))["value"]["id"].clone();
    let said = |state: &str| {
        clinic.ask("patients.set_consent", json!({ "patient": ada, "answers": [{ "channel": "email", "purpose": "reminders", "state": state }], "how": "phone" }))
    };
    let by_mistake = said("given");
    said("refused");
    assert_eq!(
        clinic
            .refused("undo.run", json!({ "operation": by_mistake["undo"] }))
            .code,
        Code::CannotUndo
    );
    let now = clinic.ask("patients.consents", json!({ "patient": ada }))["now"].clone();
    let stands = now
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["channel"] == "email" && c["purpose"] == "reminders")
        .unwrap();
    assert_eq!(stands["state"], "refused", "no means no");
}

#[test]
fn an_undo_does_not_overrule_preferences_or_hours_changed_since() {
    let clinic = TestClinic::open();
    let ada = clinic.ask("patients.register", json!({ "record": person("Ada", "Lee") }))["value"]["id"].clone();
    let quiet = |from: &str| {
        let preferences = json!({ "language": "", "contact_method": "email", "quiet_from": from, "quiet_until": "09:00", "most_per_week": null, "zone": null });
        clinic.ask(
            "patients.set_preferences",
            json!({ "patient": ada, "preferences": preferences, "how": "phone" }),
        )
    };
    let first = quiet("20:00");
    quiet("18:00");
    assert_eq!(
        clinic.refused("undo.run", json!({ "operation": first["undo"] })).code,
        Code::CannotUndo
    );
    let provider = clinic.ask("providers.list", Value::Null)[0]["id"].clone();
    let week = clinic.ask("hours.get", json!({ "provider": provider }))["spans"]
        .as_array()
        .unwrap()
        .clone();
    let keep = |days: usize| clinic.ask("hours.save", json!({ "provider": provider, "spans": week[..days] }));
    let first = keep(2);
    keep(1);
    assert_eq!(
        clinic.refused("undo.run", json!({ "operation": first["undo"] })).code,
        Code::CannotUndo
    );
    assert_eq!(
        clinic.ask("hours.get", json!({ "provider": provider }))["spans"]
            .as_array()
            .unwrap()
            .len(),
        1,
        "the later week stays"
    );
}

#[test]
fn a_column_far_out_does_not_keep_new_providers_out() {
    let clinic = TestClinic::open();
    let provider = |position: Option<u32>| json!({ "name": "Dr. New", "speciality": "", "overlap": "block", "position": position, "active": true });
    assert_eq!(
        clinic
            .refused("providers.save", provider(Some(u32::MAX)))
            .field
            .as_deref(),
        Some("position")
    );
    clinic.ask("providers.save", provider(None));
}

#[test]
fn a_new_recovery_code_counts_only_once_the_file_has_taken_it() {
    let clinic = TestClinic::open();
    let practice = clinic.door.practice().unwrap();
    practice.limit_file_growth(true).unwrap();
    // Fills what room the audit log has left, so that the renewal itself meets the full disk.
    let full = (0..10_000).any(|_| {
        clinic
            .door
            .call(&clinic.desk, "staff.set_auto_lock", json!({ "minutes": 9 }))
            .is_err()
    });
    assert!(full, "the disk is full at last");
    let renewed = clinic.door.call(&clinic.desk, "practice.renew_recovery", Value::Null);
    practice.limit_file_growth(false).unwrap();
    assert_eq!(renewed.unwrap_err().code, Code::DiskFull);
    clinic.ask("practice.prove_recovery", json!({ "code": clinic.recovery }));
}

#[test]
fn somebody_without_a_key_slot_can_be_deactivated_without_an_error() {
    let clinic = TestClinic::open();
    let password = "plenty of yellow umbrellas";
    let dana = clinic.ask(
        "staff.add",
        json!({ "name": "Dana", "sign_in": "dana", "role": "front_desk", "password": password }),
    );
    let path = clinic.folder().join("keyslots.json");
    let mut slots: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let before = slots["slots"].as_array().unwrap().len();
    slots["slots"]
        .as_array_mut()
        .unwrap()
        .retain(|slot| slot["staff"] != "dana");
    assert_eq!(
        slots["slots"].as_array().unwrap().len(),
        before - 1,
        "Dana's slot is gone"
    );
    std::fs::write(&path, slots.to_string()).unwrap();
    let edited = clinic.ask(
        "staff.edit",
        json!({ "id": dana["id"], "name": "Dana", "role": "front_desk", "active": false }),
    );
    assert_eq!(edited["active"], false);
}

#[test]
fn a_preview_with_a_visit_is_written_down_as_a_look_at_patient_data() {
    let clinic = TestClinic::open();
    let visit = book(&clinic, "2026-03-25T10:00")["value"]["id"].clone();
    clinic.ask(
        "templates.preview",
        json!({ "language": "en", "subject": "x", "text": "Hi {{patient_first_name}}", "html": "", "visit": visit }),
    );
    let practice = clinic.door.practice().unwrap();
    practice.flush_audit();
    let seen: i64 = practice
        .read(|on| {
            Ok(on.query_row(
                "SELECT count(*) FROM audit WHERE command = 'templates.preview' AND outcome = 'seen'",
                [],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(seen, 1);
}

fn book(clinic: &TestClinic, starts: &str) -> Value {
    let patient = clinic.ask("patients.register", json!({ "record": person("Grace", "Kim") }))["value"]["id"].clone();
    let (provider, service) = (
        clinic.ask("providers.list", Value::Null)[0]["id"].clone(),
        clinic.ask("services.list", Value::Null)[0]["id"].clone(),
    );
    clinic.ask("visits.book", json!({ "patient": patient, "provider": provider, "service": service, "starts": starts, "override": { "reason": "test" } }))
}
