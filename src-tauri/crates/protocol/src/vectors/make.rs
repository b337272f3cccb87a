//! Makes the vectors, always the same ones.

mod documents;
mod envelopes;
mod plaintexts;

use super::{Changed, Keys, Page, Spellings, Vectors, WorkCase};
use crate::bundle::{About, Bundle, FormEntry};
use crate::id::{self, ClinicId, FormId, PageId};
use crate::keys::IntakeKeys;
use crate::page;
use crate::signed::SigningKey;
use crate::submission::{SuggestedTime, SuggestionPage};
use crate::text::{write_base64, write_hex};
use crate::work;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const NOW: i64 = 1_770_000_000;

fn signing() -> SigningKey {
    SigningKey::from_stored_bytes(&[11; 32]).unwrap()
}

fn intake() -> IntakeKeys {
    IntakeKeys::from_stored_bytes(&[[12; 32], [13; 32]].concat()).unwrap()
}

fn bundle() -> Bundle {
    let (signing, intake) = (signing(), intake());
    Bundle {
        v: 1,
        clinic: signing.clinic(),
        signing_key: signing.public_text(),
        kid: intake.public().kid_text(),
        suites: vec![2, 1],
        xwing: intake.public().xwing_text(),
        x25519: intake.public().x25519_text(),
        forms: vec![FormEntry {
            id: FormId::from_bytes([1; 16]),
            sha256: "05".repeat(32),
            slug: "new-patient".into(),
            title: BTreeMap::from([("de".into(), "Anmeldung für Neue".into())]),
        }],
        serial: 7,
        issued_at: NOW - 100,
        not_after: NOW + 100,
        about: About {
            name: "Praxis Möwe".into(),
            phone: "+49 30 1234".into(),
            address: "Hafen 1\nBerlin".into(),
            zone: "Europe/Berlin".into(),
            country: "DE".into(),
        },
    }
}

fn filled() -> Value {
    json!({
        "kind": "form", "form": FormId::from_bytes([1; 16]), "version": 3, "language": "de", "created_at": NOW,
        "answers": { "name": { "given": "Zoë", "family": "O’Neil 🤕" }, "pain": 7, "weight": 71.5, "days": [], "agreed": true },
        "files": [{ "question": "photo", "name": "Knie.jpg", "media_type": "image/jpeg", "length": 4 }],
        "slot": null, "source": "https://praxis.example/termin"
    })
}

fn reply() -> Value {
    let page = PageId::from_bytes([2; 16]);
    json!({ "kind": "reply", "page": page, "secret": id::write([3; 16]), "choice": 1, "note": "", "created_at": NOW })
}

pub fn vectors() -> Vectors {
    let clinic = signing().clinic();
    Vectors {
        keys: Keys {
            clinic: clinic.to_string(),
            signing_seed: write_base64(&*signing().to_stored_bytes()),
            signing_key: signing().public_text(),
            intake: write_base64(&*intake().to_stored_bytes()),
            kid: intake().public().kid_text(),
            xwing: intake().public().xwing_text(),
            x25519: intake().public().x25519_text(),
        },
        ids: Spellings {
            right: [[0; 16], [255; 16], *clinic.as_bytes(), [0x5a; 16]]
                .map(|bytes| (write_hex(&bytes), id::write(bytes)))
                .to_vec(),
            wrong: [
                "ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
                "00000000000000000000000001",
                "0000000000000000000000000I",
                "0000000000000000000000000O",
                "O0000000000000000000000000",
                "L0000000000000000000000000",
                "U0000000000000000000000000",
                "ſ0000000000000000000000000",
                "0000000000000000000000000",
                "000000000000000000000000000",
                " 0000000000000000000000000",
                "",
            ]
            .map(String::from)
            .to_vec(),
        },
        base64: Spellings {
            right: [&b""[..], b"a", b"ab", b"abc", &[251, 255, 254]]
                .map(|bytes| (write_hex(bytes), write_base64(bytes)))
                .to_vec(),
            wrong: ["-_9", "YQ==", "YWI=", "+/8", "YR", "YWJ", "Y", "YQ\n", " YQ", "YÖ"]
                .map(String::from)
                .to_vec(),
        },
        signed: documents::signed_cases(),
        bundles: documents::bundle_cases(&bundle()),
        envelopes: envelopes::envelopes(clinic),
        envelopes_changed: envelopes::envelopes_changed(),
        plaintexts: plaintexts::plaintexts(),
        page: page_case(),
        pages_changed: pages_changed(),
        work: work_cases(clinic),
    }
}

fn changed(of: &str, name: &str, length: Option<usize>, flip: Option<(usize, u8)>, refused: &str) -> Changed {
    Changed {
        name: format!("{of} {name}"),
        of: of.into(),
        length,
        flip,
        refused: refused.into(),
    }
}

fn page_case() -> Page {
    let (id, secret) = (PageId::from_bytes([2; 16]), [3; 16]);
    let page = SuggestionPage {
        v: 1,
        language: "de".into(),
        first_name: "Zoë".into(),
        times: vec![SuggestedTime {
            starts_at: NOW,
            starts: "2026-02-02T03:40".into(),
            minutes: 45,
            provider: "Dr. Mäder".into(),
        }],
        note: String::new(),
        until: NOW + 5,
    };
    Page {
        id: id.to_string(),
        secret: id::write(secret),
        sealed: write_base64(&page::seal_with(id, &secret, [4; 12], &page).unwrap()),
        page: serde_json::to_value(page).unwrap(),
    }
}

fn pages_changed() -> Vec<Changed> {
    let mut cases: Vec<_> = [0, 11, 12, 28, 4096, 4123, 4125, 12 + 65536 + 16]
        .map(|length| changed("page", &format!("{length} bytes long"), Some(length), None, "malformed"))
        .into();
    for (what, place) in [("nonce", 0), ("ciphertext", 12), ("tag", 4123)] {
        cases.push(changed(
            "page",
            &format!("with another {what}"),
            None,
            Some((place, 1)),
            "does_not_open",
        ));
    }
    cases.push(changed(
        "page",
        "grown into the next bucket",
        Some(12 + 16384 + 16),
        None,
        "does_not_open",
    ));
    cases
}

fn work_cases(clinic: ClinicId) -> Vec<WorkCase> {
    let case = |clinic: ClinicId, bytes: &[u8], work: &work::Work, bits: u8| WorkCase {
        clinic: clinic.to_string(),
        bytes: write_hex(bytes),
        work: work.to_string(),
        bits,
        enough: work.is_enough(bits, clinic, bytes),
    };
    let found = work::find(16, clinic, "2026-02-02", b"envelope");
    let tomorrow = work::Work {
        day: "2026-02-03".into(),
        ..found.clone()
    };
    let large = work::Work {
        nonce: u64::from(u32::MAX) + 5,
        ..found.clone()
    };
    let hold = work::for_hold(crate::id::SlotId::from_bytes([7; 16]), &[8; 16]);
    vec![
        case(clinic, b"envelope", &found, 16),
        case(clinic, b"envelope", &found, 64),
        case(clinic, b"envelopes", &found, 16),
        case(clinic, b"envelope", &tomorrow, 16),
        case(ClinicId::from_bytes([9; 16]), b"envelope", &found, 16),
        case(clinic, b"envelope", &large, 0),
        case(clinic, b"envelope", &large, 30),
        case(clinic, &hold, &work::find(12, clinic, "2026-02-02", &hold), 12),
    ]
}
