//! What happens at the mail server, and what the outbox makes of it.

use super::desk::{Desk, Script, Scripted, of};
use keepwell_mail::{Failure, FailureKind, Outcome, Phase};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};

const WEDNESDAY_NEXT: &str = "2026-03-25T10:00";

fn failure(phase: Phase, kind: FailureKind, code: Option<u16>) -> Failure {
    Failure {
        phase,
        kind,
        code,
        host: "127.0.0.1".into(),
        port: 2525,
        detail: "said the server".into(),
    }
}

/// A desk with one booking whose confirmation is due now, and a mail server that answers as told.
fn desk(answers: Vec<fn() -> Outcome>) -> (Desk, Value, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let keeps = Arc::clone(&seen);
    let mut answers = answers.into_iter();
    let script: Script = Box::new(move |letter, phases| {
        if phases.before_connect().is_err() || phases.before_body().is_err() {
            return Outcome::Stopped;
        }
        keeps.lock().unwrap().push(letter.message_id.clone());
        answers
            .next()
            .map_or(Outcome::Sent { reply: "250 ok".into() }, |answer| answer())
    });
    let mut desk = Desk::open(Arc::new(Scripted(Mutex::new(script))));
    let visit = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT)["value"]["id"].clone();
    desk.run(160);
    assert!(seen.lock().unwrap().is_empty(), "not before its grace is over");
    (desk, visit, seen)
}

