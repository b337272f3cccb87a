//! What the fields of the clinic's forms may hold. Each refusal names the field and says what would do.

use crate::{Refusal, Result};

/// A line of `least` to `most` characters, trimmed. Line breaks and other control characters have no place in a name
/// that goes into a message's header.
pub fn line(field: &str, given: &str, least: usize, most: usize) -> Result<String> {
    let trimmed = given.trim();
    if trimmed.chars().any(char::is_control) {
        return Err(Refusal::invalid(
            field,
            "This has to be one line without special control characters.",
        ));
    }
    sized(field, trimmed, least, most)
}

/// Some lines, trimmed at both ends. Line breaks and tabs stay, other control characters are refused.
pub fn lines(field: &str, given: &str, most: usize) -> Result<String> {
    let trimmed = given.trim();
    if trimmed
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err(Refusal::invalid(
            field,
            "This holds a special control character that cannot be kept.",
        ));
    }
    sized(field, trimmed, 0, most)
}

fn sized(field: &str, trimmed: &str, least: usize, most: usize) -> Result<String> {
    // Bytes first: counting the characters of a megabyte to refuse it is work for nothing.
    if trimmed.len() > most * 4 || trimmed.chars().count() > most {
        return Err(Refusal::invalid(
            field,
            format!("This is too long: at most {most} characters fit."),
        ));
    }
    if trimmed.chars().count() < least {
        return Err(Refusal::invalid(field, "This cannot be empty."));
    }
    Ok(trimmed.to_owned())
}

/// A whole number of `unit` between two bounds.
pub fn between(field: &str, given: i64, least: i64, most: i64, unit: &str) -> Result<()> {
    if (least..=most).contains(&given) {
        return Ok(());
    }
    Err(Refusal::invalid(
        field,
        format!("Choose between {least} and {most} {unit}."),
    ))
}

/// A price in minor units; ten million of the main unit is more than any visit costs.
pub fn price(field: &str, given: i64) -> Result<()> {
    if (0..=1_000_000_000).contains(&given) {
        return Ok(());
    }
    Err(Refusal::invalid(
        field,
        "A price is zero or more, and not above ten million.",
    ))
}
