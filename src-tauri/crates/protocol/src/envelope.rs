//! The sealed submission on the wire: `"CIS1" | suite 1 | kid 8 | sid 16 | form 32 | enc | ct`.
//!
//! HPKE base mode (RFC 9180). `info` is `"clinic-intake/1|" | clinic 16 | kid 8`; the associated data are the 61 header
//! bytes before `enc`, so that none of them can be changed unnoticed.

mod header;
mod open;
mod seal;

pub use open::open;
#[cfg(test)]
pub(crate) use seal::seal_drawing;
pub use seal::{SealError, seal};

use crate::id::{ClinicId, SubmissionId};

/// The first bytes of every envelope.
pub const MAGIC: [u8; 4] = *b"CIS1";
/// Bytes before `enc`.
pub const HEADER: usize = 4 + 1 + 8 + 16 + 32;
/// Bytes of the authentication tag behind the ciphertext.
pub const TAG: usize = 16;

/// Which HPKE suite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Suite {
    /// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM: byte 1.
    X25519,
    /// X-Wing, HKDF-SHA256, AES-256-GCM: byte 2, the default. What is sealed today stays sealed against a quantum computer.
    XWing,
}

/// What the relay can read of an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Suite.
    pub suite: Suite,
    /// Which intake keys.
    pub kid: [u8; 8],
    /// Which submission.
    pub sid: SubmissionId,
    /// SHA-256 of the form it answers; zeros for a reply to suggested times.
    pub form: [u8; 32],
}

/// Why an envelope is not opened. The first two can be told without a key; a relay refuses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Not an envelope, or none of the sizes an envelope can have.
    #[error("not an envelope")]
    Malformed,
    /// Sealed in a way this program does not know.
    #[error("sealed with an unknown suite {0}")]
    UnknownSuite(u8),
    /// Sealed to other keys of the clinic, perhaps retired ones.
    #[error("sealed to other keys")]
    OtherKeys {
        /// Which.
        kid: [u8; 8],
    },
    /// Sealed to another clinic, or changed on its way: there is nothing to read.
    #[error("does not open")]
    DoesNotOpen,
}

fn info(clinic: ClinicId, kid: [u8; 8]) -> Vec<u8> {
    [&b"clinic-intake/1|"[..], clinic.as_bytes(), &kid].concat()
}

#[cfg(test)]
mod tests;
