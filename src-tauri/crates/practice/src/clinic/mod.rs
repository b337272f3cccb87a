//! The clinic itself: its facts, providers, rooms, services, hours and time off.

mod facts;
mod found;

pub use facts::{ClinicFacts, facts};
pub use found::{FoundClinic, Founded, NewProvider, NewService, OpenDay, found};

use crate::door::Command;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[];
