//! `vectors/envelope.json`: what every implementation opens, and what every one refuses with which word. The browser's reads the
//! same file (`ui/shared/sealed/vectors.test.ts`).

mod low_order;
mod make;
mod run;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vectors {
    keys: Keys,
    ids: Spellings,
    base64: Spellings,
    signed: Vec<SignedCase>,
    bundles: Vec<BundleCase>,
    envelopes: Vec<Original>,
    envelopes_changed: Vec<Changed>,
    plaintexts: Vec<Plaintext>,
    page: Page,
    pages_changed: Vec<Changed>,
    work: Vec<WorkCase>,
}

/// The clinic's secrets, for tests alone.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    clinic: String,
    signing_seed: String,
    signing_key: String,
    /// X-Wing seed and X25519 secret, 64 bytes.
    intake: String,
    kid: String,
    xwing: String,
    x25519: String,
}

/// Texts of bytes (hex) that are read, and texts that are not.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spellings {
    right: Vec<(String, String)>,
    wrong: Vec<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignedCase {
    name: String,
    context: String,
    key: String,
    signed: crate::signed::Signed,
    /// None: it is taken.
    refused: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BundleCase {
    name: String,
    clinic: String,
    now: i64,
    seen: u64,
    signed: crate::signed::Signed,
    refused: Option<String>,
}

/// An envelope; `plaintext` is what is in it, or `refused` how it is refused.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Original {
    name: String,
    clinic: String,
    envelope: String,
    submission: Option<Value>,
    /// Hex.
    files: Vec<String>,
    refused: Option<String>,
}

/// One of the originals, changed: cut, then grown with sevens, then its bits flipped at one place.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Changed {
    name: String,
    of: String,
    length: Option<usize>,
    /// Place and bits.
    flip: Option<(usize, u8)>,
    refused: String,
}

/// An opened plaintext: parts repeated, then zeros up to `size`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plaintext {
    name: String,
    parts: Vec<Part>,
    size: usize,
    refused: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    hex: String,
    text: String,
    times: usize,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    id: String,
    secret: String,
    sealed: String,
    page: Value,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkCase {
    clinic: String,
    /// Hex.
    bytes: String,
    work: String,
    bits: u8,
    enough: bool,
}
