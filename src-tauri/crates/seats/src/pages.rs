//! The screens, as built by `ui/`: read from disk in development, carried inside the shipped program.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../../ui/dist/desk"]
#[allow_missing = true]
struct Built;

/// The page patients see, as this program ships it: what a relay of the same version serves.
#[derive(RustEmbed)]
#[folder = "../../../ui/dist/patient"]
#[allow_missing = true]
struct Patient;

/// Name and SHA-256 of every file of the patients' page this program carries; the clinic compares them with what its relay serves.
pub fn patient_pages() -> Vec<(String, [u8; 32])> {
    Patient::iter()
        .filter_map(|name| {
            let file = Patient::get(&name)?;
            let hash = ring::digest::digest(&ring::digest::SHA256, &file.data);
            Some((name.into_owned(), hash.as_ref().try_into().ok()?))
        })
        .collect()
}

/// A file of the screens; the start page for `/`.
pub async fn page(uri: Uri) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    match Built::get(path) {
        Some(file) => {
            let mut response = file.data.into_owned().into_response();
            if let Ok(kind) = HeaderValue::from_str(file.metadata.mimetype()) {
                response.headers_mut().insert(header::CONTENT_TYPE, kind);
            }
            // Built names carry a hash of their content; only the start page changes under its name.
            let keep = if path == "index.html" {
                "no-cache"
            } else {
                "private, max-age=31536000, immutable"
            };
            response
                .headers_mut()
                .insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
            response
        }
        None if path == "index.html" => (
            StatusCode::SERVICE_UNAVAILABLE,
            "The screens are not built yet: run `make run`.",
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
