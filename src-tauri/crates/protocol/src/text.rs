//! Bytes as text: base64url without padding, and hex. Each value has one spelling; another one is refused.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt::Write;

/// Text that is not what it should be, or not of the right length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not these bytes as text")]
pub struct WrongText;

/// Base64url without padding.
pub fn write_base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads [`write_base64`].
///
/// # Errors
/// Another alphabet, padding, or bits left over.
pub fn read_base64(text: &str) -> Result<Vec<u8>, WrongText> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| WrongText)
}

/// Reads exactly `N` bytes of base64url.
///
/// # Errors
/// As [`read_base64`], or another length.
pub fn read_base64_array<const N: usize>(text: &str) -> Result<[u8; N], WrongText> {
    read_base64(text)?.try_into().map_err(|_| WrongText)
}

/// Hex, lower case.
pub fn write_hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            let _infallible = write!(text, "{byte:02x}");
            text
        })
}

/// Reads exactly `N` bytes of hex in lower case.
///
/// # Errors
/// Anything else.
pub fn read_hex<const N: usize>(text: &str) -> Result<[u8; N], WrongText> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return Err(WrongText);
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Ok(bytes)
}

fn digit(letter: u8) -> Result<u8, WrongText> {
    match letter {
        b'0'..=b'9' => Ok(letter - b'0'),
        b'a'..=b'f' => Ok(letter - b'a' + 10),
        _ => Err(WrongText),
    }
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let hash = ring::digest::digest(&ring::digest::SHA256, bytes);
    let mut out = [0; 32];
    out.copy_from_slice(hash.as_ref());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_one_spelling() {
        assert_eq!(read_base64(&write_base64(&[251, 255])), Ok(vec![251, 255]));
        for wrong in ["-_9", "-_8=", "+/8", "-_8 ", "A"] {
            assert_eq!(read_base64(wrong), Err(WrongText), "{wrong}");
        }
        assert_eq!(read_hex(&write_hex(&[0, 0x9f, 0xff])), Ok([0, 0x9f, 0xff]));
        for wrong in ["009FFF", "009ff", "009fff0", "009fzz", "é9fff"] {
            assert_eq!(read_hex::<3>(wrong), Err(WrongText), "{wrong}");
        }
    }
}
