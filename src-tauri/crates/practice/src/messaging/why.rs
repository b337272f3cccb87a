//! Why a message is as it is: a code that stays the same for ever and a sentence for people.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why, as a code. Stored in the outbox by its snake-case name; a released name is never given another meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyCode {
    /// Goes by its rule, or as a letter about a request by itself, at its time.
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
    /// The patient got as many messages in the last seven days as they want.
    OftenEnough,
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
    /// The mail server was busy or away until the message was of no use any more.
    GaveUp,
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
    /// Whoever sent the request gave no e-mail address.
    NoAddressGiven,
    /// The request was answered before this letter could go.
    RequestAnswered,
    /// The request was put away, or was nothing a patient wrote.
    RequestClosed,
    /// The answer to the request was taken back.
    RequestReopened,
    /// Other times were suggested since.
    SuggestionReplaced,
    /// The time to answer the suggestion is over.
    SuggestionOver,
    /// The same address got as many receipts today as one gets.
    ReceiptsEnough,
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

impl WhyCode {
    /// The code with its sentence and what to do.
    pub fn say(self) -> Why {
        let (words, next) = self.words();
        Why {
            code: self,
            words: words.into(),
            next: next.into(),
        }
    }

    /// The sentence, and what to do.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::ByRule => ("Goes by itself at its time.", ""),
            Self::EarlierForQuietHours => ("Goes earlier, because its own time lies in the quiet hours.", ""),
            Self::LaterForQuietHours => ("Goes later, because its own time lies in the quiet hours.", ""),
            Self::SentByPerson => ("Somebody at the clinic asked to send it now.", ""),
            Self::SentAgainByPerson => ("Somebody at the clinic asked to send it again.", ""),
            Self::Held => ("Somebody at the clinic holds it back.", "Release it when it may go."),
            Self::AfterCompletion => ("Will be planned when the visit is marked completed.", ""),
            Self::CompletedLate => (
                "The visit was marked completed after the time this message belongs to.",
                "",
            ),
            Self::BookedLate => (
                "Not sent: its time was already over when the visit was booked or moved.",
                "",
            ),
            Self::Moved => (
                "Not sent: the visit was moved. The new time has messages of its own.",
                "",
            ),
            Self::MovedBack => ("Not sent: the visit is back at the time the patient knows.", ""),
            Self::Cancelled => ("Not sent: the visit was cancelled.", ""),
            Self::CancellationTakenBack => ("Not sent: the cancellation was taken back.", ""),
            Self::Withdrawn => ("Not sent: the booking was taken back.", ""),
            Self::Confirmed => ("Not sent: the patient has already confirmed.", ""),
            Self::Arrived => ("Not sent: the patient is already here.", ""),
            Self::NoShow => ("Not sent: the patient did not come.", ""),
            Self::CompletionTakenBack => ("Not sent: the visit is not completed after all.", ""),
            Self::AlreadySent => ("Not sent: the patient already got this message for this time.", ""),
            Self::RuleOff => (
                "Not sent: its rule is switched off.",
                "Switch the rule on under Reminders if it should go.",
            ),
            Self::QuietHours => (
                "Not sent: outside the quiet hours it would come too late to be of use.",
                "Call the patient if it matters.",
            ),
            Self::NoAddress => (
                "Not sent: there is no e-mail address for this patient.",
                "Add the address to the patient's record, or call.",
            ),
            Self::NoConsent => (
                "Not sent: this patient does not want reminders by e-mail.",
                "Call if it matters; the wish is noted in the patient's record.",
            ),
            Self::OftenEnough => (
                "Not sent: this patient got as many messages in the last seven days as they want.",
                "Send it now by hand, or call, if it matters.",
            ),
            Self::PatientInactive => ("Not sent: the patient's record is no longer active.", ""),
            Self::AddressBounced => (
                "Not sent: mail to this address came back twice.",
                "Ask the patient for the right address and correct it in the record.",
            ),
            Self::NoTemplate => (
                "Not sent: there is no text for it, or the text is switched off.",
                "Write the text under Templates.",
            ),
            Self::StoppedByPerson => ("Not sent: somebody at the clinic stopped it.", ""),
            Self::ComputerAsleep => (
                "Not sent: this computer was asleep or off at its time, and afterwards it was too late to be of use.",
                "Call the patient if it matters. Let the clinic's computer stay awake during the day.",
            ),
            Self::MailNotSetUp => ("Not sent: no mail server is set up.", "Set up e-mail under Settings."),
            Self::MailDown => (
                "Not sent: the mail server could not be reached in time.",
                "Look at Settings, E-mail, and call the patient if it matters.",
            ),
            Self::TryAgain => (
                "The mail server was busy or could not be reached. Keepwell tries again by itself.",
                "",
            ),
            Self::GaveUp => (
                "Not sent: the mail server was busy or away until it was too late to be of use.",
                "Call the patient if it matters.",
            ),
            Self::Refused => (
                "Not sent: the mail server refused it for good.",
                "Check the patient's e-mail address; the server's own words are below.",
            ),
            Self::CannotWrite => (
                "Not sent: the message could not be put together.",
                "Check the text under Templates and the patient's e-mail address.",
            ),
            Self::Accepted => ("Sent: the mail server took it.", ""),
            Self::Pretended => ("Pretended: this is a demo practice, nothing left the computer.", ""),
            Self::ProbablyDelivered => (
                "Probably delivered: the connection broke at the very last moment. Keepwell does not send it again by itself, so that nobody gets it twice.",
                "Ask the patient if it matters, then choose \"It arrived\" or \"Send again\".",
            ),
            Self::ArrivedSaysPerson => ("Sent: somebody at the clinic knows that it arrived.", ""),
            Self::OnItsWay => ("On its way to the mail server at this moment.", ""),
            Self::NoAddressGiven => (
                "Not sent: no e-mail address was given with the request.",
                "Call; the phone number is in the request.",
            ),
            Self::RequestAnswered => ("Not sent: the request was answered otherwise before.", ""),
            Self::RequestClosed => ("Not sent: the request was put away.", ""),
            Self::RequestReopened => ("Not sent: the answer to the request was taken back.", ""),
            Self::SuggestionReplaced => ("Not sent: other times were suggested since.", ""),
            Self::SuggestionOver => (
                "Not sent: the time to choose one of the suggested times is over.",
                "Suggest other times, or call.",
            ),
            Self::ReceiptsEnough => (
                "Not sent: this address got several receipts within a day already.",
                "Look whether somebody sends requests in another person's name.",
            ),
        }
    }
}
