//! Bodies: never more bytes than allowed, never longer than the relay's patience, never deeper than anybody reads.

use crate::answer::{Answer, Refusal};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use keepwell_protocol::json;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Refuses by the length that is announced, before a byte is read.
pub fn announced(headers: &HeaderMap, most: usize) -> Answer<()> {
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok());
    match length.map(str::parse::<u64>) {
        Some(Ok(length)) if usize::try_from(length).map_or(true, |length| length > most) => Err(Refusal::too_large()),
        Some(Err(_)) => Err(Refusal::malformed("a wrong content-length")),
        _ => Ok(()),
    }
}

/// Reads a body.
pub async fn read(body: Body, most: usize, patience: Duration) -> Answer<Bytes> {
    match tokio::time::timeout(patience, Limited::new(body, most).collect()).await {
        Err(_) => Err(Refusal::too_slow()),
        Ok(Err(cause)) if cause.is::<LengthLimitError>() => Err(Refusal::too_large()),
        Ok(Err(_)) => Err(Refusal::malformed("the body was cut short")),
        Ok(Ok(body)) => Ok(body.to_bytes()),
    }
}

/// Reads JSON into a type of the protocol.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Answer<T> {
    json::read(bytes).map_err(|cause| Refusal::malformed(cause.to_string()))
}
