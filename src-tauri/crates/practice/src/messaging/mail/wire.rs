//! What the screens and Keepwell say to each other about the mail server.

use keepwell_mail::{Explanation, Failure, KnownServer, Security};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The mail server as set up. The password never comes back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MailSettings {
    /// Whether reminders can be sent at all.
    pub set_up: bool,
    /// A demo practice: it pretends to send and opens no connection.
    pub pretends: bool,
    /// `smtp.gmail.com`.
    pub host: String,
    /// 465 or 587.
    pub port: u16,
    /// How the line is protected.
    pub security: Security,
    /// User name; empty: no sign-in.
    pub user: String,
    /// Whether a password is stored.
    pub has_password: bool,
    /// Name patients see as the sender; empty: the clinic's name.
    pub from_name: String,
    /// Address patients see as the sender; empty: the clinic's address.
    pub from_address: String,
    /// Where answers go when not to the sender; may be empty.
    pub reply_to: String,
    /// A certificate (PEM) to trust besides the computer's own list; may be empty.
    pub extra_roots_pem: String,
    /// When a check or a delivery last succeeded, Unix seconds.
    #[ts(type = "number | null")]
    pub good_at: Option<i64>,
    /// What stands in the way at present, if something does.
    pub problem: Option<Explanation>,
}

/// Save the mail server.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveMail {
    /// `smtp.gmail.com`.
    pub host: String,
    /// 465 or 587.
    pub port: u16,
    /// How the line is protected.
    pub security: Security,
    /// User name; empty: no sign-in.
    pub user: String,
    /// A new password; absent: the stored one stays.
    #[serde(default)]
    #[ts(optional, type = "string")]
    pub password: Option<TypedPassword>,
    /// Name patients see as the sender; empty: the clinic's name.
    pub from_name: String,
    /// Address patients see as the sender.
    pub from_address: String,
    /// Where answers go when not to the sender; may be empty.
    #[serde(default)]
    pub reply_to: String,
    /// A certificate (PEM) to trust besides the computer's own list; may be empty.
    #[serde(default)]
    pub extra_roots_pem: String,
}

/// A password as typed: read from the wire, never written to it, wiped when dropped.
#[derive(Clone, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub struct TypedPassword(pub(super) String);

impl std::fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TypedPassword(…)")
    }
}

impl<'de> Deserialize<'de> for TypedPassword {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d).map(Self)
    }
}

/// Connect, encrypt and sign in, without sending anything.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckMail {
    /// The form as typed; absent: what is saved.
    #[serde(default)]
    #[ts(optional)]
    pub settings: Option<SaveMail>,
}

/// What a check found.
#[derive(Debug, Serialize, TS)]
pub struct MailCheck {
    /// Whether reminders could be sent.
    pub ok: bool,
    /// One sentence for the form.
    pub words: String,
    /// What it means and what to do, when it failed.
    pub explanation: Option<Explanation>,
    /// Where it failed and the server's own words, for whoever looks after the computers.
    pub failure: Option<Failure>,
}

/// Send one e-mail to oneself.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TestMail {
    /// Where to.
    pub to: String,
}

/// How a test letter went.
#[derive(Debug, Serialize, TS)]
pub struct TestSent {
    /// Whether the mail server took it (or, in a demo, would have).
    pub ok: bool,
    /// One sentence for the form.
    pub words: String,
    /// What it means and what to do, when it failed.
    pub explanation: Option<Explanation>,
    /// Where it failed and the server's own words.
    pub failure: Option<Failure>,
}

/// Look up a provider by the address.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SuggestMail {
    /// `desk@clinic.example`, or as much of it as is typed.
    pub address: String,
}

/// What is known of the address's provider.
#[derive(Debug, Serialize, TS)]
pub struct MailSuggestion {
    /// The provider of this very domain, if known.
    pub known: Option<KnownServer>,
    /// Providers that host clinics' own domains, to choose from otherwise.
    pub hosting: Vec<KnownServer>,
}
