//! The value types of a record: what is typed becomes one of these at the edge or is refused there, at its field.
//!
//! Text is kept as typed, in Unicode's composed form (NFC), without blanks at its ends and without the direction marks
//! and zero-width blanks that copying from a web page leaves behind. What could make a name read as another name on
//! screen or paper (control characters, direction overrides) is refused.

mod days;
mod reach;
mod text;

pub use days::{born, day, policy_day, wall_time};
pub use reach::{Phone, country, email, language};
pub use text::{LINE, NAME, NOTE, at_most, line, lines};
