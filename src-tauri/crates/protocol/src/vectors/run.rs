//! Runs the committed vectors.

use super::Vectors;
use crate::bundle::{Bundle, BundleError};
use crate::envelope::{self, EnvelopeError};
use crate::id::{self, ClinicId, PageId};
use crate::json::JsonError;
use crate::keys::IntakeKeys;
use crate::page::{self, PageError};
use crate::signed::{Context, SignedError, SigningKey};
use crate::submission::{SubmissionError, unpack};
use crate::text::{read_base64, write_hex};
use crate::work::Work;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/envelope.json");

fn vectors() -> Vectors {
    serde_json::from_slice(&std::fs::read(PATH).unwrap()).unwrap()
}

/// The words both implementations refuse with.
fn word(error: EnvelopeError) -> &'static str {
    match error {
        EnvelopeError::Malformed => "malformed",
        EnvelopeError::UnknownSuite(_) => "unknown_suite",
        EnvelopeError::OtherKeys { .. } => "other_keys",
        EnvelopeError::DoesNotOpen => "does_not_open",
    }
}

fn word_of_submission(error: SubmissionError) -> &'static str {
    match error {
        SubmissionError::Padding(_) => "padding",
        SubmissionError::Lengths => "lengths",
        SubmissionError::TooLarge => "too_large",
        SubmissionError::TooManyFiles => "too_many_files",
        SubmissionError::Json(JsonError::TooDeep) => "too_deep",
        SubmissionError::Json(JsonError::TwiceTheKey) => "key_twice",
        SubmissionError::Json(JsonError::Malformed) => "malformed",
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn change(original: &[u8], length: Option<usize>, flip: Option<(usize, u8)>) -> Vec<u8> {
    let mut changed = original.to_vec();
    changed.resize(length.unwrap_or(changed.len()), 7);
    if let Some((place, bits)) = flip {
        changed[place] ^= bits;
    }
    changed
}

/// With `KEEPWELL_WRITE_VECTORS=1` writes the file; without, fails when it differs: the bytes on the wire have changed.
#[test]
fn the_committed_vectors_are_the_made_ones() {
    let fresh = serde_json::to_string_pretty(&super::make::vectors()).unwrap() + "\n";
    if std::env::var_os("KEEPWELL_WRITE_VECTORS").is_some() {
        std::fs::write(PATH, &fresh).unwrap();
    }
    assert!(
        std::fs::read_to_string(PATH).unwrap() == fresh,
        "vectors/envelope.json is not what this crate makes"
    );
}

#[test]
fn texts_are_read_in_their_one_spelling() {
    let all = vectors();
    for (hex, text) in all.ids.right {
        assert_eq!(write_hex(&id::read(&text).unwrap()), hex);
    }
    for (hex, text) in all.base64.right {
        assert_eq!(write_hex(&read_base64(&text).unwrap()), hex);
    }
    for wrong in all.ids.wrong {
        assert!(id::read(&wrong).is_err(), "{wrong}");
    }
    for wrong in all.base64.wrong {
        assert!(read_base64(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn keys_are_what_they_are_named() {
    let keys = vectors().keys;
    let signing = SigningKey::from_stored_bytes(&read_base64(&keys.signing_seed).unwrap()).unwrap();
    assert_eq!(
        (signing.public_text(), signing.clinic().to_string()),
        (keys.signing_key, keys.clinic)
    );
    let intake = IntakeKeys::from_stored_bytes(&read_base64(&keys.intake).unwrap()).unwrap();
    let public = intake.public();
    assert_eq!(
        (public.kid_text(), public.xwing_text(), public.x25519_text()),
        (keys.kid, keys.xwing, keys.x25519)
    );
}

#[test]
fn signed_documents_and_bundles_are_taken_or_refused_as_written() {
    for case in vectors().signed {
        let context = match case.context.as_str() {
            "bundle" => Context::Bundle,
            "slots" => Context::Slots,
            "receipt" => Context::Receipt,
            other => panic!("no such context: {other}"),
        };
        let refused = case.signed.open_by(context, &case.key).err().map(|error| match error {
            SignedError::Malformed => "malformed",
            SignedError::DoesNotHold => "does_not_hold",
        });
        assert_eq!(refused, case.refused.as_deref(), "{}", case.name);
    }
    for case in vectors().bundles {
        let refused = Bundle::read(&case.signed, case.clinic.parse().unwrap(), case.now, case.seen)
            .err()
            .map(|error| match error {
                BundleError::Malformed => "malformed",
                BundleError::OtherClinic => "other_clinic",
                BundleError::DoesNotHold => "does_not_hold",
                BundleError::OutOfDate => "out_of_date",
                BundleError::Older => "older",
            });
        assert_eq!(refused, case.refused.as_deref(), "a bundle {}", case.name);
    }
}

#[test]
fn envelopes_open_or_are_refused_as_written() {
    let all = vectors();
    let keys = IntakeKeys::from_stored_bytes(&read_base64(&all.keys.intake).unwrap()).unwrap();
    let clinic: ClinicId = all.keys.clinic.parse().unwrap();
    for case in &all.envelopes {
        let opened = envelope::open(
            &keys,
            case.clinic.parse().unwrap(),
            &read_base64(&case.envelope).unwrap(),
        );
        let refused = opened.as_ref().err().copied().map(word);
        assert_eq!(refused, case.refused.as_deref(), "{}", case.name);
        let Ok(padded) = opened else { continue };
        let (submission, files) = unpack(&padded).unwrap();
        assert_eq!(
            Some(serde_json::to_value(submission).unwrap()),
            case.submission,
            "{}",
            case.name
        );
        assert_eq!(
            files.iter().map(|file| write_hex(file)).collect::<Vec<_>>(),
            case.files,
            "{}",
            case.name
        );
    }
    for case in &all.envelopes_changed {
        let of = all.envelopes.iter().find(|original| original.name == case.of).unwrap();
        let changed = change(&read_base64(&of.envelope).unwrap(), case.length, case.flip);
        assert_eq!(
            envelope::open(&keys, clinic, &changed).map_err(word),
            Err(case.refused.as_str()),
            "{}",
            case.name
        );
    }
}

#[test]
fn plaintexts_are_unpacked_or_refused_as_written() {
    for case in vectors().plaintexts {
        let mut plain: Vec<u8> = Vec::new();
        for part in &case.parts {
            plain.extend(
                [bytes(&part.hex), part.text.clone().into_bytes()]
                    .concat()
                    .repeat(part.times),
            );
        }
        plain.resize(case.size, 0);
        let refused = unpack(&plain).err().map(word_of_submission);
        assert_eq!(refused, case.refused.as_deref(), "{}", case.name);
    }
}

#[test]
fn pages_open_or_are_refused_as_written() {
    let all = vectors();
    let (id, secret): (PageId, _) = (all.page.id.parse().unwrap(), id::read(&all.page.secret).unwrap());
    let sealed = read_base64(&all.page.sealed).unwrap();
    assert_eq!(
        serde_json::to_value(page::open(id, &secret, &sealed).unwrap()).unwrap(),
        all.page.page
    );
    for case in all.pages_changed {
        let refused = page::open(id, &secret, &change(&sealed, case.length, case.flip))
            .err()
            .map(|error| match error {
                PageError::Malformed => "malformed",
                PageError::DoesNotOpen => "does_not_open",
                other => panic!("{other}"),
            });
        assert_eq!(refused, Some(case.refused.as_str()), "{}", case.name);
    }
}

#[test]
fn work_counts_as_written() {
    for case in vectors().work {
        let work: Work = case.work.parse().unwrap();
        let enough = work.is_enough(case.bits, case.clinic.parse().unwrap(), &bytes(&case.bytes));
        assert_eq!(enough, case.enough, "{} for {} bits", case.work, case.bits);
    }
}
