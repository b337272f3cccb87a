//! What a letter looks like on the wire, whatever was typed into names, subjects and texts.

use std::{fs, path::PathBuf, time::Duration};

use keepwell_mail::{FailureKind, Letter, LetterError, Mailbox, Outcome, Phase, Security, compose, deliver};
use keepwell_testkit::smtp::{FaultyServer, Script};

use crate::support::{Outbox, PASSWORD, USER, letter, settings};

const PATIENT: Duration = Duration::from_secs(20);

/// The published list when it lies beside the repository, and our own strings in any case.
fn naughty() -> Vec<String> {
    let mut strings: Vec<String> = [
        "Zoë\r\nBcc: everybody@evil.example",
        "Zoë\nBcc: everybody@evil.example",
        "Zoë\rBcc: everybody@evil.example",
        "Zoë\r\n\r\n<script>alert(1)</script>",
        "\r\n.\r\nMAIL FROM:<x@evil.example>",
        "Zoë\u{2028}Bcc: everybody@evil.example",
        "Zoë\u{85}Bcc: everybody@evil.example",
        "Zoë\u{b}Bcc: x\u{c}Bcc: y\0Bcc: z",
        "=?utf-8?q?=0D=0ABcc:_everybody@evil.example?=",
        "\"Zoë\" <everybody@evil.example>, <other@evil.example>",
        "Zoë\u{202e}elpmaxe.live@",
        "(comment) ; group: a@evil.example, b@evil.example;",
        "\\\"",
        "",
        " ",
        "👩🏽‍⚕️ 田中さん ﷽",
    ]
    .map(str::to_owned)
    .into();
    strings.push("ä".repeat(1_000_000));
    strings.push("a".repeat(1_000_000));
    strings.push("\r\n".repeat(1000));
    let list = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/naughty-strings.json");
    if list.exists() {
        let published: Vec<String> =
            serde_json::from_slice(&fs::read(list).expect("the list can be read")).expect("it is a list of strings");
        assert!(published.len() > 400, "the list has lost its strings");
        strings.extend(published);
    }
    strings
}

/// Header names, unfolded, of the letter as it goes over the wire, and the number of recipients.
fn header_names(letter: &Letter) -> (Vec<String>, usize) {
    let message = compose(letter).expect("a strange name does not keep a letter from going");
    let bytes = message.formatted();
    assert!(bytes.is_ascii(), "headers and bodies are encoded");
    let text = String::from_utf8(bytes).expect("ASCII");
    let (head, _) = text.split_once("\r\n\r\n").expect("a letter has a head and a body");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a bare line break");
    let names = head
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| {
            assert!(line.len() <= 998, "a line longer than RFC 5322 allows");
            line.split_once(':')
                .unwrap_or_else(|| panic!("not a header: {line:?}"))
                .0
                .to_ascii_lowercase()
        });
    (names.collect(), message.envelope().to().len())
}

#[test]
fn no_name_and_no_subject_becomes_a_header_or_a_recipient() {
    let mut expected = header_names(&Letter {
        reply_to: Some(Mailbox {
            name: "Desk".to_owned(),
            address: USER.to_owned(),
        }),
        ..letter()
    })
    .0;
    expected.sort();
    for strange in naughty() {
        let mut letter = letter();
        letter.from.name.clone_from(&strange);
        letter.to.name.clone_from(&strange);
        letter.reply_to = Some(Mailbox {
            name: strange.clone(),
            address: USER.to_owned(),
        });
        letter.subject.clone_from(&strange);
        letter.text.clone_from(&strange);
        letter.html = Some(strange.clone());
        let (mut names, recipients) = header_names(&letter);
        names.sort();
        assert_eq!(names, expected, "{strange:.80?}");
        assert_eq!(recipients, 1, "{strange:.80?}");
        letter.extra = vec![("X-Keepwell-Note".to_owned(), strange.clone())];
        let (names, _) = header_names(&letter);
        assert_eq!(names.len(), expected.len() + 1, "{strange:.80?}");
    }
}

