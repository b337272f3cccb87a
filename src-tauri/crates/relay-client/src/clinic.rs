//! What a clinic asks of its relay, every request signed by the key of its PC.

use crate::{Address, Answer, Ask, Failure, FailureKind, Method, Relay};
use keepwell_protocol::id::{ClinicId, PageId, SlotId};
use keepwell_protocol::inbox::{Ack, AckItem, FreeSlots, InboxPage};
use keepwell_protocol::pairing::{Register, header};
use keepwell_protocol::signed::{Context, Signed, SigningKey};
use keepwell_protocol::{random, text};
use serde::Serialize;
use std::time::Duration;

/// Longest a request without much in it may take.
const SHORT: Duration = Duration::from_secs(15);
/// Longest a request that carries megabytes may take.
const LONG: Duration = Duration::from_secs(60);
/// Most bytes of an answer that says little.
const LITTLE: usize = 64 * 1024;
/// Most bytes of a page of the inbox: 12 MiB of envelopes (or one of the largest) in base64, and what stands around them.
const MUCH: usize = 24 * 1024 * 1024;

/// A clinic at a relay.
pub struct Clinic<'a> {
    /// Who carries the requests.
    pub relay: &'a dyn Relay,
    /// Where the relay is.
    pub address: &'a Address,
    /// Who asks …
    pub clinic: ClinicId,
    /// … with which key …
    pub device: &'a SigningKey,
    /// … and when, Unix seconds.
    pub now: i64,
}

/// A signed document that was put in place, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// In place.
    Done,
    /// The relay has one with this serial or a higher one.
    Stale,
}

/// Makes the PC known to the relay. Not signed by the device: the relay does not know it yet.
///
/// # Errors
/// See [`FailureKind`]; `gone` or `not_signed` when the invitation does not count (any more).
pub fn register(relay: &dyn Relay, address: &Address, register: &Register) -> Result<(), Failure> {
    let body = json(address, register)?;
    let ask = Ask {
        method: Method::Post,
        path: "/v1/clinics",
        headers: vec![("content-type", "application/json".into())],
        body: &body,
        most: LITTLE,
        deadline: SHORT,
    };
    relay.ask(address, &ask)?.good(address).map(drop)
}

impl Clinic<'_> {
    /// Publishes the bundle.
    ///
    /// # Errors
    /// See [`FailureKind`].
    pub fn put_bundle(&self, bundle: &Signed) -> Result<Put, Failure> {
        self.put_signed("/v1/bundle", bundle)
    }

    /// Publishes the open times.
    ///
    /// # Errors
    /// See [`FailureKind`].
    pub fn put_slots(&self, book: &Signed) -> Result<Put, Failure> {
        self.put_signed("/v1/slots", book)
    }

    /// Uploads a form. Again is harmless.
    ///
    /// # Errors
    /// See [`FailureKind`].
    pub fn put_form(&self, sha256_hex: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.send(
            Method::Put,
            &["/v1/forms/", sha256_hex].concat(),
            "application/json",
            bytes,
            LITTLE,
            SHORT,
        )
        .map(drop)
    }

    /// Uploads a page for one patient. Again is harmless.
    ///
    /// # Errors
    /// See [`FailureKind`].
    pub fn put_page(&self, page: PageId, until: i64, bytes: &[u8]) -> Result<(), Failure> {
        self.send(
            Method::Put,
            &format!("/v1/pages/{page}?until={until}"),
            "application/octet-stream",
            bytes,
            LITTLE,
            SHORT,
        )
        .map(drop)
    }

    /// Takes a page away. One that is not there is away.
    ///
    /// # Errors
    /// See [`FailureKind`].
    pub fn drop_page(&self, page: PageId) -> Result<(), Failure> {
        match self.send(Method::Delete, &format!("/v1/pages/{page}"), "", b"", LITTLE, SHORT) {
            Err(Failure {
                kind:
                    FailureKind::Refused {
                        status: 404 | 410,
                        code,
                    },
                ..
            }) if code != "no_such_clinic" => Ok(()),
            answer => answer.map(drop),
        }
    }

    /// What waits behind `after`.
    ///
    /// # Errors
    /// See [`FailureKind`].
    pub fn inbox(&self, after: u64) -> Result<InboxPage, Failure> {
        self.send(Method::Get, &format!("/v1/inbox?after={after}"), "", b"", MUCH, LONG)?
            .json(self.address)
    }

    /// Acknowledges. Again is harmless.
    ///
    /// # Errors
    /// See [`FailureKind`].
    pub fn ack(&self, items: Vec<AckItem>) -> Result<(), Failure> {
        let body = json(self.address, &Ack { items })?;
        self.send(Method::Post, "/v1/inbox/ack", "application/json", &body, LITTLE, SHORT)
            .map(drop)
    }

    /// Gives times back. Again is harmless.
    ///
    /// # Errors
    /// See [`FailureKind`].
    pub fn free_slots(&self, slots: Vec<SlotId>) -> Result<(), Failure> {
        let body = json(self.address, &FreeSlots { slots })?;
        self.send(Method::Post, "/v1/slots/free", "application/json", &body, LITTLE, SHORT)
            .map(drop)
    }

    fn put_signed(&self, path: &str, document: &Signed) -> Result<Put, Failure> {
        let body = json(self.address, document)?;
        match self.send(Method::Put, path, "application/json", &body, LITTLE, SHORT) {
            Err(failure) if matches!(&failure.kind, FailureKind::Refused { status: 409, code } if code == "stale") => {
                Ok(Put::Stale)
            }
            answer => answer.map(|_| Put::Done),
        }
    }

    fn send(
        &self,
        method: Method,
        path: &str,
        kind: &str,
        body: &[u8],
        most: usize,
        deadline: Duration,
    ) -> Result<Answer, Failure> {
        let nonce = random::bytes::<16>().map_err(|_| self.fault("no randomness"))?;
        let nonce = PageId::from_bytes(nonce).to_string();
        let to_sign = [
            method.word(),
            path,
            &text::write_hex(&text::sha256(body)),
            &self.now.to_string(),
            &nonce,
        ]
        .join("\n");
        let signature = text::write_base64(&self.device.sign(Context::Request, to_sign.as_bytes()));
        let mut headers = vec![
            (header::CLINIC, self.clinic.to_string()),
            (header::TIME, self.now.to_string()),
            (header::NONCE, nonce),
            (header::SIGNATURE, signature),
        ];
        if !kind.is_empty() {
            headers.push(("content-type", kind.to_owned()));
        }
        let ask = Ask {
            method,
            path,
            headers,
            body,
            most,
            deadline,
        };
        self.relay.ask(self.address, &ask)?.good(self.address)
    }

    fn fault(&self, detail: &str) -> Failure {
        Failure {
            kind: FailureKind::Unreachable,
            host: self.address.host().to_owned(),
            detail: detail.into(),
        }
    }
}

fn json(address: &Address, value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(value).map_err(|error| Failure {
        kind: FailureKind::NotARelay,
        host: address.host().to_owned(),
        detail: error.to_string(),
    })
}
