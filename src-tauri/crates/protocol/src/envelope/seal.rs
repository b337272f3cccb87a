//! Sealing as the patient's browser does it. The clinic never seals; its tests do.

use super::{Header, Suite, info};
use crate::id::{ClinicId, SubmissionId};
use crate::keys::IntakePublic;
use crate::limits::BUCKETS;
use crate::random::{self, NoRandomness};
use crate::text::sha256;
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::{X25519HkdfSha256, XWing};
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeS, Serializable, single_shot_seal_with_rng};
use std::convert::Infallible;
use zeroize::Zeroizing;

/// Why nothing was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Only what [`crate::padding::pad`] made is sealed: a length would tell what somebody wrote.
    #[error("not padded")]
    NotPadded,
    /// The clinic's public key is none.
    #[error("the clinic's key is unusable")]
    UnusableKey,
    /// See [`NoRandomness`].
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// Seals a padded plaintext ([`crate::submission::pack`]) to a clinic. `form` is SHA-256 of the form's bytes, zeros for a reply.
///
/// # Errors
/// See [`SealError`].
pub fn seal(
    clinic: ClinicId,
    to: &IntakePublic,
    suite: Suite,
    sid: SubmissionId,
    form: [u8; 32],
    padded: &[u8],
) -> Result<Vec<u8>, SealError> {
    let seed = Zeroizing::new(random::bytes::<32>()?);
    seal_drawing(seed, clinic, to, suite, sid, form, padded)
}

/// [`seal`] with randomness drawn from a seed: test vectors are made with it.
pub(crate) fn seal_drawing(
    seed: Zeroizing<[u8; 32]>,
    clinic: ClinicId,
    to: &IntakePublic,
    suite: Suite,
    sid: SubmissionId,
    form: [u8; 32],
    padded: &[u8],
) -> Result<Vec<u8>, SealError> {
    if !BUCKETS.contains(&padded.len()) {
        return Err(SealError::NotPadded);
    }
    let kid = to.kid();
    let header = Header { suite, kid, sid, form }.write();
    let mut drawn = Drawn { seed, block: 0 };
    let (enc, ciphertext) = match suite {
        Suite::X25519 => seal_to::<X25519HkdfSha256>(&to.x25519, &info(clinic, kid), padded, &header, &mut drawn)?,
        Suite::XWing => seal_to::<XWing>(&to.xwing, &info(clinic, kid), padded, &header, &mut drawn)?,
    };
    Ok([&header[..], &enc, &ciphertext].concat())
}

fn seal_to<K: Kem>(
    key: &[u8],
    info: &[u8],
    padded: &[u8],
    header: &[u8],
    drawn: &mut Drawn,
) -> Result<(Vec<u8>, Vec<u8>), SealError> {
    let key = K::PublicKey::from_bytes(key).map_err(|_| SealError::UnusableKey)?;
    let (enc, ciphertext) =
        single_shot_seal_with_rng::<AesGcm256, HkdfSha256, K>(&OpModeS::Base, &key, info, padded, header, drawn)
            .map_err(|_| SealError::UnusableKey)?;
    Ok((enc.to_bytes().to_vec(), ciphertext))
}

/// SHA-256(seed | block), block after block: `hpke` wants a generator that cannot fail, and the operating system's can.
struct Drawn {
    seed: Zeroizing<[u8; 32]>,
    block: u64,
}

impl TryRng for Drawn {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, wanted: &mut [u8]) -> Result<(), Infallible> {
        for part in wanted.chunks_mut(32) {
            let input = Zeroizing::new([&self.seed[..], &self.block.to_be_bytes()].concat());
            part.copy_from_slice(&sha256(&input)[..part.len()]);
            self.block = self.block.wrapping_add(1);
        }
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}
