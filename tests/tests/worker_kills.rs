//! R1: the worker is killed (`SIGKILL`) at random moments while it sends to a real mail server. Nothing that was
//! acknowledged may be lost, nothing may arrive twice.
//!
//! `KILLS` says how often. Each row of figures goes to `target/figures.jsonl`.

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

use keepwell_mail::Outcome;
use keepwell_practice::automation::Worker;
use keepwell_practice::automation::worker::{Outside, Smtp};
use keepwell_practice::clock::HandClock;
use keepwell_practice::door::{Caller, Door};
use keepwell_practice::ports::{NoDesktop, Ports};
use keepwell_testkit::clinic::{PASSWORD, at};
use keepwell_testkit::smtp::{RealServer, RealSetup};
use outbox::desk::{Desk, Scripted};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// After the grace of every booking, on a working day.
const NOW: &str = "2026-03-18T16:00:00Z";
/// Letters waiting at first; more are booked when fewer than a few are left.
const VISITS: usize = 220;

/// The process that is killed: opens the practice, says so, and sends until it dies.
#[test]
#[ignore = "the process that torture_a_killed_worker… starts and kills"]
fn the_worker_process() {
    let Some(folder) = std::env::var_os("WORKER_FOLDER") else {
        return;
    };
    let ports = Ports {
        clock: Arc::new(HandClock::at(at(NOW))),
        notifier: Arc::new(NoDesktop),
        keychain: keepwell_keys::Keychain::off,
        cost: keepwell_keys::Cost::WORTHLESS_BUT_QUICK,
        ..Ports::real()
    };
    let door = Door::at(folder.as_ref(), ports);
    let seat = Caller::command_line();
    door.call(
        &seat,
        "staff.sign_in",
        json!({ "sign_in": "amara", "password": PASSWORD }),
    )
    .expect("the practice opens after every kill");
    let outside = Outside {
        mailer: Arc::new(Smtp),
        clock: Arc::new(outbox::desk::HandSteady::default()),
    };
    let practice = door.practice().expect("open");
    let _worker = Worker::start_with(Arc::clone(&practice), outside).expect("a thread");
    let mut out = std::io::stdout();
    writeln!(out, "READY").and_then(|()| out.flush()).expect("a parent");
    loop {
        std::thread::sleep(Duration::from_millis(20));
        // Nothing due and nothing on its way: tell the parent, which counts.
        let busy: i64 = practice
            .read(|on| {
                let sql = "SELECT count(*) FROM message WHERE state IN ('claimed', 'data') OR state IN ('scheduled', 'retry') AND due_at <= ?1";
                Ok(on.query_row(sql, [at(NOW).as_second()], |row| row.get(0))?)
            })
            .expect("the outbox can be read");
        if busy == 0 {
            writeln!(out, "IDLE").and_then(|()| out.flush()).expect("a parent");
            std::thread::sleep(Duration::from_secs(3600));
        }
    }
}

fn start(folder: &std::path::Path) -> (Child, BufReader<std::process::ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "the_worker_process", "--nocapture"])
        .env("WORKER_FOLDER", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the worker process starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output is ours"));
    wait_for(&mut lines, "READY");
    (child, lines)
}

fn wait_for(lines: &mut impl BufRead, word: &str) {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(
            lines.read_line(&mut line).expect("its output") > 0,
            "the worker process ended by itself before {word}"
        );
        if line.contains(word) {
            return;
        }
    }
}

/// Numbers that are different every time but can be asked for again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

fn book_some(desk: &Desk, patient: &Value, batch: usize) {
    for n in 0..VISITS {
        let (day, slot) = (n / 32, n % 32);
        desk.book(
            patient,
            &format!(
                "2026-{:02}-{:02}T{:02}:{:02}",
                4 + batch,
                1 + day,
                9 + slot / 4,
                slot % 4 * 15
            ),
        );
    }
}

