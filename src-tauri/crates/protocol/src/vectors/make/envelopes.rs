//! Envelopes, and what may become of them on their way.

use super::{changed, filled, intake, reply};
use crate::envelope::{HEADER, Suite, seal_drawing};
use crate::id::{ClinicId, SubmissionId};
use crate::keys::IntakeKeys;
use crate::submission::pack;
use crate::text::{write_base64, write_hex};
use crate::vectors::{Changed, Original, low_order};
use serde_json::Value;
use zeroize::Zeroizing;

pub(super) fn envelopes(clinic: ClinicId) -> Vec<Original> {
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
            envelope: write_base64(&low_order::seal_with_dh(clinic, to.public(), enc, [0; 32], &padded)),
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

pub(super) fn envelopes_changed() -> Vec<Changed> {
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
