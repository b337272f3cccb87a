use crate::form::Form;
use crate::form::design::problems;
use serde_json::{Value, json};

fn sound() -> Value {
    json!({
        "v": 1, "id": "00000000000000000000000000", "version": 0, "purpose": "request", "languages": ["en", "de"],
        "title": { "en": "Request", "de": "Anfrage" }, "intro": {}, "thanks": {}, "score": null, "slots": false,
        "sections": [{ "id": "you", "title": { "en": "You" }, "text": {}, "when": null, "questions": [
            { "id": "name", "kind": { "type": "name" }, "label": { "en": "Name" }, "hint": {}, "required": true, "when": null, "fills": "name" },
            { "id": "email", "kind": { "type": "email" }, "label": { "en": "E-mail" }, "hint": {}, "required": true, "when": null, "fills": "email" },
            { "id": "new", "kind": { "type": "yes_no", "points": 0 }, "label": { "en": "New?" }, "hint": {}, "required": false, "when": null, "fills": null },
            { "id": "colour", "kind": { "type": "choice", "options": [{ "id": "red", "label": { "en": "Red" }, "points": 0 }], "other": false },
              "label": { "en": "Colour" }, "hint": {}, "required": false, "when": { "all": true, "tests": [{ "question": "new", "is": { "op": "yes" } }] }, "fills": null },
            { "id": "agree", "kind": { "type": "consent", "text": { "en": "I agree" }, "version": 1, "meaning": "kept" }, "label": { "en": "Data" },
              "hint": {}, "required": true, "when": null, "fills": null }
        ]}]
    })
}

/// The paths of the problems after `change`d.
fn paths(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut form = sound();
    change(&mut form);
    let form: Form = serde_json::from_value(form).unwrap();
    let found = problems(&form);
    for problem in &found {
        assert!(
            problem.text.ends_with('.') && problem.text.len() > 15,
            "a sentence: {}",
            problem.text
        );
    }
    found.into_iter().map(|problem| problem.path).collect()
}

fn put(form: &mut Value, pointer: &str, value: Value) {
    *form.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
}

#[test]
fn a_sound_form_has_no_problems() {
    assert_eq!(paths(|_| ()), Vec::<String>::new());
}

#[test]
fn each_slip_is_told_at_its_place() {
    let question = |at: usize, part: &str| format!("sections.0.questions.{at}.{part}");
    let cases: Vec<(&str, Value, String)> = vec![
        ("/title", json!({ "de": "Anfrage" }), "title.en".into()),
        ("/intro", json!({ "de": "Hallo" }), "intro.en".into()),
        ("/title/en", json!("\u{202e}gnikcah"), "title.en".into()),
        ("/languages", json!(["en", "en"]), "languages.1".into()),
        ("/languages", json!(["en", "../x"]), "languages.1".into()),
        ("/sections/0/id", json!("You!"), "sections.0.id".into()),
        ("/sections/0/questions/1/id", json!("name"), question(1, "id")),
        ("/sections/0/questions/1/id", json!("__proto__"), question(1, "id")),
        ("/sections/0/questions/1/label", json!({}), question(1, "label.en")),
        ("/sections/0/questions/1/fills", json!("phone"), question(1, "fills")),
        ("/sections/0/questions/4/fills", json!("born"), question(4, "fills")),
        (
            "/sections/0/questions/4/kind/text",
            json!({}),
            question(4, "kind.text.en"),
        ),
        (
            "/sections/0/questions/4/kind/version",
            json!(0),
            question(4, "kind.version"),
        ),
        (
            "/sections/0/questions/3/kind/options",
            json!([]),
            question(3, "kind.options"),
        ),
        (
            "/sections/0/questions/3/kind/options/0/label",
            json!({}),
            question(3, "kind.options.0.label.en"),
        ),
        (
            "/sections/0/questions/3/kind/options/0/points",
            json!(1e9),
            question(3, "kind.options.0.points"),
        ),
        ("/sections/0/questions/3/when/tests", json!([]), question(3, "when")),
        (
            "/sections/0/questions/3/when/tests/0/question",
            json!("agree"),
            question(3, "when.tests.0"),
        ),
        (
            "/sections/0/questions/3/when/tests/0/question",
            json!("colour"),
            question(3, "when.tests.0"),
        ),
        (
            "/sections/0/questions/3/when/tests/0/question",
            json!("gone"),
            question(3, "when.tests.0"),
        ),
        (
            "/sections/0/questions/3/when/tests/0/question",
            json!("name"),
            question(3, "when.tests.0"),
        ),
        (
            "/sections/0/questions/3/when/tests/0/is",
            json!({ "op": "between", "min": null, "max": null }),
            question(3, "when.tests.0"),
        ),
        (
            "/sections/0/questions/3/when/tests/0/is",
            json!({ "op": "any_of", "options": ["x"] }),
            question(3, "when.tests.0"),
        ),
        ("/score", json!({ "bands": [], "shown": false }), "score.bands".into()),
    ];
    for (pointer, value, path) in cases {
        let told = format!("{pointer} = {value}");
        let found = paths(|form| put(form, pointer, value));
        assert!(found.contains(&path), "{told}: expected {path}, found {found:?}");
    }
}

#[test]
fn two_questions_do_not_fill_the_same_field() {
    let found = paths(|form| {
        let mut again = form["sections"][0]["questions"][0].clone();
        again["id"] = json!("name_2");
        form["sections"][0]["questions"].as_array_mut().unwrap().push(again);
    });
    assert_eq!(found, ["sections.0.questions.5.fills"]);
}

#[test]
fn nobodys_health_data_is_taken_without_an_agreement_and_nobody_is_made_to_agree_to_news() {
    assert_eq!(
        paths(|form| put(form, "/sections/0/questions/4/required", json!(false))),
        ["sections"],
        "a consent nobody has to give is none"
    );
    let hidden = json!({ "all": true, "tests": [{ "question": "new", "is": { "op": "yes" } }] });
    assert_eq!(
        paths(|form| put(form, "/sections/0/questions/4/when", hidden)),
        ["sections"],
        "nor is one that is not always shown"
    );
    let found = paths(|form| put(form, "/sections/0/questions/4/kind/meaning", json!("marketing_email")));
    assert!(
        found.contains(&"sections.0.questions.4.required".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_request_without_a_name_or_a_way_to_answer_is_none() {
    let found = paths(|form| put(form, "/sections/0/questions/0/required", json!(false)));
    assert_eq!(found, ["sections"]);
    let found = paths(|form| put(form, "/sections/0/questions/1/fills", Value::Null));
    assert_eq!(found, ["sections"]);
}

#[test]
fn a_form_too_large_for_the_relay_is_told_as_a_whole() {
    let found = paths(|form| {
        let note = json!({ "id": "n", "kind": { "type": "note" }, "label": { "en": "x".repeat(19_000) }, "hint": {}, "required": false, "when": null, "fills": null });
        for at in 0..14 {
            let mut one = note.clone();
            one["id"] = json!(format!("n{at}"));
            form["sections"][0]["questions"].as_array_mut().unwrap().push(one);
        }
    });
    assert_eq!(found, [""]);
}
