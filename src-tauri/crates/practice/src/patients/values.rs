//! The value types of a record: what is typed becomes one of these at the edge or is refused there, at its field.
//!
//! Text is kept as typed, in Unicode's composed form (NFC), without blanks at its ends and without the direction marks
//! and zero-width blanks that copying from a web page leaves behind. What could make a name read as another name on
//! screen or paper (control characters, direction overrides) is refused.

use crate::{Refusal, Result};
use email_address::{EmailAddress, Options};
use icu_normalizer::ComposingNormalizerBorrowed;
use jiff::civil::Date;
use rlibphonenumber::{NumberLengthType, PhoneNumber, PhoneNumberFormat, Region};
use std::str::FromStr;

/// The longest name, characters.
pub const NAME: usize = 100;
/// The longest line of anything else, characters.
pub const LINE: usize = 200;
/// The longest note, characters.
pub const NOTE: usize = 4000;

/// Marks that cannot be seen and change nothing a clinic means: dropped without a word.
fn is_litter(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
}

/// What makes text read as something else than it is, or cannot be text at all.
fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{fdd0}'..='\u{fdef}')
        || (c as u32 & 0xfffe) == 0xfffe
}

/// Text in the form it is kept in, or `None` where it holds what is refused.
fn tidy(text: &str, is_refused: impl Fn(char) -> bool) -> Option<String> {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_litter(*c)) {
        if is_refused(c) {
            return None;
        }
        kept.push(c);
    }
    Some(ComposingNormalizerBorrowed::new_nfc().normalize(kept.trim()).into_owned())
}

/// One line of at most `most` characters; may be empty. `what` begins the message: "The family name".
pub fn line(field: &str, what: &str, text: &str, most: usize) -> Result<String> {
    refuse_flood(field, what, text, most)?;
    // Blanks at the ends go first: a line break after a pasted name is no reason to refuse it.
    let line = tidy(text.trim(), is_treacherous)
        .ok_or_else(|| Refusal::invalid(field, format!("{what} holds a character that cannot be seen, such as a line break or a direction mark. Type it again by hand.")))?;
    refuse_longer(field, what, &line, most)?;
    Ok(line)
}

/// Text of several lines and at most `most` characters; may be empty.
pub fn lines(field: &str, what: &str, text: &str, most: usize) -> Result<String> {
    refuse_flood(field, what, text, most)?;
    let unix = text.replace("\r\n", "\n");
    let kept = tidy(&unix, |c| is_treacherous(c) && c != '\n' && c != '\t')
        .ok_or_else(|| Refusal::invalid(field, format!("{what} holds a character that cannot be seen, such as a direction mark. Type it again by hand.")))?;
    refuse_longer(field, what, &kept, most)?;
    Ok(kept)
}

/// Megabytes are refused before anything is done with them.
fn refuse_flood(field: &str, what: &str, text: &str, most: usize) -> Result<()> {
    if text.len() > most * 16 { Err(too_long(field, what, most)) } else { Ok(()) }
}

fn refuse_longer(field: &str, what: &str, text: &str, most: usize) -> Result<()> {
    if text.chars().count() > most { Err(too_long(field, what, most)) } else { Ok(()) }
}

fn too_long(field: &str, what: &str, most: usize) -> Refusal {
    Refusal::invalid(field, format!("{what} is longer than {most} characters. Shorten it."))
}

/// A list of at most `most` things.
pub fn at_most<T>(field: &str, what: &str, list: &[T], most: usize) -> Result<()> {
    if list.len() > most {
        return Err(Refusal::invalid(field, format!("A patient can have at most {most} {what}. Remove some.")));
    }
    Ok(())
}

/// A day, `YYYY-MM-DD`, between two days.
pub fn day(field: &str, text: &str, from: Date, until: Date, between: &str) -> Result<Date> {
    let told = || Refusal::invalid(field, "This is not a day. Write it as year, month, day: 1985-03-04.");
    // jiff also reads other notations of ISO 8601; the file keeps one.
    if text.len() != 10 || !text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() }) {
        return Err(told());
    }
    let day: Date = text.parse().map_err(|_| told())?;
    if day < from || day > until {
        return Err(Refusal::invalid(field, between));
    }
    Ok(day)
}

