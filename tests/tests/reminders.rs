//! Stories of messages: what is planned, what goes, what does not and why.

mod outbox {
    pub mod desk;
    mod health;
    mod planning;
    mod sending;
    mod texts;
}
