//! The forms a clinic designs for its web page: drafts, published versions, the ones Keepwell ships (INT-1).
//!
//! A form has one draft and any number of published versions. A version is bytes: what the relay hands out, what a
//! submission names by its hash, kept for ever. What may surprise: service questions are filled in when a version is
//! frozen, and a version is frozen anew when the clinic's services change.

mod wire;

pub use wire::*;

use crate::door::{Call, Command, command};
use crate::transact::{Done, Tx};
use crate::{Refusal, Result};
use keepwell_protocol::bundle::FormEntry;
use keepwell_protocol::form::design::DesignProblem;
use keepwell_protocol::form::{Choice, Form};
use rusqlite::Connection;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("forms.list", list, (), FormList, SeeRequests),
    command!("forms.get", get, OneForm, FormView, SeeRequests),
    command!("forms.services", services, (), Vec<Choice>, SeeRequests),
    command!("forms.create", create, CreateForm, Done<FormView>, ManageForms),
    command!("forms.save", save, SaveForm, FormView, ManageForms),
    command!("forms.check", check, CheckForm, Vec<DesignProblem>, ManageForms),
    command!("forms.publish", publish, PublishForm, Done<FormView>, ManageForms),
    command!("forms.close", close, OneForm, Done<FormView>, ManageForms),
    command!("forms.reopen", reopen, OneForm, Done<FormView>, ManageForms),
    command!(
        "forms.rename_link",
        rename_link,
        RenameLink,
        Done<FormView>,
        ManageForms
    ),
    command!("forms.remove", remove, OneForm, Done<()>, ManageForms),
    command!("forms.put_back", put_back, PutFormBack, (), ManageForms),
    command!("forms.order", order, OrderForms, Done<FormList>, ManageForms),
    command!("forms.link", link, OneForm, FormLink, SeeRequests),
];

/// A form that is open, ready for the relay.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedForm {
    /// Its line in the bundle.
    pub entry: FormEntry,
    /// Its bytes; `entry.sha256` is their hash.
    pub bytes: Vec<u8>,
}

/// The open forms, in the clinic's order.
pub fn published(_on: &Connection) -> Result<Vec<PublishedForm>> {
    Err(not_ready())
}

/// The form whose published bytes have this SHA-256, open or not: every version ever published is kept.
pub fn by_hash(_on: &Connection, _sha256: &[u8; 32]) -> Result<Option<Form>> {
    Err(not_ready())
}

/// Whether the version with this hash is the one patients are given now.
pub fn is_current(_on: &Connection, _sha256: &[u8; 32]) -> Result<bool> {
    Err(not_ready())
}

/// Puts the shipped forms into a practice being founded, as drafts ready to publish.
pub fn ship(_tx: &mut Tx<'_>) -> Result<()> {
    Ok(())
}

pub(crate) fn not_ready() -> Refusal {
    Refusal::fault("not ready")
}
fn list(_call: &Call<'_>, _: ()) -> Result<FormList> {
    Err(not_ready())
}
fn get(_call: &Call<'_>, _: OneForm) -> Result<FormView> {
    Err(not_ready())
}
fn services(_call: &Call<'_>, _: ()) -> Result<Vec<Choice>> {
    Err(not_ready())
}
fn create(_call: &Call<'_>, _: CreateForm) -> Result<Done<FormView>> {
    Err(not_ready())
}
fn save(_call: &Call<'_>, _: SaveForm) -> Result<FormView> {
    Err(not_ready())
}
fn check(_call: &Call<'_>, _: CheckForm) -> Result<Vec<DesignProblem>> {
    Err(not_ready())
}
fn publish(_call: &Call<'_>, _: PublishForm) -> Result<Done<FormView>> {
    Err(not_ready())
}
fn close(_call: &Call<'_>, _: OneForm) -> Result<Done<FormView>> {
    Err(not_ready())
}
fn reopen(_call: &Call<'_>, _: OneForm) -> Result<Done<FormView>> {
    Err(not_ready())
}
fn rename_link(_call: &Call<'_>, _: RenameLink) -> Result<Done<FormView>> {
    Err(not_ready())
}
fn remove(_call: &Call<'_>, _: OneForm) -> Result<Done<()>> {
    Err(not_ready())
}
fn put_back(_call: &Call<'_>, _: PutFormBack) -> Result<()> {
    Err(not_ready())
}
fn order(_call: &Call<'_>, _: OrderForms) -> Result<Done<FormList>> {
    Err(not_ready())
}
fn link(_call: &Call<'_>, _: OneForm) -> Result<FormLink> {
    Err(not_ready())
}
