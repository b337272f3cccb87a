//! Message texts: Handlebars with a short list of variables, in versions, checked when they are saved.

mod check;
mod compose;
mod list;
mod preview;
mod render;
mod save;
mod shipped;
mod store;
mod test_send;
mod variables;
mod versions;
mod wire;
mod words;

pub use check::Text;
pub use compose::{Composed, Facts, Occasion, compose};
pub use list::{get, list};
pub use preview::preview;
pub use save::save;
pub use shipped::{ship, ship_missing};
pub use test_send::test_send;
pub use variables::plain_name;
pub use versions::{restore, versions};
pub use wire::*;
pub use words::{base as base_language, languages};

use crate::Result;
use rusqlite::Connection;

/// Whether rules can use a text called `key`.
pub fn exists(on: &Connection, key: &str, channel: &str) -> Result<bool> {
    Ok(!store::of_key(on, key, channel)?.is_empty())
}
