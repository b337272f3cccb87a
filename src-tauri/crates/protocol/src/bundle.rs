//! The clinic's public face: its keys, its forms, what a patient may see before typing a word. Signed by the clinic.

use crate::id::{ClinicId, FormId};
use crate::json;
use crate::keys::IntakePublic;
use crate::signed::{Context, Signed, SignedError};
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Text by language (BCP 47); the first of [`crate::form::Form::languages`] is always there.
pub type Text = BTreeMap<String, String>;

/// `GET /v1/c/{clinic}/bundle`, inside a [`crate::signed::Signed`] of context `bundle`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// 1.
    pub v: u32,
    /// Who; equals [`ClinicId::of_key`] of `signing_key`.
    pub clinic: ClinicId,
    /// Ed25519 public key, 32 bytes, base64url.
    pub signing_key: String,
    /// Which intake keys, 8 bytes in hex: the first 8 of SHA-256(xwing | x25519).
    pub kid: String,
    /// Suites the clinic opens, best first: 2 X-Wing, 1 X25519.
    pub suites: Vec<u8>,
    /// X-Wing public key, 1,216 bytes, base64url.
    pub xwing: String,
    /// X25519 public key, 32 bytes, base64url.
    pub x25519: String,
    /// The forms that are open, in the clinic's order.
    pub forms: Vec<FormEntry>,
    /// Rises with every publication: an older bundle than one already seen is refused.
    #[ts(type = "number")]
    pub serial: u64,
    /// When it was made, Unix seconds.
    #[ts(type = "number")]
    pub issued_at: i64,
    /// Not to be used after this, Unix seconds.
    #[ts(type = "number")]
    pub not_after: i64,
    /// What the page says about the clinic.
    pub about: About,
}

/// One open form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormEntry {
    /// Which.
    pub id: FormId,
    /// SHA-256 of the form's bytes in hex: its address, and bound into every submission.
    pub sha256: String,
    /// The word in its link: `a`–`z`, `0`–`9`, `-`.
    pub slug: String,
    /// Its title.
    pub title: Text,
}

/// The clinic as its own web site would show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Name.
    pub name: String,
    /// Phone as a person dials it; may be empty.
    pub phone: String,
    /// Address, lines; may be empty.
    pub address: String,
    /// IANA zone of all its wall times.
    pub zone: String,
    /// ISO 3166-1 alpha-2: how phones and dates are read.
    pub country: String,
}

/// Why a bundle is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// No signed bundle, or one of a later version.
    #[error("not a bundle")]
    Malformed,
    /// Its key, or its clinic, is not the one that was asked for.
    #[error("another clinic's bundle")]
    OtherClinic,
    /// See [`SignedError::DoesNotHold`].
    #[error("the signature does not hold")]
    DoesNotHold,
    /// Its time has passed.
    #[error("out of date")]
    OutOfDate,
    /// One with a higher serial has been seen.
    #[error("older than one already seen")]
    Older,
}

impl Bundle {
    /// Reads the bundle of `clinic` as a patient's browser does: its key hashes to the clinic's id, the signature holds, it is not
    /// out of date at `now` (Unix seconds) and not older than `seen`, the highest serial known.
    ///
    /// # Errors
    /// See [`BundleError`].
    pub fn read(signed: &Signed, clinic: ClinicId, now: i64, seen: u64) -> Result<Self, BundleError> {
        let document = text::read_base64(&signed.document).map_err(|_| BundleError::Malformed)?;
        let bundle: Self = json::read(&document).map_err(|_| BundleError::Malformed)?;
        let key: [u8; 32] = text::read_base64_array(&bundle.signing_key).map_err(|_| BundleError::Malformed)?;
        if ClinicId::of_key(&key) != clinic || bundle.clinic != clinic {
            return Err(BundleError::OtherClinic);
        }
        signed.open(Context::Bundle, &key).map_err(|error| match error {
            SignedError::Malformed => BundleError::Malformed,
            SignedError::DoesNotHold => BundleError::DoesNotHold,
        })?;
        IntakePublic::from_bundle(&bundle).map_err(|_| BundleError::Malformed)?;
        match () {
            () if bundle.v != 1 => Err(BundleError::Malformed),
            () if bundle.not_after < now => Err(BundleError::OutOfDate),
            () if bundle.serial < seen => Err(BundleError::Older),
            () => Ok(bundle),
        }
    }
}
