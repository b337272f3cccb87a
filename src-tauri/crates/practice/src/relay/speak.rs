//! Everything needed to speak to the relay for the clinic.

use super::{keys, store};
use crate::practice::Practice;
use crate::{Refusal, Result};
use keepwell_protocol::id::ClinicId;
use keepwell_protocol::signed::SigningKey;
use keepwell_relay_client::{Address, Clinic, Failure, FailureKind, Relay};
use std::sync::Arc;

/// The clinic's voice at its relay.
pub struct Speaker {
    /// Who carries requests.
    pub relay: Arc<dyn Relay>,
    /// Where the relay is.
    pub address: Address,
    /// The clinic there.
    pub clinic: ClinicId,
    /// The key that signs for the clinic.
    pub signing: SigningKey,
    device: SigningKey,
}

impl Speaker {
    /// The voice at the relay in use; `None`: not paired.
    pub fn of(practice: &Practice) -> Result<Option<Self>> {
        practice.read(|on| {
            let Some(linked) = store::linked(on)? else {
                return Ok(None);
            };
            let signing = keys::signing(on)?.ok_or_else(|| Refusal::fault("a link without a clinic key"))?;
            Ok(Some(Self {
                relay: Arc::clone(&practice.ports().relay),
                address: linked.address,
                clinic: signing.clinic(),
                signing,
                device: linked.device,
            }))
        })
    }

    /// Requests signed at `now`, Unix seconds.
    pub fn clinic(&self, now: i64) -> Clinic<'_> {
        Clinic {
            relay: self.relay.as_ref(),
            address: &self.address,
            clinic: self.clinic,
            device: &self.device,
            now,
        }
    }

    /// The relay answered something that a relay does not answer.
    pub fn nonsense(&self, detail: &str) -> Failure {
        Failure {
            kind: FailureKind::NotARelay,
            host: self.address.host().to_owned(),
            detail: detail.into(),
        }
    }
}
