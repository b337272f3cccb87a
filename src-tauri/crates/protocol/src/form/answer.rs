//! Whether an answer says anything, whatever it holds.

use super::characters::is_blank;
use super::{Form, Question, QuestionKind};
use serde_json::{Map, Value};

/// The questions of a form, in its order.
pub(super) fn questions(form: &Form) -> impl Iterator<Item = &Question> {
    form.sections.iter().flat_map(|section| &section.questions)
}

/// Whether `value` leaves the question unanswered. A value of a wrong kind is an answer, only a wrong one.
pub(super) fn says_nothing(kind: &QuestionKind, value: Option<&Value>) -> bool {
    use QuestionKind as K;
    let Some(value) = value else {
        return true;
    };
    match (value, kind) {
        (Value::Null, _) => true,
        (
            Value::String(text),
            K::ShortText { .. }
            | K::LongText { .. }
            | K::Phone
            | K::Email
            | K::Date { .. }
            | K::Choice { .. }
            | K::Service { .. },
        ) => is_blank(text),
        (Value::Array(list), K::Choices { .. } | K::Upload { .. }) => list.is_empty(),
        (Value::Object(fields), K::Choice { .. }) => {
            fields.len() == 1 && fields.get("other").and_then(Value::as_str).is_some_and(is_blank)
        }
        (Value::Object(fields), K::Name | K::Address | K::Insurance) => fields.values().all(blank_text),
        (Value::Object(fields), K::PreferredTimes) => fields.iter().all(|(name, value)| match name.as_str() {
            "days" | "times" => value.as_array().is_some_and(Vec::is_empty),
            "note" => blank_text(value),
            _ => false,
        }),
        (Value::Object(fields), K::Signature) => signed_nothing(fields),
        _ => false,
    }
}

fn blank_text(value: &Value) -> bool {
    value.as_str().is_some_and(is_blank)
}

fn signed_nothing(fields: &Map<String, Value>) -> bool {
    let no_strokes = |drawn: &Value| {
        drawn.get("strokes").and_then(Value::as_array).is_some_and(|strokes| {
            strokes
                .iter()
                .all(|stroke| stroke.as_array().is_some_and(Vec::is_empty))
        })
    };
    fields.len() <= 1
        && fields.iter().all(|(name, value)| match name.as_str() {
            "typed" => blank_text(value),
            "drawn" => no_strokes(value),
            _ => false,
        })
}
