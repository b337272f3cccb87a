//! The clinic's line to its relay: pairing, intake keys, publishing, fetching what patients sent (INT-2, INT-3, NET-2).

mod wire;

pub use wire::*;

use crate::door::{Call, Command, command};
use crate::transact::Tx;
use crate::{Refusal, Result};
use keepwell_protocol::id::{ClinicId, PageId, SlotId};
use keepwell_protocol::submission::SuggestionPage;
use rusqlite::Connection;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("relay.status", status, (), RelayStatus, SeeRequests),
    command!("relay.pair", pair, Pair, Paired, ManageClinic),
    command!("relay.unpair", unpair, (), RelayStatus, ManageClinic),
    command!("relay.pull_now", pull_now, (), RelayStatus, SeeRequests),
    command!("relay.rotate_keys", rotate_keys, (), RelayStatus, ManageClinic),
    command!("relay.dismiss_alarm", dismiss_alarm, DismissAlarm, RelayStatus, ManageClinic),
    command!("relay.poison.list", poison_list, (), Vec<Poison>, SeeRequests),
];

/// The relay this desk is paired with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// `https://relay.example`, no slash at the end.
    pub base_url: String,
    /// The clinic's id there.
    pub clinic: ClinicId,
}

/// The relay this desk is paired with, if any.
pub fn link(on: &Connection) -> Result<Option<Link>> {
    let _ = on;
    Err(Refusal::fault("not ready"))
}

/// Encrypts a page for one patient under the secret of its link and queues it for the relay.
pub fn put_page(tx: &mut Tx<'_>, page: PageId, secret: &[u8; 16], content: &SuggestionPage) -> Result<()> {
    let _ = (tx, page, secret, content);
    Err(Refusal::fault("not ready"))
}

/// Takes a page for one patient away.
pub fn drop_page(tx: &mut Tx<'_>, page: PageId) -> Result<()> {
    let _ = (tx, page);
    Err(Refusal::fault("not ready"))
}

/// Gives a time that was taken on the web back.
pub fn free_slot(tx: &mut Tx<'_>, slot: SlotId) -> Result<()> {
    let _ = (tx, slot);
    Err(Refusal::fault("not ready"))
}

/// Something public changed (forms, hours, clinic card, open times): publish within seconds. Harmless without a relay.
pub fn publish_soon(tx: &mut Tx<'_>) -> Result<()> {
    let _ = tx;
    Err(Refusal::fault("not ready"))
}

fn status(call: &Call<'_>, (): ()) -> Result<RelayStatus> {
    let _ = call;
    Err(Refusal::fault("not ready"))
}
fn pair(call: &Call<'_>, input: Pair) -> Result<Paired> {
    let _ = (call, input.invitation);
    Err(Refusal::fault("not ready"))
}
fn unpair(call: &Call<'_>, (): ()) -> Result<RelayStatus> {
    status(call, ())
}
fn pull_now(call: &Call<'_>, (): ()) -> Result<RelayStatus> {
    status(call, ())
}
fn rotate_keys(call: &Call<'_>, (): ()) -> Result<RelayStatus> {
    status(call, ())
}
fn dismiss_alarm(call: &Call<'_>, input: DismissAlarm) -> Result<RelayStatus> {
    let _ = input.id;
    status(call, ())
}
fn poison_list(call: &Call<'_>, (): ()) -> Result<Vec<Poison>> {
    let _ = call;
    Err(Refusal::fault("not ready"))
}
