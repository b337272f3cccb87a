//! Opening, at the clinic alone.

use super::header::parts;
use super::{EnvelopeError, Suite, info};
use crate::envelope::HEADER;
use crate::id::ClinicId;
use crate::keys::IntakeKeys;
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::{X25519HkdfSha256, XWing};
use hpke::{Deserializable, Kem, OpModeR, single_shot_open};

/// The padded plaintext ([`crate::submission::unpack`] reads it) of an envelope sealed to this clinic and these keys.
///
/// # Errors
/// See [`EnvelopeError`].
pub fn open(keys: &IntakeKeys, clinic: ClinicId, envelope: &[u8]) -> Result<Vec<u8>, EnvelopeError> {
    let (header, enc, ciphertext) = parts(envelope)?;
    if header.kid != keys.kid() {
        return Err(EnvelopeError::OtherKeys { kid: header.kid });
    }
    let info = info(clinic, header.kid);
    let head = &envelope[..HEADER];
    match header.suite {
        Suite::X25519 => open_with::<X25519HkdfSha256>(&keys.x25519, enc, &info, ciphertext, head),
        Suite::XWing => open_with::<XWing>(&keys.xwing, enc, &info, ciphertext, head),
    }
}

fn open_with<K: Kem>(
    key: &K::PrivateKey,
    enc: &[u8],
    info: &[u8],
    ciphertext: &[u8],
    head: &[u8],
) -> Result<Vec<u8>, EnvelopeError> {
    let enc = K::EncappedKey::from_bytes(enc).map_err(|_| EnvelopeError::DoesNotOpen)?;
    single_shot_open::<AesGcm256, HkdfSha256, K>(&OpModeR::Base, key, &enc, info, ciphertext, head)
        .map_err(|_| EnvelopeError::DoesNotOpen)
}
