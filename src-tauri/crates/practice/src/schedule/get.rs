//! One visit.

use crate::Result;
use crate::door::Call;
use crate::schedule::visit::{AskVisit, VisitView};

/// The visit, with all that is known of it.
pub fn get(_call: &Call<'_>, _input: AskVisit) -> Result<VisitView> {
    Err(crate::Refusal::fault("being written"))
}
