//! The calendar: booking, moving, the flow of the day.

mod facts;

pub use facts::{VisitFacts, facts};

use crate::door::Command;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[];
