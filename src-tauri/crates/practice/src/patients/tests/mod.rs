//! Patients through the real door, on a real SQLCipher file in a folder that goes away with the test.

mod bulk;
mod change;
mod consent;
mod list;
mod naughty;
mod photo;
mod search;
mod search_property;
mod story;

use crate::Refusal;
use crate::clock::HandClock;
use crate::door::{Caller, Door};
use crate::ports::{NoDesktop, Ports};
use keepwell_keys::{Cost, Keychain};
use serde_json::{Value, json};
use std::sync::Arc;

/// A clinic in New York on Wednesday 18 March 2026, 08:00, with its owner at the desk.
pub struct Clinic {
    pub door: Door,
    pub clock: Arc<HandClock>,
    desk: Caller,
    _home: tempfile::TempDir,
}

impl Clinic {
    /// The recovery code is proven: patients may be added.
    pub fn open() -> Self {
        let (clinic, code) = Self::unproven();
        clinic.ask("practice.prove_recovery", json!({ "code": code }));
        clinic
    }

    /// Nobody has typed the recovery code back yet.
    pub fn unproven() -> (Self, String) {
        let home = tempfile::TempDir::new().unwrap();
        let clock = Arc::new(HandClock::at("2026-03-18T12:00:00Z".parse().unwrap()));
        let ports = Ports {
            clock: clock.clone(),
            notifier: Arc::new(NoDesktop),
            keychain: Keychain::off,
            cost: Cost::WORTHLESS_BUT_QUICK,
            ..Ports::real()
        };
        let door = Door::at(&home.path().join("practice"), ports);
        let clinic = Self {
            door,
            clock,
            desk: Caller::window("main", false),
            _home: home,
        };
        let day: Value = serde_json::from_str(include_str!("../../demo/day.json")).unwrap();
        let done = clinic.ask(
            "practice.set_up",
            json!({
                "clinic": {
                    "name": "Linden", "phone": "", "email": "", "address": "", "country": "US", "zone": "America/New_York", "currency": "USD", "paper": "letter"
                },
                "day": day, "tone": "warm", "locked_mode": false,
                "owner": { "name": "Amara Okafor", "sign_in": "amara", "role": "owner", "password": "four unrelated paper lanterns" },
            }),
        );
        let groups: Vec<&str> = done["recovery"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let code = groups.join("-");
        (clinic, code)
    }

    pub fn try_ask(&self, command: &str, input: Value) -> Result<Value, Refusal> {
        self.door.call(&self.desk, command, input)
    }

    pub fn ask(&self, command: &str, input: Value) -> Value {
        self.try_ask(command, input)
            .unwrap_or_else(|refusal| panic!("{command}: {refusal:?}"))
    }

    pub fn refused(&self, command: &str, input: Value) -> Refusal {
        match self.try_ask(command, input) {
            Ok(answer) => panic!("{command} should have been refused, but answered {answer}"),
            Err(refusal) => refusal,
        }
    }

    /// Registers a patient and answers its view.
    pub fn register(&self, record: Value) -> Value {
        self.ask("patients.register", json!({ "record": record }))["value"].take()
    }

    /// Takes the last change back.
    pub fn undo(&self, done: &Value) {
        self.ask("undo.run", json!({ "operation": done["undo"] }));
    }

    /// The names found, best first: `Maria Silva`.
    pub fn found(&self, text: &str) -> Vec<String> {
        let hits = self.ask("patients.search", json!({ "text": text }));
        let name = |hit: &Value| {
            format!(
                "{} {}",
                hit["patient"]["given"].as_str().unwrap(),
                hit["patient"]["family"].as_str().unwrap()
            )
        };
        hits.as_array().unwrap().iter().map(name).collect()
    }
}

/// A full record, every field of it used.
pub fn grace() -> Value {
    json!({
        "given": "Grace", "family": "Kim", "middle": "Eun-ji", "preferred": "Gracie", "own_script": "김은지",
        "born": "1985-03-04", "sex": "female", "gender": "woman", "pronouns": "she/her",
        "phones": [
            { "kind": "mobile", "number": "(415) 555-2671", "note": "after 17:00" },
            { "kind": "home", "number": "+44 20 7946 0958", "note": "" }
        ],
        "emails": [{ "address": "Grace.Kim@example.com", "note": "" }],
        "addresses": [{ "kind": "home", "lines": ["12 Linden Street", "Flat 3"], "city": "Allentown", "region": "PA", "postcode": "18101", "country": "US" }],
        "language": "ko", "contact_method": "sms",
        "insurance": [{
            "payer": "Keystone", "plan": "Gold", "member_no": "K-1", "group_no": "7", "holder": "Min Kim", "valid_from": "2025-01-01", "valid_until": "2026-12-31"
        }],
        "emergency": [{ "name": "Min Kim", "relation": "husband", "phone": "415 555 2672" }],
        "source": "Neighbour", "status": "active", "tags": ["student", "prefers mornings"], "fields": [],
        "schemes": [{ "scheme": "Medicare", "number": "1EG4-TE5" }],
        "note": "Hard of hearing on the left.\nSpeak slowly."
    })
}
