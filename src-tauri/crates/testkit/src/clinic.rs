#![allow(clippy::expect_used, clippy::panic, reason = "a test kit stops loudly")]
//! A clinic founded through the real door, on a real SQLCipher file in a folder that goes away with it.

use jiff::Timestamp;
use keepwell_keys::{Cost, Keychain, KeychainFailure, KeychainStore};
use keepwell_practice::Refusal;
use keepwell_practice::clock::HandClock;
use keepwell_practice::door::{Caller, Door};
use keepwell_practice::ports::{Notifier, Ports};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tempfile::TempDir;
use zeroize::Zeroizing;

/// The owner's password in every test clinic.
pub const PASSWORD: &str = "four unrelated paper lanterns";

/// A clinic and everything around it that a test turns.
pub struct TestClinic {
    /// The door. Replaced by [`TestClinic::restart`].
    pub door: Door,
    /// The clock's hand.
    pub clock: Arc<HandClock>,
    /// What was shown on the desktop.
    pub shown: Arc<Shown>,
    /// The seat tests call from.
    pub desk: Caller,
    /// The recovery code, as printed.
    pub recovery: String,
    ports: Ports,
    home: TempDir,
}

impl TestClinic {
    /// Four providers, five services, New York; Wednesday 18 March 2026, 08:00; recovery kit proven; owner `amara`
    /// signed in. No keychain: the practice opens by password.
    pub fn open() -> Self {
        Self::founded(Keychain::off)
    }

    /// The same on a PC whose keychain works (a real one cannot be had in a unit test).
    pub fn with_keychain() -> Self {
        Self::founded(remembering_keychain)
    }

    /// A PC whose keychain works and whose outside is as `change` makes it.
    pub fn with_ports(change: impl FnOnce(&mut Ports)) -> Self {
        Self::bare_with(remembering_keychain, change).found()
    }

    /// A PC with nothing on it yet, and a door to it.
    pub fn bare(keychain: fn(&str) -> Keychain) -> Self {
        Self::bare_with(keychain, |_| ())
    }

    fn bare_with(keychain: fn(&str) -> Keychain, change: impl FnOnce(&mut Ports)) -> Self {
        let home = TempDir::new().expect("a temporary folder");
        let clock = Arc::new(HandClock::at(at("2026-03-18T12:00:00Z")));
        let shown = Arc::new(Shown::default());
        let mut ports = Ports {
            clock: clock.clone(),
            notifier: shown.clone(),
            keychain,
            cost: Cost::WORTHLESS_BUT_QUICK,
            ..Ports::real()
        };
        change(&mut ports);
        let door = Door::at(&home.path().join("practice"), ports.clone());
        Self {
            door,
            clock,
            shown,
            desk: Caller::window("main", false),
            recovery: String::new(),
            ports,
            home,
        }
    }

    fn founded(keychain: fn(&str) -> Keychain) -> Self {
        Self::bare(keychain).found()
    }

    fn found(mut self) -> Self {
        let clinic = &mut self;
        let done = clinic.ask("practice.set_up", answers());
        let groups: Vec<&str> = done["recovery"]
            .as_array()
            .expect("groups")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        clinic.recovery = groups.join("-");
        clinic.ask("practice.prove_recovery", json!({ "code": clinic.recovery }));
        self
    }

    /// Calls the door from the desk; a refusal fails the test.
    pub fn ask(&self, command: &str, input: Value) -> Value {
        match self.door.call(&self.desk, command, input) {
            Ok(answer) => answer,
            Err(refusal) => panic!("{command} was refused: {refusal:?}"),
        }
    }

    /// Calls the door from the desk and expects to be refused.
    pub fn refused(&self, command: &str, input: Value) -> Refusal {
        match self.door.call(&self.desk, command, input) {
            Ok(answer) => panic!("{command} should have been refused, but answered {answer}"),
            Err(refusal) => refusal,
        }
    }

    /// Where the practice lies.
    pub fn folder(&self) -> PathBuf {
        self.home.path().join("practice")
    }

    /// What a door to this PC needs.
    pub fn ports(&self) -> Ports {
        self.ports.clone()
    }

