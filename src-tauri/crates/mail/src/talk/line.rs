//! The line to the server: bytes in and out, plain or encrypted, and one deadline for all of it.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::{Shutdown, SocketAddr, TcpStream},
    sync::Arc,
    time::{Duration, Instant},
};

use rustls::{ClientConfig, ClientConnection, StreamOwned, pki_types::ServerName};

/// Most bytes one answer may have. Postfix uses the same limit (`smtp_response_limit`).
const LONGEST_ANSWER: usize = 100_000;

/// How long a farewell may take. Nothing depends on it.
const FAREWELL: Duration = Duration::from_millis(200);

/// A TCP connection on which nothing may last beyond the deadline, however slowly the other side drips.
pub(super) struct Socket {
    tcp: TcpStream,
    deadline: Instant,
}

impl Socket {
    fn left(&self) -> io::Result<Duration> {
        match self.deadline.checked_duration_since(Instant::now()) {
            // The system takes a timeout of zero for "wait for ever".
            Some(left) if left >= Duration::from_millis(1) => Ok(left),
            Some(_) | None => Err(ErrorKind::TimedOut.into()),
        }
    }
}

/// A timeout reads as `WouldBlock` on Unix and as `TimedOut` on Windows.
fn timed_out(error: io::Error) -> io::Error {
    if error.kind() == ErrorKind::WouldBlock {
        ErrorKind::TimedOut.into()
    } else {
        error
    }
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.tcp.set_read_timeout(Some(self.left()?))?;
        self.tcp.read(buffer).map_err(timed_out)
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tcp.set_write_timeout(Some(self.left()?))?;
        self.tcp.write(bytes).map_err(timed_out)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

enum Stream {
    Plain(Socket),
    Sealed(Box<StreamOwned<ClientConnection, Socket>>),
}

/// The line to the server.
pub(super) struct Line {
    stream: Stream,
    /// Received, but not yet part of an answer that was asked for.
    unread: Vec<u8>,
}

impl Line {
    pub(super) fn new(tcp: TcpStream, deadline: Instant) -> io::Result<Self> {
        tcp.set_nodelay(true)?;
        Ok(Self {
            stream: Stream::Plain(Socket { tcp, deadline }),
            unread: Vec::new(),
        })
    }

    /// Encrypts the line and checks the certificate before returning.
    pub(super) fn seal(self, config: Arc<ClientConfig>, name: ServerName<'static>) -> io::Result<Self> {
        let mut socket = match self.stream {
            Stream::Plain(socket) if self.unread.is_empty() => socket,
            // What came in plain must never pass for something that came encrypted.
            Stream::Plain(_) | Stream::Sealed(_) => {
                return Err(io::Error::new(
                    ErrorKind::InvalidData,
                    "unexpected text before the encryption",
                ));
            }
        };
        let mut tls = ClientConnection::new(config, name).map_err(io::Error::other)?;
        while tls.is_handshaking() {
            tls.complete_io(&mut socket)?;
        }
        Ok(Self {
            stream: Stream::Sealed(Box::new(StreamOwned::new(tls, socket))),
            unread: Vec::new(),
        })
    }

    pub(super) fn is_sealed(&self) -> bool {
        matches!(self.stream, Stream::Sealed(_))
    }

    /// This computer's address as the server sees it from its side of the line, before any router.
    pub(super) fn local_address(&self) -> io::Result<SocketAddr> {
        match &self.stream {
            Stream::Plain(socket) => socket.tcp.local_addr(),
            Stream::Sealed(stream) => stream.sock.tcp.local_addr(),
        }
    }

    /// Runs something of the caller's own; the time it takes is not the server's.
    pub(super) fn meanwhile<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let before = Instant::now();
        let result = work();
        let deadline = &mut self.socket().deadline;
        *deadline = deadline.checked_add(before.elapsed()).unwrap_or(*deadline);
        result
    }

    pub(super) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.stream {
            Stream::Plain(socket) => socket.write_all(bytes),
            Stream::Sealed(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        }
    }

    /// Whether the server has said something nobody asked for.
    pub(super) fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    /// The next line of text without its line end. Bytes that are not UTF-8 are replaced: old servers answer in
    /// Latin-1, and the number in front is all that counts.
    pub(super) fn next_line(&mut self, so_far: usize) -> io::Result<String> {
        let mut searched = 0;
        loop {
            if let Some(end) = self.unread[searched..].iter().position(|&byte| byte == b'\n') {
                let line: Vec<u8> = self.unread.drain(..=searched + end).collect();
                let line = line.strip_suffix(b"\n").unwrap_or(&line);
                let line = line.strip_suffix(b"\r").unwrap_or(line);
                return Ok(String::from_utf8_lossy(line).into_owned());
            }
            searched = self.unread.len();
            if so_far + searched > LONGEST_ANSWER {
                return Err(io::Error::new(ErrorKind::InvalidData, "the answer does not end"));
            }
            let mut buffer = [0; 4096];
            let length = match &mut self.stream {
                Stream::Plain(socket) => socket.read(&mut buffer),
                Stream::Sealed(stream) => stream.read(&mut buffer),
            };
            match length {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(length) => self.unread.extend_from_slice(&buffer[..length]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Says goodbye without waiting for an answer: nothing depends on it, and whoever waits here delays writing
    /// down that the letter was sent.
    pub(super) fn farewell(mut self) {
        self.socket().deadline = Instant::now() + FAREWELL;
        let said = self.send(b"QUIT\r\n");
        if let (Ok(()), Stream::Sealed(stream)) = (said, &mut self.stream) {
            stream.conn.send_close_notify();
            // The letter's fate is known; an error here changes nothing.
            let _ = stream.flush();
        }
        self.hang_up();
    }

    /// Ends the line without another word.
    pub(super) fn hang_up(mut self) {
        // Fails only when the other side was quicker.
        let _ = self.socket().tcp.shutdown(Shutdown::Both);
    }

    fn socket(&mut self) -> &mut Socket {
        match &mut self.stream {
            Stream::Plain(socket) => socket,
            Stream::Sealed(stream) => &mut stream.sock,
        }
    }
}
