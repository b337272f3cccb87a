//! Everything about one request.

use crate::door::Call;
use crate::requests::{RequestView, WhichRequest};
use crate::{Refusal, Result};

/// Everything about one request.
pub fn get(call: &Call<'_>, input: WhichRequest) -> Result<RequestView> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}