    /// Ends the program and starts it again.
    pub fn restart(self) -> Self {
        self.restart_after(|_| ())
    }

    /// Ends the program, lets `happen` have its way with the practice's folder, and starts it again.
    pub fn restart_after(self, happen: impl FnOnce(&std::path::Path)) -> Self {
        let folder = self.folder();
        let Self {
            door,
            clock,
            shown,
            desk,
            recovery,
            ports,
            home,
        } = self;
        drop(door);
        happen(&folder);
        Self {
            door: Door::at(&folder, ports.clone()),
            clock,
            shown,
            desk,
            recovery,
            ports,
            home,
        }
    }

    /// The owner signs in at the desk.
    pub fn sign_in(&self) -> Value {
        self.ask("staff.sign_in", json!({ "sign_in": "amara", "password": PASSWORD }))
    }
}

/// The answers of the wizard that every test clinic gives.
pub fn answers() -> Value {
    let day: Value =
        serde_json::from_str(include_str!("../../practice/src/demo/day.json")).expect("the demo's first day");
    json!({
        "clinic": {
            "name": "Linden Street Clinic", "phone": "+1 484 555 0100", "email": "desk@linden.example", "address": "12 Linden Street\nAllentown, PA 18101",
            "country": "US", "zone": "America/New_York", "currency": "USD", "paper": "letter"
        },
        "day": day,
        "tone": "warm",
        "owner": { "name": "Amara Okafor", "sign_in": "amara", "role": "owner", "password": PASSWORD },
        "locked_mode": false
    })
}

/// A patient's record with a name, an e-mail address and nothing else.
pub fn person(given: &str, family: &str) -> Value {
    let address = format!("{}@example.com", given.to_lowercase());
    json!({
        "given": given, "family": family, "middle": "", "preferred": "", "own_script": "", "born": null, "sex": "unknown", "gender": "", "pronouns": "",
        "phones": [], "emails": [{ "address": address, "note": "" }], "addresses": [], "language": "", "contact_method": "email", "insurance": [],
        "emergency": [], "source": "", "status": "active", "tags": [], "fields": [], "schemes": [], "note": ""
    })
}

/// An instant from its RFC 3339 text.
pub fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Desktop notifications, kept for the test to look at.
#[derive(Default)]
pub struct Shown(Mutex<Vec<(String, String)>>);

impl Shown {
    /// What has been shown so far: title and body.
    pub fn all(&self) -> Vec<(String, String)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Notifier for Shown {
    fn notify(&self, title: &str, body: &str) -> Result<(), String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((title.into(), body.into()));
        Ok(())
    }
}

/// A keychain that lives as long as the test program: it survives a restart of the clinic like a real one.
pub fn remembering_keychain(practice_id: &str) -> Keychain {
    Keychain::with_store(practice_id, Remembering, Duration::from_secs(5))
}

/// Takes every entry away, as a reset of the operating system's password does.
pub fn lose_every_keychain_entry() {
    entries().clear();
}

#[derive(Debug, Clone, Copy)]
struct Remembering;

fn entries() -> std::sync::MutexGuard<'static, HashMap<String, String>> {
    static ENTRIES: OnceLock<Mutex<HashMap<String, String>>> = OnceLock::new();
    ENTRIES
        .get_or_init(Mutex::default)
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

impl KeychainStore for Remembering {
    fn read(&mut self, service: &str, user: &str) -> Result<Zeroizing<String>, KeychainFailure> {
        entries()
            .get(&format!("{service}/{user}"))
            .cloned()
            .map(Zeroizing::new)
            .ok_or(KeychainFailure::NoEntry)
    }

    fn write(&mut self, service: &str, user: &str, text: &str) -> Result<(), KeychainFailure> {
        entries().insert(format!("{service}/{user}"), text.to_owned());
        Ok(())
    }

    fn delete(&mut self, service: &str, user: &str) -> Result<(), KeychainFailure> {
        entries()
            .remove(&format!("{service}/{user}"))
            .map(drop)
            .ok_or(KeychainFailure::NoEntry)
    }
}
