//! `PUT /v1/pages/{page}?until=T`.

use super::id;
use crate::answer::{Answer, Refusal};
use crate::store::acts::pages::PutPage;
use crate::{Relay, address::DAY, device};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use keepwell_protocol::limits::LARGEST_PAGE;

/// No page for a patient lasts longer.
const LONGEST: i64 = 366 * DAY;
/// A page, its nonce and its tag, padded to one of the sizes.
const LARGEST: usize = LARGEST_PAGE + 64;

/// Keeps a page for one patient until T (Unix seconds).
pub async fn put_page(State(relay): State<Relay>, Path(page): Path<String>, request: Request) -> Answer<StatusCode> {
    let page = id(&page)?;
    let until = request.uri().query().and_then(|query| query.strip_prefix("until="));
    let until: Option<i64> = until.and_then(|text| text.parse().ok());
    let asked = device::ask(&relay, request, LARGEST).await?;
    let until = until
        .filter(|until| *until > asked.now && *until <= asked.now + LONGEST)
        .ok_or_else(|| Refusal::malformed("until is an instant within a year"))?;
    let act = PutPage {
        clinic: asked.clinic,
        page,
        bytes: asked.body.to_vec(),
        until,
        most: relay.limits.most_pages,
    };
    relay.store.act(act).await??;
    Ok(StatusCode::OK)
}
