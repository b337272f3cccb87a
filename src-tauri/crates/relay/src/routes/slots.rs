//! `GET /v1/c/{clinic}/slots`.

use super::id;
use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::store::Fault;
use crate::store::acts::slots::ViewSlots;
use axum::Json;
use axum::extract::{Path, State};
use keepwell_protocol::slots::SlotsView;

/// The clinic's book and what of it cannot be had now.
pub async fn slots(State(relay): State<Relay>, Path(clinic): Path<String>) -> Answer<Json<SlotsView>> {
    let clinic = id(&clinic)?;
    let now = relay.now();
    let view = relay.store.act(ViewSlots { clinic, now }).await?;
    let (signed, unavailable) = view.ok_or_else(Refusal::no_such_clinic)?;
    let book = serde_json::from_str(&signed).map_err(|_| Fault::Other("a kept book is not JSON".into()))?;
    Ok(Json(SlotsView { book, unavailable }))
}
