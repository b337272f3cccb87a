//! The two moments the outbox writes down, and the time it may take.

use std::{
    thread,
    time::{Duration, Instant},
};

use keepwell_mail::{FailureKind, Outcome, Phase, Phases, Security, Stop, deliver};
use keepwell_testkit::smtp::{Fault, FaultyServer, Script, Step};

use crate::support::{Outbox, PASSWORD, USER, deliver_plainly, letter, settings};

const PATIENT: Duration = Duration::from_secs(20);

/// Looks at the server in the moment it is told that the letter is about to go.
struct Watching<'a> {
    server: &'a FaultyServer,
    at_connect: Option<usize>,
    at_body: Option<String>,
    pause: Duration,
}

impl Phases for Watching<'_> {
    fn before_connect(&mut self) -> Result<(), Stop> {
        self.at_connect = Some(self.server.conversations().len());
        Ok(())
    }

    fn before_body(&mut self) -> Result<(), Stop> {
        // Whatever the client has written by now must have time to arrive.
        thread::sleep(self.pause.max(Duration::from_millis(100)));
        self.at_body = Some(
            self.server
                .conversations()
                .iter()
                .map(|conversation| conversation.text())
                .collect(),
        );
        Ok(())
    }
}

#[test]
fn outbox_is_told_before_the_connection_and_again_before_the_first_byte() {
    let server = FaultyServer::start(Script::good().account(USER, PASSWORD));
    let mut watching = Watching {
        server: &server,
        at_connect: None,
        at_body: None,
        pause: Duration::ZERO,
    };
    let outcome = deliver(
        &settings(server.port(), Security::None, None, PATIENT),
        &letter(),
        &mut watching,
    );
    assert!(
        matches!(&outcome, Outcome::Sent { reply } if reply == "250 2.0.0 queued as TEST1"),
        "{outcome:?}"
    );
    assert_eq!(
        watching.at_connect,
        Some(0),
        "connected before the outbox had written `claimed`"
    );
    let heard = watching.at_body.expect("the letter was announced");
    assert!(
        heard.ends_with("DATA\r\n"),
        "the server had already been sent more than DATA: {heard:?}"
    );
    assert_eq!(server.accepted_ids(), ["<visit-7.rule-48h.1@keepwell.example>"]);
}

#[test]
fn letter_arrives_byte_for_byte_with_dots_undone() {
    let server = FaultyServer::start(Script::good().account(USER, PASSWORD));
    let mut written = letter();
    written.html = None;
    written.text = ".\r\n..two\r\n.hidden\r\nend".to_owned();
    let outcome = deliver(
        &settings(server.port(), Security::None, None, PATIENT),
        &written,
        &mut Outbox::default(),
    );
    assert!(matches!(outcome, Outcome::Sent { .. }), "{outcome:?}");
    let received = String::from_utf8(server.accepted()[0].bytes.clone()).expect("ASCII");
    assert!(
        received.ends_with("\r\n\r\n.\r\n..two\r\n.hidden\r\nend\r\n"),
        "{received:?}"
    );
}

#[test]
fn outbox_that_says_no_before_connecting_stops_everything() {
    let server = FaultyServer::start(Script::good());
    let mut outbox = Outbox {
        refuse_claim: true,
        ..Outbox::default()
    };
    assert_eq!(deliver_plainly(&server, &mut outbox, PATIENT), Outcome::Stopped);
    assert!(server.conversations().is_empty(), "connected all the same");
}

#[test]
fn outbox_that_says_no_before_the_letter_leaves_nothing_at_the_server() {
    let server = FaultyServer::start(Script::good().account(USER, PASSWORD));
    let mut outbox = Outbox {
        refuse_data: true,
        ..Outbox::default()
    };
    assert_eq!(deliver_plainly(&server, &mut outbox, PATIENT), Outcome::Stopped);
    thread::sleep(Duration::from_millis(100));
    let heard = server.conversations()[0].text();
    assert!(heard.ends_with("DATA\r\n"), "something was sent after DATA: {heard:?}");
    assert!(server.accepted().is_empty());
}

#[test]
fn time_the_outbox_takes_is_not_the_servers() {
    let server = FaultyServer::start(Script::good().account(USER, PASSWORD));
    let timeout = Duration::from_secs(2);
    let mut slow = Watching {
        server: &server,
        at_connect: None,
        at_body: None,
        pause: Duration::from_millis(2500),
    };
    let outcome = deliver(
        &settings(server.port(), Security::None, None, timeout),
        &letter(),
        &mut slow,
    );
    assert!(
        matches!(outcome, Outcome::Sent { .. }),
        "a busy disk made a letter uncertain: {outcome:?}"
    );
}

#[test]
fn server_that_stops_reading_a_large_letter_is_left_in_time() {
    let server = FaultyServer::start(Script::good().account(USER, PASSWORD).fault(Step::Body, Fault::Hang));
    let mut large = letter();
    large.html = None;
    // More than the network's buffers hold on this computer, in lines that need no encoding.
    large.text = "The quick brown fox jumps over the lazy dog, again and again.\r\n".repeat(400_000);
    let timeout = Duration::from_secs(4);
    let mut told = Told::default();
    let outcome = deliver(
        &settings(server.port(), Security::None, None, timeout),
        &large,
        &mut told,
    );
    let failure = match outcome {
        Outcome::Uncertain { failure } => failure,
        other => panic!("expected uncertain, got {other:?}"),
    };
    assert_eq!((failure.phase, failure.kind), (Phase::Body, FailureKind::Silent));
    let lasted = told.connected.expect("it connected").elapsed();
    assert!(
        lasted < timeout + Duration::from_millis(1500),
        "held the worker for {lasted:?}"
    );
}

/// When the network was touched first: making a letter of 25 MB takes its own time.
#[derive(Default)]
struct Told {
    connected: Option<Instant>,
}

impl Phases for Told {
    fn before_connect(&mut self) -> Result<(), Stop> {
        self.connected = Some(Instant::now());
        Ok(())
    }

    fn before_body(&mut self) -> Result<(), Stop> {
        Ok(())
    }
}

#[test]
fn server_goes_on_after_a_client_that_vanished() {
    let server = FaultyServer::start(
        Script::good()
            .account(USER, PASSWORD)
            .fault_times(Step::Reply, Fault::Drop, 1),
    );
    let first = deliver_plainly(&server, &mut Outbox::default(), PATIENT);
    assert!(matches!(first, Outcome::Uncertain { .. }), "{first:?}");
    let second = deliver_plainly(&server, &mut Outbox::default(), PATIENT);
    assert!(matches!(second, Outcome::Sent { .. }), "{second:?}");
    let ids = server.accepted_ids();
    assert_eq!(
        ids.len(),
        2,
        "the first letter had arrived, which is why uncertain letters are never sent again"
    );
    assert_eq!(ids[0], ids[1], "the same letter carries the same Message-ID");
}
