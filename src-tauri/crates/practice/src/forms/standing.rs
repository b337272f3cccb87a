//! Close and open a form, give its link another word, throw a draft away; and take each of it back.

use super::create::standing;
use super::store::{self, FormRow};
use super::view::view;
use super::{FormView, OneForm, PutFormBack, RenameLink, in_base};
use crate::door::Call;
use crate::events::Event;
use crate::ids::OperationId;
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result, relay};
use keepwell_protocol::id::FormId;

/// Closes an open form: its link says so, what is on its way still arrives.
pub fn close(call: &Call<'_>, input: OneForm) -> Result<Done<FormView>> {
    change(call, input.form, "Closed", "form.closed", |_, row| {
        row.open = false;
        Ok(())
    })
}

/// Opens a closed form again, in the version it had.
pub fn reopen(call: &Call<'_>, input: OneForm) -> Result<Done<FormView>> {
    change(call, input.form, "Opened", "form.reopened", |_, row| {
        if row.published.is_none() {
            return Err(Refusal::new(
                Code::Invalid,
                "This form was never published, so there is nothing to open.",
            )
            .next("Publish it."));
        }
        row.open = true;
        Ok(())
    })
}

/// Gives a form another word in its link. The old link stops working.
pub fn rename_link(call: &Call<'_>, input: RenameLink) -> Result<Done<FormView>> {
    let slug = slug(&input.slug)?;
    change(
        call,
        input.form,
        "Changed the link of",
        "form.link_renamed",
        |tx, row| {
            if store::slug_is_taken(tx.on(), &slug, row.id)? {
                return Err(Refusal::invalid(
                    "slug",
                    "Another form has this word in its link. Choose another.",
                ));
            }
            slug.clone_into(&mut row.slug);
            Ok(())
        },
    )
}

/// Throws a draft away. A form that was ever published stays: submissions name it.
pub fn remove(call: &Call<'_>, input: OneForm) -> Result<Done<()>> {
    call.transact(|tx| {
        let row = store::one(tx.on(), input.form)?;
        if row.published.is_some() {
            return Err(Refusal::new(
                Code::Invalid,
                "This form has been published, and what patients sent with it refers to it. It cannot be removed.",
            )
            .next("Close it instead: patients can no longer fill it."));
        }
        let undo = apply(tx, row, "Removed", "form.removed", |_, row| {
            row.removed = true;
            Ok(())
        })?;
        Ok(Done {
            value: (),
            undo,
            told_at: None,
        })
    })
}

/// Puts a form back to where it stood. Only an undo does.
pub fn put_back(call: &Call<'_>, input: PutFormBack) -> Result<()> {
    call.transact(|tx| {
        let mut row = store::any(tx.on(), input.form)?;
        if standing(&row) != input.instead_of {
            return Err(
                Refusal::new(Code::CannotUndo, "Somebody changed this form again since.").next("Change it by hand."),
            );
        }
        let back = input.standing;
        if !back.removed && store::slug_is_taken(tx.on(), &back.slug, row.id)? {
            return Err(
                Refusal::new(Code::CannotUndo, "Another form has the word of this link by now.")
                    .next("Give that one another word first."),
            );
        }
        (row.published, row.open, row.slug, row.removed) = (back.published, back.open, back.slug, back.removed);
        store::update(tx.on(), &row)?;
        tx.subject(row.id);
        tx.event(Event::new("form.put_back").body(serde_json::json!({ "form": row.id })));
        relay::publish_soon(tx)
    })
}

fn change(
    call: &Call<'_>,
    form: FormId,
    done: &str,
    event: &'static str,
    how: impl FnOnce(&Tx<'_>, &mut FormRow) -> Result<()>,
) -> Result<Done<FormView>> {
    call.transact(|tx| {
        let row = store::one(tx.on(), form)?;
        let undo = apply(tx, row, done, event, how)?;
        Ok(Done {
            value: view(tx.on(), store::one(tx.on(), form)?)?,
            undo,
            told_at: None,
        })
    })
}

fn apply(
    tx: &mut Tx<'_>,
    mut row: FormRow,
    done: &str,
    event: &'static str,
    how: impl FnOnce(&Tx<'_>, &mut FormRow) -> Result<()>,
) -> Result<Option<OperationId>> {
    let before = standing(&row);
    how(tx, &mut row)?;
    store::update(tx.on(), &row)?;
    tx.subject(row.id);
    tx.event(Event::new(event).body(serde_json::json!({ "form": row.id })));
    relay::publish_soon(tx)?;
    let back = PutFormBack {
        form: row.id,
        standing: before,
        instead_of: standing(&row),
    };
    let label = format!("{done} “{}”", in_base(&row.draft, &row.draft.title));
    tx.undo_with(&label, "forms.put_back", &back)
}

fn slug(given: &str) -> Result<String> {
    let slug = given.trim().to_lowercase();
    let fits = (2..=60).contains(&slug.len())
        && slug
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-');
    if fits {
        Ok(slug)
    } else {
        Err(Refusal::invalid(
            "slug",
            "Use 2 to 60 small letters a to z, digits and hyphens between them, like new-patients.",
        ))
    }
}