/// A date of birth: not before 1870, not after today.
pub fn born(field: &str, text: &str, today: Date) -> Result<Date> {
    day(field, text, jiff::civil::date(1870, 1, 1), today, "A date of birth lies between 1 January 1870 and today.")
}

/// The first day of an insurance, or its last.
pub fn policy_day(field: &str, text: &str) -> Result<Date> {
    day(field, text, jiff::civil::date(1900, 1, 1), jiff::civil::date(2199, 12, 31), "This day lies between 1900 and 2199.")
}

/// A phone number: as typed, and as dialled from anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// As typed.
    pub typed: String,
    /// E.164.
    pub e164: String,
}

impl Phone {
    /// Reads a number as somebody in `country` writes it.
    pub fn parse(field: &str, text: &str, country: &str) -> Result<Self> {
        let typed = line(field, "The phone number", text, 40)?;
        if typed.is_empty() {
            return Err(Refusal::invalid(field, "Write the phone number, or remove this line."));
        }
        let wrong = |why: &str| Refusal::invalid(field, why);
        if !typed.starts_with(['+', '(', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) && !typed.starts_with(|c: char| c.is_numeric()) {
            return Err(wrong("This is not a phone number. Write its digits; outside the clinic's country begin with + and the country's code."));
        }
        let number = PhoneNumber::parse(&typed, region(country))
            .map_err(|_| wrong("This is not a phone number. Write its digits; outside the clinic's country begin with + and the country's code."))?;
        match number.is_possible_with_reason() {
            Ok(NumberLengthType::IsPossible) => {}
            Ok(NumberLengthType::IsPossibleLocalOnly) => return Err(wrong("The area code is missing. Write the whole number.")),
            Err(rlibphonenumber::ValidationError::TooShort) => return Err(wrong("This phone number has too few digits.")),
            Err(rlibphonenumber::ValidationError::TooLong) => return Err(wrong("This phone number has too many digits.")),
            Err(_) => return Err(wrong("This phone number does not have the number of digits its country uses.")),
        }
        let e164 = number.format_as(PhoneNumberFormat::E164).into_owned();
        Ok(Self { typed, e164 })
    }
}

fn region(country: &str) -> Option<Region> {
    Region::from_str(country).ok()
}

/// An e-mail address.
pub fn email(field: &str, text: &str) -> Result<String> {
    let address = line(field, "The e-mail address", text, 254)?;
    let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
    if address.contains(char::is_whitespace) || EmailAddress::parse_with_options(&address, options).is_err() {
        return Err(Refusal::invalid(field, "This is not an e-mail address. It looks like name@example.com."));
    }
    Ok(address)
}

/// A country, ISO 3166-1 alpha-2; empty means the clinic's.
pub fn country(field: &str, text: &str) -> Result<String> {
    let country = text.trim().to_ascii_uppercase();
    if !country.is_empty() && (country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase())) {
        return Err(Refusal::invalid(field, "Choose a country from the list."));
    }
    Ok(country)
}

