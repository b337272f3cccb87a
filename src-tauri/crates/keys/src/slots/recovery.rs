//! The recovery slot: the printed code makes an X25519 key pair, and only its public key is kept,
//! so that a new data key can be wrapped without asking for the code again.
//!
//! Anybody can encrypt to a public key. `proof` is what stops somebody with write access to the
//! file from putting *their* public key there and waiting for the next rotation: it is a MAC over
//! the slot under a key that only holders of the data key have, and rewrapping checks it first.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal};
use ring::hmac;
use zeroize::Zeroizing;

use super::slot::{Kdf, Kind, Slot};
use crate::seal;
use crate::{DataKey, KeyError, RecoveryCode};

/// Named in full so that X-Wing can stand beside it later.
const HPKE: &str = "hpke-x25519-hkdfsha256-chacha20poly1305";
const KDF: &str = "hkdf-sha256";
const INFO: &[u8] = b"keepwell recovery slot v1";

type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type Encapped = <X25519HkdfSha256 as Kem>::EncappedKey;

pub(super) fn make(practice_id: &str, code: &RecoveryCode, key: &DataKey) -> Result<Slot, KeyError> {
    let (_, public) = key_pair(practice_id, code)?;
    seal_to(practice_id, &public, key)
}

/// Wraps `new` for the same printed code, after making sure the slot was made by a holder of `current`.
pub(super) fn rewrap(slot: &Slot, practice_id: &str, current: &DataKey, new: &DataKey) -> Result<Slot, KeyError> {
    let parts = check(slot, practice_id)?;
    let proof = slot.bytes::<32>("proof", slot.proof.as_deref())?;
    hmac::verify(&proof_key(current)?, &proven(slot), proof.as_slice())
        .map_err(|_| KeyError::damaged("the recovery lock was not made by this practice; print a new recovery kit"))?;
    seal_to(practice_id, &parts.public, new)
}

pub(super) fn open(slot: &Slot, practice_id: &str, code: &RecoveryCode) -> Result<DataKey, KeyError> {
    let parts = check(slot, practice_id)?;
    let (private, public) = key_pair(practice_id, code)?;
    if public.to_bytes() != parts.public.to_bytes() {
        return Err(KeyError::WrongRecoveryCode);
    }
    let plain = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private,
        &parts.encapped,
        INFO,
        parts.wrap.as_slice(),
        &slot.header(),
    )
    .map(Zeroizing::new)
    // The code is the right one, so the slot itself was changed.
    .map_err(|_| slot.damaged("wrap"))?;
    DataKey::from_slice(&plain).ok_or_else(|| slot.damaged("wrap"))
}

/// The readable parts of a slot.
pub(super) struct Parts {
    public: PublicKey,
    encapped: Encapped,
    wrap: Zeroizing<[u8; 48]>,
}

/// Whether all parts can be read, without opening it.
pub(super) fn check(slot: &Slot, practice_id: &str) -> Result<Parts, KeyError> {
    slot.expect(practice_id, HPKE, KDF)?;
    let public = slot.bytes::<32>("public key", slot.public_key.as_deref())?;
    let encapped = slot.bytes::<32>("enc", slot.enc.as_deref())?;
    Ok(Parts {
        public: PublicKey::from_bytes(public.as_slice()).map_err(|_| slot.damaged("public key"))?,
        encapped: Encapped::from_bytes(encapped.as_slice()).map_err(|_| slot.damaged("enc"))?,
        wrap: slot.bytes::<48>("wrap", Some(&slot.wrap))?,
    })
}

fn seal_to(practice_id: &str, public: &PublicKey, key: &DataKey) -> Result<Slot, KeyError> {
    let mut slot = Slot::blank(practice_id, Kind::Recovery, HPKE, Kdf::plain(KDF))?;
    slot.public_key = Some(seal::to_base64(&public.to_bytes()));
    let (encapped, wrap) = single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        public,
        INFO,
        key.bytes(),
        &slot.header(),
    )
    .map_err(|_| KeyError::NotVerified)?;
    slot.enc = Some(seal::to_base64(&encapped.to_bytes()));
    slot.wrap = seal::to_base64(&wrap);
    let proof = hmac::sign(&proof_key(key)?, &proven(&slot));
    slot.proof = Some(seal::to_base64(proof.as_ref()));
    Ok(slot)
}

fn key_pair(practice_id: &str, code: &RecoveryCode) -> Result<(PrivateKey, PublicKey), KeyError> {
    let seed = seal::hkdf32(
        b"keepwell recovery code v1",
        code.bytes(),
        &[b"x25519 ", practice_id.as_bytes()],
    )?;
    Ok(X25519HkdfSha256::derive_keypair(seed.as_slice()))
}

fn proof_key(key: &DataKey) -> Result<hmac::Key, KeyError> {
    let bytes = seal::hkdf32(b"keepwell recovery slot v1", key.bytes(), &[b"proof"])?;
    Ok(hmac::Key::new(hmac::HMAC_SHA256, bytes.as_slice()))
}

/// The header has its own lengths and `enc` has a fixed one, so this reads one way only.
fn proven(slot: &Slot) -> Vec<u8> {
    let mut all = slot.header();
    all.extend_from_slice(slot.enc.as_deref().unwrap_or_default().as_bytes());
    all.extend_from_slice(slot.wrap.as_bytes());
    all
}
