//! Looks through a text before it is saved: every place that cannot stay, with line and column.

use super::variables;
use super::{TemplateProblem, VariablePlace};
use crate::messaging::outbox::RequestLetter;
use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use handlebars::{Template, TemplateErrorReason};

/// Longest text, characters. A reminder longer than this is a mistake.
const LONGEST: usize = 20_000;

/// A subject, a text and the text as HTML (may be empty).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Subject line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML; empty: text only.
    pub html: String,
}

/// In which texts the variables of the text called `key` have a value.
pub fn place_of(key: &str) -> VariablePlace {
    match RequestLetter::of_key(key) {
        Some(_) => VariablePlace::Request,
        None => VariablePlace::Visit,
    }
}

/// Every problem in `text`; empty: it can be sent. `place` is what the text is about, where that is known.
pub fn problems(text: &Text, place: Option<VariablePlace>) -> Vec<TemplateProblem> {
    let mut found = Vec::new();
    for (field, source) in [("subject", &text.subject), ("text", &text.text), ("html", &text.html)] {
        let mut note = |line: usize, column: usize, message: String| {
            found.push(TemplateProblem {
                field: field.into(),
                line: u32::try_from(line).unwrap_or(u32::MAX),
                column: u32::try_from(column).unwrap_or(u32::MAX),
                message,
            });
        };
        if source.chars().count() > LONGEST {
            note(1, 1, format!("This is longer than {LONGEST} characters. Shorten it."));
            continue;
        }
        if source.trim().is_empty() && field != "html" {
            note(
                1,
                1,
                if field == "subject" {
                    "Write a subject line.".into()
                } else {
                    "Write the text of the message.".into()
                },
            );
            continue;
        }
        if field == "subject" && source.contains(['\n', '\r']) {
            note(1, 1, "A subject is one line.".into());
        }
        match Template::compile(source) {
            Ok(template) => walk(&template, field, place, &mut note),
            Err(error) => {
                let (line, column) = error.pos().unwrap_or((1, 1));
                note(line, column, broken(error.reason()));
            }
        }
    }
    found
}

fn broken(reason: &TemplateErrorReason) -> String {
    match reason {
        TemplateErrorReason::MismatchingClosedHelper(opened, closed) => format!(
            "This part was opened with {{{{#{opened}}}}} and closed with {{{{/{closed}}}}}. Close it with {{{{/{opened}}}}}."
        ),
        _ => "Something is not closed here: each {{ needs its }}, and each {{#if …}} its {{/if}}.".into(),
    }
}

fn walk(template: &Template, field: &str, place: Option<VariablePlace>, note: &mut impl FnMut(usize, usize, String)) {
    let nowhere = (1, 1);
    for (at, element) in template.elements.iter().enumerate() {
        let (line, column) = template.mapping.get(at).map_or(nowhere, |m| (m.0, m.1));
        match element {
            TemplateElement::RawString(_) | TemplateElement::Comment(_) => {}
            TemplateElement::HtmlExpression(_) if field == "html" => note(
                line,
                column,
                "Three braces would let a name be read as HTML. Use two: {{name}}.".into(),
            ),
            TemplateElement::Expression(expression) | TemplateElement::HtmlExpression(expression) => {
                if let Err(message) = variable(expression, place) {
                    note(line, column, message);
                }
            }
            TemplateElement::HelperBlock(block) => {
                if let Err(message) = condition(block, place) {
                    note(line, column, message);
                }
                for part in [&block.template, &block.inverse].into_iter().flatten() {
                    walk(part, field, place, note);
                }
            }
            _ => note(
                line,
                column,
                "Only {{name}}, {{#if name}} and {{#unless name}} can be used here.".into(),
            ),
        }
    }
}

fn variable(expression: &HelperTemplate, place: Option<VariablePlace>) -> Result<(), String> {
    if !expression.params.is_empty() || !expression.hash.is_empty() {
        return Err("Only one name can stand between {{ and }}.".into());
    }
    known(&expression.name, place)
}