#[test]
fn no_address_carries_more_than_an_address() {
    for strange in naughty() {
        let mut letter = letter();
        for address in [
            strange.clone(),
            format!("{strange}@patient.example"),
            format!("zoe@{strange}"),
        ] {
            letter.to.address.clone_from(&address);
            match compose(&letter) {
                Err(error) => assert_eq!(error, LetterError::Address { part: "recipient" }, "{address:.80?}"),
                Ok(message) => {
                    let to = message.envelope().to();
                    assert_eq!(to.len(), 1, "{address:.80?}");
                    let command: &str = to[0].as_ref();
                    assert!(
                        !command.contains(|c: char| c.is_control()
                            || c.is_whitespace()
                            || matches!(c, '<' | '>' | ',' | '"')),
                        "{command:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn letter_to_no_address_is_refused_without_touching_the_network() {
    let server = FaultyServer::start(Script::good());
    let mut letter = letter();
    letter.to.address = "zoe at patient.example".to_owned();
    let mut outbox = Outbox::default();
    let outcome = deliver(
        &settings(server.port(), Security::None, None, PATIENT),
        &letter,
        &mut outbox,
    );
    let failure = match outcome {
        Outcome::Refused { failure } => failure,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (failure.phase, failure.kind, outbox.claimed),
        (Phase::Prepare, FailureKind::LetterUnsendable, 0)
    );
    assert!(!failure.detail.contains("zoe"), "{}", failure.detail);
    assert!(server.conversations().is_empty());
}

#[test]
fn message_id_is_the_given_one_or_nothing() {
    for (given, sent) in [
        ("<a.b-1@keepwell>", "<a.b-1@keepwell>"),
        ("a.b-1@keepwell", "<a.b-1@keepwell>"),
    ] {
        let mut letter = letter();
        letter.message_id = given.to_owned();
        let twice = [compose(&letter), compose(&letter)].map(|message| {
            message
                .expect("a good number")
                .headers()
                .get_raw("Message-ID")
                .map(str::to_owned)
        });
        assert_eq!(twice, [Some(sent.to_owned()), Some(sent.to_owned())]);
    }
    for bad in [
        "",
        "no-domain",
        "two@at@signs",
        "a b@c",
        "a@b\r\nBcc: x@y",
        "<a@b",
        "ä@b",
        "@b",
        "a@",
    ] {
        let mut letter = letter();
        letter.message_id = bad.to_owned();
        assert_eq!(compose(&letter).err(), Some(LetterError::MessageId), "{bad:?}");
    }
}

#[test]
fn further_headers_cannot_replace_the_letters_own() {
    for name in [
        "Bcc",
        "bcc",
        "From",
        "Subject",
        "Message-ID",
        "Content-Type",
        "",
        "X Note",
        "X-Note\r\nBcc",
        "X-Nöte",
        "X:Y",
    ] {
        let mut letter = letter();
        letter.extra = vec![(name.to_owned(), "x@evil.example".to_owned())];
        assert_eq!(compose(&letter).err(), Some(LetterError::Header), "{name:?}");
    }
}

#[test]
fn foreign_domains_are_written_so_that_every_server_understands() {
    let server = FaultyServer::start(Script::good().account(USER, PASSWORD));
    let mut letter = letter();
    letter.to.address = "zoe@bücher.example".to_owned();
    let settings = settings(server.port(), Security::None, None, PATIENT);
    let outcome = deliver(&settings, &letter, &mut Outbox::default());
    assert!(matches!(outcome, Outcome::Sent { .. }), "{outcome:?}");
    assert_eq!(server.accepted()[0].to, ["zoe@xn--bcher-kva.example"]);

    letter.to.address = "zoë@bücher.example".to_owned();
    let outcome = deliver(&settings, &letter, &mut Outbox::default());
    assert!(
        matches!(&outcome, Outcome::Refused { failure } if failure.kind == FailureKind::AddressNotSupported),
        "{outcome:?}"
    );
    server.set_script(Script::good().account(USER, PASSWORD).utf8_addresses());
    let outcome = deliver(&settings, &letter, &mut Outbox::default());
    assert!(matches!(outcome, Outcome::Sent { .. }), "{outcome:?}");
}

#[test]
fn computers_name_is_not_told_to_the_server() {
    let server = FaultyServer::start(Script::good().account(USER, PASSWORD));
    let outcome = deliver(
        &settings(server.port(), Security::None, None, PATIENT),
        &letter(),
        &mut Outbox::default(),
    );
    assert!(matches!(outcome, Outcome::Sent { .. }), "{outcome:?}");
    let said = server.conversations()[0].text();
    assert!(said.starts_with("EHLO [127.0.0.1]\r\n"), "{said:.80}");
}
