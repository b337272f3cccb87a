//! The keys crate from outside: every way in, every way it must stay shut.
// clippy.toml exempts test functions only; their helpers may stop loudly as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod file;
mod keychain;
mod memory;
mod place;
mod secrets;
mod slots;
mod tamper;
mod vector;
mod verifier;
