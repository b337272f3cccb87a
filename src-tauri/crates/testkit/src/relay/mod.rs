//! A real relay in this process, a patient's browser in Rust, and a line between them that breaks on command.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test kit stops loudly"
)]

mod fill;
mod patient;
mod proxy;

pub use fill::fill;
pub use patient::{Patient, Sealed, Standing, Told};
pub use proxy::{Fault, Proxy};

use crate::clinic::TestClinic;
use keepwell_relay::{Config, Running, StoreAt, start};
use keepwell_relay_client::Address;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;

/// A relay whose clock is the clinic's, whose limits let a test's one address do everything, and that asks for hardly any work.
pub struct TestRelay {
    running: Option<Running>,
    config: Config,
    /// How far its clock is ahead of the clinic's, seconds.
    ahead: Arc<AtomicI64>,
    _home: TempDir,
}

impl TestRelay {
    /// On one SQLite file.
    pub fn sqlite(clinic: &TestClinic) -> Self {
        let home = TempDir::new().expect("a temporary folder");
        let store = StoreAt::Sqlite(home.path().join("relay.db"));
        Self::on(clinic, store, home)
    }

    /// On a PostgreSQL database of its own.
    #[cfg(unix)]
    pub fn postgres(clinic: &TestClinic) -> Self {
        let store = StoreAt::from_text(&crate::postgres::database());
        Self::on(clinic, store, TempDir::new().expect("a temporary folder"))
    }

    fn on(clinic: &TestClinic, store: StoreAt, home: TempDir) -> Self {
        let hand = Arc::clone(&clinic.clock);
        let mut config = Config::new(store);
        let ahead = Arc::new(AtomicI64::new(0));
        let offset = Arc::clone(&ahead);
        config.clock = Arc::new(move || {
            keepwell_practice::clock::Clock::now(hand.as_ref()).as_second() + offset.load(Ordering::SeqCst)
        });
        config.limits.least_work = 4;
        config.limits.busy_work = 4;
        for limit in [
            &mut config.limits.per_address_minute,
            &mut config.limits.per_address_day,
            &mut config.limits.per_clinic_minute,
            &mut config.limits.holds_per_address_minute,
            &mut config.limits.holds_at_once,
            &mut config.limits.registrations_per_address_minute,
        ] {
            *limit = 1_000_000;
        }
        config.limits.most_pending = 1_000_000;
        config.sweep_every = std::time::Duration::from_millis(100);
        let running = start(config.clone()).unwrap_or_else(|error| panic!("the relay does not start: {error}"));
        // From now on always there: a restart must be found at the same place.
        config.listen = running.address;
        Self {
            running: Some(running),
            config,
            ahead,
            _home: home,
        }
    }

    /// The same relay reached by another address: a proxy's.
    pub fn known_as(mut self, url: &str) -> Self {
        self.stop();
        self.config.public_url = url.to_owned();
        self.start();
        self
    }

    /// Its clock goes wrong by so many seconds.
    pub fn clock_off_by(&self, seconds: i64) {
        self.ahead.store(seconds, Ordering::SeqCst);
    }

    /// Where it listens.
    pub fn listens(&self) -> SocketAddr {
        self.config.listen
    }

    /// Its address.
    pub fn address(&self) -> Address {
        let url = if self.config.public_url.is_empty() {
            format!("http://{}", self.config.listen)
        } else {
            self.config.public_url.clone()
        };
        Address::read(&url).expect("an address")
    }

    /// One more invitation.
    pub fn invite(&self) -> String {
        let running = self.running.as_ref().expect("a relay that runs");
        running
            .invite()
            .unwrap_or_else(|fault| panic!("no invitation: {fault}"))
    }

    /// Ends the program.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }

    /// Starts it again, at the same address with the same store.
    pub fn start(&mut self) {
        self.stop();
        self.running =
            Some(start(self.config.clone()).unwrap_or_else(|error| panic!("the relay does not start again: {error}")));
    }

    /// Pairs a clinic with it; every step has to work.
    pub fn pair(&self, clinic: &TestClinic) -> Value {
        let paired = clinic.ask("relay.pair", json!({ "invitation": self.invite() }));
        assert_eq!(paired["ok"], true, "pairing: {}", paired["steps"]);
        paired
    }
}

/// Publishes the form for consultations that Keepwell brings along; answers its slug.
pub fn publish_consultation(clinic: &TestClinic) -> String {
    let made = clinic.ask(
        "forms.create",
        json!({ "from": { "from": "shipped", "key": "consultation" } }),
    );
    let form = &made["value"];
    let published = clinic.ask(
        "forms.publish",
        json!({ "form": form["line"]["id"], "revision": form["revision"] }),
    );
    let slug = &published["value"]["line"]["slug"];
    slug.as_str()
        .unwrap_or_else(|| panic!("a published form has a link: {published}"))
        .to_owned()
}
