//! What the clinic signs.

use super::{NOW, signing};
use crate::bundle::Bundle;
use crate::signed::{Context, Signed, SigningKey, sign};
use crate::text::{read_base64, write_base64};
use crate::vectors::{BundleCase, SignedCase};
use serde_json::{Value, json};

pub(super) fn signed_cases() -> Vec<SignedCase> {
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
        case.signed = Signed {
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

pub(super) fn bundle_cases(bundle: &Bundle) -> Vec<BundleCase> {
    let key = signing();
    let case = |name: &str, document: Value, refused: Option<&str>| BundleCase {
        name: name.into(),
        clinic: key.clinic().to_string(),
        now: NOW,
        seen: 7,
        signed: sign(Context::Bundle, document.to_string().as_bytes(), &key),
        refused: refused.map(String::from),
    };
    let good = serde_json::to_value(bundle).unwrap();
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
