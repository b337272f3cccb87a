//! Times the clinic offers on the web (INT-5): what is offered, by whom, when, and how much of it.
//!
//! The book is computed from the calendar each time it is published; nothing of it is kept but what an id once meant
//! ([`remember`]), so that a taken time is understood whenever it arrives. The desk stays the authority: an offer is
//! no visit.

mod wire;

pub use wire::*;

use crate::Result;
use crate::door::{Call, Command, command};

use crate::ids::{ProviderId, ServiceId};
use crate::transact::{Done, Tx};
use jiff::Timestamp;
use keepwell_protocol::id::SlotId;
use keepwell_protocol::slots::Slot;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The door's commands of this concept.
pub const COMMANDS: &[Command] = &[
    command!("online.settings", settings, (), OnlineSettings, SeeSchedule),
    command!(
        "online.save_settings",
        save_settings,
        SaveOnline,
        Done<OnlineSettings>,
        ManageForms
    ),
    command!("online.preview", preview, PreviewOnline, OnlinePreview, SeeSchedule),
];

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

/// What is offered now. Only reads. Whoever publishes the book calls [`remember`] in the transaction that queues it.
pub fn book_now(_on: &Connection, _now: Timestamp) -> Result<Book> {
    Ok(Book::default())
}

/// Keeps what the ids of a book mean; before it leaves the clinic.
pub fn remember(_tx: &Tx<'_>, _book: &Book) -> Result<()> {
    Ok(())
}

/// What an id of some book meant; nothing if it was never offered (or long ago).
pub fn slot(_on: &Connection, _id: SlotId) -> Result<Option<OfferedSlot>> {
    Ok(None)
}

/// Whether a taken time becomes a visit by itself where nothing stands against it.
pub fn accepts_by_itself(_on: &Connection) -> Result<bool> {
    Ok(false)
}

fn settings(_call: &Call<'_>, (): ()) -> Result<OnlineSettings> {
    Err(not_ready())
}
fn save_settings(_call: &Call<'_>, _: SaveOnline) -> Result<Done<OnlineSettings>> {
    Err(not_ready())
}
fn preview(_call: &Call<'_>, _: PreviewOnline) -> Result<OnlinePreview> {
    Err(not_ready())
}
fn not_ready() -> crate::Refusal {
    crate::Refusal::fault("not ready")
}
