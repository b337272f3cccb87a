//! The outbox: every message that goes, went or does not go, and why.

mod get;
mod hold;
mod list;
mod of_visit;
mod preview;
mod resolve;
mod send_now;
mod store;
mod view;
mod wire;

pub use get::get;
pub use hold::{hold, release, stop};
pub use list::list;
pub use of_visit::of_visit as visits_messages;
pub use preview::preview;
pub use resolve::resolve;
pub use send_now::send_now;
pub use store::{
    Message, bounces, counts, decide, due, due_count, forget_bounces, forget_unsent, get as message, insert, next_due,
    note_bounce, of_visit, stale, told_since,
};
pub use view::obstacle_for;
pub use wire::*;
