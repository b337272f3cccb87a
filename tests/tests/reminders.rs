//! Stories of messages: what is planned, what goes, what does not and why.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops loudly and says what it counted"
)]

mod outbox {
    pub mod desk;
    mod health;
    mod invitations;
    mod planning;
    mod requests;
    mod sending;
    mod stubborn;
    mod texts;
}
