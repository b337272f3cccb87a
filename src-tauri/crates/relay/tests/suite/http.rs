//! HTTP by hand, so that a test can also speak it wrongly.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&self.body)))
    }

    /// Status and code of an answer.
    pub fn told(&self) -> (u16, String) {
        let code = serde_json::from_slice::<serde_json::Value>(&self.body)
            .ok()
            .and_then(|body| body["code"].as_str().map(str::to_owned));
        (self.status, code.unwrap_or_default())
    }
}

/// A request in full.
pub fn written(method: &str, path: &str, headers: &[(&str, String)], body: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "{method} {path} HTTP/1.1\r\nhost: relay\r\nconnection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        out.push_str(&format!("{name}: {value}\r\n"));
    }
    let mut out = format!("{out}\r\n").into_bytes();
    out.extend_from_slice(body);
    out
}

pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the relay listens");
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .expect("a deadline");
    stream.set_nodelay(true).expect("at once");
    stream
}

/// Reads an answer to its end; none when the connection ends before it.
pub fn answer(mut stream: TcpStream) -> Option<Reply> {
    let mut bytes = Vec::new();
    // A relay that has said no need not read the rest: the reset comes after the answer.
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let reply = Reply {
        status,
        body: bytes[end + 4..].to_vec(),
        head,
    };
    let whole = reply.header("content-length").and_then(|length| length.parse().ok());
    whole
        .is_none_or(|length: usize| length == reply.body.len())
        .then_some(reply)
}

/// Asks and waits for the answer; none when there was none.
pub fn try_ask(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, String)],
    body: &[u8],
) -> Option<Reply> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
    let _ = stream.write_all(&written(method, path, headers, body));
    answer(stream)
}

pub fn ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, String)], body: &[u8]) -> Reply {
    try_ask(address, method, path, headers, body).unwrap_or_else(|| panic!("{method} {path}: no answer"))
}
