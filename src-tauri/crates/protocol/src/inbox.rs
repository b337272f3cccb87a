//! Pull, acknowledge, receipt.

use crate::id::{SlotId, SubmissionId};
use crate::signed::Signed;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `GET /v1/inbox?after=SEQ`: oldest first, as many as fit into 12 MiB, at least one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InboxPage {
    /// What waits behind `after`.
    pub items: Vec<InboxItem>,
    /// What will never come: expired unread. `seq` behind `after` and up to the last item, so that numbers have no unexplained gap.
    pub gone: Vec<Gone>,
    /// The highest number ever given for this clinic.
    pub head: u64,
    /// How many wait in all.
    pub pending: u64,
    /// The relay's clock, Unix seconds: a hint only.
    pub now: i64,
}

/// One waiting submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InboxItem {
    /// The clinic's running number: 1, 2, 3 … without gaps.
    pub seq: u64,
    /// Which.
    pub sid: SubmissionId,
    /// When the relay took it, Unix seconds: a hint only.
    pub received_at: i64,
    /// The slot it took, if any.
    pub slot: Option<SlotId>,
    /// The envelope, base64url.
    pub envelope: String,
}

/// A number without a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gone {
    /// Its number.
    pub seq: u64,
    /// Its id.
    pub sid: SubmissionId,
    /// `expired` or `acked`.
    pub why: String,
}

/// `POST /v1/inbox/ack`: the clinic has these; the relay forgets their bytes. Again is harmless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ack {
    /// What is acknowledged.
    pub items: Vec<AckItem>,
}

/// One acknowledged submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AckItem {
    /// Which.
    pub sid: SubmissionId,
    /// The signed [`Receipt`] for the patient's page; none for what could not be opened.
    pub receipt: Option<Signed>,
}

/// `POST /v1/slots/free`: the clinic gives times back (declined, or the visit went elsewhere).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreeSlots {
    /// Which.
    pub slots: Vec<SlotId>,
}

/// "The clinic has it", inside a [`Signed`] of context `receipt`; `GET /v1/c/{clinic}/receipts/{sid}`: 200, 204 not yet, 404 never heard of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Which.
    pub sid: SubmissionId,
    /// SHA-256 of the envelope in hex: the receipt is for these bytes.
    pub sha256: String,
    /// When the clinic wrote it down, Unix seconds.
    #[ts(type = "number")]
    pub accepted_at: i64,
}
