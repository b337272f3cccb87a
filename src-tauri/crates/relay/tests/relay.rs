#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests stop loudly"
)]
//! The relay from outside, over HTTP: the same stories on one SQLite file and on a real PostgreSQL.

#[path = "suite/mod.rs"]
mod suite;
