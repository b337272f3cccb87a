//! The answers as staff read them: label and value, in the language they were given in and in the form's first.

use crate::ids::RequestFileId;
use crate::requests::text::{LINE, LINES, in_language, one_line, several_lines};
use crate::requests::typed::{preferred, preferred_words};
use crate::requests::{AnswerSection, AnswerView, Flag, RequestConsent, RequestFile, SignatureView};
use keepwell_protocol::form::conditions::shown;
use keepwell_protocol::form::{Choice, Form, ProblemCode, Question, QuestionKind};
use serde_json::{Map, Value};

/// What the rendering of one submission needs.
pub struct Rendering<'a> {
    /// The form as it was filled.
    pub form: &'a Form,
    /// The answers as sent.
    pub answers: &'a Map<String, Value>,
    /// The language it was filled in.
    pub language: &'a str,
    /// The files that were kept.
    pub files: &'a [(i64, RequestFile)],
    /// What is known to be wrong with it.
    pub flags: &'a [Flag],
}

impl Rendering<'_> {
    fn first(&self) -> &str {
        self.form.languages.first().map(String::as_str).unwrap_or_default()
    }

    fn say(&self, text: &keepwell_protocol::bundle::Text, language: &str) -> String {
        several_lines(in_language(text, language, self.first()), LINES)
    }

    /// The answers, section by section: what was asked, and what was answered though it was not.
    pub fn sections(&self) -> Vec<AnswerSection> {
        let shown = shown(self.form, self.answers);
        let mut sections: Vec<AnswerSection> = Vec::new();
        for section in &self.form.sections {
            let answers: Vec<AnswerView> = section
                .questions
                .iter()
                .filter(|question| !matches!(question.kind, QuestionKind::Note))
                .filter(|question| {
                    shown.questions.contains(question.id.as_str()) || self.answers.contains_key(&question.id)
                })
                .map(|question| self.answer(question))
                .collect();
            if !answers.is_empty() {
                sections.push(AnswerSection {
                    title: self.say(&section.title, self.language),
                    title_base: self.say(&section.title, self.first()),
                    answers,
                });
            }
        }
        sections.extend(self.not_asked());
        sections
    }

    /// What answers no question of the form: kept, and shown as it came.
    fn not_asked(&self) -> Option<AnswerSection> {
        let known = |id: &str| self.form.sections.iter().flat_map(|s| &s.questions).any(|q| q.id == id);
        let answers: Vec<AnswerView> = self
            .answers
            .iter()
            .filter(|(id, _)| !known(id))
            .take(50)
            .map(|(id, value)| {
                let (label, value) = (one_line(id, LINE), several_lines(&value.to_string(), 1_000));
                AnswerView {
                    question: label.clone(),
                    label: label.clone(),
                    label_base: label,
                    value: value.clone(),
                    value_base: value,
                    signature: None,
                    files: Vec::new(),
                    problems: vec![ProblemCode::NotAsked],
                }
            })
            .collect();
        (!answers.is_empty()).then(|| AnswerSection {
            title: "Not asked".into(),
            title_base: "Not asked".into(),
            answers,
        })
    }

    fn answer(&self, question: &Question) -> AnswerView {
        let given = self.answers.get(&question.id);
        let value = |language: &str| {
            given
                .map(|value| self.value(question, value, language))
                .unwrap_or_default()
        };
        AnswerView {
            question: question.id.clone(),
            label: self.say(&question.label, self.language),
            label_base: self.say(&question.label, self.first()),
            value: value(self.language),
            value_base: value(self.first()),
            signature: given.and_then(|value| signature(&question.kind, value)),
            files: self.files_of(question, given),
            problems: self.problems_of(&question.id),
        }
    }

    fn problems_of(&self, question: &str) -> Vec<ProblemCode> {
        let fits = self.flags.iter().filter_map(|flag| match flag {
            Flag::DoesNotFit { problems } => Some(problems),
            _ => None,
        });
        fits.flatten()
            .filter(|problem| problem.question == question)
            .map(|problem| problem.code)
            .collect()
    }

    fn files_of(&self, question: &Question, given: Option<&Value>) -> Vec<RequestFileId> {
        let named = match (&question.kind, given) {
            (QuestionKind::Upload { .. }, Some(Value::Array(list))) => list.iter().filter_map(Value::as_i64).collect(),
            _ => Vec::new(),
        };
        self.files
            .iter()
            .filter(|(position, file)| named.contains(position) || file.question == question.id)
            .map(|(_, file)| file.id)
            .collect()
    }

    fn value(&self, question: &Question, value: &Value, language: &str) -> String {
        let text = || several_lines(value.as_str().unwrap_or_default(), LINES);
        let parts = |names: &[&str]| {
            let parts = names.iter().filter_map(|name| value[*name].as_str());
            let parts = parts.map(|part| several_lines(part, LINE).replace('\n', ", "));
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>()
        };
        let said = match &question.kind {
            QuestionKind::ShortText { .. }
            | QuestionKind::LongText { .. }
            | QuestionKind::Date { .. }
            | QuestionKind::Phone
            | QuestionKind::Email => text(),
            QuestionKind::Number { unit, .. } => match value {
                Value::Number(number) => format!("{number} {}", self.say(unit, language)).trim().to_owned(),
                _ => String::new(),
            },
            QuestionKind::Scale { .. } => value.as_f64().map(|_| value.to_string()).unwrap_or_default(),
            QuestionKind::YesNo { .. } => yes_no(value, "Yes", "No"),
            QuestionKind::Consent { .. } => yes_no(value, "Agreed", "Not agreed"),
            QuestionKind::Choice { options, .. } | QuestionKind::Service { options } => {
                self.choice(options, value, language)
            }
            QuestionKind::Choices { options, .. } => {
                let chosen = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let chosen = chosen.iter().take(200).map(|one| self.choice(options, one, language));
                chosen.filter(|one| !one.is_empty()).collect::<Vec<_>>().join(", ")
            }
            QuestionKind::PreferredTimes => {
                let times = preferred(value);
                let words = preferred_words(&times);
                if times.note.is_empty() || words == times.note {
                    words
                } else {
                    format!("{words}\n{}", times.note).trim().to_owned()
                }
            }
            QuestionKind::Name => parts(&["given", "family"]).join(" "),
            QuestionKind::Address => parts(&["lines", "postcode", "city", "region", "country"]).join(", "),
            QuestionKind::Insurance => parts(&["payer", "plan", "member_no", "group_no", "holder"]).join(", "),
            QuestionKind::Signature => match value["typed"].as_str() {
                Some(typed) => one_line(typed, LINE),
                None if value["drawn"].is_object() => "Signed by hand".to_owned(),
                None => String::new(),
            },
            QuestionKind::Upload { .. } => {
                let names = self.files.iter().filter(|(position, _)| {
                    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
                    list.iter().any(|index| index.as_i64() == Some(*position))
                });
                names.map(|(_, file)| file.name.clone()).collect::<Vec<_>>().join(", ")
            }
            QuestionKind::Note => String::new(),
        };
        // An answer of a kind its question does not have is shown as it came, never hidden.
        if said.is_empty() && !is_nothing(value) && !matches!(question.kind, QuestionKind::Upload { .. }) {
            several_lines(&value.to_string(), 1_000)
        } else {
            said
        }
    }

    fn choice(&self, options: &[Choice], value: &Value, language: &str) -> String {
        if let Some(other) = value["other"].as_str() {
            return several_lines(other, LINE);
        }
        let id = value.as_str().unwrap_or_default();
        options
            .iter()
            .find(|option| option.id == id)
            .map(|option| self.say(&option.label, language))
            .unwrap_or_default()
    }

    /// What was agreed to, or not.
    pub fn consents(&self) -> Vec<RequestConsent> {
        let asked = shown(self.form, self.answers);
        let questions = self.form.sections.iter().flat_map(|section| &section.questions);
        questions
            .filter(|question| asked.questions.contains(question.id.as_str()))
            .filter_map(|question| match &question.kind {
                QuestionKind::Consent { text, version, meaning } => Some(RequestConsent {
                    question: question.id.clone(),
                    text: self.say(text, self.language),
                    text_base: self.say(text, self.first()),
                    version: *version,
                    meaning: *meaning,
                    agreed: self.answers.get(&question.id).and_then(Value::as_bool),
                }),
                _ => None,
            })
            .collect()
    }
}

