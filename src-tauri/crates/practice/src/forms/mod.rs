//! The forms a clinic designs for its web page: drafts, published versions, the ones Keepwell ships (INT-1).

use crate::door::Command;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[];
