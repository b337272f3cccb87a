//! A clinic on the web: its desk, a real relay, the line between them turned by hand, and patients.

use keepwell_practice::relay::Line;
use keepwell_protocol::form::Form;
use keepwell_relay_client::Relay;
use keepwell_testkit::clinic::TestClinic;
use keepwell_testkit::relay::{Patient, Sealed, TestRelay, fill, publish_consultation};
use serde_json::{Value, json};
use std::sync::Arc;

/// The store of a relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    Sqlite,
    Postgres,
}

impl Store {
    pub fn relay(self, clinic: &TestClinic) -> TestRelay {
        match self {
            Self::Sqlite => TestRelay::sqlite(clinic),
            Self::Postgres => TestRelay::postgres(clinic),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

pub struct Web {
    pub clinic: TestClinic,
    pub relay: TestRelay,
    pub line: Line,
    pub slug: String,
}

impl Web {
    /// Paired, with the consultation form open.
    pub fn open() -> Self {
        Self::of(TestClinic::with_keychain(), Store::Sqlite)
    }

    /// With somebody between the desk and its relay.
    pub fn through(relay: Arc<dyn Relay>, pages: fn() -> Vec<(String, [u8; 32])>) -> Self {
        let clinic = TestClinic::with_ports(|ports| {
            ports.relay = relay;
            ports.pages = pages;
        });
        Self::of(clinic, Store::Sqlite)
    }

    pub fn of(clinic: TestClinic, store: Store) -> Self {
        let relay = store.relay(&clinic);
        Self::with(clinic, relay)
    }

    pub fn with(clinic: TestClinic, relay: TestRelay) -> Self {
        let slug = publish_consultation(&clinic);
        relay.pair(&clinic);
        let line = Line::new(clinic.door.practice().expect("an open practice"));
        Self {
            clinic,
            relay,
            line,
            slug,
        }
    }

    pub fn now(&self) -> i64 {
        self.clinic.door.practice().expect("an open practice").now().as_second()
    }

    /// Time passes, and whoever sits at the desk signs in again: screens lock themselves.
    pub fn pass(&self, seconds: i64) {
        self.clinic.clock.advance(seconds);
        self.clinic.sign_in();
    }

    /// The desk's look at the relay.
    pub fn look(&mut self) {
        self.line.turn_now().expect("a look");
    }

    /// A patient's look at what the relay serves, by the desk.
    pub fn watch(&mut self) {
        self.line.watch_now().expect("a look");
    }

    pub fn status(&self) -> Value {
        self.clinic.ask("relay.status", Value::Null)
    }

    /// The codes of the open alarms.
    pub fn alarms(&self) -> Vec<String> {
        let status = self.status();
        let alarms = status["alarms"].as_array().expect("alarms");
        alarms
            .iter()
            .map(|alarm| alarm["code"].as_str().expect("a code").to_owned())
            .collect()
    }

    pub fn patient(&self) -> Patient {
        let clinic = self.status()["clinic"].as_str().expect("an id").to_owned();
        Patient::open(&self.relay.address(), &clinic, self.now()).expect("the clinic's page opens")
    }

    pub fn form(&self, patient: &Patient) -> (Form, [u8; 32]) {
        patient.form(&self.slug).expect("the form")
    }

    /// Somebody called `given` fills the form and seals it.
    pub fn sealed(&self, patient: &Patient, given: &str) -> Sealed {
        let (form, hash) = self.form(patient);
        patient.seal(hash, fill(&form, given, "Kim", self.now()), &[])
    }

    /// The names of all requests, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        loop {
            let page = self.clinic.ask(
                "requests.list",
                json!({ "part": "all", "offset": names.len(), "limit": 200 }),
            );
            let requests = page["requests"].as_array().expect("requests");
            names.extend(
                requests
                    .iter()
                    .map(|request| request["name"].as_str().expect("a name").to_owned()),
            );
            if requests.is_empty() || i64::try_from(names.len()).unwrap() >= page["total"].as_i64().expect("a total") {
                break;
            }
        }
        names.sort();
        names
    }

    /// The flags of the request of this name.
    pub fn flags(&self, name: &str) -> Vec<String> {
        let page = self.clinic.ask("requests.list", json!({ "part": "all", "text": name }));
        let id = page["requests"][0]["id"].clone();
        let request = self.clinic.ask("requests.get", json!({ "request": id }));
        let flags = request["flags"].as_array().expect("flags");
        flags
            .iter()
            .map(|flag| flag["flag"].as_str().expect("a flag").to_owned())
            .collect()
    }

    /// The desk's program ends and starts again.
    pub fn restart_desk(self) -> Self {
        let Self {
            clinic,
            relay,
            line,
            slug,
        } = self;
        drop(line);
        let clinic = clinic.restart();
        clinic.sign_in();
        let line = Line::new(clinic.door.practice().expect("an open practice"));
        Self {
            clinic,
            relay,
            line,
            slug,
        }
    }
}

/// Appends a row of figures.
pub fn write_figures(row: &Value) {
    use std::io::Write;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/figures.jsonl");
    let mut file = std::fs::File::options()
        .create(true)
        .append(true)
        .open(path)
        .expect("target is there");
    writeln!(file, "{row}").expect("figures are written");
}
