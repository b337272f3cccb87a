//! The calendar through its door, on a real SQLCipher file.

mod bad_input;
mod booking;
pub(crate) mod desk;
mod flow;
mod moving;
mod race;
mod reading;
mod speed;
mod undo;
mod wall_times;
