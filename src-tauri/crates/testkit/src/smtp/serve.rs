//! One connection to the faulty server.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::TcpStream,
    sync::Arc,
    thread,
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

use super::{
    certificates::ServerCertificate,
    faulty::{Accepted, Shared},
    script::{Encryption, Fault, Script, Step},
};

/// How often a waiting connection looks whether the server is being dropped.
const LOOK: Duration = Duration::from_millis(25);

enum Stream {
    Plain(TcpStream),
    Sealed(Box<StreamOwned<ServerConnection, TcpStream>>),
}

struct Connection<'a> {
    shared: &'a Shared,
    script: Script,
    number: usize,
    stream: Stream,
    unread: Vec<u8>,
}

/// Speaks with one client until it leaves or the script ends the connection.
pub(super) fn serve(shared: &Shared, number: usize, tcp: TcpStream) {
    if tcp
        .set_read_timeout(Some(LOOK))
        .and_then(|()| tcp.set_nodelay(true))
        .is_err()
    {
        return;
    }
    let mut connection = Connection {
        shared,
        script: shared.script(),
        number,
        stream: Stream::Plain(tcp),
        unread: Vec::new(),
    };
    // An error here is a client that went away, which is what many tests are about.
    let _ = connection.converse();
}

/// The connection is over.
fn over() -> io::Error {
    ErrorKind::ConnectionAborted.into()
}

