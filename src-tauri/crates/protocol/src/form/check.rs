//! Whether answers fit their form: the clinic asks it of everything that arrives, the browser (the same rules in
//! `ui/shared/form/rules.ts`) while the patient types. Total: any JSON gets an answer, never a panic.

use super::answer::{questions, says_nothing};
use super::conditions::shown;
use super::judge::judge;
use super::{Form, Problem, ProblemCode, Question, QuestionKind};
use crate::submission::FileEntry;
use serde_json::{Map, Value};

/// So many answers to questions nobody asked are told, not all of them: a stranger may send thousands.
const MOST_UNASKED: usize = 20;
/// Longest name of such a question, characters.
const LONGEST_UNASKED: usize = 60;

/// What an answer is judged against besides the form.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The clinic's day, `YYYY-MM-DD`.
    pub today: &'a str,
    /// ISO 3166-1 alpha-2: how a phone without `+` is read.
    pub country: &'a str,
    /// The files behind the answers.
    pub files: &'a [FileEntry],
    /// Whether a text is a phone number of the country; [`super::values::is_phone`] is the rule the browser has too.
    pub phone: fn(text: &str, country: &str) -> bool,
}

/// Everything that does not fit: at most one problem a question in the order of the form, then answers and files nobody
/// asked for.
pub fn check(form: &Form, answers: &Map<String, Value>, facts: &Facts<'_>) -> Vec<Problem> {
    let shown = shown(form, answers);
    let is_shown = |question: &Question| shown.questions.contains(question.id.as_str());
    let mut problems: Vec<Problem> = questions(form)
        .filter_map(|question| {
            let code = of_question(question, answers.get(&question.id), is_shown(question), facts)?;
            Some(problem(&question.id, code))
        })
        .collect();
    let unasked = answers
        .keys()
        .filter(|id| !questions(form).any(|question| question.id == **id))
        .take(MOST_UNASKED);
    problems.extend(unasked.map(|id| {
        let id: String = id.chars().take(LONGEST_UNASKED).collect();
        problem(&id, ProblemCode::NotAsked)
    }));
    for (at, file) in facts.files.iter().enumerate() {
        let named = questions(form)
            .filter(|question| question.id == file.question && is_shown(question))
            .filter(|question| matches!(question.kind, QuestionKind::Upload { .. }))
            .filter_map(|question| answers.get(&question.id)?.as_array())
            .any(|list| list.iter().any(|index| index.as_f64() == Some(at as f64)));
        if !named {
            let id: String = file.question.chars().take(LONGEST_UNASKED).collect();
            problems.push(problem(&id, ProblemCode::NotAsked));
        }
    }
    problems
}

fn of_question(question: &Question, answer: Option<&Value>, is_shown: bool, facts: &Facts<'_>) -> Option<ProblemCode> {
    let answer = answer.filter(|value| !value.is_null());
    if !is_shown || matches!(question.kind, QuestionKind::Note) {
        return answer.map(|_| ProblemCode::NotAsked);
    }
    let is_consent = matches!(question.kind, QuestionKind::Consent { .. });
    match answer {
        Some(answer) if !says_nothing(&question.kind, Some(answer)) => judge(question, answer, facts),
        _ if !question.required => None,
        _ if is_consent => Some(ProblemCode::NotAgreed),
        _ => Some(ProblemCode::Missing),
    }
}

fn problem(question: &str, code: ProblemCode) -> Problem {
    Problem {
        question: question.to_owned(),
        code,
    }
}
