//! `DELETE /v1/pages/{page}`.

use super::id;
use crate::answer::Answer;
use crate::store::acts::pages::DropPage;
use crate::{Relay, device};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;

/// Takes a page away.
pub async fn drop_page(State(relay): State<Relay>, Path(page): Path<String>, request: Request) -> Answer<StatusCode> {
    let page = id(&page)?;
    let asked = device::ask(&relay, request, 0).await?;
    let act = DropPage {
        clinic: asked.clinic,
        page,
    };
    relay.store.act(act).await?;
    Ok(StatusCode::NO_CONTENT)
}
