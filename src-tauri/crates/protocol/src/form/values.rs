//! Single values: days, phones, e-mail addresses, whole numbers. Each rule has its twin in `ui/shared/form/values.ts`.

use super::characters::bare;
use serde_json::Value;

/// Whether a text is a phone number as far as a browser can tell: an optional `+`, then 7 to 15 digits with blanks,
/// dots, hyphens, slashes and parentheses between them. Whether it can be dialled is asked when it enters a record.
pub fn is_phone(text: &str, _country: &str) -> bool {
    let bare = bare(text);
    let rest = bare.strip_prefix('+').unwrap_or(&bare);
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    (7..=15).contains(&digits)
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '.' | '-' | '/' | '(' | ')'))
}

/// Whether a text is an e-mail address: ASCII, one `@`, a local part of up to 64 letters, digits and the usual marks
/// without two dots in a row, a domain of at least two labels whose last is not a number. At most 254 characters.
pub fn is_email(text: &str) -> bool {
    let bare = bare(text);
    let Some((local, domain)) = bare.split_once('@') else {
        return false;
    };
    let labels: Vec<&str> = domain.split('.').collect();
    bare.len() <= 254
        && (1..=64).contains(&local.len())
        && local.split('.').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
        })
        && labels.len() >= 2
        && labels.iter().all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
        && labels
            .last()
            .is_some_and(|last| last.len() >= 2 && !last.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is a day `YYYY-MM-DD` from 1900 to 2200.
pub fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, b)| {
            if at == 4 || at == 7 {
                *b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
    if !shaped {
        return false;
    }
    let number = |from: usize, until: usize| -> u32 {
        bytes
            .iter()
            .take(until)
            .skip(from)
            .fold(0, |sum, b| sum * 10 + u32::from(b - b'0'))
    };
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1900..=2200).contains(&year) && (1..=longest).contains(&day)
}

/// A finite number.
pub(super) fn number(value: &Value) -> Option<f64> {
    value.as_f64().filter(|n| n.is_finite())
}

/// A whole number between two bounds. `5.0` is whole: the browser cannot tell the two apart.
pub(super) fn whole(value: &Value, least: f64, most: f64) -> Option<f64> {
    number(value).filter(|n| n.fract() == 0.0 && (least..=most).contains(n))
}
