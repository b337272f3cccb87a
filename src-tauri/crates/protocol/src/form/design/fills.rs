//! Which field of the record a question can fill, and that no two fill the same.

use super::Desk;
use crate::form::{Fills, Form, QuestionKind};

impl Desk<'_> {
    pub(super) fn fills(&mut self, form: &Form) {
        let mut filled: Vec<Fills> = Vec::new();
        for (section_at, section) in form.sections.iter().enumerate() {
            for (at, question) in section.questions.iter().enumerate() {
                let Some(fills) = question.fills else {
                    continue;
                };
                let path = format!("sections.{section_at}.questions.{at}.fills");
                if !can_fill(&question.kind, fills) {
                    self.say(path, format!("This kind of question cannot fill {}.", words(fills)));
                } else if filled.contains(&fills) {
                    self.say(path, format!("Two questions fill {}. Only one can.", words(fills)));
                }
                filled.push(fills);
            }
        }
    }
}

fn can_fill(kind: &QuestionKind, fills: Fills) -> bool {
    use Fills as F;
    use QuestionKind as K;
    match (fills, kind) {
        (F::Name, K::Name)
        | (F::Born, K::Date { .. })
        | (F::Phone | F::EmergencyPhone, K::Phone)
        | (F::Email, K::Email)
        | (F::Address, K::Address)
        | (F::Insurance, K::Insurance)
        | (F::EmergencyName | F::Referral, K::ShortText { .. })
        | (F::Service, K::Service { .. })
        | (F::Times, K::PreferredTimes)
        | (F::Reason, K::LongText { .. })
        | (F::Referral, K::Choice { .. }) => true,
        (F::Sex, K::Choice { options, other: false }) => options
            .iter()
            .all(|option| matches!(option.id.as_str(), "female" | "male" | "other" | "unknown")),
        _ => false,
    }
}

/// The field in the clinic's words.
pub(super) fn words(fills: Fills) -> &'static str {
    match fills {
        Fills::Name => "the patient's name",
        Fills::Born => "the date of birth",
        Fills::Sex => "the sex at birth (its options have the ids female, male, other and unknown)",
        Fills::Phone => "the phone",
        Fills::Email => "the e-mail address",
        Fills::Address => "the home address",
        Fills::Insurance => "the insurance",
        Fills::EmergencyName => "the emergency contact's name",
        Fills::EmergencyPhone => "the emergency contact's phone",
        Fills::Service => "the wished service",
        Fills::Times => "the preferred times",
        Fills::Reason => "the reason of the visit",
        Fills::Referral => "how the patient heard of the clinic",
    }
}
