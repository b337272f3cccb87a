//! What the practice needs from the machine it runs on, passed in by the program that hosts it.

use crate::clock::{Clock, WallClock};
use keepwell_keys::{Cost, Keychain};
use keepwell_relay_client::{Http, Relay};
use std::sync::Arc;

/// Shows a person at this PC that something happened. The text carries no clinical content: lock screens show it.
pub trait Notifier: Send + Sync {
    /// Shows `title` and `body`; a desktop without notifications answers with the reason.
    fn notify(&self, title: &str, body: &str) -> Result<(), String>;
}

/// A host with no desktop: says so instead of pretending.
#[derive(Debug, Default)]
pub struct NoDesktop;

impl Notifier for NoDesktop {
    fn notify(&self, _: &str, _: &str) -> Result<(), String> {
        Err("this computer shows no desktop notifications".into())
    }
}

/// The outside of a practice.
#[derive(Clone)]
pub struct Ports {
    /// The wall clock.
    pub clock: Arc<dyn Clock>,
    /// Desktop notifications.
    pub notifier: Arc<dyn Notifier>,
    /// The keychain entry of a practice, by the practice's id.
    pub keychain: fn(&str) -> Keychain,
    /// What a password costs to check.
    pub cost: Cost,
    /// The way to the relay.
    pub relay: Arc<dyn Relay>,
    /// The files of the patient's page as this program ships them, name and SHA-256: what the relay has to serve. Empty where a
    /// program does not carry them.
    pub pages: fn() -> Vec<(String, [u8; 32])>,
}

impl Ports {
    /// The real machine: wall clock, the system's keychain, no desktop notifications.
    pub fn real() -> Self {
        Self {
            clock: Arc::new(WallClock),
            notifier: Arc::new(NoDesktop),
            keychain: Keychain::system,
            cost: Cost::default(),
            relay: Arc::new(Http::default()),
            pages: Vec::new,
        }
    }
}
