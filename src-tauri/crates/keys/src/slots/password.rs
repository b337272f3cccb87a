//! A password slot: Argon2id of one staff member's password wraps the data key.

use super::cost::Cost;
use super::slot::{Kdf, Kind, Slot, XCHACHA};
use crate::seal::{self, Key32};
use crate::{DataKey, KeyError, Secret};

const KDF: &str = "argon2id";

pub(super) fn make(
    practice_id: &str,
    staff: &str,
    password: &Secret,
    cost: Cost,
    key: &DataKey,
) -> Result<Slot, KeyError> {
    let salt = seal::random::<16>()?;
    let kdf = Kdf {
        alg: KDF.to_owned(),
        m: Some(cost.memory_kib),
        t: Some(cost.passes),
        p: Some(cost.lanes),
        salt: Some(seal::to_base64(&salt)),
    };
    let mut slot = Slot::blank(practice_id, Kind::Password, XCHACHA, kdf)?;
    slot.staff = Some(staff.to_owned());
    slot.wrap_under(&kek(password, &salt, cost)?, key)?;
    Ok(slot)
}

pub(super) fn open(slot: &Slot, practice_id: &str, password: &Secret) -> Result<DataKey, KeyError> {
    let (salt, cost) = check(slot, practice_id)?;
    slot.open_under(&kek(password, &salt, cost)?)?
        .ok_or(KeyError::WrongPassword)
}

/// Whether all parts can be read, without opening it.
pub(super) fn check(slot: &Slot, practice_id: &str) -> Result<([u8; 16], Cost), KeyError> {
    slot.expect(practice_id, XCHACHA, KDF)?;
    slot.bytes::<24>("nonce", slot.nonce.as_deref())?;
    slot.bytes::<48>("wrap", Some(&slot.wrap))?;
    let salt = slot.bytes::<16>("salt", slot.kdf.salt.as_deref())?;
    let (Some(memory_kib), Some(passes), Some(lanes)) = (slot.kdf.m, slot.kdf.t, slot.kdf.p) else {
        return Err(slot.damaged("cost"));
    };
    let cost = Cost {
        memory_kib,
        passes,
        lanes,
    };
    cost.params().map_err(|_| slot.damaged("cost"))?;
    Ok((*salt, cost))
}

fn kek(password: &Secret, salt: &[u8; 16], cost: Cost) -> Result<Key32, KeyError> {
    let stretched = seal::argon2id(password.dangerously_expose().as_bytes(), salt, cost)?;
    seal::hkdf32(&[], stretched.as_slice(), &[b"kek"])
}
