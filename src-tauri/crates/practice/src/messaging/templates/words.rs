//! Dates and times in the language of the message. A table: a further language is one more row.

use super::Language;
use jiff::civil::{Date, Time};

/// One language's words for days and months, and the order it writes them in.
struct Row {
    code: &'static str,
    name: &'static str,
    /// Monday first.
    weekdays: [&'static str; 7],
    months: [&'static str; 12],
    /// With `W` weekday, `D` day, `M` month, `Y` year.
    date: &'static str,
    /// Behind a 24-hour time: ` Uhr`.
    clock: &'static str,
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row {
        code: "en", name: "English", date: "W D M Y", clock: "",
        weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    },
    Row {
        code: "de", name: "Deutsch", date: "W, D. M Y", clock: " Uhr",
        weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        months: ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    },
    Row {
        code: "es", name: "Español", date: "W, D de M de Y", clock: "",
        weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        months: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    },
    Row {
        code: "fr", name: "Français", date: "W D M Y", clock: "",
        weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        months: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    },
    Row {
        code: "ro", name: "Română", date: "W, D M Y", clock: "",
        weekdays: ["luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"],
        months: ["ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie"],
    },
];

/// How one language, in one country, writes dates and times.
pub struct Words {
    row: &'static Row,
    /// "Wednesday, March 4, 2026".
    month_first: bool,
    /// `2:30 PM`; lower case in the second.
    twelve_hours: Option<(&'static str, &'static str)>,
}

impl Words {
    /// The words of `language` (BCP 47) as written in `country` (ISO 3166-1). `None`: not in the table.
    pub fn of(language: &str, country: &str) -> Option<Self> {
        let code = base(language);
        let row = ROWS.iter().find(|row| row.code.eq_ignore_ascii_case(code))?;
        let english = row.code == "en";
        let american = english && matches!(country, "US" | "CA" | "PH");
        let twelve_hours = match country {
            _ if american => Some(("AM", "PM")),
            "GB" | "IE" | "AU" | "NZ" | "IN" | "ZA" | "PK" | "BD" if english => Some(("am", "pm")),
            _ => None,
        };
        Some(Self {
            row,
            month_first: american,
            twelve_hours,
        })
    }

    /// English as written in the United States.
    pub fn english() -> Self {
        Self {
            row: &ROWS[0],
            month_first: true,
            twelve_hours: Some(("AM", "PM")),
        }
    }

    /// `en`.
    pub fn code(&self) -> &'static str {
        self.row.code
    }

    /// "Wednesday, March 4, 2026".
    pub fn date(&self, date: Date) -> String {
        let weekday = self.row.weekdays[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())];
        let month = self.row.months[usize::from(date.month().unsigned_abs()) - 1];
        let order = if self.month_first { "W, M D, Y" } else { self.row.date };
        let mut out = String::with_capacity(40);
        for c in order.chars() {
            match c {
                'W' => out.push_str(weekday),
                'D' => out.push_str(&date.day().to_string()),
                'M' => out.push_str(month),
                'Y' => out.push_str(&date.year().to_string()),
                c => out.push(c),
            }
        }
        out
    }

    /// "2:30 PM".
    pub fn time(&self, time: Time) -> String {
        match self.twelve_hours {
            Some((morning, afternoon)) => {
                let hour = if time.hour() % 12 == 0 { 12 } else { time.hour() % 12 };
                format!(
                    "{hour}:{:02} {}",
                    time.minute(),
                    if time.hour() < 12 { morning } else { afternoon }
                )
            }
            None => format!("{:02}:{:02}{}", time.hour(), time.minute(), self.row.clock),
        }
    }
}

/// `es-MX` → `es`.
pub fn base(language: &str) -> &str {
    language.split(['-', '_']).next().unwrap_or(language)
}

/// The languages whose dates and times can be written.
pub fn languages() -> Vec<Language> {
    ROWS.iter()
        .map(|row| Language {
            code: row.code.into(),
            name: row.name.into(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn each_language_writes_a_day_its_own_way() {
        let day = date(2026, 3, 4);
        let written = |language, country| Words::of(language, country).unwrap().date(day);
        assert_eq!(written("en", "US"), "Wednesday, March 4, 2026");
        assert_eq!(written("en", "GB"), "Wednesday 4 March 2026");
        assert_eq!(
            written("de-AT", "AT"),
            "Mittwoch, 4. März 2026",
            "a regional language is its base language"
        );
        assert_eq!(
            written("es", "US"),
            "miércoles, 4 de marzo de 2026",
            "the country changes English only"
        );
        assert_eq!(written("ro", "RO"), "miercuri, 4 martie 2026");
        assert!(Words::of("tlh", "US").is_none(), "no made-up language");
    }

    #[test]
    fn midnight_and_noon_are_twelve() {
        let us = Words::english();
        assert_eq!(us.time(time(0, 5, 0, 0)), "12:05 AM");
        assert_eq!(us.time(time(12, 0, 0, 0)), "12:00 PM");
        assert_eq!(us.time(time(14, 30, 0, 0)), "2:30 PM");
        assert_eq!(Words::of("de", "DE").unwrap().time(time(9, 0, 0, 0)), "09:00 Uhr");
    }
}
