//! What a form needs as a whole: somebody to answer to, an agreement, a score that can be reached, a size that fits.

use super::{Desk, TITLE};
use crate::form::{ConsentMeaning, Fills, Form, Purpose, Question, QuestionKind};
use crate::limits::{LARGEST_FORM, MOST_FILES};

/// Most bands of a score.
const BANDS: usize = 12;

impl Desk<'_> {
    pub(super) fn whole(&mut self, form: &Form) {
        let questions = || form.sections.iter().flat_map(|section| &section.questions);
        if !questions().any(|question| !matches!(question.kind, QuestionKind::Note)) {
            self.say("sections", "This form asks nothing yet. Add a question.");
            return;
        }
        let asks = |fills: Fills| questions().any(|question| question.fills == Some(fills));
        if form.purpose != Purpose::Questionnaire {
            if !always(form, |q| q.required && q.fills == Some(Fills::Name)) {
                self.say(
                    "sections",
                    "Ask for the patient's name: a required question that fills the name and is always shown.",
                );
            }
            if !asks(Fills::Email) && !asks(Fills::Phone) {
                self.say(
                    "sections",
                    "Ask for an e-mail address or a phone, so that the clinic can answer.",
                );
            }
        }
        let agreed = |question: &Question| {
            question.required
                && matches!(
                    question.kind,
                    QuestionKind::Consent {
                        meaning: ConsentMeaning::Kept | ConsentMeaning::Treatment | ConsentMeaning::DataSharing,
                        ..
                    }
                )
        };
        if !always(form, agreed) {
            self.say(
                "sections",
                "Add a consent that has to be agreed to and is always shown: nobody's health data is taken without one.",
            );
        }
        let files: usize = questions()
            .map(|question| match question.kind {
                QuestionKind::Upload { most, .. } => most as usize,
                _ => 0,
            })
            .sum();
        if files > MOST_FILES {
            self.say(
                "sections",
                format!("All upload questions together take at most {MOST_FILES} files."),
            );
        }
        let bytes = serde_json::to_vec(form).map_or(usize::MAX, |bytes| bytes.len());
        if bytes > LARGEST_FORM {
            self.say(
                "",
                format!(
                    "This form is too large: {} of {} KiB. Shorten its texts.",
                    bytes.div_ceil(1024),
                    LARGEST_FORM / 1024
                ),
            );
        }
    }

    pub(super) fn score(&mut self, form: &Form) {
        let Some(score) = &form.score else {
            return;
        };
        if score.bands.is_empty() || score.bands.len() > BANDS {
            self.say("score.bands", format!("A score has 1 to {BANDS} bands."));
        }
        let mut before = f64::NEG_INFINITY;
        for (at, band) in score.bands.iter().enumerate() {
            let path = format!("score.bands.{at}");
            if !band.from.is_finite() || band.from <= before {
                self.say(
                    format!("{path}.from"),
                    "Every band begins higher than the one before it.",
                );
            }
            before = band.from;
            self.needed(
                &format!("{path}.label"),
                &band.label,
                TITLE,
                "Write what this band is called.",
            );
        }
        let scores = form
            .sections
            .iter()
            .flat_map(|section| &section.questions)
            .any(gives_points);
        if !scores {
            self.say("score", "No answer gives points. Add some, or take the score away.");
        }
    }
}

/// Whether such a question is asked whatever the answers are.
fn always(form: &Form, wanted: impl Fn(&Question) -> bool) -> bool {
    form.sections
        .iter()
        .filter(|section| section.when.is_none())
        .flat_map(|section| &section.questions)
        .any(|question| question.when.is_none() && wanted(question))
}

fn gives_points(question: &Question) -> bool {
    match &question.kind {
        QuestionKind::YesNo { points } => *points != 0.0,
        QuestionKind::Choice { options, .. } | QuestionKind::Choices { options, .. } => {
            options.iter().any(|option| option.points != 0.0)
        }
        QuestionKind::Scale { .. } => true,
        _ => false,
    }
}
