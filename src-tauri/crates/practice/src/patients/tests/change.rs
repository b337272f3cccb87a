use super::{Clinic, grace};
use crate::Code;
use serde_json::{Value, json};

#[test]
fn a_full_record_comes_back_as_it_was_written() {
    let clinic = Clinic::open();
    let registered = clinic.register(grace());
    let read = clinic.ask("patients.get", json!({ "patient": registered["id"] }));
    let mut expected = grace();
    expected["phones"][0]["e164"] = json!("+14155552671");
    expected["phones"][1]["e164"] = json!("+442079460958");
    expected["emergency"][0]["e164"] = json!("+14155552672");
    assert_eq!(
        read["record"], expected,
        "every field, and phones as dialled from anywhere"
    );
    assert_eq!(
        (&read["no"], &read["version"], &read["has_photo"]),
        (&json!(1), &json!(1), &json!(false))
    );
    assert_eq!(read["next_visit"], Value::Null);
}

#[test]
fn nobody_is_registered_before_the_recovery_code_is_proven() {
    let (clinic, code) = Clinic::unproven();
    assert_eq!(
        clinic.refused("patients.register", json!({ "record": grace() })).code,
        Code::RecoveryUnproven,
        "one broken PC would lose the record"
    );
    clinic.ask("practice.prove_recovery", json!({ "code": code }));
    clinic.register(grace());
}

#[test]
fn a_wrong_field_is_named_by_its_path() {
    let clinic = Clinic::open();
    for (change, field) in [
        (json!({ "given": "", "family": "" }), "given"),
        (json!({ "born": "2026-03-19" }), "born"),
        (
            json!({ "phones": [{ "number": "4155552671" }, { "number": "12" }] }),
            "phones.1.number",
        ),
        (json!({ "emails": [{ "address": "nobody" }] }), "emails.0.address"),
        (json!({ "addresses": [{ "lines": [] }] }), "addresses.0.lines.0"),
        (
            json!({ "addresses": [{ "lines": ["x"], "country": "Germany" }] }),
            "addresses.0.country",
        ),
        (json!({ "insurance": [{ "payer": "" }] }), "insurance.0.payer"),
        (
            json!({ "insurance": [{ "payer": "x", "valid_from": "2026-01-02", "valid_until": "2026-01-01" }] }),
            "insurance.0.valid_until",
        ),
        (
            json!({ "emergency": [{ "name": "x", "phone": "abc" }] }),
            "emergency.0.phone",
        ),
        (
            json!({ "schemes": [{ "scheme": "NHS", "number": "" }] }),
            "schemes.0.number",
        ),
        (json!({ "tags": ["x".repeat(51)] }), "tags.0"),
        (json!({ "status": "merged" }), "status"),
        (json!({ "language": "klingon!" }), "language"),
        (json!({ "sex": "Female" }), "record.sex"),
        (json!({ "note": "x".repeat(4001) }), "note"),
    ] {
        let mut record = grace();
        record
            .as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        let refusal = clinic.refused("patients.register", json!({ "record": record }));
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some(field)),
            "{change}"
        );
    }
    let listed = clinic.ask("patients.list", json!({}));
    assert_eq!(listed["registered"], 0, "nothing of a refused record stays");
}

#[test]
fn an_edit_can_be_taken_back_and_a_lost_update_cannot_happen() {
    let clinic = Clinic::open();
    let patient = clinic.register(grace());
    let mut record = patient["record"].clone();
    record["family"] = json!("Kim-Okafor");
    record["phones"] = json!([]);
    let done = clinic.ask(
        "patients.edit",
        json!({ "patient": patient["id"], "version": 1, "record": record }),
    );
    assert_eq!(done["value"]["version"], 2);
    assert_eq!(clinic.found("okafor"), ["Grace Kim-Okafor"], "found by the new name");
    assert!(clinic.found("2671").is_empty(), "and no longer by the old phone");

    let refusal = clinic.refused(
        "patients.edit",
        json!({ "patient": patient["id"], "version": 1, "record": patient["record"] }),
    );
    assert_eq!(refusal.code, Code::Changed, "the form was opened on version 1");
    assert_eq!(
        refusal.details.unwrap()["record"]["family"],
        "Kim-Okafor",
        "the screen can show what stands there now"
    );

    clinic.undo(&done);
    let now = clinic.ask("patients.get", json!({ "patient": patient["id"] }));
    assert_eq!(
        (&now["record"], &now["version"]),
        (&patient["record"], &json!(3)),
        "as it was, and counted as a change of its own"
    );
    assert_eq!(clinic.found("2671"), ["Grace Kim"]);
    assert!(
        clinic.found("okafor").is_empty(),
        "the taken-back name is not found any more"
    );
}

#[test]
fn an_edit_that_changes_nothing_is_no_change() {
    let clinic = Clinic::open();
    let patient = clinic.register(grace());
    let done = clinic.ask(
        "patients.edit",
        json!({ "patient": patient["id"], "version": 1, "record": patient["record"] }),
    );
    assert_eq!((&done["value"]["version"], &done["undo"]), (&json!(1), &Value::Null));
}

