//! Send a text to oneself, filled with an invented patient.

use super::compose::words_of;
use super::render::fill;
use super::{TestTemplate, store, variables};
use crate::door::Call;
use crate::messaging::mail::{self, TestSent};
use crate::{Result, clinic};

/// Sends the saved text to an address of the clinic's own.
pub fn test_send(call: &Call<'_>, input: TestTemplate) -> Result<TestSent> {
    let filled = call.read(|on| {
        let clinic = clinic::facts(on)?;
        let template = store::get(on, input.template)?;
        fill(
            &template.text,
            &variables::samples_at(&words_of(&template.language, &clinic.country)?, &clinic),
        )
    })?;
    mail::send_to_self(call, &input.to, &filled.subject, &filled.text, filled.html)
}
