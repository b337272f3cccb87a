//! `PUT /v1/forms/{sha256}`.

use super::hash;
use crate::answer::{Answer, Refusal};
use crate::store::acts::forms::PutForm;
use crate::{Relay, device};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use keepwell_protocol::json::is_too_deep;
use keepwell_protocol::limits::LARGEST_FORM;

/// Keeps a form under its hash.
pub async fn put_form(State(relay): State<Relay>, Path(sha256): Path<String>, request: Request) -> Answer<StatusCode> {
    let sha256 = hash(&sha256)?;
    let asked = device::ask(&relay, request, LARGEST_FORM).await?;
    if keepwell_protocol::text::sha256(&asked.body) != sha256 {
        return Err(Refusal::malformed("the form's bytes are not of this hash"));
    }
    if is_too_deep(&asked.body) {
        return Err(Refusal::malformed("nested too deep"));
    }
    let act = PutForm {
        clinic: asked.clinic,
        sha256,
        bytes: asked.body.to_vec(),
        most: relay.limits.most_forms,
        now: asked.now,
    };
    relay.store.act(act).await??;
    Ok(StatusCode::OK)
}
