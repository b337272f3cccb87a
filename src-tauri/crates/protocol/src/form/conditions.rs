//! What of a form is shown for the answers so far. A hidden question counts as unanswered for everything after it.

use super::answer::{questions, says_nothing};
use super::values::number;
use super::{Condition, Form, Is, Question, Test};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown<'f> {
    /// Sections by id: their condition holds, and something in them is shown (or they are only text).
    pub sections: BTreeSet<&'f str>,
    /// Questions by id.
    pub questions: BTreeSet<&'f str>,
}

/// What is shown for `answers`. A condition that names a question which does not stand earlier finds it unanswered.
pub fn shown<'f>(form: &'f Form, answers: &Map<String, Value>) -> Shown<'f> {
    let mut shown = Shown::default();
    let mut earlier: BTreeMap<&str, &Question> = BTreeMap::new();
    for section in &form.sections {
        if !holds(section.when.as_ref(), &earlier, answers) {
            continue;
        }
        let mut any = section.questions.is_empty();
        for question in &section.questions {
            if holds(question.when.as_ref(), &earlier, answers) {
                any = true;
                shown.questions.insert(&question.id);
                earlier.insert(&question.id, question);
            }
        }
        if any {
            shown.sections.insert(&section.id);
        }
    }
    shown
}

/// Only the answers to questions that are shown, and only those that say something: what is sent, and what is taken.
pub fn asked(form: &Form, answers: &Map<String, Value>) -> Map<String, Value> {
    let shown = shown(form, answers);
    questions(form)
        .filter(|question| shown.questions.contains(question.id.as_str()))
        .filter_map(|question| Some((question, answers.get(&question.id)?)))
        .filter(|(question, value)| !says_nothing(&question.kind, Some(value)))
        .map(|(question, value)| (question.id.clone(), value.clone()))
        .collect()
}

fn holds(when: Option<&Condition>, earlier: &BTreeMap<&str, &Question>, answers: &Map<String, Value>) -> bool {
    let passes = |test: &Test| {
        let answer = earlier
            .get(test.question.as_str())
            .and_then(|question| Some((question, answers.get(&question.id)?)))
            .filter(|(question, value)| !says_nothing(&question.kind, Some(value)))
            .map(|(_, value)| value);
        is(&test.is, answer)
    };
    match when {
        None => true,
        Some(condition) if condition.all => condition.tests.iter().all(passes),
        Some(condition) => condition.tests.iter().any(passes),
    }
}

fn is(what: &Is, answer: Option<&Value>) -> bool {
    let Some(answer) = answer else {
        return matches!(what, Is::Empty);
    };
    match what {
        Is::Filled => true,
        Is::Empty => false,
        Is::Yes => *answer == Value::Bool(true),
        Is::No => *answer == Value::Bool(false),
        Is::AnyOf { options } => {
            let is_one = |value: &Value| {
                value
                    .as_str()
                    .is_some_and(|id| options.iter().any(|option| option == id))
            };
            is_one(answer) || answer.as_array().is_some_and(|list| list.iter().any(is_one))
        }
        Is::Between { min, max } => {
            number(answer).is_some_and(|n| min.is_none_or(|min| n >= min) && max.is_none_or(|max| n <= max))
        }
    }
}
