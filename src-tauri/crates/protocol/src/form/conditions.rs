//! What of a form is shown for the answers so far. A hidden question counts as unanswered for everything after it.

use super::Form;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown<'f> {
    /// Sections by id: their condition holds, and something in them is shown (or they are only text).
    pub sections: BTreeSet<&'f str>,
    /// Questions by id.
    pub questions: BTreeSet<&'f str>,
}

/// What is shown for `answers`.
pub fn shown<'f>(_form: &'f Form, _answers: &Map<String, Value>) -> Shown<'f> {
    Shown::default()
}

/// Only the answers to questions that are shown, and only those that say something: what is sent, and what is taken.
pub fn asked(_form: &Form, answers: &Map<String, Value>) -> Map<String, Value> {
    answers.clone()
}
