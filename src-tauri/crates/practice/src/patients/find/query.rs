//! What was typed, taken apart: words, digits, days, an e-mail, a record number. Pure.

use crate::patients::find::days::days;
use crate::patients::fold::words;
use jiff::civil::Date;

/// The longest text looked at, characters: more is not a search.
const LONGEST: usize = 120;
/// The most words looked at.
const MOST_WORDS: usize = 6;

/// A search, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Folded words.
    pub words: Vec<String>,
    /// Digits of what may be a phone number or its end, as typed.
    pub digits: String,
    /// Days the text can mean, the likeliest first.
    pub days: Vec<Date>,
    /// A year beside words ("maria 1985").
    pub year: Option<i16>,
    /// The beginning of an e-mail address, in lower case.
    pub email: Option<String>,
    /// A record number.
    pub no: Option<i64>,
    /// Whether `#` said that it is a record number and nothing else.
    pub only_no: bool,
}

impl Query {
    /// Takes a text apart. `month_first`: whether 3/4 is the fourth of March (the clinic's country says).
    pub fn parse(text: &str, today: Date, month_first: bool) -> Self {
        let text: String = text.trim().chars().take(LONGEST).collect();
        if let Some(number) = text.strip_prefix('#') {
            return Self {
                no: number.trim().parse().ok(),
                only_no: true,
                ..Self::default()
            };
        }
        let days = days(&text, today, month_first);
        if !days.is_empty() && text.chars().any(char::is_alphabetic) {
            // "4 mar 1985" is a day and no name.
            return Self {
                days,
                ..Self::default()
            };
        }
        let mut query = Self {
            days,
            ..Self::default()
        };
        for piece in text.split_whitespace() {
            if is_number_like(piece) {
                query.digits.extend(digits(piece));
            } else {
                if query.email.is_none() && is_address_like(piece) {
                    query.email = Some(piece.to_lowercase());
                }
                if !piece.contains('@') {
                    query.words.extend(words(piece));
                }
            }
        }
        query.words.truncate(MOST_WORDS);
        if query.words.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            query.no = text.parse().ok().filter(|no| *no > 0);
        }
        if !query.words.is_empty() && query.digits.len() == 4 {
            query.year = query
                .digits
                .parse()
                .ok()
                .filter(|year| (1870..=today.year()).contains(year));
        }
        if !query.words.is_empty() && !query.digits.is_empty() {
            let dated: Vec<&str> = text.split_whitespace().filter(|piece| is_number_like(piece)).collect();
            query.days = days_of(&dated.join(" "), today, month_first);
        }
        query
    }

    /// The words as slices.
    pub fn word_slices(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }
}

fn days_of(text: &str, today: Date, month_first: bool) -> Vec<Date> {
    days(text, today, month_first)
}

/// The decimal digits of a text, whatever script they are in.
fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|c| match c {
        '0'..='9' => Some(c),
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        '०'..='९' => char::from_digit(c as u32 - '०' as u32, 10),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    })
}

fn is_number_like(piece: &str) -> bool {
    digits(piece).next().is_some()
        && piece.chars().all(|c| {
            digits(c.encode_utf8(&mut [0; 4])).next().is_some()
                || matches!(c, '+' | '-' | '(' | ')' | '.' | '/' | '‐' | '–')
        })
}

fn is_address_like(piece: &str) -> bool {
    piece
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '@' | '.' | '_' | '-' | '+'))
        && piece.chars().count() > 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn parse(text: &str) -> Query {
        Query::parse(text, date(2026, 3, 4), false)
    }

    #[test]
    fn text_is_taken_apart_by_what_it_can_mean() {
        assert_eq!(parse("María  SILVA").words, ["maria", "silva"]);
        assert_eq!(parse("#2208").no, Some(2208));
        assert_eq!(parse("2208").no, Some(2208));
        assert_eq!(parse("(415) 555-2671").digits, "4155552671");
        assert_eq!(parse("٠١٢٣").digits, "0123", "digits of other scripts");
        assert_eq!(parse("Maria.S@example").email.as_deref(), Some("maria.s@example"));
        assert_eq!(parse("4 mar 1985").days, [date(1985, 3, 4)]);
        assert!(parse("4 mar 1985").words.is_empty(), "a day is no name");
        assert_eq!(parse("maria 1985").year, Some(1985));
        assert_eq!(
            (parse("silva 0123").digits, parse("silva 0123").words),
            ("0123".into(), vec!["silva".into()])
        );
        assert_eq!(parse("maria 04.03.1985").days, [date(1985, 3, 4), date(1985, 4, 3)]);
    }

    #[test]
    fn no_text_stops_the_parser() {
        for text in [
            "",
            " ",
            "#",
            "#x",
            "#99999999999999999999",
            "99999999999999999999",
            "@",
            "//",
            "0/0/0",
            "\u{0}",
            "\u{202e}",
            "🙂",
            "-",
            "+",
            "31/31/31",
        ] {
            let query = parse(text);
            assert!(query.words.len() <= MOST_WORDS, "{text:?}");
        }
        assert!(parse(&"a b ".repeat(100_000)).words.len() <= MOST_WORDS);
    }
}
