//! The clinic's intake keys: what patients seal to. One pair for each suite; both are named by one key id.
//!
//! Protects submissions from everybody but the clinic: the relay, its host, the network. X-Wing (ML-KEM-768 with X25519) also from
//! a quantum computer of the future.

use crate::bundle::Bundle;
use crate::random::{self, NoRandomness};
use crate::signed::WrongKey;
use crate::text;
use hpke::kem::{X25519HkdfSha256, XWing};
use hpke::{Deserializable, Kem, Serializable};
use std::fmt;
use zeroize::Zeroizing;

/// Bytes of an X-Wing public key.
pub const XWING_PUBLIC: usize = 1216;

/// The private halves. 64 stored bytes: the X-Wing seed, the X25519 secret. Wiped when dropped.
pub struct IntakeKeys {
    stored: Zeroizing<[u8; 64]>,
    pub(crate) xwing: <XWing as Kem>::PrivateKey,
    pub(crate) x25519: <X25519HkdfSha256 as Kem>::PrivateKey,
    public: IntakePublic,
}

/// The public halves, as the bundle carries them.
#[derive(Clone, PartialEq, Eq)]
pub struct IntakePublic {
    pub(crate) xwing: Vec<u8>,
    pub(crate) x25519: [u8; 32],
    kid: [u8; 8],
}

impl IntakeKeys {
    /// New ones.
    ///
    /// # Errors
    /// When the operating system has no randomness.
    pub fn generate() -> Result<Self, NoRandomness> {
        let bytes = Zeroizing::new(random::bytes::<64>()?);
        Self::from_stored_bytes(&*bytes).map_err(|WrongKey| NoRandomness)
    }

    /// From [`Self::to_stored_bytes`].
    ///
    /// # Errors
    /// When there are not 64 of them.
    pub fn from_stored_bytes(bytes: &[u8]) -> Result<Self, WrongKey> {
        let stored: Zeroizing<[u8; 64]> = Zeroizing::new(bytes.try_into().map_err(|_| WrongKey)?);
        let xwing = <XWing as Kem>::PrivateKey::from_bytes(&stored[..32]).map_err(|_| WrongKey)?;
        let x25519 = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&stored[32..]).map_err(|_| WrongKey)?;
        let mut short = [0; 32];
        short.copy_from_slice(&X25519HkdfSha256::sk_to_pk(&x25519).to_bytes());
        let public = IntakePublic::named(XWing::sk_to_pk(&xwing).to_bytes().to_vec(), short);
        Ok(Self {
            stored,
            xwing,
            x25519,
            public,
        })
    }

    /// The secrets, to be kept where secrets are kept.
    pub fn to_stored_bytes(&self) -> Zeroizing<[u8; 64]> {
        self.stored.clone()
    }

    /// What may be published.
    pub fn public(&self) -> &IntakePublic {
        &self.public
    }

    /// Which keys these are.
    pub fn kid(&self) -> [u8; 8] {
        self.public.kid
    }
}

impl fmt::Debug for IntakeKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IntakeKeys({})", self.public.kid_text())
    }
}

impl IntakePublic {
    fn named(xwing: Vec<u8>, x25519: [u8; 32]) -> Self {
        let mut kid = [0; 8];
        kid.copy_from_slice(&text::sha256(&[&xwing[..], &x25519].concat())[..8]);
        Self { xwing, x25519, kid }
    }

    /// What a bundle says, if its key id is the one of its keys.
    ///
    /// # Errors
    /// When a key is not as long as it should be, or the id is another's.
    pub fn from_bundle(bundle: &Bundle) -> Result<Self, WrongKey> {
        let xwing: [u8; XWING_PUBLIC] = text::read_base64_array(&bundle.xwing).map_err(|_| WrongKey)?;
        let x25519 = text::read_base64_array(&bundle.x25519).map_err(|_| WrongKey)?;
        let public = Self::named(xwing.to_vec(), x25519);
        if public.kid_text() == bundle.kid {
            Ok(public)
        } else {
            Err(WrongKey)
        }
    }

    /// Which keys: the first 8 bytes of SHA-256(xwing | x25519).
    pub fn kid(&self) -> [u8; 8] {
        self.kid
    }

    /// [`Self::kid`] in hex: the bundle's `kid`.
    pub fn kid_text(&self) -> String {
        text::write_hex(&self.kid)
    }

    /// The bundle's `xwing`.
    pub fn xwing_text(&self) -> String {
        text::write_base64(&self.xwing)
    }

    /// The bundle's `x25519`.
    pub fn x25519_text(&self) -> String {
        text::write_base64(&self.x25519)
    }
}

impl fmt::Debug for IntakePublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IntakePublic({})", self.kid_text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_being_stored_and_show_nothing() {
        let keys = IntakeKeys::generate().unwrap();
        let again = IntakeKeys::from_stored_bytes(&*keys.to_stored_bytes()).unwrap();
        assert_eq!(again.public(), keys.public());
        assert_eq!(format!("{keys:?}"), format!("IntakeKeys({})", keys.public().kid_text()));
        assert_eq!(IntakeKeys::from_stored_bytes(&[0; 63]).unwrap_err(), WrongKey);
        assert_ne!(IntakeKeys::generate().unwrap().kid(), keys.kid());
    }
}
