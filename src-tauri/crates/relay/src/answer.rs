//! How the relay says no: a status, a code a program acts on, a sentence for its log.

use crate::store::Fault;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use keepwell_protocol::pairing::RelayError;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
    bits: Option<u8>,
    retry_after: Option<i64>,
}

impl Refusal {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            bits: None,
            retry_after: None,
        }
    }

    /// Its code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Not what the protocol says.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", message)
    }

    /// Larger than the relay takes.
    pub fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "larger than the relay takes",
        )
    }

    /// The body did not come in time.
    pub fn too_slow() -> Self {
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            "slow_down",
            "the request took too long to come in",
        )
        .after(5)
    }

    /// Work is asked for, or more of it.
    pub fn work(bits: u8) -> Self {
        let mut refusal = Self::new(
            StatusCode::FORBIDDEN,
            "work",
            format!("{bits} zero bits of work are asked for"),
        );
        refusal.bits = Some(bits);
        refusal
    }

    /// No clinic of this id, or none that has published anything.
    pub fn no_such_clinic() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "no_such_clinic",
            "no clinic of this id publishes here",
        )
    }

    /// No form of this hash.
    pub fn no_such_form() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no_such_form", "no form of this hash is kept")
    }

    /// Not offered, or no longer.
    pub fn no_such_slot() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no_such_slot", "this time is not offered")
    }

    /// Somebody else has it.
    pub fn taken() -> Self {
        Self::new(StatusCode::CONFLICT, "taken", "this time cannot be had any more")
    }

    /// The same submission id with other bytes.
    pub fn other_bytes() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "other_bytes",
            "this submission is known with other bytes",
        )
    }

    /// Sealed to keys the clinic no longer publishes, or a serial that is not higher.
    pub fn stale(message: &str) -> Self {
        Self::new(StatusCode::CONFLICT, "stale", message)
    }

    /// The clock of a signed request is wrong; the `date` header says what time it is here.
    pub fn wrong_clock(now: i64) -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "stale",
            format!("the request's time is not near the relay's, which is {now}"),
        )
    }

    /// Not signed by the clinic's PC.
    pub fn not_signed(message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not_signed", message)
    }

    /// The clinic's place at this relay is full.
    pub fn full(message: &str) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "full", message).after(3600)
    }

    /// Too often.
    pub fn slow_down(seconds: i64) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "slow_down", "too many requests").after(seconds)
    }

    /// Many send much at once; whoever sends little is not asked to wait.
    pub fn no_room() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "slow_down",
            "too many large requests at once",
        )
        .after(10)
    }

    /// It was here and is not any more.
    pub fn gone(message: &str) -> Self {
        Self::new(StatusCode::GONE, "gone", message)
    }

    /// There is nothing at this address.
    pub fn nothing_here() -> Self {
        Self::new(StatusCode::NOT_FOUND, "gone", "there is nothing here")
    }

    fn after(mut self, seconds: i64) -> Self {
        self.retry_after = Some(seconds.max(1));
        self
    }
}

impl From<Fault> for Refusal {
    /// The cause goes to the log; the caller learns only that it is not theirs.
    fn from(fault: Fault) -> Self {
        tracing::error!(cause = %fault, "the store failed");
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "fault",
            "the relay could not do this now",
        )
        .after(5)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = RelayError {
            code: self.code.to_owned(),
            message: self.message,
            bits: self.bits,
        };
        let mut response = (self.status, Json(body)).into_response();
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// What a route answers.
pub type Answer<T> = Result<T, Refusal>;
