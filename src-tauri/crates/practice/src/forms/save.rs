//! Save a draft, unless somebody else saved it meanwhile; look for problems without saving.

use super::store;
use super::view::view;
use super::{CheckForm, FormView, SaveForm};
use crate::door::Call;
use crate::events::Event;
use crate::{Code, Refusal, Result};
use keepwell_protocol::form::Form;
use keepwell_protocol::form::design::{self, DesignProblem};

/// Largest draft kept, bytes: twice what can be published, so that shortening can be done in several sittings.
const LARGEST_DRAFT: usize = 2 * keepwell_protocol::limits::LARGEST_FORM;

/// Saves a draft. A draft may have problems: they are told, and keep it from being published.
pub fn save(call: &Call<'_>, input: SaveForm) -> Result<FormView> {
    call.transact(|tx| {
        let mut row = store::one(tx.on(), input.form)?;
        if row.revision != input.revision {
            return Err(Refusal::new(
                Code::Changed,
                "Somebody else saved this form while you were working on it.",
            )
            .next("Look at their version, then make your change again.")
            .details(view(tx.on(), row)?));
        }
        row.draft = Form {
            v: 1,
            id: row.id,
            version: 0,
            ..input.draft
        };
        let bytes = serde_json::to_vec(&row.draft).map_err(Refusal::fault)?.len();
        if bytes > LARGEST_DRAFT {
            return Err(Refusal::invalid(
                "draft",
                format!("This form is too large to keep: {} KiB.", bytes.div_ceil(1024)),
            )
            .next("Shorten its texts."));
        }
        row.revision += 1;
        row.saved_at = tx.now().as_second();
        store::update(tx.on(), &row)?;
        tx.subject(row.id);
        tx.event(Event::new("form.saved").body(serde_json::json!({ "form": row.id, "revision": row.revision })));
        view(tx.on(), row)
    })
}

/// Every problem of the form as it stands on the screen.
pub fn check(_call: &Call<'_>, input: CheckForm) -> Result<Vec<DesignProblem>> {
    Ok(design::problems(&input.draft))
}
