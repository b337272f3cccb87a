//! Times the clinic offers on the web (INT-5): what is offered, by whom, when, and how much of it.
//!
//! The book is computed from the calendar each time it is published; nothing of it is kept but what an id once meant
//! ([`remember`]), so that a taken time is understood whenever it arrives. The desk stays the authority: an offer is
//! no visit.

mod book;
mod preview;
mod settings;
mod store;
#[cfg(test)]
mod tests;
mod wire;

pub use wire::*;

use crate::door::{Command, command};
use crate::ids::{ProviderId, ServiceId};
use crate::transact::{Done, Tx};
use crate::{Refusal, Result};
use jiff::Timestamp;
use keepwell_protocol::id::SlotId;
use keepwell_protocol::slots::Slot;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("online.settings", settings::settings, (), OnlineSettings, SeeSchedule),
    command!(
        "online.save_settings",
        settings::save_settings,
        SaveOnline,
        Done<OnlineSettings>,
        ManageForms
    ),
    command!(
        "online.preview",
        preview::preview,
        PreviewOnline,
        OnlinePreview,
        SeeSchedule
    ),
];

/// How long the meaning of an id is kept after its time began, seconds: longer than the relay keeps a submission.
const REMEMBERED: i64 = 120 * 24 * 3600;

/// What is offered now: the changing part of a [`keepwell_protocol::slots::SlotBook`]. Two books are equal if there is
/// nothing new to publish.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Book {
    /// The times, earliest first.
    pub slots: Vec<Slot>,
    /// How many may be taken on a day; a day that is not here has no cap.
    pub caps: BTreeMap<String, u32>,
    /// What each id means, in the order of `slots`: for [`remember`].
    pub meanings: Vec<OfferedSlot>,
}

/// A time that was offered, as the clinic understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedSlot {
    /// Which.
    pub id: SlotId,
    /// With whom.
    pub provider: ProviderId,
    /// For what it could be taken.
    pub services: Vec<ServiceId>,
    /// Clinic wall time, `YYYY-MM-DDTHH:MM`.
    pub starts: String,
    /// 1: the second of a time that comes twice that day.
    pub fold: u8,
    /// Length.
    pub minutes: u32,
    /// Instant, Unix seconds.
    pub starts_at: i64,
}

/// What is offered now. Only reads. Whoever publishes the book calls [`remember`] before it leaves the clinic.
pub fn book_now(on: &Connection, now: Timestamp) -> Result<Book> {
    let rules = book::Rules {
        clinic: store::clinic(on)?.1,
        offers: store::offers(on)?,
    };
    book::book(on, now, &rules, None)
}

/// Keeps what the ids of a book mean; before it leaves the clinic.
pub fn remember(tx: &Tx<'_>, book: &Book) -> Result<()> {
    for slot in &book.meanings {
        store::remember(tx.on(), slot)?;
    }
    store::forget_before(tx.on(), tx.now().as_second() - REMEMBERED)
}

/// What an id of some book meant; nothing if it was never offered (or long ago).
pub fn slot(on: &Connection, id: SlotId) -> Result<Option<OfferedSlot>> {
    store::slot(on, id)
}

/// Whether a taken time becomes a visit by itself where nothing stands against it.
pub fn accepts_by_itself(on: &Connection) -> Result<bool> {
    Ok(store::clinic(on)?.1.accepts_by_itself)
}

/// Offers these services as nobody has decided otherwise yet: a demo's.
pub(crate) fn offer(on: &Connection, services: &[ServiceId]) -> Result<()> {
    for service in services {
        let offer = ServiceOffer {
            offered: true,
            ..store::untouched(*service)
        };
        store::put_offer(on, &offer)?;
    }
    Ok(())
}

/// Keeps what the id of one time means, as if it had stood in a published book.
pub(crate) fn remember_one(on: &Connection, slot: &OfferedSlot) -> Result<()> {
    store::remember(on, slot)
}

impl OfferStep {
    /// As stored.
    fn stored(self) -> &'static str {
        match self {
            Self::Quarter => "quarter",
            Self::Third => "third",
            Self::Half => "half",
            Self::Length => "length",
        }
    }

    /// Reads a stored step. An unknown one is damage.
    fn from_stored(text: &str) -> Result<Self> {
        [Self::Quarter, Self::Third, Self::Half, Self::Length]
            .into_iter()
            .find(|step| step.stored() == text)
            .ok_or_else(|| Refusal::fault("a stored step of the offer"))
    }
}
