//! The faulty server's end of the line: right answers, faults, and what was received.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::TcpStream,
    sync::Arc,
    thread,
    time::Duration,
};

use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

use super::{
    certificates::ServerCertificate,
    faulty::Shared,
    script::{Fault, Script, Step},
};

/// How often a waiting connection looks whether the server is being dropped.
const LOOK: Duration = Duration::from_millis(25);

enum Stream {
    Plain(TcpStream),
    Sealed(Box<StreamOwned<ServerConnection, TcpStream>>),
}

/// One client's line.
pub(super) struct Connection<'a> {
    pub(super) shared: &'a Shared,
    pub(super) script: Script,
    pub(super) number: usize,
    stream: Stream,
    unread: Vec<u8>,
}

/// The connection is over.
fn over() -> io::Error {
    ErrorKind::ConnectionAborted.into()
}

impl<'a> Connection<'a> {
    pub(super) fn new(shared: &'a Shared, number: usize, tcp: TcpStream) -> io::Result<Self> {
        tcp.set_read_timeout(Some(LOOK))?;
        tcp.set_nodelay(true)?;
        Ok(Self {
            shared,
            script: shared.script(),
            number,
            stream: Stream::Plain(tcp),
            unread: Vec::new(),
        })
    }

    pub(super) fn is_sealed(&self) -> bool {
        matches!(self.stream, Stream::Sealed(_))
    }

    /// Gives the right answer, or does what the script says instead.
    pub(super) fn answer(&mut self, step: Step, right: &str) -> io::Result<()> {
        match self.script.fault_at(step, self.number).cloned() {
            Some(fault) => self.commit(&fault, right),
            None => self.say(&format!("{right}\r\n")),
        }
    }

    pub(super) fn commit(&mut self, fault: &Fault, right: &str) -> io::Result<()> {
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

    /// A handshake message of 16 kB that never gets whole.
    fn drip_handshake(&mut self, pause: Duration) -> io::Result<()> {
        self.write(&[22, 3, 3, 0x3f, 0xff])?;
        loop {
            self.rest(pause)?;
            self.write(&[0])?;
        }
    }

    fn wait_for_client(&self) -> io::Result<()> {
        while !self.shared.is_stopped() {
            match self.tcp().peek(&mut [0]) {
                Ok(0) => return Err(over()),
                Ok(_) => return Ok(()),
                Err(error) if is_pause(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Err(over())
    }

    fn tcp(&self) -> &TcpStream {
        match &self.stream {
            Stream::Plain(tcp) => tcp,
            Stream::Sealed(stream) => &stream.sock,
        }
    }

    /// Neither reads nor writes until the server is dropped or the client is gone.
    fn hang(&mut self) -> io::Result<()> {
        let tcp = self.tcp();
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
        if self.shared.is_stopped() { Err(over()) } else { Ok(()) }
    }

    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.write(text.as_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.stream {
            Stream::Plain(tcp) => tcp.write_all(bytes),
            Stream::Sealed(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        }
    }

    pub(super) fn line(&mut self) -> io::Result<String> {
        let line = self.raw_line()?;
        Ok(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned())
    }

    pub(super) fn raw_line(&mut self) -> io::Result<Vec<u8>> {
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
                    self.shared.record(self.number, self.is_sealed(), &buffer[..length]);
                    self.unread.extend_from_slice(&buffer[..length]);
                }
                Err(error) if is_pause(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The server's half of the TLS handshake.
    pub(super) fn seal(&mut self, certificate: &ServerCertificate) -> io::Result<()> {
        let fault = self.script.fault_at(Step::Handshake, self.number).cloned();
        if fault.is_some() {
            // The client has begun its half.
            self.wait_for_client()?;
        }
        match fault {
            Some(Fault::Drip(pause)) => return self.drip_handshake(pause),
            Some(fault) => {
                self.commit(&fault, "")?;
                return Err(over());
            }
            None => {}
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
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring knows TLS 1.2 and 1.3")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("key and certificate belong together");
    Arc::new(config)
}
