//! The encrypted file: how it is opened, who may write it and how composed SQL reaches it.
//!
//! One connection writes, several read (WAL). The surprise: a wrong key shows only at the first query, so
//! [`open`] asks one before it hands the connection out.

mod bind;
mod migrate;
mod open;
mod readers;

pub use bind::{Select, Write};
pub(crate) use migrate::disk;
pub use migrate::{backup_before_migrating, latest_version, migrate};
pub use open::{assert_sqlite_version, open_reader, open_writer};
pub use readers::Readers;

/// The file's name inside the practice's folder.
pub const FILE: &str = "practice.db";
