//! `GET /v1/c/{clinic}/forms/{sha256}`.

use super::{hash, id};
use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::store::acts::forms::GetForm;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;

/// A form's bytes. Its address is its hash, so it never changes.
pub async fn form(
    State(relay): State<Relay>,
    Path((clinic, sha256)): Path<(String, String)>,
) -> Answer<impl IntoResponse> {
    let (clinic, sha256) = (id(&clinic)?, hash(&sha256)?);
    let bytes = relay.store.act(GetForm { clinic, sha256 }).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=86400, immutable"),
    ];
    Ok((headers, bytes.ok_or_else(Refusal::no_such_form)?))
}
