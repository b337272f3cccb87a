//! R3: a clinic lives a year in seconds. People book, move, cancel, undo and complete; the computer sleeps, its clock
//! jumps, the worker crashes, mail fails. The outbox, the rules and the worker are the real ones on a real file; only
//! the clocks and the mail server are played.
//!
//! `SEEDS` says how many years, `SEED` which one. A failure names its seed.

mod outbox {
    pub mod desk;
}

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::ToSpan;
use keepwell_mail::{Failure, FailureKind, Letter, Outcome, Phase, Phases};
use keepwell_practice::clock::Clock;
use keepwell_practice::transact::{Actor, Origin};
use outbox::desk::{Desk, Scripted};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

const ZONE: &str = "America/New_York";
/// Looks come at most this far apart while the computer is awake, seconds.
const LOOK: i64 = 20;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.roll(n) == 0
    }
}

/// What the mail server does with the next letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mail {
    Takes,
    Busy,
    Unreachable,
    Refuses,
    TakesAndFallsSilent,
    CrashBeforeConnect,
    CrashInLetter,
    CrashAfterTaking,
}

/// What the played mail server saw.
#[derive(Default)]
struct Seen {
    next: Vec<Mail>,
    always: Option<Mail>,
    /// Letters it took, by number, in order.
    taken: Vec<String>,
    unclear: usize,
}

struct Year {
    desk: Desk,
    dice: Dice,
    seen: Arc<Mutex<Seen>>,
    mailer: Arc<Scripted>,
    counted: usize,
    visits: Vec<Value>,
    patients: Vec<Value>,
    /// Nothing unusual since this instant, by the wall clock.
    calm_since: i64,
    /// Awake seconds of each letter taken, to see the pace.
    paces: Vec<i64>,
    awake: i64,
    woke_at: i64,
    done: HashMap<&'static str, usize>,
    /// The mistake of a naive outbox: after a crash it takes a letter that was going out for one that was not.
    forgets_letters: bool,
}

fn played(seen: Arc<Mutex<Seen>>) -> Arc<Scripted> {
    Arc::new(Scripted(Mutex::new(Box::new(move |letter: &Letter, phases: &mut dyn Phases| {
        let what = {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.next.pop().or(seen.always).unwrap_or(Mail::Takes)
        };
        let failure = |phase, kind, code| Failure { phase, kind, code, host: "127.0.0.1".into(), port: 2525, detail: String::new() };
        let take = || seen.lock().unwrap_or_else(PoisonError::into_inner).taken.push(letter.message_id.clone());
        if phases.before_connect().is_err() {
            return Outcome::Stopped;
        }
        match what {
            Mail::CrashBeforeConnect => resume_unwind(Box::new("crash")),
            Mail::Unreachable => return Outcome::TryLater { failure: failure(Phase::Connect, FailureKind::PortBlocked, None) },
            Mail::Busy => return Outcome::TryLater { failure: failure(Phase::Recipient, FailureKind::Greylisted, Some(451)) },
            Mail::Refuses => return Outcome::Refused { failure: failure(Phase::Recipient, FailureKind::MailboxFull, Some(552)) },
            _ => {}
        }
        if phases.before_body().is_err() {
            return Outcome::Stopped;
        }
        match what {
            Mail::CrashInLetter => {
                seen.lock().unwrap_or_else(PoisonError::into_inner).unclear += 1;
                resume_unwind(Box::new("crash"))
            }
            Mail::CrashAfterTaking => {
                take();
                seen.lock().unwrap_or_else(PoisonError::into_inner).unclear += 1;
                resume_unwind(Box::new("crash"))
            }
            Mail::TakesAndFallsSilent => {
                take();
                seen.lock().unwrap_or_else(PoisonError::into_inner).unclear += 1;
                Outcome::Uncertain { failure: failure(Phase::Reply, FailureKind::Silent, None) }
            }
            _ => {
                take();
                Outcome::Sent { reply: "250 ok".into() }
            }
        }
    }))))
}

