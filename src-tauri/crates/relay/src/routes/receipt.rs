//! `GET /v1/c/{clinic}/receipts/{sid}`.

use super::id;
use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::store::acts::receipts::{GetReceipt, Standing};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The clinic's signed receipt: 200, 204 not yet, 404 never heard of, 410 the clinic did not fetch it in time.
pub async fn receipt(State(relay): State<Relay>, Path((clinic, sid)): Path<(String, String)>) -> Answer<Response> {
    let (clinic, sid) = (id(&clinic)?, id(&sid)?);
    match relay.store.act(GetReceipt { clinic, sid }).await? {
        Standing::Receipt(signed) => Ok(([(header::CONTENT_TYPE, "application/json")], signed).into_response()),
        Standing::NotYet => Ok(StatusCode::NO_CONTENT.into_response()),
        Standing::Expired => Err(Refusal::gone("the clinic did not fetch this submission in time")),
        Standing::Unknown => Err(Refusal::nothing_here()),
    }
}
