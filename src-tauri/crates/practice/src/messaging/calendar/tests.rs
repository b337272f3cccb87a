use super::*;
use crate::ids::{PatientId, ProviderId, ServiceId};

/// Name, parameters, value.
type Line = (String, Vec<(String, String)>, String);

/// Reads a calendar as RFC 5545 §3.1 says, and trips over whatever does not follow it: bare line ends, lines of more
/// than 75 bytes, a fold inside a character, a value with an unescaped comma or semicolon.
fn read_strictly(ics: &str) -> Vec<Line> {
    assert!(ics.ends_with("\r\n"), "the last line is ended");
    assert!(!ics.replace("\r\n", "").contains(['\r', '\n']), "a bare line end");
    let mut lines: Vec<String> = Vec::new();
    for line in ics.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "a line of {} bytes: {line}", line.len());
        match line.strip_prefix([' ', '\t']) {
            Some(rest) => lines.last_mut().expect("a fold after a line").push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    lines.iter().map(|line| one(line)).collect()
}

fn one(line: &str) -> Line {
    let outside = |wanted: char, text: &str| -> Vec<usize> {
        let mut quoted = false;
        text.char_indices()
            .filter(|(_, c)| {
                quoted ^= *c == '"';
                *c == wanted && !quoted
            })
            .map(|(at, _)| at)
            .collect()
    };
    let colon = *outside(':', line).first().unwrap_or_else(|| panic!("no value: {line}"));
    let (head, raw) = (&line[..colon], &line[colon + 1..]);
    let ends = outside(';', head).into_iter().chain([head.len()]).collect::<Vec<_>>();
    let name = head[..ends[0]].to_owned();
    assert!(name.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "{name}");
    let parameters = ends
        .windows(2)
        .map(|ends| {
            let part = &head[ends[0] + 1..ends[1]];
            let (key, value) = part.split_once('=').unwrap_or_else(|| panic!("no parameter: {part}"));
            let bare = value
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'))
                .unwrap_or(value);
            assert!(!bare.contains('"'), "a quotation mark in {part}");
            (key.to_owned(), bare.to_owned())
        })
        .collect();
    let value = match name.as_str() {
        "SUMMARY" | "LOCATION" => unescaped(raw),
        _ => raw.to_owned(),
    };
    (name, parameters, value)
}

fn unescaped(raw: &str) -> String {
    let mut out = String::new();
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("a wrong escape: {other:?} in {raw}"),
            },
            ';' | ',' => panic!("unescaped {c} in {raw}"),
            c => out.push(c),
        }
    }
    out
}

fn visit(revision: i64) -> VisitFacts {
    VisitFacts {
        id: VisitId::make(),
        patient: PatientId::make(),
        provider: ProviderId::make(),
        provider_name: "Dr. Amara Okafor".into(),
        service: ServiceId::make(),
        service_name: "Cardiology consultation".into(),
        price: 12_000,
        preparation: "Come sober".into(),
        next_steps: String::new(),
        starts: "2026-03-25T10:00".into(),
        zone: "America/New_York".into(),
        starts_at: 1_774_447_200,
        ends_at: 1_774_449_000,
        minutes: 30,
        status: "scheduled".into(),
        status_at: 0,
        revision,
        booked_at: 0,
    }
}

fn clinic(name: &str, address: &str) -> ClinicFacts {
    ClinicFacts {
        name: name.into(),
        phone: String::new(),
        email: String::new(),
        address: address.into(),
        country: "US".into(),
        zone: "America/New_York".into(),
        currency: "USD".into(),
        demo: false,
        recovery_proven: true,
    }
}

fn written(entry: &Entry, clinic: &ClinicFacts, attendee: &str) -> Vec<Line> {
    let card = Card {
        uid: "0123456789abcdef@linden.example".into(),
        stamp: 1_774_000_000,
        clinic,
        organizer: "desk@linden.example",
        attendee,
        language: "es-MX",
    };
    read_strictly(&invitation(entry, &card).unwrap().ics)
}

