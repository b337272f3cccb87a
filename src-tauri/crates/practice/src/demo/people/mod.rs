//! Patients: households of one culture that share a family name, an address and often a phone.

mod record;

use crate::demo::calendar::Calendar;
use crate::demo::chance::Chance;
use crate::demo::names::{Culture, Name, Names};
use crate::demo::reach;
use crate::ids::PatientId;
use crate::patients::bulk::{PatientAddress, PatientRecord, PatientStatus, Sex};
use std::collections::HashMap;

/// A patient to be.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their id.
    pub id: PatientId,
    /// Day they were registered, by its number.
    pub joined: usize,
    /// When that day, Unix seconds.
    pub joined_at: i64,
    /// Their record.
    pub record: PatientRecord,
    /// They do not want reminders by e-mail.
    pub refuses_reminders: bool,
    /// They agreed to news of the clinic.
    pub wants_news: bool,
}

/// Makes `count` patients of the clinic whose days are `calendar`.
pub fn people(names: &Names, seed: u64, count: usize, calendar: &Calendar) -> Vec<Person> {
    let mut maker = Maker {
        chance: Chance::of(seed, "people"),
        ids: Chance::of(seed, "patients' ids"),
        calendar,
        same_name: HashMap::new(),
    };
    let mut people = Vec::with_capacity(count);
    for household in 0.. {
        if people.len() >= count {
            break;
        }
        let culture = names.culture(&mut maker.chance);
        maker.household(household, culture, count - people.len(), &mut people);
    }
    people.sort_by_key(|person| (person.joined_at, person.id));
    people
}

struct Maker<'a> {
    chance: Chance,
    ids: Chance,
    calendar: &'a Calendar,
    /// How many addresses were made of a name, so that the next is another.
    same_name: HashMap<(&'static str, &'static str), usize>,
}

/// What a household shares.
struct Home<'a> {
    culture: &'a Culture,
    family: (Name, Name),
    number: usize,
    phone: String,
    address: PatientAddress,
    joined: usize,
    writes: bool,
}

impl Maker<'_> {
    fn household(&mut self, number: usize, culture: &Culture, most: usize, into: &mut Vec<Person>) {
        let size = (1 + self.chance.weighted(&[40, 25, 15, 14, 6])).min(most);
        let home = Home {
            culture,
            family: culture.family(&mut self.chance),
            number,
            phone: reach::phone(number, &mut self.chance),
            address: self.address(),
            joined: self.joined(),
            writes: culture.language != "en" && self.chance.percent(30),
        };
        let eldest = if size > 2 {
            self.chance.between(27, 52)
        } else {
            self.chance.between(19, 91)
        };
        let couple = size > 1 && self.chance.percent(85);
        let mut elders: Vec<(String, String, Option<String>)> = Vec::new();
        for place in 0..size {
            let grown = place == 0 || (place == 1 && couple);
            let age = match place {
                0 => eldest,
                _ if grown => (eldest + self.chance.between(-6, 6)).clamp(19, 96),
                _ => (eldest - self.chance.between(21, 38)).max(0),
            };
            let woman = if grown {
                self.chance.percent(if place == 0 { 60 } else { 45 })
            } else {
                self.chance.percent(50)
            };
            let person = self.person(&home, age, woman, &elders);
            if grown {
                let email = person.record.emails.first().map(|email| email.address.clone());
                elders.push((full_name(&person.record), home.phone.clone(), email));
            }
            into.push(person);
        }
    }

    fn person(
        &mut self,
        home: &Home<'_>,
        age: i64,
        woman: bool,
        elders: &[(String, String, Option<String>)],
    ) -> Person {
        let given = home.culture.given(woman, &mut self.chance);
        let family = if woman { home.family.1 } else { home.family.0 };
        let child = age < 16 && !elders.is_empty();
        let mut record = PatientRecord {
            given: spaced(given.latin),
            family: spaced(family.latin),
            own_script: home.culture.own_script(given, family),
            born: Some(self.born(age)),
            sex: if woman { Sex::Female } else { Sex::Male },
            language: if home.writes {
                home.culture.language.into()
            } else {
                String::new()
            },
            addresses: vec![home.address.clone()],
            ..PatientRecord::default()
        };
        if self.chance.percent(12) {
            record.middle = spaced(home.culture.given(woman, &mut self.chance).latin);
        }
        self.reach(&mut record, home, age, child, (given, family), elders);
        self.details(&mut record, home, elders);
        if age > 72 && self.chance.percent(4) {
            record.status = PatientStatus::Deceased;
        } else if self.chance.percent(3) {
            record.status = PatientStatus::Inactive;
        }
        let joined = home.joined + usize::try_from(self.chance.between(0, 40)).unwrap_or(0);
        let joined = joined.min(self.calendar.today.saturating_sub(1));
        let joined_at = self.calendar.at(joined, self.chance.between(8 * 60 + 35, 17 * 60));
        Person {
            id: PatientId::from_bytes(self.ids.id(joined_at)),
            joined,
            joined_at,
            refuses_reminders: self.chance.percent(3),
            wants_news: self.chance.percent(28),
            record,
        }
    }

    /// Half of the patients were there before the first visit; the others came since.
    fn joined(&mut self) -> usize {
        let days = i64::try_from(self.calendar.today.saturating_sub(self.calendar.first)).unwrap_or(0);
        if self.chance.percent(50) || days < 2 {
            return usize::try_from(self.chance.between(0, 60)).unwrap_or(0);
        }
        self.calendar.first + usize::try_from(self.chance.between(0, days)).unwrap_or(0)
    }

    fn born(&mut self, age: i64) -> String {
        let today = self.calendar.day(self.calendar.today).date;
        // The year before the birthday of this year: nobody is born after today.
        let year = i64::from(today.year()) - age - 1;
        format!(
            "{year:04}-{:02}-{:02}",
            self.chance.between(1, 12),
            self.chance.between(1, 28)
        )
    }
}

fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

fn full_name(record: &PatientRecord) -> String {
    [record.given.as_str(), " ", &record.family].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;
    use std::collections::HashSet;

    fn made(seed: u64, count: usize) -> Vec<Person> {
        let zone = TimeZone::get("America/New_York").unwrap();
        let calendar = Calendar::new("2026-03-18T16:00:00Z".parse().unwrap(), &zone, 730).unwrap();
        people(&Names::read().unwrap(), seed, count, &calendar)
    }

    #[test]
    fn the_same_seed_makes_the_same_people_and_another_seed_others() {
        let (once, again, other) = (made(1, 300), made(1, 300), made(2, 300));
        let records = |people: &[Person]| {
            people
                .iter()
                .map(|p| (p.id, p.joined_at, p.record.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(records(&once), records(&again), "nothing of it is left to the moment");
        assert_ne!(records(&once), records(&other));
        assert_eq!(once.len(), 300, "exactly as many as asked for");
        assert_eq!(
            once.iter().map(|p| p.id).collect::<HashSet<_>>().len(),
            300,
            "no id twice"
        );
    }

    #[test]
    fn nobody_in_a_demo_can_be_reached() {
        for person in made(3, 2000) {
            for email in &person.record.emails {
                assert!(
                    email.address.ends_with("@example.com") || email.address.ends_with(".invalid"),
                    "{}",
                    email.address
                );
            }
            for phone in &person.record.phones {
                let digits: String = phone.number.chars().filter(char::is_ascii_digit).collect();
                let north_america = digits
                    .strip_prefix('1')
                    .filter(|_| phone.number.starts_with('+'))
                    .unwrap_or(&digits);
                let fiction = (north_america.len() == 10 && north_america[3..].starts_with("55501"))
                    || [
                        "442079460",
                        "447700900",
                        "441614960",
                        "441214960",
                        "441314960",
                        "441174960",
                        "6125550",
                        "6135550",
                        "6177010",
                    ]
                    .iter()
                    .any(|range| digits.starts_with(range));
                assert!(fiction, "{} lies in no range set aside for fiction", phone.number);
            }
        }
    }

    #[test]
    fn families_share_phones_and_mailboxes_and_many_scripts_are_there() {
        let people = made(4, 1000);
        let phones: Vec<_> = people
            .iter()
            .filter_map(|p| p.record.phones.first().map(|phone| &phone.number))
            .collect();
        let distinct: HashSet<_> = phones.iter().collect();
        assert!(
            distinct.len() * 10 < phones.len() * 8,
            "{} numbers for {} people",
            distinct.len(),
            phones.len()
        );
        let own: HashSet<char> = people
            .iter()
            .filter_map(|p| p.record.own_script.chars().next())
            .collect();
        for script in [
            '\u{0600}'..='\u{06ff}',
            '\u{4e00}'..='\u{9fff}',
            '\u{0900}'..='\u{097f}',
            '\u{0400}'..='\u{04ff}',
            '\u{ac00}'..='\u{d7a3}',
        ] {
            assert!(
                own.iter().any(|c| script.contains(c)),
                "somebody writes with {script:?}"
            );
        }
        assert!(
            people.iter().any(|p| p.record.family.contains('ñ')
                || p.record.family.contains('ü')
                || p.record.family.contains('ł')),
            "accents"
        );
        assert!(
            people.iter().all(|p| p
                .record
                .born
                .as_deref()
                .is_some_and(|born| ("1920".."2026-03-19").contains(&born))),
            "believable ages"
        );
    }
}
