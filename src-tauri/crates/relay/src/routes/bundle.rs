//! `GET /v1/c/{clinic}/bundle`.

use super::{WORK_BITS, id};
use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::store::acts::documents::{BUNDLE, Get};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// The clinic's signed bundle, and how much work a submission needs.
pub async fn bundle(State(relay): State<Relay>, Path(clinic): Path<String>) -> Answer<Response> {
    let clinic = id(&clinic)?;
    let found = relay.store.act(Get { clinic, name: BUNDLE }).await?;
    let found = found.ok_or_else(Refusal::no_such_clinic)?;
    let busy = u64::try_from(found.pending).is_ok_and(|pending| pending > relay.limits.busy_pending);
    let bits = if busy {
        relay.limits.busy_work
    } else {
        relay.limits.least_work
    };
    let mut response = ([(header::CONTENT_TYPE, "application/json")], found.signed).into_response();
    response
        .headers_mut()
        .insert(WORK_BITS, HeaderValue::from(u16::from(bits)));
    Ok(response)
}
