//! A proxy that breaks on command: every request that passes meets the next fault of its script.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It passes.
    None,
    /// Nobody answers: the connection breaks before the request is passed on.
    Down,
    /// So many milliseconds later than usual.
    Slow(u64),
    /// The request breaks off after so many hundredths of it; the relay sees half of it.
    CutRequest(u8),
    /// The relay does it; its answer never arrives.
    CutAnswer,
    /// The answer breaks off after so many hundredths of it.
    HalfAnswer(u8),
    /// The relay gets it twice; the first answer arrives.
    Twice,
    /// The relay gets it twice; the second answer arrives.
    TwiceLater,
    /// A balancer answers "bad gateway" without asking the relay.
    BadGateway,
    /// The relay does it, and a balancer answers "gateway timeout".
    GatewayTimeout,
}

#[derive(Default)]
struct Script {
    faults: VecDeque<Fault>,
    /// Paths on which faults are taken from the script; empty: all.
    on: String,
    met: usize,
}

/// The proxy. It ends when this is dropped.
pub struct Proxy {
    address: SocketAddr,
    script: Arc<Mutex<Script>>,
    stop: Arc<AtomicBool>,
}

impl Proxy {
    /// In front of whatever listens at `relay`.
    pub fn before(relay: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        let script: Arc<Mutex<Script>> = Arc::default();
        let stop = Arc::new(AtomicBool::new(false));
        let (faults, ended) = (Arc::clone(&script), Arc::clone(&stop));
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if ended.load(Ordering::SeqCst) {
                    break;
                }
                let faults = Arc::clone(&faults);
                std::thread::spawn(move || drop(pass(client, relay, &faults)));
            }
        });
        Self { address, script, stop }
    }

    /// Its address, as a relay's.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The next requests whose line contains `on` meet these.
    pub fn script(&self, on: &str, faults: impl IntoIterator<Item = Fault>) {
        let mut script = self.lock();
        script.faults = faults.into_iter().collect();
        script.on = on.to_owned();
    }

    /// Everything passes again.
    pub fn heal(&self) {
        self.lock().faults.clear();
    }

    /// How many faults were met so far.
    pub fn met(&self) -> usize {
        self.lock().met
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

fn pass(mut client: TcpStream, relay: SocketAddr, script: &Mutex<Script>) -> std::io::Result<()> {
    client.set_read_timeout(Some(Duration::from_secs(10)))?;
    client.set_nodelay(true)?;
    let Some(request) = read_message(&mut client)? else {
        return Ok(());
    };
    let line = String::from_utf8_lossy(&request[..request.iter().position(|b| *b == b'\r').unwrap_or(0)]).into_owned();
    let fault = {
        let mut script = script.lock().unwrap_or_else(PoisonError::into_inner);
        if line.contains(&script.on) {
            let fault = script.faults.pop_front().unwrap_or(Fault::None);
            script.met += usize::from(fault != Fault::None);
            fault
        } else {
            Fault::None
        }
    };
    let whole = |client: &mut TcpStream, answer: &[u8]| client.write_all(answer);
    match fault {
        Fault::None => whole(&mut client, &forward(relay, &request)?)?,
        Fault::Down => {}
        Fault::Slow(milliseconds) => {
            std::thread::sleep(Duration::from_millis(milliseconds));
            whole(&mut client, &forward(relay, &request)?)?;
        }
        Fault::CutRequest(hundredths) => {
            let mut upstream = TcpStream::connect(relay)?;
            upstream.write_all(&request[..request.len() * usize::from(hundredths) / 100])?;
            upstream.shutdown(Shutdown::Both)?;
        }
        Fault::CutAnswer => drop(forward(relay, &request)?),
        Fault::HalfAnswer(hundredths) => {
            let answer = forward(relay, &request)?;
            whole(&mut client, &answer[..answer.len() * usize::from(hundredths) / 100])?;
        }
        Fault::Twice => {
            let first = forward(relay, &request)?;
            drop(forward(relay, &request)?);
            whole(&mut client, &first)?;
        }
        Fault::TwiceLater => {
            drop(forward(relay, &request)?);
            whole(&mut client, &forward(relay, &request)?)?;
        }
        Fault::BadGateway => whole(&mut client, PAGE_502)?,
        Fault::GatewayTimeout => {
            drop(forward(relay, &request)?);
            whole(&mut client, PAGE_504)?;
        }
    }
    client.shutdown(Shutdown::Both)
}

const PAGE_502: &[u8] = b"HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 11\r\nconnection: close\r\n\r\n<h1>502</h1";
const PAGE_504: &[u8] = b"HTTP/1.1 504 Gateway Timeout\r\ncontent-type: text/html\r\ncontent-length: 11\r\nconnection: close\r\n\r\n<h1>504</h1";

/// One whole HTTP message with its body of `content-length` bytes, told to close the connection behind it.
fn read_message(from: &mut TcpStream) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 64 * 1024];
    loop {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = end {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .and_then(|(_, value)| value.trim().parse::<usize>().ok())
                .unwrap_or(0);
            while bytes.len() < end + 4 + length {
                let read = from.read(&mut buffer)?;
                if read == 0 {
                    return Ok(None);
                }
                bytes.extend_from_slice(&buffer[..read]);
            }
            let mut message: Vec<u8> = Vec::with_capacity(bytes.len() + 32);
            for line in head
                .lines()
                .filter(|line| !line.to_ascii_lowercase().starts_with("connection:"))
            {
                message.extend_from_slice(line.as_bytes());
                message.extend_from_slice(b"\r\n");
            }
            message.extend_from_slice(b"connection: close\r\n\r\n");
            message.extend_from_slice(&bytes[end + 4..end + 4 + length]);
            return Ok(Some(message));
        }
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return Ok(None);
        }
        bytes.extend_from_slice(&buffer[..read]);
    }
}

/// Asks the relay; its whole answer.
fn forward(relay: SocketAddr, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut upstream = TcpStream::connect(relay)?;
    upstream.set_nodelay(true)?;
    upstream.set_read_timeout(Some(Duration::from_secs(10)))?;
    upstream.write_all(request)?;
    let mut answer = Vec::new();
    upstream.read_to_end(&mut answer)?;
    Ok(answer)
}
