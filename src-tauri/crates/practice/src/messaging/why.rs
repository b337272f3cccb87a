//! Why a message is as it is: a code that stays the same for ever and a sentence for people.

use serde::Serialize;
use ts_rs::TS;

/// Why, as a code. Stored in the outbox by its snake-case name; a released name is never given another meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyCode {
    /// Goes by its rule at its time.
    ByRule,
    /// Moved out of the quiet hours, to an earlier time.
    EarlierForQuietHours,
    /// Moved out of the quiet hours, to a later time.
    LaterForQuietHours,
    /// A person asked to send it now.
    SentByPerson,
    /// A person asked to send an uncertain one again.
    SentAgainByPerson,
    /// A person holds it.
    Held,
    /// Not there yet: planned when the visit is completed.
    AfterCompletion,
    /// The visit was marked completed after the message's own time.
    CompletedLate,
    /// Its time was over when the visit was booked or moved.
    BookedLate,
    /// The visit was moved; the new time has its own messages.
    Moved,
    /// The visit was moved back before the patient was told.
    MovedBack,
    /// The visit was cancelled.
    Cancelled,
    /// The cancellation was taken back before the patient was told.
    CancellationTakenBack,
    /// The booking was taken back.
    Withdrawn,
    /// The patient has confirmed already.
    Confirmed,
    /// The patient has arrived.
    Arrived,
    /// The patient did not come.
    NoShow,
    /// The completion was taken back.
    CompletionTakenBack,
    /// The same was sent already for this time.
    AlreadySent,
    /// Its rule is switched off.
    RuleOff,
    /// Outside the quiet hours it would not be useful any more.
    QuietHours,
    /// The patient has no e-mail address.
    NoAddress,
    /// The patient does not want reminders by e-mail.
    NoConsent,
    /// The patient's record is not active (inactive, deceased or merged).
    PatientInactive,
    /// The address bounced twice.
    AddressBounced,
    /// There is no text for it.
    NoTemplate,
    /// A person stopped it.
    StoppedByPerson,
    /// This computer slept or was off at its time.
    ComputerAsleep,
    /// No mail server is set up.
    MailNotSetUp,
    /// The mail server could not be reached in time.
    MailDown,
    /// Waits for the mail server, tried again by itself.
    TryAgain,
    /// The mail server refused it for good.
    Refused,
    /// The text could not be put together.
    CannotWrite,
    /// The mail server took it.
    Accepted,
    /// A demo practice: nothing left the computer.
    Pretended,
    /// The connection broke at the last moment: probably delivered.
    ProbablyDelivered,
    /// A person knows that it arrived.
    ArrivedSaysPerson,
    /// On its way at this moment.
    OnItsWay,
}

/// Why a message is as it is, and what a person can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Why {
    /// For the screen to act on.
    pub code: WhyCode,
    /// For a person, one sentence.
    pub words: String,
    /// What to do about it; empty where nothing need be done.
    pub next: String,
}
