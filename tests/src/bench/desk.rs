//! Somebody at the desk of a practice: calls go in and come out as JSON text, as they do from the window.

use crate::made::{WorkCopy, ports};
use jiff::Timestamp;
use keepwell_practice::demo::{OWNER, PASSWORD};
use keepwell_practice::door::{Caller, Door};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// A signed-in seat.
pub struct Desk {
    door: Door,
    seat: Caller,
    /// The clinic's day it is now.
    pub today: jiff::civil::Date,
}

impl Desk {
    /// Opens the practice and signs its owner in.
    pub fn open(copy: &WorkCopy) -> Self {
        let desk = Self::unsigned(&copy.folder, copy.at);
        desk.sign_in();
        desk
    }

    /// Opens the practice.
    pub fn unsigned(folder: &Path, at: Timestamp) -> Self {
        let door = Door::at(folder, ports(at));
        let today = door.practice().expect("the practice opens by itself").wall_now().date();
        Self {
            door,
            seat: Caller::window("main", false),
            today,
        }
    }

    /// The owner signs in.
    pub fn sign_in(&self) {
        self.ask("staff.sign_in", &json!({ "sign_in": OWNER, "password": PASSWORD }));
    }

    /// Asks, and answers how long it took with the answer.
    pub fn timed(&self, command: &str, input: &Value) -> (Duration, String) {
        let text = input.to_string();
        let begun = Instant::now();
        let input: Value = serde_json::from_str(&text).expect("JSON");
        let answer = match self.door.answer(&self.seat, command, input) {
            Ok(answer) => answer,
            Err(refusal) => panic!("{command} was refused: {refusal:?}"),
        };
        (begun.elapsed(), answer)
    }

    /// Asks and answers.
    pub fn ask(&self, command: &str, input: &Value) -> Value {
        serde_json::from_str(&self.timed(command, input).1).expect("JSON")
    }

    /// The file's key, for the raw measurements.
    pub fn key(&self) -> String {
        self.door
            .practice()
            .expect("an open practice")
            .dangerously_expose_key_for_measuring()
            .to_string()
    }

    /// Waits until every access entry noted so far is on disk, so that one measurement does not pay for another.
    pub fn settle(&self) {
        if let Some(practice) = self.door.practice() {
            practice.flush_audit();
        }
    }
}
