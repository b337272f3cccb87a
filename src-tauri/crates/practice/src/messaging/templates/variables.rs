//! What may stand between `{{` and `}}`: a short list, so that nothing leaves the clinic that nobody thought of.

use super::Variable;
use super::VariablePlace::{self, All, Request, Visit};
use super::words::Words;
use crate::clinic::ClinicFacts;
use crate::patients::Contact;
use crate::requests::RequestFacts;
use crate::schedule::VisitFacts;
use crate::{Refusal, Result};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// A name that may stand in a text.
struct Known {
    name: &'static str,
    meaning: &'static str,
    sample: &'static str,
    /// Tells a bystander what the visit is for.
    reveals: bool,
    place: VariablePlace,
}

const fn known(
    name: &'static str,
    meaning: &'static str,
    sample: &'static str,
    reveals: bool,
    place: VariablePlace,
) -> Known {
    Known {
        name,
        meaning,
        sample,
        reveals,
        place,
    }
}

#[rustfmt::skip]
const VARIABLES: &[Known] = &[
    known("patient_first_name", "The patient's given name", "Grace", false, All),
    known("appointment_date", "The day of the visit, in words", "", false, Visit),
    known("appointment_time", "The time of the visit, on the clinic's clock", "", false, Visit),
    known("duration", "How long the visit takes, in minutes", "30", false, Visit),
    known("practice_name", "The clinic's name", "Linden Street Clinic", false, All),
    known("practice_address", "The clinic's address", "12 Linden Street\nAllentown, PA 18101", false, All),
    known("practice_phone", "The clinic's phone", "+1 484 555 0100", false, All),
    known("practice_email", "The clinic's e-mail address", "desk@clinic.example", false, All),
    known("provider_name", "Who sees the patient", "Dr. Amara Okafor", true, Visit),
    known("service_type", "What the visit is for", "Consultation", true, Visit),
    known("service_price", "The price of the service; empty when it has none", "120.00 USD", true, Visit),
    known("preparation_instructions", "What to bring or do before, from the service's card", "Please bring your insurance card.", true, Visit),
    known("preparation_checklist", "The same as preparation_instructions", "Please bring your insurance card.", true, Visit),
    known("next_steps_instructions", "What comes after, from the service's card", "Drink plenty of water today.", true, Visit),
    known("preferred_date", "The day wished in the request, in words; empty when none was chosen", "", false, Request),
    known("suggested_times", "The times suggested, one a line", "", false, Request),
    known("suggestion_link", "The link to the page on which one of them is chosen", "https://intake.example/c/0X2M/s/7QK9#4F2K9TQX", false, Request),
    known("suggestion_page", "The same page without the code, for typing by hand", "https://intake.example/c/0X2M/s/7QK9", false, Request),
    known("suggestion_code", "The code that page asks for", "4F2K 9TQX", false, Request),
    known("suggestion_until", "Until when one can be chosen, in words", "", false, Request),
    known("suggestion_note", "What was written for the patient beside the suggested times", "We look forward to meeting you.", true, Request),
    known("requested_service", "The service wished in the request", "Consultation", true, Request),
    known("decline_note", "What was written for the patient when the request was declined", "We do not treat this here; the hospital's outpatient clinic does.", true, Request),
];

/// The values of the variables.
pub type Values = BTreeMap<&'static str, String>;

/// The list for the screen.
pub fn list() -> Vec<Variable> {
    let sample = samples(&Words::english());
    VARIABLES
        .iter()
        .map(|known| Variable {
            name: known.name.into(),
            meaning: known.meaning.into(),
            sample: sample.get(known.name).cloned().unwrap_or_default(),
            reveals: known.reveals,
            place: known.place,
        })
        .collect()
}

/// Where the variable of this name has a value; `None`: there is none.
pub fn place(name: &str) -> Option<VariablePlace> {
    VARIABLES
        .iter()
        .find(|known| known.name == name)
        .map(|known| known.place)
}

/// The variable somebody who wrote `name` probably meant.
pub fn meant(name: &str) -> Option<&'static str> {
    let closeness = |known: &str| strsim::jaro_winkler(&name.to_lowercase(), known);
    VARIABLES
        .iter()
        .map(|known| known.name)
        .filter(|known| closeness(known) > 0.75)
        .max_by(|a, b| closeness(a).total_cmp(&closeness(b)))
}

/// An invented patient's values.
pub fn samples(words: &Words) -> Values {
    let mut values: Values = VARIABLES
        .iter()
        .map(|known| (known.name, known.sample.to_owned()))
        .collect();
    let at = jiff::civil::date(2027, 3, 3).at(14, 30, 0, 0);
    values.insert("appointment_date", words.date(at.date()));
    values.insert("appointment_time", words.time(at.time()));
    values.insert("preferred_date", words.date(at.date()));
    values.insert(
        "suggested_times",
        [at, jiff::civil::date(2027, 3, 5).at(9, 15, 0, 0)]
            .map(|at| line_of(words, at))
            .join("\n"),
    );
    let until = jiff::civil::date(2027, 3, 2).at(18, 0, 0, 0);
    values.insert("suggestion_until", moment(words, until));
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
        .map_err(|e| Refusal::fault(format!("a visit's wall time: {e}")))?;
    let mut time = words.time(starts.time());
    if contact.zone.as_deref().is_some_and(|zone| zone != visit.zone) {
        // "America/New_York": the city people know.
        let city = visit.zone.rsplit('/').next().unwrap_or(&visit.zone).replace('_', " ");
        time = format!("{time} ({city})");
    }
    let preparation = visit.preparation.trim().to_owned();
    let mut values = of_clinic(clinic);
    values.extend([
        ("patient_first_name", one_line(&contact.given)),
        ("appointment_date", words.date(starts.date())),
        ("appointment_time", time),
        ("duration", visit.minutes.to_string()),
        ("provider_name", one_line(&visit.provider_name)),
        ("service_type", one_line(&visit.service_name)),
        ("service_price", price(visit.price, &clinic.currency)),
        ("preparation_checklist", preparation.clone()),
        ("preparation_instructions", preparation),
        ("next_steps_instructions", visit.next_steps.trim().to_owned()),
    ]);
    Ok(values)
}

