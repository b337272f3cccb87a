//! What went wrong with a delivery: where in the conversation, what kind, and the server's own words.

mod classify;
mod explain;
mod redact;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) use classify::classify;
pub use explain::{Explanation, explain};
pub(crate) use redact::Redact;

/// Where in the conversation it went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before the network was touched: the settings or the letter itself.
    Prepare,
    /// Looking up the server's name.
    Resolve,
    /// Opening the connection.
    Connect,
    /// Switching to encryption and checking the certificate.
    Tls,
    /// Waiting for the server's greeting.
    Greeting,
    /// EHLO.
    Hello,
    /// Asking to switch to encryption.
    StartTls,
    /// Signing in.
    SignIn,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA, before the letter.
    Data,
    /// Sending the letter.
    Body,
    /// Waiting for the final answer.
    Reply,
}

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// Encryption is off and the server is another computer.
    PlainTextRefused,
    /// Server name, user name, password or extra certificate cannot be read.
    SettingsUnreadable,
    /// The letter cannot be put on the wire.
    LetterUnsendable,
    /// The server's name is unknown, or there is no internet.
    NoSuchHost,
    /// Nobody answered when connecting: usually a firewall.
    PortBlocked,
    /// The computer answered, but no mail server listens at this port.
    ConnectionRefused,
    /// This computer has no way to the network.
    NetworkDown,
    /// The certificate is signed by nobody this computer trusts.
    CertificateUnknown,
    /// The certificate is out of date, or this computer's clock is wrong.
    CertificateExpired,
    /// The certificate belongs to another server name.
    CertificateWrongName,
    /// The server does not offer encryption, or somebody on the way removed the offer.
    TlsNotOffered,
    /// Encryption could not be agreed on.
    TlsFailed,
    /// User name or password not accepted.
    WrongPassword,
    /// The password may be right, but the provider wants a separate one for programs.
    AppPasswordNeeded,
    /// The provider does not let programs sign in to this mailbox with a password.
    PasswordSignInOff,
    /// The server offers no way of signing in that Keepwell speaks.
    SignInNotOffered,
    /// The server wants a sign-in before it takes a letter.
    SignInRequired,
    /// The server does not take mail from this computer or network.
    ServerRefused,
    /// The server does not let this account send from this address.
    SenderRefused,
    /// There is no such mailbox.
    RecipientUnknown,
    /// The mailbox exists or may exist, but takes no mail from us.
    RecipientRefused,
    /// The address has letters (such as é or 漢) that this server cannot write.
    AddressNotSupported,
    /// The recipient's mailbox is full.
    MailboxFull,
    /// The server asks unknown senders to come back in a few minutes.
    Greylisted,
    /// Too many messages in too short a time, or the day's limit is reached.
    TooManyMessages,
    /// The letter is larger than the server takes.
    MessageTooBig,
    /// The server refused the letter, mostly as suspected spam.
    MessageRefused,
    /// The server has a passing problem.
    ServerBusy,
    /// The server stopped answering in time.
    Silent,
    /// The connection broke.
    Dropped,
    /// The answer is not the language of mail servers.
    Unreadable,
}

/// Who or what a failure is about, and so who can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// The mail settings or the mailbox: no letter will go until a person corrects something.
    SetUp,
    /// The recipient's address: the patient's record needs a look.
    Recipient,
    /// This one letter.
    Letter,
    /// The moment: it passes by itself.
    Moment,
}

impl FailureKind {
    /// Who can do something about it. A 5xx answer about the set-up leads to [`crate::Outcome::TryLater`], because
    /// the letter is as good as before once the set-up is corrected.
    pub fn concern(self) -> Concern {
        match self {
            Self::PlainTextRefused
            | Self::SettingsUnreadable
            | Self::CertificateUnknown
            | Self::CertificateExpired
            | Self::CertificateWrongName
            | Self::TlsNotOffered
            | Self::TlsFailed
            | Self::WrongPassword
            | Self::AppPasswordNeeded
            | Self::PasswordSignInOff
            | Self::SignInNotOffered
            | Self::SignInRequired
            | Self::ServerRefused
            | Self::SenderRefused => Concern::SetUp,
            Self::RecipientUnknown | Self::RecipientRefused | Self::MailboxFull | Self::AddressNotSupported => {
                Concern::Recipient
            }
            Self::LetterUnsendable | Self::MessageTooBig | Self::MessageRefused => Concern::Letter,
            // A name that is not found is an internet outage far more often than a typing mistake, once set up.
            Self::NoSuchHost
            | Self::PortBlocked
            | Self::ConnectionRefused
            | Self::NetworkDown
            | Self::Greylisted
            | Self::TooManyMessages
            | Self::ServerBusy
            | Self::Silent
            | Self::Dropped
            | Self::Unreadable => Concern::Moment,
        }
    }
}

/// What went wrong with a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// Where in the conversation.
    pub phase: Phase,
    /// What kind.
    pub kind: FailureKind,
    /// The server's three-digit answer, when it gave one.
    pub code: Option<u16>,
    /// The mail server as set up, so that an explanation can name it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The server's own words, or the computer's: one line, at most 300 characters, without e-mail addresses,
    /// names or passwords. May be empty.
    pub detail: String,
}