#[test]
fn a_registration_can_be_taken_back_until_something_hangs_on_it() {
    let clinic = Clinic::open();
    let done = clinic.ask("patients.register", json!({ "record": grace() }));
    clinic.undo(&done);
    assert!(clinic.found("grace").is_empty(), "gone from search");
    assert_eq!(
        clinic
            .refused("patients.get", json!({ "patient": done["value"]["id"] }))
            .code,
        Code::NotFound
    );
    let again = clinic.register(grace());
    assert_eq!(again["no"], 2, "a record number is never given out twice");

    let held = clinic.ask("patients.register", json!({ "record": { "given": "Held" } }));
    let answer = json!({ "channel": "email", "purpose": "marketing", "state": "given" });
    clinic.ask(
        "patients.set_consent",
        json!({ "patient": held["value"]["id"], "answers": [answer], "how": "phone" }),
    );
    let refusal = clinic.refused("undo.run", json!({ "operation": held["undo"] }));
    assert_eq!(
        refusal.code,
        Code::CannotUndo,
        "a consent hangs on it: {}",
        refusal.message
    );
    assert_eq!(clinic.found("held"), ["Held "], "and nothing of it was lost");
}

#[test]
fn a_status_is_set_taken_back_and_told_in_the_timeline() {
    let clinic = Clinic::open();
    let patient = clinic.register(grace());
    let done = clinic.ask(
        "patients.set_status",
        json!({ "patient": patient["id"], "version": 1, "status": "deceased" }),
    );
    assert_eq!(done["value"]["record"]["status"], "deceased");
    assert_eq!(
        clinic
            .refused(
                "patients.set_status",
                json!({ "patient": patient["id"], "version": 2, "status": "merged" })
            )
            .code,
        Code::Invalid
    );
    clinic.undo(&done);
    let timeline = clinic.ask("patients.timeline", json!({ "patient": patient["id"] }));
    let titles: Vec<&str> = timeline["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["title"].as_str().unwrap())
        .collect();
    assert_eq!(
        titles,
        ["Marked as active", "Marked as deceased", "Registered"],
        "newest first"
    );
    assert_eq!(timeline["entries"][0]["by"], "Amara Okafor");
}

#[test]
fn a_timeline_is_read_page_by_page() {
    let clinic = Clinic::open();
    let patient = clinic.register(json!({ "given": "Ann" }));
    for version in 1..=6 {
        let status = if version % 2 == 1 { "inactive" } else { "active" };
        clinic.ask(
            "patients.set_status",
            json!({ "patient": patient["id"], "version": version, "status": status }),
        );
    }
    let (mut seen, mut before, mut pages) = (Vec::new(), Value::Null, 0);
    loop {
        let mut input = json!({ "patient": patient["id"], "limit": 3 });
        if !before.is_null() {
            input["before_seq"] = before;
        }
        let page = clinic.ask("patients.timeline", input);
        seen.extend(
            page["entries"]
                .as_array()
                .unwrap()
                .iter()
                .map(|entry| entry["seq"].as_i64().unwrap()),
        );
        pages += 1;
        before = json!(seen.last());
        if page["more"] == false {
            break;
        }
    }
    assert_eq!(
        (seen.len(), pages),
        (7, 3),
        "six changes and the registration, three to a page"
    );
    assert!(seen.windows(2).all(|pair| pair[0] > pair[1]), "each once, newest first");
}

#[test]
fn the_clinics_own_fields_are_checked_like_the_rest() {
    let clinic = Clinic::open();
    let fields = clinic.ask(
        "custom_fields.save",
        json!({ "label": "Shoe size", "kind": "number", "required": true }),
    );
    let size = fields[0]["id"].clone();
    let fields = clinic.ask(
        "custom_fields.save",
        json!({ "label": "Diet", "kind": "choice", "choices": ["all", "vegetarian"], "position": 1 }),
    );
    let diet = fields[1]["id"].clone();
    let record = |fields: Value| json!({ "record": { "given": "Ann", "fields": fields } });
    assert_eq!(
        clinic.refused("patients.register", record(json!([]))).field,
        Some(format!("fields.{}", size.as_str().unwrap())),
        "required"
    );
    assert_eq!(
        clinic
            .refused("patients.register", record(json!([{ "field": size, "value": "big" }])))
            .field
            .as_deref(),
        Some("fields.0.value")
    );
    let wrong = clinic.refused(
        "patients.register",
        record(json!([{ "field": size, "value": "39" }, { "field": diet, "value": "meat" }])),
    );
    assert_eq!(wrong.field.as_deref(), Some("fields.1.value"));
    let patient = clinic.register(json!({ "given": "Ann", "fields": [{ "field": size, "value": "39.5" }, { "field": diet, "value": "vegetarian" }] }));
    assert_eq!(patient["record"]["fields"].as_array().unwrap().len(), 2);
    let kind = clinic.refused(
        "custom_fields.save",
        json!({ "id": size, "label": "Shoe size", "kind": "text" }),
    );
    assert_eq!(kind.field.as_deref(), Some("kind"), "a record holds a number there");
    let choices = clinic.refused(
        "custom_fields.save",
        json!({ "id": diet, "label": "Diet", "kind": "choice", "choices": ["all"] }),
    );
    assert_eq!(choices.field.as_deref(), Some("choices"), "somebody chose it");
    let label = clinic.refused("custom_fields.save", json!({ "label": "diet", "kind": "text" }));
    assert_eq!(label.field.as_deref(), Some("label"), "one label, one field");
}