impl Year {
    fn begin(seed: u64) -> Self {
        let seen: Arc<Mutex<Seen>> = Arc::default();
        let mailer = played(Arc::clone(&seen));
        let desk = Desk::open(mailer.clone());
        let patients = ["Grace", "Omar", "Noor", "Ivo", "Mei", "Lena"].map(|name| desk.patient(name)).to_vec();
        let mut year = Self {
            desk,
            dice: Dice(seed),
            seen,
            mailer,
            counted: 0,
            visits: Vec::new(),
            patients,
            calm_since: 0,
            paces: Vec::new(),
            awake: 0,
            woke_at: -1_000_000,
            done: HashMap::new(),
            forgets_letters: false,
        };
        year.disturbed();
        year
    }

    fn now(&self) -> i64 {
        self.desk.clinic.clock.now().as_second()
    }

    fn wall(&self) -> DateTime {
        zone().to_datetime(self.desk.clinic.clock.now())
    }

    fn note(&mut self, what: &'static str) {
        *self.done.entry(what).or_default() += 1;
    }

    /// From here on, "in time" is not asked for until all is calm again: retries, catch-up and settling take their time.
    fn disturbed(&mut self) {
        self.calm_since = self.now() + 300;
    }

    /// One look, as the thread would: a crash is followed by a new worker.
    fn look(&mut self) {
        if catch_unwind(AssertUnwindSafe(|| self.desk.look())).is_err() {
            self.note("crash");
            self.disturbed();
            if self.forgets_letters {
                let origin = Origin { actor: Actor::Worker, seat: "test", command: "test" };
                let forget = |tx: &mut keepwell_practice::transact::Tx<'_>| Ok(tx.on().execute("UPDATE message SET state = 'claimed' WHERE state = 'data'", [])?);
                self.desk.clinic.door.practice().expect("open").transact(&origin, forget).expect("a change");
            }
            self.desk.start_worker(self.mailer.clone());
        }
        self.check_taken();
    }

    /// Every letter taken since the last look must have been right to take.
    fn check_taken(&mut self) {
        let taken = self.seen.lock().unwrap_or_else(PoisonError::into_inner).taken.clone();
        let now = self.now();
        for id in &taken[self.counted..] {
            assert_eq!(taken.iter().filter(|other| *other == id).count(), 1, "{id} was sent twice");
            let (anchor, due, starts, status, same): (String, i64, i64, String, bool) = self
                .desk
                .clinic
                .door
                .practice()
                .expect("open")
                .read(|on| {
                    Ok(on.query_row(
                        "SELECT r.anchor, m.due_at, v.starts_at, v.status, v.revision = m.revision AS same
                         FROM message m JOIN rule r ON r.id = m.rule_id JOIN visit v ON v.id = m.visit_id WHERE m.message_id = ?1",
                        [id],
                        |row| Ok((row.get("anchor")?, row.get("due_at")?, row.get("starts_at")?, row.get("status")?, row.get("same")?)),
                    )?)
                })
                .expect("the outbox knows what it sent");
            let hour = self.wall().hour();
            assert!((8..21).contains(&hour), "{anchor} was sent at {} in the quiet hours", self.wall());
            assert!(same, "{anchor} was sent for a time the visit does not have");
            if anchor == "after_completed" {
                assert_eq!(status, "completed", "a thank-you for a visit that is {status}");
            } else {
                assert!(now < starts, "{anchor} was sent after the visit began");
                assert_eq!(status == "cancelled", anchor == "cancelled", "{anchor} was sent for a visit that is {status}");
            }
            if due > self.calm_since {
                assert!(now - due <= 60, "{anchor} was sent {} s late in calm times (calm since {}, now {now}):\n{}", now - due, self.calm_since, self.story_of(id));
            }
            self.paces.push(self.awake);
            let recent = self.paces.iter().filter(|at| self.awake - **at < 60).count();
            if self.awake - self.woke_at < 600 {
                assert!(recent <= 30, "{recent} letters within a minute after waking up");
            }
            self.note("sent");
        }
        self.counted = taken.len();
    }

