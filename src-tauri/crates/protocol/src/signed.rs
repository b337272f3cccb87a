//! A document and its signature. What is signed are the very bytes that travel, so nobody has to agree on a canonical JSON.

use crate::id::ClinicId;
use crate::random::{self, NoRandomness};
use crate::text;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;
use zeroize::Zeroizing;

/// A document with its Ed25519 signature over `"keepwell/1|" context "|" document-bytes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The document's bytes (JSON in UTF-8), base64url without padding.
    pub document: String,
    /// 64 bytes, base64url without padding.
    pub signature: String,
}

/// What a signature is for: a signature made for one purpose is worth nothing for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// [`crate::bundle::Bundle`], by the clinic's signing key.
    Bundle,
    /// [`crate::slots::SlotBook`], by the clinic's signing key.
    Slots,
    /// [`crate::inbox::Receipt`], by the clinic's signing key.
    Receipt,
    /// [`crate::pairing::Device`], by the clinic's signing key.
    Device,
    /// A request of the clinic's PC to the relay, by the device key.
    Request,
}

impl Context {
    /// The word in the signed bytes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bundle => "bundle",
            Self::Slots => "slots",
            Self::Receipt => "receipt",
            Self::Device => "device",
            Self::Request => "request",
        }
    }
}

/// Why a signed document is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// Not base64url, or not as long as a signature or a key.
    #[error("not a signed document")]
    Malformed,
    /// Another key, another purpose, or other bytes were signed.
    #[error("the signature does not hold")]
    DoesNotHold,
}

/// An Ed25519 key that signs: the clinic's, or its PC's. Its seed is wiped when it is dropped; `ring` wipes nothing of its own copy.
pub struct SigningKey {
    seed: Zeroizing<[u8; 32]>,
    pair: Ed25519KeyPair,
}

/// Stored bytes that are no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are not a key")]
pub struct WrongKey;

impl SigningKey {
    /// A new one.
    ///
    /// # Errors
    /// When the operating system has no randomness.
    pub fn generate() -> Result<Self, NoRandomness> {
        let seed = Zeroizing::new(random::bytes::<32>()?);
        Self::from_seed(seed).map_err(|WrongKey| NoRandomness)
    }

    fn from_seed(seed: Zeroizing<[u8; 32]>) -> Result<Self, WrongKey> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&*seed).map_err(|_| WrongKey)?;
        Ok(Self { seed, pair })
    }

    /// From [`Self::to_stored_bytes`].
    ///
    /// # Errors
    /// When there are not 32 of them.
    pub fn from_stored_bytes(bytes: &[u8]) -> Result<Self, WrongKey> {
        let seed: [u8; 32] = bytes.try_into().map_err(|_| WrongKey)?;
        Self::from_seed(Zeroizing::new(seed))
    }

    /// The secret, to be kept where secrets are kept.
    pub fn to_stored_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.seed.clone()
    }

    /// The public half, 32 bytes.
    pub fn public(&self) -> [u8; 32] {
        let mut key = [0; 32];
        key.copy_from_slice(self.pair.public_key().as_ref());
        key
    }

    /// The public half as it travels, base64url.
    pub fn public_text(&self) -> String {
        text::write_base64(&self.public())
    }

    /// The clinic that signs with this key.
    pub fn clinic(&self) -> ClinicId {
        ClinicId::of_key(&self.public())
    }

    /// The bare signature, for a request's header.
    pub fn sign(&self, context: Context, bytes: &[u8]) -> [u8; 64] {
        let mut signature = [0; 64];
        signature.copy_from_slice(self.pair.sign(&to_sign(context, bytes)).as_ref());
        signature
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

fn to_sign(context: Context, bytes: &[u8]) -> Vec<u8> {
    [b"keepwell/1|", context.word().as_bytes(), b"|", bytes].concat()
}

/// Signs a document for one purpose.
pub fn sign(context: Context, document: &[u8], key: &SigningKey) -> Signed {
    Signed {
        document: text::write_base64(document),
        signature: text::write_base64(&key.sign(context, document)),
    }
}

/// Checks a bare signature by `key` (32 bytes).
///
/// # Errors
/// When it does not hold.
pub fn verify(context: Context, key: &[u8], bytes: &[u8], signature: &[u8]) -> Result<(), SignedError> {
    UnparsedPublicKey::new(&ED25519, key)
        .verify(&to_sign(context, bytes), signature)
        .map_err(|_| SignedError::DoesNotHold)
}

impl Signed {
    /// The document's bytes, if `key` (32 bytes) signed them for this purpose.
    ///
    /// # Errors
    /// When the text is none, or the signature does not hold.
    pub fn open(&self, context: Context, key: &[u8]) -> Result<Vec<u8>, SignedError> {
        let document = text::read_base64(&self.document).map_err(|_| SignedError::Malformed)?;
        let signature: [u8; 64] = text::read_base64_array(&self.signature).map_err(|_| SignedError::Malformed)?;
        verify(context, key, &document, &signature)?;
        Ok(document)
    }

    /// As [`Self::open`], with the key as it travels (base64url).
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_by(&self, context: Context, key: &str) -> Result<Vec<u8>, SignedError> {
        let key: [u8; 32] = text::read_base64_array(key).map_err(|_| SignedError::Malformed)?;
        self.open(context, &key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_worth_nothing_for_another_purpose_key_or_document() {
        let key = SigningKey::generate().unwrap();
        let signed = sign(Context::Receipt, b"{}", &key);
        assert_eq!(signed.open_by(Context::Receipt, &key.public_text()), Ok(b"{}".to_vec()));
        assert_eq!(
            signed.open(Context::Slots, &key.public()),
            Err(SignedError::DoesNotHold)
        );
        let other = SigningKey::generate().unwrap().public();
        assert_eq!(signed.open(Context::Receipt, &other), Err(SignedError::DoesNotHold));
        let changed = Signed {
            document: text::write_base64(b"[]"),
            ..signed
        };
        assert_eq!(
            changed.open(Context::Receipt, &key.public()),
            Err(SignedError::DoesNotHold)
        );
    }

    #[test]
    fn a_key_survives_being_stored_and_shows_nothing() {
        let key = SigningKey::generate().unwrap();
        let again = SigningKey::from_stored_bytes(&*key.to_stored_bytes()).unwrap();
        assert_eq!(again.public(), key.public());
        assert_eq!(format!("{key:?}"), "SigningKey(…)");
        assert_eq!(SigningKey::from_stored_bytes(&[1; 31]).unwrap_err(), WrongKey);
    }
}
