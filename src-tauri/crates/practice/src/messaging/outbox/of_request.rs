//! What goes, went or does not go to whoever sent a request.

use super::view::Viewer;
use super::{MessageView, store};
use crate::Result;
use crate::ids::RequestId;
use rusqlite::Connection;

/// Every letter about the request by time, as the panel of the request shows them.
pub fn of_request(on: &Connection, now: i64, request: RequestId) -> Result<Vec<MessageView>> {
    let mut viewer = Viewer::new(on, now)?;
    store::of_request(on, request)?
        .into_iter()
        .map(|letter| viewer.view(&letter.into(), None))
        .collect()
}
