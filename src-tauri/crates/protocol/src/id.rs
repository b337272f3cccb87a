//! Ids on the wire: 26 characters of Crockford's base 32 (no I, L, O, U), upper case when written, either case when read.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Crockford's alphabet.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of 26 characters")]
pub struct WrongId;

/// 128 bits as 26 characters: an id, a token, a secret. The last one carries three bits; its other two are zero.
pub fn write(bytes: [u8; 16]) -> String {
    let number = u128::from_be_bytes(bytes);
    (0..26_u32)
        .map(|place| {
            let five = if place < 25 {
                number >> (123 - 5 * place)
            } else {
                number << 2
            };
            char::from(ALPHABET[usize::try_from(five & 31).unwrap_or(0)])
        })
        .collect()
}

/// Reads 26 characters. Text that another writer would have written otherwise is refused: an id has one spelling (and one in lower case).
///
/// # Errors
/// [`WrongId`].
pub fn read(text: &str) -> Result<[u8; 16], WrongId> {
    let bytes = text.as_bytes();
    if bytes.len() != 26 {
        return Err(WrongId);
    }
    let mut number = 0_u128;
    for (place, letter) in bytes.iter().enumerate() {
        let five = ALPHABET
            .iter()
            .position(|known| *known == letter.to_ascii_uppercase())
            .ok_or(WrongId)?;
        let five = u128::try_from(five).map_err(|_| WrongId)?;
        if place < 25 {
            number = number << 5 | five;
        } else {
            if five & 3 != 0 {
                return Err(WrongId);
            }
            number = number << 3 | five >> 2;
        }
    }
    Ok(number.to_be_bytes())
}

macro_rules! define_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; 16]);

        impl $name {
            /// From its bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// A new one.
            ///
            /// # Errors
            /// When the operating system has no randomness.
            pub fn random() -> Result<Self, crate::random::NoRandomness> {
                crate::random::bytes().map(Self)
            }

            /// Its bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&write(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = WrongId;
            fn from_str(text: &str) -> Result<Self, WrongId> {
                read(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }

        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String { "string".into() }
            fn inline(_: &ts_rs::Config) -> String { "string".into() }
        }
    };
}

define_id!(
    /// A clinic at a relay: the first 128 bits of SHA-256 over its Ed25519 signing key, so that a link that names the clinic
    /// also pins its key.
    ClinicId
);
define_id!(
    /// One sealed submission, chosen by the browser that made it.
    SubmissionId
);
define_id!(
    /// A form, for all its versions.
    FormId
);
define_id!(
    /// A time offered on the web. Without meaning to the relay.
    SlotId
);
define_id!(
    /// Whoever or whatever cannot be in two visits at once (a provider). Without meaning to the relay.
    LaneId
);
define_id!(
    /// A page for one patient, kept by the relay as ciphertext: suggested times.
    PageId
);

impl ClinicId {
    /// The clinic that signs with `key` (Ed25519, 32 bytes).
    pub fn of_key(key: &[u8]) -> Self {
        let hash = ring::digest::digest(&ring::digest::SHA256, key);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_ref()[..16]);
        Self(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_has_one_spelling_in_each_case() {
        assert_eq!(write([0; 16]), "0".repeat(26));
        assert_eq!(write([255; 16]), format!("{}W", "Z".repeat(25)));
        assert_eq!(
            "zzzzzzzzzzzzzzzzzzzzzzzzzw".parse::<SlotId>().unwrap().as_bytes(),
            &[255; 16]
        );
        // Bits left over, letters Crockford leaves out, another length, more than ASCII.
        for wrong in [
            "ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
            "IIIIIIIIIIIIIIIIIIIIIIIIII",
            "0",
            "",
            "0000000000000000000000000é",
            "000000000000000000000000-0",
        ] {
            assert_eq!(wrong.parse::<SlotId>(), Err(WrongId), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn every_id_comes_back_from_its_text(bytes: [u8; 16]) {
            prop_assert_eq!(read(&write(bytes)), Ok(bytes));
        }

        #[test]
        fn any_text_is_read_back_as_itself_or_refused(text in "\\PC{0,30}") {
            if let Ok(bytes) = read(&text) {
                prop_assert_eq!(write(bytes), text.to_uppercase());
            }
        }
    }
}
