//! The relay from outside, over HTTP: the same stories on one SQLite file and on a real PostgreSQL.

#[path = "suite/mod.rs"]
mod suite;
