//! The patient's page, as built by `ui/`: read from disk in development, carried inside the shipped program. The relay adds
//! nothing to it but headers, and says what it serves, so that a clinic can compare it with its own copy.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keepwell_protocol::text::{sha256, write_hex};
use rust_embed::RustEmbed;
use serde::Serialize;
use std::borrow::Cow;

#[derive(RustEmbed)]
#[folder = "../../../ui/dist/patient"]
#[allow_missing = true]
struct Built;

const START: &str = "index.html";
const EMBED: &str = "embed.js";

/// What a page may do: run its own scripts, speak to its own relay, and nothing else. `scripts` are the hashes of its inline ones.
fn policy(scripts: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'{scripts}; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// `'sha256-…'` of each script that stands in the page itself.
fn inline_scripts(page: &str) -> String {
    let mut hashes = String::new();
    let mut rest = page;
    while let Some(at) = rest.find("<script") {
        rest = &rest[at..];
        let (Some(open), Some(close)) = (rest.find('>'), rest.find("</script>")) else {
            break;
        };
        if open < close && !rest[..open].contains(" src=") {
            let hash = STANDARD.encode(sha256(&rest.as_bytes()[open + 1..close]));
            hashes.push_str(&format!(" 'sha256-{hash}'"));
        }
        rest = &rest[close..];
    }
    hashes
}

fn answer(name: &str, headers: &[(HeaderName, &str)]) -> Response {
    let Some(file) = Built::get(name) else {
        return crate::answer::Refusal::nothing_here().into_response();
    };
    let kind = file.metadata.mimetype().to_owned();
    // What the program carries is not copied for each who asks.
    let mut response = match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes).into_response(),
        Cow::Owned(bytes) => bytes.into_response(),
    };
    let kind = if kind.starts_with("text/") {
        format!("{kind}; charset=utf-8")
    } else {
        kind
    };
    for (name, value) in headers.iter().chain(&[(header::CONTENT_TYPE, kind.as_str())]) {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// `GET /c/{clinic}`, `/c/{clinic}/{slug}`, `/c/{clinic}/s/{page}`: one page, which reads its address itself.
pub async fn page() -> Response {
    let Some(file) = Built::get(START) else {
        let sentence = "The patient's page is not part of this program: build it with its user interface.";
        return (StatusCode::SERVICE_UNAVAILABLE, sentence).into_response();
    };
    let policy = policy(&inline_scripts(&String::from_utf8_lossy(&file.data)));
    answer(
        START,
        &[
            (header::CONTENT_SECURITY_POLICY, &policy),
            (header::CACHE_CONTROL, "no-store"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            (
                HeaderName::from_static("permissions-policy"),
                "geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
            ),
        ],
    )
}

/// `GET /assets/{file}`: names carry a hash of their content.
pub async fn asset(Path(file): Path<String>) -> Response {
    answer(
        &format!("assets/{file}"),
        &[
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        ],
    )
}

/// `GET /embed.js`: the only file a clinic's own web site takes from here.
pub async fn embed() -> Response {
    answer(
        EMBED,
        &[
            (header::CACHE_CONTROL, "public, max-age=3600"),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
        ],
    )
}

/// One served file.
#[derive(Debug, Serialize)]
pub struct Served {
    path: String,
    sha256: String,
}

/// `GET /pages.json`: what is served, and its hashes.
pub async fn listing(_: HeaderMap) -> Json<Vec<Served>> {
    let mut files: Vec<Served> = Built::iter()
        .filter_map(|path| {
            let file = Built::get(&path)?;
            Some(Served {
                sha256: write_hex(&sha256(&file.data)),
                path: path.into_owned(),
            })
        })
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Json(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_in_the_page_itself_are_named_by_hash() {
        let page = r#"<script type="module" src="/assets/a.js"></script><script>go()</script>"#;
        // printf 'go()' | openssl dgst -sha256 -binary | base64
        assert_eq!(
            inline_scripts(page),
            " 'sha256-GO'".replace("GO", &STANDARD.encode(sha256(b"go()")))
        );
        assert_eq!(inline_scripts("<p>no scripts</p>"), "");
    }
}
