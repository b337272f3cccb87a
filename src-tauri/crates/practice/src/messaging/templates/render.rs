//! Fills a text in. Strict: a name without a value is an error, never an empty place in a letter.

use super::check::Text;
use super::variables::Values;
use crate::{Refusal, Result};
use handlebars::{Handlebars, no_escape};

/// A filled-in text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Subject line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
}

/// Fills `text` with `values`. Values are escaped in the HTML and nowhere else.
pub fn fill(text: &Text, values: &Values) -> Result<Filled> {
    let mut plain = Handlebars::new();
    plain.set_strict_mode(true);
    plain.register_escape_fn(no_escape);
    let subject = one(&plain, &text.subject, values)?;
    let body = one(&plain, &text.text, values)?;
    let html = if text.html.trim().is_empty() {
        None
    } else {
        let mut escaped = Handlebars::new();
        escaped.set_strict_mode(true);
        Some(one(&escaped, &text.html, values)?)
    };
    Ok(Filled {
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        text: tidy(&body),
        html,
    })
}

fn one(engine: &Handlebars<'_>, source: &str, values: &Values) -> Result<String> {
    engine
        .render_template(source, values)
        .map_err(|e| Refusal::fault(format!("a saved template: {e}")))
}

/// A condition that does not hold leaves its empty lines behind: no more than one between paragraphs.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.trim().lines() {
        empty = if line.trim().is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        Values::from([
            ("patient_first_name", "<b>O'Neil & Söhne</b>".to_owned()),
            ("practice_phone", String::new()),
        ])
    }

    #[test]
    fn names_are_escaped_in_html_and_untouched_in_text() {
        let text = Text {
            subject: "Hi {{patient_first_name}}".into(),
            text: "Hi {{patient_first_name}}".into(),
            html: "<p>{{patient_first_name}}</p>".into(),
        };
        let filled = fill(&text, &values()).unwrap();
        assert_eq!(filled.text, "Hi <b>O'Neil & Söhne</b>\n");
        assert_eq!(
            filled.html.as_deref(),
            Some("<p>&lt;b&gt;O&#x27;Neil &amp; Söhne&lt;/b&gt;</p>"),
            "a name is no HTML"
        );
    }

    #[test]
    fn an_empty_value_is_no_and_leaves_no_hole() {
        let text = Text {
            subject: "x".into(),
            text: "A\n\n{{#if practice_phone}}\nCall {{practice_phone}}\n{{/if}}\n\nB".into(),
            html: String::new(),
        };
        assert_eq!(fill(&text, &values()).unwrap().text, "A\n\nB\n");
    }

    #[test]
    fn a_name_without_a_value_never_leaves_an_empty_place() {
        let text = Text {
            subject: "x".into(),
            text: "See you on {{appointment_date}}".into(),
            html: String::new(),
        };
        assert!(fill(&text, &values()).is_err());
    }
}
