//! Opening the practice.

use super::slot::{Held, Kind, Slot};
use super::{KeySlots, device, password, recovery};
use crate::{DataKey, KeyError, Keychain, RecoveryCode, Secret};

impl KeySlots {
    /// Opens with this computer's keychain. A missing entry is an error, never a fresh key.
    pub fn unlock_device(&self, keychain: &Keychain) -> Result<DataKey, KeyError> {
        device::open(self.wanted(Kind::Device, None)?, &self.practice_id, keychain)
    }

    /// Opens with the printed code.
    pub fn unlock_recovery(&self, code: &RecoveryCode) -> Result<DataKey, KeyError> {
        recovery::open(self.wanted(Kind::Recovery, None)?, &self.practice_id, code)
    }

    /// Opens with one staff member's password. Takes about a fifth of a second on purpose.
    pub fn unlock_password(&self, staff: &str, password: &Secret) -> Result<DataKey, KeyError> {
        password::open(self.wanted(Kind::Password, Some(staff))?, &self.practice_id, password)
    }

    fn wanted(&self, kind: Kind, staff: Option<&str>) -> Result<&Slot, KeyError> {
        self.find(kind, staff).ok_or_else(|| {
            // What cannot be read may be the very slot that was asked for.
            if self.slots.iter().any(|held| matches!(held, Held::Unreadable(_))) {
                KeyError::damaged("one of its locks cannot be read")
            } else {
                KeyError::NoSuchSlot
            }
        })
    }
}
