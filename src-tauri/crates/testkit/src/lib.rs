//! Real parts for tests: servers that fail on command, and what else a story needs around the product.

// What uses the practice stands behind a feature: the mail crate's tests do without it.
#[cfg(feature = "clinic")]
pub mod clinic;
#[cfg(unix)]
pub mod postgres;
#[cfg(feature = "relay")]
pub mod relay;
pub mod smtp;
