//! Days and times of day.

use crate::{Refusal, Result};
use jiff::civil::Date;

/// A day, `YYYY-MM-DD`, between two days.
pub fn day(field: &str, text: &str, from: Date, until: Date, between: &str) -> Result<Date> {
    let told = || Refusal::invalid(field, "This is not a day. Write it as year, month, day: 1985-03-04.");
    // jiff also reads other notations of ISO 8601; the file keeps one.
    if text.len() != 10
        || !text.bytes().enumerate().all(|(at, b)| {
            if at == 4 || at == 7 {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        })
    {
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
    day(
        field,
        text,
        jiff::civil::date(1870, 1, 1),
        today,
        "A date of birth lies between 1 January 1870 and today.",
    )
}

/// The first day of an insurance, or its last.
pub fn policy_day(field: &str, text: &str) -> Result<Date> {
    day(
        field,
        text,
        jiff::civil::date(1900, 1, 1),
        jiff::civil::date(2199, 12, 31),
        "This day lies between 1900 and 2199.",
    )
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
    fn dates_of_birth_lie_between_1870_and_today() {
        let today = jiff::civil::date(2026, 3, 4);
        assert!(born("born", "1985-03-04", today).is_ok());
        assert!(born("born", "2026-03-04", today).is_ok(), "born today");
        for wrong in [
            "2026-03-05",
            "1869-12-31",
            "0000-01-01",
            "-001-01-01",
            "1985-02-30",
            "19850304",
            "4/3/85",
            "",
            "1985-3-4",
            "+985-03-04",
            "1985-03-0４",
        ] {
            assert_eq!(born("born", wrong, today).unwrap_err().code, Code::Invalid, "{wrong}");
        }
    }

    #[test]
    fn times_are_what_they_say() {
        assert!(wall_time("t", "23:59").is_ok());
        for wrong in ["24:00", "9:00", "12:60", "1é:0", "12-00", ""] {
            assert_eq!(wall_time("t", wrong).unwrap_err().code, Code::Invalid, "{wrong}");
        }
    }
}