fn value<'a>(lines: &'a [Line], name: &str) -> &'a str {
    let found: Vec<_> = lines.iter().filter(|line| line.0 == name).collect();
    assert_eq!(found.len(), 1, "one {name}");
    &found[0].2
}

#[test]
fn an_invitation_says_when_and_where_and_nothing_of_what_for_or_with_whom() {
    let entry = Entry {
        visit: visit(3),
        round: 0,
        method: Method::Request,
    };
    let clinic = clinic("Clínica; São João, \"Linden\"", "12 Linden Street\nAllentown, PA 18101");
    let lines = written(&entry, &clinic, "grace+k@example.com");
    let frame: Vec<_> = lines
        .iter()
        .filter(|l| l.0 == "BEGIN" || l.0 == "END")
        .map(|l| l.2.as_str())
        .collect();
    assert_eq!(
        frame,
        ["VCALENDAR", "VEVENT", "VEVENT", "VCALENDAR"],
        "no alarm, no zone"
    );
    for (name, expected) in [
        ("VERSION", "2.0"),
        ("METHOD", "REQUEST"),
        ("STATUS", "CONFIRMED"),
        ("UID", "0123456789abcdef@linden.example"),
        ("DTSTAMP", "20260320T094640Z"),
        ("DTSTART", "20260325T140000Z"),
        ("DTEND", "20260325T143000Z"),
        ("SEQUENCE", "200"),
        ("SUMMARY", "Cita en Clínica; São João, Linden"),
        ("LOCATION", "12 Linden Street, Allentown, PA 18101"),
        ("ORGANIZER", "mailto:desk@linden.example"),
        ("ATTENDEE", "mailto:grace+k@example.com"),
        ("CLASS", "PRIVATE"),
    ] {
        assert_eq!(value(&lines, name), expected, "{name}");
    }
    let all = format!("{lines:?}");
    for told in [
        "Cardiology",
        "Okafor",
        "sober",
        &entry.visit.id.to_string(),
        &entry.visit.patient.to_string(),
    ] {
        assert!(!all.contains(told), "{told} is nobody's business");
    }
}

#[test]
fn every_later_word_about_a_visit_counts_more_and_a_cancellation_takes_it_out() {
    let entry = |revision, round, method| Entry {
        visit: visit(revision),
        round,
        method,
    };
    use Method::{Cancel, Request};
    let course = [
        (1, 0, Request),
        (1, 0, Cancel),
        (1, 1, Request),
        (1, 1, Cancel),
        (2, 0, Request),
        (2, 0, Cancel),
    ];
    let numbers = course.map(|(revision, round, method)| sequence(&entry(revision, round, method)));
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
    let lines = written(&entry(1, 0, Cancel), &clinic("Linden", ""), "g@example.com");
    assert_eq!(
        (value(&lines, "METHOD"), value(&lines, "STATUS")),
        ("CANCEL", "CANCELLED")
    );
    assert!(
        !lines.iter().any(|line| line.0 == "LOCATION"),
        "a clinic without an address names none"
    );
}

#[test]
fn no_name_and_no_address_becomes_a_line_of_its_own() {
    let entry = Entry {
        visit: visit(1),
        round: 0,
        method: Method::Request,
    };
    let plain = written(&entry, &clinic("Linden", "12 Street"), "g@example.com").len();
    let long = "ñ😀".repeat(400);
    for strange in [
        "Linden\r\nATTENDEE:mailto:all@evil.example",
        "a\nBEGIN:VALARM",
        "\"; X=\"y\":mailto:x",
        "x\u{2028}y\u{85}z\0\u{202e}",
        "\\n \\, ^n ; : ,",
        long.as_str(),
    ] {
        let lines = written(&entry, &clinic(strange, strange), "g@example.com");
        assert_eq!(lines.len(), plain, "{strange:.60?}");
        assert!(!format!("{lines:?}").contains(['\u{202e}', '\0']), "{strange:.60?}");
        let odd = format!("g{strange}@example.com");
        assert_eq!(
            written(&entry, &clinic("Linden", "12 Street"), &odd).len(),
            plain,
            "{strange:.60?}"
        );
    }
}
