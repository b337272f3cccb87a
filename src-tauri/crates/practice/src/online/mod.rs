//! Times the clinic offers on the web (INT-5): what is offered, by whom, when, and how much of it.

use crate::door::Command;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[];
