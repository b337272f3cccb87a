use super::{Clinic, grace};
use crate::Code;
use crate::patients::contact;
use serde_json::{Value, json};

fn now<'v>(consents: &'v Value, channel: &str, purpose: &str) -> &'v Value {
    consents["now"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["channel"] == channel && c["purpose"] == purpose)
        .unwrap()
}

#[test]
fn what_was_never_asked_allows_treatment_and_nothing_more() {
    let clinic = Clinic::open();
    let patient = clinic.register(grace());
    let consents = clinic.ask("patients.consents", json!({ "patient": patient["id"] }));
    assert_eq!(
        consents["now"].as_array().unwrap().len(),
        30,
        "six channels, five purposes"
    );
    for (purpose, allowed) in [
        ("treatment", true),
        ("reminders", true),
        ("marketing", false),
        ("research", false),
        ("data_sharing", false),
    ] {
        assert_eq!(now(&consents, "email", purpose)["allowed"], allowed, "{purpose}");
    }
}

#[test]
fn every_answer_is_dated_and_kept_and_an_undo_is_an_answer_of_its_own() {
    let clinic = Clinic::open();
    let patient = clinic.register(grace());
    let id = patient["id"].as_str().unwrap().parse().unwrap();
    let reads = || clinic.door.practice().unwrap().read(|on| contact(on, id)).unwrap();
    assert!(reads().reminders_by_email, "never asked: reminders go");
    let answers = json!([{ "channel": "email", "purpose": "reminders", "state": "refused" }, { "channel": "sms", "purpose": "marketing", "state": "given" }]);
    let done = clinic.ask(
        "patients.set_consent",
        json!({ "patient": id, "answers": answers, "how": "phone", "note": "rang on Monday" }),
    );
    let consent = now(&done["value"], "email", "reminders");
    assert_eq!(
        (&consent["state"], &consent["allowed"], &consent["how"], &consent["by"]),
        (
            &json!("refused"),
            &json!(false),
            &json!("phone"),
            &json!("Amara Okafor")
        )
    );
    assert_eq!(consent["at"], 1_773_835_200, "dated by the clinic's clock");
    assert!(!reads().reminders_by_email, "the outbox hears of it");

    clinic.undo(&done);
    let after = clinic.ask("patients.consents", json!({ "patient": id }));
    assert_eq!(now(&after, "email", "reminders")["state"], "not_asked");
    assert_eq!(
        after["history"].as_array().unwrap().len(),
        4,
        "nothing is ever removed from the history"
    );
    assert!(reads().reminders_by_email);

    let practice = clinic.door.practice().unwrap();
    for sql in [
        "DELETE FROM patient_consent",
        "UPDATE patient_consent SET state = 'given'",
        "DELETE FROM patient_preference",
    ] {
        if sql.contains("preference") {
            clinic.ask(
                "patients.set_preferences",
                preferences(&json!(id), &json!({ "most_per_week": 2 })),
            );
        }
        assert!(
            practice.writer.lock().unwrap().execute(sql, []).is_err(),
            "the file itself refuses: {sql}"
        );
    }
}

fn preferences(patient: &Value, change: &Value) -> Value {
    let mut preferences = json!({ "language": "ko", "contact_method": "sms", "quiet_from": null, "quiet_until": null, "most_per_week": null, "zone": null });
    preferences
        .as_object_mut()
        .unwrap()
        .extend(change.as_object().unwrap().clone());
    json!({ "patient": patient, "preferences": preferences, "how": "in_person" })
}

#[test]
fn preferences_reach_the_outbox_and_the_record() {
    let clinic = Clinic::open();
    let patient = clinic.register(grace());
    let id = &patient["id"];
    let wanted = json!({ "quiet_from": "20:00", "quiet_until": "09:00", "most_per_week": 3, "zone": "America/Los_Angeles", "language": "en" });
    let done = clinic.ask("patients.set_preferences", preferences(id, &wanted));
    let who = id.as_str().unwrap().parse().unwrap();
    let contact = clinic.door.practice().unwrap().read(|on| contact(on, who)).unwrap();
    assert_eq!(contact.quiet, Some(("20:00".into(), "09:00".into())));
    assert_eq!(contact.most_per_week, Some(3));
    assert_eq!(
        (contact.zone.as_deref(), contact.language.as_str()),
        (Some("America/Los_Angeles"), "en")
    );
    assert_eq!(
        clinic.ask("patients.get", json!({ "patient": id }))["record"]["language"],
        "en",
        "the record says the same"
    );

    clinic.undo(&done);
    let after = clinic.ask("patients.get", json!({ "patient": id }));
    assert_eq!(
        (&after["preferences"]["quiet_from"], &after["record"]["language"]),
        (&Value::Null, &json!("ko"))
    );

    let mut record = after["record"].clone();
    record["language"] = json!("es");
    clinic.ask(
        "patients.edit",
        json!({ "patient": id, "version": after["version"], "record": record }),
    );
    let history = clinic.ask("patients.consents", json!({ "patient": id }))["preference_history"].take();
    let said: Vec<&str> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["preferences"]["language"].as_str().unwrap())
        .collect();
    assert_eq!(said, ["es", "ko", "en"], "the record's form is part of the history");
}

#[test]
fn impossible_preferences_are_refused_at_their_field() {
    let clinic = Clinic::open();
    let patient = clinic.register(grace());
    for (change, field) in [
        (json!({ "quiet_from": "20:00" }), "preferences.quiet_until"),
        (json!({ "quiet_until": "08:00" }), "preferences.quiet_from"),
        (
            json!({ "quiet_from": "24:00", "quiet_until": "08:00" }),
            "preferences.quiet_from",
        ),
        (
            json!({ "quiet_from": "08:00", "quiet_until": "08:00" }),
            "preferences.quiet_until",
        ),
        (json!({ "most_per_week": 0 }), "preferences.most_per_week"),
        (json!({ "zone": "Mars/Olympus" }), "preferences.zone"),
        (json!({ "zone": "../../etc/passwd" }), "preferences.zone"),
        (json!({ "language": "English, please" }), "preferences.language"),
    ] {
        let refusal = clinic.refused("patients.set_preferences", preferences(&patient["id"], &change));
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some(field)),
            "{change}"
        );
    }
}