    /// What happened to a message's visit, for whoever has to find out why.
    fn story_of(&self, id: &str) -> String {
        let sql = "SELECT e.at || ' ' || e.kind || ' ' || e.body FROM event e JOIN message m ON m.visit_id = e.visit_id WHERE m.message_id = ?1
                   UNION ALL SELECT 'planned ' || planned_at || ' due ' || due_at || ' attempts ' || attempts || ' why ' || why FROM message WHERE message_id = ?1
                   UNION ALL SELECT 'tried ' || a.started_at || ' ' || a.outcome FROM attempt a JOIN message m ON m.id = a.message_id WHERE m.message_id = ?1";
        let practice = self.desk.clinic.door.practice().expect("open");
        let lines = practice.read(|on| Ok(on.prepare(sql)?.query_map([id], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?));
        lines.expect("the outbox can be read").join("\n")
    }

    /// The computer is awake for so long; where nothing is due, hours are skipped.
    fn awake_for(&mut self, seconds: i64) {
        let end = self.now() + seconds;
        while self.now() < end {
            let next = self
                .desk
                .clinic
                .door
                .practice()
                .expect("open")
                .read(|on| Ok(on.query_row("SELECT min(due_at) FROM message WHERE state IN ('scheduled', 'retry')", [], |row| row.get::<_, Option<i64>>(0))?))
                .expect("the outbox can be read");
            let quiet_until = next.unwrap_or(end).min(end) - 3 * LOOK;
            let skip = quiet_until - self.now();
            let step = if skip > 600 { skip } else { 5 + self.dice.roll(15) as i64 };
            self.desk.clinic.clock.advance(step);
            self.desk.steady.run(step.unsigned_abs());
            self.awake += step;
            self.look();
        }
    }

    fn sleep(&mut self, seconds: i64) {
        self.desk.sleep(seconds);
        self.note("sleep");
        self.woke_at = self.awake;
        self.disturbed();
        self.look();
    }

    /// The wall clock is set wrong; time goes on; then it is set right.
    fn clock_set_wrong(&mut self, by: i64) {
        self.desk.clinic.clock.advance(by);
        self.note(if by > 0 { "clock ahead" } else { "clock back" });
        self.woke_at = self.awake;
        self.disturbed();
        let wrong_for = 60 + self.dice.roll(1500) as i64;
        let end = self.awake + wrong_for;
        while self.awake < end {
            self.desk.clinic.clock.advance(LOOK);
            self.desk.steady.run(LOOK.unsigned_abs());
            self.awake += LOOK;
            self.look();
        }
        self.desk.clinic.clock.advance(-by);
        self.woke_at = self.awake;
        self.disturbed();
        self.look();
    }

    /// What somebody at the desk does.
    fn act(&mut self) {
        let some = |dice: &mut Dice, from: &[Value]| (!from.is_empty()).then(|| from[dice.roll(from.len() as u64) as usize].clone());
        // A booking that was undone is gone.
        let chosen = some(&mut self.dice, &self.visits).and_then(|id| self.try_to("visits.get", json!({ "visit": id })));
        match self.dice.roll(10) {
            0..=3 => {
                let patient = some(&mut self.dice, &self.patients).expect("patients");
                let starts = self.some_time();
                let done = self.desk.book(&patient, &starts);
                self.note("booked");
                self.maybe_undo(&done, "booking undone");
                self.visits.push(done["value"]["id"].clone());
            }
            4 => {
                let Some(visit) = chosen else { return };
                let starts = self.some_time();
                let done = self.try_to("visits.move", json!({ "visit": visit["id"], "version": visit["version"], "starts": starts, "override": { "reason": "test" } }));
                self.after(done, "moved", "move undone");
            }
            5 => {
                let Some(visit) = chosen else { return };
                let done = self.try_to("visits.cancel", json!({ "visit": visit["id"], "version": visit["version"], "reason": "", "by": "patient" }));
                self.after(done, "cancelled", "cancellation undone");
            }
            6 => {
                let Some(visit) = chosen else { return };
                let done = self.try_to("visits.restore", json!({ "visit": visit["id"], "version": visit["version"], "override": { "reason": "test" } }));
                self.after(done, "restored", "restoration undone");
            }
            _ => {
                let Some(seen) = chosen else { return };
                let past = seen["ends_at"].as_i64().is_some_and(|ends| ends < self.now());
                let status = match (past, self.dice.roll(8)) {
                    (true, 0) => "no_show",
                    (true, _) => "completed",
                    (false, 0) => "scheduled",
                    (false, _) => "confirmed",
                };
                let done = self.try_to("visits.set_status", json!({ "visit": seen["id"], "version": seen["version"], "status": status }));
                self.after(done, status, "status undone");
            }
        }
    }

    /// The door may say no (the visit is over, cancelled, or the undo does not fit any more); that is its right.
    fn try_to(&mut self, command: &str, input: Value) -> Option<Value> {
        self.desk.clinic.sign_in();
        match self.desk.clinic.door.call(&self.desk.clinic.desk, command, input) {
            Ok(done) => Some(done),
            Err(refusal) => {
                assert_ne!(refusal.code, keepwell_practice::Code::Fault, "{command}: {refusal:?}");
                None
            }
        }
    }

    fn after(&mut self, done: Option<Value>, what: &'static str, undone: &'static str) {
        if let Some(done) = done {
            self.note(what);
            self.maybe_undo(&done, undone);
        }
    }

    fn maybe_undo(&mut self, done: &Value, what: &'static str) {
        if self.dice.one_in(5) && done["undo"].is_string() {
            let wait = self.dice.roll(400) as i64;
            self.awake_for(wait);
            if self.try_to("undo.run", json!({ "operation": done["undo"] })).is_some() {
                self.note(what);
            }
        }
    }

    /// A time in the next weeks, in opening hours.
    fn some_time(&mut self) -> String {
        let day = (self.wall().date() + (self.dice.roll(21) as i64).days()).at(9 + self.dice.roll(8) as i8, self.dice.roll(4) as i8 * 15, 0, 0);
        let day = if day <= self.wall() { day + 1.day() } else { day };
        day.strftime("%Y-%m-%dT%H:%M").to_string()
    }

    fn trouble(&mut self) {
        let mail = |year: &mut Self, what| {
            year.seen.lock().unwrap_or_else(PoisonError::into_inner).next.push(what);
            // It strikes with whatever goes next.
            year.calm_since = i64::MAX;
        };
        match self.dice.roll(12) {
            0 | 1 => {
                let hours = 1 + self.dice.roll(60) as i64;
                self.sleep(hours * 3600);
            }
            2 => {
                let by = 600 + self.dice.roll(20 * 86_400) as i64;
                self.clock_set_wrong(by);
            }
            3 => {
                let by = 600 + self.dice.roll(3 * 86_400) as i64;
                self.clock_set_wrong(-by);
            }
            4 => {
                self.note("mail away");
                self.seen.lock().unwrap_or_else(PoisonError::into_inner).always = Some(Mail::Unreachable);
                self.calm_since = i64::MAX;
                let hours = 1 + self.dice.roll(5) as i64;
                self.awake_for(hours * 3600);
                self.seen.lock().unwrap_or_else(PoisonError::into_inner).always = None;
                self.calm_since = self.now() + 2 * 3600;
            }
            5 => mail(self, Mail::Busy),
            6 => mail(self, Mail::Refuses),
            7 => mail(self, Mail::TakesAndFallsSilent),
            8 => mail(self, Mail::CrashBeforeConnect),
            9 => mail(self, Mail::CrashInLetter),
            10 => mail(self, Mail::CrashAfterTaking),
            _ => {
                self.note("restart");
                self.desk.start_worker(self.mailer.clone());
                self.disturbed();
                self.look();
            }
        }
    }

    fn live(mut self) -> (usize, HashMap<&'static str, usize>) {
        let end = self.now() + 366 * 86_400;
        while self.now() < end {
            let (hour, weekday) = (self.wall().hour(), self.wall().weekday().to_monday_one_offset());
            if (8..18).contains(&hour) && weekday < 6 {
                for _ in 0..self.dice.roll(3) {
                    self.act();
                }
            }
            if self.dice.one_in(14) {
                self.trouble();
            }
            // A fault that waits for its letter is over once it struck.
            if self.calm_since == i64::MAX && self.seen.lock().unwrap_or_else(PoisonError::into_inner).next.is_empty() {
                self.calm_since = self.now() + 2 * 3600;
            }
            let pause = 3600 * (1 + self.dice.roll(30) as i64);
            self.awake_for(pause);
        }
        self.end()
    }

    fn end(mut self) -> (usize, HashMap<&'static str, usize>) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).next.clear();
        self.awake_for(40 * 86_400);
        let (unclear, taken) = {
            let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            (seen.unclear, seen.taken.len())
        };
        let now = self.now();
        let practice = self.desk.clinic.door.practice().expect("open");
        let (on_its_way, forgotten, uncertain, sent): (i64, i64, i64, i64) = practice
            .read(|on| {
                Ok(on.query_row(
                    "SELECT total(state IN ('claimed', 'data')), total(state IN ('scheduled', 'retry') AND due_at < ?1 - 600), total(state = 'uncertain'), total(state = 'sent') FROM message",
                    [now],
                    |row| Ok((row.get::<_, f64>(0)? as i64, row.get::<_, f64>(1)? as i64, row.get::<_, f64>(2)? as i64, row.get::<_, f64>(3)? as i64)),
                )?)
            })
            .expect("the outbox can be read");
        assert_eq!((on_its_way, forgotten), (0, 0), "nothing hangs, nothing due is forgotten");
        assert_eq!(uncertain as usize, unclear, "exactly those whose fate was unclear are uncertain");
        assert!(sent as usize <= taken, "nothing is called sent that the server did not take");
        (taken, self.done)
    }
}

fn zone() -> TimeZone {
    TimeZone::get(ZONE).expect("New York")
}

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
    let (Some(from), Some(step), Some(last)) = (number("FROM"), number("STEP"), number("SEEDS")) else { return };
    let mut totals: HashMap<&'static str, usize> = HashMap::new();
    for seed in (from..=last).step_by(step as usize) {
        live(seed).into_iter().for_each(|(what, n)| *totals.entry(what).or_default() += n);
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
    let lanes = std::thread::available_parallelism().map_or(1, |n| n.get() as u64).min(years);
    let lived: Vec<_> = (1..=lanes)
        .map(|from| {
            let mut process = Command::new(std::env::current_exe().expect("this program"));
            process.args(["--ignored", "--exact", "some_clinic_years", "--nocapture"]).env("FROM", from.to_string()).env("STEP", lanes.to_string()).env("SEEDS", years.to_string());
            // What a year costs is waiting for the disk, and nothing here is about the disk.
            if std::path::Path::new("/dev/shm").is_dir() {
                process.env("TMPDIR", "/dev/shm");
            }
            process.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a process for some years")
        })
        .collect();
    let mut totals: HashMap<String, u64> = HashMap::new();
    for process in lived {
        let output = process.wait_with_output().expect("its output");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "a year went wrong:\n{out}\n{err}");
        let told = out.lines().find_map(|line| line.split_once("LIVED ").map(|(_, rest)| rest)).expect("what it lived");
        let told: HashMap<String, u64> = serde_json::from_str(told).expect("JSON");
        told.into_iter().for_each(|(what, n)| *totals.entry(what).or_default() += n);
    }
    println!("{years} clinic years in {} s: {totals:?}", began.elapsed().as_secs());
    assert!(totals.get("sent").copied().unwrap_or(0) > 50 * years, "a year in which little is sent shows little: {totals:?}");
    for happened in ["sleep", "clock ahead", "clock back", "mail away", "crash", "moved", "cancelled", "completed"] {
        assert!(years < 4 || totals.contains_key(happened), "no year had a {happened}: {totals:?}");
    }
}

#[test]
fn a_worker_that_sends_again_after_a_crash_would_be_caught() {
    let caught = (1..=5).any(|seed| {
        let mut year = Year::begin(seed);
        year.forgets_letters = true;
        catch_unwind(AssertUnwindSafe(|| year.live())).is_err_and(|cause| cause.downcast_ref::<String>().is_some_and(|words| words.contains("twice")))
    });
    assert!(caught, "the simulation must be able to fail");
}
