//! Requests through the real door, on a real SQLCipher file; what arrives is made by hand.

mod afterwards;
mod answering;
mod arriving;
mod files;
mod hostile;
mod many;
mod replies;
mod settling;
mod slots;
pub mod web;
