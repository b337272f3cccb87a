//! A clinic that lives a year: time passes, the computer sleeps, clocks jump, the worker looks.

use super::dice::Dice;
use super::played::{Seen, played};
use crate::outbox::desk::{Desk, Scripted};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use keepwell_practice::clock::Clock;
use keepwell_practice::transact::{Actor, Origin};
use serde_json::Value;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// Looks come at most this far apart while the computer is awake, seconds.
const LOOK: i64 = 20;

/// One clinic's year.
pub struct Year {
    pub desk: Desk,
    pub dice: Dice,
    pub seen: Arc<Mutex<Seen>>,
    pub mailer: Arc<Scripted>,
    pub counted: usize,
    pub visits: Vec<Value>,
    pub patients: Vec<Value>,
    /// Nothing unusual since this instant, by the wall clock.
    pub calm_since: i64,
    /// Awake seconds of each letter taken, to see the pace.
    pub paces: Vec<i64>,
    pub awake: i64,
    pub woke_at: i64,
    pub done: HashMap<&'static str, usize>,
    /// The mistake of a naive outbox: after a crash it takes a letter that was going out for one that was not.
    pub forgets_letters: bool,
}

impl Year {
    pub fn begin(seed: u64) -> Self {
        let seen: Arc<Mutex<Seen>> = Arc::default();
        let mailer = played(Arc::clone(&seen));
        let desk = Desk::open(mailer.clone());
        let patients = ["Grace", "Omar", "Noor", "Ivo", "Mei", "Lena"]
            .map(|name| desk.patient(name))
            .to_vec();
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

    pub fn now(&self) -> i64 {
        self.desk.clinic.clock.now().as_second()
    }

    pub fn wall(&self) -> DateTime {
        zone().to_datetime(self.desk.clinic.clock.now())
    }

    pub fn note(&mut self, what: &'static str) {
        *self.done.entry(what).or_default() += 1;
    }

    /// From here on, "in time" is not asked for until all is calm again: retries, catch-up and settling take their time.
    pub fn disturbed(&mut self) {
        self.calm_since = self.now() + 300;
    }

    /// One look, as the thread would: a crash is followed by a new worker.
    pub fn look(&mut self) {
        if catch_unwind(AssertUnwindSafe(|| self.desk.look())).is_err() {
            self.note("crash");
            self.disturbed();
            if self.forgets_letters {
                let origin = Origin {
                    actor: Actor::Worker,
                    seat: "test",
                    command: "test",
                };
                let forget = |tx: &mut keepwell_practice::transact::Tx<'_>| {
                    Ok(tx
                        .on()
                        .execute("UPDATE message SET state = 'claimed' WHERE state = 'data'", [])?)
                };
                self.desk
                    .clinic
                    .door
                    .practice()
                    .expect("open")
                    .transact(&origin, forget)
                    .expect("a change");
            }
            self.desk.start_worker(self.mailer.clone());
        }
        self.check_taken();
    }

    /// The computer is awake for so long; where nothing is due, hours are skipped.
    pub fn awake_for(&mut self, seconds: i64) {
        let end = self.now() + seconds;
        while self.now() < end {
            let next = self
                .desk
                .clinic
                .door
                .practice()
                .expect("open")
                .read(|on| {
                    Ok(on.query_row(
                        "SELECT min(due_at) FROM message WHERE state IN ('scheduled', 'retry')",
                        [],
                        |row| row.get::<_, Option<i64>>(0),
                    )?)
                })
                .expect("the outbox can be read");
            let quiet_until = next.unwrap_or(end).min(end) - 3 * LOOK;
            let skip = quiet_until - self.now();
            let step = if skip > 600 {
                skip
            } else {
                5 + self.dice.roll(15) as i64
            };
            self.desk.clinic.clock.advance(step);
            self.desk.steady.run(step.unsigned_abs());
            self.awake += step;
            self.look();
        }
    }

    pub fn sleep(&mut self, seconds: i64) {
        self.desk.sleep(seconds);
        self.note("sleep");
        self.woke_at = self.awake;
        self.disturbed();
        self.look();
    }

    /// The wall clock is set wrong; time goes on; then it is set right.
    pub fn clock_set_wrong(&mut self, by: i64) {
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

    pub fn live(mut self) -> (usize, HashMap<&'static str, usize>) {
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

    pub fn end(mut self) -> (usize, HashMap<&'static str, usize>) {
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
        assert_eq!(
            (on_its_way, forgotten),
            (0, 0),
            "nothing hangs, nothing due is forgotten"
        );
        assert_eq!(
            uncertain as usize, unclear,
            "exactly those whose fate was unclear are uncertain"
        );
        assert!(
            sent as usize <= taken,
            "nothing is called sent that the server did not take"
        );
        (taken, self.done)
    }
}

fn zone() -> TimeZone {
    TimeZone::get("America/New_York").expect("New York")
}
