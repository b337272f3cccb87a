//! Secrets of 16 bytes that travel as 26 characters: invitations, holds, nonces. The store sees only their hash.

use crate::answer::Refusal;
use keepwell_protocol::id::SlotId;
use keepwell_protocol::text::sha256;

/// Reads 26 characters.
pub fn read(text: &str) -> Result<[u8; 16], Refusal> {
    // Written like an id, without being one.
    text.parse::<SlotId>()
        .map(|id| *id.as_bytes())
        .map_err(|_| Refusal::malformed("a token is 26 characters"))
}

/// Writes 26 characters.
pub fn write(token: [u8; 16]) -> String {
    SlotId::from_bytes(token).to_string()
}

/// What is kept of it.
pub fn hash(token: &[u8; 16]) -> [u8; 32] {
    sha256(token)
}
