//! Requests from the web: what patients sent, who looks after it, what became of it (INT-3, INT-4).

use crate::door::Command;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[];
