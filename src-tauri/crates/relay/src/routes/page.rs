//! `GET /v1/c/{clinic}/pages/{page}`.

use super::id;
use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::store::acts::pages::GetPage;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;

/// A page for one patient, ciphertext.
pub async fn page(
    State(relay): State<Relay>,
    Path((clinic, page)): Path<(String, String)>,
) -> Answer<impl IntoResponse> {
    let (clinic, page) = (id(&clinic)?, id(&page)?);
    let now = relay.now();
    let bytes = relay.store.act(GetPage { clinic, page, now }).await?;
    let bytes = bytes.ok_or_else(Refusal::nothing_here)?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes))
}
