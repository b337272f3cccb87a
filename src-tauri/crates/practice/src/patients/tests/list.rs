use super::Clinic;
use crate::Code;
use serde_json::{Value, json};

fn families(page: &Value) -> Vec<&str> {
    page["patients"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["family"].as_str().unwrap())
        .collect()
}

/// Every page of a list, as one.
fn all(clinic: &Clinic, mut input: Value) -> Vec<String> {
    let mut found = Vec::new();
    loop {
        let page = clinic.ask("patients.list", input.clone());
        found.extend(families(&page).into_iter().map(str::to_owned));
        assert!(found.len() <= 100, "a list must come to an end");
        match page["next"].as_str() {
            Some(next) => input["after"] = json!(next),
            None => return found,
        }
    }
}

#[test]
fn pages_follow_each_other_in_every_order_and_miss_nobody() {
    let clinic = Clinic::open();
    for family in ["Öz", "Adams", "o'Neil", "Adams", "Łuk", "Zhang", "Brown"] {
        clinic.register(json!({ "given": "A", "family": family }));
        clinic.clock.advance(1);
    }
    let by_name = ["Adams", "Adams", "Brown", "Łuk", "o'Neil", "Öz", "Zhang"];
    for limit in [1, 2, 3, 7, 50] {
        assert_eq!(
            all(&clinic, json!({ "limit": limit })),
            by_name,
            "as a person sorts names, {limit} to a page"
        );
    }
    let mut backwards = by_name.to_vec();
    backwards.reverse();
    assert_eq!(all(&clinic, json!({ "limit": 2, "descending": true })), backwards);
    assert_eq!(
        all(&clinic, json!({ "limit": 3, "sort": "no", "descending": true })),
        ["Brown", "Zhang", "Łuk", "Adams", "o'Neil", "Adams", "Öz"]
    );
    assert_eq!(
        all(&clinic, json!({ "limit": 3, "sort": "changed" })),
        ["Öz", "Adams", "o'Neil", "Adams", "Łuk", "Zhang", "Brown"]
    );
    assert_eq!(
        clinic.refused("patients.list", json!({ "after": "nonsense" })).code,
        Code::Invalid
    );
}

#[test]
fn a_list_is_narrowed_by_status_tag_and_text() {
    let clinic = Clinic::open();
    clinic.register(json!({ "given": "Ann", "family": "One", "tags": ["student", "Student"] }));
    clinic
        .register(json!({ "given": "Ann", "family": "Two", "tags": ["student", "interpreter"], "status": "inactive" }));
    clinic.register(json!({ "given": "Bob", "family": "Three" }));
    assert_eq!(all(&clinic, json!({ "tag": "student" })), ["One", "Two"]);
    assert_eq!(all(&clinic, json!({ "tag": "student", "status": "inactive" })), ["Two"]);
    assert_eq!(all(&clinic, json!({ "status": "active" })), ["One", "Three"]);
    assert_eq!(all(&clinic, json!({ "text": "ann", "status": "inactive" })), ["Two"]);
    assert_eq!(all(&clinic, json!({ "text": "ann", "tag": "interpreter" })), ["Two"]);
    let tags = clinic.ask("patients.tags", json!(null));
    assert_eq!(
        tags,
        json!([{ "tag": "interpreter", "patients": 1 }, { "tag": "student", "patients": 2 }]),
        "one tag in two spellings is one tag"
    );
}
