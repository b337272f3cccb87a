//! Bodies: never more bytes than allowed, never longer than the relay's patience, never deeper than anybody reads, and
//! never so many large ones at once that the machine runs out of memory.

use crate::Relay;
use crate::answer::{Answer, Refusal};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use keepwell_protocol::json;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

/// Bodies of so many bytes always find room: what most patients send.
const SMALL: usize = 64 << 10;
/// Bytes a second that the slowest line carries. Photographs over a bad connection may take their time; what drips may not.
const SLOWEST: u64 = 16 << 10;
/// Bytes of one permit.
const PERMIT: usize = 1 << 10;

/// The room that large bodies share.
#[derive(Clone)]
pub struct Room(Arc<Semaphore>);

impl Room {
    /// Room for so many bytes.
    pub fn new(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new((bytes / PERMIT).min(Semaphore::MAX_PERMITS))))
    }

    /// Takes what a body of `length` bytes needs beyond what it has.
    fn grow(&self, taken: &mut Option<OwnedSemaphorePermit>, length: usize) -> Answer<()> {
        let has = taken.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let more = length.saturating_sub(SMALL).div_ceil(PERMIT).saturating_sub(has);
        if more == 0 {
            return Ok(());
        }
        let more = u32::try_from(more).map_err(|_| Refusal::too_large())?;
        let more = self
            .0
            .clone()
            .try_acquire_many_owned(more)
            .map_err(|_| Refusal::no_room())?;
        match taken {
            Some(taken) => taken.merge(more),
            None => *taken = Some(more),
        }
        Ok(())
    }
}

/// Bytes, and their room until the last that holds them lets go.
struct Kept {
    bytes: Vec<u8>,
    _room: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Kept {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

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
pub async fn read(relay: &Relay, body: Body, most: usize) -> Answer<Bytes> {
    let from = Instant::now();
    let mut body = Limited::new(body, most);
    let (mut bytes, mut taken) = (Vec::new(), None);
    loop {
        let came = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let patience = relay.patience + Duration::from_millis(came.saturating_mul(1000) / SLOWEST);
        let frame = match timeout_at(from + patience, body.frame()).await {
            Err(_) => return Err(Refusal::too_slow()),
            Ok(None) => break,
            Ok(Some(Err(cause))) if cause.is::<LengthLimitError>() => return Err(Refusal::too_large()),
            Ok(Some(Err(_))) => return Err(Refusal::malformed("the body was cut short")),
            Ok(Some(Ok(frame))) => frame,
        };
        if let Ok(data) = frame.into_data() {
            relay.room.grow(&mut taken, bytes.len().saturating_add(data.len()))?;
            bytes.extend_from_slice(&data);
        }
    }
    Ok(match taken {
        None => Bytes::from(bytes),
        Some(room) => Bytes::from_owner(Kept { bytes, _room: room }),
    })
}

/// Reads JSON into a type of the protocol.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Answer<T> {
    json::read(bytes).map_err(|cause| Refusal::malformed(cause.to_string()))
}
