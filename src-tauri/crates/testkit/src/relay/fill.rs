//! Fills any form as a patient would: every question that is shown and has to be answered.

use keepwell_protocol::form::conditions::shown;
use keepwell_protocol::form::{Form, Question, QuestionKind};
use keepwell_protocol::submission::FilledForm;
use serde_json::{Map, Value, json};

/// `form`, filled by somebody of this name at `now` (Unix seconds).
pub fn fill(form: &Form, given: &str, family: &str, now: i64) -> FilledForm {
    let mut answers = Map::new();
    // A condition names earlier questions only: one pass in order is enough.
    for question in form.sections.iter().flat_map(|section| &section.questions) {
        let is_shown = shown(form, &answers).questions.contains(question.id.as_str());
        let wanted = question.required || matches!(question.kind, QuestionKind::Email | QuestionKind::Service { .. });
        if is_shown
            && wanted
            && let Some(answer) = answer(question, given, family)
        {
            answers.insert(question.id.clone(), answer);
        }
    }
    FilledForm {
        form: form.id,
        version: form.version,
        language: form.languages.first().cloned().unwrap_or_default(),
        created_at: now,
        answers,
        files: Vec::new(),
        slot: None,
        source: String::new(),
    }
}

fn answer(question: &Question, given: &str, family: &str) -> Option<Value> {
    Some(match &question.kind {
        QuestionKind::ShortText { .. } => json!("as usual"),
        QuestionKind::LongText { .. } => json!("A cough that does not go away."),
        QuestionKind::Number { min, .. } => json!(min.unwrap_or(1.0)),
        QuestionKind::YesNo { .. } => json!(false),
        QuestionKind::Choice { options, .. } | QuestionKind::Service { options } => json!(options.first()?.id),
        QuestionKind::Choices { options, .. } => json!([options.first()?.id]),
        QuestionKind::Scale { from, .. } => json!(from),
        QuestionKind::Date { lies } => json!(match lies {
            keepwell_protocol::form::Lies::Future => "2099-01-01",
            _ => "1984-02-29",
        }),
        QuestionKind::PreferredTimes => json!({ "days": [], "times": ["morning"], "note": "" }),
        QuestionKind::Name => json!({ "given": given, "family": family }),
        QuestionKind::Phone => json!("+1 484 555 0123"),
        QuestionKind::Email => json!(format!("{}@example.com", given.to_lowercase())),
        QuestionKind::Address => {
            json!({ "lines": "1 Main Street", "city": "Allentown", "region": "PA", "postcode": "18101", "country": "US" })
        }
        QuestionKind::Insurance => json!({ "payer": "", "plan": "", "member_no": "", "group_no": "", "holder": "" }),
        QuestionKind::Consent { .. } => json!(true),
        QuestionKind::Signature => json!({ "typed": format!("{given} {family}") }),
        QuestionKind::Upload { .. } | QuestionKind::Note => return None,
    })
}
