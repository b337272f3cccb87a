//! Days as people type them. Pure.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days a whole text can mean, the likeliest first: `1985-03-04`, `4/3/85`, `04.03.1985`, `4 mar 1985`,
/// `march 4, 1985`, `19850304`. Where day and month can be swapped, both readings count.
pub fn days(text: &str, today: Date, month_first: bool) -> Vec<Date> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let found = match parts[..] {
        [whole] if whole.len() == 8 => whole
            .is_ascii()
            .then(|| read(&whole[..4], &whole[4..6], &whole[6..], today))
            .into_iter()
            .flatten()
            .collect(),
        [year, month, day] if year.len() == 4 && is_number(year) => read(year, month, day, today),
        [first, second, year] => match (month_of(first), month_of(second)) {
            (Some(month), None) => read(year, month, second, today),
            (None, Some(month)) => read(year, month, first, today),
            (None, None) if month_first => {
                [read(year, first, second, today), read(year, second, first, today)].concat()
            }
            (None, None) => [read(year, second, first, today), read(year, first, second, today)].concat(),
            (Some(_), Some(_)) => Vec::new(),
        },
        _ => Vec::new(),
    };
    let mut days: Vec<Date> = Vec::new();
    for day in found {
        if day <= today && !days.contains(&day) {
            days.push(day);
        }
    }
    days
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The number of a month's name, or of its first three letters and more.
fn month_of(text: &str) -> Option<&'static str> {
    const NUMBERS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    let text = text.to_lowercase();
    let at = MONTHS
        .iter()
        .position(|month| text.len() >= 3 && (month.starts_with(&text) || (*month == "september" && text == "sept")))?;
    Some(NUMBERS[at])
}

fn read(year: &str, month: &str, day: &str, today: Date) -> Vec<Date> {
    if ![year, month, day].into_iter().all(is_number) || month.len() > 2 || day.len() > 2 {
        return Vec::new();
    }
    let (Ok(written), Ok(month), Ok(day)) = (year.parse::<i16>(), month.parse::<i8>(), day.parse::<i8>()) else {
        return Vec::new();
    };
    let years = match year.len() {
        4 => vec![written],
        // '85 is 1985; '15 may be a child or a very old patient.
        2 => vec![2000 + written, 1900 + written],
        _ => Vec::new(),
    };
    years
        .into_iter()
        .filter(|year| (1870..=today.year()).contains(year))
        .filter_map(|year| Date::new(year, month, day).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_day_has_many_notations() {
        let today = date(2026, 3, 4);
        for text in [
            "1985-03-04",
            "1985/3/4",
            "04.03.1985",
            "4 mar 1985",
            "4 March 1985",
            "mar 4, 1985",
            "March 4 1985",
            "19850304",
            "4-mar-85",
            "4/3/85",
            "4.3.85",
        ] {
            assert_eq!(days(text, today, false).first(), Some(&date(1985, 3, 4)), "{text}");
        }
        assert_eq!(
            days("3/4/85", today, true).first(),
            Some(&date(1985, 3, 4)),
            "a clinic that writes the month first"
        );
        assert_eq!(
            days("3/4/85", today, false),
            [date(1985, 4, 3), date(1985, 3, 4)],
            "both readings count"
        );
        assert_eq!(
            days("1/2/15", today, false).len(),
            4,
            "a child or a centenarian, either order"
        );
        assert_eq!(
            days("13/1/2020", today, true),
            [date(2020, 1, 13)],
            "there is no thirteenth month"
        );
        for text in [
            "",
            "4 mar",
            "31/2/1985",
            "4/3/2099",
            "0/0/0000",
            "maria silva 12",
            "1985",
            "ü1850304",
            "4/3/185",
        ] {
            assert!(days(text, today, false).is_empty(), "{text}");
        }
    }
}
