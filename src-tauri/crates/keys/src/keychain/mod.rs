//! This computer's keychain: one entry per practice, holding the key that wraps the device slot.
//!
//! The keychain is a convenience, never the only way in: it is lost by Windows password resets,
//! desktop changes and restored profiles. So it holds only a wrapping key, and every failure here
//! is an error for a person, never a reason to make a new key.

mod store;
mod system;
mod thread;

use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

pub use store::{KeychainFailure, KeychainStore};
use thread::KeychainThread;

use crate::KeyError;
use crate::seal::{self, Key32};

/// The name the entries are filed under.
const SERVICE: &str = "Keepwell";
/// A keychain that asks its user something can block for ever; we do not.
const PATIENCE: Duration = Duration::from_secs(10);
/// `KEEPWELL_KEYCHAIN=none` switches the keychain off (machines that want passwords only).
const SWITCH: &str = "KEEPWELL_KEYCHAIN";

/// Whether the keychain can be used now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeychainStatus {
    /// It answers. There may or may not be an entry for this practice.
    Ready,
    /// There is none, none is running, or it was switched off.
    Missing {
        /// What the system said.
        why: String,
    },
    /// It is there but closed, or is waiting for its user.
    Locked {
        /// What the system said.
        why: String,
    },
}

/// The keychain entry of one practice.
pub struct Keychain {
    practice_id: String,
    reach: Reach,
    patience: Duration,
}

enum Reach {
    Off { why: String },
    Thread(KeychainThread),
}

impl Keychain {
    /// The keychain of this computer's user. Does not touch it yet. `practice_id` names the entry
    /// and must not hold anything private.
    pub fn system(practice_id: &str) -> Self {
        match std::env::var(SWITCH) {
            Ok(value) if value.eq_ignore_ascii_case("none") => Self::off(practice_id),
            _ => Self {
                practice_id: practice_id.to_owned(),
                reach: Reach::Thread(KeychainThread::system()),
                patience: PATIENCE,
            },
        }
    }

    /// No keychain at all: the practice opens with passwords and the recovery code only.
    pub fn off(practice_id: &str) -> Self {
        Self {
            practice_id: practice_id.to_owned(),
            reach: Reach::Off {
                why: "it is switched off on this computer".to_owned(),
            },
            patience: PATIENCE,
        }
    }

    /// Another keychain than the system's, waited for at most `patience`.
    pub fn with_store(practice_id: &str, store: impl KeychainStore + 'static, patience: Duration) -> Self {
        Self {
            practice_id: practice_id.to_owned(),
            reach: Reach::Thread(KeychainThread::start(Box::new(store))),
            patience,
        }
    }

    /// Asks the keychain whether it would answer. Takes at most 10 seconds.
    pub fn status(&self) -> KeychainStatus {
        match self.ask(|store, service, user| store.read(service, user).map(drop)) {
            Ok(()) | Err(KeyError::KeychainEntryGone) => KeychainStatus::Ready,
            Err(KeyError::KeychainMissing { why }) => KeychainStatus::Missing { why },
            Err(KeyError::KeychainLocked { why } | KeyError::KeychainFailed { why }) => KeychainStatus::Locked { why },
            Err(late) => KeychainStatus::Locked { why: late.to_string() },
        }
    }

    /// The wrapping key, or [`KeyError::KeychainEntryGone`]. Never makes one.
    pub(crate) fn read(&self) -> Result<Key32, KeyError> {
        let text = self.ask(|store, service, user| store.read(service, user))?;
        seal::from_base64::<32>(&text).ok_or(KeyError::KeychainEntryWrong)
    }

    /// Stores the wrapping key and reads it back, since a store that forgets is worse than none.
    pub(crate) fn write(&self, key: &Key32) -> Result<(), KeyError> {
        let text = Zeroizing::new(seal::to_base64(key.as_slice()));
        self.ask(move |store, service, user| store.write(service, user, &text))?;
        if self.read()?.as_slice() == key.as_slice() {
            Ok(())
        } else {
            Err(KeyError::NotVerified)
        }
    }

    /// Removes the entry; one that is already gone is fine.
    pub(crate) fn delete(&self) -> Result<(), KeyError> {
        match self.ask(|store, service, user| store.delete(service, user)) {
            Err(KeyError::KeychainEntryGone) => Ok(()),
            other => other,
        }
    }

    fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut dyn KeychainStore, &str, &str) -> Result<T, KeychainFailure> + Send + 'static,
    ) -> Result<T, KeyError> {
        match &self.reach {
            Reach::Off { why } => Err(KeyError::KeychainMissing { why: why.clone() }),
            Reach::Thread(thread) => {
                let user = self.practice_id.clone();
                thread.ask(self.patience, move |store| question(store, SERVICE, &user))
            }
        }
    }
}

impl fmt::Debug for Keychain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keychain")
            .field("practice_id", &self.practice_id)
            .finish_non_exhaustive()
    }
}
