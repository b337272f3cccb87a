//! Everything about one request.

use crate::Result;
use crate::door::Call;
use crate::requests::{RequestView, WhichRequest, store, view};

/// Everything about one request.
pub fn get(call: &Call<'_>, input: WhichRequest) -> Result<RequestView> {
    call.looks_at(input.request);
    let now = call.practice()?.now().as_second();
    let shown = call.read(|on| view::at(on, now, store::load(on, input.request)?))?;
    for found in &shown.matches {
        call.looks_at(found.patient.id);
    }
    Ok(shown)
}
