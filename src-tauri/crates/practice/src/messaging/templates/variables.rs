//! What may stand between `{{` and `}}`: a short list, so that nothing leaves the clinic that nobody thought of.

use super::Variable;
use super::words::Words;
use crate::Result;
use crate::clinic::ClinicFacts;
use crate::patients::Contact;
use crate::schedule::VisitFacts;
use jiff::civil::DateTime;
use std::collections::BTreeMap;

/// Name, meaning, sample, and whether it tells a bystander what the visit is for.
const VARIABLES: &[(&str, &str, &str, bool)] = &[
    ("patient_first_name", "The patient's given name", "Grace", false),
    ("appointment_date", "The day of the visit, in words", "", false),
    (
        "appointment_time",
        "The time of the visit, on the clinic's clock",
        "",
        false,
    ),
    ("duration", "How long the visit takes, in minutes", "30", false),
    ("practice_name", "The clinic's name", "Linden Street Clinic", false),
    (
        "practice_address",
        "The clinic's address",
        "12 Linden Street\nAllentown, PA 18101",
        false,
    ),
    ("practice_phone", "The clinic's phone", "+1 484 555 0100", false),
    (
        "practice_email",
        "The clinic's e-mail address",
        "desk@clinic.example",
        false,
    ),
    ("provider_name", "Who sees the patient", "Dr. Amara Okafor", true),
    ("service_type", "What the visit is for", "Consultation", true),
    (
        "service_price",
        "The price of the service; empty when it has none",
        "120.00 USD",
        true,
    ),
    (
        "preparation_instructions",
        "What to bring or do before, from the service's card",
        "Please bring your insurance card.",
        true,
    ),
    (
        "preparation_checklist",
        "The same as preparation_instructions",
        "Please bring your insurance card.",
        true,
    ),
    (
        "next_steps_instructions",
        "What comes after, from the service's card",
        "Drink plenty of water today.",
        true,
    ),
];

/// The values of the variables.
pub type Values = BTreeMap<&'static str, String>;

/// The list for the screen.
pub fn list() -> Vec<Variable> {
    let sample = samples(&Words::english());
    VARIABLES
        .iter()
        .map(|(name, meaning, _, reveals)| Variable {
            name: (*name).into(),
            meaning: (*meaning).into(),
            sample: sample.get(name).cloned().unwrap_or_default(),
            reveals: *reveals,
        })
        .collect()
}

/// Whether there is a variable of this name.
pub fn is_known(name: &str) -> bool {
    VARIABLES.iter().any(|(known, ..)| *known == name)
}

/// The variable somebody who wrote `name` probably meant.
pub fn meant(name: &str) -> Option<&'static str> {
    let closeness = |known: &str| strsim::jaro_winkler(&name.to_lowercase(), known);
    VARIABLES
        .iter()
        .map(|(known, ..)| *known)
        .filter(|known| closeness(known) > 0.75)
        .max_by(|a, b| closeness(a).total_cmp(&closeness(b)))
}

/// An invented patient's values.
pub fn samples(words: &Words) -> Values {
    let mut values: Values = VARIABLES
        .iter()
        .map(|(name, _, sample, _)| (*name, (*sample).to_owned()))
        .collect();
    let at = jiff::civil::date(2027, 3, 3).at(14, 30, 0, 0);
    values.insert("appointment_date", words.date(at.date()));
    values.insert("appointment_time", words.time(at.time()));
    values
}

/// An invented patient's values at this clinic.
pub fn samples_at(words: &Words, clinic: &ClinicFacts) -> Values {
    let mut values = samples(words);
    values.insert("practice_name", one_line(&clinic.name));
    values.insert("practice_address", clinic.address.trim().to_owned());
    values.insert("practice_phone", one_line(&clinic.phone));
    values.insert("practice_email", one_line(&clinic.email));
    values
}

/// The values for one visit.
pub fn of_visit(words: &Words, clinic: &ClinicFacts, visit: &VisitFacts, contact: &Contact) -> Result<Values> {
    let starts: DateTime = visit
        .starts
        .parse()
        .map_err(|e| crate::Refusal::fault(format!("a visit's wall time: {e}")))?;
    let mut time = words.time(starts.time());
    if contact.zone.as_deref().is_some_and(|zone| zone != visit.zone) {
        // "America/New_York": the city people know.
        let city = visit.zone.rsplit('/').next().unwrap_or(&visit.zone).replace('_', " ");
        time = format!("{time} ({city})");
    }
    let preparation = visit.preparation.trim().to_owned();
    Ok(Values::from([
        ("patient_first_name", one_line(&contact.given)),
        ("appointment_date", words.date(starts.date())),
        ("appointment_time", time),
        ("duration", visit.minutes.to_string()),
        ("practice_name", one_line(&clinic.name)),
        ("practice_address", clinic.address.trim().to_owned()),
        ("practice_phone", one_line(&clinic.phone)),
        ("practice_email", one_line(&clinic.email)),
        ("provider_name", one_line(&visit.provider_name)),
        ("service_type", one_line(&visit.service_name)),
        ("service_price", price(visit.price, &clinic.currency)),
        ("preparation_checklist", preparation.clone()),
        ("preparation_instructions", preparation),
        ("next_steps_instructions", visit.next_steps.trim().to_owned()),
    ]))
}

/// Names come from outside: a line break in one must not become a line of the letter.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// `12000`, `USD` → `120.00 USD`; nothing for a service without a price. Digits after the point by ISO 4217.
fn price(minor: i64, currency: &str) -> String {
    let (major, minor_part) = match currency {
        _ if minor == 0 => return String::new(),
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV"
        | "XAF" | "XOF" | "XPF" => (minor, String::new()),
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => (minor / 1000, format!(".{:03}", minor % 1000)),
        _ => (minor / 100, format!(".{:02}", minor % 100)),
    };
    format!("{major}{minor_part} {currency}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_have_the_digits_of_their_currency() {
        assert_eq!(price(12_000, "USD"), "120.00 USD");
        assert_eq!(price(12_005, "JPY"), "12005 JPY", "yen have no cents");
        assert_eq!(price(12_005, "KWD"), "12.005 KWD", "dinars have thousandths");
        assert_eq!(price(0, "EUR"), "", "a service without a price says none");
    }

    #[test]
    fn a_name_with_line_breaks_stays_on_its_line() {
        assert_eq!(
            one_line("Grace\r\nBcc: everybody@example.org\u{0}"),
            "Grace Bcc: everybody@example.org"
        );
    }

    #[test]
    fn what_was_meant_is_found() {
        assert_eq!(meant("patient_firstname"), Some("patient_first_name"));
        assert_eq!(meant("xyz"), None, "no wild guesses");
    }
}
