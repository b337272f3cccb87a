//! The clinic's own mail server: where it is, how the line is protected, and who signs in.

mod known;

use std::{fmt, net::IpAddr, time::Duration};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};

pub(crate) use known::advice_for_host;
pub use known::{KnownServer, PasswordAdvice, hosting_servers, known_server};

/// How the line to the mail server is protected. There is no "if possible": what is chosen is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// Encrypted from the first byte, usually port 465.
    Tls,
    /// Starts plain and must switch to encryption before anything else is said, usually port 587.
    StartTls,
    /// No encryption; only towards a mail program on this very computer.
    None,
}

/// A mailbox password. Wiped from memory when dropped, never shown, never serialised.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MailPassword(String);

impl MailPassword {
    /// Takes the password over; the caller's own copies stay the caller's to wipe.
    pub fn new(password: String) -> Self {
        Self(password)
    }

    /// The password itself, for sealing it into the practice's store.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MailPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailPassword(…)")
    }
}

/// Who signs in to the mail server.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The user name, with most providers the whole e-mail address.
    pub user: String,
    /// The mailbox password, with many providers a separate "app password".
    pub password: MailPassword,
}

/// The clinic's mail server as set up by the clinic.
#[derive(Debug, Clone)]
pub struct MailServer {
    /// Name or address of the server, for example `smtp.gmail.com`.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// Protection of the line.
    pub security: Security,
    /// Account to sign in with; `None` for a server that lets this computer send without.
    pub sign_in: Option<SignIn>,
    /// Longest time the server may hold one delivery in all, from looking up its name to its last answer.
    pub timeout: Duration,
    /// Certificates (PEM) to trust besides the computer's own list, for a clinic with its own mail server.
    pub extra_roots_pem: Option<String>,
}

/// Why a mail server cannot be used as it is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// A line without encryption to another computer would show the password and the letter to everybody on the way.
    #[error("mail without encryption is only possible to a mail program on this computer")]
    PlainTextRefused,
    /// The server's name is empty or holds characters no server name has.
    #[error("the name of the mail server cannot be read")]
    HostUnreadable,
    /// User name or password is empty or holds characters that cannot be sent.
    #[error("the user name or the password of the mailbox is empty or holds characters that cannot be typed")]
    SignInUnreadable,
    /// The additional certificates cannot be read.
    #[error("the additional certificate of the mail server cannot be read")]
    RootsUnreadable,
}

impl MailServer {
    /// Checks what can be checked without the network. [`crate::deliver`] and [`crate::probe`] check it again.
    pub fn check(&self) -> Result<(), MailError> {
        let readable = !self.host.is_empty()
            && self.host.len() <= 253
            && self
                .host
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':'));
        if !readable || self.port == 0 {
            return Err(MailError::HostUnreadable);
        }
        if self.security == Security::None && !self.is_this_computer() {
            return Err(MailError::PlainTextRefused);
        }
        if let Some(SignIn { user, password }) = &self.sign_in {
            let typed = |text: &str| !text.is_empty() && text.len() <= 1024 && !text.contains(char::is_control);
            if !typed(user) || !typed(password.reveal()) {
                return Err(MailError::SignInUnreadable);
            }
        }
        Ok(())
    }

    /// Whether the name says "this computer"; the resolved address is checked once more when connecting.
    fn is_this_computer(&self) -> bool {
        self.host.eq_ignore_ascii_case("localhost")
            || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}
