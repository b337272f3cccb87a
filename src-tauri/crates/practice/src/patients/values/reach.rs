//! Phones, e-mail, countries and languages.

use crate::patients::values::line;
use crate::{Refusal, Result};
use email_address::{EmailAddress, Options};
use rlibphonenumber::{NumberLengthType, PhoneNumber, PhoneNumberFormat, Region};
use std::str::FromStr;

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
        if !typed.starts_with(['+', '(', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            && !typed.starts_with(|c: char| c.is_numeric())
        {
            return Err(wrong(
                "This is not a phone number. Write its digits; outside the clinic's country begin with + and the country's code.",
            ));
        }
        let number = PhoneNumber::parse(&typed, region(country))
            .map_err(|_| wrong("This is not a phone number. Write its digits; outside the clinic's country begin with + and the country's code."))?;
        match number.is_possible_with_reason() {
            Ok(NumberLengthType::IsPossible) => {}
            Ok(NumberLengthType::IsPossibleLocalOnly) => {
                return Err(wrong("The area code is missing. Write the whole number."));
            }
            Err(rlibphonenumber::ValidationError::TooShort) => {
                return Err(wrong("This phone number has too few digits."));
            }
            Err(rlibphonenumber::ValidationError::TooLong) => {
                return Err(wrong("This phone number has too many digits."));
            }
            Err(_) => {
                return Err(wrong(
                    "This phone number does not have the number of digits its country uses.",
                ));
            }
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
    let options = Options::default()
        .with_required_tld()
        .without_display_text()
        .without_domain_literal();
    if address.contains(char::is_whitespace) || EmailAddress::parse_with_options(&address, options).is_err() {
        return Err(Refusal::invalid(
            field,
            "This is not an e-mail address. It looks like name@example.com.",
        ));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn phones_become_one_form_whatever_was_typed() {
        for typed in [
            "(415) 555-2671",
            "415.555.2671",
            "+1 415 555 2671",
            "1-415-555-2671",
            "4155552671",
        ] {
            assert_eq!(
                Phone::parse("phones.0.number", typed, "US").unwrap().e164,
                "+14155552671",
                "{typed}"
            );
        }
        assert_eq!(
            Phone::parse("p", "020 7946 0958", "GB").unwrap().e164,
            "+442079460958",
            "the trunk zero goes"
        );
        assert_eq!(
            Phone::parse("p", "+39 06 698 12345", "US").unwrap().e164,
            "+390669812345",
            "Italy keeps its zero"
        );
        for typed in [
            "555-2671",
            "12",
            "call me",
            "+1 415",
            "1".repeat(39).as_str(),
            "++",
            "\u{0661}",
        ] {
            assert_eq!(
                Phone::parse("p", typed, "US").unwrap_err().code,
                Code::Invalid,
                "{typed}"
            );
        }
    }

    #[test]
    fn addresses_that_cannot_be_written_to_are_refused() {
        for right in ["a.b+c@example.com", "müller@example.de", "x@sub.example.co.uk"] {
            assert_eq!(email("e", right).unwrap(), right);
        }
        for wrong in [
            "a",
            "a@b",
            "Ann <a@example.com>",
            "a@[10.0.0.1]",
            "a@example.com\r\nBcc: x@y.z",
            "a b@example.com",
            "@example.com",
            "",
        ] {
            assert_eq!(email("e", wrong).unwrap_err().code, Code::Invalid, "{wrong}");
        }
    }

    #[test]
    fn languages_and_countries_are_what_they_say() {
        assert!(language("l", "pt-BR").is_ok() && language("l", "zh-Hant-TW").is_ok() && language("l", "").is_ok());
        for wrong in ["english!", "e", "en-", "é", "en-toolongpart"] {
            assert_eq!(language("l", wrong).unwrap_err().code, Code::Invalid, "{wrong}");
        }
        assert!(
            country("c", "de").is_ok_and(|c| c == "DE")
                && country("c", "Germany").is_err()
                && country("c", "1A").is_err()
        );
    }
}
