//! A relay that lies in twelve ways. Each is refused by the patient's browser or harmless at the desk, and staff see every one.
//! The row of figures goes to `target/figures.jsonl`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops loudly and says what it counted"
)]
#![allow(dead_code, reason = "three tests share these parts")]

#[path = "intake/hostile.rs"]
mod hostile;
#[path = "intake/web.rs"]
mod web;

use hostile::{Liar, on_inbox};
use keepwell_protocol::bundle::Bundle;
use keepwell_protocol::id::SlotId;
use keepwell_protocol::inbox::{InboxItem, Receipt};
use keepwell_protocol::signed::{Context, Signed, SigningKey, sign};
use keepwell_protocol::slots::SlotsView;
use keepwell_protocol::text::{read_base64, sha256, write_base64, write_hex};
use keepwell_relay_client::Answer;
use keepwell_testkit::relay::{Patient, Standing, Told};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use web::{Web, write_figures};

const PAGE: &[u8] = b"<!doctype html><p>the page";

fn pages() -> Vec<(String, [u8; 32])> {
    vec![("index.html".into(), sha256(PAGE))]
}

/// A clinic whose relay can lie, to the desk and to patients alike. The page itself is the lie's to serve: the kit's relay need not
/// have been built with one.
struct Stage {
    web: Web,
    liar: Arc<Liar>,
}

impl Stage {
    fn set() -> Self {
        let liar = Liar::new();
        let web = Web::through(liar.clone(), pages);
        let stage = Self { web, liar };
        stage.honest();
        stage
    }

    fn honest(&self) {
        self.lies(|_, answer| answer);
    }

    fn lies(&self, mut lie: impl FnMut(&str, Answer) -> Answer + Send + 'static) {
        self.liar.lies(move |ask, answer| {
            let answer = if ask.path.starts_with("/c/") {
                Answer {
                    status: 200,
                    body: PAGE.to_vec(),
                    ..answer
                }
            } else {
                answer
            };
            lie(ask.path, answer)
        });
    }

    fn lies_in_inbox(&self, mut change: impl FnMut(&mut keepwell_protocol::inbox::InboxPage) + Send + 'static) {
        self.liar.lies(move |ask, answer| on_inbox(ask, answer, &mut change));
    }

    /// A patient who meets the same liar.
    fn patient(&self) -> Result<Patient, Told> {
        let clinic = self.web.status()["clinic"].as_str().unwrap().to_owned();
        Patient::open_with(self.liar.clone(), &self.web.relay.address(), &clinic, self.web.now())
    }

    fn send(&self, given: &str) -> keepwell_testkit::relay::Sealed {
        let patient = self.web.patient();
        let sealed = self.web.sealed(&patient, given);
        assert_eq!(patient.send(&sealed), Ok(202));
        sealed
    }

    fn alarm(&self, code: &str) {
        let alarms = self.web.alarms();
        assert!(alarms.contains(&code.to_owned()), "{code} is not among {alarms:?}");
    }
}

fn body<T: serde::de::DeserializeOwned>(answer: &Answer) -> T {
    serde_json::from_slice(&answer.body).unwrap()
}

fn with_body(answer: Answer, body: &impl serde::Serialize) -> Answer {
    Answer {
        body: serde_json::to_vec(body).unwrap(),
        ..answer
    }
}

/// 1: the relay puts keys of its own into the bundle, and signs it with one of its own.
fn key_swap() {
    let mut stage = Stage::set();
    let own = SigningKey::generate().unwrap();
    stage.lies(move |path, answer| {
        if !path.ends_with("/bundle") || answer.status != 200 {
            return answer;
        }
        let signed: Signed = body(&answer);
        let mut bundle: Bundle = serde_json::from_slice(&read_base64(&signed.document).unwrap()).unwrap();
        let intake = keepwell_protocol::keys::IntakeKeys::generate().unwrap();
        bundle.kid = intake.public().kid_text();
        bundle.xwing = intake.public().xwing_text();
        bundle.x25519 = intake.public().x25519_text();
        bundle.signing_key = own.public_text();
        with_body(
            answer,
            &sign(Context::Bundle, &serde_json::to_vec(&bundle).unwrap(), &own),
        )
    });
    assert_eq!(
        stage.patient().err(),
        Some(Told::NotTheClinics),
        "the browser seals nothing"
    );
    stage.web.watch();
    stage.alarm("bundle_differs");
}