#[test]
fn torture_a_killed_worker_loses_nothing_and_sends_nothing_twice() {
    let kills: usize = std::env::var("KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(100);
    let seed = std::env::var("SEED")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| u64::from(std::process::id()) | 1 << 40);
    let mut dice = Dice(seed);
    let server = RealServer::start(&RealSetup {
        reply_delay: Duration::from_millis(4),
        ..RealSetup::default()
    });
    let mut desk = Desk::open(Arc::new(Scripted(Mutex::new(Box::new(|_, _| Outcome::Stopped)))));
    desk.engine = None;
    desk.set_up_mail(server.port());
    let patient = desk.patient("Grace");
    let (mut batches, mut booked) = (0, 0);
    let folder = desk.clinic.folder();
    let began = Instant::now();
    for kill in 0..kills {
        if booked - server.accepted_ids().len().min(booked) < 15 {
            book_some(&desk, &patient, batches);
            (batches, booked) = (batches + 1, booked + VISITS);
        }
        let (mut child, _lines) = start(&folder);
        std::thread::sleep(Duration::from_micros(dice.roll(120_000)));
        child.kill().expect("SIGKILL");
        child.wait().expect("a dead process");
        assert!(began.elapsed() < Duration::from_secs(1200), "kill {kill}: too slow");
    }
    let (mut last, mut lines) = start(&folder);
    wait_for(&mut lines, "IDLE");
    last.kill().expect("SIGKILL");
    last.wait().expect("a dead process");

    let arrived = server.accepted_ids();
    let mut copies: HashMap<&str, usize> = HashMap::new();
    for id in &arrived {
        *copies.entry(id.trim_matches(['<', '>'])).or_default() += 1;
    }
    let twice = copies.values().filter(|n| **n > 1).count();
    let practice = desk.clinic.door.practice().expect("open");
    let (states, sent_ids) = practice
        .read(|on| {
            let mut states: HashMap<String, usize> = HashMap::new();
            let mut sent = HashSet::new();
            let mut statement = on.prepare(
                "SELECT m.state, m.message_id FROM message m JOIN rule r ON r.id = m.rule_id WHERE r.anchor = 'booked'",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let state: String = row.get("state")?;
                if state == "sent" {
                    sent.insert(row.get::<_, String>("message_id")?);
                }
                *states.entry(state).or_default() += 1;
            }
            Ok((states, sent))
        })
        .expect("the outbox can be read");
    let lost = sent_ids.iter().filter(|id| !copies.contains_key(id.as_str())).count();
    let of = |state: &str| states.get(state).copied().unwrap_or(0);
    let (acknowledged, uncertain) = (of("sent"), of("uncertain"));
    let row = json!({ "name": "kills", "kills": kills, "acknowledged": acknowledged, "lost": lost, "sent_twice": twice, "uncertain": uncertain, "seconds": began.elapsed().as_secs() });
    write_figures(&row);
    println!(
        "seed {seed}: {row}; the server has {} letters; states {states:?}",
        arrived.len()
    );

    assert_eq!(twice, 0, "seed {seed}: nothing is sent twice");
    assert_eq!(lost, 0, "seed {seed}: nothing acknowledged is lost");
    assert_eq!(
        acknowledged + uncertain,
        booked,
        "seed {seed}: every booking's message has an end: {states:?}"
    );
    assert!(uncertain <= kills, "seed {seed}: at most one uncertain letter a kill");
    let broken = practice
        .read(keepwell_practice::audit::first_break)
        .expect("the audit log can be read");
    assert_eq!(broken, None, "seed {seed}: the audit chain holds");
    let whole: String = practice
        .read(|on| Ok(on.query_row("PRAGMA integrity_check", [], |row| row.get(0))?))
        .expect("a check");
    assert_eq!(whole, "ok", "seed {seed}: no page is damaged");
}

fn write_figures(row: &Value) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/figures.jsonl");
    let mut file = std::fs::File::options()
        .create(true)
        .append(true)
        .open(path)
        .expect("target can be written");
    writeln!(file, "{row}").expect("target can be written");
}
