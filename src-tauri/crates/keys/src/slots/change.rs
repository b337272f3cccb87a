//! Adding and removing ways to open the practice. Every new slot is opened once before it is
//! kept, and the last one that works is never given up.

use super::slot::{Held, Kind, Slot};
use super::{KeySlots, device, password, recovery};
use crate::{DataKey, KeyError, Keychain, RecoveryCode, Secret};

impl KeySlots {
    /// Lets this computer open the practice by itself. Replaces the device slot there was.
    pub fn add_device(&mut self, keychain: &Keychain, key: &DataKey) -> Result<(), KeyError> {
        let slot = device::make(&self.practice_id, keychain, key)?;
        verified(&device::open(&slot, &self.practice_id, keychain)?, key)?;
        self.put(slot, Kind::Device, None);
        Ok(())
    }

    /// Lets the printed code open the practice. Replaces the recovery slot there was, so an older
    /// printout stops working.
    pub fn add_recovery(&mut self, code: &RecoveryCode, key: &DataKey) -> Result<(), KeyError> {
        let slot = recovery::make(&self.practice_id, code, key)?;
        verified(&recovery::open(&slot, &self.practice_id, code)?, key)?;
        self.put(slot, Kind::Recovery, None);
        Ok(())
    }

    /// Wraps a new data key for the code that is already printed (rotation). `current` proves that
    /// the kept public key is really this practice's. Opening cannot be tried here: that takes the
    /// code.
    pub fn rewrap_recovery(&mut self, current: &DataKey, new: &DataKey) -> Result<(), KeyError> {
        let old = self.find(Kind::Recovery, None).ok_or(KeyError::NoSuchSlot)?;
        let slot = recovery::rewrap(old, &self.practice_id, current, new)?;
        recovery::check(&slot, &self.practice_id)?;
        self.put(slot, Kind::Recovery, None);
        Ok(())
    }

    /// Lets a staff member's password open the practice. Replaces that person's slot.
    pub fn add_password(&mut self, staff: &str, password: &Secret, key: &DataKey) -> Result<(), KeyError> {
        let slot = password::make(&self.practice_id, staff, password, self.cost, key)?;
        verified(&password::open(&slot, &self.practice_id, password)?, key)?;
        self.put(slot, Kind::Password, Some(staff));
        Ok(())
    }

    /// Takes the password slot of a staff member away.
    pub fn remove_password(&mut self, staff: &str) -> Result<(), KeyError> {
        self.may_remove(Kind::Password, Some(staff))?;
        self.take(Kind::Password, Some(staff));
        Ok(())
    }

    /// Stops this computer from opening the practice by itself and clears its keychain entry.
    /// Save straight after: until then the file names a slot whose entry is gone.
    pub fn remove_device(&mut self, keychain: &Keychain) -> Result<(), KeyError> {
        self.may_remove(Kind::Device, None)?;
        match keychain.delete() {
            // Without a keychain there is no entry within reach; the slot alone opens nothing.
            Ok(()) | Err(KeyError::KeychainMissing { .. }) => {}
            Err(other) => return Err(other),
        }
        self.take(Kind::Device, None);
        Ok(())
    }

    fn may_remove(&self, kind: Kind, staff: Option<&str>) -> Result<(), KeyError> {
        if self.find(kind, staff).is_none() {
            return Err(KeyError::NoSuchSlot);
        }
        let another_works = self.good().any(|slot| !slot.is_for(kind, staff) && self.is_sound(slot));
        if another_works { Ok(()) } else { Err(KeyError::LastSlot) }
    }

    /// Whether a slot is complete and of a kind this program opens.
    pub(super) fn is_sound(&self, slot: &Slot) -> bool {
        let id = self.practice_id.as_str();
        (slot.is(Kind::Device) && device::check(slot, id).is_ok())
            || (slot.is(Kind::Password) && password::check(slot, id).is_ok())
            || (slot.is(Kind::Recovery) && recovery::check(slot, id).is_ok())
    }

    fn put(&mut self, slot: Slot, kind: Kind, staff: Option<&str>) {
        self.take(kind, staff);
        self.slots.push(Held::Slot(Box::new(slot)));
    }

    fn take(&mut self, kind: Kind, staff: Option<&str>) {
        self.slots
            .retain(|held| !matches!(held, Held::Slot(slot) if slot.is_for(kind, staff)));
    }
}

fn verified(opened: &DataKey, key: &DataKey) -> Result<(), KeyError> {
    if opened.same_as(key) {
        Ok(())
    } else {
        Err(KeyError::NotVerified)
    }
}
