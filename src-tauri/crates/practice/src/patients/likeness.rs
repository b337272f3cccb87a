//! How likely two records are one person. Pure. Weights follow what a clinic sees: a name and a birthday together are
//! a person; a phone or an e-mail is a family's.

use crate::patients::fold::FoldedName;
use crate::patients::nicknames::other_names;
use jiff::civil::Date;
use strsim::osa_distance;

/// What is compared.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// Given names, folded, with the preferred one.
    pub given: FoldedName,
    /// Family names, folded.
    pub family: FoldedName,
    /// Date of birth.
    pub born: Option<Date>,
    /// Phones, E.164.
    pub phones: Vec<String>,
    /// E-mail addresses, lower case.
    pub emails: Vec<String>,
}

/// How likely, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Likeness {
    /// 0 to 100.
    pub score: u32,
    /// In words.
    pub reasons: Vec<String>,
    /// Same name, same date of birth, and same phone or e-mail: one person, as far as a clinic can tell.
    pub sure: bool,
}

/// From here on it is worth a warning.
const WORTH_TELLING: i32 = 50;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Same,
    Nickname,
    Close,
    Different,
    Unknown,
}

impl Likeness {
    /// Compares two people; `None` where nothing is worth a warning.
    pub fn of(a: &Person, b: &Person) -> Option<Self> {
        let mut reasons = Vec::new();
        let (given, family) = match names(a, b) {
            // The two names in each other's field.
            (Name::Different, Name::Different) if crossed(a, b) => {
                reasons.push("same names, given and family name swapped".to_owned());
                (Name::Same, Name::Same)
            }
            fitting => fitting,
        };
        let birthday = birthday(a.born, b.born);
        let mut score = match (given, family) {
            // Twins and siblings share everything but the given name.
            (Name::Unknown | Name::Different, _) | (_, Name::Unknown) => 0,
            (Name::Same, Name::Same) => 50,
            (Name::Nickname | Name::Close, Name::Same) => 42,
            (Name::Same | Name::Nickname, Name::Close | Name::Nickname) => 42,
            (Name::Close, Name::Close | Name::Nickname) => 30,
            // A family name changes with marriage.
            (Name::Same, Name::Different) => 12,
            (Name::Nickname | Name::Close, Name::Different) => 6,
        };
        if score == 0 {
            return None;
        }
        if reasons.is_empty() {
            reasons.extend(name_words(given, family).map(str::to_owned));
        }
        let (weight, words) = birthday;
        score += weight;
        reasons.extend(words.map(str::to_owned));
        if a.phones.iter().any(|phone| b.phones.contains(phone)) {
            score += 15;
            reasons.push("same phone".to_owned());
        }
        if a.emails.iter().any(|email| b.emails.contains(email)) {
            score += 15;
            reasons.push("same e-mail".to_owned());
        }
        let reached = |what: &str| reasons.iter().any(|reason| reason == what);
        let sure = names(a, b) == (Name::Same, Name::Same)
            && a.born.is_some()
            && a.born == b.born
            && (reached("same phone") || reached("same e-mail"));
        (score >= WORTH_TELLING).then(|| Self {
            score: u32::try_from(score.min(100)).unwrap_or(100),
            reasons,
            sure,
        })
    }
}

fn name_words(given: Name, family: Name) -> Option<&'static str> {
    match (given, family) {
        (Name::Same, Name::Same) => Some("same name"),
        (Name::Nickname, Name::Same | Name::Close) => Some("same family name, given name is a short form"),
        (Name::Close, Name::Same) => Some("same family name, given name spelt nearly the same"),
        (Name::Same, Name::Close) => Some("same given name, family name spelt nearly the same"),
        (Name::Close, Name::Close) => Some("name spelt nearly the same"),
        (Name::Same | Name::Nickname | Name::Close, Name::Different) => Some("same given name, another family name"),
        _ => None,
    }
}

fn names(a: &Person, b: &Person) -> (Name, Name) {
    let family = match compare(&a.family, &b.family) {
        // García and García López.
        Name::Nickname => Name::Close,
        other => other,
    };
    (compare(&a.given, &b.given), family)
}

fn crossed(a: &Person, b: &Person) -> bool {
    let same = |x: &FoldedName, y: &FoldedName| !x.said.is_empty() && x.said == y.said;
    same(&a.given, &b.family) && same(&a.family, &b.given)
}

