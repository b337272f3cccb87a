use super::web::{Filled, Web};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use keepwell_protocol::submission::FileEntry;
use serde_json::{Value, json};

/// A PNG of one grey pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

fn pixel() -> Vec<u8> {
    BASE64_STANDARD.decode(PIXEL).unwrap()
}

fn file(name: &str, media_type: &str, bytes: Vec<u8>) -> (FileEntry, Vec<u8>) {
    let entry = FileEntry {
        question: "photo".into(),
        name: name.into(),
        media_type: media_type.into(),
        length: u32::try_from(bytes.len()).unwrap(),
    };
    (entry, bytes)
}

#[test]
fn pictures_are_drawn_anew_and_a_pdf_is_kept_as_it_is() {
    let web = Web::open();
    let mut hidden = pixel();
    hidden.extend(b"<script>alert(1)</script>PK\x03\x04");
    let pdf = [b"%PDF-1.7\n".as_slice(), &vec![b'x'; 600 * 1024], b"\n%%EOF"].concat();
    let request = web.take(web.arrived(Filled {
        answers: json!({ "photo": [0, 1] }).as_object().unwrap().clone(),
        files: vec![
            file("../../my\r\nknee.png", "image/png", hidden),
            file("report.pdf", "application/pdf", pdf.clone()),
        ],
        ..Filled::default()
    }));
    let view = web.get(&request);
    let [picture, paper] = [&view["files"][0], &view["files"][1]];
    assert_eq!(
        (picture["name"].as_str(), picture["width"].as_i64()),
        (Some("my knee.png"), Some(1))
    );
    assert_eq!(
        view["answers"][1]["answers"]
            .as_array()
            .unwrap()
            .iter()
            .find(|a| a["question"] == "photo")
            .unwrap()["files"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let bytes = |file: &Value, thumbnail: bool| {
        let answer = web
            .desk
            .ask("requests.file", json!({ "file": file["id"], "thumbnail": thumbnail }));
        BASE64_STANDARD.decode(answer["base64"].as_str().unwrap()).unwrap()
    };
    let drawn = bytes(picture, false);
    assert!(drawn.starts_with(b"\x89PNG") && !drawn.windows(8).any(|w| w == b"<script>"));
    assert!(bytes(picture, true).starts_with(&[0xff, 0xd8]));
    assert_eq!(bytes(paper, false), pdf, "across the pieces it is kept in");
    web.desk.practice().flush_audit();
    assert_eq!(
        web.desk
            .number("SELECT count(*) FROM audit WHERE command = 'requests.file' AND subject LIKE '%req_%'"),
        2,
        "of each file it is written down once that somebody looked"
    );
}

#[test]
fn what_is_not_welcome_is_not_kept_and_staff_are_told() {
    let web = Web::open();
    let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    huge.extend(50_000_u32.to_be_bytes());
    huge.extend(50_000_u32.to_be_bytes());
    // Eight bits, RGB, and a CRC that fits.
    huge.extend([8, 2, 0, 0, 0, 0x55, 0xa0, 0x11, 0x59]);
    let cases = [
        (
            file("a.svg", "image/svg+xml", b"<svg onload='alert(1)'/>".to_vec()),
            "not_welcome",
        ),
        (
            file("a.png", "image/png", b"<svg onload='alert(1)'/>".to_vec()),
            "not_welcome",
        ),
        (
            file("a.pdf", "application/pdf", b"<html><script>".to_vec()),
            "not_welcome",
        ),
        (file("a.jpg", "image/jpeg", b"PK\x03\x04".to_vec()), "not_welcome"),
        (file("a.jpg", "image/jpeg", pixel()), "not_what_it_says"),
        (
            file("a.png", "image/png", b"\x89PNG\r\n\x1a\nbroken".to_vec()),
            "broken",
        ),
    ];
    for (sent, why) in cases {
        let name = sent.0.name.clone();
        let request = web.take(web.arrived(Filled {
            files: vec![sent],
            ..Filled::default()
        }));
        let view = web.get(&request);
        assert_eq!(view["files"], json!([]), "{name}");
        assert_eq!(
            view["flags"][0],
            json!({ "flag": "file_refused", "name": name, "why": why })
        );
    }
    let request = web.take(web.arrived(Filled {
        files: vec![file("bomb.png", "image/png", huge)],
        ..Filled::default()
    }));
    assert_eq!(
        web.get(&request)["files"],
        json!([]),
        "fifty thousand pixels a side are not opened"
    );
    let mut short = file("half.png", "image/png", pixel());
    short.0.length += 10;
    let request = web.take(web.arrived(Filled {
        files: vec![short],
        ..Filled::default()
    }));
    assert_eq!(web.get(&request)["flags"][0]["why"], "missing");
}
