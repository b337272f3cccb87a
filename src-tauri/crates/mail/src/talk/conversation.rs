//! Question and answer with the server, each failure marked with where it happened.

use std::io::{self, ErrorKind};

use super::{line::Line, reply::Reply, tls};
use crate::{
    failure::{Failure, FailureKind, Phase, Redact, classify},
    server::MailServer,
};

/// What the server said it can do, in its answer to EHLO.
#[derive(Default)]
pub(super) struct Offers {
    pub(super) start_tls: bool,
    pub(super) auth_plain: bool,
    pub(super) auth_login: bool,
    pub(super) utf8_addresses: bool,
    pub(super) eight_bit: bool,
}

impl Offers {
    pub(super) fn read(reply: &Reply) -> Self {
        let mut offers = Self::default();
        // The first line is the server's name.
        for line in reply.lines.iter().skip(1) {
            let line = line.to_ascii_uppercase();
            // `AUTH=PLAIN` is how servers before RFC 4954 write it.
            let mut words = line.split([' ', '\t', '=']).filter(|word| !word.is_empty());
            match words.next() {
                Some("STARTTLS") => offers.start_tls = true,
                Some("SMTPUTF8") => offers.utf8_addresses = true,
                Some("8BITMIME") => offers.eight_bit = true,
                Some("AUTH") => words.for_each(|method| match method {
                    "PLAIN" => offers.auth_plain = true,
                    "LOGIN" => offers.auth_login = true,
                    _ => {}
                }),
                _ => {}
            }
        }
        offers
    }
}

/// Makes failures: knows the server and what must not be repeated.
pub(super) struct Reporter<'a> {
    pub(super) server: &'a MailServer,
    pub(super) redact: Redact,
}

impl Reporter<'_> {
    pub(super) fn failure(&self, phase: Phase, kind: FailureKind, code: Option<u16>, detail: &str) -> Failure {
        Failure {
            phase,
            kind,
            code,
            host: self.server.host.clone(),
            port: self.server.port,
            detail: self.redact.line(detail),
        }
    }

    /// The server said no.
    pub(super) fn refused(&self, phase: Phase, reply: &Reply) -> Failure {
        let text = reply.text();
        self.failure(phase, classify(phase, reply.code, &text), Some(reply.code), &text)
    }

    /// The server said yes to something else than was asked.
    pub(super) fn unexpected(&self, phase: Phase, reply: &Reply) -> Failure {
        self.failure(
            phase,
            FailureKind::Unreadable,
            None,
            &format!("{} {}", reply.code, reply.text()),
        )
    }

    /// The line failed.
    pub(super) fn broken(&self, phase: Phase, error: &io::Error) -> Failure {
        if let Some((kind, detail)) = tls::meaning(error) {
            return self.failure(phase, kind, None, &detail);
        }
        let kind = match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => FailureKind::Silent,
            ErrorKind::InvalidData => FailureKind::Unreadable,
            ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown | ErrorKind::HostUnreachable => {
                FailureKind::NetworkDown
            }
            _ => FailureKind::Dropped,
        };
        let detail = if kind == FailureKind::Silent {
            String::new()
        } else {
            error.to_string()
        };
        self.failure(phase, kind, None, &detail)
    }
}

/// An open line to a server that has greeted us.
pub(super) struct Conversation<'a> {
    pub(super) reporter: Reporter<'a>,
    pub(super) line: Line,
    pub(super) offers: Offers,
}

impl Conversation<'_> {
    /// Sends one command and reads its answer. A 4xx or 5xx answer is a failure.
    pub(super) fn ask(&mut self, phase: Phase, command: &str) -> Result<Reply, Failure> {
        self.nothing_unread(phase)?;
        self.line
            .send(command.as_bytes())
            .map_err(|error| self.reporter.broken(phase, &error))?;
        self.answer(phase)
    }

    /// Reads one answer. A 4xx or 5xx answer is a failure.
    pub(super) fn answer(&mut self, phase: Phase) -> Result<Reply, Failure> {
        let reply = Reply::read(&mut self.line).map_err(|error| self.reporter.broken(phase, &error))?;
        if reply.is_positive() {
            Ok(reply)
        } else {
            Err(self.reporter.refused(phase, &reply))
        }
    }

    /// An answer that came before its question would be taken for the answer to the next one, in the end for the
    /// acceptance of a letter the server never saw.
    pub(super) fn nothing_unread(&mut self, phase: Phase) -> Result<(), Failure> {
        if !self.line.has_unread() {
            return Ok(());
        }
        let reply = self.answer(phase)?;
        Err(self.reporter.unexpected(phase, &reply))
    }

    /// The answer must have one of the 2xx codes.
    pub(super) fn done(&self, phase: Phase, reply: Reply) -> Result<Reply, Failure> {
        if reply.code < 300 {
            Ok(reply)
        } else {
            Err(self.reporter.unexpected(phase, &reply))
        }
    }
}
