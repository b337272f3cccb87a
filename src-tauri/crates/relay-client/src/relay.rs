//! One request and its answer, whoever carries it: real HTTP, or what a simulation puts in its place.

use crate::{Address, Failure, FailureKind};
use keepwell_protocol::pairing::RelayError;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Put in place.
    Put,
    /// Do.
    Post,
    /// Take away.
    Delete,
}

impl Method {
    /// As it is signed and sent.
    pub fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// One request.
#[derive(Debug)]
pub struct Ask<'a> {
    /// What is done.
    pub method: Method,
    /// Path with query, from `/` on.
    pub path: &'a str,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// Body; not sent with `Get` and `Delete`.
    pub body: &'a [u8],
    /// Most bytes of the answer that are read.
    pub most: usize,
    /// From resolving the name to the last byte of the answer.
    pub deadline: Duration,
}

/// What came back.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The `date` header.
    pub date: Option<String>,
    /// The `content-type` header.
    pub content_type: Option<String>,
    /// The `retry-after` header.
    pub retry_after: Option<String>,
    /// The `x-keepwell-work-bits` header.
    pub work_bits: Option<String>,
    /// Body.
    pub body: Vec<u8>,
}

/// Carries one request to a relay and its answer back. Never waits longer than the request's deadline.
pub trait Relay: Send + Sync {
    /// Asks.
    ///
    /// # Errors
    /// No answer came, or not in time; an answer with an error status is an answer.
    fn ask(&self, address: &Address, ask: &Ask<'_>) -> Result<Answer, Failure>;
}

impl Answer {
    /// The answer, if it is a good one; what the relay refused, if it is a relay.
    ///
    /// # Errors
    /// See [`FailureKind`].
    pub fn good(self, address: &Address) -> Result<Self, Failure> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        let told: Option<RelayError> = self.json(address).ok();
        let kind = match (self.status, told.as_ref().map(|told| told.code.as_str())) {
            // A bundle's serial that is too low is 409; a request's time that is off is told as unsigned.
            (401 | 403, Some("stale")) => FailureKind::WrongClock {
                relay: self.date.as_deref().and_then(read_date),
            },
            (status, Some("fault")) => FailureKind::Faulty { status },
            (status, Some(code)) => FailureKind::Refused {
                status,
                code: code.to_owned(),
            },
            (429, None) => FailureKind::Refused {
                status: 429,
                code: "slow_down".into(),
            },
            // A balancer answers for a relay that is down.
            (status @ 500..=599, None) => FailureKind::Faulty { status },
            (_, None) => FailureKind::NotARelay,
        };
        Err(Failure {
            kind,
            host: address.host().to_owned(),
            detail: told.map_or_else(|| format!("status {}", self.status), |told| told.message),
        })
    }

    /// The body as JSON, never deeper than the protocol allows.
    ///
    /// # Errors
    /// Not the answer of a relay.
    pub fn json<T: DeserializeOwned>(&self, address: &Address) -> Result<T, Failure> {
        let wrong = |detail: String| Failure {
            kind: FailureKind::NotARelay,
            host: address.host().to_owned(),
            detail,
        };
        if keepwell_protocol::json::is_too_deep(&self.body) {
            return Err(wrong("answer nested too deep".into()));
        }
        // serde quotes what it did not like: only where it was goes on.
        serde_json::from_slice(&self.body)
            .map_err(|e| wrong(format!("answer unreadable ({:?}) at {}", e.classify(), e.column())))
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7) as Unix seconds.
fn read_date(text: &str) -> Option<i64> {
    jiff::fmt::rfc2822::parse(text)
        .ok()
        .map(|at| at.timestamp().as_second())
}
