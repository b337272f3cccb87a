//! `PUT /v1/slots`.

use super::put_bundle::written;
use super::serial;
use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::store::acts::slots::PutSlots;
use crate::{body, device};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use keepwell_protocol::signed::{Context, Signed};
use keepwell_protocol::slots::SlotBook;
use std::collections::HashSet;

const LARGEST: usize = 12 << 20;

/// Publishes the clinic's book of times in place of the last.
pub async fn put_slots(State(relay): State<Relay>, request: Request) -> Answer<StatusCode> {
    let asked = device::ask(&relay, request, LARGEST).await?;
    let signed: Signed = body::parse(&asked.body)?;
    let document = signed
        .open(Context::Slots, &asked.keys.signing)
        .map_err(|_| Refusal::not_signed("the book is not signed by the clinic"))?;
    let book: SlotBook = body::parse(&document)?;
    if book.v != 1 || book.clinic != asked.clinic {
        return Err(Refusal::malformed("a book of another clinic or version"));
    }
    if book.slots.len() > relay.limits.most_slots {
        return Err(Refusal::full("more times than a book may hold"));
    }
    let mut ids = HashSet::new();
    let sound = |slot: &keepwell_protocol::slots::Slot| slot.until > slot.starts_at && slot.starts.get(..10).is_some();
    if !book.slots.iter().all(|slot| ids.insert(slot.id) && sound(slot)) {
        return Err(Refusal::malformed("a time twice, or one that ends before it begins"));
    }
    let act = PutSlots {
        serial: serial(book.serial)?,
        signed: written(&signed)?,
        book,
    };
    relay.store.act(act).await??;
    Ok(StatusCode::OK)
}
