//! What a booked, moved or cancelled visit puts into the patient's calendar, read back from a real mailbox.

use super::desk::Desk;
use keepwell_practice::automation::worker::Smtp;
use keepwell_testkit::smtp::{RealServer, RealSetup, ReceivedLetter};
use serde_json::{Value, json};
use std::sync::Arc;

fn desk() -> (Desk, RealServer) {
    let server = RealServer::start(&RealSetup::default());
    let desk = Desk::without_mail(Arc::new(Smtp));
    desk.set_up_mail(server.port());
    (desk, server)
}

/// The lines of the calendar in a letter, unfolded.
fn calendar(letter: &ReceivedLetter) -> Vec<String> {
    let part = letter
        .parts
        .iter()
        .find(|part| part.kind == "text/calendar")
        .expect("a calendar");
    let file = letter
        .parts
        .iter()
        .find(|part| part.file == "invite.ics")
        .expect("a file");
    assert_eq!(part.content, file.content, "the same in both places");
    let lines: Vec<String> = part
        .content
        .replace("\r\n ", "")
        .split("\r\n")
        .map(str::to_owned)
        .collect();
    assert!(lines.contains(&format!("METHOD:{}", part.method)), "{lines:?}");
    lines
}

fn value<'a>(lines: &'a [String], name: &str) -> &'a str {
    let mut found = lines
        .iter()
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    found.next().unwrap_or_else(|| panic!("{name} in {lines:?}"))
}

#[test]
fn a_visit_stands_once_in_the_patients_calendar_moves_there_and_is_taken_out_again() {
    let (mut desk, server) = desk();
    let patient = desk.patient("Grace");
    let visit = desk.book(&patient, "2026-03-25T10:00")["value"]["id"].clone();
    desk.run(240);
    desk.move_to(&visit, "2026-03-26T14:30");
    desk.run(240);
    desk.cancel(&visit);
    desk.run(240);
    let letters = server.mailbox();
    let mut said: Vec<_> = letters.iter().map(calendar).collect();
    said.sort_by_key(|lines| value(lines, "SEQUENCE").parse::<i64>().unwrap());
    let course: Vec<_> = said
        .iter()
        .map(|lines| ["METHOD", "STATUS", "DTSTART", "SEQUENCE"].map(|name| value(lines, name)))
        .collect();
    assert_eq!(
        course,
        [
            ["REQUEST", "CONFIRMED", "20260325T140000Z", "0"],
            ["REQUEST", "CONFIRMED", "20260326T183000Z", "100"],
            ["CANCEL", "CANCELLED", "20260326T183000Z", "101"],
        ]
    );
    let number = value(&said[0], "UID");
    assert!(
        said.iter().all(|lines| value(lines, "UID") == number),
        "one visit, one entry"
    );
    let (local, domain) = number.split_once('@').unwrap();
    assert_eq!((local.len(), domain), (32, "linden.example"));
    let all = format!("{said:?}");
    for told in [
        visit.as_str().unwrap(),
        patient.as_str().unwrap(),
        "Grace",
        "Okafor",
        "Consultation",
    ] {
        assert!(!all.contains(told), "{told} stands in a calendar others may see");
    }
    assert!(value(&said[0], "SUMMARY").starts_with("Appointment at "));
    assert!(
        letters.iter().all(|letter| letter.structure
            == "multipart/mixed(multipart/alternative(text/plain text/calendar) application/ics)"),
        "as Outlook, Gmail and Apple Mail expect it"
    );
}

#[test]
fn the_number_stays_when_the_clinics_address_changes_and_reminders_carry_no_invitation() {
    let (mut desk, server) = desk();
    let visit = desk.book(&desk.patient("Grace"), "2026-03-25T10:00")["value"]["id"].clone();
    desk.run(240);
    desk.ask(
        "mail.save",
        json!({ "host": "127.0.0.1", "port": server.port(), "security": "none", "user": "", "from_name": "", "from_address": "hello@new.example" }),
    );
    desk.move_to(&visit, "2026-03-26T10:00");
    desk.run(240);
    let letters = server.mailbox();
    let numbers: Vec<_> = letters
        .iter()
        .map(|letter| value(&calendar(letter), "UID").to_owned())
        .collect();
    assert_eq!((numbers.len(), &numbers[0]), (2, &numbers[1]));
    desk.skip_to("2026-03-24T14:02:00Z");
    let letters = server.mailbox();
    assert!(
        letters.iter().any(|letter| letter.structure == "text/plain"),
        "a reminder"
    );
}

#[test]
fn a_clinic_that_sends_no_invitations_sends_none() {
    let (mut desk, server) = desk();
    let mut settings = desk.ask("reminders.settings", Value::Null);
    assert_eq!(settings["invitations"], true, "unless it says so, it does");
    settings["invitations"] = json!(false);
    desk.ask("reminders.save_settings", settings);
    desk.book(&desk.patient("Grace"), "2026-03-25T10:00");
    desk.run(240);
    let letters = server.mailbox();
    assert_eq!(
        letters.iter().map(|l| l.structure.as_str()).collect::<Vec<_>>(),
        ["text/plain"]
    );
}