fn yes_no(value: &Value, yes: &str, no: &str) -> String {
    match value {
        Value::Bool(true) => yes.to_owned(),
        Value::Bool(false) => no.to_owned(),
        _ => String::new(),
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.values().all(is_nothing),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A drawn signature, as far as it lies within its field.
fn signature(kind: &QuestionKind, value: &Value) -> Option<SignatureView> {
    if !matches!(kind, QuestionKind::Signature) {
        return None;
    }
    let drawn = value["drawn"].as_object()?;
    let side = |name: &str| {
        drawn
            .get(name)
            .and_then(Value::as_u64)
            .and_then(|n| u32::try_from(n).ok())
    };
    let (width, height) = (side("width")?.clamp(1, 4_000), side("height")?.clamp(1, 4_000));
    let mut left = 20_000_usize;
    let mut strokes = Vec::new();
    for stroke in drawn.get("strokes")?.as_array()?.iter().take(2_000) {
        let points: Vec<i32> = stroke
            .as_array()?
            .iter()
            .take(left)
            .enumerate()
            .filter_map(|(at, point)| {
                let most = if at % 2 == 0 { width } else { height };
                let point = point.as_i64()?.clamp(0, i64::from(most));
                i32::try_from(point).ok()
            })
            .collect();
        left = left.saturating_sub(points.len());
        strokes.push(points);
    }
    Some(SignatureView { width, height, strokes })
}
