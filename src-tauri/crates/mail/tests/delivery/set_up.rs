//! The set-up page: what is refused before the network, what the check finds, and how it is explained.

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    time::{Duration, Instant},
};

use keepwell_mail::{
    Concern, Failure, FailureKind as Kind, MailError, Outcome, PasswordAdvice, Phase, Security, deliver, explain,
    hosting_servers, known_server, probe,
};
use keepwell_testkit::smtp::{FaultyServer, Script};

use socket2::{Domain, Socket, Type};

use crate::support::{Outbox, PASSWORD, USER, letter, settings};

const PATIENT: Duration = Duration::from_secs(20);

const ALL: [Kind; 31] = [
    Kind::PlainTextRefused,
    Kind::SettingsUnreadable,
    Kind::LetterUnsendable,
    Kind::NoSuchHost,
    Kind::PortBlocked,
    Kind::ConnectionRefused,
    Kind::NetworkDown,
    Kind::CertificateUnknown,
    Kind::CertificateExpired,
    Kind::CertificateWrongName,
    Kind::TlsNotOffered,
    Kind::TlsFailed,
    Kind::WrongPassword,
    Kind::SignInNotOffered,
    Kind::SignInRequired,
    Kind::ServerRefused,
    Kind::SenderRefused,
    Kind::RecipientUnknown,
    Kind::RecipientRefused,
    Kind::AddressNotSupported,
    Kind::MailboxFull,
    Kind::Greylisted,
    Kind::TooManyMessages,
    Kind::MessageTooBig,
    Kind::MessageRefused,
    Kind::ServerBusy,
    Kind::Silent,
    Kind::Dropped,
    Kind::Unreadable,
    Kind::AppPasswordNeeded,
    Kind::PasswordSignInOff,
];

fn failure(phase: Phase, kind: Kind, host: &str, port: u16) -> Failure {
    Failure {
        phase,
        kind,
        code: None,
        host: host.to_owned(),
        port,
        detail: String::new(),
    }
}

#[test]
fn plain_text_is_refused_to_every_other_computer() {
    for host in [
        "mail.clinic.example",
        "192.168.1.10",
        "10.0.0.1",
        "8.8.8.8",
        "localhost.example.org",
        "0.0.0.0",
        "::ffff:8.8.8.8",
    ] {
        let mut server = settings(25, Security::None, None, PATIENT);
        server.host = host.to_owned();
        assert_eq!(server.check(), Err(MailError::PlainTextRefused), "{host}");
        let mut outbox = Outbox::default();
        let outcome = deliver(&server, &letter(), &mut outbox);
        assert!(
            matches!(&outcome, Outcome::TryLater { failure } if failure.kind == Kind::PlainTextRefused),
            "{host}: {outcome:?}"
        );
        assert_eq!(outbox.claimed, 0, "{host}: nothing was going to be sent");
    }
    for host in ["localhost", "127.0.0.1", "127.8.9.10", "::1", "LOCALHOST"] {
        let mut server = settings(25, Security::None, None, PATIENT);
        server.host = host.to_owned();
        assert_eq!(server.check(), Ok(()), "{host}");
    }
}

#[test]
fn settings_nobody_can_mean_are_refused_before_the_network() {
    let mut server = settings(465, Security::Tls, None, PATIENT);
    for host in [
        "",
        "mail server",
        "mail.example.com\r\nQUIT",
        "https://mail.example.com",
        "mail\0.example",
        &"a".repeat(1_000_000),
    ] {
        server.host = host.to_owned();
        assert_eq!(server.check(), Err(MailError::HostUnreadable), "{host:.40}");
    }
    let mut server = settings(0, Security::Tls, None, PATIENT);
    assert_eq!(server.check(), Err(MailError::HostUnreadable), "there is no port 0");
    server.port = 465;
    if let Some(account) = &mut server.sign_in {
        account.user = "desk\r\nMAIL FROM:<x@example.org>".to_owned();
    }
    assert_eq!(server.check(), Err(MailError::SignInUnreadable));
    let server = settings(465, Security::Tls, Some("not a certificate"), PATIENT);
    let failure = probe(&server).expect_err("there is no certificate in it");
    assert_eq!(
        (failure.phase, failure.kind),
        (Phase::Prepare, Kind::SettingsUnreadable)
    );
}

