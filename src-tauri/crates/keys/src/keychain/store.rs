//! What a keychain must be able to do.

use zeroize::Zeroizing;

use crate::KeyError;

/// A keychain of some system. All calls arrive on one thread, one after the other.
pub trait KeychainStore: Send {
    /// The text of the entry, or [`KeychainFailure::NoEntry`].
    fn read(&mut self, service: &str, user: &str) -> Result<Zeroizing<String>, KeychainFailure>;
    /// Makes the entry or replaces its text.
    fn write(&mut self, service: &str, user: &str, text: &str) -> Result<(), KeychainFailure>;
    /// Removes the entry, or [`KeychainFailure::NoEntry`].
    fn delete(&mut self, service: &str, user: &str) -> Result<(), KeychainFailure>;
}

/// Why a keychain did not do it.
#[derive(Debug)]
pub enum KeychainFailure {
    /// No keychain on this computer, or none running.
    Missing(String),
    /// Closed, or its user declined.
    Locked(String),
    /// Works, but holds no such entry.
    NoEntry,
    /// Anything else, in the system's words.
    Failed(String),
}

impl From<KeychainFailure> for KeyError {
    fn from(failure: KeychainFailure) -> Self {
        match failure {
            KeychainFailure::Missing(why) => Self::KeychainMissing { why },
            KeychainFailure::Locked(why) => Self::KeychainLocked { why },
            KeychainFailure::NoEntry => Self::KeychainEntryGone,
            KeychainFailure::Failed(why) => Self::KeychainFailed { why },
        }
    }
}
