//! What patients send, from their browser over a real relay into the desk's queue: pairing, arriving after the desk was off, and
//! everything that is not as it should be.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops loudly"
)]
#![allow(dead_code, reason = "three tests share these parts")]

#[path = "intake/hostile.rs"]
mod hostile;
#[path = "intake/web.rs"]
mod web;

use hostile::{Liar, on_inbox};
use keepwell_practice::automation::Worker;
use keepwell_practice::relay;
use keepwell_practice::transact::{Actor, Origin};
use keepwell_protocol::id::{PageId, SlotId, SubmissionId};
use keepwell_protocol::padding::pad;
use keepwell_protocol::submission::{Reply, SuggestionPage};
use keepwell_protocol::text::write_base64;
use keepwell_testkit::clinic::TestClinic;
use keepwell_testkit::relay::{Sealed, Standing, TestRelay, Told, fill};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use web::{Store, Web};

#[test]
fn a_clinic_is_paired_in_one_paste_and_again_in_the_same_one() {
    let clinic = TestClinic::with_keychain();
    let relay = TestRelay::sqlite(&clinic);
    assert_eq!(clinic.ask("relay.status", Value::Null)["paired"], false);

    let invitation = relay.invite().replace('#', "%23");
    let pasted = format!("  {}\n{} ", &invitation[..30], &invitation[30..]);
    let paired = clinic.ask("relay.pair", json!({ "invitation": pasted }));
    assert_eq!(paired["ok"], true, "{paired}");
    let steps: Vec<&str> = paired["steps"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|step| step["step"].as_str())
        .collect();
    assert_eq!(steps, ["register", "publish", "slots", "fetch"]);
    let status = &paired["status"];
    assert_eq!(status["paired"], true);
    let link = status["link"].as_str().unwrap();
    assert_eq!(
        link,
        format!("http://{}/c/{}", relay.listens(), status["clinic"].as_str().unwrap())
    );
    for known in [
        "paired_at",
        "last_contact_at",
        "last_success_at",
        "published_at",
        "next_rotation_at",
    ] {
        assert!(status[known].is_i64(), "{known}: {status}");
    }

    let again = clinic.ask("relay.pair", json!({ "invitation": pasted }));
    assert_eq!(again["ok"], true, "the same paste is harmless: {again}");
    assert_eq!(again["status"]["link"], status["link"]);
    let anew = clinic.ask("relay.pair", json!({ "invitation": relay.invite() }));
    assert_eq!(anew["ok"], true, "a new invitation of the same relay: {anew}");

    let parted = clinic.ask("relay.unpair", Value::Null);
    assert_eq!(
        (&parted["paired"], &parted["clinic"]),
        (&json!(false), &status["clinic"]),
        "the clinic keeps its name"
    );
}

#[test]
fn what_keeps_a_pairing_from_working_is_told_in_plain_words() {
    let clinic = TestClinic::with_keychain();
    let mut relay = TestRelay::sqlite(&clinic);
    let refusal = clinic.refused("relay.pair", json!({ "invitation": "https://relay.example/" }));
    assert_eq!(refusal.field.as_deref(), Some("invitation"));
    assert!(refusal.message.contains("not an invitation"), "{}", refusal.message);
    let used = relay.invite();
    let first = TestClinic::with_keychain();
    first.clock.set(keepwell_testkit::clinic::at("2026-03-18T12:00:00Z"));
    assert_eq!(first.ask("relay.pair", json!({ "invitation": used }))["ok"], true);
    let taken = clinic.ask("relay.pair", json!({ "invitation": used }));
    assert_eq!(taken["ok"], false);
    let title = taken["steps"][0]["failure"]["title"].as_str().unwrap();
    assert_eq!(title, "This invitation does not work any more", "{taken}");

    let invitation = relay.invite();
    relay.stop();
    let down = clinic.ask("relay.pair", json!({ "invitation": invitation }));
    assert_eq!(down["steps"][0]["failure"]["title"], "The relay does not answer");
    assert_eq!(down["steps"][1]["skipped"], true, "{down}");
    assert_eq!(
        down["status"]["paired"], false,
        "nothing is kept of a pairing that did not work"
    );
    relay.start();
    clinic.clock.advance(3600);
    clinic.sign_in();
    assert_eq!(
        clinic.ask("relay.pair", json!({ "invitation": invitation }))["ok"],
        true,
        "the same paste works later"
    );
}

