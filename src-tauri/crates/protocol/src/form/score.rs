//! The score of answers: the points of what was chosen, of yes, and the value of scales, added up.

use super::answer::questions;
use super::conditions::shown;
use super::values::whole;
use super::{Form, QuestionKind};
use serde_json::{Map, Value};

/// How much less than a band's `from` still reaches it: sums of fractions are not exact.
const SLACK: f64 = 1e-9;

/// A score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The sum.
    pub points: f64,
    /// Which band it falls into, as an index; below the first there is none.
    pub band: Option<usize>,
}

/// The score of `answers`; nothing where the form has none. Only what is shown and fits its question counts.
pub fn score(form: &Form, answers: &Map<String, Value>) -> Option<Scored> {
    let bands = &form.score.as_ref()?.bands;
    let shown = shown(form, answers);
    let points = questions(form)
        .filter(|question| shown.questions.contains(question.id.as_str()))
        .filter_map(|question| Some(points(&question.kind, answers.get(&question.id)?)))
        .fold(0.0, |sum, points| sum + points);
    Some(Scored {
        points,
        band: bands.iter().rposition(|band| points + SLACK >= band.from),
    })
}

fn points(kind: &QuestionKind, answer: &Value) -> f64 {
    match kind {
        QuestionKind::YesNo { points } if *answer == Value::Bool(true) => *points,
        QuestionKind::Choice { options, .. } => options
            .iter()
            .find(|option| answer.as_str() == Some(&option.id))
            .map_or(0.0, |option| option.points),
        QuestionKind::Choices { options, .. } => {
            let chosen = answer.as_array().map(Vec::as_slice).unwrap_or_default();
            // In the order of the form, each once: the browser adds in the same order, so the sums are the same bits.
            options
                .iter()
                .filter(|option| chosen.iter().any(|value| value.as_str() == Some(&option.id)))
                .fold(0.0, |sum, option| sum + option.points)
        }
        QuestionKind::Scale { from, to, .. } => whole(answer, f64::from(*from), f64::from(*to)).unwrap_or(0.0),
        _ => 0.0,
    }
}
