//! The hosted endpoint: keeps sealed envelopes, published documents and open slots for clinics, and can read none of it.
//!
//! What it is not: it holds no key that opens anything, decides nothing about a clinic's calendar, and keeps nothing in the
//! process that another one on the same store would miss.

mod address;
mod answer;
mod body;
mod config;
mod device;
mod metrics;
mod pages;
mod routes;
mod running;
mod serve;
mod stall;
pub mod store;
mod sweep;
mod token;

pub use config::{Clock, Config, Limits, StoreAt, system_clock};
pub use running::{Running, StartError, start};

use address::{Addresses, Caller};
use answer::Answer;
use axum::http::request::Parts;
use std::sync::Arc;
use std::time::Duration;
use store::Store;

/// What every route shares.
#[derive(Clone)]
pub struct Relay {
    store: Store,
    limits: Arc<Limits>,
    clock: Clock,
    metrics: Arc<metrics::Metrics>,
    addresses: Addresses,
    trusted_proxies: usize,
    patience: Duration,
    room: body::Room,
}

impl Relay {
    /// A relay over an open store.
    pub fn new(config: &Config, store: Store) -> Self {
        Self {
            addresses: Addresses::new(store.clone()),
            store,
            limits: Arc::new(config.limits.clone()),
            clock: config.clock.clone(),
            metrics: Arc::default(),
            trusted_proxies: config.trusted_proxies,
            patience: config.patience,
            room: body::Room::new(config.limits.most_body_bytes),
        }
    }

    fn now(&self) -> i64 {
        (self.clock)()
    }

    /// Who asks.
    async fn caller(&self, parts: &Parts, now: i64) -> Answer<Caller> {
        let peer = parts.extensions.get::<serve::Peer>();
        let peer = peer.ok_or_else(|| store::Fault::Other("a request without a peer".into()))?;
        let address = address::of(peer.0, &parts.headers, self.trusted_proxies);
        self.addresses.caller(address, now).await
    }
}

/// Makes an invitation: the line a clinic pastes, `https://host/#pair=TOKEN`.
///
/// # Errors
/// What the store says.
pub async fn invite(store: &Store, public_url: &str, now: i64) -> Result<String, store::Fault> {
    let token = keepwell_protocol::random::bytes()
        .map_err(|_| store::Fault::Other("the operating system has no randomness".into()))?;
    let sha256 = token::hash(&token);
    store.act(store::acts::invitations::Invite { sha256, now }).await?;
    Ok(format!(
        "{}/#pair={}",
        public_url.trim_end_matches('/'),
        token::write(token)
    ))
}
