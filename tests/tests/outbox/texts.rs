//! Templates and the mail page.

use super::desk::{Desk, Scripted};
use keepwell_mail::Outcome;
use keepwell_practice::Code;
use keepwell_testkit::smtp::{Fault, FaultyServer, Script, Step};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

fn desk() -> Desk {
    Desk::without_mail(Arc::new(Scripted(Mutex::new(Box::new(|_, _| Outcome::Stopped)))))
}

fn template(desk: &Desk, key: &str) -> Value {
    let list = desk.ask("templates.list", Value::Null);
    list["templates"]
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["key"] == key)
        .expect(key)
        .clone()
}

fn form(template: &Value) -> Value {
    json!({ "template": template["id"], "key": template["key"], "name": template["name"], "language": template["language"], "subject": template["subject"],
            "text": template["text"], "html": template["html"], "active": template["active"], "version": template["version"] })
}

#[test]
fn a_text_with_a_wrong_name_is_refused_with_its_place_and_loses_nothing() {
    let desk = desk();
    let shipped = template(&desk, "reminder_24h");
    assert_eq!(
        shipped["used_by"],
        json!(["Reminder, the day before, asking to confirm"])
    );
    let mut wrong = form(&shipped);
    wrong["text"] = json!("Dear {{patient_first_name}},\nsee you on {{appointment_dat}}.");
    let refusal = desk.clinic.refused("templates.save", wrong);
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::Invalid, Some("text")));
    let details = refusal.details.unwrap();
    assert_eq!(details[0]["line"], 2);
    assert!(
        refusal.message.contains("{{appointment_date}}"),
        "says what was meant: {}",
        refusal.message
    );
    assert_eq!(template(&desk, "reminder_24h")["version"], 1, "nothing was changed");
}

#[test]
fn every_save_is_a_version_and_an_old_one_comes_back() {
    let desk = desk();
    let shipped = template(&desk, "thanks");
    let mut new = form(&shipped);
    new["text"] = json!("Thanks, {{patient_first_name}}!");
    let saved = desk.ask("templates.save", new.clone());
    assert_eq!(saved["version"], 2);
    assert_eq!(
        desk.clinic.refused("templates.save", new).code,
        Code::Changed,
        "a second window does not overwrite"
    );
    let versions = desk.ask("templates.versions", json!({ "template": shipped["id"] }));
    assert_eq!(
        (versions[0]["saved_by"].as_str(), versions[1]["saved_by"].as_str()),
        (Some("Amara Okafor"), None),
        "who, and shipped"
    );
    let restored = desk.ask("templates.restore", json!({ "template": shipped["id"], "version": 1 }));
    assert_eq!((&restored["version"], &restored["text"]), (&json!(3), &shipped["text"]));
}

#[test]
fn a_text_in_the_patients_language_is_used_with_dates_in_it() {
    let desk = desk();
    let english = template(&desk, "reminder_24h");
    let mut german = form(&english);
    german.as_object_mut().unwrap().remove("template");
    german["language"] = json!("de");
    german["version"] = json!(0);
    german["subject"] = json!("Ihr Termin: {{appointment_date}}, {{appointment_time}}");
    german["text"] = json!("Guten Tag {{patient_first_name}}, bis {{appointment_date}}!");
    desk.ask("templates.save", german.clone());
    assert_eq!(
        desk.clinic.refused("templates.save", german).field.as_deref(),
        Some("language"),
        "one text a language"
    );
    let mut record = keepwell_testkit::clinic::person("Jürgen", "Weiß");
    record["language"] = json!("de-AT");
    let patient = desk.ask("patients.register", json!({ "record": record }))["value"]["id"].clone();
    let visit = desk.book(&patient, "2026-03-25T10:00")["value"]["id"].clone();
    let rule = desk.of_rule(&visit, "day before")[0]["id"].clone();
    let preview = desk.ask("messages.preview", json!({ "message": rule }));
    assert_eq!(preview["subject"], "Ihr Termin: Mittwoch, 25. März 2026, 10:00 Uhr");
    let other = desk.of_rule(&visit, "two hours")[0]["id"].clone();
    let preview = desk.ask("messages.preview", json!({ "message": other }));
    assert!(
        preview["notes"][0].as_str().unwrap().contains("de-AT"),
        "says that another language is used: {preview}"
    );
}

