//! `POST /v1/c/{clinic}/slots/{slot}/release`.

use super::hold::LARGEST;
use super::id;
use crate::Relay;
use crate::answer::Answer;
use crate::store::acts::hold::ReleaseSlot;
use crate::{body, token};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use keepwell_protocol::slots::Hold;

/// Lets a hold go. Without it, again, or with another's token: nothing happens, and nobody learns which.
pub async fn release(
    State(relay): State<Relay>,
    Path((clinic, slot)): Path<(String, String)>,
    request: Request,
) -> Answer<StatusCode> {
    let (clinic, slot) = (id(&clinic)?, id(&slot)?);
    let (parts, content) = request.into_parts();
    body::announced(&parts.headers, LARGEST)?;
    let asked: Hold = body::parse(&body::read(&relay, content, LARGEST).await?)?;
    let token = token::hash(&token::read(&asked.token)?);
    relay.store.act(ReleaseSlot { clinic, slot, token }).await?;
    Ok(StatusCode::NO_CONTENT)
}