/// 2: the relay goes on showing an old bundle, whose keys were retired.
fn stale_bundle() {
    let mut stage = Stage::set();
    let kept = Arc::new(std::sync::Mutex::new(None::<Vec<u8>>));
    let mut patient = stage.patient().unwrap();
    stage.lies(move |path, answer| {
        if !path.ends_with("/bundle") || answer.status != 200 {
            return answer;
        }
        let mut kept = kept.lock().unwrap();
        let old = kept.get_or_insert_with(|| answer.body.clone()).clone();
        Answer { body: old, ..answer }
    });
    stage.web.watch();
    assert!(
        stage.web.alarms().is_empty(),
        "what was published is served: {:?}",
        stage.web.alarms()
    );
    stage.web.pass(60);
    stage.web.clinic.ask("relay.rotate_keys", Value::Null);
    stage.web.look();
    stage.web.watch();
    stage.alarm("bundle_differs");
    stage.web.pass(40 * 86_400);
    assert_eq!(
        patient.again(stage.web.now()),
        Err(Told::TooOld),
        "it runs out, and then no browser takes it"
    );
}

/// 3: the relay delivers what was taken already, again, and under another number.
fn replay() {
    let mut stage = Stage::set();
    stage.send("Grace");
    let kept = Arc::new(std::sync::Mutex::new(Vec::<InboxItem>::new()));
    stage.lies_in_inbox(move |page| {
        let mut kept = kept.lock().unwrap();
        if kept.is_empty() {
            kept.extend(page.items.iter().cloned());
            // The same twice in one answer.
            page.items.extend(kept.clone());
        } else if page.items.is_empty() && kept.len() == 1 {
            let again = InboxItem {
                seq: kept[0].seq + 1,
                ..kept[0].clone()
            };
            page.head = again.seq;
            page.items.push(again.clone());
            kept.push(again);
        } else {
            page.head = kept[0].seq + 1;
        }
    });
    stage.web.look();
    stage.web.look();
    assert_eq!(stage.web.names(), ["Grace Kim"], "taken once");
    stage.alarm("disordered");
    stage.alarm("replayed");
}

/// 4: the relay delivers the newest first.
fn reorder() {
    let mut stage = Stage::set();
    for name in ["One", "Two", "Three"] {
        stage.send(name);
    }
    stage.lies_in_inbox(|page| page.items.reverse());
    stage.web.look();
    assert_eq!(
        stage.web.names(),
        ["One Kim", "Three Kim", "Two Kim"],
        "all of them are taken"
    );
    stage.alarm("disordered");
}

/// 5: the relay keeps one back.
fn drop_one() {
    let mut stage = Stage::set();
    for name in ["One", "Two", "Three"] {
        stage.send(name);
    }
    stage.lies_in_inbox(|page| {
        page.items.retain(|item| item.seq != 2);
        page.pending = u64::try_from(page.items.len()).unwrap();
    });
    stage.web.look();
    assert_eq!(stage.web.names(), ["One Kim", "Three Kim"]);
    stage.alarm("skipped");
    stage.honest();
    stage.web.look();
    assert_eq!(
        stage.web.names(),
        ["One Kim", "Three Kim", "Two Kim"],
        "as soon as it tells the truth, it is there"
    );
}

/// 6: the relay cuts an envelope short.
fn truncate() {
    let mut stage = Stage::set();
    let sealed = stage.send("Grace");
    stage.lies_in_inbox(|page| {
        for item in &mut page.items {
            item.envelope.truncate(item.envelope.len() / 2 / 4 * 4);
        }
    });
    stage.web.look();
    assert!(stage.web.names().is_empty());
    stage.alarm("cannot_open");
    assert_ne!(
        stage.patient().unwrap().standing(&sealed),
        Ok(Standing::ClinicHasIt),
        "and the patient is not told otherwise"
    );
}

/// 7: the relay delivers somebody else's bytes under this submission's number.
fn foreign_body() {
    let mut stage = Stage::set();
    let other = Web::open().patient();
    let sealed = stage.send("Grace");
    stage.lies_in_inbox(move |page| {
        for item in &mut page.items {
            let padded = keepwell_protocol::padding::pad(b"never mind").unwrap();
            item.envelope = write_base64(&other.seal_bytes(item.sid, [1; 32], &padded));
        }
    });
    stage.web.look();
    assert!(stage.web.names().is_empty());
    stage.alarm("cannot_open");
    assert_ne!(stage.patient().unwrap().standing(&sealed), Ok(Standing::ClinicHasIt));
}

