//! A document and its signature. What is signed are the very bytes that travel, so nobody has to agree on a canonical JSON.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A document with its Ed25519 signature over `"keepwell/1|" context "|" document-bytes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The document's bytes (JSON in UTF-8), base64url without padding.
    pub document: String,
    /// 64 bytes, base64url without padding.
    pub signature: String,
}

/// What a signature is for: a signature made for one purpose is worth nothing for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// [`crate::bundle::Bundle`], by the clinic's signing key.
    Bundle,
    /// [`crate::slots::SlotBook`], by the clinic's signing key.
    Slots,
    /// [`crate::inbox::Receipt`], by the clinic's signing key.
    Receipt,
    /// [`crate::pairing::Device`], by the clinic's signing key.
    Device,
    /// A request of the clinic's PC to the relay, by the device key.
    Request,
}

impl Context {
    /// The word in the signed bytes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bundle => "bundle",
            Self::Slots => "slots",
            Self::Receipt => "receipt",
            Self::Device => "device",
            Self::Request => "request",
        }
    }
}
