//! Whom the client trusts, and that no password leaves without encryption.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use keepwell_mail::{FailureKind as Kind, Outcome, Phase, Security, deliver, explain, probe};
use keepwell_testkit::smtp::{
    Authority, CertificateKind, Conversation, Encryption, FaultyServer, Script, ServerCertificate,
};

use crate::support::{Outbox, PASSWORD, USER, letter, settings};

const PATIENT: Duration = Duration::from_secs(20);

/// Every form in which the password could have been written.
fn shows_password(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let forms = [
        PASSWORD.to_owned(),
        STANDARD.encode(PASSWORD),
        STANDARD.encode(format!("\0{USER}\0{PASSWORD}")),
    ];
    text.contains("AUTH") || forms.iter().any(|form| text.contains(form))
}

fn assert_no_password(conversations: &[Conversation]) {
    for conversation in conversations {
        assert!(
            !shows_password(&conversation.plain),
            "the password went out in plain: {:?}",
            conversation.text()
        );
    }
}

type Wrap = fn(ServerCertificate) -> Encryption;

fn start_tls(certificate: ServerCertificate) -> Encryption {
    Encryption::StartTls(certificate)
}

#[test]
fn bad_certificates_are_refused_before_any_password() {
    let authority = Authority::new();
    let wrappings: [(Wrap, Security); 2] = [(Encryption::Tls, Security::Tls), (start_tls, Security::StartTls)];
    for (wrap, security) in wrappings {
        for (certificate, kind) in [
            (CertificateKind::Expired, Kind::CertificateExpired),
            (CertificateKind::NotYetValid, Kind::CertificateExpired),
            (CertificateKind::WrongName, Kind::CertificateWrongName),
            (CertificateKind::UnknownIssuer, Kind::CertificateUnknown),
            (CertificateKind::SelfSigned, Kind::CertificateUnknown),
        ] {
            let server = FaultyServer::start(
                Script::good()
                    .account(USER, PASSWORD)
                    .encryption(wrap(authority.certificate(certificate))),
            );
            let mut outbox = Outbox::default();
            let outcome = deliver(
                &settings(server.port(), security, Some(authority.pem()), PATIENT),
                &letter(),
                &mut outbox,
            );
            let failure = match &outcome {
                Outcome::TryLater { failure } => failure,
                other => panic!("{certificate:?}: {other:?}"),
            };
            assert_eq!(
                (failure.phase, failure.kind),
                (Phase::Tls, kind),
                "{certificate:?}: {failure:?}"
            );
            assert_eq!(outbox.data, 0);
            let sent = server.conversations();
            assert!(
                sent.iter().all(|conversation| conversation.sealed.is_empty()),
                "{certificate:?}: something was said to it"
            );
            assert_no_password(&sent);
        }
    }
}

#[test]
fn explanation_of_a_wrong_name_says_which_was_expected_and_which_was_shown() {
    let authority = Authority::new();
    let encryption = Encryption::Tls(authority.certificate(CertificateKind::WrongName));
    let server = FaultyServer::start(Script::good().encryption(encryption));
    let failure =
        probe(&settings(server.port(), Security::Tls, Some(authority.pem()), PATIENT)).expect_err("the name is wrong");
    let meaning = explain(&failure).meaning;
    assert!(
        meaning.contains("\"localhost\"") && meaning.contains("mail.elsewhere.example"),
        "{meaning}"
    );
}

#[test]
fn authority_that_was_not_added_is_not_trusted() {
    let authority = Authority::new();
    let encryption = Encryption::Tls(authority.certificate(CertificateKind::Good));
    let server = FaultyServer::start(Script::good().account(USER, PASSWORD).encryption(encryption));
    let failure = probe(&settings(server.port(), Security::Tls, None, PATIENT)).expect_err("nobody vouches for it");
    assert_eq!(failure.kind, Kind::CertificateUnknown);
    let checked =
        probe(&settings(server.port(), Security::Tls, Some(authority.pem()), PATIENT)).expect("now somebody does");
    assert!(checked.encrypted && checked.signed_in);
}

#[test]
fn stripped_start_tls_sends_no_password_and_no_letter() {
    let authority = Authority::new();
    for signs_in in [true, false] {
        let encryption = Encryption::StartTls(authority.certificate(CertificateKind::Good));
        let script = Script::good().encryption(encryption).with_start_tls_stripped();
        let server = FaultyServer::start(if signs_in {
            script.account(USER, PASSWORD)
        } else {
            script
        });
        let mut settings = settings(server.port(), Security::StartTls, Some(authority.pem()), PATIENT);
        if !signs_in {
            settings.sign_in = None;
        }
        let outcome = deliver(&settings, &letter(), &mut Outbox::default());
        assert!(
            matches!(&outcome, Outcome::TryLater { failure } if (failure.phase, failure.kind) == (Phase::StartTls, Kind::TlsNotOffered)),
            "signs in: {signs_in}: {outcome:?}"
        );
        let sent = server.conversations();
        assert_no_password(&sent);
        assert!(
            !sent[0].text().contains("MAIL FROM"),
            "went on without encryption: {:?}",
            sent[0].text()
        );
        assert!(server.accepted().is_empty());
    }
}

#[test]
fn letters_go_through_both_kinds_of_encryption_with_nothing_readable_on_the_way() {
    let authority = Authority::new();
    let wrappings: [(Wrap, Security); 2] = [(Encryption::Tls, Security::Tls), (start_tls, Security::StartTls)];
    for (wrap, security) in wrappings {
        let encryption = wrap(authority.certificate(CertificateKind::Good));
        let server = FaultyServer::start(Script::good().account(USER, PASSWORD).encryption(encryption));
        let outcome = deliver(
            &settings(server.port(), security, Some(authority.pem()), PATIENT),
            &letter(),
            &mut Outbox::default(),
        );
        assert!(matches!(outcome, Outcome::Sent { .. }), "{security:?}: {outcome:?}");
        let sent = server.conversations();
        assert_no_password(&sent);
        assert!(
            !String::from_utf8_lossy(&sent[0].plain).contains("MAIL FROM"),
            "{security:?}"
        );
        assert!(
            shows_password(&sent[0].sealed),
            "the test would not see a password if there were one"
        );
        assert_eq!(server.accepted().len(), 1);
    }
}

#[test]
fn encryption_from_the_start_towards_a_plain_server_fails_clearly() {
    let server = FaultyServer::start(Script::good().account(USER, PASSWORD));
    let failure = probe(&settings(server.port(), Security::Tls, None, PATIENT)).expect_err("it does not encrypt");
    assert_eq!((failure.phase, failure.kind), (Phase::Tls, Kind::TlsFailed));
    assert_no_password(&server.conversations());
}
