//! `PUT /v1/bundle`.

use super::serial;
use crate::Relay;
use crate::answer::{Answer, Refusal};
use crate::store::acts::documents::PutBundle;
use crate::{body, device};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use keepwell_protocol::bundle::Bundle;
use keepwell_protocol::signed::{Context, Signed};
use keepwell_protocol::text::{read_hex, write_base64};

const LARGEST: usize = 512 << 10;

/// Publishes the clinic's bundle.
pub async fn put_bundle(State(relay): State<Relay>, request: Request) -> Answer<StatusCode> {
    let asked = device::ask(&relay, request, LARGEST).await?;
    let signed: Signed = body::parse(&asked.body)?;
    let document = signed
        .open(Context::Bundle, &asked.keys.signing)
        .map_err(|_| Refusal::not_signed("the bundle is not signed by the clinic"))?;
    let bundle: Bundle = body::parse(&document)?;
    let own_key = bundle.signing_key == write_base64(&asked.keys.signing);
    if bundle.v != 1 || bundle.clinic != asked.clinic || !own_key {
        return Err(Refusal::malformed("a bundle of another clinic or version"));
    }
    let wrong_hash = |_| Refusal::malformed("a wrong hash in the bundle");
    let forms = bundle
        .forms
        .iter()
        .map(|form| read_hex(&form.sha256).map_err(wrong_hash));
    let act = PutBundle {
        clinic: asked.clinic,
        serial: serial(bundle.serial)?,
        kid: read_hex(&bundle.kid).map_err(wrong_hash)?,
        forms: forms.collect::<Result<_, _>>()?,
        signed: written(&signed)?,
        now: asked.now,
    };
    relay.store.act(act).await??;
    Ok(StatusCode::OK)
}

/// A signed document as it is kept: always spelled the same way.
pub fn written(signed: &Signed) -> Answer<String> {
    serde_json::to_string(signed).map_err(|cause| Refusal::malformed(cause.to_string()))
}
