//! `GET /healthz`.

use crate::Relay;
use crate::answer::Answer;
use crate::store::acts::figures::Check;
use axum::extract::State;

/// Whether a submission could be taken now: asks the store's writer.
pub async fn health(State(relay): State<Relay>) -> Answer<&'static str> {
    relay.store.act(Check).await?;
    Ok("well\n")
}