impl Connection<'_> {
    fn converse(&mut self) -> io::Result<()> {
        if let Encryption::Tls(certificate) = self.script.encryption.clone() {
            self.seal(&certificate)?;
        }
        self.answer(Step::Greeting, "220 mail.test ESMTP")?;
        let mut signed_in = self.script.account.is_none();
        let mut from = String::new();
        let mut to = Vec::new();
        loop {
            let line = self.line()?;
            let upper = line.to_ascii_uppercase();
            if upper.starts_with("EHLO") || upper.starts_with("HELO") {
                let step = if self.is_sealed() {
                    Step::HelloSealed
                } else {
                    Step::Hello
                };
                let offers = self.offers();
                self.answer(step, &offers)?;
            } else if upper == "STARTTLS" {
                self.answer(Step::StartTls, "220 2.0.0 go ahead")?;
                if let Encryption::StartTls(certificate) = self.script.encryption.clone() {
                    self.seal(&certificate)?;
                }
            } else if upper.starts_with("AUTH") {
                signed_in = self.sign_in(&line)?;
            } else if upper.starts_with("MAIL FROM:") {
                if signed_in {
                    from = address(&line);
                    self.answer(Step::Sender, "250 2.1.0 sender ok")?;
                } else {
                    self.say("530 5.7.0 Authentication required\r\n")?;
                }
            } else if upper.starts_with("RCPT TO:") {
                to.push(address(&line));
                self.answer(Step::Recipient, "250 2.1.5 recipient ok")?;
            } else if upper == "DATA" {
                self.answer(Step::Data, "354 end with a lone dot")?;
                let bytes = self.letter()?;
                let letter = Accepted {
                    message_id: message_id(&bytes),
                    from: std::mem::take(&mut from),
                    to: std::mem::take(&mut to),
                    bytes,
                };
                let refuses = |text: &str| text.starts_with(['4', '5']);
                match self.script.fault_at(Step::Reply, self.number) {
                    Some(Fault::Answer(text) | Fault::AnswerAndDrop(text)) if refuses(text) => {}
                    _ => self.shared.accept(letter),
                }
                self.answer(Step::Reply, "250 2.0.0 queued as TEST1")?;
            } else if upper == "QUIT" {
                return self.say("221 2.0.0 bye\r\n");
            } else if upper == "NOOP" || upper == "RSET" {
                self.say("250 2.0.0 ok\r\n")?;
            } else {
                self.say("500 5.5.1 what?\r\n")?;
            }
        }
    }

    fn is_sealed(&self) -> bool {
        matches!(self.stream, Stream::Sealed(_))
    }

    fn offers(&self) -> String {
        let mut offers = vec!["mail.test", "8BITMIME", "ENHANCEDSTATUSCODES"];
        let may_encrypt =
            matches!(self.script.encryption, Encryption::StartTls(_)) && !self.is_sealed();
        if may_encrypt && !self.script.hide_start_tls {
            offers.push("STARTTLS");
        }
        if self.script.utf8_addresses {
            offers.push("SMTPUTF8");
        }
        let auth = format!("AUTH {}", self.script.methods);
        // A real server waits for encryption; somebody who strips it wants the password.
        if self.script.account.is_some() && (!may_encrypt || self.script.hide_start_tls) {
            offers.push(&auth);
        }
        let last = offers.len() - 1;
        let lines: Vec<String> = offers
            .iter()
            .enumerate()
            .map(|(at, offer)| format!("250{}{offer}", if at == last { ' ' } else { '-' }))
            .collect();
        lines.join("\r\n")
    }

    /// Returns whether user name and password were right.
    fn sign_in(&mut self, line: &str) -> io::Result<bool> {
        let (user, password) = self.script.account.clone().unwrap_or_default();
        let words: Vec<&str> = line.split(' ').collect();
        let right = match words
            .get(1)
            .map(|method| method.to_ascii_uppercase())
            .as_deref()
        {
            Some("PLAIN") => {
                let given = match words.get(2) {
                    Some(given) => (*given).to_owned(),
                    None => {
                        self.say("334 \r\n")?;
                        self.line()?
                    }
                };
                given == STANDARD.encode(format!("\0{user}\0{password}"))
            }
            Some("LOGIN") => {
                self.say("334 VXNlcm5hbWU6\r\n")?;
                let given_user = self.line()?;
                self.say("334 UGFzc3dvcmQ6\r\n")?;
                let given_password = self.line()?;
                given_user == STANDARD.encode(&user) && given_password == STANDARD.encode(&password)
            }
            _ => {
                self.say("504 5.5.4 unknown method\r\n")?;
                return Ok(false);
            }
        };
        let answer = if right {
            "235 2.7.0 welcome"
        } else {
            "535 5.7.8 user name and password not accepted"
        };
        self.answer(Step::SignIn, answer)?;
        Ok(right)
    }

    /// Reads the letter up to its lone dot and undoes the doubled ones.
    fn letter(&mut self) -> io::Result<Vec<u8>> {
        if let Some(fault) = self.script.fault_at(Step::Body, self.number).cloned() {
            // Some of the letter has come by now.
            self.line()?;
            self.commit(&fault, "")?;
        }
        let mut letter = Vec::new();
        loop {
            let line = self.raw_line()?;
            if line == b".\r\n" {
                return Ok(letter);
            }
            letter.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }

    /// Gives the right answer, or does what the script says instead.
    fn answer(&mut self, step: Step, right: &str) -> io::Result<()> {
        match self.script.fault_at(step, self.number).cloned() {
            Some(fault) => self.commit(&fault, right),
            None => self.say(&format!("{right}\r\n")),
        }
    }

    fn commit(&mut self, fault: &Fault, right: &str) -> io::Result<()> {
        match fault {
            Fault::Answer(text) => self.say(&format!("{text}\r\n")),
            Fault::AnswerAndDrop(text) => {
                self.say(&format!("{text}\r\n"))?;
                Err(over())
            }
            Fault::Drop => Err(over()),
            Fault::Hang => self.hang(),
            Fault::Drip(pause) => {
                for byte in format!("{right}\r\n").bytes() {
                    self.rest(*pause)?;
                    self.write(&[byte])?;
                }
                Ok(())
            }
            Fault::Garbage => self.write(b"\x00\xff\x16\x03nonsense \xe2\x28\xa1\r\n"),
            Fault::Endless => loop {
                self.write(&[b'x'; 4096])?;
            },
            Fault::Also(text) => self.write(format!("{right}\r\n{text}").as_bytes()),
        }
    }

    /// Neither reads nor writes until the server is dropped or the client is gone.
    fn hang(&mut self) -> io::Result<()> {
        let tcp = match &self.stream {
            Stream::Plain(tcp) => tcp,
            Stream::Sealed(stream) => &stream.sock,
        };
        let mut byte = [0];
        while !self.shared.is_stopped() {
            match tcp.peek(&mut byte) {
                Ok(0) => return Err(over()),
                // Something waits to be read, and goes on waiting.
                Ok(_) => thread::sleep(LOOK),
                Err(error) if is_pause(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Err(over())
    }

    /// Pauses, unless the server is dropped meanwhile.
    fn rest(&self, pause: Duration) -> io::Result<()> {
        let mut left = pause;
        while !left.is_zero() && !self.shared.is_stopped() {
            let nap = left.min(LOOK);
            thread::sleep(nap);
            left -= nap;
        }
        if self.shared.is_stopped() {
            Err(over())
        } else {
            Ok(())
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.write(text.as_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.stream {
            Stream::Plain(tcp) => tcp.write_all(bytes),
            Stream::Sealed(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        }
    }

    fn line(&mut self) -> io::Result<String> {
        let line = self.raw_line()?;
        Ok(String::from_utf8_lossy(&line)
            .trim_end_matches(['\r', '\n'])
            .to_owned())
    }

    fn raw_line(&mut self) -> io::Result<Vec<u8>> {
        loop {
            if let Some(end) = self.unread.iter().position(|&byte| byte == b'\n') {
                return Ok(self.unread.drain(..=end).collect());
            }
            if self.shared.is_stopped() {
                return Err(over());
            }
            let mut buffer = [0; 8192];
            let length = match &mut self.stream {
                Stream::Plain(tcp) => tcp.read(&mut buffer),
                Stream::Sealed(stream) => stream.read(&mut buffer),
            };
            match length {
                Ok(0) => return Err(over()),
                Ok(length) => {
                    self.shared
                        .record(self.number, self.is_sealed(), &buffer[..length]);
                    self.unread.extend_from_slice(&buffer[..length]);
                }
                Err(error) if is_pause(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The server's half of the TLS handshake.
    fn seal(&mut self, certificate: &ServerCertificate) -> io::Result<()> {
        if let Some(fault) = self.script.fault_at(Step::Handshake, self.number).cloned() {
            self.commit(&fault, "")?;
            return Err(over());
        }
        let Stream::Plain(tcp) = &self.stream else {
            return Err(over());
        };
        let mut tcp = tcp.try_clone()?;
        let mut tls = ServerConnection::new(config(certificate)).map_err(io::Error::other)?;
        while tls.is_handshaking() {
            match tls.complete_io(&mut tcp) {
                Ok(_) => {}
                Err(error) if is_pause(&error) && !self.shared.is_stopped() => {}
                Err(error) => return Err(error),
            }
        }
        self.stream = Stream::Sealed(Box::new(StreamOwned::new(tls, tcp)));
        self.unread.clear();
        Ok(())
    }
}

fn is_pause(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted
    )
}

fn config(certificate: &ServerCertificate) -> Arc<ServerConfig> {
    let chain = CertificateDer::pem_slice_iter(certificate.certificate_pem.as_bytes())
        .collect::<Result<Vec<_>, _>>()
        .expect("our own certificate");
    let key = PrivateKeyDer::from_pem_slice(certificate.key_pem.as_bytes()).expect("our own key");
    let config =
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring knows TLS 1.2 and 1.3")
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .expect("key and certificate belong together");
    Arc::new(config)
}

/// The text between angle brackets.
fn address(line: &str) -> String {
    line.split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map(|(address, _)| address.to_owned())
        .unwrap_or_default()
}

fn message_id(letter: &[u8]) -> String {
    let text = String::from_utf8_lossy(letter);
    let mut header = text.lines().take_while(|line| !line.is_empty());
    header
        .find_map(|line| {
            line.split_once(':')
                .filter(|(name, _)| name.eq_ignore_ascii_case("message-id"))
        })
        .map(|(_, id)| id.trim().to_owned())
        .unwrap_or_default()
}
