//! The forms a clinic designs for its web page: drafts, published versions, the ones Keepwell ships (INT-1).
//!
//! A form has one draft and any number of published versions. A version is bytes: what the relay hands out, what a
//! submission names by its hash, kept for ever. What may surprise: service questions are filled in when a version is
//! frozen, and a version is frozen anew when the clinic's services change.

mod create;
mod freeze;
mod link;
mod order;
mod publish;
mod published;
mod save;
mod shipped;
mod standing;
mod store;
#[cfg(test)]
mod tests;
mod view;
mod wire;

pub use published::{PublishedForm, by_hash, is_current, published};
pub(crate) use published::{services_changed, with_slots};
pub(crate) use shipped::publish_all;
pub use shipped::ship;
pub(crate) use wire::in_base;
pub use wire::*;

use crate::Result;
use crate::door::{Call, Command, command};
use crate::transact::Done;
use keepwell_protocol::form::Choice;
use keepwell_protocol::form::design::DesignProblem;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("forms.list", list, (), FormList, SeeRequests),
    command!("forms.get", get, OneForm, FormView, SeeRequests),
    command!("forms.services", services, (), Vec<Choice>, SeeRequests),
    command!("forms.create", create::create, CreateForm, Done<FormView>, ManageForms),
    command!("forms.save", save::save, SaveForm, FormView, ManageForms),
    command!("forms.check", save::check, CheckForm, Vec<DesignProblem>, ManageForms),
    command!(
        "forms.publish",
        publish::publish,
        PublishForm,
        Done<FormView>,
        ManageForms
    ),
    command!("forms.close", standing::close, OneForm, Done<FormView>, ManageForms),
    command!("forms.reopen", standing::reopen, OneForm, Done<FormView>, ManageForms),
    command!(
        "forms.rename_link",
        standing::rename_link,
        RenameLink,
        Done<FormView>,
        ManageForms
    ),
    command!("forms.remove", standing::remove, OneForm, Done<()>, ManageForms),
    command!("forms.put_back", standing::put_back, PutFormBack, (), ManageForms),
    command!("forms.order", order::order, OrderForms, Done<FormList>, ManageForms),
    command!("forms.link", link::link, OneForm, FormLink, SeeRequests),
];

fn list(call: &Call<'_>, (): ()) -> Result<FormList> {
    call.read(view::list)
}

fn get(call: &Call<'_>, input: OneForm) -> Result<FormView> {
    call.read(|on| view::view(on, store::one(on, input.form)?))
}

/// The clinic's active services as choices, to pick from.
fn services(call: &Call<'_>, (): ()) -> Result<Vec<Choice>> {
    call.read(|on| freeze::services(on, "en"))
}
