//! A real mail server: aiosmtpd with sign-in over STARTTLS and TLS.

use std::time::Duration;

use keepwell_mail::{FailureKind, Invitation, Letter, MailPassword, Method, Outcome, Security, deliver, probe};
use keepwell_testkit::smtp::{Authority, CertificateKind, Encryption, RealServer, RealSetup};

use crate::support::{Outbox, PASSWORD, RECIPIENT, USER, letter, settings};

const PATIENT: Duration = Duration::from_secs(30);

#[test]
fn real_server_keeps_the_letter_once_as_it_was_written() {
    let authority = Authority::new();
    let certificate = authority.certificate(CertificateKind::Good);
    for (encryption, security) in [
        (Encryption::StartTls(certificate.clone()), Security::StartTls),
        (Encryption::Tls(certificate), Security::Tls),
    ] {
        let server = RealServer::start(&RealSetup {
            encryption,
            account: Some((USER.to_owned(), PASSWORD.to_owned())),
            ..RealSetup::default()
        });
        let settings = settings(server.port(), security, Some(authority.pem()), PATIENT);
        let mut outbox = Outbox::default();
        let outcome = deliver(&settings, &letter(), &mut outbox);
        assert!(
            matches!(&outcome, Outcome::Sent { reply } if reply == "250 2.0.0 kept"),
            "{security:?}: {outcome:?}"
        );
        assert_eq!((outbox.claimed, outbox.data), (1, 1));
        assert_eq!(server.accepted_ids(), ["<visit-7.rule-48h.1@keepwell.example>"]);
        let mailbox = server.mailbox();
        assert_eq!(mailbox.len(), 1);
        let received = &mailbox[0];
        assert_eq!(received.message_id, "<visit-7.rule-48h.1@keepwell.example>");
        assert_eq!(received.subject, "Your visit on Monday");
        assert!(received.from.contains("Clínica São João"), "{}", received.from);
        assert_eq!(
            (received.envelope_from.as_str(), received.envelope_to.as_str()),
            (USER, RECIPIENT)
        );
        let text = received.text.as_deref().expect("a text part").replace("\r\n", "\n");
        assert_eq!(
            text.trim_end(),
            letter().text.trim_end(),
            "the lone dot in the letter has not ended it"
        );
        assert!(
            received
                .html
                .as_deref()
                .is_some_and(|html| html.contains("<p>Dear Zoë,</p>")),
            "{:?}",
            received.html
        );
        assert!(
            received
                .headers
                .contains(&("Auto-Submitted".to_owned(), "auto-generated".to_owned()))
        );
    }
}

#[test]
fn real_server_refuses_a_wrong_password_and_keeps_nothing() {
    let authority = Authority::new();
    let encryption = Encryption::StartTls(authority.certificate(CertificateKind::Good));
    let server = RealServer::start(&RealSetup {
        encryption,
        account: Some((USER.to_owned(), PASSWORD.to_owned())),
        ..RealSetup::default()
    });
    let mut settings = settings(server.port(), Security::StartTls, Some(authority.pem()), PATIENT);
    assert!(probe(&settings).is_ok_and(|probed| probed.signed_in && probed.encrypted));
    if let Some(account) = &mut settings.sign_in {
        account.password = MailPassword::new("wrong".to_owned());
    }
    assert_eq!(
        probe(&settings).expect_err("the password is wrong").kind,
        FailureKind::WrongPassword
    );
    let outcome = deliver(&settings, &letter(), &mut Outbox::default());
    assert!(
        matches!(&outcome, Outcome::TryLater { failure } if failure.kind == FailureKind::WrongPassword),
        "{outcome:?}"
    );
    settings.sign_in = None;
    let outcome = deliver(&settings, &letter(), &mut Outbox::default());
    assert!(
        matches!(&outcome, Outcome::TryLater { failure } if failure.kind == FailureKind::SignInRequired),
        "{outcome:?}"
    );
    assert!(server.mailbox().is_empty());
}

#[test]
fn an_invitation_arrives_unchanged_among_the_forms_of_the_letter_and_as_a_file() {
    let server = RealServer::start(&RealSetup::default());
    let mut settings = settings(server.port(), Security::None, None, PATIENT);
    settings.sign_in = None;
    let ics = "BEGIN:VCALENDAR\r\nSUMMARY:Cita en Clínica São João 👩‍⚕️ con una línea larga que va d\r\n oblada\r\nEND:VCALENDAR\r\n";
    for (method, word, html) in [
        (Method::Request, "REQUEST", letter().html),
        (Method::Cancel, "CANCEL", None),
    ] {
        let letter = Letter {
            html: html.clone(),
            invitation: Some(Invitation {
                method,
                ics: ics.to_owned(),
            }),
            ..letter()
        };
        let outcome = deliver(&settings, &letter, &mut Outbox::default());
        assert!(matches!(outcome, Outcome::Sent { .. }), "{outcome:?}");
        let mailbox = server.mailbox();
        let forms = if html.is_some() {
            "text/plain text/html"
        } else {
            "text/plain"
        };
        let wanted = format!("multipart/mixed(multipart/alternative({forms} text/calendar) application/ics)");
        let received = mailbox
            .iter()
            .find(|received| received.structure == wanted)
            .unwrap_or_else(|| {
                panic!(
                    "{wanted}: {:?}",
                    mailbox.iter().map(|l| &l.structure).collect::<Vec<_>>()
                )
            });
        let of = |kind: &str| received.parts.iter().find(|part| part.kind == kind).expect("the part");
        let (inline, file) = (of("text/calendar"), of("application/ics"));
        assert_eq!((inline.method.as_str(), inline.disposition.as_str()), (word, ""));
        assert_eq!(
            (file.file.as_str(), file.disposition.as_str()),
            ("invite.ics", "attachment")
        );
        assert_eq!(inline.content, ics, "the very bytes");
        assert_eq!(file.content, ics);
        assert!(received.text.as_deref().is_some_and(|text| text.contains("your visit")));
    }
}
