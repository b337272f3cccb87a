//! What was sent comes into the queue once, whatever stood in the way: a desk that was off, a full disk, a wrong clock, a month.

use super::web::{Store, Web};
use keepwell_practice::automation::Worker;
use keepwell_testkit::clinic::TestClinic;
use keepwell_testkit::relay::{Sealed, Standing};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

#[test]
fn what_was_sent_while_the_desk_was_off_is_there_once_when_it_is_on_again() {
    for store in [Store::Sqlite, Store::Postgres] {
        let web = Web::of(TestClinic::with_keychain(), store);
        let patient = web.patient();
        let sealed = web.sealed(&patient, "Grace");
        assert_eq!(patient.send(&sealed), Ok(202));
        assert_eq!(
            patient.send(&sealed),
            Ok(200),
            "the same bytes again are the same submission"
        );
        assert_eq!(
            patient.standing(&sealed),
            Ok(Standing::Waits),
            "the clinic has not signed yet"
        );

        let mut web = web.restart_desk();
        web.look();
        assert_eq!(web.names(), ["Grace Kim"], "{}", store.name());
        assert_eq!(patient.standing(&sealed), Ok(Standing::ClinicHasIt));
        web.look();
        let mut web = web.restart_desk();
        web.look();
        assert_eq!(web.names(), ["Grace Kim"], "once, however often the desk looks");
        assert_eq!(web.status()["pending"], 0);
        assert!(web.alarms().is_empty(), "{:?}", web.alarms());
        assert_eq!(
            patient.send(&sealed),
            Ok(200),
            "a browser that did not hear sends again"
        );
        web.look();
        assert_eq!(web.names(), ["Grace Kim"]);
        let shown = web.clinic.shown.all();
        assert!(
            shown.iter().any(|(title, _)| title == "1 new request from the website"),
            "{shown:?}"
        );
        assert!(!format!("{shown:?}").contains("Grace"), "no name on a lock screen");
    }
}

#[test]
fn a_full_disk_acknowledges_nothing_says_so_and_goes_on_when_there_is_room() {
    let mut web = Web::open();
    let patient = web.patient();
    let sealed: Vec<Sealed> = (0..40).map(|n| web.sealed(&patient, &format!("P{n}"))).collect();
    for sealed in &sealed {
        assert_eq!(patient.send(sealed), Ok(202));
    }
    let practice = web.clinic.door.practice().unwrap();
    practice.limit_file_growth(true).unwrap();
    assert!(web.line.turn_now().is_err(), "the disk is full");
    let alarms = web.alarms();
    assert!(alarms.contains(&"disk_full".to_owned()), "{alarms:?}");
    let here = web.names().len();
    assert!(here < 40, "a full disk takes nothing more: {here}");
    let signed = sealed
        .iter()
        .filter(|sealed| patient.standing(sealed) == Ok(Standing::ClinicHasIt))
        .count();
    assert!(signed <= here, "{signed} receipts for {here} requests");
    practice.limit_file_growth(false).unwrap();
    web.look();
    assert_eq!(web.names().len(), 40);
    assert!(!web.alarms().contains(&"disk_full".to_owned()), "{:?}", web.alarms());
    assert!(
        sealed
            .iter()
            .all(|sealed| patient.standing(sealed) == Ok(Standing::ClinicHasIt))
    );
}

#[test]
fn what_nobody_fetched_for_thirty_days_is_counted_and_told() {
    let mut web = Web::open();
    let patient = web.patient();
    assert_eq!(patient.send(&web.sealed(&patient, "Gone")), Ok(202));
    web.pass(31 * 86_400);
    // The relay clears away what has run out, ten times a second here.
    std::thread::sleep(Duration::from_millis(500));
    let later = web.clinic.ask("relay.status", Value::Null);
    assert_eq!(later["paired"], true);
    web.look();
    web.look();
    assert!(web.names().is_empty());
    let status = web.status();
    assert_eq!(
        (&status["alarms"][0]["code"], &status["alarms"][0]["count"]),
        (&json!("expired"), &json!(1)),
        "{}",
        status["alarms"]
    );
    let id = status["alarms"][0]["id"].clone();
    let noted = web.clinic.ask("relay.dismiss_alarm", json!({ "id": id }));
    assert_eq!(noted["alarms"], json!([]));
}

#[test]
fn a_wrong_clock_is_told_with_the_relays_time_and_heals_by_itself() {
    let mut web = Web::open();
    web.relay.clock_off_by(3600);
    web.look();
    let status = web.status();
    assert_eq!(
        status["failure"]["title"], "This computer's clock and the relay's disagree",
        "{status}"
    );
    let meaning = status["failure"]["meaning"].as_str().unwrap();
    assert!(meaning.contains("2026-03-18 13:00"), "the relay's time: {meaning}");
    web.relay.clock_off_by(0);
    web.look();
    assert_eq!(web.status()["failure"], Value::Null);
}

#[test]
fn the_thread_fetches_by_itself_and_at_once_when_somebody_asks() {
    let web = Web::open();
    let patient = web.patient();
    let worker = Worker::start(web.clinic.door.practice().unwrap()).unwrap();
    let began = Instant::now();
    while web.status()["leads"] != true {
        assert!(began.elapsed() < Duration::from_secs(10), "nobody leads");
        std::thread::sleep(Duration::from_millis(20));
    }
    for given in ["First", "Second"] {
        assert_eq!(patient.send(&web.sealed(&patient, given)), Ok(202));
        let status = web.clinic.ask("relay.pull_now", Value::Null);
        assert_eq!(status["pending"], 0, "{status}");
        assert!(
            web.names().contains(&format!("{given} Kim")),
            "there when the answer is: {:?}",
            web.names()
        );
    }
    // By itself: its rhythm is half a minute, by whichever clock moves.
    assert_eq!(patient.send(&web.sealed(&patient, "Third")), Ok(202));
    web.pass(40);
    let began = Instant::now();
    while !web.names().contains(&"Third Kim".to_owned()) {
        assert!(began.elapsed() < Duration::from_secs(20), "not fetched by itself");
        std::thread::sleep(Duration::from_millis(50));
    }
    let from = Instant::now();
    drop(worker);
    assert!(from.elapsed() < Duration::from_secs(5), "it ends when it is told to");
}
