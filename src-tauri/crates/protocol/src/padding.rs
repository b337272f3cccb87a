//! Sizes tell stories: what is sealed is padded to one of a few lengths, and a reader insists on it.
//!
//! `length u32 | content | zeros` up to the smallest bucket that holds them; `length` counts the content.

use crate::limits::BUCKETS;

/// Longest content that can be padded, bytes.
pub const LARGEST_CONTENT: usize = BUCKETS[BUCKETS.len() - 1] - 4;

/// Content that does not fit into the largest bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("larger than anything that can be sent")]
pub struct TooLarge;

/// Bytes that nobody who pads rightly would have made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not padded as it should be")]
pub struct WrongPadding;

/// The smallest bucket for content of `length` bytes.
fn bucket(length: usize) -> Option<usize> {
    let needed = length.checked_add(4)?;
    BUCKETS.into_iter().find(|size| *size >= needed)
}

/// Pads.
///
/// # Errors
/// When the content is longer than [`LARGEST_CONTENT`].
pub fn pad(content: &[u8]) -> Result<Vec<u8>, TooLarge> {
    let size = bucket(content.len()).ok_or(TooLarge)?;
    let length = u32::try_from(content.len()).map_err(|_| TooLarge)?;
    let mut padded = Vec::with_capacity(size);
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(content);
    padded.resize(size, 0);
    Ok(padded)
}

/// The content.
///
/// # Errors
/// When the size is no bucket or not the smallest that would do, or a padding byte is not zero.
pub fn unpad(padded: &[u8]) -> Result<&[u8], WrongPadding> {
    let (length, rest) = padded.split_first_chunk::<4>().ok_or(WrongPadding)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| WrongPadding)?;
    let (content, zeros) = rest.split_at_checked(length).ok_or(WrongPadding)?;
    if bucket(length) != Some(padded.len()) || zeros.iter().any(|byte| *byte != 0) {
        return Err(WrongPadding);
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_grows_into_the_next_bucket_and_comes_back() {
        for (length, size) in [(0, 4096), (4092, 4096), (4093, 16384), (LARGEST_CONTENT, 8 << 20)] {
            let padded = pad(&vec![7; length]).unwrap();
            assert_eq!(padded.len(), size);
            assert_eq!(unpad(&padded), Ok(&vec![7; length][..]));
        }
        assert_eq!(pad(&vec![7; LARGEST_CONTENT + 1]), Err(TooLarge));
    }

    #[test]
    fn what_is_padded_otherwise_is_refused() {
        let good = pad(b"hello").unwrap();
        let mut hidden = good.clone();
        *hidden.last_mut().unwrap() = 1;
        let mut roomy = good.clone();
        roomy.resize(16384, 0);
        let mut lying = good.clone();
        lying[..4].copy_from_slice(&5000_u32.to_be_bytes());
        for wrong in [&hidden[..], &roomy, &lying, &good[..4095], &good[..3], b""] {
            assert_eq!(unpad(wrong), Err(WrongPadding));
        }
    }
}
