//! The outbox: every message that goes, went or does not go, and why.

mod about;
mod get;
mod hold;
mod list;
mod message;
mod of_request;
mod of_visit;
mod preview;
mod resolve;
mod send_now;
mod store;
mod view;
mod wire;

pub use about::{About, ForRequest, ForVisit, RequestLetter};
pub use get::get;
pub use hold::{hold, release, stop};
pub use list::list;
pub use message::{Message, Times, event_about};
pub use of_request::of_request as requests_messages;
pub use of_visit::of_visit as visits_messages;
pub use preview::preview;
pub use resolve::resolve;
pub use send_now::send_now;
pub use store::{
    belongs_to, bounces, counts, decide, due, due_count, forget_bounces, forget_unsent, get as message, insert,
    insert_letter, next_due, note_bounce, of_request, of_visit, read_about, receipts_since, stale, told_since,
};
pub use view::obstacle_for;
pub use wire::*;