#[test]
fn the_password_goes_in_and_never_comes_out_and_stays_with_its_server() {
    let desk = desk();
    let settings = json!({ "host": "smtp.example.com", "port": 465, "security": "tls", "user": "desk", "password": "correct horse", "from_name": "", "from_address": "desk@linden.example" });
    let saved = desk.ask("mail.save", settings.clone());
    assert_eq!(
        (saved["has_password"].as_bool(), saved["set_up"].as_bool()),
        (Some(true), Some(true))
    );
    for command in ["mail.get", "reminders.health"] {
        assert!(
            !desk.ask(command, Value::Null).to_string().contains("correct horse"),
            "{command} tells the password"
        );
    }
    let mut other = settings.clone();
    other.as_object_mut().unwrap().remove("password");
    desk.ask("mail.save", other.clone());
    other["host"] = json!("smtp.evil.example");
    assert_eq!(
        desk.clinic.refused("mail.save", other).field.as_deref(),
        Some("password"),
        "another server must not get the stored password"
    );
    let mut plain = settings;
    plain["security"] = json!("none");
    assert_eq!(
        desk.clinic.refused("mail.save", plain).field.as_deref(),
        Some("security"),
        "no password over an open line"
    );
}

#[test]
fn a_check_and_a_test_letter_tell_in_plain_words_what_is_wrong() {
    let desk = desk();
    assert_eq!(
        desk.clinic
            .refused("mail.test_send", json!({ "to": "me@linden.example" }))
            .code,
        Code::Mail,
        "nothing is set up"
    );
    let server = FaultyServer::start(Script::good());
    desk.set_up_mail(server.port());
    assert_eq!(desk.ask("mail.check", json!({}))["ok"], true);
    let sent = desk.ask("mail.test_send", json!({ "to": "me@linden.example" }));
    assert_eq!(sent["ok"], true, "{sent}");
    assert_eq!(server.accepted_ids().len(), 1);
    server.set_script(Script::good().fault(Step::Greeting, Fault::answer("554 go away")));
    let refused = desk.ask("mail.check", json!({}));
    assert_eq!(refused["ok"], false);
    assert!(
        !refused["explanation"]["next"].as_str().unwrap().is_empty(),
        "{refused}"
    );
    assert_eq!(
        desk.ask("mail.get", Value::Null)["problem"]["title"],
        refused["explanation"]["title"],
        "and the page remembers it"
    );
    assert_eq!(
        desk.clinic
            .refused("mail.test_send", json!({ "to": "not an address" }))
            .field
            .as_deref(),
        Some("to")
    );
}

#[test]
fn naughty_text_is_sent_as_text() {
    let desk = desk();
    let shipped = template(&desk, "thanks");
    // A few of our own, so that the test tests something where the shared list is missing.
    let mut naughty: Vec<String> = [
        "'; DROP TABLE message;--",
        "<script>alert(1)</script>",
        "a\0b",
        "\u{202e}gnirts",
        "%s%n${7*7}",
        "}} {",
        "\r\nBcc: all@example.org",
        "👨‍👩‍👧‍👦 ﷺ",
    ]
    .map(str::to_owned)
    .to_vec();
    naughty.push("x".repeat(1 << 20));
    if let Ok(list) = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/data/naughty-strings.json"
    )) {
        let more: Vec<String> = serde_json::from_str(&list).expect("the shared list is whole");
        naughty.extend(more);
    }
    for text in naughty
        .iter()
        .filter(|text| !text.contains("{{") && !text.trim().is_empty())
    {
        let answer = desk.clinic.door.call(
            &desk.clinic.desk,
            "templates.preview",
            json!({ "language": "en", "subject": "x", "text": format!("{{{{patient_first_name}}}} {text}"), "html": "" }),
        );
        match answer {
            Ok(rendered) => assert!(rendered["text"].as_str().unwrap().starts_with("Grace"), "{text:?}"),
            Err(refusal) => assert_eq!(refusal.code, Code::Invalid, "{text:?}"),
        }
    }
    assert_eq!(
        template(&desk, "thanks")["text"],
        shipped["text"],
        "a preview saves nothing"
    );
}