#[test]
fn a_demo_speaks_to_a_relay_on_this_computer_only() {
    let clinic = TestClinic::bare(keepwell_testkit::clinic::remembering_keychain);
    clinic.ask("practice.make_demo", json!({ "patients": 20, "years": 1, "seed": 1 }));
    let token = PageId::from_bytes([7; 16]);
    let refusal = clinic.refused(
        "relay.pair",
        json!({ "invitation": format!("https://relay.example/#pair={token}") }),
    );
    assert!(refusal.message.contains("demo"), "{}", refusal.message);
}

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
fn keys_change_and_old_ones_open_for_ninety_days() {
    let liar = Liar::new();
    let mut web = Web::through(liar.clone(), Vec::new);
    let patient = web.patient();
    let soon = web.sealed(&patient, "Soon");
    let late = web.sealed(&patient, "Late");
    let never = web.sealed(&patient, "Never");
    web.clinic.ask("relay.rotate_keys", Value::Null);
    web.look();
    assert_ne!(
        web.patient().bundle.kid,
        patient.bundle.kid,
        "the new keys are published"
    );
    assert_eq!(patient.send(&soon), Ok(202));
    web.look();
    assert_eq!(
        web.flags("Soon"),
        Vec::<String>::new(),
        "a page that was open when the keys changed is nothing to be wary of"
    );

    web.pass(2 * 86_400);
    let patient = patient.left_open_until(web.now());
    assert_eq!(patient.send(&late), Ok(202));
    web.look();
    assert_eq!(web.flags("Late"), ["retired_key"]);

    // The desk is off for three months.
    web.pass(86 * 86_400);
    let patient = patient.left_open_until(web.now());
    assert_eq!(patient.send(&never), Ok(202));
    web.pass(5 * 86_400);
    // The relay keeps it back until the old private half is deleted.
    liar.lies(|ask, answer| {
        on_inbox(ask, answer, |page| {
            page.head -= u64::try_from(page.items.len()).unwrap();
            page.items.clear();
            page.pending = 0;
        })
    });
    web.look();
    liar.repents();
    web.look();
    assert_eq!(web.names(), ["Late Kim", "Soon Kim"]);
    let poison = web.clinic.ask("relay.unopened", Value::Null);
    assert_eq!(poison[0]["why"], "deleted_key", "{poison}");
    assert_ne!(
        patient.standing(&never),
        Ok(Standing::ClinicHasIt),
        "no receipt for what cannot be read"
    );
    web.pass(31 * 86_400);
    web.look();
    assert_eq!(
        web.clinic.ask("relay.unopened", Value::Null),
        json!([]),
        "its bytes are kept for 30 days"
    );
}

#[test]
fn every_flipped_byte_every_cut_and_every_foreign_seal_is_kept_aside_and_told() {
    let liar = Liar::new();
    let mut web = Web::through(liar.clone(), Vec::new);
    let other = Web::open();
    let patient = web.patient();
    let mut expected = Vec::new();
    type Change = Box<dyn Fn(&mut Vec<u8>) + Send>;
    let mut deliver = |web: &mut Web, change: Change, why: &str| {
        let sealed = web.sealed(&patient, "Bad");
        assert_eq!(patient.send(&sealed), Ok(202));
        liar.lies(move |ask, answer| {
            on_inbox(ask, answer, |page| {
                for item in &mut page.items {
                    let mut bytes = keepwell_protocol::text::read_base64(&item.envelope).unwrap();
                    change(&mut bytes);
                    item.envelope = write_base64(&bytes);
                }
            })
        });
        web.look();
        liar.repents();
        expected.insert(0, why.to_owned());
        web.pass(1);
    };
    // Magic, suite, key id, submission, form, encapsulated key, ciphertext, tag.
    for (at, why) in [
        (0, "not_an_envelope"),
        (4, "not_an_envelope"),
        (5, "unknown_key"),
        (13, "foreign_id"),
        (29, "broken_seal"),
        (61, "broken_seal"),
        (1300, "broken_seal"),
    ] {
        deliver(&mut web, Box::new(move |bytes| bytes[at] ^= 1), why);
    }
    deliver(
        &mut web,
        Box::new(|bytes| *bytes.last_mut().unwrap() ^= 0x80),
        "broken_seal",
    );
    for cut in [0, 1, 60, 61, 1000, 3000] {
        deliver(&mut web, Box::new(move |bytes| bytes.truncate(cut)), "not_an_envelope");
    }
    deliver(&mut web, Box::new(|bytes| bytes.push(0)), "not_an_envelope");
    deliver(&mut web, Box::new(|bytes| bytes.resize(9 << 20, 0)), "not_an_envelope");
    // Sealed to another clinic, under this one's number.
    let stranger = other.patient();
    deliver(
        &mut web,
        Box::new(move |bytes| {
            let sid = SubmissionId::from_bytes(bytes[13..29].try_into().unwrap());
            *bytes = stranger.seal_bytes(sid, [1; 32], &pad(b"x").unwrap());
        }),
        "unknown_key",
    );
    let poison = web.clinic.ask("relay.unopened", Value::Null);
    let got: Vec<&str> = poison
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["why"].as_str())
        .collect();
    assert_eq!(got, expected);
    assert!(web.names().is_empty(), "nothing of it became a request");
    let status = web.status();
    assert_eq!(status["alarms"][0]["code"], "cannot_open");
    assert_eq!(status["alarms"][0]["count"], expected.len());
    assert_eq!(
        status["pending"], 0,
        "each was acknowledged once, so that the relay forgets it"
    );
}

