//! The primitives, kept private: random bytes, HKDF, Argon2id, XChaCha20-Poly1305, base64.

use base64ct::{Base64, Encoding};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use crate::KeyError;
use crate::slots::Cost;

/// Key bytes that wipe themselves.
pub(crate) type Key32 = Zeroizing<[u8; 32]>;

/// `N` bytes from the system's generator.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], KeyError> {
    let mut bytes = [0u8; N];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| KeyError::NoRandomness)?;
    Ok(bytes)
}

/// HKDF-SHA256 to 32 bytes.
pub(crate) fn hkdf32(salt: &[u8], input: &[u8], info: &[&[u8]]) -> Result<Key32, KeyError> {
    let mut out = Key32::default();
    ring::hkdf::Salt::new(ring::hkdf::HKDF_SHA256, salt)
        .extract(input)
        .expand(info, ring::hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(out.as_mut_slice()))
        .map_err(|_| KeyError::Derivation {
            why: "key derivation".into(),
        })?;
    Ok(out)
}

/// Argon2id (version 0x13) to 32 bytes.
pub(crate) fn argon2id(password: &[u8], salt: &[u8], cost: Cost) -> Result<Key32, KeyError> {
    let failed = |e: argon2::Error| KeyError::Derivation { why: e.to_string() };
    let mut out = Key32::default();
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, cost.params()?)
        .hash_password_into(password, salt, out.as_mut_slice())
        .map_err(failed)?;
    Ok(out)
}

/// Encrypts under a 24-byte nonce; the tag is appended.
pub(crate) fn wrap(key: &Key32, nonce: &[u8; 24], aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, KeyError> {
    cipher(key)
        .encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad })
        .map_err(|_| KeyError::NotVerified)
}

/// Decrypts; `None` when key, nonce, header or ciphertext is not the one it was made with.
pub(crate) fn unwrap(key: &Key32, nonce: &[u8; 24], aad: &[u8], wrapped: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    cipher(key)
        .decrypt(&XNonce::from(*nonce), Payload { msg: wrapped, aad })
        .ok()
        .map(Zeroizing::new)
}

fn cipher(key: &Key32) -> XChaCha20Poly1305 {
    let key: &[u8; 32] = key;
    XChaCha20Poly1305::new(key.into())
}

/// Standard base64 with padding, constant time.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Strict base64 of exactly `N` bytes; `None` for anything else, also for a second spelling of
/// the same bytes.
pub(crate) fn from_base64<const N: usize>(text: &str) -> Option<Zeroizing<[u8; N]>> {
    let mut out = Zeroizing::new([0u8; N]);
    let len = Base64::decode(text, out.as_mut_slice()).ok()?.len();
    (len == N).then_some(out)
}