#[test]
fn a_busy_server_is_asked_again_after_5_15_and_30_minutes_with_the_same_number() {
    let busy = || Outcome::TryLater {
        failure: failure(Phase::Recipient, FailureKind::Greylisted, Some(450)),
    };
    let (mut desk, visit, seen) = desk(vec![busy, busy, busy]);
    desk.run(60);
    let (state, why) = desk.state(&visit, "confirmed");
    assert_eq!((state.as_str(), why.as_str()), ("retry", "try_again"));
    desk.run(6 * 60);
    assert_eq!(seen.lock().unwrap().len(), 2, "after five minutes");
    desk.run(16 * 60);
    assert_eq!(seen.lock().unwrap().len(), 3, "after fifteen more");
    desk.run(31 * 60);
    assert_eq!(desk.state(&visit, "confirmed"), ("sent".into(), "accepted".into()));
    let numbers = seen.lock().unwrap().clone();
    assert!(
        numbers.iter().all(|number| *number == numbers[0]),
        "one message, one number: {numbers:?}"
    );
    let detail = desk.ask(
        "messages.get",
        json!({ "message": desk.of_rule(&visit, "confirmed")[0]["id"] }),
    );
    let outcomes: Vec<_> = detail["attempts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, ["try_later", "try_later", "try_later", "accepted"]);
}

#[test]
fn a_refused_letter_needs_a_person_and_an_address_that_bounced_twice_is_left_alone() {
    let unknown = || Outcome::Refused {
        failure: failure(Phase::Recipient, FailureKind::RecipientUnknown, Some(550)),
    };
    let (mut desk, visit, seen) = desk(vec![unknown, unknown]);
    desk.run(60);
    assert_eq!(desk.state(&visit, "confirmed"), ("failed".into(), "refused".into()));
    assert_eq!(desk.ask("reminders.health", Value::Null)["needs_person"], 1);
    assert!(
        !desk.clinic.shown.all().is_empty(),
        "the desktop says that something needs a person"
    );
    assert!(
        desk.clinic
            .shown
            .all()
            .iter()
            .all(|(title, body)| !title.contains("Grace") && !body.contains("Grace") && !body.contains('@')),
        "and names nobody"
    );
    desk.skip_to("2026-03-23T14:02:00Z");
    assert_eq!(seen.lock().unwrap().len(), 2, "the next message is tried");
    assert_eq!(
        desk.state(&visit, "day before"),
        ("suppressed".into(), "address_bounced".into()),
        "the one after shows beforehand that it will not go"
    );
    desk.skip_to("2026-03-24T14:02:00Z");
    assert_eq!(seen.lock().unwrap().len(), 2, "and does not");
    desk.ask(
        "outbox.resolve",
        json!({ "message": desk.of_rule(&visit, "confirmed")[0]["id"], "resolution": "noted" }),
    );
}

#[test]
fn silence_after_the_letter_is_uncertain_and_only_a_person_sends_again() {
    let silence = || Outcome::Uncertain {
        failure: failure(Phase::Reply, FailureKind::Silent, None),
    };
    let (mut desk, visit, seen) = desk(vec![silence]);
    desk.run(3600);
    assert_eq!(
        desk.state(&visit, "confirmed"),
        ("uncertain".into(), "probably_delivered".into())
    );
    assert_eq!(seen.lock().unwrap().len(), 1, "never again by itself");
    let message = desk.of_rule(&visit, "confirmed")[0]["id"].clone();
    desk.ask(
        "outbox.resolve",
        json!({ "message": message, "resolution": "send_again" }),
    );
    desk.run(20);
    assert_eq!(desk.state(&visit, "confirmed").0, "sent");
    let numbers = seen.lock().unwrap().clone();
    assert_eq!(
        (numbers.len(), &numbers[0]),
        (2, &numbers[1]),
        "the same number, so that a mailbox can see it is the same letter"
    );
}

#[test]
fn a_visit_cancelled_while_the_line_is_opened_takes_its_letter_with_it() {
    type Hook = Option<Box<dyn FnMut() + Send>>;
    // The desk cancels between the claim and the letter: the mailer calls the desk itself.
    let door: Arc<Mutex<Hook>> = Arc::default();
    let hook = Arc::clone(&door);
    let bodies = Arc::new(Mutex::new(0));
    let counts = Arc::clone(&bodies);
    let script: Script = Box::new(move |_, phases| {
        let _ = phases.before_connect();
        if let Some(cancel) = hook.lock().unwrap().as_mut() {
            cancel();
        }
        if phases.before_body().is_err() {
            return Outcome::Stopped;
        }
        *counts.lock().unwrap() += 1;
        Outcome::Sent { reply: "250 ok".into() }
    });
    let mut desk = Desk::open(Arc::new(Scripted(Mutex::new(script))));
    let visit = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT)["value"]["id"].clone();
    let practice = desk.clinic.door.practice().unwrap();
    let id: keepwell_practice::ids::VisitId = visit.as_str().unwrap().parse().unwrap();
    *door.lock().unwrap() = Some(Box::new(move || {
        let origin = keepwell_practice::transact::Origin {
            actor: keepwell_practice::transact::Actor::Setup,
            seat: "test",
            command: "test",
        };
        practice
            .transact(&origin, |tx| {
                tx.on().execute(
                    "UPDATE visit SET status = 'cancelled', status_at = ?2 WHERE id = ?1",
                    rusqlite::params![id, tx.now().as_second()],
                )?;
                Ok(())
            })
            .unwrap();
    }));
    desk.run(240);
    assert_eq!(*bodies.lock().unwrap(), 0, "not one byte of the letter went");
    assert_eq!(
        desk.state(&visit, "confirmed"),
        ("suppressed".into(), "cancelled".into())
    );
    *door.lock().unwrap() = None;
}

#[test]
fn a_crash_before_the_letter_sends_it_once_and_a_crash_within_never_again() {
    for (crash_in_letter, state, letters) in [(false, "sent", 1), (true, "uncertain", 1)] {
        let bodies = Arc::new(Mutex::new(0));
        let counts = Arc::clone(&bodies);
        let script: Script = Box::new(move |_, phases| {
            let _ = phases.before_connect();
            if !crash_in_letter {
                resume_unwind(Box::new("power cut"));
            }
            assert!(phases.before_body().is_ok());
            *counts.lock().unwrap() += 1;
            resume_unwind(Box::new("power cut"));
        });
        let mut desk = Desk::open(Arc::new(Scripted(Mutex::new(script))));
        let visit = desk.book(&desk.patient("Grace"), WEDNESDAY_NEXT)["value"]["id"].clone();
        assert!(
            catch_unwind(AssertUnwindSafe(|| desk.run(240))).is_err(),
            "the worker died"
        );
        let counts = Arc::clone(&bodies);
        let good: Script = Box::new(move |_, phases| {
            let _ = phases.before_connect();
            if phases.before_body().is_err() {
                return Outcome::Stopped;
            }
            *counts.lock().unwrap() += 1;
            Outcome::Sent { reply: "250 ok".into() }
        });
        desk.start_worker(Arc::new(Scripted(Mutex::new(good))));
        desk.run(600);
        assert_eq!(
            desk.state(&visit, "confirmed").0,
            state,
            "crash in the letter: {crash_in_letter}"
        );
        assert_eq!(
            *bodies.lock().unwrap(),
            letters,
            "crash in the letter: {crash_in_letter}"
        );
    }
}

