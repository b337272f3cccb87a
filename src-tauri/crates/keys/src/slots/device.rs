//! The device slot: a random key in this computer's keychain wraps the data key.

use zeroize::Zeroizing;

use super::slot::{Kdf, Kind, Slot, XCHACHA};
use crate::seal;
use crate::{DataKey, KeyError, Keychain};

const KDF: &str = "none";

pub(super) fn make(practice_id: &str, keychain: &Keychain, key: &DataKey) -> Result<Slot, KeyError> {
    let kek = match keychain.read() {
        // Keeping the entry keeps the slot that is still on disk working until the new one is saved.
        Ok(kek) => kek,
        // The caller holds the data key, so a new *wrapping* key loses nothing.
        Err(KeyError::KeychainEntryGone | KeyError::KeychainEntryWrong) => {
            let kek = Zeroizing::new(seal::random()?);
            keychain.write(&kek)?;
            kek
        }
        Err(other) => return Err(other),
    };
    let mut slot = Slot::blank(practice_id, Kind::Device, XCHACHA, Kdf::plain(KDF))?;
    slot.wrap_under(&kek, key)?;
    Ok(slot)
}

pub(super) fn open(slot: &Slot, practice_id: &str, keychain: &Keychain) -> Result<DataKey, KeyError> {
    check(slot, practice_id)?;
    slot.open_under(&keychain.read()?)?.ok_or(KeyError::KeychainEntryWrong)
}

/// Whether all parts can be read, without opening it.
pub(super) fn check(slot: &Slot, practice_id: &str) -> Result<(), KeyError> {
    slot.expect(practice_id, XCHACHA, KDF)?;
    slot.bytes::<24>("nonce", slot.nonce.as_deref())?;
    slot.bytes::<48>("wrap", Some(&slot.wrap))?;
    Ok(())
}