fn compare(a: &FoldedName, b: &FoldedName) -> Name {
    if a.said.is_empty() || b.said.is_empty() {
        return Name::Unknown;
    }
    let (x, y) = (a.said.concat(), b.said.concat());
    if x == y {
        return Name::Same;
    }
    let (first, other) = (a.said[0].as_str(), b.said[0].as_str());
    if first == other
        || a.also.contains(&b.said[0])
        || b.also.contains(&a.said[0])
        || other_names(first).contains(&other)
    {
        // Anna and Anna Maria; Bill and William.
        return Name::Nickname;
    }
    let slips = if x.len().min(y.len()) >= 8 { 2 } else { 1 };
    // Kim and Kimm are one slip of the finger; Kim and Tim, or Lee and Li, are other people.
    let letter_more =
        x.len().min(y.len()) >= 3 && x.len().abs_diff(y.len()) == 1 && (x.starts_with(&y) || y.starts_with(&x));
    if letter_more || (x.len().min(y.len()) >= 4 && osa_distance(&x, &y) <= slips) {
        Name::Close
    } else {
        Name::Different
    }
}

fn birthday(a: Option<Date>, b: Option<Date>) -> (i32, Option<&'static str>) {
    let (Some(a), Some(b)) = (a, b) else { return (0, None) };
    if a == b {
        return (40, Some("same date of birth"));
    }
    if a.year() == b.year() && a.day() == b.month() && a.month() == b.day() {
        return (25, Some("date of birth with day and month swapped"));
    }
    let differing = a
        .to_string()
        .bytes()
        .zip(b.to_string().bytes())
        .filter(|(x, y)| x != y)
        .count();
    if differing == 1 {
        (20, Some("date of birth differs in one digit"))
    } else {
        (-30, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patients::fold::NameParts;

    fn person(given: &str, family: &str, born: &str, phone: &str) -> Person {
        Person {
            given: FoldedName::of(&NameParts {
                given,
                ..NameParts::default()
            }),
            family: FoldedName::of(&NameParts {
                family,
                ..NameParts::default()
            }),
            born: born.parse().ok(),
            phones: if phone.is_empty() {
                Vec::new()
            } else {
                vec![phone.to_owned()]
            },
            emails: Vec::new(),
        }
    }

    fn score(a: &Person, b: &Person) -> u32 {
        Likeness::of(a, b).map_or(0, |likeness| likeness.score)
    }

    #[test]
    fn one_person_twice_is_told_and_families_are_not() {
        let maria = person("María", "Silva", "1985-03-04", "+14155552671");
        assert!(
            score(&maria, &person("Maria", "Silva", "1985-03-04", "")) >= 90,
            "same name and birthday"
        );
        assert!(
            score(&maria, &person("Maria", "Silva", "", "")) >= 50,
            "same name, nothing else known yet"
        );
        assert!(
            score(&maria, &person("Marai", "Silva", "1985-03-04", "")) >= 80,
            "letters swapped"
        );
        assert!(
            score(&maria, &person("Silva", "Maria", "1985-03-04", "")) >= 90,
            "names in each other's field"
        );
        assert!(
            score(&maria, &person("Maria", "Silva", "1985-04-03", "")) >= 70,
            "day and month swapped"
        );
        assert!(
            score(&maria, &person("Maria", "Santos", "1985-03-04", "+14155552671")) >= 60,
            "married since"
        );
        assert!(
            score(
                &person("William", "Hart", "1950-01-01", ""),
                &person("Bill", "Hart", "1950-01-01", "")
            ) >= 80,
            "a short form"
        );
        let grace = person("Grace", "Kim", "", "+14845550188");
        assert!(
            score(&grace, &person("Grace", "Kimm", "", "+14845550188")) >= 50,
            "a letter too many in a short name, and the phone is the same"
        );
        assert_eq!(
            score(&grace, &person("Grace", "Lim", "", "+14845550188")),
            0,
            "another short name, though a household shares the phone"
        );

        assert_eq!(
            score(&maria, &person("Ana", "Silva", "1985-03-04", "+14155552671")),
            0,
            "a twin shares name, birthday and phone"
        );
        assert_eq!(
            score(&maria, &person("João", "Silva", "2015-06-01", "+14155552671")),
            0,
            "a child shares name and phone"
        );
        assert_eq!(
            score(&maria, &person("Maria", "Silva", "1950-07-19", "")),
            0,
            "a namesake of another age"
        );
        assert_eq!(
            score(&maria, &person("Maria", "Santos", "", "")),
            0,
            "a given name is not enough"
        );
        assert_eq!(
            score(&maria, &person("", "", "1985-03-04", "+14155552671")),
            0,
            "no name, no warning"
        );
    }
}
