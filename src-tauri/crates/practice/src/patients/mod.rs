//! Patients: register, find, edit, consents, timeline.

mod contact;

pub use contact::{Contact, contact};

use crate::door::Command;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[];
