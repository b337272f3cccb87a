//! The clinic's public face: its keys, its forms, what a patient may see before typing a word. Signed by the clinic.

use crate::id::{ClinicId, FormId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Text by language (BCP 47); the first of [`crate::form::Form::languages`] is always there.
pub type Text = BTreeMap<String, String>;

/// `GET /v1/c/{clinic}/bundle`, inside a [`crate::signed::Signed`] of context `bundle`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// 1.
    pub v: u32,
    /// Who; equals [`ClinicId::of_key`] of `signing_key`.
    pub clinic: ClinicId,
    /// Ed25519 public key, 32 bytes, base64url.
    pub signing_key: String,
    /// Which intake keys, 8 bytes in hex: the first 8 of SHA-256(xwing | x25519).
    pub kid: String,
    /// Suites the clinic opens, best first: 2 X-Wing, 1 X25519.
    pub suites: Vec<u8>,
    /// X-Wing public key, 1,216 bytes, base64url.
    pub xwing: String,
    /// X25519 public key, 32 bytes, base64url.
    pub x25519: String,
    /// The forms that are open, in the clinic's order.
    pub forms: Vec<FormEntry>,
    /// Rises with every publication: an older bundle than one already seen is refused.
    #[ts(type = "number")]
    pub serial: u64,
    /// When it was made, Unix seconds.
    #[ts(type = "number")]
    pub issued_at: i64,
    /// Not to be used after this, Unix seconds.
    #[ts(type = "number")]
    pub not_after: i64,
    /// What the page says about the clinic.
    pub about: About,
}

/// One open form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormEntry {
    /// Which.
    pub id: FormId,
    /// SHA-256 of the form's bytes in hex: its address, and bound into every submission.
    pub sha256: String,
    /// The word in its link: `a`–`z`, `0`–`9`, `-`.
    pub slug: String,
    /// Its title.
    pub title: Text,
}

/// The clinic as its own web site would show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Name.
    pub name: String,
    /// Phone as a person dials it; may be empty.
    pub phone: String,
    /// Address, lines; may be empty.
    pub address: String,
    /// IANA zone of all its wall times.
    pub zone: String,
    /// ISO 3166-1 alpha-2: how phones and dates are read.
    pub country: String,
}
