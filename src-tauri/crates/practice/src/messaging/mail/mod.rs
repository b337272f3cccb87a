//! The clinic's own mail server: set up, check, send one e-mail to oneself.

mod check;
mod get;
mod save;
mod settings;
mod test_send;
mod wire;

pub use check::check;
pub use get::{get, suggest};
pub use save::save;
pub use settings::{Sender, Status, note_status, sender, status};
pub use test_send::{send_to_self, test_send};
pub use wire::*;
