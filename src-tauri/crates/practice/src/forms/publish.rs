//! Publish the draft: a version is frozen, and the relay is told.

use super::create::standing;
use super::store;
use super::view::view;
use super::{FormView, PublishForm, PutFormBack, freeze, in_base};
use crate::door::Call;
use crate::events::Event;
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result, relay, staff};
use keepwell_protocol::form::design;
use keepwell_protocol::id::FormId;

/// Publishes the draft of the revision on the screen and opens the form. What can be put right is refused first.
pub fn publish(call: &Call<'_>, input: PublishForm) -> Result<Done<FormView>> {
    let by = call.staff()?;
    call.transact(|tx| {
        let before = store::one(tx.on(), input.form)?;
        if before.revision != input.revision {
            return Err(Refusal::new(
                Code::Changed,
                "Somebody else saved this form while you were looking at it.",
            )
            .next("Look at their version, then publish it.")
            .details(view(tx.on(), before)?));
        }
        let name = staff::name_of(tx.on(), by)?.ok_or_else(|| Refusal::not_found("This account"))?;
        put_out(tx, input.form, &name)?;
        let after = store::one(tx.on(), input.form)?;
        let back = PutFormBack {
            form: input.form,
            standing: standing(&before),
            instead_of: standing(&after),
        };
        let label = format!("Published “{}”", in_base(&after.draft, &after.draft.title));
        let undo = tx.undo_with(&label, "forms.put_back", &back)?;
        Ok(Done {
            value: view(tx.on(), after)?,
            undo,
            told_at: None,
        })
    })
}

/// Freezes the draft of a form and opens it.
pub(super) fn put_out(tx: &mut Tx<'_>, form: FormId, by: &str) -> Result<()> {
    let mut row = store::one(tx.on(), form)?;
    let problems = design::problems(&row.draft);
    if let Some(first) = problems.first() {
        let many = match problems.len() {
            1 => String::new(),
            more => format!(" ({more} things in all.)"),
        };
        return Err(Refusal::invalid(first.path.clone(), format!("{}{many}", first.text))
            .next("Put right what is marked, then publish.")
            .details(&problems));
    }
    let draft = row.draft.clone();
    let version = freeze::freeze(tx, &row, &draft, by)?;
    (row.published, row.open) = (Some(version), true);
    store::update(tx.on(), &row)?;
    tx.subject(row.id);
    tx.event(Event::new("form.published").body(serde_json::json!({ "form": row.id, "version": version })));
    relay::publish_soon(tx)
}
