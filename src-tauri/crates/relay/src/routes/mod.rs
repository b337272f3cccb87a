//! Every address the relay answers at. One file per verb.

mod acknowledge;
mod bundle;
mod drop_page;
mod form;
mod free_slots;
mod health;
mod hold;
mod metrics;
mod page;
mod pull;
mod put_bundle;
mod put_form;
mod put_page;
mod put_slots;
mod receipt;
mod register;
mod release;
mod slots;
mod submit;

use crate::answer::{Answer, Refusal};
use crate::{Relay, pages};
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use std::str::FromStr;
use std::time::{Duration, UNIX_EPOCH};

/// How much work a submission needs now.
const WORK_BITS: HeaderName = HeaderName::from_static("x-keepwell-work-bits");

/// The routes.
pub fn router(relay: Relay) -> Router {
    let patients = Router::new()
        .route("/v1/c/{clinic}/bundle", get(bundle::bundle))
        .route("/v1/c/{clinic}/forms/{sha256}", get(form::form))
        .route("/v1/c/{clinic}/slots", get(slots::slots))
        .route("/v1/c/{clinic}/slots/{slot}/hold", post(hold::hold))
        .route("/v1/c/{clinic}/slots/{slot}/release", post(release::release))
        .route("/v1/c/{clinic}/inbox", post(submit::submit))
        .route("/v1/c/{clinic}/receipts/{sid}", get(receipt::receipt))
        .route("/v1/c/{clinic}/pages/{page}", get(page::page))
        // Before the layer: also a question about a method (OPTIONS) is answered for any origin.
        .method_not_allowed_fallback(nothing)
        .layer(from_fn(any_origin));
    let clinics = Router::new()
        .route("/v1/clinics", post(register::register))
        .route("/v1/bundle", put(put_bundle::put_bundle))
        .route("/v1/slots", put(put_slots::put_slots))
        .route("/v1/slots/free", post(free_slots::free_slots))
        .route("/v1/forms/{sha256}", put(put_form::put_form))
        .route("/v1/pages/{page}", put(put_page::put_page).delete(drop_page::drop_page))
        .route("/v1/inbox", get(pull::pull))
        .route("/v1/inbox/ack", post(acknowledge::acknowledge));
    let host = Router::new()
        .route("/c/{clinic}", get(pages::page))
        .route("/c/{clinic}/{slug}", get(pages::page))
        .route("/c/{clinic}/s/{page}", get(pages::page))
        .route("/assets/{*file}", get(pages::asset))
        .route("/embed.js", get(pages::embed))
        .route("/pages.json", get(pages::listing))
        .route("/healthz", get(health::health))
        .route("/metrics", get(metrics::metrics));
    patients
        .merge(clinics)
        .merge(host)
        .fallback(nothing)
        .method_not_allowed_fallback(nothing)
        .layer(from_fn_with_state(relay.clone(), every_answer))
        .with_state(relay)
}

async fn nothing() -> Refusal {
    Refusal::nothing_here()
}

/// An id or a hash in an address.
fn id<T: FromStr>(text: &str) -> Answer<T> {
    text.parse()
        .map_err(|_| Refusal::malformed("a wrong id in the address"))
}

/// A hash in an address.
fn hash(text: &str) -> Answer<[u8; 32]> {
    keepwell_protocol::text::read_hex(text).map_err(|_| Refusal::malformed("a wrong hash in the address"))
}

/// A serial number of a document as the store keeps it.
fn serial(serial: u64) -> Answer<i64> {
    i64::try_from(serial).map_err(|_| Refusal::malformed("a serial out of range"))
}

/// Patients' pages may stand anywhere; no cookie, no name, nothing that a foreign page could borrow.
async fn any_origin(request: Request, next: Next) -> Response {
    let mut response = if request.method() == Method::OPTIONS {
        let mut allowed = StatusCode::NO_CONTENT.into_response();
        for (name, value) in [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
            (
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                "content-type, x-keepwell-work, x-keepwell-slot",
            ),
            (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        ] {
            allowed.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        allowed
    } else {
        next.run(request).await
    };
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            "x-keepwell-work-bits, retry-after, date",
        ),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Headers of every answer, and its count. The log line names the route's pattern: no ids, no addresses, no query.
async fn every_answer(State(relay): State<Relay>, request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let from = std::time::Instant::now();
    let mut response = next.run(request).await;
    let status = response.status().as_u16();
    tracing::debug!(%method, route, status, micros = from.elapsed().as_micros(), "answered");
    relay.metrics.answered(&route, status);
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    let now = UNIX_EPOCH + Duration::from_secs(u64::try_from(relay.now()).unwrap_or(0));
    if let Ok(date) = HeaderValue::from_str(&httpdate::fmt_http_date(now)) {
        headers.insert(header::DATE, date);
    }
    response
}
