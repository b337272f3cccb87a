//! Real parts for tests: servers that fail on command, and what else a story needs around the product.

pub mod smtp;
