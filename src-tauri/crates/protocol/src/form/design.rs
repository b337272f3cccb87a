//! What is wrong with a form while it is being designed. A form without problems can be published.

mod fills;
mod kinds;
mod whole;

use super::characters::{is_blank, is_lines};
use super::{Condition, Form, Is, Question, QuestionKind, Section};
use crate::bundle::Text;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Longest title, label and option, characters.
const TITLE: usize = 300;
/// Longest text between questions, and of a consent.
const TEXT: usize = 20_000;
/// Most sections, and most questions in all of them.
const SECTIONS: usize = 40;
const QUESTIONS: usize = 300;
/// Most languages.
const LANGUAGES: usize = 20;

/// One thing to put right before a form can be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DesignProblem {
    /// Where: `title.en`, `sections.0.questions.2.label.en`, `score.bands.1.from`; empty: the form as a whole.
    pub path: String,
    /// What is wrong and what to do, in a sentence.
    pub text: String,
}

/// Every problem of a form, in its order. A service question without options is none: it asks for all of the clinic's
/// services.
pub fn problems(form: &Form) -> Vec<DesignProblem> {
    let mut desk = Desk {
        base: form.languages.first().map_or("", String::as_str),
        found: Vec::new(),
    };
    desk.languages(&form.languages);
    desk.needed("title", &form.title, TITLE, "The form needs a title.");
    desk.optional("intro", &form.intro, TEXT);
    desk.optional("thanks", &form.thanks, TEXT);
    desk.sections(&form.sections);
    desk.whole(form);
    desk.fills(form);
    desk.score(form);
    desk.found
}

/// What has been found so far.
struct Desk<'f> {
    base: &'f str,
    found: Vec<DesignProblem>,
}

impl<'f> Desk<'f> {
    fn say(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.found.push(DesignProblem {
            path: path.into(),
            text: text.into(),
        });
    }

    fn languages(&mut self, languages: &[String]) {
        if languages.is_empty() {
            self.say("languages", "Choose at least one language.");
        }
        if languages.len() > LANGUAGES {
            self.say("languages", format!("A form has at most {LANGUAGES} languages."));
        }
        let mut known = BTreeSet::new();
        for (at, language) in languages.iter().enumerate() {
            let path = format!("languages.{at}");
            let mut parts = language.split('-');
            let is_tag = parts
                .next()
                .is_some_and(|first| matches!(first.len(), 2 | 3) && first.bytes().all(|b| b.is_ascii_lowercase()))
                && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
                && language.len() <= 35;
            if !is_tag {
                self.say(path, "Choose a language from the list.");
            } else if !known.insert(language) {
                self.say(path, "This language is there twice.");
            }
        }
    }

    /// A text that has to be there in the form's first language.
    fn needed(&mut self, path: &str, text: &Text, most: usize, missing: &str) {
        let base = self.base;
        if text.get(base).is_none_or(|text| is_blank(text)) {
            self.say(format!("{path}.{base}"), missing);
        }
        self.texts(path, text, most);
    }

    /// A text that may be empty, but not only in the form's first language.
    fn optional(&mut self, path: &str, text: &Text, most: usize) {
        let base = self.base;
        let elsewhere = text.iter().any(|(language, text)| language != base && !is_blank(text));
        if elsewhere && text.get(base).is_none_or(|text| is_blank(text)) {
            self.say(
                format!("{path}.{base}"),
                "This text is there in another language, but not in the form's first one.",
            );
        }
        self.texts(path, text, most);
    }

    fn texts(&mut self, path: &str, text: &Text, most: usize) {
        for (language, text) in text {
            let path = format!("{path}.{language}");
            if text.chars().count() > most {
                self.say(path, format!("This is too long: at most {most} characters fit."));
            } else if !is_lines(text) {
                self.say(
                    path,
                    "This holds a character that cannot be seen. Type it again by hand.",
                );
            }
        }
    }

    fn id(&mut self, path: &str, id: &str, known: &mut BTreeSet<String>) {
        let mut letters = id.bytes();
        let is_plain = letters.next().is_some_and(|b| b.is_ascii_lowercase())
            && letters.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            && id.len() <= 60;
        let path = format!("{path}.id");
        if !is_plain {
            self.say(
                path,
                "An id begins with a letter and has small letters, digits and _ only.",
            );
        } else if !known.insert(id.to_owned()) {
            self.say(path, "This id is there twice. Every question has one of its own.");
        }
    }

