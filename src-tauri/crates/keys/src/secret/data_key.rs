//! The key of the database.

use std::fmt;

use zeroize::Zeroizing;

use crate::KeyError;
use crate::seal::{self, Key32};

/// 32 random bytes: SQLCipher's raw key. Every slot wraps this same key.
pub struct DataKey(Key32);

impl DataKey {
    /// A new key from the system's random numbers. Only for a new practice or a rotation.
    pub fn make() -> Result<Self, KeyError> {
        Ok(Self(Zeroizing::new(seal::random()?)))
    }

    /// 64 lower-case hex characters for `PRAGMA key = "x'…'"`. Never log, store or send it.
    pub fn dangerously_expose_hex(&self) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut hex = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.iter() {
            hex.push(char::from(DIGITS[usize::from(byte >> 4)]));
            hex.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        hex
    }

    /// A second copy, on purpose; there is no `Clone` so that copies are seen in review.
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Key32::default();
        if bytes.len() != key.len() {
            return None;
        }
        key.copy_from_slice(bytes);
        Some(Self(key))
    }

    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.0
            .iter()
            .zip(other.0.iter())
            .fold(0u8, |differs, (a, b)| differs | (a ^ b))
            == 0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(redacted)")
    }
}
