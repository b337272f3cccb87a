//! The page for one patient that a suggestion's link opens: `nonce 12 | AES-256-GCM of the padded JSON`.
//!
//! The key is HKDF-SHA256(secret 16, salt page id, info `"keepwell-page/1"`). The relay keeps the ciphertext; the secret
//! stands in the link's fragment, which no browser sends.

use crate::id::PageId;
use crate::json;
use crate::limits::{BUCKETS, LARGEST_PAGE};
use crate::padding;
use crate::random::{self, NoRandomness};
use crate::submission::SuggestionPage;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};

const NONCE: usize = 12;
const TAG: usize = 16;

/// Why a page is neither sealed nor opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// More than fits into a page.
    #[error("more than fits into a page")]
    TooLarge,
    /// None of the sizes a page can have.
    #[error("not a page")]
    Malformed,
    /// Another secret, another page, or changed on its way.
    #[error("does not open")]
    DoesNotOpen,
    /// Opened, and holds no page that this program can read.
    #[error("not a page that can be read")]
    Unreadable,
    /// See [`NoRandomness`].
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

fn key(page: PageId, secret: &[u8; 16]) -> Result<LessSafeKey, PageError> {
    let wrong = |_| PageError::DoesNotOpen;
    let derived = Salt::new(HKDF_SHA256, page.as_bytes()).extract(secret);
    let key: UnboundKey = derived
        .expand(&[b"keepwell-page/1"], &AES_256_GCM)
        .map_err(wrong)?
        .into();
    Ok(LessSafeKey::new(key))
}

/// Seals a page under the secret of its link.
///
/// # Errors
/// [`PageError::TooLarge`] (over 16 KiB of JSON), or no randomness.
pub fn seal(id: PageId, secret: &[u8; 16], page: &SuggestionPage) -> Result<Vec<u8>, PageError> {
    seal_with(id, secret, random::bytes::<NONCE>()?, page)
}

/// [`seal`] with a nonce: test vectors are made with it.
pub(crate) fn seal_with(
    id: PageId,
    secret: &[u8; 16],
    nonce: [u8; NONCE],
    page: &SuggestionPage,
) -> Result<Vec<u8>, PageError> {
    let json = serde_json::to_vec(page).map_err(|_| PageError::Unreadable)?;
    let mut sealed = padding::pad(&json).map_err(|_| PageError::TooLarge)?;
    if NONCE + sealed.len() + TAG > LARGEST_PAGE {
        return Err(PageError::TooLarge);
    }
    key(id, secret)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
        .map_err(|_| PageError::TooLarge)?;
    Ok([&nonce[..], &sealed].concat())
}

/// Opens a page with the secret of its link, as the patient's browser does.
///
/// # Errors
/// See [`PageError`].
pub fn open(id: PageId, secret: &[u8; 16], sealed: &[u8]) -> Result<SuggestionPage, PageError> {
    let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE>().ok_or(PageError::Malformed)?;
    let padded = ciphertext.len().checked_sub(TAG).ok_or(PageError::Malformed)?;
    if !BUCKETS.contains(&padded) || sealed.len() > LARGEST_PAGE {
        return Err(PageError::Malformed);
    }
    let mut bytes = ciphertext.to_vec();
    let plain = key(id, secret)?
        .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut bytes)
        .map_err(|_| PageError::DoesNotOpen)?;
    let json = padding::unpad(plain).map_err(|_| PageError::Unreadable)?;
    json::read(json).map_err(|_| PageError::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page() -> SuggestionPage {
        SuggestionPage {
            v: 1,
            language: "en".into(),
            first_name: "Grace".into(),
            times: vec![],
            note: String::new(),
            until: 5,
        }
    }

    #[test]
    fn only_the_links_secret_opens_its_page() {
        let id = PageId::from_bytes([1; 16]);
        let sealed = seal(id, &[2; 16], &page()).unwrap();
        assert_eq!(sealed.len(), 12 + 4096 + 16);
        assert_eq!(open(id, &[2; 16], &sealed), Ok(page()));
        assert_eq!(open(id, &[3; 16], &sealed), Err(PageError::DoesNotOpen));
        assert_eq!(
            open(PageId::from_bytes([2; 16]), &[2; 16], &sealed),
            Err(PageError::DoesNotOpen)
        );
        assert_eq!(
            open(id, &[2; 16], &sealed[..sealed.len() - 1]),
            Err(PageError::Malformed)
        );
        let novel = SuggestionPage {
            note: "x".repeat(LARGEST_PAGE),
            ..page()
        };
        assert_eq!(seal(id, &[2; 16], &novel), Err(PageError::TooLarge));
    }

    proptest! {
        #[test]
        fn any_bytes_at_all_are_refused_quietly(bytes in proptest::collection::vec(any::<u8>(), 0..5000)) {
            prop_assert!(open(PageId::from_bytes([1; 16]), &[2; 16], &bytes).is_err());
        }
    }
}
