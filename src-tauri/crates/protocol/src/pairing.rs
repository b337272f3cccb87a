//! How a clinic's PC becomes known to a relay, and how it signs what it asks.

use crate::id::ClinicId;
use crate::signed::Signed;
use crate::text;
use serde::{Deserialize, Serialize};

/// `POST /v1/clinics`: with the invitation the relay's host made (`keepwell-relay invite`). Asking again with the same invitation and key is harmless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// The invitation's token, Crockford, 26 characters. The relay keeps only its hash; it works once and for 7 days.
    pub invitation: String,
    /// A signed [`Device`].
    pub device: Signed,
}

/// A PC that may speak for the clinic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// For which clinic.
    pub clinic: ClinicId,
    /// Ed25519 key of the clinic, base64url.
    pub signing_key: String,
    /// Ed25519 key of the PC, base64url. Registering another one retires the last.
    pub device_key: String,
    /// When, Unix seconds: an older one than the last is refused.
    pub issued_at: i64,
}

/// Names of the headers of a signed request. Signed are, under context `request`:
/// `METHOD "\n" path-with-query "\n" hex(SHA-256(body)) "\n" time "\n" nonce`.
pub mod header {
    /// The clinic's id.
    pub const CLINIC: &str = "x-keepwell-clinic";
    /// Unix seconds.
    pub const TIME: &str = "x-keepwell-time";
    /// 16 random bytes, Crockford.
    pub const NONCE: &str = "x-keepwell-nonce";
    /// Ed25519 by the device key, base64url.
    pub const SIGNATURE: &str = "x-keepwell-signature";
    /// Proof of work of a submission: `YYYY-MM-DD.nonce`, the nonce as decimal u64.
    pub const WORK: &str = "x-keepwell-work";
    /// The held slot of a submission: `slot.token`.
    pub const SLOT: &str = "x-keepwell-slot";
}

/// What a request's signature is over, under context `request`; `path` with its query, `time` and `nonce` as in the headers.
pub fn request_text(method: &str, path: &str, body: &[u8], time: &str, nonce: &str) -> Vec<u8> {
    let hash = text::write_hex(&text::sha256(body));
    format!("{method}\n{path}\n{hash}\n{time}\n{nonce}").into_bytes()
}

/// What the relay says when it refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct RelayError {
    /// `work` `taken` `no_such_slot` `no_such_clinic` `no_such_form` `other_bytes` `too_large` `full` `slow_down` `malformed` `not_signed` `stale` `gone` `fault`.
    pub code: String,
    /// For the log of a program, in English.
    pub message: String,
    /// For `work`: how many zero bits are asked.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bits: Option<u8>,
}
