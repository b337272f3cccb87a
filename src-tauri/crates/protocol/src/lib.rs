//! What the relay, the clinic and the patient's browser say to each other: ids, documents, sealing, limits.
//!
//! `docs/relay-protocol.md` is the specification; this crate is its types and its one implementation in Rust, the browser's
//! is `ui/shared/sealed`. What it is not: it opens no socket, keeps no state and reads no clock.

pub mod bundle;
pub mod envelope;
pub mod form;
pub mod id;
pub mod inbox;
pub mod json;
pub mod keys;
pub mod limits;
pub mod padding;
pub mod page;
pub mod pairing;
pub mod random;
pub mod signed;
pub mod slots;
pub mod submission;
pub mod text;
pub mod work;

#[cfg(test)]
mod typescript;
#[cfg(test)]
mod vectors;