#[test]
fn password_appears_in_no_debug_output() {
    let server = settings(465, Security::Tls, None, PATIENT);
    let shown = format!("{server:?}");
    assert!(shown.contains(USER) && !shown.contains(PASSWORD), "{shown}");
}

#[test]
fn closed_port_and_unknown_name_are_told_apart() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.local_addr().expect("it has a number").port()
    };
    let closed = probe(&settings(port, Security::Tls, None, PATIENT)).expect_err("nobody listens");
    assert_eq!((closed.phase, closed.kind), (Phase::Connect, Kind::ConnectionRefused));
    let mut server = settings(465, Security::Tls, None, Duration::from_secs(5));
    // RFC 2606: this name never exists.
    server.host = "mail.clinic.invalid".to_owned();
    let start = Instant::now();
    let unknown = probe(&server).expect_err("the name does not exist");
    assert_eq!((unknown.phase, unknown.kind), (Phase::Resolve, Kind::NoSuchHost));
    assert!(
        start.elapsed() < Duration::from_millis(6500),
        "the resolver held the check for {:?}",
        start.elapsed()
    );
}

#[test]
fn port_that_swallows_every_call_is_given_up_in_time() {
    // A full queue of waiting calls drops the next one, as a firewall does.
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    listener
        .bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into())
        .expect("a free port");
    listener.listen(0).expect("it listens");
    let address = listener
        .local_addr()
        .ok()
        .and_then(|address| address.as_socket())
        .expect("it has a number");
    let mut waiting = Vec::new();
    while let Ok(call) = TcpStream::connect_timeout(&address, Duration::from_millis(300)) {
        waiting.push(call);
        assert!(waiting.len() < 100, "the queue never fills");
    }
    let timeout = Duration::from_millis(1500);
    let mut server = settings(address.port(), Security::Tls, None, timeout);
    server.host = "127.0.0.1".to_owned();
    let start = Instant::now();
    let blocked = probe(&server).expect_err("nobody answers");
    assert_eq!(
        (blocked.phase, blocked.kind),
        (Phase::Connect, Kind::PortBlocked),
        "{blocked:?}"
    );
    assert!(
        start.elapsed() < timeout + Duration::from_millis(1500),
        "held the check for {:?}",
        start.elapsed()
    );
}

#[test]
fn check_signs_in_and_sends_nothing() {
    for methods in ["PLAIN LOGIN", "LOGIN", "XOAUTH2 LOGIN PLAIN", "plain"] {
        let server = FaultyServer::start(Script::good().account(USER, PASSWORD).methods(methods));
        let probed =
            probe(&settings(server.port(), Security::None, None, PATIENT)).expect("user and password are right");
        assert!(probed.signed_in && !probed.encrypted, "{methods}");
        let said = server.conversations()[0].text();
        assert!(!said.contains("MAIL FROM"), "{said}");
    }
    for methods in ["CRAM-MD5", "XOAUTH2", ""] {
        let server = FaultyServer::start(Script::good().account(USER, PASSWORD).methods(methods));
        let failure = probe(&settings(server.port(), Security::None, None, PATIENT)).expect_err("no common method");
        assert_eq!(failure.kind, Kind::SignInNotOffered, "{methods}");
    }
}

#[test]
fn every_failure_is_explained_without_words_of_the_trade() {
    let phases = [
        Phase::Greeting,
        Phase::Tls,
        Phase::SignIn,
        Phase::Recipient,
        Phase::Reply,
    ];
    for kind in ALL {
        for phase in phases {
            for host in ["smtp.gmail.com", "mail.clinic.example"] {
                let said = explain(&failure(phase, kind, host, 587));
                assert!(!said.title.is_empty() && said.title.len() <= 60, "{kind:?}: {said:?}");
                assert!(
                    said.meaning.ends_with('.') && said.next.ends_with('.'),
                    "{kind:?}: {said:?}"
                );
                assert!(
                    said.meaning.len() <= 400 && said.next.len() <= 300,
                    "{kind:?} is a lecture: {said:?}"
                );
                let all = format!("{} {} {}", said.title, said.meaning, said.next).to_lowercase();
                for word in [
                    "smtp ",
                    "ehlo",
                    "socket",
                    "handshake",
                    "tcp",
                    "dns",
                    "errno",
                    "exception",
                    "timeout",
                    "null",
                ] {
                    assert!(!all.contains(word), "{kind:?} says {word:?}: {all}");
                }
            }
        }
    }
}

