use crate::form::check::{Facts, check};
use crate::form::conditions::{asked, shown};
use crate::form::score::score;
use crate::form::values::is_phone;
use crate::form::{Form, Problem};
use crate::submission::FileEntry;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Vectors {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    form: Form,
    answers: Map<String, Value>,
    today: String,
    country: String,
    files: Vec<Named>,
    problems: Vec<Problem>,
    shown: Vec<String>,
    score: Option<Expected>,
}

#[derive(Deserialize)]
struct Named {
    question: String,
    media_type: String,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Expected {
    points: f64,
    band: Option<usize>,
}

fn cases() -> Vec<Case> {
    let vectors: Vectors = serde_json::from_str(include_str!("../../../vectors/forms.json")).unwrap();
    vectors.cases
}

#[test]
fn every_vector_is_answered_as_written_down() {
    let cases = cases();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    for case in &cases {
        let files: Vec<FileEntry> = case
            .files
            .iter()
            .map(|file| FileEntry {
                question: file.question.clone(),
                name: "scan".into(),
                media_type: file.media_type.clone(),
                length: 1,
            })
            .collect();
        let facts = Facts {
            today: &case.today,
            country: &case.country,
            files: &files,
            phone: is_phone,
        };
        assert_eq!(check(&case.form, &case.answers, &facts), case.problems, "{}", case.name);
        let expected: BTreeSet<&str> = case.shown.iter().map(String::as_str).collect();
        assert_eq!(shown(&case.form, &case.answers).questions, expected, "{}", case.name);
        let scored = score(&case.form, &case.answers).map(|scored| Expected {
            points: scored.points,
            band: scored.band,
        });
        assert_eq!(scored, case.score, "{}", case.name);
    }
}

#[test]
fn only_answers_to_shown_questions_that_say_something_are_taken() {
    let case = cases()
        .into_iter()
        .find(|case| case.name == "a hidden answer does not count for what comes after it")
        .unwrap();
    assert_eq!(
        Value::Object(asked(&case.form, &case.answers)),
        json!({ "a": false }),
        "what is hidden is left out"
    );
}

/// Any JSON, four levels deep.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(
                "(given|family|days|times|note|other|typed|drawn|strokes|width|height|lines|[a-z]{1,3})",
                inner,
                0..4
            )
            .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_answered_the_rules_answer_and_what_fits_is_taken_whole(answer in anything(), at in 0_usize..200) {
        let cases = cases();
        let case = &cases[at % cases.len()];
        let mut answers = case.answers.clone();
        for question in case.form.sections.iter().flat_map(|section| &section.questions) {
            answers.insert(question.id.clone(), answer.clone());
        }
        let facts = Facts { today: &case.today, country: &case.country, files: &[], phone: is_phone };
        let problems = check(&case.form, &answers, &facts);
        let taken = asked(&case.form, &answers);
        let again = check(&case.form, &taken, &facts);
        prop_assert!(score(&case.form, &answers).is_none_or(|scored| scored.points.is_finite()));
        for problem in &again {
            prop_assert!(problems.contains(problem), "leaving out what is not asked makes no new problem");
        }
    }
}

#[test]
fn every_kind_of_question_has_vectors() {
    let kinds: BTreeSet<String> = cases()
        .iter()
        .flat_map(|case| case.form.sections.clone())
        .flat_map(|section| section.questions)
        .map(|question| match serde_json::to_value(&question.kind).unwrap() {
            Value::Object(kind) => kind["type"].as_str().unwrap().to_owned(),
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(kinds.len(), 19, "{kinds:?}");
}
