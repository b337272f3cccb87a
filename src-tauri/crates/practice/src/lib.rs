//! The product: what a small clinic does in a day, as use cases over one encrypted file.
//!
//! A folder is a concept, a file is a verb. Everything enters through [`door::Door`]; every change is one
//! transaction ([`transact`]) that carries its events, its audit entry and its jobs. What this crate is not:
//! it draws no window, serves no socket and reads no clock of its own.
//!
//! The fact that would surprise a reader: a folder's `store.rs` is private to it. Concepts meet through use cases
//! and events, never through another's SQL.

pub mod audit;
pub mod automation;
pub mod clinic;
pub mod clock;
pub mod demo;
pub mod door;
pub mod drafts;
pub mod events;
pub mod forms;
pub mod ids;
pub mod messaging;
pub mod online;
pub mod patients;
pub mod ports;
mod practice;
pub mod refusal;
pub mod relay;
pub mod requests;
pub mod schedule;
pub mod setup;
pub mod staff;
pub mod store;
pub mod transact;
pub mod undo;

pub use practice::Practice;
pub use refusal::{Code, Refusal, Result};