#[test]
fn uncertain_letters_are_never_promised_to_go_again() {
    for kind in [Kind::Silent, Kind::Dropped, Kind::Unreadable] {
        let said = explain(&failure(Phase::Reply, kind, "mail.clinic.example", 587));
        assert!(
            said.next.contains("probably arrived") && !said.next.contains("tries again by itself"),
            "{kind:?}: {said:?}"
        );
    }
}

#[test]
fn wrong_password_names_what_this_provider_wants() {
    let next = |host: &str| explain(&failure(Phase::SignIn, Kind::WrongPassword, host, 587)).next;
    assert!(next("smtp.gmail.com").contains("app password"));
    assert!(next("SMTP.office365.com").contains("Authenticated SMTP"));
    assert!(next("smtp-mail.outlook.com").contains("no longer lets programs"));
    assert!(next("mail.clinic.example").contains("app password"));
    let needed = explain(&failure(Phase::SignIn, Kind::AppPasswordNeeded, "smtp.gmail.com", 465)).next;
    assert!(needed.contains("2-Step Verification"), "{needed}");
    let blocked = explain(&failure(Phase::Connect, Kind::PortBlocked, "mail.clinic.example", 587));
    assert!(
        blocked.meaning.contains("port 587") && blocked.meaning.contains("guest Wi-Fi") && blocked.next.contains("465"),
        "{blocked:?}"
    );
}

#[test]
fn common_providers_are_known_and_all_encrypted() {
    for (typed, host, port, security) in [
        ("gmail.com", "smtp.gmail.com", 465, Security::Tls),
        ("Desk@GMAIL.com ", "smtp.gmail.com", 465, Security::Tls),
        ("praxis@web.de", "smtp.web.de", 587, Security::StartTls),
        ("gmx.at", "mail.gmx.net", 587, Security::StartTls),
        ("t-online.de", "securesmtp.t-online.de", 465, Security::Tls),
        ("icloud.com", "smtp.mail.me.com", 587, Security::StartTls),
        ("clinic.onmicrosoft.com", "smtp.office365.com", 587, Security::StartTls),
        ("zoho.eu", "smtp.zoho.eu", 465, Security::Tls),
        ("fastmail.com", "smtp.fastmail.com", 465, Security::Tls),
        ("yahoo.co.uk", "smtp.mail.yahoo.com", 465, Security::Tls),
    ] {
        let known = known_server(typed).unwrap_or_else(|| panic!("{typed} is not known"));
        assert_eq!(
            (known.host, known.port, known.security),
            (host, port, security),
            "{typed}"
        );
    }
    assert_eq!(
        known_server("hotmail.com").map(|known| known.password),
        Some(PasswordAdvice::NotPossible)
    );
    for unknown in ["", "@", "clinic.example", "notgmail.com", "gmail.com.evil.example"] {
        assert_eq!(known_server(unknown), None, "{unknown:?}");
    }
    for hosted in hosting_servers() {
        assert_ne!(hosted.security, Security::None, "{}", hosted.name);
        let mut server = settings(hosted.port, hosted.security, None, PATIENT);
        server.host = hosted.host.to_owned();
        assert_eq!(server.check(), Ok(()), "{}", hosted.name);
    }
}

#[test]
fn only_failures_a_person_must_mend_are_about_the_set_up() {
    assert_eq!(Kind::WrongPassword.concern(), Concern::SetUp);
    assert_eq!(Kind::CertificateExpired.concern(), Concern::SetUp);
    assert_eq!(Kind::NetworkDown.concern(), Concern::Moment);
    assert_eq!(Kind::RecipientUnknown.concern(), Concern::Recipient);
    assert_eq!(Kind::MessageRefused.concern(), Concern::Letter);
}
