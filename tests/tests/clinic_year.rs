//! R3: a clinic lives a year in seconds. People book, move, cancel, undo and complete; the computer sleeps, its clock
//! jumps, the worker crashes, mail fails. The outbox, the rules and the worker are the real ones on a real file; only
//! the clocks and the mail server are played.
//!
//! `SEEDS` says how many years, `SEED` which one. A failure names its seed.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops loudly and says what it counted"
)]

mod outbox {
    pub mod desk;
}
mod year {
    mod checks;
    pub mod clinic;
    pub mod dice;
    mod people;
    mod played;
}

use serde_json::json;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::{Command, Stdio};
use year::clinic::Year;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Lives one year; a failure names its seed.
fn live(seed: u64) -> HashMap<&'static str, usize> {
    match catch_unwind(AssertUnwindSafe(|| Year::begin(seed).live())) {
        Ok((_, done)) => done,
        Err(cause) => {
            println!("SEED={seed} shows it again");
            resume_unwind(cause);
        }
    }
}

/// Lives the years `FROM`, `FROM + STEP` … up to `SEEDS` and prints what happened in them.
#[test]
#[ignore = "the process in which torture_clinic_years… lives its years"]
fn some_clinic_years() {
    let (Some(from), Some(step), Some(last)) = (number("FROM"), number("STEP"), number("SEEDS")) else {
        return;
    };
    let mut totals: HashMap<&'static str, usize> = HashMap::new();
    for seed in (from..=last).step_by(step as usize) {
        live(seed)
            .into_iter()
            .for_each(|(what, n)| *totals.entry(what).or_default() += n);
    }
    println!("LIVED {}", json!(totals));
}

#[test]
fn torture_clinic_years_send_nothing_twice_nothing_late_nothing_at_night() {
    if let Some(seed) = number("SEED") {
        println!("{:?}", live(seed));
        return;
    }
    let years = number("SEEDS").unwrap_or(6);
    let began = std::time::Instant::now();
    let lanes = std::thread::available_parallelism()
        .map_or(1, |n| n.get() as u64)
        .min(years);
    let lived: Vec<_> = (1..=lanes)
        .map(|from| {
            let mut process = Command::new(std::env::current_exe().expect("this program"));
            process
                .args(["--ignored", "--exact", "some_clinic_years", "--nocapture"])
                .env("FROM", from.to_string())
                .env("STEP", lanes.to_string())
                .env("SEEDS", years.to_string());
            // What a year costs is waiting for the disk, and nothing here is about the disk.
            if std::path::Path::new("/dev/shm").is_dir() {
                process.env("TMPDIR", "/dev/shm");
            }
            process
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("a process for some years")
        })
        .collect();
    let mut totals: HashMap<String, u64> = HashMap::new();
    for process in lived {
        let output = process.wait_with_output().expect("its output");
        let (out, err) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        assert!(output.status.success(), "a year went wrong:\n{out}\n{err}");
        let told = out
            .lines()
            .find_map(|line| line.split_once("LIVED ").map(|(_, rest)| rest))
            .expect("what it lived");
        let told: HashMap<String, u64> = serde_json::from_str(told).expect("JSON");
        told.into_iter()
            .for_each(|(what, n)| *totals.entry(what).or_default() += n);
    }
    println!("{years} clinic years in {} s: {totals:?}", began.elapsed().as_secs());
    assert!(
        totals.get("sent").copied().unwrap_or(0) > 50 * years,
        "a year in which little is sent shows little: {totals:?}"
    );
    for happened in [
        "sleep",
        "clock ahead",
        "clock back",
        "mail away",
        "crash",
        "moved",
        "cancelled",
        "completed",
    ] {
        assert!(
            years < 4 || totals.contains_key(happened),
            "no year had a {happened}: {totals:?}"
        );
    }
}

#[test]
fn a_worker_that_sends_again_after_a_crash_would_be_caught() {
    let caught = (1..=5).any(|seed| {
        let mut year = Year::begin(seed);
        year.forgets_letters = true;
        catch_unwind(AssertUnwindSafe(|| year.live())).is_err_and(|cause| {
            cause
                .downcast_ref::<String>()
                .is_some_and(|words| words.contains("twice"))
        })
    });
    assert!(caught, "the simulation must be able to fail");
}
