use super::Clinic;
use crate::ids::PatientId;
use crate::patients::find::{Finder, Query};
use crate::patients::fold::words;
use crate::patients::record::PatientRecord;
use crate::patients::register::{NewPatient, register_many};
use crate::transact::{Actor, Origin};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const GIVEN: &[&str] = &[
    "Maria",
    "João",
    "Łukasz",
    "Zofia",
    "Мария",
    "Дмитрий",
    "Nguyễn",
    "Ánh",
    "Åsa",
    "Björn",
    "Chloé",
    "François",
    "Yağmur",
    "Çağlar",
    "Ελένη",
    "Γιώργος",
    "Siobhán",
    "Oisín",
    "王芳",
    "小明",
    "さくら",
    "健太",
    "민준",
    "서연",
    "Fatima",
    "Yusuf",
    "محمد",
    "ליאור",
    "Priya",
    "अर्जुन",
    "Amara",
    "Chidi",
    "William",
    "Elizabeth",
    "Jürgen",
    "Gülşen",
    "Þórunn",
    "Ragnheiður",
    "Václav",
    "Ľudmila",
];
const FAMILY: &[&str] = &[
    "Silva",
    "O'Brien",
    "van der Berg",
    "Wiśniewski",
    "Иванова",
    "Петров",
    "Nguyễn",
    "Trần",
    "Sjöström",
    "Müller-Lüdenscheidt",
    "D'Angelo",
    "García López",
    "Öztürk",
    "Şahin",
    "Παπαδόπουλος",
    "Mac Giolla",
    "王",
    "欧阳",
    "佐藤",
    "田中",
    "김",
    "박",
    "Al-Farsi",
    "Haddad",
    "כהן",
    "Sharma",
    "Okafor",
    "Adeyemi",
    "Smith",
    "Fitzgerald",
    "Jónsdóttir",
    "Dvořák",
];

/// Every patient is found by the beginnings of their names in any order, one of them with two letters swapped.
#[test]
fn any_beginnings_in_any_order_with_one_swap_find_the_patient_among_twenty() {
    let mut runner = TestRunner::new(Config {
        cases: 4,
        failure_persistence: None,
        ..Config::default()
    });
    let name = (0..GIVEN.len(), 0..FAMILY.len(), proptest::option::of(0..GIVEN.len()));
    let strategy = (
        proptest::collection::vec(name, 300),
        proptest::collection::vec(
            (
                0..300usize,
                3..8usize,
                3..8usize,
                any::<bool>(),
                0..8usize,
                any::<bool>(),
            ),
            150,
        ),
    );
    runner
        .run(&strategy, |(people, searches)| {
            let clinic = Clinic::open();
            let practice = clinic.door.practice().unwrap();
            let records: Vec<PatientRecord> = people
                .iter()
                .map(|(given, family, middle)| PatientRecord {
                    given: GIVEN[*given].into(),
                    family: FAMILY[*family].into(),
                    middle: middle.map_or("", |at| GIVEN[at]).into(),
                    ..PatientRecord::default()
                })
                .collect();
            let today = jiff::civil::date(2026, 3, 18);
            let origin = Origin {
                actor: Actor::Setup,
                seat: "test",
                command: "test",
            };
            let numbers = practice
                .transact(&origin, |tx| {
                    let new = records
                        .iter()
                        .map(|record| NewPatient {
                            id: PatientId::make(),
                            created_at: 0,
                            record: record.clone(),
                        })
                        .collect();
                    register_many(tx, today, new)
                })
                .unwrap();
            for (who, first, second, family_first, swap, in_first) in &searches {
                let record = &records[*who];
                let (given, family) = (words(&record.given), words(&record.family));
                let (a, b) = if *family_first {
                    (&family, &given)
                } else {
                    (&given, &family)
                };
                // The longest word of each: "van" alone says little.
                let word = |words: &[String]| words.iter().max_by_key(|word| word.len()).unwrap().clone();
                let (a, b) = (word(a), word(b));
                let begin = |word: &str, length: usize| word.chars().take(length).collect::<String>();
                let (mut x, mut y) = (begin(&a, *first), begin(&b, *second));
                let swapped = if *in_first { &mut x } else { &mut y };
                let letters = swapped.chars().count();
                if letters >= 3 {
                    let mut all: Vec<char> = swapped.chars().collect();
                    let at = swap % (letters - 1);
                    all.swap(at, at + 1);
                    *swapped = all.into_iter().collect();
                }
                let typed = format!("{x} {y}");
                let found = practice
                    .read(|on| Finder::find(on, &Query::parse(&typed, today, true), 20))
                    .unwrap();
                // Namesakes cannot be told apart by name: anybody of the same name will do.
                let same = |found: i64| {
                    let at = numbers.iter().position(|no| *no == found).unwrap();
                    records[at].given == record.given && records[at].family == record.family
                };
                prop_assert!(
                    found.iter().any(|hit| same(hit.candidate.line.no)),
                    "“{typed}” does not find {} {}",
                    record.given,
                    record.family
                );
                prop_assert!(found.len() <= 20);
            }
            Ok(())
        })
        .unwrap();
}
