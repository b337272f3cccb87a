//! The clinic's line to its relay: pairing, intake keys, publishing, fetching what patients sent (INT-2, INT-3, NET-2).

use crate::door::Command;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[];