    fn sections(&mut self, sections: &'f [Section]) {
        if sections.len() > SECTIONS {
            self.say(
                "sections",
                format!("A form has at most {SECTIONS} sections. Join some."),
            );
        }
        if sections.iter().map(|section| section.questions.len()).sum::<usize>() > QUESTIONS {
            self.say("sections", format!("A form has at most {QUESTIONS} questions."));
        }
        let later: BTreeSet<&str> = sections
            .iter()
            .flat_map(|s| &s.questions)
            .map(|q| q.id.as_str())
            .collect();
        let (mut section_ids, mut question_ids) = (BTreeSet::new(), BTreeSet::new());
        let mut earlier: BTreeMap<&str, &Question> = BTreeMap::new();
        for (at, section) in sections.iter().enumerate() {
            let path = format!("sections.{at}");
            self.id(&path, &section.id, &mut section_ids);
            self.optional(&format!("{path}.title"), &section.title, TITLE);
            self.optional(&format!("{path}.text"), &section.text, TEXT);
            if section.questions.is_empty() && section.text.values().all(|text| is_blank(text)) {
                self.say(
                    path.clone(),
                    "This section is empty. Add a question or a text, or remove it.",
                );
            }
            self.condition(&path, section.when.as_ref(), &earlier, &later);
            for (at, question) in section.questions.iter().enumerate() {
                let path = format!("{path}.questions.{at}");
                self.id(&path, &question.id, &mut question_ids);
                let missing = match question.kind {
                    QuestionKind::Note => "Write the text of this note.",
                    _ => "Write the question.",
                };
                self.needed(&format!("{path}.label"), &question.label, TEXT, missing);
                self.optional(&format!("{path}.hint"), &question.hint, TEXT);
                self.kind(&path, question);
                self.condition(&path, question.when.as_ref(), &earlier, &later);
                earlier.insert(&question.id, question);
            }
        }
    }

    fn condition(
        &mut self,
        path: &str,
        when: Option<&Condition>,
        earlier: &BTreeMap<&str, &Question>,
        later: &BTreeSet<&str>,
    ) {
        let Some(when) = when else {
            return;
        };
        if when.tests.is_empty() {
            self.say(
                format!("{path}.when"),
                "This condition tests nothing. Add a test or remove it.",
            );
        }
        for (at, test) in when.tests.iter().enumerate() {
            let path = format!("{path}.when.tests.{at}");
            let Some(question) = earlier.get(test.question.as_str()) else {
                let told = if later.contains(test.question.as_str()) {
                    "This condition asks for a question that comes later. Choose one that stands before it."
                } else {
                    "This condition asks for a question that is not there any more. Choose another."
                };
                self.say(path, told);
                continue;
            };
            if let Some(told) = unfit(&question.kind, &test.is) {
                self.say(path, told);
            }
        }
    }
}

/// Why a test cannot be asked of such a question.
fn unfit(kind: &QuestionKind, is: &Is) -> Option<&'static str> {
    use QuestionKind as K;
    match (is, kind) {
        (_, K::Note) => Some("A note has no answer to test."),
        (Is::Filled | Is::Empty, _) | (Is::Yes | Is::No, K::YesNo { .. } | K::Consent { .. }) => None,
        (Is::Yes | Is::No, _) => Some("Only a yes-or-no question or a consent can be tested for yes or no."),
        (Is::AnyOf { options }, _) if options.is_empty() => Some("Choose at least one option for this condition."),
        (Is::AnyOf { options: wanted }, K::Choice { options, .. } | K::Choices { options, .. }) => wanted
            .iter()
            .any(|id| !options.iter().any(|option| option.id == *id))
            .then_some("This condition asks for an option that is not there any more."),
        (Is::AnyOf { .. }, K::Service { .. }) => None,
        (Is::AnyOf { .. }, _) => Some("Only a question with options can be tested for one of them."),
        (Is::Between { min: None, max: None }, _) => Some("Write at least one end of the range."),
        (
            Is::Between {
                min: Some(min),
                max: Some(max),
            },
            _,
        ) if min > max => Some("The least of this range lies above its most."),
        (Is::Between { .. }, K::Number { .. } | K::Scale { .. }) => None,
        (Is::Between { .. }, _) => Some("Only a number or a scale can be tested for a range."),
    }
}