/// The values for one request. What was typed into it by whoever sent it goes into no letter, but for a name that is
/// one: the address was typed too, and the clinic must not carry a stranger's words to a third person.
pub fn of_request(words: &Words, clinic: &ClinicFacts, request: &RequestFacts) -> Result<Values> {
    let mut values = of_clinic(clinic);
    values.extend([
        ("patient_first_name", plain_name(&request.given)),
        ("preferred_date", day_in_words(words, &request.preferred_day)),
        ("requested_service", one_line(&request.service)),
        ("decline_note", request.decline_note.trim().to_owned()),
    ]);
    if let Some(suggestion) = &request.suggestion {
        let zone = TimeZone::get(&clinic.zone).map_err(Refusal::fault)?;
        let times = suggestion
            .times
            .iter()
            .map(|time| {
                let starts: DateTime = time
                    .starts
                    .parse()
                    .map_err(|e| Refusal::fault(format!("a suggested wall time: {e}")))?;
                Ok(line_of(words, starts))
            })
            .collect::<Result<Vec<_>>>()?;
        let until = Timestamp::from_second(suggestion.until).map_err(Refusal::fault)?;
        let (page, code) = suggestion.link.split_once('#').unwrap_or((&suggestion.link, ""));
        values.extend([
            ("suggested_times", times.join("\n")),
            ("suggestion_link", one_line(&suggestion.link)),
            ("suggestion_page", one_line(page)),
            ("suggestion_code", in_fours(code)),
            ("suggestion_until", moment(words, zone.to_datetime(until))),
            ("suggestion_note", suggestion.note.trim().to_owned()),
        ]);
    }
    Ok(values)
}

/// What every letter of the clinic may say, and nothing for every other name: a text that uses one which has no value
/// in it finds it empty. The check keeps such a text from being saved.
fn of_clinic(clinic: &ClinicFacts) -> Values {
    let mut values: Values = VARIABLES.iter().map(|known| (known.name, String::new())).collect();
    values.extend([
        ("practice_name", one_line(&clinic.name)),
        ("practice_address", clinic.address.trim().to_owned()),
        ("practice_phone", one_line(&clinic.phone)),
        ("practice_email", one_line(&clinic.email)),
    ]);
    values
}

/// A name as people have one, else nothing: letters of any script, and what stands between them. No digits, no
/// addresses, no sentences.
pub fn plain_name(text: &str) -> String {
    let name = one_line(text);
    let fits = name.chars().count() <= 40
        && name.chars().any(char::is_alphabetic)
        && name.split(' ').count() <= 5
        && name
            .chars()
            .all(|c| c.is_alphabetic() || is_mark(c) || matches!(c, ' ' | '-' | '\'' | '’' | '‘' | '·'));
    if fits { name } else { String::new() }
}

/// Marks that belong to the letter before them: accents, vowel signs, joiners of the Indic and Arabic scripts.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{980}'..='\u{d4d}' | '\u{e31}'..='\u{e4e}'
        | '\u{200c}' | '\u{200d}')
}

/// "2027-03-03" in words; nothing for anything else.
fn day_in_words(words: &Words, text: &str) -> String {
    text.parse::<Date>()
        .map_or_else(|_| String::new(), |day| words.date(day))
}

fn line_of(words: &Words, at: DateTime) -> String {
    format!("- {}", moment(words, at))
}

fn moment(words: &Words, at: DateTime) -> String {
    format!("{}, {}", words.date(at.date()), words.time(at.time()))
}

/// A code in groups, as one reads it from paper.
fn in_fours(code: &str) -> String {
    let letters: Vec<char> = code.chars().filter(char::is_ascii_alphanumeric).collect();
    letters
        .chunks(4)
        .map(|four| four.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
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
    fn a_name_from_the_web_is_a_name_or_nothing() {
        for name in [
            "Grace",
            "María José",
            "O'Neil",
            "Anne-Marie",
            "İpek",
            "محمد",
            "प्रिया",
            "Zoë",
        ] {
            assert_eq!(plain_name(name), name);
        }
        for text in [
            "Win a prize at evil.example",
            "https://evil.example",
            "call 0900123",
            "You have won a car please answer quickly",
            "a@b.c",
            "<b>x</b>",
            "...",
            "",
        ] {
            assert_eq!(plain_name(text), "", "{text}: a stranger's words");
        }
        assert_eq!(plain_name("Grace\u{202e}\r\nBcc: x"), "", "nor hidden ones");
    }

    #[test]
    fn only_a_date_of_what_was_wished_goes_into_a_letter() {
        let words = Words::of("es", "US").unwrap();
        assert_eq!(day_in_words(&words, "2027-03-03"), "miércoles, 3 de marzo de 2027");
        assert_eq!(day_in_words(&words, "visit http://evil.example"), "");
        assert_eq!(
            day_in_words(&words, "ñññññññññññ"),
            "",
            "no cut in the middle of a letter"
        );
    }

    #[test]
    fn what_was_meant_is_found() {
        assert_eq!(meant("patient_firstname"), Some("patient_first_name"));
        assert_eq!(meant("xyz"), None, "no wild guesses");
    }
}
