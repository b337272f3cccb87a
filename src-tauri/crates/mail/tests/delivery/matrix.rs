//! Every fault at every step, with the one outcome it must have.

use std::{
    thread,
    time::{Duration, Instant},
};

use keepwell_mail::{FailureKind as Kind, Outcome, Phase, Security, deliver};
use keepwell_testkit::smtp::{Authority, CertificateKind, Encryption, Fault, FaultyServer, Script, Step};

use crate::support::{Outbox, PASSWORD, RECIPIENT, USER, letter, settings};

/// Enough for an answer on a busy test machine.
const PATIENT: Duration = Duration::from_secs(20);
/// For servers that never get done: the whole delivery may last this long.
const SHORT: Duration = Duration::from_secs(3);
/// What a delivery may last beyond its timeout: scheduling on a busy machine, not waiting for the server.
const SLACK: Duration = Duration::from_secs(3);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    TryLater,
    Refused,
    Uncertain,
}
use Ends::{Refused, TryLater, Uncertain};

#[derive(Debug, Clone, Copy)]
enum Does {
    Says(&'static str),
    SaysAndLeaves(&'static str),
    Leaves,
    Hangs,
    Drips,
    Babbles,
    NeverEnds,
    SaysMore(&'static str),
}
use Does::{Babbles, Drips, Hangs, Leaves, NeverEnds, Says, SaysAndLeaves, SaysMore};

impl Does {
    fn fault(self) -> Fault {
        match self {
            Says(text) => Fault::answer(text),
            SaysAndLeaves(text) => Fault::AnswerAndDrop(text.to_owned()),
            Leaves => Fault::Drop,
            Hangs => Fault::Hang,
            // Each byte comes well within any timeout for a single read; the answer as a whole never does.
            Drips => Fault::Drip(Duration::from_millis(400)),
            Babbles => Fault::Garbage,
            NeverEnds => Fault::Endless,
            SaysMore(text) => Fault::Also(text.to_owned()),
        }
    }

    fn timeout(self) -> Duration {
        if matches!(self, Hangs | Drips) { SHORT } else { PATIENT }
    }
}

type Row = (Step, Does, Ends, Phase, Kind);

/// Faults of the conversation itself, run without encryption on this computer.
#[rustfmt::skip]
const CONVERSATION: &[Row] = &[
    (Step::Greeting, Says("421 4.3.2 closing down"), TryLater, Phase::Greeting, Kind::ServerBusy),
    (Step::Greeting, SaysAndLeaves("421 4.7.0 too many connections"), TryLater, Phase::Greeting, Kind::TooManyMessages),
    (Step::Greeting, Says("450 come back"), TryLater, Phase::Greeting, Kind::ServerBusy),
    (Step::Greeting, SaysAndLeaves("554 5.7.1 no service for your network"), TryLater, Phase::Greeting, Kind::ServerRefused),
    (Step::Greeting, Says("354 what letter?"), TryLater, Phase::Greeting, Kind::Unreadable),
    (Step::Greeting, Leaves, TryLater, Phase::Greeting, Kind::Dropped),
    (Step::Greeting, Hangs, TryLater, Phase::Greeting, Kind::Silent),
    (Step::Greeting, Drips, TryLater, Phase::Greeting, Kind::Silent),
    (Step::Greeting, Babbles, TryLater, Phase::Greeting, Kind::Unreadable),
    (Step::Greeting, NeverEnds, TryLater, Phase::Greeting, Kind::Unreadable),
    (Step::Greeting, SaysMore("250 early\r\n"), TryLater, Phase::Hello, Kind::Unreadable),

    (Step::Hello, Says("421 4.3.2 closing down"), TryLater, Phase::Hello, Kind::ServerBusy),
    (Step::Hello, Says("451 4.3.0 not now"), TryLater, Phase::Hello, Kind::ServerBusy),
    (Step::Hello, Says("452 4.3.1 no room"), TryLater, Phase::Hello, Kind::ServerBusy),
    (Step::Hello, Says("550 5.7.1 your name is not welcome"), TryLater, Phase::Hello, Kind::ServerRefused),
    (Step::Hello, Says("250-mail.test\r\n251 mixed"), TryLater, Phase::Hello, Kind::Unreadable),
    (Step::Hello, Says("250 mail.test"), TryLater, Phase::SignIn, Kind::SignInNotOffered),
    (Step::Hello, Leaves, TryLater, Phase::Hello, Kind::Dropped),
    (Step::Hello, Hangs, TryLater, Phase::Hello, Kind::Silent),
    (Step::Hello, Drips, TryLater, Phase::Hello, Kind::Silent),
    (Step::Hello, Babbles, TryLater, Phase::Hello, Kind::Unreadable),
    (Step::Hello, NeverEnds, TryLater, Phase::Hello, Kind::Unreadable),
    (Step::Hello, SaysMore("421 4.3.2 closing down after all\r\n"), TryLater, Phase::SignIn, Kind::ServerBusy),

    (Step::SignIn, Says("421 4.7.0 Too many login attempts"), TryLater, Phase::SignIn, Kind::TooManyMessages),
    (Step::SignIn, Says("454 4.7.0 Temporary authentication failure"), TryLater, Phase::SignIn, Kind::ServerBusy),
    (Step::SignIn, Says("451 4.3.0 directory is down"), TryLater, Phase::SignIn, Kind::ServerBusy),
    (Step::SignIn, Says("535 5.7.8 Username and Password not accepted"), TryLater, Phase::SignIn, Kind::WrongPassword),
    (Step::SignIn, Says("534 5.7.9 Application-specific password required"), TryLater, Phase::SignIn, Kind::AppPasswordNeeded),
    (Step::SignIn, Says("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."), TryLater, Phase::SignIn, Kind::PasswordSignInOff),
    (Step::SignIn, Says("550 5.7.30 Basic authentication is not supported for Client Submission."), TryLater, Phase::SignIn, Kind::PasswordSignInOff),
    (Step::SignIn, Says("504 5.5.4 Unrecognized authentication type"), TryLater, Phase::SignIn, Kind::SignInNotOffered),
    (Step::SignIn, Leaves, TryLater, Phase::SignIn, Kind::Dropped),
    (Step::SignIn, Hangs, TryLater, Phase::SignIn, Kind::Silent),
    (Step::SignIn, Drips, TryLater, Phase::SignIn, Kind::Silent),
    (Step::SignIn, Babbles, TryLater, Phase::SignIn, Kind::Unreadable),

    (Step::Sender, SaysAndLeaves("421 4.3.2 closing down"), TryLater, Phase::Sender, Kind::ServerBusy),
    (Step::Sender, Says("450 4.3.0 not now"), TryLater, Phase::Sender, Kind::ServerBusy),
    (Step::Sender, Says("451 4.7.1 Greylisted, come back in 5 minutes"), TryLater, Phase::Sender, Kind::Greylisted),
    (Step::Sender, Says("452 4.3.1 no room"), TryLater, Phase::Sender, Kind::ServerBusy),
    (Step::Sender, Says("530 5.7.0 Authentication Required"), TryLater, Phase::Sender, Kind::SignInRequired),
    (Step::Sender, Says("550 5.7.60 not permitted to send as this sender"), TryLater, Phase::Sender, Kind::SenderRefused),
    (Step::Sender, Says("552 5.3.4 message too big"), Refused, Phase::Sender, Kind::MessageTooBig),
    (Step::Sender, Leaves, TryLater, Phase::Sender, Kind::Dropped),
    (Step::Sender, Hangs, TryLater, Phase::Sender, Kind::Silent),
    (Step::Sender, Drips, TryLater, Phase::Sender, Kind::Silent),
    (Step::Sender, Babbles, TryLater, Phase::Sender, Kind::Unreadable),
    (Step::Sender, SaysMore("250 early\r\n"), TryLater, Phase::Recipient, Kind::Unreadable),

    (Step::Recipient, SaysAndLeaves("421 4.3.2 closing down"), TryLater, Phase::Recipient, Kind::ServerBusy),
    (Step::Recipient, Says("450 4.2.0 try again"), TryLater, Phase::Recipient, Kind::Greylisted),
    (Step::Recipient, Says("450 4.2.1 receiving mail at a rate that is too high"), TryLater, Phase::Recipient, Kind::TooManyMessages),
    (Step::Recipient, Says("451 4.7.1 Greylisting in action"), TryLater, Phase::Recipient, Kind::Greylisted),
    (Step::Recipient, Says("452 4.2.2 mailbox over quota"), TryLater, Phase::Recipient, Kind::MailboxFull),
    (Step::Recipient, Says("452 4.5.3 too many recipients"), TryLater, Phase::Recipient, Kind::TooManyMessages),
    (Step::Recipient, Says("452 4.3.1 insufficient system storage"), TryLater, Phase::Recipient, Kind::ServerBusy),
    (Step::Recipient, Says("550-5.1.1 The account does not exist.\r\n550 5.1.1 Check for typos."), Refused, Phase::Recipient, Kind::RecipientUnknown),
    (Step::Recipient, Says("550 no such user"), Refused, Phase::Recipient, Kind::RecipientUnknown),
    (Step::Recipient, Says("550 5.7.1 blocked by recipient policy"), Refused, Phase::Recipient, Kind::RecipientRefused),
    (Step::Recipient, Says("552 5.2.2 mailbox full"), Refused, Phase::Recipient, Kind::MailboxFull),
    (Step::Recipient, Says("554 5.7.1 Relay access denied"), TryLater, Phase::Recipient, Kind::SignInRequired),
    (Step::Recipient, Leaves, TryLater, Phase::Recipient, Kind::Dropped),
    (Step::Recipient, Hangs, TryLater, Phase::Recipient, Kind::Silent),
    (Step::Recipient, Drips, TryLater, Phase::Recipient, Kind::Silent),
    (Step::Recipient, Babbles, TryLater, Phase::Recipient, Kind::Unreadable),

    (Step::Data, SaysAndLeaves("421 4.3.2 closing down"), TryLater, Phase::Data, Kind::ServerBusy),
    (Step::Data, Says("450 4.7.0 try again"), TryLater, Phase::Data, Kind::Greylisted),
    (Step::Data, Says("451 4.3.0 scanner is down"), TryLater, Phase::Data, Kind::ServerBusy),
    (Step::Data, Says("452 4.3.1 no room"), TryLater, Phase::Data, Kind::ServerBusy),
    (Step::Data, Says("554 5.5.1 no valid recipients"), Refused, Phase::Data, Kind::MessageRefused),
    (Step::Data, Says("250 2.0.0 thank you"), TryLater, Phase::Data, Kind::Unreadable),
    (Step::Data, SaysMore("250 2.0.0 queued before I saw it\r\n"), TryLater, Phase::Data, Kind::Unreadable),
    (Step::Data, Leaves, TryLater, Phase::Data, Kind::Dropped),
    (Step::Data, Hangs, TryLater, Phase::Data, Kind::Silent),
    (Step::Data, Drips, TryLater, Phase::Data, Kind::Silent),
    (Step::Data, Babbles, TryLater, Phase::Data, Kind::Unreadable),

    // The small letter is in the network before the server turns away, so the answer is what is missing.
    (Step::Body, Leaves, Uncertain, Phase::Reply, Kind::Dropped),
    (Step::Body, Hangs, Uncertain, Phase::Reply, Kind::Silent),
    (Step::Body, Babbles, Uncertain, Phase::Reply, Kind::Unreadable),

    (Step::Reply, SaysAndLeaves("421 4.3.2 closing down"), TryLater, Phase::Reply, Kind::ServerBusy),
    (Step::Reply, Says("450 4.7.1 Greylisted"), TryLater, Phase::Reply, Kind::Greylisted),
    (Step::Reply, Says("451 4.3.0 queue is down"), TryLater, Phase::Reply, Kind::ServerBusy),
    (Step::Reply, Says("452 4.3.1 no room"), TryLater, Phase::Reply, Kind::ServerBusy),
    (Step::Reply, Says("550 5.7.1 looks like spam"), Refused, Phase::Reply, Kind::MessageRefused),
    (Step::Reply, Says("550 5.1.1 no such user after all"), Refused, Phase::Reply, Kind::RecipientUnknown),
    (Step::Reply, Says("550 5.4.5 Daily user sending limit exceeded"), TryLater, Phase::Reply, Kind::TooManyMessages),
    (Step::Reply, Says("552 5.3.4 too big"), Refused, Phase::Reply, Kind::MessageTooBig),
    (Step::Reply, Says("554 5.7.1 rejected"), Refused, Phase::Reply, Kind::MessageRefused),
    (Step::Reply, Says("354 go on"), Uncertain, Phase::Reply, Kind::Unreadable),
    (Step::Reply, Leaves, Uncertain, Phase::Reply, Kind::Dropped),
    (Step::Reply, Hangs, Uncertain, Phase::Reply, Kind::Silent),
    (Step::Reply, Drips, Uncertain, Phase::Reply, Kind::Silent),
    (Step::Reply, Babbles, Uncertain, Phase::Reply, Kind::Unreadable),
    (Step::Reply, NeverEnds, Uncertain, Phase::Reply, Kind::Unreadable),
];

/// Faults around encryption, run with STARTTLS.
#[rustfmt::skip]
const START_TLS: &[Row] = &[
    (Step::StartTls, Says("421 4.3.2 closing down"), TryLater, Phase::StartTls, Kind::ServerBusy),
    (Step::StartTls, Says("454 4.7.0 TLS not available"), TryLater, Phase::StartTls, Kind::TlsFailed),
    (Step::StartTls, Says("502 5.5.1 not here"), TryLater, Phase::StartTls, Kind::TlsNotOffered),
    (Step::StartTls, Leaves, TryLater, Phase::StartTls, Kind::Dropped),
    (Step::StartTls, Hangs, TryLater, Phase::StartTls, Kind::Silent),
    (Step::StartTls, Drips, TryLater, Phase::StartTls, Kind::Silent),
    (Step::StartTls, Babbles, TryLater, Phase::StartTls, Kind::Unreadable),
    // Somebody on the way writes offers into the plain part, to be taken for the server's encrypted ones.
    (Step::StartTls, SaysMore("250-mail.test\r\n250 AUTH PLAIN\r\n"), TryLater, Phase::StartTls, Kind::Unreadable),
    (Step::Handshake, Leaves, TryLater, Phase::Tls, Kind::Dropped),
    (Step::Handshake, Hangs, TryLater, Phase::Tls, Kind::Silent),
    (Step::Handshake, Drips, TryLater, Phase::Tls, Kind::Silent),
    (Step::Handshake, Babbles, TryLater, Phase::Tls, Kind::TlsFailed),
    (Step::HelloSealed, Says("421 4.3.2 closing down"), TryLater, Phase::Hello, Kind::ServerBusy),
    (Step::HelloSealed, Says("250 mail.test"), TryLater, Phase::SignIn, Kind::SignInNotOffered),
    (Step::HelloSealed, Leaves, TryLater, Phase::Hello, Kind::Dropped),
    (Step::HelloSealed, Hangs, TryLater, Phase::Hello, Kind::Silent),
    (Step::SignIn, Drips, TryLater, Phase::SignIn, Kind::Silent),
    (Step::Recipient, Says("550 5.1.1 no such user"), Refused, Phase::Recipient, Kind::RecipientUnknown),
    (Step::Reply, Leaves, Uncertain, Phase::Reply, Kind::Dropped),
    (Step::Reply, Hangs, Uncertain, Phase::Reply, Kind::Silent),
    (Step::Reply, Drips, Uncertain, Phase::Reply, Kind::Silent),
];

/// Runs one row; returns what is wrong with it.
fn run(row: Row, start_tls: Option<&(Authority, Encryption)>) -> Result<(), String> {
    let (step, does, ends, phase, kind) = row;
    let script = Script::good().account(USER, PASSWORD).fault(step, does.fault());
    let (script, security, roots) = match start_tls {
        Some((authority, encryption)) => (
            script.encryption(encryption.clone()),
            Security::StartTls,
            Some(authority.pem()),
        ),
        None => (script, Security::None, None),
    };
    let server = FaultyServer::start(script);
    let mut outbox = Outbox::default();
    let start = Instant::now();
    let outcome = deliver(
        &settings(server.port(), security, roots, does.timeout()),
        &letter(),
        &mut outbox,
    );
    let lasted = start.elapsed();

    let problem = |what: String| Err(format!("{step:?} {does:?}: {what}"));
    let (got, failure) = match &outcome {
        Outcome::TryLater { failure } => (TryLater, failure),
        Outcome::Refused { failure } => (Refused, failure),
        Outcome::Uncertain { failure } => (Uncertain, failure),
        Outcome::Sent { .. } | Outcome::Stopped => return problem(format!("ended as {outcome:?}")),
    };
    if (got, failure.phase, failure.kind) != (ends, phase, kind) {
        return problem(format!("expected {ends:?} {phase:?} {kind:?}, got {got:?} {failure:?}"));
    }
    if lasted > does.timeout() + SLACK {
        return problem(format!("held the worker for {lasted:?}"));
    }
    // The outbox's last written state: `claimed` before the server's 354, `data` after it, each once.
    let body_began = matches!(phase, Phase::Body | Phase::Reply);
    if (outbox.claimed, outbox.data) != (1, usize::from(body_began)) {
        return problem(format!(
            "the outbox was told {} and {} times",
            outbox.claimed, outbox.data
        ));
    }
    if server.conversations().len() != 1 {
        return problem("connected more than once".to_owned());
    }
    let letters = server.accepted().len();
    if letters > 1 || (letters == 1 && got != Uncertain) {
        return problem(format!(
            "the server has {letters} letters although the outcome is {got:?}"
        ));
    }
    if failure.detail.contains('@')
        || failure.detail.contains("zoe.tester")
        || failure.detail.contains(PASSWORD)
        || failure.detail.contains('\n')
    {
        return problem(format!("the detail repeats what it must not: {:?}", failure.detail));
    }
    Ok(())
}

fn run_all(rows: &[Row], start_tls: Option<&(Authority, Encryption)>) {
    let problems: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = rows
            .iter()
            .map(|row| scope.spawn(move || run(*row, start_tls)))
            .collect();
        threads
            .into_iter()
            .filter_map(|thread| thread.join().expect("a row does not panic").err())
            .collect()
    });
    assert!(
        problems.is_empty(),
        "{} of {} rows:\n{}",
        problems.len(),
        rows.len(),
        problems.join("\n")
    );
}

#[test]
fn every_fault_at_every_step_has_its_one_outcome() {
    let cases = CONVERSATION.len() + START_TLS.len();
    assert!(cases >= 60, "only {cases} cases");
    run_all(CONVERSATION, None);
}

#[test]
fn every_fault_around_encryption_has_its_one_outcome() {
    let authority = Authority::new();
    let encryption = Encryption::StartTls(authority.certificate(CertificateKind::Good));
    run_all(START_TLS, Some(&(authority, encryption)));
}

#[test]
fn servers_that_repeat_addresses_and_names_are_not_repeated() {
    let says = format!("550 5.1.1 <{RECIPIENT}>: ZOE.TESTER (Zoë Tester) unknown, write to postmaster@mail.test");
    let server = FaultyServer::start(
        Script::good()
            .account(USER, PASSWORD)
            .fault(Step::Recipient, Fault::answer(&says)),
    );
    let outcome = deliver(
        &settings(server.port(), Security::None, None, PATIENT),
        &letter(),
        &mut Outbox::default(),
    );
    let detail = &outcome.failure().expect("the server refused").detail;
    assert!(detail.starts_with("5.1.1 "), "the server's words are kept: {detail}");
    for private in ["@", "zoe", "ZOE", "Zoë", "postmaster"] {
        assert!(!detail.contains(private), "{private} in {detail}");
    }
}
