//! Every submission the relay accepted becomes one request, whatever breaks on the way: each run is one submission with a fault of its
//! own, on the patient's side or the desk's, while relay and desk are restarted in between.
//!
//! `INTAKE_RUNS` says how many for each store (1,000; with `TORTURE` 10,000). The rows of figures go to `target/figures.jsonl`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops loudly and says what it counted"
)]
#![allow(dead_code, reason = "three tests share these parts")]

#[path = "intake/web.rs"]
mod web;

use keepwell_testkit::clinic::TestClinic;
use keepwell_testkit::relay::{Fault, Proxy, Sealed, Standing, fill};
use serde_json::json;
use std::collections::HashMap;
use std::time::Instant;
use web::{Store, Web, write_figures};

const FAULTS: [Fault; 14] = [
    Fault::None,
    Fault::Down,
    Fault::Slow(10),
    Fault::CutRequest(0),
    Fault::CutRequest(40),
    Fault::CutRequest(99),
    Fault::CutAnswer,
    Fault::HalfAnswer(0),
    Fault::HalfAnswer(30),
    Fault::HalfAnswer(99),
    Fault::Twice,
    Fault::TwiceLater,
    Fault::BadGateway,
    Fault::GatewayTimeout,
];

/// What the desk asks that a fault can meet.
const DESK: [&str; 4] = ["/v1/inbox?after", "/v1/inbox/ack", "/v1/bundle", "/v1/inbox"];

fn runs() -> usize {
    let asked = std::env::var("INTAKE_RUNS").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(if std::env::var_os("TORTURE").is_some() {
        10_000
    } else {
        1_000
    })
}

fn every_submission_once(store: Store) {
    let from = Instant::now();
    let runs = runs();
    let clinic = TestClinic::with_keychain();
    let relay = store.relay(&clinic);
    let proxy = Proxy::before(relay.listens());
    let relay = relay.known_as(&proxy.url());
    let mut web = Web::with(clinic, relay);
    let patient = web.patient();
    let (form, hash) = web.form(&patient);
    let mut sent: Vec<Sealed> = Vec::with_capacity(runs);
    let mut restarts = (0, 0);
    for run in 0..runs {
        let fault = FAULTS[run % FAULTS.len()];
        let sealed = patient.seal(hash, fill(&form, &format!("P{run}"), "Kim", web.now()), &[]);
        proxy.script("/inbox ", [fault, FAULTS[(run / FAULTS.len()) % FAULTS.len()]]);
        if run % 97 == 50 {
            // Nobody answers while it is down; the browser tries until somebody does.
            web.relay.stop();
            assert!(patient.send(&sealed).is_err());
            web.relay.start();
            restarts.0 += 1;
        }
        patient.send_until_taken(&sealed);
        sent.push(sealed);
        if run % 7 == 6 {
            web.pass(31);
            proxy.script(DESK[run % DESK.len()], [fault, FAULTS[run / 7 % FAULTS.len()]]);
            web.look();
            if run % 5 == 0 {
                // In the middle of its acknowledgements, both at once.
                web.relay.start();
                restarts.0 += 1;
            }
        }
        if run % 131 == 130 {
            web = web.restart_desk();
            restarts.1 += 1;
        }
    }
    proxy.heal();
    web.pass(0);
    for _ in 0..3 {
        web.pass(31);
        web.look();
    }
    let mut count: HashMap<String, usize> = HashMap::new();
    for name in web.names() {
        *count.entry(name).or_default() += 1;
    }
    let lost = (0..runs)
        .filter(|run| !count.contains_key(&format!("P{run} Kim")))
        .count();
    let twice = count.values().filter(|times| **times > 1).count();
    let unsigned = sent
        .iter()
        .filter(|sealed| patient.standing(sealed) != Ok(Standing::ClinicHasIt))
        .count();
    let row =
        json!({ "name": "intake_exactly_once", "store": store.name(), "runs": runs, "lost": lost, "twice": twice });
    write_figures(&row);
    println!(
        "{row} faults met {}, relay restarted {}, desk restarted {}, {} s",
        proxy.met(),
        restarts.0,
        restarts.1,
        from.elapsed().as_secs()
    );
    assert_eq!((lost, twice, unsigned, count.len()), (0, 0, 0, runs));
    assert!(proxy.met() >= runs / 2, "faults were met: {}", proxy.met());
    assert_eq!(web.status()["pending"], 0);
    let alarms: Vec<String> = web.alarms();
    assert!(alarms.is_empty(), "a line that breaks is no lie: {alarms:?}");
}

#[test]
fn torture_every_submission_becomes_one_request_over_sqlite() {
    every_submission_once(Store::Sqlite);
}

#[test]
fn torture_every_submission_becomes_one_request_over_postgresql() {
    every_submission_once(Store::Postgres);
}
