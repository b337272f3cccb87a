//! The keys crate from outside: every way in, every way it must stay shut.

mod file;
mod keychain;
mod memory;
mod place;
mod secrets;
mod slots;
mod tamper;
mod vector;
mod verifier;
