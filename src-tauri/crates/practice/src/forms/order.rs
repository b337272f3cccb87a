//! Put the forms into an order: the one patients see.

use super::store;
use super::view::list;
use super::{FormList, OrderForms};
use crate::door::Call;
use crate::events::Event;
use crate::transact::Done;
use crate::{Refusal, Result, relay};

/// Orders the forms; those left out follow in their present order.
pub fn order(call: &Call<'_>, input: OrderForms) -> Result<Done<FormList>> {
    call.transact(|tx| {
        let present: Vec<_> = store::all(tx.on())?.into_iter().map(|row| row.id).collect();
        let mut wanted = Vec::with_capacity(present.len());
        for (at, form) in input.forms.iter().enumerate() {
            if !present.contains(form) {
                return Err(Refusal::invalid(
                    format!("forms.{at}"),
                    "This form is not there any more. Open the list again.",
                ));
            }
            if wanted.contains(form) {
                return Err(Refusal::invalid(format!("forms.{at}"), "This form is there twice."));
            }
            wanted.push(*form);
        }
        wanted.extend(present.iter().filter(|form| !input.forms.contains(form)));
        for (at, form) in wanted.iter().enumerate() {
            store::place(tx.on(), *form, at + 1)?;
        }
        tx.event(Event::new("form.ordered"));
        relay::publish_soon(tx)?;
        let undo = tx.undo_with(
            "Changed the order of the forms",
            "forms.order",
            &OrderForms { forms: present },
        )?;
        Ok(Done {
            value: list(tx.on())?,
            undo,
            told_at: None,
        })
    })
}
