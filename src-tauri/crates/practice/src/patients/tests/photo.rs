use super::Clinic;
use crate::Code;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

fn url(claimed: &str, bytes: &[u8]) -> Value {
    json!(format!("data:{claimed};base64,{}", BASE64_STANDARD.encode(bytes)))
}

#[test]
fn a_photo_is_kept_as_what_it_is_and_can_be_taken_away() {
    let clinic = Clinic::open();
    let id = clinic.register(json!({ "given": "Ann" }))["id"].take();
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 5000]].concat();
    clinic.ask(
        "patients.set_photo",
        json!({ "patient": id, "data_url": url("image/jpeg", &png) }),
    );
    assert_eq!(
        clinic.ask("patients.photo", json!({ "patient": id }))["data_url"],
        url("image/png", &png),
        "its own bytes say PNG"
    );
    assert_eq!(clinic.ask("patients.get", json!({ "patient": id }))["has_photo"], true);
    clinic.ask("patients.set_photo", json!({ "patient": id, "data_url": null }));
    assert_eq!(
        clinic.ask("patients.photo", json!({ "patient": id }))["data_url"],
        Value::Null
    );
}

#[test]
fn what_is_no_photo_is_refused() {
    let clinic = Clinic::open();
    let id = clinic.register(json!({ "given": "Ann" }))["id"].take();
    let jpeg = [0xff, 0xd8, 0xff, 0xe0];
    let large = [jpeg.as_slice(), &vec![0; 256 * 1024]].concat();
    for data_url in [
        url("image/svg+xml", b"<svg onload='alert(1)'/>"),
        url("image/png", b"GIF89a"),
        url("image/jpeg", &large),
        url("image/jpeg", &[]),
        json!("data:image/jpeg;base64,&&&"),
        json!("https://example.com/a.jpg"),
        json!("x".repeat(1 << 20)),
    ] {
        let refusal = clinic.refused("patients.set_photo", json!({ "patient": id, "data_url": data_url }));
        assert_eq!(
            (refusal.code, refusal.field.as_deref()),
            (Code::Invalid, Some("data_url"))
        );
    }
}
