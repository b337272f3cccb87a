//! What patients send, from their browser over a real relay into the desk's queue: pairing, arriving after the desk was off, and
//! everything that is not as it should be.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops loudly"
)]
#![allow(dead_code, reason = "three tests share these parts")]

mod intake {
    mod arriving;
    mod hostile;
    mod opening;
    mod pairing;
    mod web;
}
