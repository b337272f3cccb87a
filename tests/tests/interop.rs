//! The browser's code and the clinic's understand each other: what one seals the other opens, both ways, in both suites, and
//! nothing that was changed on its way is opened by either.
//!
//! The patient's side is the page's TypeScript, built as the page is (`tests/interop/patient.mjs`), in Node and in Chromium.
//! `MESSAGES` says how many each way in each suite; with `TORTURE` 10,000. The row of figures goes to `target/figures.jsonl`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops loudly and says what it counted"
)]

mod interop {
    pub mod clinic;
    pub mod made_up;
    pub mod patient;
}

use interop::clinic::Clinic;
use interop::made_up::Dice;
use interop::patient::Patient;
use keepwell_protocol::envelope::Suite;
use serde_json::json;
use std::time::Instant;

/// Questions in one line to the patient's side.
const BATCH: usize = 50;

#[test]
fn torture_the_browser_and_the_clinic_understand_each_other_and_nothing_changed_is_opened() {
    let torture = std::env::var_os("TORTURE").is_some();
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let messages = number("MESSAGES").unwrap_or(if torture { 10_000 } else { 50 });
    let in_chromium = messages.min(if torture { 500 } else { 20 });
    let seed = number("SEED").unwrap_or_else(|| u64::from(std::process::id()) | 1 << 40);
    let began = Instant::now();
    let mut dice = Dice(seed);
    let clinic = Clinic::new();
    let (mut counted, mut failures, mut chromium) = (0_u64, Vec::new(), 0_u64);
    let (mut flipped, mut flipped_accepted) = (0_u64, 0_u64);

    for (host, wanted) in [("node", messages - in_chromium), ("chromium", in_chromium)] {
        let mut patient = Patient::start(host);
        for suite in [Suite::XWing, Suite::X25519] {
            let mut left = usize::try_from(wanted).expect("a number of messages");
            while left > 0 {
                let some = left.min(BATCH);
                left -= some;
                failures.extend(clinic.patient_seals(&mut patient, suite, some, &mut dice));
                failures.extend(clinic.clinic_seals(&mut patient, suite, some, &mut dice));
                failures.extend(clinic.clinic_signs(&mut patient, some, &mut dice));
                counted += 2 * some as u64;
                chromium += if host == "chromium" { 2 * some as u64 } else { 0 };
                assert!(failures.len() < 20, "seed {seed}: {failures:#?}");
            }
            // In torture every byte of an envelope, in both implementations.
            let every = if torture { 1 } else { 20 };
            let (tried, accepted) = clinic.flip(&mut patient, suite, every, &mut dice);
            flipped += tried;
            flipped_accepted += accepted;
        }
    }

    let row = json!({
        "name": "interop", "messages": counted, "failed": failures.len(), "flipped_accepted": flipped_accepted, "flipped": flipped,
        "each_way_in_each_suite": messages, "in_chromium": chromium, "seconds": began.elapsed().as_secs(),
    });
    interop::clinic::write_figures(&row);
    println!("seed {seed}: {row}");
    assert!(failures.is_empty(), "seed {seed}: {failures:#?}");
    assert_eq!(flipped_accepted, 0, "seed {seed}: nothing changed is opened");
    assert_eq!(counted, 4 * messages, "everything was tried");
}