#[test]
fn after_a_long_sleep_only_what_is_useful_goes_at_most_thirty_a_minute() {
    let (mut desk, _, seen) = desk(vec![]);
    desk.run(60);
    let before = seen.lock().unwrap().len();
    let patient = desk.patient("Omar");
    for n in 0..40 {
        desk.book(
            &patient,
            &format!("2026-03-{:02}T{:02}:{:02}", 24 + n / 20, 9 + n % 5, (n / 5 % 4) * 15),
        );
    }
    let stale = desk.book(&patient, "2026-03-19T10:00")["value"]["id"].clone();
    desk.sleep(27 * 3600);
    desk.look();
    assert_eq!(
        seen.lock().unwrap().len(),
        before,
        "the look that finds it was asleep sends nothing"
    );
    desk.run(40);
    let first_minute = seen.lock().unwrap().len() - before;
    assert!((1..=30).contains(&first_minute), "{first_minute} in the first minute");
    assert!(
        desk.ask("reminders.health", Value::Null)["catch_up"]["left"]
            .as_i64()
            .unwrap()
            > 0
    );
    desk.run(180);
    assert_eq!(
        seen.lock().unwrap().len() - before,
        40,
        "every confirmation that is still of use"
    );
    assert_eq!(
        desk.state(&stale, "two hours"),
        ("expired".into(), "computer_asleep".into()),
        "a reminder after the visit began is none"
    );
    let story = desk.ask("reminders.health", Value::Null)["catch_up"].clone();
    assert_eq!(
        (story["sent"].as_i64(), story["left"].as_i64()),
        (Some(40), Some(0)),
        "{story}"
    );
    assert!(story["expired"].as_i64().unwrap() >= 2, "{story}");
}

#[test]
fn a_clock_that_jumped_ahead_sends_nothing_until_a_person_says_it_is_right() {
    let (mut desk, visit, seen) = desk(vec![]);
    desk.run(60);
    let before = seen.lock().unwrap().len();
    /// To Tuesday noon, when the day-before reminder would be due; the clock since boot knows better.
    const JUMP: i64 = 6 * 86_400 + 4 * 3600;
    desk.clinic.clock.advance(JUMP);
    desk.run(120);
    assert_eq!(seen.lock().unwrap().len(), before);
    let health = desk.ask("reminders.health", Value::Null);
    assert_eq!(
        (health["state"].as_str(), health["clock"]["jumped"].as_i64()),
        (Some("bad"), Some(JUMP)),
        "{health}"
    );
    desk.ask("reminders.confirm_clock", Value::Null);
    desk.run(60);
    assert!(
        seen.lock().unwrap().len() > before,
        "a person is a second clock: {:?}",
        desk.messages(&visit).iter().map(of).collect::<Vec<_>>()
    );
}

#[test]
fn without_mail_messages_wait_and_say_what_is_missing() {
    let script: Script = Box::new(|_, _| panic!("nothing may be sent"));
    let mut desk = Desk::without_mail(Arc::new(Scripted(Mutex::new(script))));
    let visit = desk.book(&desk.patient("Grace"), "2026-03-18T11:00")["value"]["id"].clone();
    desk.run(240);
    assert_eq!(
        desk.state(&visit, "confirmed"),
        ("scheduled".into(), "by_rule".into()),
        "it waits for the mail server"
    );
    let health = desk.ask("reminders.health", Value::Null);
    assert_eq!(
        (health["state"].as_str(), health["words"].as_str()),
        (Some("wait"), Some("E-mail is not set up"))
    );
    desk.skip_to("2026-03-18T15:05:00Z");
    assert_eq!(
        desk.state(&visit, "confirmed"),
        ("expired".into(), "mail_not_set_up".into())
    );
}
