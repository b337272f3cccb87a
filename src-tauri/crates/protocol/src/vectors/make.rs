//! Makes the vectors, always the same ones.

use super::*;
use crate::bundle::{About, Bundle, FormEntry};
use crate::envelope::{HEADER, Suite, seal_drawing};
use crate::id::{self, ClinicId, FormId, PageId, SubmissionId};
use crate::keys::IntakeKeys;
use crate::page;
use crate::signed::{Context, SigningKey, sign};
use crate::submission::{SuggestedTime, SuggestionPage, pack};
use crate::text::{read_base64, write_base64, write_hex};
use crate::work;
use serde_json::json;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

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
        signed: signed_cases(),
        bundles: bundle_cases(),
        envelopes: envelopes(clinic),
        envelopes_changed: envelopes_changed(),
        plaintexts: plaintexts(),
        page: page_case(),
        pages_changed: pages_changed(),
        work: work_cases(clinic),
    }
}

fn signed_cases() -> Vec<SignedCase> {
    let (key, other) = (signing(), SigningKey::from_stored_bytes(&[14; 32]).unwrap());
    let signed = sign(Context::Receipt, b"{\"a\":1}", &key);
    let case = |name: &str, context: &str, refused: Option<&str>| SignedCase {
        name: name.into(),
        context: context.into(),
        key: key.public_text(),
        signed: signed.clone(),
        refused: refused.map(String::from),
    };
    let no = Some("does_not_hold");
    let mut raised = read_base64(&signed.signature).unwrap();
    // The same signature with the group's order added to S: it would verify where nobody looks at its size.
    let order = [
        0xed_u8, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut carry = 0_u16;
    for (byte, add) in raised[32..].iter_mut().zip(order) {
        carry += u16::from(*byte) + u16::from(add);
        *byte = u8::try_from(carry & 255).unwrap();
        carry >>= 8;
    }
    let with = |mut case: SignedCase, document: &str, signature: &str| {
        case.signed = crate::signed::Signed {
            document: document.into(),
            signature: signature.into(),
        };
        case
    };
    vec![
        case("a receipt", "receipt", None),
        case("taken for a bundle", "bundle", no),
        case("taken for times", "slots", no),
        SignedCase {
            key: other.public_text(),
            ..case("another key", "receipt", no)
        },
        SignedCase {
            key: write_base64(&[0; 32]),
            ..case("a key of low order", "receipt", no)
        },
        with(
            case("other bytes", "receipt", no),
            &write_base64(b"{\"a\":2}"),
            &signed.signature,
        ),
        with(
            case("a second spelling of the signature", "receipt", no),
            &signed.document,
            &write_base64(&raised),
        ),
        with(case("no signature", "receipt", Some("malformed")), &signed.document, ""),
        with(
            case("half a signature", "receipt", Some("malformed")),
            &signed.document,
            &write_base64(&raised[..32]),
        ),
        with(
            case("padded text", "receipt", Some("malformed")),
            &format!("{}=", signed.document),
            &signed.signature,
        ),
        with(
            case("bits left over", "receipt", Some("malformed")),
            "eyJhIjoxfR",
            &signed.signature,
        ),
    ]
}

fn bundle_cases() -> Vec<BundleCase> {
    let key = signing();
    let case = |name: &str, document: Value, refused: Option<&str>| BundleCase {
        name: name.into(),
        clinic: key.clinic().to_string(),
        now: NOW,
        seen: 7,
        signed: sign(Context::Bundle, document.to_string().as_bytes(), &key),
        refused: refused.map(String::from),
    };
    let good = serde_json::to_value(bundle()).unwrap();
    let with = |name: &str, value: Value| {
        let mut changed = good.clone();
        changed[name] = value;
        changed
    };
    let other = SigningKey::from_stored_bytes(&[14; 32]).unwrap();
    let text = good.to_string();
    let raw = |name: &str, text: String, refused: &str| BundleCase {
        signed: sign(Context::Bundle, text.as_bytes(), &key),
        ..case(name, Value::Null, Some(refused))
    };
    vec![
        case("the clinic’s", good.clone(), None),
        BundleCase {
            clinic: other.clinic().to_string(),
            ..case("of another clinic", good.clone(), Some("other_clinic"))
        },
        BundleCase {
            signed: sign(
                Context::Bundle,
                with("signing_key", other.public_text().into()).to_string().as_bytes(),
                &other,
            ),
            ..case("with somebody else’s key", good.clone(), Some("other_clinic"))
        },
        BundleCase {
            signed: sign(Context::Bundle, text.as_bytes(), &other),
            ..case("signed by somebody else", good.clone(), Some("does_not_hold"))
        },
        BundleCase {
            signed: sign(Context::Slots, text.as_bytes(), &key),
            ..case("signed for something else", good.clone(), Some("does_not_hold"))
        },
        case(
            "that names another clinic",
            with("clinic", other.clinic().to_string().into()),
            Some("other_clinic"),
        ),
        case(
            "whose key id is not its keys’",
            with("kid", "00".repeat(8).into()),
            Some("malformed"),
        ),
        case(
            "with a short key",
            with("x25519", write_base64(&[1; 31]).into()),
            Some("malformed"),
        ),
        case("of a later version", with("v", 2.into()), Some("malformed")),
        case("with something unknown", with("more", 1.into()), Some("malformed")),
        case(
            "with a serial that is none",
            with("serial", json!(-1)),
            Some("malformed"),
        ),
        BundleCase {
            now: NOW + 101,
            ..case("that has run out", good.clone(), Some("out_of_date"))
        },
        BundleCase {
            seen: 8,
            ..case("older than one seen", good.clone(), Some("older"))
        },
        raw(
            "that says a thing twice",
            text.replacen("\"v\":1", "\"v\":1,\"v\":1", 1),
            "malformed",
        ),
        raw("that is no JSON", "bundle".into(), "malformed"),
    ]
}

fn envelopes(clinic: ClinicId) -> Vec<Original> {
    let to = intake();
    let seal = |name: &str,
                clinic: ClinicId,
                to: &IntakeKeys,
                suite: Suite,
                form: [u8; 32],
                value: Value,
                files: &[Vec<u8>]| {
        let padded = pack(&serde_json::from_value(value.clone()).unwrap(), files).unwrap();
        let sid = SubmissionId::from_bytes([6; 16]);
        let seed = Zeroizing::new(crate::text::sha256(name.as_bytes()));
        Original {
            name: name.into(),
            clinic: clinic.to_string(),
            envelope: write_base64(&seal_drawing(seed, clinic, to.public(), suite, sid, form, &padded).unwrap()),
            submission: Some(value),
            files: files.iter().map(|file| write_hex(file)).collect(),
            refused: None,
        }
    };
    let refused = |case: Original, refused: &str| Original {
        submission: None,
        files: vec![],
        refused: Some(refused.into()),
        ..case
    };
    let file = [vec![0xff, 0xd8, 0xff, 0xe0]];
    let stale = IntakeKeys::from_stored_bytes(&[15; 64]).unwrap();
    let foreign = ClinicId::from_bytes([9; 16]);
    let mut cases = vec![
        seal("xwing", clinic, &to, Suite::XWing, [5; 32], filled(), &file),
        seal("x25519", clinic, &to, Suite::X25519, [5; 32], filled(), &file),
        seal("xwing reply", clinic, &to, Suite::XWing, [0; 32], reply(), &[]),
        refused(
            seal(
                "to another clinic",
                foreign,
                &to,
                Suite::XWing,
                [5; 32],
                filled(),
                &file,
            ),
            "does_not_open",
        ),
        refused(
            seal(
                "to another clinic, x25519",
                foreign,
                &to,
                Suite::X25519,
                [5; 32],
                filled(),
                &file,
            ),
            "does_not_open",
        ),
        refused(
            seal(
                "to keys of last year",
                clinic,
                &stale,
                Suite::X25519,
                [5; 32],
                filled(),
                &file,
            ),
            "other_keys",
        ),
    ];
    for case in &mut cases[3..5] {
        case.clinic = clinic.to_string();
    }
    let padded = pack(&serde_json::from_value(filled()).unwrap(), &file).unwrap();
    // Points of order 1, 2, 4 and 8, and one that is not reduced.
    let low = [
        ("0", [0; 32]),
        ("1", one()),
        (
            "8a",
            hex32("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
        ),
        (
            "8b",
            hex32("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
        ),
        (
            "p-1",
            hex32("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ),
        (
            "p",
            hex32("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ),
    ];
    for (name, enc) in low {
        cases.push(Original {
            name: format!("to nobody: point {name} of low order"),
            clinic: clinic.to_string(),
            envelope: write_base64(&super::low_order::seal_with_dh(
                clinic,
                to.public(),
                enc,
                [0; 32],
                &padded,
            )),
            submission: None,
            files: vec![],
            refused: Some("does_not_open".into()),
        });
    }
    cases
}

fn one() -> [u8; 32] {
    let mut point = [0; 32];
    point[0] = 1;
    point
}

fn hex32(text: &str) -> [u8; 32] {
    crate::text::read_hex(text).unwrap()
}

fn envelopes_changed() -> Vec<Changed> {
    let mut cases = Vec::new();
    for (of, enc) in [("xwing", 1120), ("x25519", 32)] {
        let whole = HEADER + enc + 4096 + 16;
        let cuts = [
            0,
            3,
            4,
            5,
            12,
            13,
            28,
            29,
            60,
            61,
            61 + enc - 1,
            61 + enc,
            61 + enc + 16,
            whole - 17,
            whole - 16,
            whole - 1,
        ];
        for length in cuts.into_iter().chain([whole + 1, 16384, (8 << 20) + 2049]) {
            let refused = "malformed";
            // Nothing is said of the suite before the header is whole.
            cases.push(changed(
                of,
                &format!("{length} bytes long"),
                Some(length),
                None,
                refused,
            ));
        }
        // Another bucket's size: right to look at, and never sealed like this.
        cases.push(changed(
            of,
            "grown into the next bucket",
            Some(HEADER + enc + 16384 + 16),
            None,
            "does_not_open",
        ));
        let mut flip = |what: &str, place: usize, bits: u8, refused: &str| {
            cases.push(changed(
                of,
                &format!("with another {what}"),
                None,
                Some((place, bits)),
                refused,
            ));
        };
        flip("magic", 0, 1, "malformed");
        flip("version", 3, 3, "malformed");
        flip("suite", 4, 0xf0, "unknown_suite");
        // 2 becomes 1 and 1 becomes 2: the sizes betray it.
        flip("suite that is known", 4, 3, "malformed");
        flip("kid", 5, 1, "other_keys");
        flip("kid at its end", 12, 128, "other_keys");
        flip("sid", 13, 1, "does_not_open");
        flip("sid at its end", 28, 128, "does_not_open");
        flip("form", 29, 1, "does_not_open");
        flip("form at its end", 60, 128, "does_not_open");
        flip("enc", 61, 1, "does_not_open");
        flip("enc at its end", 61 + enc - 1, 4, "does_not_open");
        flip("ciphertext", 61 + enc, 1, "does_not_open");
        flip("padding", whole - 17, 1, "does_not_open");
        flip("tag", whole - 16, 1, "does_not_open");
        flip("tag at its end", whole - 1, 128, "does_not_open");
    }
    cases
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

fn plaintexts() -> Vec<Plaintext> {
    let json = filled().to_string();
    let file = "ffd8ffe0";
    let text = |text: &str, times| Part {
        hex: String::new(),
        text: text.into(),
        times,
    };
    let hex = |hex: &str| Part {
        hex: hex.into(),
        text: String::new(),
        times: 1,
    };
    let u32_hex = |number: usize| write_hex(&u32::try_from(number).unwrap().to_be_bytes());
    let case = |name: &str, parts: Vec<Part>, size: usize, refused: &str| Plaintext {
        name: name.into(),
        parts,
        size,
        refused: (!refused.is_empty()).then(|| refused.into()),
    };
    // `length` counts 4 + json + files.
    let framed = |name: &str, length: usize, json_length: usize, json: &str, file: &str, size: usize, refused: &str| {
        case(
            name,
            vec![
                hex(&u32_hex(length)),
                hex(&u32_hex(json_length)),
                text(json, 1),
                hex(file),
            ],
            size,
            refused,
        )
    };
    let n = json.len();
    let of_json =
        |name: &str, json: &str, refused: &str| framed(name, json.len() + 8, json.len(), json, file, 4096, refused);
    let deep = json.replacen(
        "\"pain\":7",
        &format!("\"pain\":{}{}", "[".repeat(30), "]".repeat(30)),
        1,
    );
    let deeper = json.replacen(
        "\"pain\":7",
        &format!("\"pain\":{}{}", "[".repeat(31), "]".repeat(31)),
        1,
    );
    vec![
        framed("as it should be", n + 8, n, &json, file, 4096, ""),
        framed("padded too far", n + 8, n, &json, file, 16384, "padding"),
        framed("no bucket", n + 8, n, &json, file, 4097, "padding"),
        framed(
            "with something behind the end",
            n + 8,
            n,
            &json,
            "ffd8ffe001",
            4096,
            "padding",
        ),
        case(
            "with something in the last byte",
            vec![
                hex(&u32_hex(n + 8)),
                hex(&u32_hex(n)),
                text(&json, 1),
                hex(file),
                text("\0", 4096 - n - 13),
                hex("01"),
            ],
            4096,
            "padding",
        ),
        framed("longer than it is", 4093, n, &json, file, 4096, "padding"),
        framed("longer than anything", 0xffff_ffff, n, &json, file, 4096, "padding"),
        framed("one byte longer", n + 9, n, &json, file, 4096, "lengths"),
        framed("empty", 0, 0, "", "", 4096, "lengths"),
        framed("too short for a length", 3, 0, "", "", 4096, "lengths"),
        framed("with JSON longer than all", n + 8, n + 5, &json, file, 4096, "lengths"),
        framed(
            "with JSON of any length",
            n + 8,
            0xffff_ffff,
            &json,
            file,
            4096,
            "lengths",
        ),
        framed("with JSON cut short", n + 8, n - 1, &json, file, 4096, "malformed"),
        framed(
            "with JSON that runs into the file",
            n + 8,
            n + 4,
            &json,
            file,
            4096,
            "malformed",
        ),
        of_json(
            "with a longer file than there is",
            &json.replacen("\"length\":4", "\"length\":5", 1),
            "lengths",
        ),
        of_json(
            "with a shorter file than there is",
            &json.replacen("\"length\":4", "\"length\":3", 1),
            "lengths",
        ),
        of_json("with a file nobody names", &reply().to_string(), "lengths"),
        of_json(
            "with a key twice",
            &json.replacen("\"given\"", "\"given\":\"Eve\",\"given\"", 1),
            "key_twice",
        ),
        of_json(
            "with a key twice in another spelling",
            &json.replacen("\"given\"", "\"g\\u0069ven\":\"Eve\",\"given\"", 1),
            "key_twice",
        ),
        of_json(
            "of two kinds",
            &json.replacen("\"kind\"", "\"kind\":\"reply\",\"kind\"", 1),
            "key_twice",
        ),
        of_json(
            "with something unknown",
            &json.replacen("\"version\"", "\"admin\":true,\"version\"", 1),
            "malformed",
        ),
        of_json(
            "of an unknown kind",
            &json.replacen("\"form\"", "\"order\"", 1),
            "malformed",
        ),
        of_json(
            "with something missing",
            &json.replacen("\"source\":\"https://praxis.example/termin\",", "", 1),
            "malformed",
        ),
        of_json("that is no JSON", &"x".repeat(20), "malformed"),
        of_json("with a byte order mark", &format!("\u{feff}{json}"), "malformed"),
        of_json("as deep as may be", &deep, ""),
        of_json("one too deep", &deeper, "too_deep"),
        case(
            "ten thousand deep",
            vec![
                hex(&u32_hex(20_004)),
                hex(&u32_hex(20_000)),
                text("[", 10_000),
                text("]", 10_000),
            ],
            65536,
            "too_deep",
        ),
        case(
            "ten thousand deep and never closed",
            vec![hex(&u32_hex(60_004)), hex(&u32_hex(60_000)), text("{\"a\":", 12_000)],
            65536,
            "too_deep",
        ),
        case(
            "with more text than may be",
            vec![
                hex(&u32_hex((1 << 20) + 1 + n + 8)),
                hex(&u32_hex((1 << 20) + 1 + n)),
                text(" ", (1 << 20) + 1),
                text(&json, 1),
                hex(file),
            ],
            4 << 20,
            "too_large",
        ),
        of_json(
            "with six files",
            &json.replacen(
                "\"files\":[",
                &format!(
                    "\"files\":[{}",
                    "{\"question\":\"photo\",\"name\":\"\",\"media_type\":\"image/png\",\"length\":0},".repeat(5)
                ),
                1,
            ),
            "too_many_files",
        ),
    ]
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
