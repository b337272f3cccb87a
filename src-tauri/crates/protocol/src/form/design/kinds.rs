//! What can be wrong with how a question is answered.

use super::{Desk, TEXT, TITLE};
use crate::form::{Choice, ConsentMeaning, Question, QuestionKind};
use crate::limits::MOST_FILES;
use std::collections::BTreeSet;

/// Most options of a question.
const OPTIONS: usize = 200;
/// Most points of one answer.
const POINTS: f64 = 1000.0;

impl Desk<'_> {
    pub(super) fn kind(&mut self, path: &str, question: &Question) {
        use QuestionKind as K;
        let at = |part: &str| format!("{path}.kind.{part}");
        match &question.kind {
            K::ShortText { most } => self.between(at("most"), *most, 1, 500, "characters"),
            K::LongText { most } => self.between(at("most"), *most, 1, 10_000, "characters"),
            K::Number { min, max, unit, .. } => {
                if min.zip(*max).is_some_and(|(min, max)| min > max) {
                    self.say(at("min"), "The least lies above the most.");
                }
                self.optional(&at("unit"), unit, TITLE);
            }
            K::YesNo { points } => self.points(&at("points"), *points),
            K::Choice { options, .. } => self.options(&at("options"), options, true),
            K::Choices { options, most, .. } => {
                self.options(&at("options"), options, true);
                if let Some(most) = most {
                    self.between(at("most"), *most, 1, 200, "options");
                }
            }
            K::Service { options } => self.options(&at("options"), options, false),
            K::Scale { from, to, low, high } => {
                if !(1..=10).contains(&to.saturating_sub(*from)) {
                    self.say(
                        at("to"),
                        "A scale has 2 to 11 steps: its end lies 1 to 10 above its beginning.",
                    );
                }
                self.optional(&at("low"), low, TITLE);
                self.optional(&at("high"), high, TITLE);
            }
            K::Consent { text, version, meaning } => {
                self.needed(&at("text"), text, TEXT, "Write what the patient agrees to.");
                if *version == 0 {
                    self.say(at("version"), "The first version of a consent is 1.");
                }
                self.freely_given(path, question.required, *meaning);
            }
            K::Upload { most, .. } => {
                let most_files = u32::try_from(MOST_FILES).unwrap_or(u32::MAX);
                self.between(at("most"), *most, 1, most_files, "files");
            }
            K::Date { .. }
            | K::PreferredTimes
            | K::Name
            | K::Phone
            | K::Email
            | K::Address
            | K::Insurance
            | K::Signature
            | K::Note => {}
        }
    }

    /// What a patient agrees to without needing it for the visit must not be a condition of it (GDPR art. 7(4)).
    fn freely_given(&mut self, path: &str, required: bool, meaning: ConsentMeaning) {
        let voluntary = matches!(
            meaning,
            ConsentMeaning::RemindersEmail | ConsentMeaning::RemindersSms | ConsentMeaning::MarketingEmail
        );
        if required && voluntary {
            self.say(
                format!("{path}.required"),
                "Nobody may be made to agree to reminders or news. Make this consent optional.",
            );
        }
    }

    fn between(&mut self, path: String, given: u32, least: u32, most: u32, unit: &str) {
        if !(least..=most).contains(&given) {
            self.say(path, format!("Choose between {least} and {most} {unit}."));
        }
    }

    fn points(&mut self, path: &str, points: f64) {
        if !points.is_finite() || points.abs() > POINTS {
            self.say(path, format!("Points lie between -{POINTS} and {POINTS}."));
        }
    }

    fn options(&mut self, path: &str, options: &[Choice], needed: bool) {
        if needed && options.is_empty() {
            self.say(path, "There is nothing to choose from. Add an option.");
        }
        if options.len() > OPTIONS {
            self.say(path, format!("A question has at most {OPTIONS} options."));
        }
        let mut known = BTreeSet::new();
        for (at, option) in options.iter().enumerate() {
            let path = format!("{path}.{at}");
            self.id(&path, &option.id, &mut known);
            self.needed(
                &format!("{path}.label"),
                &option.label,
                TITLE,
                "Write what this option is called.",
            );
            self.points(&format!("{path}.points"), option.points);
        }
    }
}
