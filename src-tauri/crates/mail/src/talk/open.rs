//! From the server's name to a greeted, encrypted and signed-in conversation.

use std::{
    io::{self, ErrorKind},
    net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs},
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use lettre::transport::smtp::{
    commands::{Ehlo, Starttls},
    extension::ClientId,
};
use rustls::{ClientConfig, pki_types::ServerName};

use super::{
    conversation::{Conversation, Offers, Reporter},
    line::Line,
    sign_in::sign_in,
    tls,
};
use crate::{
    failure::{Failure, FailureKind, Phase},
    server::Security,
};

/// Opens the conversation. Nothing but EHLO and STARTTLS is said on a line that still has to be encrypted.
pub(super) fn open(reporter: Reporter<'_>) -> Result<Conversation<'_>, Failure> {
    let server = reporter.server;
    let deadline = Instant::now()
        .checked_add(server.timeout)
        .unwrap_or_else(|| Instant::now() + Duration::from_secs(60));
    let settings = |detail: &dyn std::fmt::Display| {
        reporter.failure(
            Phase::Prepare,
            FailureKind::SettingsUnreadable,
            None,
            &detail.to_string(),
        )
    };
    let encryption = match server.security {
        Security::None => None,
        Security::Tls | Security::StartTls => {
            let name = ServerName::try_from(ascii_host(&server.host)).map_err(|error| settings(&error))?;
            Some((
                tls::config(server.extra_roots_pem.as_deref()).map_err(|error| settings(&error))?,
                name,
            ))
        }
    };
    let mut line = connect(&reporter, deadline)?;
    let (now, later) = match (server.security, encryption) {
        (Security::Tls, encryption) => (encryption, None),
        (Security::StartTls | Security::None, encryption) => (None, encryption),
    };
    if let Some(encryption) = now {
        line = seal(&reporter, line, encryption)?;
    }
    let mut talk = Conversation {
        reporter,
        line,
        offers: Offers::default(),
    };
    let greeting = talk.answer(Phase::Greeting)?;
    talk.done(Phase::Greeting, greeting)?;
    hello(&mut talk)?;
    if let Some(encryption) = later {
        talk = start_tls(talk, encryption)?;
        hello(&mut talk)?;
    }
    if let Some(account) = &server.sign_in {
        sign_in(&mut talk, account)?;
    }
    Ok(talk)
}

fn hello(talk: &mut Conversation<'_>) -> Result<(), Failure> {
    // An address literal instead of the computer's name, which would end up in every letter's Received line.
    let name = match talk.line.local_address().map(|address| address.ip()) {
        Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(error) => return Err(talk.reporter.broken(Phase::Hello, &error)),
    };
    let reply = talk.ask(Phase::Hello, &Ehlo::new(name).to_string())?;
    let reply = talk.done(Phase::Hello, reply)?;
    talk.offers = Offers::read(&reply);
    Ok(())
}

fn start_tls<'a>(
    mut talk: Conversation<'a>,
    encryption: (Arc<ClientConfig>, ServerName<'static>),
) -> Result<Conversation<'a>, Failure> {
    if !talk.offers.start_tls {
        let failure = talk
            .reporter
            .failure(Phase::StartTls, FailureKind::TlsNotOffered, None, "");
        talk.line.farewell();
        return Err(failure);
    }
    let reply = talk.ask(Phase::StartTls, &Starttls.to_string())?;
    talk.done(Phase::StartTls, reply)?;
    talk.nothing_unread(Phase::StartTls)?;
    let line = seal(&talk.reporter, talk.line, encryption)?;
    // What was offered in plain may have been written by somebody on the way.
    Ok(Conversation {
        reporter: talk.reporter,
        line,
        offers: Offers::default(),
    })
}

fn seal(
    reporter: &Reporter<'_>,
    line: Line,
    (config, name): (Arc<ClientConfig>, ServerName<'static>),
) -> Result<Line, Failure> {
    line.seal(config, name)
        .map_err(|error| reporter.broken(Phase::Tls, &error))
}

/// Tries the server's addresses in order, sharing what is left of the time, so that a dead IPv6 route
/// does not use it all up.
fn connect(reporter: &Reporter<'_>, deadline: Instant) -> Result<Line, Failure> {
    let server = reporter.server;
    let mut addresses = resolve(reporter, deadline)?;
    if server.security == Security::None {
        addresses.retain(|address| address.ip().is_loopback());
        if addresses.is_empty() {
            return Err(reporter.failure(Phase::Prepare, FailureKind::PlainTextRefused, None, ""));
        }
    }
    let mut last = io::Error::from(ErrorKind::TimedOut);
    for (number, address) in addresses.iter().enumerate() {
        let left = deadline.saturating_duration_since(Instant::now());
        let share = left / u32::try_from(addresses.len() - number).unwrap_or(1);
        if share.is_zero() {
            break;
        }
        match TcpStream::connect_timeout(address, share).and_then(|tcp| Line::new(tcp, deadline)) {
            Ok(line) => return Ok(line),
            Err(error) => last = error,
        }
    }
    let kind = match last.kind() {
        ErrorKind::ConnectionRefused => FailureKind::ConnectionRefused,
        ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown | ErrorKind::HostUnreachable => FailureKind::NetworkDown,
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => FailureKind::Dropped,
        // Timeouts, and what firewalls on this computer answer (`PermissionDenied`).
        _ => FailureKind::PortBlocked,
    };
    Err(reporter.failure(Phase::Connect, kind, None, &last.to_string()))
}

/// Looks the name up on a thread of its own: the system's resolver cannot be told how long it may take.
fn resolve(reporter: &Reporter<'_>, deadline: Instant) -> Result<Vec<SocketAddr>, Failure> {
    let server = reporter.server;
    if let Ok(address) = server.host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, server.port)]);
    }
    let (answer, answers) = mpsc::channel();
    let (host, port) = (ascii_host(&server.host), server.port);
    let unknown = |detail: &str| reporter.failure(Phase::Resolve, FailureKind::NoSuchHost, None, detail);
    thread::Builder::new()
        .name("mail-resolve".to_owned())
        // When nobody waits any more the answer is of no use to anybody.
        .spawn(move || drop(answer.send((host.as_str(), port).to_socket_addrs().map(Vec::from_iter))))
        .map_err(|error| unknown(&error.to_string()))?;
    match answers.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        Ok(Ok(addresses)) if !addresses.is_empty() => Ok(addresses),
        Ok(Ok(_)) => Err(unknown("the name has no address")),
        Ok(Err(error)) => Err(unknown(&error.to_string())),
        Err(_) => Err(unknown("the name could not be looked up in time")),
    }
}

/// `mail.müller.de` as certificates and name servers write it. A name that has no such form stays as it is and is
/// refused by the resolver.
fn ascii_host(host: &str) -> String {
    idna::domain_to_ascii(host).unwrap_or_else(|_| host.to_owned())
}
