//! Times offered on the web: published by the clinic without names, held by a patient at the relay at once and once only.

use crate::id::{ClinicId, LaneId, SlotId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Everything a clinic offers now, inside a [`crate::signed::Signed`] of context `slots`. A new book replaces the old one; what is
/// held or taken stays held or taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SlotBook {
    /// 1.
    pub v: u32,
    /// Whose.
    pub clinic: ClinicId,
    /// Rises with every publication.
    #[ts(type = "number")]
    pub serial: u64,
    /// Offered until then, Unix seconds: a clinic whose PC is away for long offers nothing.
    #[ts(type = "number")]
    pub not_after: i64,
    /// The times, earliest first.
    pub slots: Vec<Slot>,
    /// How many may be taken on a day (`YYYY-MM-DD`, clinic wall time); a day that is not here has no cap.
    pub caps: BTreeMap<String, u32>,
}

/// One time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Which; the same time of the same provider keeps its id from book to book.
    pub id: SlotId,
    /// Two slots of one lane that overlap exclude each other.
    pub lane: LaneId,
    /// Instant, Unix seconds.
    #[ts(type = "number")]
    pub starts_at: i64,
    /// Until when the lane is taken, with the time kept free, Unix seconds.
    #[ts(type = "number")]
    pub until: i64,
    /// Clinic wall time, `YYYY-MM-DDTHH:MM`.
    pub starts: String,
    /// Length.
    pub minutes: u32,
    /// The services it may be taken for: option ids of the forms' service questions.
    pub services: Vec<String>,
    /// With whom; empty where the clinic does not say.
    pub provider: String,
}

/// `GET /v1/c/{clinic}/slots`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SlotsView {
    /// The clinic's book.
    pub book: crate::signed::Signed,
    /// What cannot be had now: taken, held by somebody else, in the way of one of those, or beyond a day's cap.
    pub unavailable: Vec<SlotId>,
}

/// `POST /v1/c/{clinic}/slots/{slot}/hold`; also `…/release`. Asking again with the same token is harmless and renews nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// 16 random bytes of the browser, Crockford (26 characters): who has it, has the hold.
    pub token: String,
    /// Proof of work over [`crate::envelope`]-less bytes: `day.nonce` as in the inbox, hash over `slot 16 | token 16`.
    pub work: String,
}

/// The answer to a hold: 200; 409 `taken`, 404 `no_such_slot`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// Until when, Unix seconds by the relay's clock …
    #[ts(type = "number")]
    pub until: i64,
    /// … which says now this.
    #[ts(type = "number")]
    pub now: i64,
}
