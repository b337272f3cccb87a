//! The link in the letter with suggested times. It holds a secret behind the `#`, where no server sees it.

use crate::requests::store::Suggestion;
use crate::{Result, relay};
use keepwell_protocol::id::PageId;
use rusqlite::Connection;

/// The link to a suggestion's page; `None` while the clinic is linked to no relay.
pub fn of(on: &Connection, suggestion: &Suggestion) -> Result<Option<String>> {
    Ok(relay::link(on)?.map(|link| {
        // 16 bytes as 26 letters: the same spelling as an id's.
        let secret = PageId::from_bytes(suggestion.secret);
        format!("{}/c/{}/s/{}#{secret}", link.base_url, link.clinic, suggestion.page)
    }))
}