fn condition(block: &HelperTemplate, place: Option<VariablePlace>) -> Result<(), String> {
    match (block.name.as_name(), block.params.as_slice()) {
        (Some("if" | "unless"), [name]) if block.hash.is_empty() => known(name, place),
        // The `else` of an `if … else if` chain carries the next condition as its own block.
        (Some("if" | "unless"), _) => Err("Write one name after {{#if.".into()),
        (name, _) => Err(format!(
            "{{{{#{}}}}} cannot be used here, only {{{{#if name}}}} and {{{{#unless name}}}}.",
            name.unwrap_or("…")
        )),
    }
}

fn known(name: &Parameter, place: Option<VariablePlace>) -> Result<(), String> {
    let Some(name) = name.as_name() else {
        return Err("Only the names in the list can be used here.".into());
    };
    match (variables::place(name), place) {
        (Some(VariablePlace::Request), Some(VariablePlace::Visit)) => {
            return Err(format!(
                "{{{{{name}}}}} has a value only in letters about a request from the web."
            ));
        }
        (Some(VariablePlace::Visit), Some(VariablePlace::Request)) => {
            return Err(format!("{{{{{name}}}}} has a value only in messages about a visit."));
        }
        (Some(_), _) => return Ok(()),
        (None, _) => {}
    }
    Err(match variables::meant(name) {
        Some(meant) => format!("There is nothing called \"{name}\". Did you mean {{{{{meant}}}}}?"),
        None => format!("There is nothing called \"{name}\". Choose a name from the list."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: &str) -> Text {
        Text {
            subject: "Your visit".into(),
            text: body.into(),
            html: String::new(),
        }
    }

    #[test]
    fn a_misspelled_name_is_reported_where_it_stands_with_the_one_that_was_meant() {
        let found = problems(
            &text("Dear {{patient_first_name}},\n{{#if preparation_instructions}}\nfor {{apointment_date}}\n{{/if}}"),
            None,
        );
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].field.as_str(), found[0].line),
            ("text", 3),
            "inside a condition too"
        );
        assert!(
            found[0].message.contains("{{appointment_date}}"),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn what_reaches_beyond_the_list_is_refused() {
        for body in [
            "{{lookup this 'x'}}",
            "{{#each this}}x{{/each}}",
            "{{#with patient}}x{{/with}}",
            "{{> partial}}",
            "{{#if patient_first_name}}",
            "{{patient_first_name",
            "{{@root}}",
            "{{this}}",
            "{{patient_first_name.length}}",
            "{{log 'x'}}",
            "{{#if (eq duration 30)}}x{{/if}}",
            "{{{{raw}}}}x{{{{/raw}}}}",
        ] {
            assert!(!problems(&text(body), None).is_empty(), "{body} must be refused");
        }
    }

    #[test]
    fn what_clinics_write_is_accepted() {
        for body in [
            "Dear {{patient_first_name}}, see you on {{ appointment_date }}.",
            "{{#if service_price}}Price: {{service_price}}{{else}}Free{{/if}}",
            "{{#unless practice_phone}}Write to us{{/unless}}{{! a note to ourselves }}",
            "100 % } { \\ $ & <b>",
        ] {
            assert_eq!(problems(&text(body), None), vec![], "{body}");
        }
        let html = Text {
            html: "<p>{{{patient_first_name}}}</p>".into(),
            ..text("x")
        };
        assert_eq!(problems(&html, None).len(), 1, "an unescaped name would be a hole");
    }

    #[test]
    fn a_name_that_is_empty_in_this_text_is_refused() {
        let reminder = problems(&text("Choose: {{suggestion_link}}"), Some(place_of("reminder_24h")));
        assert!(reminder[0].message.contains("about a request"), "{reminder:?}");
        let letter = problems(
            &text("{{#if appointment_date}}x{{/if}} {{practice_name}} {{suggestion_link}}"),
            Some(place_of("request_suggested")),
        );
        assert_eq!(letter.len(), 1, "{letter:?}");
        assert!(letter[0].message.contains("about a visit"), "{letter:?}");
    }
}
