//! Verifiers of staff passwords and PINs, kept inside the database. They prove who somebody is;
//! the slots in [`crate::KeySlots`] are what opens the practice.

use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Version};

use crate::slots::Cost;
use crate::{KeyError, Secret, seal};

/// A PHC string (`$argon2id$v=19$m=…`) at the default cost.
pub fn verifier_make(password: &Secret) -> Result<String, KeyError> {
    verifier_make_with(password, Cost::default())
}

/// A PHC string at the given cost; the cost is part of the string.
pub fn verifier_make_with(password: &Secret, cost: Cost) -> Result<String, KeyError> {
    let salt = seal::random::<16>()?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?)
        .hash_password_with_salt(password.dangerously_expose().as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|e| KeyError::Derivation { why: e.to_string() })
}

/// Whether `password` is the one `verifier` was made from. `Ok(false)` is a wrong password; an
/// error is a verifier that cannot be read or a computer that cannot do the calculation.
pub fn verifier_check(verifier: &str, password: &Secret) -> Result<bool, KeyError> {
    let failed = |e: Error| KeyError::Derivation { why: e.to_string() };
    let hash = PasswordHash::new(verifier).map_err(|e| KeyError::Derivation { why: e.to_string() })?;
    let argon2 = Argon2::default();
    match argon2.verify_password(password.dangerously_expose().as_bytes(), &hash) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(e) => Err(failed(e)),
    }
}
