//! The clinic's line to its relay: pairing, intake keys, publishing, fetching what patients sent (INT-2, INT-3, NET-2).
//!
//! The relay is not trusted: what it delivers is opened, counted and compared, and every contradiction is an alarm staff see
//! ([`AlarmCode`]). The surprise: "exactly once" needs nothing of it but patience. `inbox` keeps every submission's id for
//! ever, in the transaction that makes it a request, and only then is it acknowledged.

mod accept;
mod alarm;
mod bell;
mod contact;
mod inbox;
mod keys;
mod line;
mod notice;
mod numbers;
mod open;
mod pair;
mod poison;
mod publish;
mod pull;
mod speak;
mod status;
mod store;
mod watch;
mod wire;

pub use bell::Bell;
pub use line::{Line, LineThread};
pub use wire::*;

use crate::door::{Command, command};
use crate::transact::{Actor, Origin, Tx};
use crate::{Refusal, Result};
use contact::quietly;
use keepwell_protocol::id::{ClinicId, PageId, SlotId};
use keepwell_protocol::submission::SuggestionPage;
use rusqlite::Connection;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("relay.status", status::status, (), RelayStatus, SeeRequests),
    command!("relay.pair", pair::pair, Pair, Paired, ManageClinic),
    command!("relay.unpair", pair::unpair, (), RelayStatus, ManageClinic),
    command!("relay.pull_now", pair::pull_now, (), RelayStatus, SeeRequests),
    command!("relay.rotate_keys", pair::rotate_keys, (), RelayStatus, ManageClinic),
    command!(
        "relay.dismiss_alarm",
        pair::dismiss_alarm,
        DismissAlarm,
        RelayStatus,
        ManageClinic
    ),
    command!("relay.unopened", poison::list, (), Vec<Poison>, SeeRequests),
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
    Ok(store::base_url(on)?
        .zip(keys::clinic(on)?)
        .map(|(base_url, clinic)| Link { base_url, clinic }))
}

/// Encrypts a page for one patient under the secret of its link and queues it for the relay.
pub fn put_page(tx: &mut Tx<'_>, page: PageId, secret: &[u8; 16], content: &SuggestionPage) -> Result<()> {
    let sealed = keepwell_protocol::page::seal(page, secret, content).map_err(|error| match error {
        keepwell_protocol::page::PageError::TooLarge => {
            Refusal::invalid("note", "The note is too long for the page the patient opens.").next("Shorten it.")
        }
        error => Refusal::fault(error),
    })?;
    store::put_page(tx.on(), page, Some(&sealed), content.until)
}

/// Takes a page for one patient away.
pub fn drop_page(tx: &mut Tx<'_>, page: PageId) -> Result<()> {
    store::put_page(tx.on(), page, None, tx.now().as_second())
}

/// Gives a time that was taken on the web back.
pub fn free_slot(tx: &mut Tx<'_>, slot: SlotId) -> Result<()> {
    store::free_slot(tx.on(), slot, tx.now().as_second())
}

/// Something public changed (forms, hours, clinic card, open times): publish within seconds. Harmless without a relay.
pub fn publish_soon(tx: &mut Tx<'_>) -> Result<()> {
    store::want_publish(tx.on())
}

/// Whether the relay is to be told something.
fn has_to_tell(on: &Connection) -> Result<bool> {
    Ok(on
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM relay_link WHERE active = 1 AND publish_wanted = 1) OR EXISTS (SELECT 1 FROM relay_slot_free)
                 OR EXISTS (SELECT 1 FROM relay_page WHERE uploaded_at IS NULL) AS it",
        )?
        .query_row([], |row| row.get("it"))?)
}

fn origin(step: &'static str) -> Origin {
    Origin {
        actor: Actor::Worker,
        seat: "worker",
        command: step,
    }
}