/// 8: the relay tells the patient that the clinic has it, when it has not.
fn fake_receipt() {
    let mut stage = Stage::set();
    let sealed = stage.send("Grace");
    stage.web.look();
    let own = SigningKey::generate().unwrap();
    let hash = write_hex(&sha256(&sealed.bytes));
    let sid = sealed.sid;
    stage.lies(move |path, answer| {
        if !path.contains("/receipts/") {
            return answer;
        }
        let receipt = Receipt {
            sid,
            sha256: hash.clone(),
            accepted_at: 1,
        };
        let signed = sign(Context::Receipt, &serde_json::to_vec(&receipt).unwrap(), &own);
        with_body(Answer { status: 200, ..answer }, &signed)
    });
    assert_eq!(
        stage.patient().unwrap().standing(&sealed),
        Ok(Standing::Fake),
        "the browser says so"
    );
    stage.web.watch();
    stage.alarm("receipt_differs");
}

/// 9: the relay gives a time to a submission that did not take it, and one time to two.
fn hold_theft() {
    let mut stage = Stage::set();
    stage.send("One");
    stage.send("Two");
    stage.lies_in_inbox(|page| {
        for item in &mut page.items {
            item.slot = Some(SlotId::from_bytes([3; 16]));
        }
    });
    stage.web.look();
    stage.alarm("slot_mixed_up");
    for name in ["One", "Two"] {
        let flags = stage.web.flags(name);
        assert!(flags.contains(&"slot_mismatch".to_owned()), "{name}: {flags:?}");
    }
    let visits = stage.web.clinic.ask("requests.list", json!({ "part": "all" }));
    assert!(
        visits["requests"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["state"] == "new"),
        "nothing was booked: {visits}"
    );
}

/// 10: the relay invents open times.
fn invented_slots() {
    let mut stage = Stage::set();
    let own = SigningKey::generate().unwrap();
    stage.lies(move |path, answer| {
        if !path.ends_with("/slots") || answer.status != 200 {
            return answer;
        }
        let mut view: SlotsView = body(&answer);
        view.book = sign(Context::Slots, &read_base64(&view.book.document).unwrap(), &own);
        with_body(answer, &view)
    });
    assert_eq!(
        stage.patient().unwrap().slots().err(),
        Some(Told::NotTheClinics),
        "the browser offers none"
    );
    stage.web.watch();
    stage.alarm("slots_differ");
}

/// 11: the relay serves a page that was changed.
fn altered_page() {
    let mut stage = Stage::set();
    stage.web.watch();
    assert!(stage.web.alarms().is_empty(), "{:?}", stage.web.alarms());
    stage.lies(|path, answer| {
        if path.starts_with("/c/") {
            let body = [PAGE, b"<script src=//evil.example></script>"].concat();
            return Answer { body, ..answer };
        }
        answer
    });
    stage.web.watch();
    stage.alarm("page_differs");
    let status = stage.web.status();
    assert_eq!(status["page"]["differs"], json!(["index.html"]), "the file is named");
    stage.honest();
    stage.web.watch();
    assert!(
        stage.web.alarms().is_empty(),
        "and it is over when it is right again: {:?}",
        stage.web.alarms()
    );
}

/// 12: the relay goes back to an earlier state.
fn head_rollback() {
    let mut stage = Stage::set();
    stage.send("One");
    stage.send("Two");
    stage.web.look();
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    stage.lies_in_inbox(move |page| {
        if counted.fetch_add(1, Ordering::SeqCst) < 3 {
            page.head = 1;
            page.items.clear();
            page.gone.clear();
        }
    });
    stage.web.look();
    stage.alarm("rolled_back");
    stage.honest();
    stage.send("Three");
    stage.web.look();
    stage.web.look();
    assert_eq!(
        stage.web.names(),
        ["One Kim", "Three Kim", "Two Kim"],
        "nothing is lost and nothing taken twice"
    );
}

#[test]
fn torture_twelve_moves_of_a_hostile_relay_are_detected_or_harmless_and_staff_see_each() {
    type Move = (&'static str, fn());
    let moves: [Move; 12] = [
        ("key swap", key_swap),
        ("stale bundle", stale_bundle),
        ("replay", replay),
        ("reorder", reorder),
        ("drop", drop_one),
        ("truncate", truncate),
        ("foreign body", foreign_body),
        ("fake receipt", fake_receipt),
        ("hold theft", hold_theft),
        ("invented slots", invented_slots),
        ("altered page", altered_page),
        ("head rollback", head_rollback),
    ];
    let undetected: Vec<&str> = moves
        .iter()
        .filter(|(_, make)| std::panic::catch_unwind(make).is_err())
        .map(|(name, _)| *name)
        .collect();
    let row = json!({ "name": "hostile_relay", "moves": moves.len(), "undetected": undetected.len() });
    write_figures(&row);
    println!("{row}");
    assert!(undetected.is_empty(), "{undetected:?}");
}
