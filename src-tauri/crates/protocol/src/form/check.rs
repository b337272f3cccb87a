//! Whether answers fit their form: the clinic asks it of everything that arrives, the browser (the same rules in
//! `ui/shared/form/rules.ts`) while the patient types. Total: any JSON gets an answer, never a panic.

use super::{Form, Problem};
use crate::submission::FileEntry;
use serde_json::{Map, Value};

/// What an answer is judged against besides the form.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The clinic's day, `YYYY-MM-DD`.
    pub today: &'a str,
    /// ISO 3166-1 alpha-2: how a phone without `+` is read.
    pub country: &'a str,
    /// The files behind the answers.
    pub files: &'a [FileEntry],
    /// Whether a text is a phone number of the country; [`is_phone`] is the rule the browser has too.
    pub phone: fn(text: &str, country: &str) -> bool,
}

/// Everything that does not fit, in the order of the form.
pub fn check(_form: &Form, _answers: &Map<String, Value>, _facts: &Facts<'_>) -> Vec<Problem> {
    Vec::new()
}