#[test]
fn what_is_sealed_right_and_made_wrong_is_kept_aside() {
    let mut web = Web::open();
    let patient = web.patient();
    let (_, hash) = web.form(&patient);
    let send = |web: &mut Web, form: [u8; 32], json: &[u8]| {
        let sid = SubmissionId::from_bytes(keepwell_protocol::random::bytes().unwrap());
        let mut content = u32::try_from(json.len()).unwrap().to_be_bytes().to_vec();
        content.extend_from_slice(json);
        let bytes = patient.seal_bytes(sid, form, &pad(&content).unwrap());
        assert_eq!(patient.send(&Sealed { sid, bytes, slot: None }), Ok(202));
        web.look();
        web.pass(1);
    };
    let deep = [b"[".repeat(10_000), b"]".repeat(10_000)].concat();
    send(&mut web, hash, &deep);
    send(&mut web, hash, b"not json");
    send(&mut web, hash, br#"{"kind":"form","surprise":1}"#);
    send(
        &mut web,
        hash,
        br#"{"kind":"reply","page":"00000000000000000000000000","secret":"","choice":null,"note":"","created_at":0}"#,
    );
    send(&mut web, [0; 32], br#"{"kind":"form","form":"00000000000000000000000000","version":1,"language":"en","created_at":0,"answers":{},"files":[],"slot":null,"source":""}"#);
    send(&mut web, [9; 32], br#"{"kind":"form","form":"00000000000000000000000000","version":1,"language":"en","created_at":0,"answers":{},"files":[],"slot":null,"source":""}"#);
    let reply = patient.seal_reply(Reply {
        page: PageId::from_bytes([5; 16]),
        secret: PageId::from_bytes([6; 16]).to_string(),
        choice: Some(0),
        note: "I never got a letter".into(),
        created_at: web.now(),
    });
    assert_eq!(patient.send(&reply), Ok(202));
    web.look();
    let poison = web.clinic.ask("relay.unopened", Value::Null);
    let got: Vec<&str> = poison
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["why"].as_str())
        .collect();
    assert_eq!(
        got,
        [
            "foreign_reply",
            "unknown_form",
            "unreadable",
            "unreadable",
            "unreadable",
            "unreadable",
            "unreadable"
        ]
    );
    assert!(web.names().is_empty());
    assert!(
        !serde_json::to_string(&poison).unwrap().contains("letter\":"),
        "nothing of what is in it"
    );
}

#[test]
fn what_does_not_fit_its_form_is_taken_and_marked_and_never_lost() {
    let mut web = Web::open();
    let patient = web.patient();
    let (form, hash) = web.form(&patient);
    let mut strange = fill(&form, "Strange", "Kim", web.now());
    strange
        .answers
        .insert("nobody_asked".into(), json!("<script>alert(1)</script>"));
    let old = fill(&form, "Old", "Kim", web.now() - 15 * 86_400);
    let mut other_version = fill(&form, "Version", "Kim", web.now());
    other_version.version += 1;
    for filled in [strange, old, other_version] {
        assert_eq!(patient.send(&patient.seal(hash, filled, &[])), Ok(202));
    }
    web.look();
    assert_eq!(web.names(), ["Old Kim", "Strange Kim", "Version Kim"]);
    assert_eq!(web.flags("Strange"), ["does_not_fit"]);
    assert_eq!(web.flags("Old"), ["old_submission"]);
    assert_eq!(web.flags("Version"), ["does_not_fit"]);
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

#[test]
fn a_page_for_one_patient_is_there_until_it_is_taken_away_and_moves_to_another_relay() {
    let mut web = Web::open();
    let (page, secret) = (PageId::from_bytes([5; 16]), [6; 16]);
    let content = SuggestionPage {
        v: 1,
        language: "en".into(),
        first_name: "Grace".into(),
        times: Vec::new(),
        note: "Which one suits?".into(),
        until: web.now() + 86_400,
    };
    let origin = Origin {
        actor: Actor::Worker,
        seat: "worker",
        command: "test",
    };
    let practice = web.clinic.door.practice().unwrap();
    practice
        .transact(&origin, |tx| relay::put_page(tx, page, &secret, &content))
        .unwrap();
    web.look();
    assert_eq!(web.patient().page(page, &secret), Ok(content.clone()));
    assert_eq!(
        web.patient().page(page, &[7; 16]),
        Err(Told::OtherBytes),
        "without the secret it is noise"
    );

    let other = TestRelay::sqlite(&web.clinic);
    let first = std::mem::replace(&mut web.relay, other);
    web.relay.pair(&web.clinic);
    web.look();
    assert_eq!(
        web.patient().page(page, &secret),
        Ok(content),
        "the clinic moved, the letter's page came along"
    );
    drop(first);

    practice
        .transact(&origin, |tx| {
            relay::drop_page(tx, page)?;
            // Times that the relay never heard of are given back without a word.
            relay::free_slot(tx, SlotId::from_bytes([9; 16]))
        })
        .unwrap();
    web.look();
    assert_eq!(web.patient().page(page, &secret), Err(Told::Status(404)));
    assert_eq!(web.status()["failure"], Value::Null);
}
