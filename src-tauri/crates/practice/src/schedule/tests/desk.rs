//! A founded clinic and the desk that asks it, as the tests of the calendar need them.

use crate::clock::HandClock;
use crate::door::{Caller, Door};
use crate::ids::PatientId;
use crate::ports::{NoDesktop, Ports};
use crate::transact::{Actor, Origin};
use crate::{Practice, Refusal};
use jiff::Timestamp;
use keepwell_keys::{Cost, Keychain};
use rusqlite::params;
use serde_json::{Value, json};
use std::sync::Arc;
use tempfile::TempDir;

const PASSWORD: &str = "four unrelated paper lanterns";

/// Friday 20 November 2026, 08:00 in New York.
pub const MORNING: &str = "2026-11-20T13:00:00Z";

/// A clinic of three providers with a room each, open Monday to Friday 09:00–12:00 and 13:00–17:00; the owner sits at
/// the desk.
pub struct Desk {
    pub door: Door,
    pub clock: Arc<HandClock>,
    pub seat: Caller,
    pub providers: Vec<String>,
    pub rooms: Vec<String>,
    pub services: Vec<String>,
    _home: TempDir,
}

impl Desk {
    pub fn open() -> Self {
        Self::in_zone("America/New_York", MORNING)
    }

    pub fn in_zone(zone: &str, now: &str) -> Self {
        let home = TempDir::new().unwrap();
        let clock = Arc::new(HandClock::at(now.parse::<Timestamp>().unwrap()));
        let ports = Ports {
            clock: clock.clone(),
            notifier: Arc::new(NoDesktop),
            keychain: Keychain::off,
            cost: Cost::WORTHLESS_BUT_QUICK,
            ..Ports::real()
        };
        let mut desk = Self {
            door: Door::at(&home.path().join("practice"), ports),
            clock,
            seat: Caller::window("main", false),
            providers: Vec::new(),
            rooms: Vec::new(),
            services: Vec::new(),
            _home: home,
        };
        let week: Vec<Value> = (1..=5)
            .map(|day| json!({ "weekday": day, "from": "09:00", "until": "17:00", "lunch": ["12:00", "13:00"] }))
            .collect();
        desk.ask(
            "practice.set_up",
            json!({
                "clinic": { "name": "Linden Street Clinic", "phone": "", "email": "", "address": "", "country": "US", "zone": zone, "currency": "USD", "paper": "letter" },
                "day": {
                    "week": week,
                    "providers": [{ "name": "Dr. Okafor", "speciality": "Family medicine" }, { "name": "Dr. Brandt", "speciality": "" }, { "name": "Priya Nair", "speciality": "" }],
                    "services": [
                        { "name": "Consultation", "minutes": 30, "price": 9000, "colour": "teal" },
                        { "name": "Physio", "minutes": 60, "price": 8500, "colour": "amber" }
                    ],
                },
                "tone": "warm",
                "owner": { "name": "Amara Okafor", "sign_in": "amara", "role": "owner", "password": PASSWORD },
                "locked_mode": false
            }),
        );
        desk.providers = desk.ids("providers.list");
        desk.rooms = desk.ids("rooms.list");
        desk.services = desk.ids("services.list");
        desk
    }

    fn ids(&self, list: &str) -> Vec<String> {
        self.ask(list, Value::Null)
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect()
    }

    pub fn practice(&self) -> Arc<Practice> {
        self.door.practice().unwrap()
    }

    /// Calls the door; a refusal fails the test.
    pub fn ask(&self, command: &str, input: Value) -> Value {
        self.door
            .call(&self.seat, command, input)
            .unwrap_or_else(|refusal| panic!("{command} was refused: {refusal:?}"))
    }

    /// Calls the door.
    pub fn ask_maybe(&self, command: &str, input: Value) -> Result<Value, Refusal> {
        self.door.call(&self.seat, command, input)
    }

    /// Calls the door and expects to be refused.
    pub fn refused(&self, command: &str, input: Value) -> Refusal {
        match self.door.call(&self.seat, command, input) {
            Ok(answer) => panic!("{command} should have been refused, but answered {answer}"),
            Err(refusal) => refusal,
        }
    }

    /// Puts a patient into the file, beside the register's own rules.
    pub fn patient(&self, given: &str, family: &str) -> String {
        let id = PatientId::make();
        let origin = Origin {
            actor: Actor::Setup,
            seat: "test",
            command: "test",
        };
        self.practice()
            .transact(&origin, |tx| {
                tx.on().execute("INSERT INTO patient (id, given, family, phone, born, created_at, changed_at) VALUES (?1, ?2, ?3, '+14845550100', '1980-05-01', 0, 0)", params![id, given, family])?;
                Ok(())
            })
            .unwrap();
        id.to_string()
    }

    /// Runs SQL behind the door's back.
    pub fn sql(&self, sql: &str) {
        let origin = Origin {
            actor: Actor::Setup,
            seat: "test",
            command: "test",
        };
        self.practice()
            .transact(&origin, |tx| Ok(tx.on().execute_batch(sql)?))
            .unwrap();
    }

    /// One number from the file.
    pub fn number(&self, sql: &str) -> i64 {
        self.practice()
            .read(|on| Ok(on.query_row(sql, [], |row| row.get(0))?))
            .unwrap()
    }

    /// A consultation with the provider at `place`.
    pub fn wish(&self, patient: &str, place: usize, starts: &str) -> Value {
        json!({ "patient": patient, "provider": self.providers[place], "service": self.services[0], "starts": starts })
    }

    /// Books it.
    pub fn book(&self, patient: &str, place: usize, starts: &str) -> Value {
        self.ask("visits.book", self.wish(patient, place, starts))["value"].clone()
    }

    /// Moves `visit` with what `to` says.
    pub fn shift(&self, visit: &Value, to: Value) -> Value {
        with(json!({ "visit": visit["id"], "version": visit["version"] }), to)
    }

    /// Gives the provider at `place` a policy.
    pub fn policy(&self, place: usize, overlap: &str, most: u32) {
        let name = ["Dr. Okafor", "Dr. Brandt", "Priya Nair"][place];
        self.ask("providers.save", json!({ "id": self.providers[place], "name": name, "speciality": "", "room": self.rooms[place], "overlap": overlap, "overlap_most": most, "active": true }));
    }
}

/// `base` with the members of `more`.
pub fn with(mut base: Value, more: Value) -> Value {
    if let (Some(base), Value::Object(more)) = (base.as_object_mut(), more) {
        base.extend(more);
    }
    base
}

/// The kinds of the clashes a refusal names.
pub fn clashes(refusal: &Refusal) -> Vec<String> {
    refusal.details.as_ref().unwrap()["clashes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["kind"].as_str().unwrap().to_owned())
        .collect()
}
