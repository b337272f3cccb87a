//! Stories told through the door, on real files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops loudly, its helpers too"
)]

mod story {
    mod canary;
    mod doorkeeping;
    mod faults;
    mod first_day;
    mod people;
    mod pressed;
    mod seats;
    mod ways_in;
}
