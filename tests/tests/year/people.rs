//! What people at the desk do, and what goes wrong around them.

use super::clinic::Year;
use super::dice::Dice;
use super::played::Mail;
use jiff::ToSpan;
use serde_json::{Value, json};
use std::sync::PoisonError;

impl Year {
    /// What somebody at the desk does.
    pub fn act(&mut self) {
        let some = |dice: &mut Dice, from: &[Value]| {
            (!from.is_empty()).then(|| from[dice.roll(from.len() as u64) as usize].clone())
        };
        // A booking that was undone is gone.
        let chosen =
            some(&mut self.dice, &self.visits).and_then(|id| self.try_to("visits.get", json!({ "visit": id })));
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
                let done = self.try_to(
                    "visits.cancel",
                    json!({ "visit": visit["id"], "version": visit["version"], "reason": "", "by": "patient" }),
                );
                self.after(done, "cancelled", "cancellation undone");
            }
            6 => {
                let Some(visit) = chosen else { return };
                let done = self.try_to(
                    "visits.restore",
                    json!({ "visit": visit["id"], "version": visit["version"], "override": { "reason": "test" } }),
                );
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
                let done = self.try_to(
                    "visits.set_status",
                    json!({ "visit": seen["id"], "version": seen["version"], "status": status }),
                );
                self.after(done, status, "status undone");
            }
        }
    }

    /// The door may say no (the visit is over, cancelled, or the undo does not fit any more); that is its right.
    pub fn try_to(&mut self, command: &str, input: Value) -> Option<Value> {
        self.desk.clinic.sign_in();
        match self.desk.clinic.door.call(&self.desk.clinic.desk, command, input) {
            Ok(done) => Some(done),
            Err(refusal) => {
                assert_ne!(refusal.code, keepwell_practice::Code::Fault, "{command}: {refusal:?}");
                None
            }
        }
    }

    pub fn after(&mut self, done: Option<Value>, what: &'static str, undone: &'static str) {
        if let Some(done) = done {
            self.note(what);
            self.maybe_undo(&done, undone);
        }
    }

    pub fn maybe_undo(&mut self, done: &Value, what: &'static str) {
        if self.dice.one_in(5) && done["undo"].is_string() {
            let wait = self.dice.roll(400) as i64;
            self.awake_for(wait);
            if self.try_to("undo.run", json!({ "operation": done["undo"] })).is_some() {
                self.note(what);
            }
        }
    }

    /// A time in the next weeks, in opening hours.
    pub fn some_time(&mut self) -> String {
        let day = (self.wall().date() + (self.dice.roll(21) as i64).days()).at(
            9 + self.dice.roll(8) as i8,
            self.dice.roll(4) as i8 * 15,
            0,
            0,
        );
        let day = if day <= self.wall() { day + 1.day() } else { day };
        day.strftime("%Y-%m-%dT%H:%M").to_string()
    }

    pub fn trouble(&mut self) {
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
}
