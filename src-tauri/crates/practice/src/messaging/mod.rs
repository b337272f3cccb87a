//! (being written)

use crate::door::Command;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[];