/// A language, BCP 47; empty means the clinic's.
pub fn language(field: &str, text: &str) -> Result<String> {
    let language = text.trim();
    let mut parts = language.split('-');
    let first = parts.next().unwrap_or_default();
    let is_tag = (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        && language.len() <= 35;
    if !language.is_empty() && !is_tag {
        return Err(Refusal::invalid(field, "Choose a language from the list."));
    }
    Ok(language.to_owned())
}

/// A wall time, `HH:MM`.
pub fn wall_time(field: &str, text: &str) -> Result<String> {
    let bytes = text.as_bytes();
    let is_time = bytes.len() == 5
        && bytes[2] == b':'
        && [0, 1, 3, 4].iter().all(|at| bytes[*at].is_ascii_digit())
        && &text[..2] < "24"
        && &text[3..] < "60";
    if !is_time {
        return Err(Refusal::invalid(field, "This is not a time of day. Write it as 21:30."));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn a_name_is_kept_as_typed_and_composed() {
        assert_eq!(line("family", "The family name", " Mu\u{0308}ller ", NAME).unwrap(), "Müller", "composed, blanks gone");
        assert_eq!(line("given", "The given name", "\u{200f}מרים\u{200e}", NAME).unwrap(), "מרים", "marks of direction dropped");
        assert_eq!(line("given", "The given name", "علی\u{200c}رضا", NAME).unwrap(), "علی\u{200c}رضا", "a Persian name keeps its joiner");
        for treacherous in ["Ann\u{202e}eiraM", "Ann\u{0}", "An\nn", "Ann\u{2066}x", "A\u{e0041}b", "\u{ffff}x"] {
            let refusal = line("given", "The given name", treacherous, NAME).unwrap_err();
            assert_eq!((refusal.code, refusal.field.as_deref()), (Code::Invalid, Some("given")), "{treacherous:?}");
        }
    }

    #[test]
    fn megabytes_are_refused_and_the_cap_counts_characters() {
        assert_eq!(line("given", "x", &"a".repeat(1 << 20), NAME).unwrap_err().code, Code::Invalid);
        assert!(line("given", "x", &"ü".repeat(NAME), NAME).is_ok(), "100 characters of two bytes each fit");
        assert!(line("given", "x", &"ü".repeat(NAME + 1), NAME).is_err(), "101 do not");
    }

    #[test]
    fn phones_become_one_form_whatever_was_typed() {
        for typed in ["(415) 555-2671", "415.555.2671", "+1 415 555 2671", "1-415-555-2671", "4155552671"] {
            assert_eq!(Phone::parse("phones.0.number", typed, "US").unwrap().e164, "+14155552671", "{typed}");
        }
        assert_eq!(Phone::parse("p", "020 7946 0958", "GB").unwrap().e164, "+442079460958", "the trunk zero goes");
        assert_eq!(Phone::parse("p", "+39 06 698 12345", "US").unwrap().e164, "+390669812345", "Italy keeps its zero");
        for typed in ["555-2671", "12", "call me", "+1 415", "1".repeat(39).as_str(), "++", "\u{0661}"] {
            assert_eq!(Phone::parse("p", typed, "US").unwrap_err().code, Code::Invalid, "{typed}");
        }
    }

    #[test]
    fn dates_of_birth_lie_between_1870_and_today() {
        let today = jiff::civil::date(2026, 3, 4);
        assert!(born("born", "1985-03-04", today).is_ok());
        assert!(born("born", "2026-03-04", today).is_ok(), "born today");
        for wrong in ["2026-03-05", "1869-12-31", "0000-01-01", "-001-01-01", "1985-02-30", "19850304", "4/3/85", "", "1985-3-4", "+985-03-04", "1985-03-0４"] {
            assert_eq!(born("born", wrong, today).unwrap_err().code, Code::Invalid, "{wrong}");
        }
    }

    #[test]
    fn addresses_that_cannot_be_written_to_are_refused() {
        for right in ["a.b+c@example.com", "müller@example.de", "x@sub.example.co.uk"] {
            assert_eq!(email("e", right).unwrap(), right);
        }
        for wrong in ["a", "a@b", "Ann <a@example.com>", "a@[10.0.0.1]", "a@example.com\r\nBcc: x@y.z", "a b@example.com", "@example.com", ""] {
            assert_eq!(email("e", wrong).unwrap_err().code, Code::Invalid, "{wrong}");
        }
    }

    #[test]
    fn times_languages_and_countries_are_what_they_say() {
        assert!(wall_time("t", "23:59").is_ok() && wall_time("t", "24:00").is_err() && wall_time("t", "9:00").is_err() && wall_time("t", "1é:0").is_err());
        assert!(language("l", "pt-BR").is_ok() && language("l", "zh-Hant-TW").is_ok() && language("l", "english!").is_err());
        assert!(country("c", "de").is_ok_and(|c| c == "DE") && country("c", "Germany").is_err());
    }
}
