//! How the clinic's PC speaks to its relay: one signed HTTP request at a time. Knows no database and decides nothing.

mod failure;

pub use failure::{Explanation, Failure, FailureKind, explain};
