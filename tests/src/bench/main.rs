#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::panic,
    reason = "a bench speaks to a terminal and stops loudly"
)]
//! Figures on a large practice (`make bench`): what a person waits for, through the real door, beside the raw limit of
//! the same encrypted file measured in the same run, at full size, a tenth and a hundredth.
//!
//! PATIENTS (100,000) and VISITS (ten times as many) set the full size; every visit has three messages. ONLY=1000 runs
//! one size, CASES=search,day_view,relay some measurements. Figures never fail a build: they are read by people. Rows go to
//! `target/figures.jsonl`.

mod booking;
mod calendar;
mod desk;
mod figures;
mod made;
mod panel;
mod raw;
mod relay;
mod search;
mod start;

use figures::{Figures, Row};
use made::{Volume, WorkCopy};
use std::path::Path;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => run(),
        ["child", "start", folder, at] => start::child_starts(Path::new(folder), at),
        ["child", "start-raw", folder, key] => start::child_starts_raw(Path::new(folder), key),
        ["child", "work", folder, at] => start::child_works(Path::new(folder), at),
        ["child", "work-raw", folder, key] => start::child_works_raw(Path::new(folder), key),
        _ => panic!("usage: bench (sizes by PATIENTS and VISITS)"),
    }
}

fn run() {
    let patients = number("PATIENTS", 100_000);
    let visits = number("VISITS", patients * 10);
    let mut figures = Figures::default();
    let only = std::env::var("ONLY").ok();
    if wanted("relay") {
        relay::measure(&mut figures);
    }
    let relay_alone = std::env::var("CASES").is_ok_and(|cases| cases == "relay");
    for part in [100, 10, 1].into_iter().filter(|_| !relay_alone) {
        let volume = Volume {
            patients: (patients / part).max(10),
            visits: (visits / part).max(100),
        };
        if only.as_ref().is_some_and(|only| *only != volume.patients.to_string()) {
            continue;
        }
        println!(
            "{} patients, {} visits, {} messages",
            volume.patients,
            volume.visits,
            volume.visits * 3
        );
        measure(&volume, &mut figures);
    }
    figures.write();
    figures.show();
}

fn measure(volume: &Volume, figures: &mut Figures) {
    let made = made::practice(volume);
    let copy = WorkCopy::of(&made);
    // Fresh processes first, before this one holds the file in its own caches.
    let key = desk::Desk::open(&copy).key();
    let mut add = |name: &str, measured: &dyn Fn() -> Row| {
        if wanted(name) {
            let row = measured();
            println!("  {}", row.words());
            figures.add(volume, row);
        }
    };
    add("start", &|| start::start(&copy, &key));
    add("memory", &|| start::memory(&copy, &key));
    let desk = desk::Desk::open(&copy);
    let raw = raw::Raw::open(&copy.folder, &key);
    add("search", &|| search::search(&desk, &raw, volume));
    add("day_view", &|| calendar::day(&desk, &raw));
    add("week_view", &|| calendar::week(&desk, &raw));
    add("patient_panel", &|| panel::panel(&desk, &raw, volume));
    add("book", &|| booking::booking(&desk, &raw, volume));
}

/// Whether `CASES` names it, or nothing.
fn wanted(name: &str) -> bool {
    std::env::var("CASES").map_or(true, |cases| cases.split(',').any(|one| one == name))
}

fn number(name: &str, usual: u32) -> u32 {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is a whole number, not {text:?}")),
        Err(_) => usual,
    }
}
