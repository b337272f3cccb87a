//! `GET /metrics`.

use crate::Relay;
use crate::answer::Answer;
use crate::store::acts::figures::Count;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

/// Counts and sizes for Prometheus.
pub async fn metrics(State(relay): State<Relay>) -> Answer<impl IntoResponse> {
    let totals = relay.store.act(Count).await?;
    let text = relay.metrics.text(totals, relay.now());
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text))
}
