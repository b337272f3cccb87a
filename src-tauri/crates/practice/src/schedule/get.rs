//! One visit.

use crate::Result;
use crate::door::Call;
use crate::schedule::view;
use crate::schedule::visit::{AskVisit, VisitView};

/// The visit, with all that is known of it.
pub fn get(call: &Call<'_>, input: AskVisit) -> Result<VisitView> {
    let visit = call.read(|on| view::one(on, input.visit))?;
    call.looks_at(visit.id);
    call.looks_at(visit.patient);
    Ok(visit)
}
