//! Reading and writing the 61 bytes in front.

use super::{EnvelopeError, HEADER, Header, MAGIC, Suite, TAG};
use crate::id::SubmissionId;
use crate::limits::BUCKETS;

impl Suite {
    /// The byte in the header.
    pub fn byte(self) -> u8 {
        match self {
            Self::X25519 => 1,
            Self::XWing => 2,
        }
    }

    /// The suite of a header's or a bundle's byte.
    pub fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::X25519),
            2 => Some(Self::XWing),
            _ => None,
        }
    }

    /// How long `enc` is, bytes.
    pub fn enc_length(self) -> usize {
        match self {
            Self::X25519 => 32,
            Self::XWing => 1120,
        }
    }
}

impl Header {
    /// Reads the header of a whole envelope, and insists on one of the sizes a padded submission can have.
    ///
    /// # Errors
    /// [`EnvelopeError::Malformed`] and [`EnvelopeError::UnknownSuite`].
    pub fn read(envelope: &[u8]) -> Result<Self, EnvelopeError> {
        let (header, _, _) = parts(envelope)?;
        Ok(header)
    }

    /// The 61 bytes.
    pub fn write(&self) -> [u8; HEADER] {
        let mut bytes = [0; HEADER];
        bytes[..4].copy_from_slice(&MAGIC);
        bytes[4] = self.suite.byte();
        bytes[5..13].copy_from_slice(&self.kid);
        bytes[13..29].copy_from_slice(self.sid.as_bytes());
        bytes[29..].copy_from_slice(&self.form);
        bytes
    }

    /// Whether it answers suggested times, not a form.
    pub fn is_reply(&self) -> bool {
        self.form == [0; 32]
    }
}

/// Header, `enc` and ciphertext.
pub(super) fn parts(envelope: &[u8]) -> Result<(Header, &[u8], &[u8]), EnvelopeError> {
    let malformed = EnvelopeError::Malformed;
    let (magic, rest) = envelope.split_first_chunk::<4>().ok_or(malformed)?;
    let ([suite], rest) = rest.split_first_chunk::<1>().ok_or(malformed)?;
    let (kid, rest) = rest.split_first_chunk::<8>().ok_or(malformed)?;
    let (sid, rest) = rest.split_first_chunk::<16>().ok_or(malformed)?;
    let (form, rest) = rest.split_first_chunk::<32>().ok_or(malformed)?;
    if *magic != MAGIC {
        return Err(malformed);
    }
    let suite = Suite::from_byte(*suite).ok_or(EnvelopeError::UnknownSuite(*suite))?;
    let (enc, ciphertext) = rest.split_at_checked(suite.enc_length()).ok_or(malformed)?;
    let padded = ciphertext.len().checked_sub(TAG).ok_or(malformed)?;
    if !BUCKETS.contains(&padded) {
        return Err(malformed);
    }
    let header = Header {
        suite,
        kid: *kid,
        sid: SubmissionId::from_bytes(*sid),
        form: *form,
    };
    Ok((header, enc, ciphertext))
}
