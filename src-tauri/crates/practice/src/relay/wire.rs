//! What the door says about the line to the relay.

use keepwell_relay_client::Explanation;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the line to the relay is. Not patient data: counts and times only.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RelayStatus {
    /// Whether the desk is paired with a relay.
    pub paired: bool,
    /// The relay's address; empty if not paired.
    pub address: String,
    /// The clinic's page on the web, to print and to link; empty if not paired.
    pub link: String,
    /// The clinic's id on the web, 26 characters; empty before the first pairing.
    pub clinic: String,
    /// Since when, Unix seconds.
    #[ts(type = "number | null")]
    pub paired_at: Option<i64>,
    /// Whether this Keepwell is the one on this computer that speaks to the relay; if not, another one does.
    pub leads: bool,
    /// When the relay last answered at all, Unix seconds.
    #[ts(type = "number | null")]
    pub last_contact_at: Option<i64>,
    /// When it last answered as it should, Unix seconds.
    #[ts(type = "number | null")]
    pub last_success_at: Option<i64>,
    /// Since when it does not, Unix seconds.
    #[ts(type = "number | null")]
    pub failing_since: Option<i64>,
    /// What stands in the way.
    pub failure: Option<Explanation>,
    /// How many submissions wait at the relay.
    #[ts(type = "number")]
    pub pending: u64,
    /// When forms, clinic card and keys were last published, Unix seconds.
    #[ts(type = "number | null")]
    pub published_at: Option<i64>,
    /// When the open times were last published, Unix seconds.
    #[ts(type = "number | null")]
    pub slots_published_at: Option<i64>,
    /// Something public changed and is not published yet.
    pub to_publish: bool,
    /// Since when the present intake keys are in use, Unix seconds.
    #[ts(type = "number | null")]
    pub key_since: Option<i64>,
    /// When they are changed next, Unix seconds.
    #[ts(type = "number | null")]
    pub next_rotation_at: Option<i64>,
    /// What looks wrong, newest first.
    pub alarms: Vec<Alarm>,
    /// The look at the page patients are served.
    pub page: PageCheck,
    /// Submissions that could not be opened and are still kept.
    pub poison: u32,
}

/// The last look at the page patients are served, made without a key, like any browser's.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PageCheck {
    /// When, Unix seconds.
    #[ts(type = "number | null")]
    pub checked_at: Option<i64>,
    /// The served files that are not those this Keepwell ships; empty: the same.
    pub differs: Vec<String>,
    /// Whether this Keepwell carries the page to compare with (a build without the screens does not).
    pub possible: bool,
}

/// Something that looks wrong.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Alarm {
    /// To dismiss it.
    #[ts(type = "number")]
    pub id: i64,
    /// What.
    pub code: AlarmCode,
    /// How many (submissions skipped, expired …).
    pub count: u32,
    /// File names, where it is about files.
    pub names: Vec<String>,
    /// When it was first seen, Unix seconds.
    #[ts(type = "number")]
    pub first_at: i64,
    /// When it was last seen, Unix seconds.
    #[ts(type = "number")]
    pub last_at: i64,
    /// What happened, what it means, what to do.
    pub explanation: Explanation,
}

/// What can look wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AlarmCode {
    /// Running numbers were left out: submissions may have been withheld.
    Skipped,
    /// Submissions waited so long that the relay gave them up.
    Expired,
    /// Submissions were fetched by another copy of this practice.
    FetchedElsewhere,
    /// The relay's numbers went back: it was restored from a backup, or it hides something.
    RolledBack,
    /// The relay delivered again what was already here, under another number.
    Replayed,
    /// The relay delivered out of order, or what was not asked for.
    Disordered,
    /// The relay delivered other bytes under the number of a submission that is already here.
    OtherBytes,
    /// Something came that is not sealed to this clinic.
    CannotOpen,
    /// A time was given to another submission than the one that asked for it, or twice.
    SlotMixedUp,
    /// The relay serves other keys or another card than this clinic signed.
    BundleDiffers,
    /// The relay serves other open times than this clinic signed.
    SlotsDiffer,
    /// The relay tells patients something else than this clinic signed as receipt.
    ReceiptDiffers,
    /// The page patients are served is not the one this Keepwell ships.
    PageDiffers,
    /// This computer's disk is full: nothing is acknowledged until there is room.
    DiskFull,
}

/// One paste from the relay's host.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// `https://relay.example/#pair=TOKEN`.
    pub invitation: String,
}

/// What pairing did.
#[derive(Debug, Serialize, TS)]
pub struct Paired {
    /// Whether everything worked; if not, `steps` says what did not, and pairing can be repeated.
    pub ok: bool,
    /// The steps in order.
    pub steps: Vec<PairStep>,
    /// How the line is now.
    pub status: RelayStatus,
}

/// One step of pairing.
#[derive(Debug, Serialize, TS)]
pub struct PairStep {
    /// Which.
    pub step: PairStepKind,
    /// Done, or what stood in the way.
    pub failure: Option<Explanation>,
    /// Not tried because an earlier one failed.
    pub skipped: bool,
}

/// The steps of pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PairStepKind {
    /// Make this computer known to the relay.
    Register,
    /// Publish keys, clinic card and forms.
    Publish,
    /// Publish the open times.
    Slots,
    /// Fetch what waits.
    Fetch,
}

/// Which alarm.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DismissAlarm {
    /// See [`Alarm::id`].
    #[ts(type = "number")]
    pub id: i64,
}

/// A submission that could not be opened.
#[derive(Debug, Serialize, TS)]
pub struct Poison {
    /// Its number at the relay, as patients see it on their receipt.
    pub submission: String,
    /// When it was fetched, Unix seconds.
    #[ts(type = "number")]
    pub at: i64,
    /// Bytes.
    #[ts(type = "number")]
    pub size: i64,
    /// Why.
    pub why: PoisonReason,
    /// Why, in words, and what to do.
    pub explanation: Explanation,
}

/// Why a submission could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PoisonReason {
    /// Not an envelope, cut short, or too large.
    NotAnEnvelope,
    /// The envelope is another submission's.
    ForeignId,
    /// Sealed to keys this clinic never had.
    UnknownKey,
    /// Sealed to keys whose private half is deleted (90 days after they were retired).
    DeletedKey,
    /// The seal is broken: changed on the way, or sealed to another clinic.
    BrokenSeal,
    /// The seal holds, but what is inside is not a submission.
    Unreadable,
    /// It answers a form this clinic never published.
    UnknownForm,
    /// It answers suggested times, and names no letter of this clinic's or not the letter's secret.
    ForeignReply,
    /// A fault of Keepwell's own; tried again, and not acknowledged.
    Fault,
}
